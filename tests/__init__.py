"""Desk's tests; a package of their own, so that no other project's `tests` is found in their place."""
