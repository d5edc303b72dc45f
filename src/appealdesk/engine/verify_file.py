"""Checks a packet by what the file itself promises, without its plan."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pypdf import PdfReader

from appealdesk.case.errors import AppealDeskError
from appealdesk.engine.page_form import SHEET_HEIGHT, SHEET_WIDTH
from appealdesk.engine.pdf_walk import (
    PAGE_OF,
    PdfObject,
    active_things,
    outline,
    page_links,
    page_numbers,
    page_text,
    structure_warnings,
)

Report = Callable[[str, int, int], None]

_TELL_EVERY = 10


class VerifyProblem(AppealDeskError):
    """A file that cannot be checked at all. ``code`` is a stable name of why."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One check. ``id`` is stable; ``why`` tells what was found, if there is something to tell."""

    id: str
    title: str
    ok: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a packet holds, and whether it keeps its promises."""

    pages: int
    bookmarks: int
    links: int
    checks: tuple[FileCheck, ...]


def verify_file(path: Path, report: Report) -> FileReport:
    """Check a packet that was written earlier.

    Args:
        path: the file.
        report: told "verify", pages read, pages in all.

    Raises:
        VerifyProblem: it is no PDF that can be opened.
    """
    try:
        document = pdfium.PdfDocument(path)
        pdf = pikepdf.open(path)
    except (pdfium.PdfiumError, pikepdf.PdfError) as error:
        raise VerifyProblem(
            "not-a-pdf",
            "This file is not a PDF that can be opened.",
            "Check that it is the packet, and that it is not locked with a password.",
        ) from error
    with pdf:
        try:
            return _report(path, document, pdf, report)
        finally:
            document.close()


def _report(path: Path, document: pdfium.PdfDocument, pdf: PdfObject, report: Report) -> FileReport:
    entries = outline(document)
    marks = [entry for top in entries for entry in top.all()]
    dead_marks = [entry.title for entry in marks if entry.page is None]
    pages = [page.obj for page in pdf.pages]
    numbers = page_numbers(pages)
    links = [(at, link) for at, page in enumerate(pages) for link in page_links(page, numbers)]
    dead_links = [at for at, link in links if link.page is None and not link.address]
    active = active_things(pdf, is_strict=False)
    warnings = structure_warnings(pdf)
    count = len(pages)
    return FileReport(
        pages=count,
        bookmarks=len(marks),
        links=len(links),
        checks=(
            _check(
                "opens",
                "Opens in three PDF programs, with the same pages",
                _count(path, count, document),
            ),
            _check("structure", "The file is whole", warnings[0] if warnings else ""),
            _check("letter-size", "Every page is US Letter", _size(document)),
            _numbering(document, report),
            _check("labels", "Page labels equal the printed numbers", _labels(document)),
            _check(
                "bookmarks",
                "There are bookmarks, and each leads to a page",
                _marks(len(marks), dead_marks),
            ),
            _check(
                "links",
                "Each link leads to a page or an address",
                _on_pages("A link leads nowhere", dead_links),
            ),
            _check(
                "nothing-active", "Nothing in it runs, fills in or is attached", ", ".join(active)
            ),
        ),
    )


def _check(name: str, title: str, why: str) -> FileCheck:
    return FileCheck(name, title, not why, why)


def _count(path: Path, count: int, document: pdfium.PdfDocument) -> str:
    try:
        with path.open("rb") as file:
            first = len(PdfReader(file).pages)
    except RecursionError:
        return "pypdf cannot read it."
    except Exception as error:  # noqa: BLE001  pypdf raises all kinds for broken files
        return f"pypdf cannot read it ({error})."
    same = first == count == len(document)
    return "" if same else f"They count {first}, {count} and {len(document)} pages."


def _size(document: pdfium.PdfDocument) -> str:
    letter = {(SHEET_WIDTH, SHEET_HEIGHT), (SHEET_HEIGHT, SHEET_WIDTH)}
    odd = [
        at
        for at in range(len(document))
        if tuple(round(side, 1) for side in document.get_page_size(at)) not in letter
    ]
    return _on_pages("Another size", odd)


def _numbering(document: pdfium.PdfDocument, report: Report) -> FileCheck:
    title = "Each page says \u201cPage x of y\u201d, in order"
    count = len(document)
    wrong, has_text = [], False
    for at in range(count):
        text = page_text(document, at)
        has_text = has_text or bool(text.strip())
        said = PAGE_OF.findall(text)
        if not said or said[-1] != (str(at + 1), str(count)):
            wrong.append(at)
        if at % _TELL_EVERY == 0:
            report("verify", at, count)
    report("verify", count, count)
    if count and not has_text:
        why = "The pages are pictures, as for a fax; their numbers are not read."
        return FileCheck("page-numbers", title, ok=True, why=why)
    return _check("page-numbers", title, _on_pages("Not so", wrong))


def _labels(document: pdfium.PdfDocument) -> str:
    wrong = [
        at for at in range(len(document)) if document.get_page_label(at) not in {"", str(at + 1)}
    ]
    return _on_pages("Not so", wrong)


def _marks(count: int, dead: list[str]) -> str:
    if not count:
        return "It has no bookmarks."
    return "; ".join(f"\u201c{title}\u201d leads nowhere" for title in dead[:5])


def _on_pages(what: str, pages: list[int]) -> str:
    if not pages:
        return ""
    shown = ", ".join(str(page + 1) for page in _first(pages, 5))
    more = f" and {len(pages) - 5} more" if len(pages) > 5 else ""  # noqa: PLR2004  enough to look at
    return f"{what} on page {shown}{more}."


def _first(pages: list[int], count: int) -> Iterator[int]:
    return iter(pages[:count])
