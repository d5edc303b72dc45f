"""Does a page of the packet show what its source shows? Judged by small pictures of both."""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageStat

from appealdesk.engine.page_form import FOOT, SHEET_HEIGHT, SHEET_WIDTH, Placement

# Pixels per point, and pixels of a cell: averaging over cells forgives half a pixel of shift. What
# differs is looked at closer, where thin strokes of a nearly empty page weigh the same and coarse
# dots are not drawn otherwise for being shrunk a little more.
_LOOKS = ((0.34, 4), (1.4, 12))
_CELL_DIFFERS = 72  # grey steps; half a pixel of shift makes 32
_MOST_CELLS = 0.01  # of all
_MEAN_DIFFERS = 9.0
_INK_LOST, _INK_GAINED = 0.75, 1.33  # of the source's ink
_SPECK = 0.0004  # of a black page; less ink than that is not weighed


def shows_source(
    source: pdfium.PdfPage, sheet: pdfium.PdfPage, placement: Placement, rotation: int
) -> bool:
    """Whether the sheet shows the source page where it should be.

    Args:
        source: the page in its own file.
        sheet: the page of the packet.
        placement: where the source lies on the sheet.
        rotation: degrees clockwise that the user turned it.
    """
    return any(_shows(source, sheet, placement, rotation, scale, cell) for scale, cell in _LOOKS)


def _shows(
    source: pdfium.PdfPage,
    sheet: pdfium.PdfPage,
    placement: Placement,
    rotation: int,
    scale: float,
    cell: int,
) -> bool:
    left, bottom, right, top = placement.area
    high = SHEET_WIDTH if placement.is_wide else SHEET_HEIGHT
    wide = SHEET_HEIGHT if placement.is_wide else SHEET_WIDTH
    size = (
        max(round((right - left) * scale), 1),
        max(round((top - bottom) * scale), 1),
    )
    across, down = size[0] / (right - left), size[1] / (top - bottom)
    wanted = _drawn(source, size, (0, 0), size, rotation // 90)
    whole = (round(wide * across), round(high * down))
    shown = _drawn(sheet, size, (-round(left * across), -round((high - top) * down)), whole, 0)
    # A text of ours covers the whole sheet, foot line and all: on a page with one line of words
    # that line would be a great gain of ink.
    above = (0, 0, size[0], size[1] - round(max(0.0, FOOT - bottom) * down))
    return _alike(wanted.crop(above), shown.crop(above), cell)


def _alike(wanted: Image.Image, shown: Image.Image, cell: int) -> bool:
    block = (min(cell, wanted.width), min(cell, wanted.height))
    first, second = wanted.reduce(block), shown.reduce(block)
    ink, ink_shown = (255 - ImageStat.Stat(image).mean[0] for image in (first, second))
    speck = 255 * _SPECK
    if ink_shown < ink * _INK_LOST - speck or ink_shown > ink * _INK_GAINED + speck:
        return False
    apart = ImageChops.difference(first, second)
    cells = sum(apart.histogram()[_CELL_DIFFERS:])
    too_many = max(_MOST_CELLS * apart.width * apart.height, 3)
    return cells <= too_many and ImageStat.Stat(apart).mean[0] <= _MEAN_DIFFERS


def _drawn(
    page: pdfium.PdfPage,
    size: tuple[int, int],
    start: tuple[int, int],
    whole: tuple[int, int],
    turns: int,
) -> Image.Image:
    bitmap = pdfium.PdfBitmap.new_native(*size, pdfium_c.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    pdfium_c.FPDF_RenderPageBitmap(bitmap, page, *start, *whole, turns, pdfium_c.FPDF_GRAYSCALE)
    picture: Image.Image = bitmap.to_pil().convert("L").copy()
    bitmap.close()
    return picture
