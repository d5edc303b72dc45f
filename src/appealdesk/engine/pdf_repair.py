"""Ways around a clean pass that failed: let PDFium write the file anew, or take its pictures."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from appealdesk.engine.boxes import LETTER
from appealdesk.engine.compare import draw
from appealdesk.engine.pdf_facts import PageFacts, has_ink, page_text
from appealdesk.engine.picture_pdf import PicturePdf, Placed, encode
from appealdesk.engine.problems import problem

Report = Callable[[str, int, int], None]

_DPI = 200
_DPI_MANY = 150
_MANY = 150  # pages
_LONG_SIDE = 2600  # pixels; a poster is not taken at its full size
_MOST_PAGES = 5_000
_MOST_SLOPE = 100.0  # a page this much longer than wide is not a page
_GRAY_STEP = 12


def written_by_pdfium(document: pdfium.PdfDocument, out: Path) -> None:
    """Have PDFium write the file anew, its remarks and fields drawn into the pages.

    Raises:
        pdfium.PdfiumError: it cannot.
        OSError: ``out`` cannot be written.
    """
    for index in range(len(document)):
        page = document[index]
        try:
            pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
        finally:
            page.close()
    with out.open("wb", buffering=1 << 20) as file:
        document.save(file)


def pictures_of_pages(
    document: pdfium.PdfDocument, out: Path, report: Report
) -> tuple[PageFacts, ...]:
    """Write a PDF of pictures of the pages. The facts keep the words that PDFium can read.

    Raises:
        IntakeProblem: not one page can be drawn, or there are too many.
        OSError: ``out`` cannot be written.
    """
    count = len(document)
    if count > _MOST_PAGES:
        raise problem("too-many-pages")
    dpi = _DPI if count <= _MANY else _DPI_MANY
    facts: list[PageFacts] = []
    with PicturePdf(out) as pdf:
        for index in range(count):
            report("Taking pictures of pages", index, count)
            fact = _add_page(document, index, dpi, pdf)
            if fact is not None:
                facts.append(fact)
    if not facts:
        raise problem("damaged")
    return tuple(facts)


def _add_page(
    document: pdfium.PdfDocument, index: int, dpi: int, pdf: PicturePdf
) -> PageFacts | None:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if min(width, height) <= 0 or max(width, height) / min(width, height) > _MOST_SLOPE:
            return None
        picture = draw(
            page, min(round(max(width, height) * dpi / 72) or 1, _LONG_SIDE), is_gray=False
        )
        facts = PageFacts(width, height, has_ink=has_ink(page), text=page_text(page))
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()
    # a page of absurd size keeps its shape, not its size
    scale = min(1.0, 10 * LETTER[3] / max(width, height))
    place = Placed(width * scale, height * scale, 0, 0, width * scale, height * scale)
    pdf.add(encode(picture.convert("L") if _is_colorless(picture) else picture), place)
    return PageFacts(place.width, place.height, facts.has_ink, facts.text)


def _is_colorless(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return all(
        sum(ImageChops.difference(one, other).histogram()[_GRAY_STEP:]) == 0
        for one, other in ((red, green), (green, blue))
    )
