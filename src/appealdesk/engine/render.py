"""A picture of one page, for previews."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from appealdesk.case.errors import AppealDeskError

_MOST_PIXELS = 40_000_000
_PACKING = 1  # the picture goes to the next process, not into a file: fast beats small


class RenderProblem(AppealDeskError):
    """A page cannot be shown. ``code`` is a stable name of why."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code


def render(pdf: Path, page_index: int, width_px: int) -> bytes:
    """One page as it is shown, as a PNG.

    Args:
        pdf: the file.
        page_index: 0-based.
        width_px: width of the picture; very long pages get less, so that they fit in memory.

    Raises:
        RenderProblem: the file or the page cannot be opened.
    """
    image = draw(pdf, page_index, width_px)
    packed = BytesIO()
    if image.mode != "RGB":
        image = image.convert("RGB")
    image.save(packed, "PNG", compress_level=_PACKING)
    return packed.getvalue()


def draw(pdf: Path, page_index: int, width_px: int) -> Image.Image:
    """One page as it is shown, as a picture; arguments and errors are those of ``render``."""
    with open_page(pdf, page_index) as page:
        width, height = page.get_size()
        scale = width_px / max(width, 1.0)
        scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        image: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
    return image


@contextmanager
def open_page(pdf: Path, page_index: int) -> Iterator[pdfium.PdfPage]:
    """A page of a file, open for reading.

    Raises:
        RenderProblem: the file or the page cannot be opened, or what was done with it failed.
    """
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise RenderProblem("not-a-pdf", "This file cannot be shown.") from error
    try:
        if not 0 <= page_index < len(document):
            raise RenderProblem("no-such-page", "There is no such page.")
        yield document[page_index]
    except pdfium.PdfiumError as error:
        raise RenderProblem("page-damaged", "This page cannot be shown.") from error
    finally:
        document.close()
