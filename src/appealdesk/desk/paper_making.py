"""Papers as PDF files, alone or filed among the case's documents."""

import shutil
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from appealdesk.case import edits
from appealdesk.case.details import detail_keys
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.text import citations_in, fill_details
from appealdesk.case.values import Case
from appealdesk.desk.exporting import put_in_place, refuse_target
from appealdesk.desk.importing import Arrival, import_files
from appealdesk.desk.kinds import suggested_section
from appealdesk.desk.naming import file_name
from appealdesk.desk.paper_words import escaped
from appealdesk.desk.papers import PaperKind, foot, kind_of
from appealdesk.desk.session import Session
from appealdesk.desk.texts import readable
from appealdesk.packet.plan import plan
from appealdesk.worker.client import Worker
from appealdesk.worker.paper_messages import PaperAnswer, PaperRequest

_DEADLINE = 60.0  # seconds; a paper has a few pages
_MOST_SHOWN = 12
_LETTER = (612.0, 792.0)  # points


def paper_file_name(title: str) -> str:
    """The name of a paper's file that the user is offered."""
    return file_name(title, ".pdf")


def place_of(kind: PaperKind, case: Case) -> int | None:
    """Id of the section that a paper is filed under; None is the tray.

    What must be signed by somebody else first, or is for somebody else, waits in the tray.
    """
    section = suggested_section(case, kind_of(kind)) if kind.is_for_packet else None
    return None if section is None else section.id


def write_paper(
    case: Case,
    worker: Worker,
    title: str,
    text: str,
    target: Path,
    cancel: threading.Event | None = None,
) -> int:
    """Write a paper as a PDF; gives its number of pages.

    Args:
        case: whose paper it is.
        worker: sets it.
        title: what stands at its top.
        text: Markdown; where it points at a page, that is printed as it is called in the packet.
        target: where it goes; only another PDF is ever replaced.
        cancel: set it to stop.

    Raises:
        AppealDeskError: it cannot be printed or written; nothing was replaced.
    """
    refuse_target(target)
    with _set(case, worker, title, text, cancel) as (made, pages):
        put_in_place(made, target)
    return pages


@dataclass(frozen=True, slots=True)
class PrintablePaper:
    """A paper that can be printed: its file, in the folder of the worker that draws."""

    name: str
    sizes: tuple[tuple[float, float], ...]


def paper_to_print(
    case: Case,
    hands: Worker,
    eyes: Worker,
    title: str,
    text: str,
    cancel: threading.Event | None = None,
) -> PrintablePaper:
    """Make a paper for the printer; whoever asked removes its file with ``previewing.forget``.

    Raises:
        AppealDeskError: it cannot be made.
    """
    with _set(case, hands, title, text, cancel) as (made, pages):
        name = f"paper-{uuid.uuid4().hex}.pdf"
        try:
            shutil.move(made, eyes.folder / name)
        except OSError as error:
            raise AppealDeskError(
                f"The paper could not be prepared ({error.strerror or error}).",
                "Look whether the disk is full, then try again.",
            ) from error
    return PrintablePaper(name, (_LETTER,) * pages)


@contextmanager
def _set(
    case: Case, worker: Worker, title: str, text: str, cancel: threading.Event | None
) -> Iterator[tuple[Path, int]]:
    """A paper, set into a file that goes away again, and its number of pages."""
    printed = _printed(text, case)
    out = worker.folder / "paper.pdf"
    try:
        request = PaperRequest(title=title, text=printed, foot=foot(title, case), out=out.name)
        answer = worker.call("paper", request, PaperAnswer, deadline=_DEADLINE, cancel=cancel)
        if answer.missing_glyphs:
            shown = dict.fromkeys(g.character for g in answer.missing_glyphs[:_MOST_SHOWN])
            raise AppealDeskError(
                f"These characters cannot be printed: {' '.join(shown)}",
                "Write them in another way, for example in plain letters.",
            )
        yield out, answer.pages
    finally:
        out.unlink(missing_ok=True)


def file_paper(
    session: Session,
    worker: Worker,
    kind: PaperKind,
    title: str,
    text: str,
    cancel: threading.Event | None = None,
) -> Arrival:
    """Make a paper and file it among the case's documents; it can be undone.

    Gives what became of it: the very same paper is not filed twice.

    Raises:
        AppealDeskError: it cannot be made or filed.
    """
    with tempfile.TemporaryDirectory(prefix="appealdesk-paper-") as folder:
        path = Path(folder) / paper_file_name(title)
        write_paper(session.case, worker, title, text, path, cancel)
        place = place_of(kind, session.case)
        arrivals = import_files(
            session, worker, [path], section=place, kind=kind_of(kind), cancel=cancel
        )
        arrival = next(iter(arrivals), None)
    if arrival is None:
        raise AppealDeskError("The paper was not filed, because you stopped it.")
    if arrival.document is not None and arrival.document.title != title:
        session.apply(edits.rename_document(arrival.document.id, title))
    return arrival


def _printed(text: str, case: Case) -> str:
    """The text with its pointers as the packet calls them, and its ``{{details}}`` filled in."""
    packet = plan(case, {})
    if any(packet.pin_cite(citation) is None for citation in citations_in(text)):
        raise AppealDeskError(
            "The paper points at a page that is not in the packet.",
            "Take the pointer out of its words, or put the page back.",
        )
    typed = {key: escaped(getattr(case.details, key)) for key in detail_keys()}
    return fill_details(readable(text, packet), replace(case.details, **typed))
