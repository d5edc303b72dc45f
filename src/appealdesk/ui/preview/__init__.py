"""The whole packet to look at, and what belongs to it."""
