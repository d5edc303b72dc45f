"""Pixels of a page for the printer."""

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from appealdesk.engine.print_page import print_page
from appealdesk.engine.render import RenderProblem


def _page(path, color, size=(612, 792)):
    pen = canvas.Canvas(str(path), pagesize=size, invariant=1)
    pen.setFillColorRGB(*color)
    pen.rect(0, 0, size[0], size[1] / 2, stroke=0, fill=1)
    pen.showPage()
    pen.save()
    return path


def test_a_grey_page_takes_a_byte_a_pixel(tmp_path):
    out = tmp_path / "out.raw"
    width, height, is_grey = print_page(_page(tmp_path / "a.pdf", (0, 0, 0)), 0, 306, out)
    assert (width, height, is_grey) == (306, 396, True)
    picture = Image.frombytes("L", (width, height), out.read_bytes())
    assert picture.getpixel((150, 20)) == 255
    assert picture.getpixel((150, 380)) == 0


def test_color_is_kept_and_a_lying_page_lies(tmp_path):
    out = tmp_path / "out.raw"
    source = _page(tmp_path / "a.pdf", (1, 0, 0), size=(792, 612))
    width, height, is_grey = print_page(source, 0, 396, out)
    assert (width, height, is_grey) == (396, 306, False)
    assert Image.frombytes("RGB", (width, height), out.read_bytes()).getpixel((200, 300)) == (
        255, 0, 0,
    )  # fmt: skip


def test_a_page_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RenderProblem):
        print_page(_page(tmp_path / "a.pdf", (0, 0, 0)), 1, 100, tmp_path / "out.raw")
