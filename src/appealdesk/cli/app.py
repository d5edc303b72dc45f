"""The command line as a whole: the commands' frame and the outermost error handling."""

import sys
import sysconfig
from pathlib import Path
from typing import Annotated

import typer

from appealdesk import __version__
from appealdesk.case.errors import AppealDeskError
from appealdesk.cli import audit, follow, look, make, order, papers, read, reasons, send
from appealdesk.cli.output import complain, print_checks, say
from appealdesk.desk.desktop_entry import install_desktop_entry
from appealdesk.desk.exporting import ExportStopped

app = typer.Typer(
    name="appealdesk",
    help="Put an insurance appeal together: add the papers, write the answers, export one packet. "
    "Without a command, or with a case's name, the window opens. Nothing leaves this computer. "
    "Not legal or medical advice.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(is_asked: bool) -> None:
    if is_asked:
        sys.stdout.write(f"appealdesk {__version__}\n")
        raise typer.Exit


def _desktop_entry(is_asked: bool) -> None:
    if not is_asked:
        return
    made = install_desktop_entry(_program())
    for path in made.files:
        say(f"Wrote {path}")
    for tool in made.not_told:
        say(f"\u201c{tool}\u201d is not installed; the entry may show after the next login.")
    say("AppealDesk is in the start menu, and opens appeals by a double-click.")
    raise typer.Exit


def _program() -> Path:
    """The start file of this program, as an entry in a menu must name it."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable)
    return Path(sysconfig.get_path("scripts")) / "appealdesk"


@app.callback()
def _frame(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    _entry_asked: Annotated[
        bool,
        typer.Option(
            "--install-desktop-entry",
            callback=_desktop_entry,
            is_eager=True,
            help="Put AppealDesk into the start menu of this Linux desktop.",
        ),
    ] = False,
) -> None:
    pass


make.add_to(app)
reasons.add_to(app)
order.add_to(app)
look.add_to(app)
audit.add_to(app)
send.add_to(app)
follow.add_to(app)
papers.add_to(app)
read.add_to(app)


def main() -> None:
    """Run one command; every error that we know ends as a sentence and exit code 1."""
    try:
        app()
    except ExportStopped as stopped:
        complain(stopped)
        print_checks(stopped.checks, say)
        sys.exit(1)
    except AppealDeskError as error:
        complain(error)
        sys.exit(1)


if __name__ == "__main__":
    main()
