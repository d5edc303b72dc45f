"""Pictures of pages for previews."""

import io

import pytest
from PIL import Image

from appealdesk.engine.render import RenderProblem, render
from support import pdfs
from support.packets import ink


def shown(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def test_a_page_as_wide_as_asked(tmp_path):
    path = pdfs.letters(tmp_path / "a.pdf", 2)
    image = shown(render(path, 1, 300))
    assert image.size == (300, 389)
    assert ink(image.convert("L"), (0.1, 0.3, 0.4, 0.4)) > 0.9


def test_a_turned_page_is_shown_turned(tmp_path):
    path = pdfs.odd_page(tmp_path / "t.pdf", "/MediaBox [0 0 612 792] /Rotate 90")
    image = shown(render(path, 0, 400))
    assert image.width > image.height


def test_a_very_long_page_is_made_small_enough(tmp_path):
    path = pdfs.odd_page(tmp_path / "long.pdf", "/MediaBox [0 0 100 14000]")
    image = shown(render(path, 0, 1500))
    assert image.width * image.height < 45_000_000


@pytest.mark.parametrize("index", [-1, 1])
def test_no_such_page(tmp_path, index):
    with pytest.raises(RenderProblem) as caught:
        render(pdfs.letters(tmp_path / "a.pdf"), index, 300)
    assert caught.value.code == "no-such-page"


def test_no_pdf(tmp_path):
    path = tmp_path / "no.pdf"
    path.write_bytes(b"no")
    with pytest.raises(RenderProblem) as caught:
        render(path, 0, 300)
    assert caught.value.code == "not-a-pdf"
