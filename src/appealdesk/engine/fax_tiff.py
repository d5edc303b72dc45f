"""Pages of a fax: one black and white strip each, and the TIFF that fax programs take.

Pillow would cut a page into eight strips, and is thirty times slower when asked for the "0 is
white" form that fax machines expect. So it packs the inverted picture, and the container is
written here.
"""

import struct
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageChops

WIDTH, HEIGHT = 1728, 2156
ACROSS_DPI, DOWN_DPI = 204, 196
_ROWS_PER_STRIP = 278
_STRIP_OFFSETS, _STRIP_BYTES = 273, 279
_SHORT, _LONG, _RATIO = 3, 4, 5


def packed(page: Image.Image) -> bytes:
    """A 1-bit page (black on white) as one Group 4 strip; 0 is white in it."""
    file = BytesIO()
    inverted = ImageChops.invert(page)
    inverted.save(file, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: page.height})
    file.seek(0)
    with Image.open(file) as read:
        tags = read.tag_v2  # type: ignore[attr-defined]
        start, size = tags[_STRIP_OFFSETS][0], tags[_STRIP_BYTES][0]
    return file.getvalue()[start : start + size]


class FaxTiff:
    """A TIFF of many fax pages, written page by page."""

    def __init__(self, file: BinaryIO, pages: int) -> None:
        self._file = file
        self._pages = pages
        self._done = 0
        self._link = file.write(b"II*\0")  # where the next page is noted
        file.write(b"\0\0\0\0")

    def add(self, strip: bytes) -> None:
        """Add the next page."""
        file = self._file
        start = file.tell()
        file.write(strip)
        file.write(b"\0" * (len(strip) % 2))
        ratios = file.tell()
        file.write(struct.pack("<IIII", ACROSS_DPI, 1, DOWN_DPI, 1))
        place = file.tell()
        entries = (
            (254, _LONG, 1, 2),  # one page of several
            (256, _LONG, 1, WIDTH),
            (257, _LONG, 1, HEIGHT),
            (258, _SHORT, 1, 1),
            (259, _SHORT, 1, 4),  # Group 4
            (262, _SHORT, 1, 0),  # 0 is white
            (266, _SHORT, 1, 1),
            (_STRIP_OFFSETS, _LONG, 1, start),
            (277, _SHORT, 1, 1),
            (_ROWS_PER_STRIP, _LONG, 1, HEIGHT),
            (_STRIP_BYTES, _LONG, 1, len(strip)),
            (282, _RATIO, 1, ratios),
            (283, _RATIO, 1, ratios + 8),
            (293, _LONG, 1, 0),
            (296, _SHORT, 1, 2),  # dots per inch
            (297, _SHORT, 2, self._done | (self._pages << 16)),
        )
        file.write(struct.pack("<H", len(entries)))
        for entry in entries:
            file.write(struct.pack("<HHII", *entry))
        link = file.tell()
        file.write(b"\0\0\0\0")
        end = file.tell()
        file.seek(self._link)
        file.write(struct.pack("<I", place))
        file.seek(end)
        self._link = link
        self._done += 1
