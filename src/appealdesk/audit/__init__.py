"""What is missing or weak: a case and its plan in, findings out. Pure."""
