"""Commands that put things in order: sections, documents, pages; and that take steps back."""

import re
from typing import Annotated

import typer

from appealdesk.case import edits
from appealdesk.case.change import together
from appealdesk.case.edits import Edit
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Novelty
from appealdesk.case.values import Document, Kind, PageId
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    opened,
    print_json,
    say,
    typed_day,
)
from appealdesk.desk.texts import find_document, find_reason, find_section

TRAY = "tray"

DocumentArg = Annotated[str, typer.Argument(help='Title, file name, "Exhibit C" or "#7".')]


def move(
    case: CaseArg,
    document: DocumentArg,
    to: Annotated[str, typer.Option("--to", help='Section key, or "tray".')],
    before: Annotated[str | None, typer.Option(help="Document to put it in front of.")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Move a document to a section, or within one."""
    with opened(case, password_file) as session:
        found = find_document(session.case, document)
        section = None if to == TRAY else find_section(session.case, to).id
        front = None if before is None else find_document(session.case, before).id
        session.apply(edits.move_document(found.id, section, before=front))
    say(f"Moved \u201c{found.title}\u201d to {to}.")


def remove(
    case: CaseArg,
    document: Annotated[str | None, typer.Argument(help="The document to remove.")] = None,
    reason: Annotated[str | None, typer.Option(help="A denial reason to remove instead.")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Take a document or a denial reason out of the case; "undo" brings it back."""
    if (document is None) == (reason is None):
        raise typer.BadParameter("Name a document or a --reason.")
    with opened(case, password_file) as session:
        if reason is not None:
            known = find_reason(session.case, reason)
            session.apply(edits.remove_reason(known.id))
            title = known.title
        else:
            found = find_document(session.case, document or "")
            session.apply(edits.remove_document(found.id))
            title = found.title
    say(f"Removed \u201c{title}\u201d. \u201cappealdesk undo\u201d brings it back.")


def document(
    case: CaseArg,
    name: DocumentArg,
    title: Annotated[str | None, typer.Option(help="A new title.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What the document is.")] = None,
    dated: Annotated[str | None, typer.Option(help="The date that it bears.")] = None,
    novelty: Annotated[
        Novelty | None,
        typer.Option(help='Whether the insurer had it before it denied; "" for not known.'),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Change a document's title or kind, the date it bears, or whether it is new. "" empties."""
    if title is None and kind is None and dated is None and novelty is None:
        raise typer.BadParameter("Give a --title, a --kind, --dated or --novelty.")
    day = typed_day(dated) if dated else dated
    with opened(case, password_file) as session:
        found = find_document(session.case, name)
        steps: list[Edit] = []
        if title is not None:
            steps.append(edits.rename_document(found.id, title))
        if kind is not None:
            steps.append(edits.set_document_kind(found.id, kind))
        if day is not None:
            steps.append(edits.set_document_date(found.id, day))
        if novelty is not None:
            steps.append(edits.set_novelty(found.id, novelty))
        session.apply(together(steps[0].label, steps))
    say("Changed.")


def pages(
    case: CaseArg,
    name: DocumentArg,
    keep: Annotated[
        str | None, typer.Option(help='Only these pages go into the packet, for example "1-3,7".')
    ] = None,
    leave_out: Annotated[str | None, typer.Option(help="Leave these pages out.")] = None,
    rotate: Annotated[
        str | None, typer.Option(help='Turn these pages by --degrees; "all" for every page.')
    ] = None,
    degrees: Annotated[int, typer.Option(help="Clockwise: 90, 180 or 270.")] = 90,
    password_file: PasswordFile = None,
) -> None:
    """Choose and turn the pages of a document. Pages are counted in the file, the first is 1."""
    with opened(case, password_file) as session:
        found = find_document(session.case, name)
        steps: list[Edit] = []
        if keep is not None:
            kept = set(_pages(keep, found))
            others = tuple(page.id for page in found.pages if page.id not in kept)
            steps.append(edits.include_pages(found.id, tuple(kept), True))
            if others:
                steps.append(edits.include_pages(found.id, others, False))
        if leave_out is not None:
            steps.append(edits.include_pages(found.id, _pages(leave_out, found), False))
        if rotate is not None:
            steps.append(edits.rotate_pages(found.id, _pages(rotate, found), degrees))
        if not steps:
            raise typer.BadParameter("Give --keep, --leave-out or --rotate.")
        for step in steps:
            session.apply(step)
        now = session.case.document(found.id)
    count = len(now.included_pages) if now else 0
    say(f"\u201c{found.title}\u201d: {count} of {len(found.pages)} pages go into the packet.")


def section(
    case: CaseArg,
    name: Annotated[str, typer.Argument(help="Section key or title; a new title with --add.")],
    add: Annotated[bool, typer.Option("--add", help="Add a section of this title.")] = False,
    title: Annotated[str | None, typer.Option(help="A new title.")] = None,
    before: Annotated[str | None, typer.Option(help="Move it in front of this section.")] = None,
    last: Annotated[bool, typer.Option("--last", help="Move it to the end.")] = False,
    on: Annotated[
        bool | None, typer.Option("--on/--off", help="Whether it goes into the packet.")
    ] = None,
    delete: Annotated[
        bool, typer.Option("--delete", help="Remove it; its documents go to the tray.")
    ] = False,
    password_file: PasswordFile = None,
) -> None:
    """Add, rename, move, switch off or remove a section."""
    with opened(case, password_file) as session:
        front = None if before is None else find_section(session.case, before).id
        if add:
            session.apply(edits.add_section(name, before=front))
            say(f"Added section \u201c{name}\u201d.")
            return
        found = find_section(session.case, name)
        steps: list[Edit] = []
        if title is not None:
            steps.append(edits.rename_section(found.id, title))
        if before is not None or last:
            steps.append(edits.move_section(found.id, front))
        if on is not None:
            steps.append(edits.include_section(found.id, on))
        if delete:
            steps.append(edits.remove_section(found.id))
        if not steps:
            raise typer.BadParameter("Say what to do: --title, --before, --last, --on, --off ...")
        for step in steps:
            session.apply(step)
    say("Changed.")


def undo(
    case: CaseArg,
    steps: Annotated[int, typer.Option(min=1, help="How many steps.")] = 1,
    password_file: PasswordFile = None,
) -> None:
    """Take back the last edits, also those of an earlier day."""
    _step(case, steps, password_file, is_undo=True)


def redo(
    case: CaseArg,
    steps: Annotated[int, typer.Option(min=1, help="How many steps.")] = 1,
    password_file: PasswordFile = None,
) -> None:
    """Do again what was taken back."""
    _step(case, steps, password_file, is_undo=False)


def history(case: CaseArg, as_json: JsonFlag = False, password_file: PasswordFile = None) -> None:
    """List every edit, and every packet that was exported with its SHA-256."""
    with opened(case, password_file, read_only=True) as session:
        entries, exports = session.file.history(), session.file.exports()
    if as_json:
        print_json({"edits": entries, "exports": exports})
        return
    for entry in entries:
        typer.echo(
            f"{entry.seq:5} {entry.at_iso}  {'' if entry.is_done else '(undone) '}{entry.label}"
        )
    for export in exports:
        typer.echo(f"      {export.at}  exported {export.file_name}, {export.pages} pages")
        typer.echo(f"      SHA-256 {export.sha256}")


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (move, remove, document, pages, section, undo, redo, history):
        app.command(command.__name__)(command)


def _step(case: CaseArg, steps: int, password_file: PasswordFile, *, is_undo: bool) -> None:
    with opened(case, password_file) as session:
        for _ in range(steps):
            label = session.undo() if is_undo else session.redo()
            if label is None:
                word = "undo" if is_undo else "redo"
                raise AppealDeskError(f"There is nothing more to {word}.")
            say(f"{'Took back' if is_undo else 'Did again'}: {label}")


def _pages(words: str, found: Document) -> tuple[PageId, ...]:
    """The page ids meant by "1-3,7" or "all"; pages count in the file, the first is 1."""
    by_number = {page.index + 1: page.id for page in found.pages}
    if words.strip().lower() == "all":
        return tuple(page.id for page in found.pages)
    chosen: list[PageId] = []
    for part in words.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", part)
        if match is None:
            raise typer.BadParameter(f"\u201c{part}\u201d is not a page or a range like 1-3.")
        first = int(match.group(1))
        last = int(match.group(2) or first)
        for number in range(first, last + 1):
            if number not in by_number:
                raise AppealDeskError(
                    f"\u201c{found.title}\u201d has no page {number}.",
                    f"It has {len(found.pages)} pages.",
                )
            chosen.append(by_number[number])
    return tuple(dict.fromkeys(chosen))
