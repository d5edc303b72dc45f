"""What the commands print, and how they open a case."""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from appealdesk.audit.checks import Check
from appealdesk.case.errors import AppealDeskError
from appealdesk.casefile.errors import CaseInUse, PasswordNeeded
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.reading.dates import parse_date

CaseArg = Annotated[Path, typer.Argument(metavar="CASE.appeal", help="The case file.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--case-password-file",
        help="File whose first line is the password of the case. Without it a protected case asks.",
        exists=True,
        dir_okay=False,
    ),
]

messages = Console(stderr=True, highlight=False, soft_wrap=True)
results = Console(highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Tell the person something, on stderr."""
    messages.print(escape(text))


def complain(error: AppealDeskError) -> None:
    """Tell the person what went wrong and what to do."""
    messages.print(f"[bold red]{escape(error.sentence)}[/]")
    if error.hint:
        messages.print(escape(error.hint))


def counted(pages: int) -> str:
    """A number of pages in words."""
    return "1 page" if pages == 1 else f"{pages} pages"


def print_json(value: Any) -> None:  # noqa: ANN401  whatever msgspec can encode
    """Print a value as JSON on stdout."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def print_checks(checks: tuple[Check, ...], say_line: Callable[[str], None]) -> None:
    """List checks with where they point."""
    marks = {"done": "ok  ", "missing": "OPEN", "weak": "weak", "not-applicable": "-   "}
    for item in checks:
        stop = "  (stops the export)" if item.stops_export and item.state == "missing" else ""
        say_line(f"{marks[item.state]}  {item.title}{stop}")
        if item.state in {"missing", "weak"}:
            say_line(f"      {item.why}")
            for place in item.where:
                say_line(f"      - {place.words}")


def text_file(path: Path) -> str:
    """The words of a text file; "-" reads what is typed.

    Raises:
        AppealDeskError: it cannot be read, or is no text.
    """
    if str(path) == "-":
        return typer.get_text_stream("stdin").read()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AppealDeskError(
            f"\u201c{path.name}\u201d is not a plain text file.", "Save it as text (UTF-8) first."
        ) from error
    except OSError as error:
        raise AppealDeskError(
            f"\u201c{path}\u201d could not be read ({error.strerror}).",
            "Check the name and the place.",
        ) from error


def first_line(path: Path | None) -> str | None:
    """The first line of a password file, or None without one.

    Raises:
        AppealDeskError: it cannot be read, or its first line is empty: nobody who names a password
            file wants a case without a password.
    """
    if path is None:
        return None
    line = text_file(path).split("\n", 1)[0].rstrip("\r")
    if not line:
        raise AppealDeskError(
            f"\u201c{path.name}\u201d has no password in its first line.",
            "Write the password there, and nothing else.",
        )
    return line


def typed_day(words: str) -> str:
    """A day as ISO, from words as a person types them.

    Raises:
        AppealDeskError: it is no date.
    """
    day = parse_date(words)
    if day is None:
        raise AppealDeskError(
            f"\u201c{words}\u201d is no date.", "Write it like March 5, 2026, or 2026-03-05."
        )
    return day.isoformat()


@contextmanager
def opened(
    path: Path, password_file: Path | None = None, *, read_only: bool = False
) -> Iterator[Session]:
    """An open case; asks for its password on a terminal when it has one.

    Reading commands (``read_only``) work beside a window that has the case: they then read a copy
    of it. Nobody having it, the file itself is opened, which is instant however large it is.
    """
    password = first_line(password_file)
    try:
        file = _open(path, password, may_copy=read_only)
    except PasswordNeeded:
        if password is not None or not sys.stdin.isatty():
            raise
        file = _open(path, getpass.getpass(f"Password of {path.name}: "), may_copy=read_only)
    with Session(file) as session:
        if session.file.is_read_only and not read_only:
            raise AppealDeskError(
                session.file.why_read_only or "This case can only be read.",
                "Use \u201cappealdesk copy\u201d to make a copy that you can change.",
            )
        yield session


def _open(path: Path, password: str | None, *, may_copy: bool) -> CaseFile:
    try:
        return CaseFile.open(path, password=password)
    except CaseInUse:
        if not may_copy:
            raise
        return CaseFile.open(path, password=password, read_only=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not messages.is_terminal or os.environ.get("TERM") == "dumb":
        yield lambda _step, _done, _total: None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=messages,
        transient=True,
    )
    with bar:
        task = bar.add_task("Starting", total=None)

        def report(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=max(total, 1))

        yield report
