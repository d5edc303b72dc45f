"""The child process that touches foreign bytes, and its client."""
