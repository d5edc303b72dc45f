"""AppealDesk: from a pile of files to one verified appeal packet."""

__version__ = "0.1.0"
