"""How far the appeal is: its stages in the middle of the window."""
