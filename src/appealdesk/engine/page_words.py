"""The words of one page and where each stands on it, for choosing, copying and finding.

Boxes are fractions of the page as ``render`` draws it: turned by its own /Rotate and cut to its
shown box. PDFium maps them itself, so that both always agree.
"""

import ctypes
import math
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from appealdesk.engine.render import open_page

MOST_WORDS = 20_000
_MOST_CHARACTERS = 200_000
_MOST_LETTERS = 200  # of one word; longer runs are ornaments
_GRAIN = 1_000_000  # steps across a page when PDFium maps a point
_BROKEN_WORD = {"\x02", "\ufffe"}  # PDFium's marks of a word broken at a line's end
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # of UTF-16
_UNWANTED = {"Cc", "Cs", "Cn"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``box`` is left, top, right, bottom as fractions; ``line`` counts from 0."""

    text: str
    box: Box
    line: int


def page_words(pdf: Path, page_index: int) -> tuple[Word, ...]:
    """Every word of a page, in reading order; none when the page is a picture.

    Args:
        pdf: the file.
        page_index: 0-based.

    Raises:
        RenderProblem: the file or the page cannot be opened.
    """
    with open_page(pdf, page_index) as page:
        return _level(_words(page, page.get_textpage()))


def _words(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> list[Word]:
    words: list[Word] = []
    letters: list[str] = []
    box: Box | None = None
    line = 0
    for letter, where in _letters(page, text):
        if letter.isspace() or len(letters) >= _MOST_LETTERS:
            if letters and box is not None:
                words.append(Word("".join(letters), box, line))
                if len(words) >= MOST_WORDS:
                    return words
            letters, box = [], None
            if letter == "\n" and words and words[-1].line == line:
                line += 1
        if not letter.isspace():
            letters.append(letter)
            if where is not None:
                box = where if box is None else _union(box, where)
    if letters and box is not None:
        words.append(Word("".join(letters), box, line))
    return words


def _letters(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Iterator[tuple[str, Box | None]]:
    """Each character with its box, which is None for spaces and for those that PDFium adds."""
    first_half = 0
    for at in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        if code in _FIRST_HALVES:
            first_half = code
            continue
        if code in _SECOND_HALVES:
            pair = (first_half << 16 | code).to_bytes(4, "big")
            letter = pair.decode("utf-16-be", "ignore") if first_half else ""
        else:
            letter = chr(code) if code <= sys.maxunicode else ""
        first_half = 0
        if letter in _BROKEN_WORD:
            letter = "-"
        elif letter == "\r":
            continue
        if not letter or (not letter.isspace() and unicodedata.category(letter) in _UNWANTED):
            continue
        yield letter, None if letter.isspace() else _shown(page, text, at)


def _shown(page: pdfium.PdfPage, text: pdfium.PdfTextPage, at: int) -> Box | None:
    """The box of a character on the page as it is drawn, or None when it has none."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium_c.FPDFText_GetCharBox(text, at, left, right, bottom, top):
        return None
    sides = [side.value for side in (left, bottom, right, top)]
    if not all(math.isfinite(side) for side in sides):
        return None
    one, two = _mapped(page, sides[0], sides[1]), _mapped(page, sides[2], sides[3])
    if one is None or two is None:
        return None
    x, y = sorted((_held(one[0]), _held(two[0]))), sorted((_held(one[1]), _held(two[1])))
    if any(low == high and low in {0.0, 1.0} for low, high in (x, y)):
        return None  # outside of what is shown
    return (x[0], y[0], x[1], y[1])


def _mapped(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float] | None:
    across, down = ctypes.c_int(), ctypes.c_int()
    is_there = pdfium_c.FPDF_PageToDevice(page, 0, 0, _GRAIN, _GRAIN, 0, x, y, across, down)
    return (across.value / _GRAIN, down.value / _GRAIN) if is_there else None


def _held(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _union(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _level(words: list[Word]) -> tuple[Word, ...]:
    """Give all words of a line the height of the line, so that a choice is an even band."""
    lines: dict[int, Box] = {}
    for word in words:
        lines[word.line] = _union(lines.get(word.line, word.box), word.box)
    return tuple(Word(w.text, _stretched(w.box, lines[w.line]), w.line) for w in words)


def _stretched(box: Box, line: Box) -> Box:
    if line[2] - line[0] >= line[3] - line[1]:
        return (box[0], line[1], box[2], line[3])
    return (line[0], box[1], line[2], box[3])  # writing that runs up or down the page
