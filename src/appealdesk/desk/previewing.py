"""The whole packet to look at: the very bytes that an export would write, before anything is sent.

What keeps a packet from going out (a broken citation, a blank, a character without a glyph) does
not keep it from being looked at: it is told beside the pages. Only files move here, never bytes
through Python, so that the length of a packet costs disk and not memory.
"""

import shutil
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from appealdesk.audit.checks import check, stoppers
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.desk.composing import DEADLINE, Composed, Progress, compose_case, spool
from appealdesk.desk.session import Session
from appealdesk.packet.values import Delivery, Packet
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import (
    AssembleAnswer,
    AssembleRequest,
    FaxAnswer,
    FaxRequest,
    PageLink,
    PageLinksAnswer,
    PageLinksRequest,
    PageSizesAnswer,
    PageSizesRequest,
    PrintPageAnswer,
    PrintPageRequest,
)

LINKS_AT_A_TIME = 100
"""Pages whose links are read in one go; opening a long packet costs more than reading a page."""

_MOST_PLACES = 4  # places that one warning names
_READING = 60.0  # seconds for reading sizes or links
_OURS = "packet-preview"


@dataclass(frozen=True, slots=True)
class Previewed:
    """A packet that can be looked at.

    Attributes:
        case: what it was made of; compare with ``is``.
        packet: its plan.
        name: the file, in the folder of the worker that draws.
        sizes: width and height of each page in points, read from the file.
        warnings: what must be mended before it can be sent, as sentences.
    """

    case: Case
    packet: Packet
    name: str
    sizes: tuple[tuple[float, float], ...]
    warnings: tuple[str, ...] = ()


class PreviewFailed(AppealDeskError):
    """The preview's file could not be put where it is needed, or somebody stopped it."""


