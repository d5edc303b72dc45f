"""The use cases, without any toolkit."""
