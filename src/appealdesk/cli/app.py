"""The command line as a whole: the commands' frame and the outermost error handling."""

import sys
from typing import Annotated

import typer

from appealdesk import __version__
from appealdesk.case.errors import AppealDeskError
from appealdesk.cli import audit, follow, look, make, order, papers, read, reasons, send
from appealdesk.cli.output import complain, print_checks, say
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


@app.callback()
def _frame(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
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
