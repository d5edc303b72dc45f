"""Commands that make a case and write in it."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from appealdesk.case import edits
from appealdesk.case.change import together
from appealdesk.case.details import detail_fields
from appealdesk.case.edits import Edit
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Situation
from appealdesk.case.values import Arrangement, Kind, new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.cli.care import situation_edit, situation_help
from appealdesk.cli.output import (
    CaseArg,
    JsonFlag,
    PasswordFile,
    counted,
    first_line,
    opened,
    print_json,
    progress,
    say,
    text_file,
)
from appealdesk.desk.importing import Arrival, import_files, read_again
from appealdesk.desk.sample import make_sample
from appealdesk.desk.session import Session
from appealdesk.desk.texts import (
    find_document,
    find_section,
    resolve_cites,
)
from appealdesk.guidance.services import service
from appealdesk.worker.client import Worker

SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A detail, for example member_id=W123."),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", help="Section key, for example introduction.")
]


_SITUATION = tuple(field.name for field in fields(Situation))


def new(
    case: CaseArg,
    set_: SetOption = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--case-password-file", help="Protect the case with this file's first line."),
    ] = None,
) -> None:
    """Start a new case file."""
    pairs = [_pair(item) for item in set_ or ()]
    steps = [_set(key, value) for key, value in pairs]
    start = new_case()
    together("", steps).change(start)  # what is wrong is told before there is a file
    with Session(CaseFile.create(case, start, password=first_line(password_file))) as session:
        for step in steps:
            session.apply(step)
    say(f"Made {case}. Next: appealdesk add {case} FILE...")


def set_details(
    case: CaseArg,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIELD=VALUE...", help="Details; an empty value clears one."),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Fill in details of the case; without any, list the fields."""
    if not values:
        for field in detail_fields():
            typer.echo(f"{field.key:20} {field.label} ({field.group}, {field.need}). {field.help}")
        for line in situation_help():
            typer.echo(line)
        return
    pairs = [_pair(item) for item in values]
    steps = [_set(key, value) for key, value in pairs]
    with opened(case, password_file) as session:
        together("", steps).change(session.case)  # all of them are right, or none is set
        for step in steps:
            session.apply(step)
    say(f"Set {', '.join(key for key, _ in pairs)}.")


def add(
    case: CaseArg,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or folders.")],
    section: SectionOption = None,
    kind: Annotated[Kind, typer.Option(help="What the documents are.")] = Kind.OTHER,
    file_password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", help="File whose first line opens locked PDFs.", exists=True
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Add a file even when the same bytes are in the case.")
    ] = False,
    as_json: JsonFlag = False,
    password_file: PasswordFile = None,
) -> None:
    """Add papers: PDF, JPEG, PNG or TIFF. Without a section they wait in the tray "To file"."""
    arrivals: list[Arrival] = []
    with opened(case, password_file) as session, Worker() as worker, progress() as report:
        place = None if section is None else find_section(session.case, section).id
        password = first_line(file_password_file)
        for arrival in import_files(
            session,
            worker,
            files,
            section=place,
            kind=kind,
            password=password,
            allow_same=again,
            on_progress=report,
        ):
            arrivals.append(arrival)
            if not as_json:
                _tell_arrival(arrival)
    if as_json:
        print_json({"files": [_arrival_json(arrival) for arrival in arrivals]})
    if not arrivals:
        raise AppealDeskError(
            "There is no file in that folder, so nothing was added.",
            "Check which folder you meant.",
        )
    if any(arrival.problem is not None for arrival in arrivals):
        raise typer.Exit(1)


def unlock(
    case: CaseArg,
    document: Annotated[str, typer.Argument(help="The locked document.")],
    file_password_file: Annotated[
        Path, typer.Option("--password-file", help="File whose first line opens it.", exists=True)
    ],
    password_file: PasswordFile = None,
) -> None:
    """Read a locked PDF again, now with its password."""
    with opened(case, password_file) as session, Worker() as worker:
        found = find_document(session.case, document)
        read = read_again(session, worker, found.id, password=first_line(file_password_file))
    if read.problem is not None:
        raise AppealDeskError(read.problem.sentence, read.problem.hint)
    say(f"\u201c{read.title}\u201d is open now: {counted(len(read.pages))}.")


