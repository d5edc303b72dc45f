"""The guide to read, in a window of its own."""
