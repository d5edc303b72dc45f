"""The same desk from a terminal, for offices and for tests.

Exit codes: 0 done, 1 findings or refused input, 2 wrong use. Results go to stdout, messages and
progress to stderr.
"""

from appealdesk.cli.app import main

__all__ = ["main"]