def write(
    case: CaseArg,
    section: Annotated[str, typer.Argument(help="Section key, for example introduction.")],
    text: Annotated[Path, typer.Argument(help="Text file (Markdown); - reads from the keyboard.")],
    password_file: PasswordFile = None,
) -> None:
    r"""Write a section's text from a file. "\[cite: office chart, p. 12]" points at a page."""
    body = text_file(text)
    with opened(case, password_file) as session:
        found = find_section(session.case, section)
        session.apply(edits.set_section_text(found.id, resolve_cites(body, session.case)))
    say(f"Wrote \u201c{found.title}\u201d ({len(body.split())} words).")


def layout(
    case: CaseArg,
    arrangement: Annotated[Arrangement | None, typer.Option(help="Order of the packet.")] = None,
    dividers: Annotated[
        bool | None, typer.Option("--dividers/--no-dividers", help="A sheet before each exhibit.")
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Choose how the packet is laid out."""
    with opened(case, password_file) as session:
        session.apply(edits.set_layout(arrangement=arrangement, has_dividers=dividers))
        now = session.case.layout
    say(f"{now.arrangement.value}, {'with' if now.has_dividers else 'without'} divider sheets.")


def sample(case: CaseArg) -> None:
    """Make a fictional, complete example to look at and to try things on."""
    with Worker() as worker, progress() as report, make_sample(case, worker, report) as session:
        count = len(list(session.case.documents()))
    say(f"Made {case} with {count} documents. Next: appealdesk export {case} -o packet.pdf")


def copy(
    case: CaseArg,
    target: Annotated[Path, typer.Argument(help="The copy to make.")],
    new_password_file: Annotated[
        Path | None,
        typer.Option("--new-password-file", help="Protect the copy with this file's first line."),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Save a copy of the case: without a password, or with a new one."""
    with opened(case, password_file, read_only=True) as session:
        session.file.save_copy(target, password=first_line(new_password_file))
    say(f"Made {target}{' with a password' if new_password_file else ''}.")


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for name, command in (
        ("new", new),
        ("set", set_details),
        ("add", add),
        ("unlock", unlock),
        ("write", write),
        ("layout", layout),
        ("sample", sample),
        ("copy", copy),
    ):
        app.command(name)(command)


def _set(key: str, value: str) -> Edit:
    """An edit of a detail, or of what the guidance depends on.

    "service" is a detail that is printed as well as a profile: the id of one sets the profile, all
    else the detail. "service_profile" is always the profile, so that it can be cleared.
    """
    if key == "service_profile" or (key == "service" and service(value) is not None):
        return situation_edit("service", value)
    is_detail = key == "service" or key not in _SITUATION
    return edits.set_detail(key, value) if is_detail else situation_edit(key, value)


def _pair(item: str) -> tuple[str, str]:
    key, sign, value = item.partition("=")
    if not sign:
        raise typer.BadParameter(f"\u201c{item}\u201d is not FIELD=VALUE.")
    return key.strip(), value.replace("\\n", "\n")


def _tell_arrival(arrival: Arrival) -> None:
    if arrival.document is not None and arrival.problem is None:
        say(f"ok    {arrival.path.name}: {counted(len(arrival.document.pages))}")
    elif arrival.same_as is not None:
        say(f"same  {arrival.path.name}")
    else:
        say(f"BAD   {arrival.path.name}")
    for sentence in arrival.sentences():
        if sentence:
            say(f"      {sentence}")


def _arrival_json(arrival: Arrival) -> dict[str, object]:
    document = arrival.document
    return {
        "file": str(arrival.path),
        "state": "refused" if arrival.problem else "same" if arrival.same_as else "added",
        "document": document.id if document else arrival.same_as.id if arrival.same_as else None,
        "pages": len(document.pages) if document else 0,
        "route": document.route if document else None,
        "notes": list(document.notes) if document else [],
        "problem": arrival.problem,
    }
