"""Writes a PDF whose pages are one picture each, page after page, straight to the disk.

A 2,000-page scan never stands in memory, picture bytes go in as they are, and the same pictures
give the same bytes.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

Matrix = tuple[float, float, float, float, float, float]

# EXIF orientation -> where the picture's unit square goes on the upright unit square. Drawing a
# picture turned keeps its bytes; turning its pixels would cost quality.
TURNS: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Encoded:
    """Picture bytes as a PDF holds them; ``entries`` are those of its image dictionary."""

    data: bytes
    entries: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A page of ``width`` x ``height`` points with an upright picture in a rectangle on it."""

    width: float
    height: float
    left: float
    bottom: float
    picture_width: float
    picture_height: float
    orientation: int = 1  # EXIF


class PicturePdf:
    """An open PDF file that takes one picture after another. Use it in a ``with``.

    Leaving the block normally ends the file; leaving it by an error leaves it broken.
    """

    def __init__(self, path: Path) -> None:
        """Start the file, over one that is there.

        Raises:
            OSError: it cannot be written.
        """
        self._out = path.open("wb", buffering=1 << 20)
        self._starts: dict[int, int] = {}
        self._next = 3  # 1 is the catalog, 2 the page tree
        self._pages: list[int] = []
        self._out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._out.close()

    @property
    def page_count(self) -> int:
        """Pages so far."""
        return len(self._pages)

    def add(self, picture: Encoded, place: Placed) -> None:
        """Put one more page at the end.

        Raises:
            OSError: the disk is full.
        """
        image, content, page = self._next, self._next + 1, self._next + 2
        self._next += 3
        self._stream(image, f"/Type /XObject /Subtype /Image {picture.entries}", picture.data)
        wide, high = place.picture_width, place.picture_height
        a, b, c, d, e, f = TURNS[place.orientation]
        drawn = " ".join(
            map(
                number,
                (
                    a * wide,
                    b * high,
                    c * wide,
                    d * high,
                    e * wide + place.left,
                    f * high + place.bottom,
                ),
            )
        )
        self._stream(content, "", f"q {drawn} cm /P Do Q\n".encode())
        self._object(
            page,
            f"<< /Type /Page /Parent 2 0 R "
            f"/MediaBox [0 0 {number(place.width)} {number(place.height)}] "
            f"/Resources << /XObject << /P {image} 0 R >> >> /Contents {content} 0 R >>",
        )
        self._pages.append(page)

    def _stream(self, key: int, entries: str, data: bytes) -> None:
        self._begin(key)
        self._out.write(f"<< {entries} /Length {len(data)} >>\nstream\n".encode())
        self._out.write(data)
        self._out.write(b"\nendstream\nendobj\n")

    def _object(self, key: int, body: str) -> None:
        self._begin(key)
        self._out.write(f"{body}\nendobj\n".encode())

    def _begin(self, key: int) -> None:
        self._starts[key] = self._out.tell()
        self._out.write(f"{key} 0 obj\n".encode())

    def _finish(self) -> None:
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._object(2, f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>")
        self._object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        start = self._out.tell()
        rows = [f"{self._starts[key]:010d} 00000 n \n" for key in range(1, self._next)]
        self._out.write(f"xref\n0 {self._next}\n0000000000 65535 f \n{''.join(rows)}".encode())
        self._out.write(f"trailer\n<< /Size {self._next} /Root 1 0 R >>\n".encode())
        self._out.write(f"startxref\n{start}\n%%EOF\n".encode())


def number(value: float) -> str:
    """A number as PDF writes it, whatever the machine's locale is."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def encode(image: Image.Image, *, quality: int = 85, may_be_drawing: bool = False) -> Encoded:
    """A decoded picture of mode 1, L or RGB as PDF bytes: G4 for 1-bit ones, else JPEG.

    Args:
        image: the picture.
        quality: JPEG quality, 1 to 95.
        may_be_drawing: for screenshots and the like: without loss where that is not much larger.
    """
    size = f"/Width {image.width} /Height {image.height}"
    if image.mode == "1":
        return _encode_g4(image, size)
    space = "/ColorSpace /DeviceGray" if image.mode == "L" else "/ColorSpace /DeviceRGB"
    entries = f"{size} {space} /BitsPerComponent 8"
    target = BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=image.width * image.height < 1 << 24)
    jpeg = target.getvalue()
    if may_be_drawing:
        exact = zlib.compress(image.tobytes(), 6)
        if len(exact) <= 1.2 * len(jpeg):
            return Encoded(exact, f"{entries} /Filter /FlateDecode")
    return Encoded(jpeg, f"{entries} /Filter /DCTDecode")


def jpeg_entries(image: Image.Image) -> str:
    """The entries for a JPEG file's own bytes (mode L or RGB)."""
    space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    return (
        f"/Width {image.width} /Height {image.height} /ColorSpace {space} "
        "/BitsPerComponent 8 /Filter /DCTDecode"
    )


def _encode_g4(image: Image.Image, size: str) -> Encoded:
    # Pillow cuts a TIFF into strips unless told the rows, and writes 0 = black, the wrong way round
    # for a fax coder. Turning the bits is quick, asking Pillow to do it (tag 262) is 30x slower.
    target = BytesIO()
    # (ImageChops.invert would not do: a white dot may be stored as 1, and then stays white)
    turned = image.convert("L").point([255] + [0] * 255, "1")
    turned.save(target, "TIFF", compression="group4", tiffinfo={278: image.height})
    with Image.open(target, formats=("TIFF",)) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]
        offsets, counts = tags[273], tags[279]
    raw = target.getvalue()
    strip = raw[offsets[0] : offsets[0] + counts[0]]
    parms = f"<< /K -1 /Columns {image.width} /Rows {image.height} >>"
    return Encoded(
        strip,
        f"{size} /ColorSpace /DeviceGray /BitsPerComponent 1 "
        f"/Filter /CCITTFaxDecode /DecodeParms {parms}",
    )
