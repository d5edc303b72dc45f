"""Editing the written texts: they look like the printed letter and are stored as Markdown."""
