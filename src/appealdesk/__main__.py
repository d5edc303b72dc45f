"""Where the program begins: the window, or a command in the terminal."""

import sys

_STOPPED = 130  # what a shell expects of a program that Ctrl-C ended


def main() -> None:
    """Run a command when one is named or help is asked for; else open the window."""
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    if first == "--appealdesk-worker":  # how a frozen program starts its own child
        from appealdesk.worker.child import main as work  # noqa: PLC0415

        work(sys.argv[2])
        return
    if _is_for_terminal(first):
        try:
            from appealdesk.cli.app import main as command  # noqa: PLC0415
        except KeyboardInterrupt:  # Ctrl-C while the program begins; later the commands see to it
            sys.exit(_STOPPED)
        command()
        return
    from appealdesk.app import main as window  # noqa: PLC0415

    sys.exit(window())


def _is_for_terminal(first: str) -> bool:
    """Whether the first argument is a command, or an option that the command line has.

    A file is no command: a case is opened in the window, other files come into a new one.
    """
    window_options = ("--sample", "--settings", "--home")
    return bool(first) and not first.startswith(window_options) and not _looks_like_a_file(first)


def _looks_like_a_file(first: str) -> bool:
    return not first.startswith("-") and any(mark in first for mark in "./\\")


if __name__ == "__main__":
    main()
