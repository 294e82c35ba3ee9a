"""What is inside an image file: its words and its place read on the way in, renditions cut on the way out.

Nothing here imports Pillow before a photo is actually read or cut.
"""
