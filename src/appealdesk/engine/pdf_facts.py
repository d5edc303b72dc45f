"""What each page of a PDF says and shows: its words, and whether there is ink on it."""

import re
from dataclasses import dataclass

import pypdfium2 as pdfium

from appealdesk.engine.boxes import ShownBox
from appealdesk.engine.compare import draw

_MOST_TEXT = 200_000  # characters of a page
_INK_SIDE = 300  # pixels of the long side when looking for ink
_INK_STEP = 24  # grey levels away from the paper
_INK_DOTS = 3
_DARK_PAPER = 128
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page. Sizes in points, upright as shown; ``text`` in reading order, may be empty."""

    width: float
    height: float
    has_ink: bool
    text: str


def page_facts(document: pdfium.PdfDocument, index: int, box: ShownBox) -> PageFacts:
    """The facts of a page of a clean PDF; a page that PDFium cannot load has no ink and no text."""
    width, height = box.size
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return PageFacts(width, height, has_ink=False, text="")
    try:
        return PageFacts(width, height, has_ink=has_ink(page), text=page_text(page))
    finally:
        page.close()


def page_text(page: pdfium.PdfPage) -> str:
    """The words on a page, control characters taken out, lines ended by a newline."""
    try:
        words = page.get_textpage()
    except pdfium.PdfiumError:
        return ""
    try:
        count = min(words.count_chars(), _MOST_TEXT)
        raw = words.get_text_range(0, count) if count else ""
    except (pdfium.PdfiumError, ValueError, IndexError, AssertionError):
        return ""  # pypdfium2 asserts on texts that PDFium counts in two ways
    finally:
        words.close()
    # PDFium marks a word broken at a line's end by U+0002 or U+FFFE
    raw = raw.replace("\ufffe", "-").replace("\x02", "-")
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", raw)[:_MOST_TEXT]


def has_ink(page: pdfium.PdfPage) -> bool:
    """Whether anything shows on a page that is not its paper."""
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        return False
    try:
        counts = draw(page, _INK_SIDE, is_gray=True).histogram()
    except pdfium.PdfiumError:
        return False
    paper = max(range(256), key=counts.__getitem__)
    if paper < _DARK_PAPER:
        return True  # a dark page is a picture
    away = sum(counts[: max(paper - _INK_STEP, 0)]) + sum(counts[paper + _INK_STEP + 1 :])
    return away >= _INK_DOTS
