"""Side-by-side measurements against peers and against the raw machine. Not part of the tests."""
