"""How a foreign PDF comes in: clean, else repaired, else as pictures; never unseen wrong."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from appealdesk.case.values import Route
from appealdesk.engine.boxes import ShownBox
from appealdesk.engine.compare import opened, same_looks
from appealdesk.engine.pdf_clean import MOST_PAGES, Cleaned, clean_pdf, form_can_be_drawn
from appealdesk.engine.pdf_facts import PageFacts, page_facts
from appealdesk.engine.pdf_links import BROKEN
from appealdesk.engine.pdf_repair import pictures_of_pages, written_by_pdfium
from appealdesk.engine.problems import problem

Report = Callable[[str, int, int], None]

_MENDED = frozenset({Route.REPAIRED, Route.IMAGES})
_WAITING = ("please wait", "adobe reader 8", "viewer may not be able to display")
_FEW_WORDS = 1500  # characters; the page of an Acrobat-only form says no more than "please wait"


@dataclass(frozen=True, slots=True)
class PdfCame:
    """How it came in."""

    route: Route
    notes: tuple[str, ...]
    pages: tuple[PageFacts, ...]


def pdf_to_clean(source: Path, out: Path, password: str | None, report: Report) -> PdfCame:
    """Make the clean PDF by the first way whose result looks like the source.

    Raises:
        IntakeProblem: locked, empty, or not to be read at all.
        OSError: ``out`` cannot be written.
    """
    report("Opening the PDF", 0, 0)
    key = _key(source, password)
    if key is None:
        came = _without_witness(source, out, password, report)
    else:
        has_form = form_can_be_drawn(source, key.password or "")
        with opened(source, key.password, has_form=has_form) as seen:
            if len(seen) > MOST_PAGES:
                raise problem("too-many-pages")
            came = _first_that_looks_right(source, out, key.password or "", seen, report)
    if came.route in _MENDED and not all(page.has_ink for page in came.pages):
        came = replace(came, notes=(*came.notes, "blank-after-mending"))
    if "xfa" in came.notes and _is_waiting_page(came.pages):
        raise problem("fillable-only")
    return came


@dataclass(frozen=True, slots=True)
class _Key:
    password: str | None


def _key(source: Path, password: str | None) -> _Key | None:
    """What opens the file in PDFium; None when PDFium cannot open it at all."""
    code = _opening_error(source, None)
    if code is None:
        return _Key(None)
    if code == pdfium_c.FPDF_ERR_PASSWORD:
        if not password:
            raise problem("password-needed")
        if _opening_error(source, password) is None:
            return _Key(password)
        raise problem("password-wrong")
    return None


def _opening_error(source: Path, password: str | None) -> int | None:
    """PDFium's error code, None when it opens the file and finds pages.

    Asked by hand: pypdfium2 takes a file without pages for a failure and reports PDFium's last
    error, which may be that of another file, for example that it was locked.
    """
    word = None if password is None else password.encode()
    handle = pdfium_c.FPDF_LoadDocument(str(source.resolve()).encode(), word)
    if not handle:
        return int(pdfium_c.FPDF_GetLastError())
    try:
        has_pages = pdfium_c.FPDF_GetPageCount(handle) > 0
    finally:
        pdfium_c.FPDF_CloseDocument(handle)
    return None if has_pages else int(pdfium_c.FPDF_ERR_SUCCESS)


def _first_that_looks_right(
    source: Path, out: Path, password: str, seen: pdfium.PdfDocument, report: Report
) -> PdfCame:
    notes: tuple[str, ...] = ()
    report("Cleaning the PDF", 0, 0)
    cleaned = _tried(source, out, password)
    if cleaned is not None:
        notes = cleaned.notes
        verdict = same_looks(seen, out, ink_may_grow=cleaned.ink_may_grow, unseen=cleaned.unseen)
        if not verdict.why:
            is_mended = cleaned.is_mended or verdict.is_count_odd
            return PdfCame(
                Route.REPAIRED if is_mended else Route.DIRECT,
                (*notes, "page-count") if verdict.is_count_odd else notes,
                _facts(out, cleaned.boxes, report),
            )
    report("Mending the PDF", 0, 0)
    anew = out.with_name(out.name + ".anew")
    try:
        has_form = form_can_be_drawn(source, password)
        with opened(source, password or None, has_form=has_form) as other:
            written_by_pdfium(other, anew)
        mended = _tried(anew, out, "")
        if mended is not None and not same_looks(seen, out, ink_may_grow=False).why:
            notes = tuple(dict.fromkeys(notes + mended.notes))
            # a sound file of which only the form was hard to draw is no damaged one
            is_sound = cleaned is not None and not cleaned.is_mended
            route = Route.DIRECT if is_sound else Route.REPAIRED
            return PdfCame(route, notes, _facts(out, mended.boxes, report))
    except pdfium.PdfiumError:
        pass  # the last way needs nothing but drawing
    finally:
        anew.unlink(missing_ok=True)
    return PdfCame(Route.IMAGES, notes, pictures_of_pages(seen, out, report))


def _tried(source: Path, out: Path, password: str) -> Cleaned | None:
    try:
        cleaned = clean_pdf(source, out, password)
    except BROKEN:
        return None
    return cleaned if cleaned.boxes else None


def _without_witness(source: Path, out: Path, password: str | None, report: Report) -> PdfCame:
    """A file that PDFium cannot open: if qpdf can mend it, what it writes must open and show."""
    ended = out.with_name(out.name + ".ended")
    try:
        # a file that was cut off: qpdf gives up its last object when nothing follows it
        shutil.copyfile(source, ended)
        with ended.open("ab") as file:
            file.write(b"\n%%EOF\n")
        cleaned = clean_pdf(ended, out, password or "")
    except BROKEN as error:
        is_locked = _opening_error(source, None) == pdfium_c.FPDF_ERR_SECURITY
        raise problem("locked-otherwise" if is_locked else "damaged") from error
    finally:
        ended.unlink(missing_ok=True)
    if not cleaned.boxes:
        raise problem("no-pages")
    try:
        pages = _facts(out, cleaned.boxes, report)
    except pdfium.PdfiumError as error:
        raise problem("damaged") from error
    if not any(page.has_ink for page in pages):
        raise problem("damaged")
    return PdfCame(Route.REPAIRED, cleaned.notes, pages)


def _facts(clean: Path, boxes: tuple[ShownBox, ...], report: Report) -> tuple[PageFacts, ...]:
    facts: list[PageFacts] = []
    with opened(clean) as document:
        for index, box in enumerate(boxes):
            report("Reading pages", index, len(boxes))
            facts.append(page_facts(document, index, box))
    return tuple(facts)


def _is_waiting_page(pages: tuple[PageFacts, ...]) -> bool:
    words = pages[0].text.casefold()
    return len(pages) == 1 and len(words) < _FEW_WORDS and any(w in words for w in _WAITING)
