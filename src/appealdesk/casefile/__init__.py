"""The .appeal file: one SQLite file that is the whole case."""
