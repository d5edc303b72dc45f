"""Does the clean PDF show what the file showed? Judged by pictures, with another engine's eyes.

qpdf writes the clean pass, PDFium looks at both. Reading without an error proves nothing: some
broken files lose a page or a font on the way and nobody says so.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops

_DRAWN = 220  # pixels of the long side when a page is drawn; reduced to the grid by averaging
_GRID = (48, 62)
_MOST_CHECKED = 12
_MEAN_DIFFERS = 3.0  # of 255
_CELL_DIFFERS = 40
_CELLS_DIFFER = 6
_SIZE_DIFFERS = 0.02
_TRUST_COUNT_TO = 50  # pages looked for beyond the end, when two libraries count differently


class Look(NamedTuple):
    """A page as PDFium sees it: its size in points, and a small grey picture."""

    width: float
    height: float
    grid: Image.Image


class Verdict(NamedTuple):
    """How the result compares. ``why`` is empty when it shows the same."""

    why: str
    is_count_odd: bool


@contextmanager
def opened(
    path: Path, password: str | None = None, *, has_form: bool = False
) -> Iterator[pdfium.PdfDocument]:
    """A PDF open in PDFium, and closed for sure.

    Args:
        path: the file.
        password: opens it.
        has_form: start its form: PDFium draws no field of a form that is not started.

    Raises:
        pdfium.PdfiumError: PDFium cannot open it.
    """
    document = pdfium.PdfDocument(path, password=password)
    try:
        if has_form:
            document.init_forms()
        yield document
    finally:
        document.close()


def same_looks(
    source: pdfium.PdfDocument,
    result: Path,
    *,
    ink_may_grow: bool,
    unseen: frozenset[int] = frozenset(),
) -> Verdict:
    """Compare page count and the looks of up to a dozen pages.

    Args:
        source: the file that came in, open in PDFium.
        result: the clean PDF.
        ink_may_grow: more ink than before is no fault (form fields were drawn).
        unseen: pages not to be compared, because PDFium does not show all of them.
    """
    try:
        with opened(result) as clean:
            missing = _missing_pages(source, len(clean))
            if missing:
                return Verdict(f"{missing} pages are missing", is_count_odd=True)
            is_odd = len(source) != len(clean)
            for index in chosen_pages(min(len(source), len(clean))):
                if index in unseen:
                    continue
                why = _page_differs(source, clean, index, ink_may_grow=ink_may_grow)
                if why:
                    return Verdict(f"page {index + 1}: {why}", is_odd)
            return Verdict("", is_odd)
    except pdfium.PdfiumError as error:
        return Verdict(f"the result does not open: {error}", is_count_odd=False)


def chosen_pages(count: int) -> Sequence[int]:
    """First, second, last and evenly spread pages, twelve at most."""
    if count <= _MOST_CHECKED:
        return range(count)
    spread = {round(step * (count - 1) / (_MOST_CHECKED - 2)) for step in range(_MOST_CHECKED - 1)}
    return sorted(spread | {1})


def look(document: pdfium.PdfDocument, index: int) -> Look | None:
    """What one page looks like; None when PDFium cannot load it or it has no area."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0 or max(width, height) / min(width, height) > _DRAWN:
            return None
        picture = draw(page, _DRAWN, is_gray=True)
        return Look(width, height, picture.resize(_GRID, Image.Resampling.BOX))
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def draw(page: pdfium.PdfPage, long_side: int, *, is_gray: bool) -> Image.Image:
    """A page drawn so that its longer side has so many pixels, with remarks and form fields.

    Raises:
        pdfium.PdfiumError: it cannot be drawn.
    """
    scale = long_side / max(page.get_size())
    bitmap = page.render(scale=scale, grayscale=is_gray)
    try:
        # to_pil shares the bitmap's memory, which close() frees: copy by converting
        shared: Image.Image = bitmap.to_pil()
        return shared.convert("L" if is_gray else "RGB").copy()
    finally:
        bitmap.close()


def _missing_pages(source: pdfium.PdfDocument, have: int) -> int:
    """Pages of the source beyond ``have`` that really load: a broken file may count too many."""
    beyond = range(have, min(len(source), have + _TRUST_COUNT_TO))
    return sum(look(source, index) is not None for index in beyond)


def _page_differs(
    source: pdfium.PdfDocument, clean: pdfium.PdfDocument, index: int, *, ink_may_grow: bool
) -> str:
    before = look(source, index)
    if before is None:
        return ""  # nothing to compare with
    after = look(clean, index)
    if after is None:
        return "cannot be drawn"
    wide, high = after.width / before.width, after.height / before.height
    if abs(wide - 1) > _SIZE_DIFFERS or abs(high - 1) > _SIZE_DIFFERS:
        return (
            f"size {before.width:.0f}x{before.height:.0f} is {after.width:.0f}x{after.height:.0f}"
        )
    if ink_may_grow:
        change = ImageChops.subtract(after.grid, before.grid)  # where it became lighter
    else:
        change = ImageChops.difference(after.grid, before.grid)
    counts = change.histogram()
    mean = sum(value * count for value, count in enumerate(counts)) / (_GRID[0] * _GRID[1])
    cells = sum(counts[_CELL_DIFFERS:])
    if mean > _MEAN_DIFFERS or cells >= _CELLS_DIFFER:
        return f"looks different (mean {mean:.1f}, {cells} cells)"
    return ""
