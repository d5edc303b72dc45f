"""The papers that the desk can make: which there are, their drafts to read, and where they go."""