def preview(
    session: Session,
    hands: Worker,
    eyes: Worker,
    *,
    delivery: Delivery = Delivery.MAIL,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Previewed:
    """Make the packet as it would be sent now, for looking at it.

    Args:
        session: the case.
        hands: the worker that sets and assembles.
        eyes: the worker that draws; it gets the file under a fresh name. Whoever asked removes it
            with ``forget`` when it is no longer shown.
        delivery: mail, or fax: then the pages are black and white, as a fax machine prints them.
        on_progress: told (named step, done, total).
        cancel: set it to stop.

    Raises:
        PreviewFailed: the disk does not take the file, or it was stopped.
        CaseFileError: the bytes of a document are missing or damaged.
        WorkerProblem: the worker failed or was stopped.
    """

    def tell(step: str, done: int, total: int) -> None:
        # Between two exhibits too: whoever closes the case takes its bytes away.
        if cancel is not None and cancel.is_set():
            raise PreviewFailed("Stopped, as you asked.")
        if on_progress is not None:
            on_progress(step, done, total)

    case = session.case
    tell("Setting the texts", 0, 1)
    composed = compose_case(case, hands, delivery=delivery, cancel=cancel)
    exhibits = spool(session, hands, case, composed.packet, tell)
    _tidy(hands.folder, set(exhibits.values()))
    out = hands.folder / f"{_OURS}.pdf"
    try:
        request = AssembleRequest(
            packet=composed.packet, sources=dict(composed.files) | exhibits, out=out.name
        )
        hands.call(
            "assemble", request, AssembleAnswer, deadline=DEADLINE, on_progress=tell, cancel=cancel
        )
        if delivery is Delivery.FAX:
            out = _as_fax(hands, out, tell, cancel)
        asked = PageSizesRequest(pdf=out.name)
        sizes = hands.call(
            "page_sizes", asked, PageSizesAnswer, deadline=_READING, cancel=cancel
        ).sizes
        name = _move(out, eyes.folder)
    finally:
        for left in hands.folder.glob(f"{_OURS}*"):
            left.unlink(missing_ok=True)
    return Previewed(case, composed.packet, name, sizes, _warnings(case, composed))


def links(eyes: Worker, previewed: Previewed, first: int) -> tuple[PageLink, ...]:
    """The links on ``LINKS_AT_A_TIME`` pages from ``first`` (0-based) on, as the file has them.

    Raises:
        WorkerProblem: the file cannot be read.
    """
    request = PageLinksRequest(pdf=previewed.name, first=first, count=LINKS_AT_A_TIME)
    return eyes.call("page_links", request, PageLinksAnswer, deadline=_READING).links


@dataclass(frozen=True, slots=True)
class PagePixels:
    """A page for the printer: strips of rows from the top, (first row, rows, pixels).

    A pixel is 1 byte when ``is_grey``, else 3: red, green, blue. Rows have no space between them.
    """

    width: int
    height: int
    is_grey: bool
    strips: tuple[tuple[int, int, bytes], ...]


def page_pixels(
    eyes: Worker, name: str, index: int, width_px: int, *, rows: int, overlap: int
) -> PagePixels:
    """Draw a page of a preview for the printer.

    Args:
        eyes: the worker that draws.
        name: the preview's file.
        index: page, 0-based.
        width_px: width of the page as it is read.
        rows: rows of a strip.
        overlap: further rows that each strip shares with the one below.

    Raises:
        WorkerProblem: the page cannot be drawn.
        PreviewFailed: its pixels cannot be read.
    """
    out = eyes.folder / f"print-{uuid4().hex}.raw"
    request = PrintPageRequest(pdf=name, page_index=index, width_px=width_px, out=out.name)
    try:
        facts = eyes.call("print_page", request, PrintPageAnswer, deadline=_READING)
        row = facts.width * (1 if facts.is_grey else 3)
        strips = []
        with out.open("rb") as file:
            for top in range(0, facts.height, rows):
                count = min(rows + overlap, facts.height - top)
                file.seek(top * row)
                pixels = file.read(count * row)
                if len(pixels) != count * row:
                    raise PreviewFailed("This page could not be drawn for the printer.")
                strips.append((top, count, pixels))
    except OSError as error:
        raise PreviewFailed(
            f"This page could not be drawn for the printer ({error.strerror or error}).",
            "Check that there is room on the disk, and try again.",
        ) from error
    finally:
        forget(eyes, out.name)
    return PagePixels(facts.width, facts.height, facts.is_grey, tuple(strips))


def forget(eyes: Worker, name: str) -> None:
    """Remove the file of a preview that is no longer shown."""
    with suppress(OSError):  # Windows keeps a file that is open; it goes with the folder then
        (eyes.folder / name).unlink()


def _warnings(case: Case, composed: Composed) -> tuple[str, ...]:
    """What an export would refuse."""
    found = []
    for item in stoppers(check(case, composed.packet)):
        places = [place.words for place in item.where]
        more = len(places) - _MOST_PLACES
        which = "; ".join(places[:_MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")
        found.append(f"{which}. {item.why}" if which else item.why)
    if composed.missing_glyphs:
        found.append(f"These characters cannot be printed: {composed.missing_words}.")
    return tuple(found)


def _as_fax(
    hands: Worker, packet_pdf: Path, tell: Progress, cancel: threading.Event | None
) -> Path:
    pdf = packet_pdf.with_name(f"{_OURS}-fax.pdf")
    request = FaxRequest(packet_pdf=packet_pdf.name, out_pdf=pdf.name, out_tiff=f"{_OURS}-fax.tif")
    hands.call("fax", request, FaxAnswer, deadline=DEADLINE, on_progress=tell, cancel=cancel)
    return pdf


def _move(made: Path, folder: Path) -> str:
    """Bring the file into another worker's folder under a fresh name.

    Never a link: a worker takes a file that has two names for an attempt to reach another one.
    """
    name = f"packet-{uuid4().hex}.pdf"
    place = folder / name
    try:
        try:
            made.replace(place)
        except OSError:  # another disk
            shutil.copyfile(made, place)
    except OSError as error:
        place.unlink(missing_ok=True)
        raise PreviewFailed(
            f"The preview could not be written ({error.strerror or error}).",
            "Check that there is room on the disk. Your appeal itself is safe.",
        ) from error
    return name


def _tidy(folder: Path, needed: set[str]) -> None:
    """Remove the exhibits that the packet has no longer; for a large case they take much room."""
    for old in folder.glob("exhibit-*.pdf"):
        if old.name not in needed:
            old.unlink(missing_ok=True)
