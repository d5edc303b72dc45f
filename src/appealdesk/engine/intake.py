"""The one door for files: whatever comes in leaves as a clean PDF, or as a sentence why not.

A further kind of file is one more entry in ``CONVERTERS``, in front of the last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from appealdesk.case.values import Route
from appealdesk.engine import sniff
from appealdesk.engine.compare import opened
from appealdesk.engine.images import pictures_to_pdf
from appealdesk.engine.pdf_facts import PageFacts, page_facts
from appealdesk.engine.pdf_intake import pdf_to_clean
from appealdesk.engine.problems import IntakeProblem, problem

__all__ = ["CONVERTERS", "NOTES", "Converter", "Intake", "IntakeProblem", "PageFacts", "intake"]

Report = Callable[[str, int, int], None]

NOTES = frozenset(
    {
        "restricted",
        "forms-flattened",
        "annotations-flattened",
        "xfa",
        "signature",
        "actions",
        "links-dropped",
        "attachments",
        "portfolio",
        "comments-dropped",
        "media-dropped",
        "hidden-layers",
        "bookmarks-dropped",
        "page-count",
        "blank-after-mending",
        "scaled-down",
        "picture-cut-off",
        "pictures-lost",
        "first-picture-only",
    }
)
"""Codes of what may be worth telling about a file; ``desk.notes`` has their sentences."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that came in: which way, what to tell the user (``NOTES``), and its pages in order."""

    route: Route
    notes: tuple[str, ...]
    pages: tuple[PageFacts, ...]


@dataclass(frozen=True, slots=True)
class Converter:
    """One kind of file.

    ``matches`` is given the first ``sniff.HEAD`` bytes and the name's ending (lower case, with its
    dot). ``convert`` writes the clean PDF: (source, out, password, report).
    """

    name: str
    matches: Callable[[bytes, str], bool]
    convert: Callable[[Path, Path, str | None, Report], Intake]


def intake(
    source: Path, out: Path, *, file_name: str, password: str | None, report: Report
) -> Intake:
    """Take a file in.

    Args:
        source: the bytes as they came.
        out: the clean PDF to write. A refused file leaves none.
        file_name: what the user calls it; asked only where the bytes do not tell the kind.
        password: what opens it, if anything does.
        report: told (step, done, total) now and then.

    Raises:
        IntakeProblem: it cannot come in, for the reason said.
        OSError: the disk cannot be read or written.
    """
    with source.open("rb") as file:
        head = file.read(sniff.HEAD)
    if not head:
        raise problem("empty-file")
    suffix = Path(file_name).suffix.lower()
    converter = next((c for c in CONVERTERS if c.matches(head, suffix)), None)
    if converter is None:
        raise problem(sniff.kind_of_unsupported(head, suffix))
    try:
        return converter.convert(source, out, password, report)
    except IntakeProblem:
        out.unlink(missing_ok=True)
        raise


def _from_pdf(source: Path, out: Path, password: str | None, report: Report) -> Intake:
    came = pdf_to_clean(source, out, password, report)
    return Intake(came.route, came.notes, came.pages)


def _from_picture(source: Path, out: Path, _password: str | None, report: Report) -> Intake:
    placed = pictures_to_pdf(source, out, report)
    with opened(out) as document:
        pages = tuple(page_facts(document, at, box) for at, box in enumerate(placed.boxes))
    return Intake(Route.CONVERTED, placed.notes, pages)


CONVERTERS: tuple[Converter, ...] = (
    Converter("pdf", sniff.is_pdf, _from_pdf),
    Converter("picture", sniff.is_picture, _from_picture),
)
"""Tried in this order; the first that matches takes the file."""
