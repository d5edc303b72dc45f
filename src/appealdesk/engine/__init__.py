"""Foreign bytes and PDF making. Runs only in the worker process."""
