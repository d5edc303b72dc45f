"""The guide on the right: what is to be done, the details of the case, help."""
