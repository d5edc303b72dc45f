"""Packets made by hand from a few files, and what other programs say of the result."""

import io
import random
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from reportlab.pdfgen import canvas

from appealdesk.case.values import DocumentId, PageId, SectionId
from appealdesk.engine.assemble import assemble
from appealdesk.engine.intake import intake
from appealdesk.engine.verify import Finding, verify_against
from appealdesk.packet.values import (
    Bookmark,
    Delivery,
    Exhibit,
    Packet,
    PartKind,
    PlannedPage,
)


def quiet(step: str, done: int, total: int) -> None:
    """Hears how far a job is and says nothing."""


@dataclass(frozen=True)
class Use:
    """A file as an exhibit: which of its pages, turned by how much."""

    file: Path
    pages: Sequence[int]
    rotation: int = 0


def clean(source: Path) -> Path:
    """What the desk keeps of a file: the PDF that the intake makes of it."""
    out = source.with_suffix(".clean.pdf")
    intake(source, out, file_name=source.name, password=None, report=quiet)
    return out


@dataclass(frozen=True)
class Made:
    """A written packet with its plan and sources."""

    path: Path
    packet: Packet
    sources: dict[str, Path]

    def findings(self) -> tuple[Finding, ...]:
        return verify_against(self.packet, self.sources, self.path, quiet)

    def changed(self, **fields) -> "Made":
        """The same file under another plan."""
        return replace(self, packet=replace(self.packet, **fields))


def plan(uses: Sequence[Use]) -> tuple[Packet, dict[str, Path]]:
    """A plan of one section that holds these exhibits."""
    total = sum(len(use.pages) for use in uses)
    pages: list[PlannedPage] = []
    exhibits: list[Exhibit] = []
    marks: list[Bookmark] = []
    sources: dict[str, Path] = {}
    for number, use in enumerate(uses):
        document, key, letter = DocumentId(100 + number), f"document:{100 + number}", f"X{number}"
        sources[key] = use.file
        first = len(pages)
        title = f"Exhibit {letter}"
        exhibits.append(Exhibit(letter, document, SectionId(1), title, first, len(use.pages)))
        marks.append(Bookmark(title, first, document=document))
        for index in use.pages:
            foot = (
                "Ana D\u00edaz | Member W123 | Claim 9",
                f"{title}, p. {len(pages) - first + 1}",
                f"Page {len(pages) + 1} of {total}",
            )
            pages.append(
                PlannedPage(
                    key, PartKind.DOCUMENT, index, foot, use.rotation, document, PageId(len(pages))
                )
            )
    packet = Packet(
        title="Appeal of Ana D\u00edaz",
        language="en",
        delivery=Delivery.MAIL,
        parts=tuple(sources),
        pages=tuple(pages),
        exhibits=tuple(exhibits),
        bookmarks=(Bookmark("Supporting Documentation", 0, children=tuple(marks)),),
        contents=(),
        anchors={},
        reason_numbers={},
    )
    return packet, sources


def packet_of(out: Path, *uses: Use) -> Made:
    """Write a packet of these exhibits."""
    packet, sources = plan(uses)
    assemble(packet, sources, out, quiet)
    return Made(out, packet, sources)


def run(*words: str | Path) -> str:
    """What a program prints; it must succeed."""
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


def texts(path: Path) -> list[str]:
    """The text of each page as poppler reads it."""
    return run("pdftotext", "-layout", path, "-").split("\f")[:-1]


def picture(path: Path, page: int = 1, dpi: int = 36) -> Image.Image:
    """A grey picture of a page (1-based) as poppler draws it."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), "-singlefile"]
    done = subprocess.run([*command, path], capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def ink(image: Image.Image, box: tuple[float, float, float, float]) -> float:
    """How dark a part is: 0 white, 1 black. The box is (left, top, right, bottom) in shares."""
    wide, high = image.size
    left, top, right, bottom = box
    part = image.crop(
        (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
    )
    values = part.tobytes()
    return 1 - sum(values) / (255 * len(values))


def check_with_qpdf(path: Path) -> None:
    """qpdf finds no fault and warns of nothing."""
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)


def numbers_in_order(path: Path) -> bool:
    """Whether every page says "Page x of y" with its own x."""
    pages = texts(path)
    said = [re.findall(r"Page (\d+) of (\d+)", page) for page in pages]
    return [s[-1] for s in said if s] == [
        (str(n), str(len(pages))) for n in range(1, len(pages) + 1)
    ]


def scan(path: Path, pages: int = 1, seed: int = 0, side: int = 700) -> Path:
    """Pages that hold one large picture each, the same on all."""
    picture_file = path.with_suffix(".png")
    noise = random.Random(seed).randbytes(side * side)  # noqa: S311  a picture, not a secret
    Image.frombytes("L", (side, side), noise).save(picture_file)
    pen = canvas.Canvas(str(path), pagesize=(612, 792), invariant=1)
    for number in range(pages):
        pen.drawImage(str(picture_file), 100, 200, 400, 400)
        pen.drawString(72, 100, f"Scan {seed} {number + 1}")
        pen.showPage()
    pen.save()
    return path
