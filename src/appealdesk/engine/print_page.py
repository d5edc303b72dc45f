"""One page for the printer: unpacked pixels in a file, which the window reads strip by strip.

Pixels of a sheet at 300 dots an inch are 25 MB. Packed as PNG they would have to be unpacked in the
window's own process, where that stops the window; so they come as they are, as a file.
"""

from pathlib import Path

from PIL import Image, ImageChops

from appealdesk.engine.render import draw


def print_page(pdf: Path, page_index: int, width_px: int, out: Path) -> tuple[int, int, bool]:
    """Write the pixels of a page, row by row from the top, without any space between.

    Args:
        pdf: the packet.
        page_index: 0-based.
        width_px: width of the page as it is read.
        out: where the pixels go: 3 bytes each (red, green, blue), or 1 byte when all is grey.

    Returns:
        Width and height in pixels, and whether it is grey.

    Raises:
        RenderProblem: the file or the page cannot be opened.
        OSError: the file cannot be written.
    """
    image = draw(pdf, page_index, width_px).convert("RGB")
    is_grey = _is_grey(image)
    out.write_bytes((image.convert("L") if is_grey else image).tobytes())
    return image.width, image.height, is_grey


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    )
