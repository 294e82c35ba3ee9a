"""What an article is: values, changes and text. No Qt, no files, no SQL."""
