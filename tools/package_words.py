"""Print the man page, or a shell's completion script, made from the command line itself.

Usage: package_words.py man|bash|zsh|fish
"""

import os
import sys
from datetime import UTC, datetime

import typer
from typer.completion import get_completion_script

from appealdesk import __version__
from appealdesk.cli.app import app


def main() -> None:
    """Print it."""
    what = sys.argv[1]
    if what == "man":
        sys.stdout.write(man_page())
        return
    script = get_completion_script(
        prog_name="appealdesk", complete_var="_APPEALDESK_COMPLETE", shell=what
    )
    sys.stdout.write(script.strip() + "\n")


def man_page() -> str:
    """The page for ``man appealdesk``: every command and option with its help."""
    group = typer.main.get_command(app)
    date = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).date()
    lines = [
        f'.TH APPEALDESK 1 "{date}" "AppealDesk {__version__}" "User Commands"',
        ".SH NAME",
        "appealdesk \\- put an insurance appeal together as one PDF packet",
        ".SH SYNOPSIS",
        ".B appealdesk",
        "[\\fICASE.appeal\\fR | \\fIFILE\\fR...]",
        ".br",
        ".B appealdesk",
        "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        _plain(group.help or ""),
        ".SH COMMANDS",
    ]
    for name, command in sorted(group.commands.items()):
        lines += [".TP", f".B {_plain(name)} " + " ".join(_metavar(p) for p in command.params)]
        lines.append(_plain((command.help or "").strip()))
        for option in command.params:
            if option.param_type_name == "option" and getattr(option, "help", None):
                names = _plain(", ".join(option.opts))
                lines += [".RS", ".TP", f".B {names}", _plain(option.help), ".RE"]
    lines += [
        ".SH EXIT STATUS",
        "0 when it was done, 1 when it could not be done (a sentence says why), 2 for a wrong",
        "call.",
        ".SH FILES",
        "A case is one file that ends in .appeal. Settings stand where the desktop keeps them",
        "(on Linux ~/.config/AppealDesk).",
        ".SH NOTES",
        "AppealDesk gives no legal and no medical advice. It uses no network.",
    ]
    return "\n".join(lines) + "\n"


def _metavar(param: object) -> str:
    if param.param_type_name != "argument":
        return ""
    words = (param.metavar or param.name).upper().rstrip(".") + ("..." if param.nargs == -1 else "")
    return f"\\fI{_plain(words)}\\fR"


def _plain(words: str) -> str:
    """Words that troff prints as they are."""
    one = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{one}" if one.startswith((".", "'")) else one


if __name__ == "__main__":
    main()
