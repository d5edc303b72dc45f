"""Small honest papers for tests of the desk: what a person would drag in."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.pdfgen import canvas


def text_pdf(path: Path, pages: Sequence[str], *, size: tuple[float, float] = (612, 792)) -> Path:
    """A PDF with one line of text a page; each page has its own bookmark."""
    pen = canvas.Canvas(str(path), pagesize=size, invariant=1)
    for number, words in enumerate(pages):
        pen.bookmarkPage(f"p{number}")
        pen.addOutlineEntry(words, f"p{number}", level=0)
        pen.setFont("Helvetica", 14)
        pen.drawString(72, size[1] - 100, words)
        pen.showPage()
    pen.save()
    return path


def photo(path: Path, words: str = "photo", *, orientation: int = 1) -> Path:
    """A JPEG or PNG with a dark bar and words on it."""
    image = Image.new("RGB", (800, 600), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 760, 90), fill="black")
    draw.text((60, 200), words, fill="black")
    exif = Image.Exif()
    exif[274] = orientation
    image.save(path, exif=exif)
    return path


def page_texts(path: Path) -> list[str]:
    """The text of each page as poppler reads it."""
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


def qpdf_is_content(path: Path) -> bool:
    """Whether qpdf finds nothing to complain about."""
    return (
        subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    )
