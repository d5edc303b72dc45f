"""The foot line of each page: what stands in it, in which glyphs, and where.

All lines of a packet are set with one embedded subset of our fonts. Reportlab makes it: every text
is encoded first, and the fonts are written when no more text can come.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from appealdesk.engine.fonts import SANS, prepare, runs, width
from appealdesk.engine.page_form import SHEET_HEIGHT, SHEET_WIDTH
from appealdesk.engine.pdf_out import Carrier, PdfOut, number

_SIDE = 36.0
_BASELINE = 20.0
_RULE = 31.0
_GAP = 12.0
_SIZES = (8.0, 7.5, 7.0, 6.5)
_MIDDLE_SHARE = 0.45  # of the line, the most that a long middle text takes from the left one
_ACROSS = b"0 1 -1 0 612 0 cm "

Foot = tuple[str, str, str]


class _Set(NamedTuple):
    """A text ready to print: its runs as (font resource, codes), its width at size 1."""

    runs: tuple[tuple[str, bytes], ...]
    width: float


class FootLines:
    """Sets the foot lines of one packet. First ``set_line`` for all, then ``put_fonts``."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file, pagesize=(SHEET_WIDTH, SHEET_HEIGHT), invariant=1, pageCompression=1
        )
        self._known: dict[str, _Set] = {}
        self._fonts: set[str] = set()

    def set_line(self, foot: Foot, *, is_wide: bool) -> bytes:
        """The drawing of one foot line, to stand outside the page's own form."""
        room = (SHEET_HEIGHT if is_wide else SHEET_WIDTH) - 2 * _SIDE
        size, (left, middle, right) = self._fitted(foot, room)
        start = _SIDE
        end = _SIDE + room - right.width * size
        low = start + (left.width * size + _GAP if left.runs else 0.0)
        high = end - _GAP - middle.width * size
        centre = _SIDE + (room - middle.width * size) / 2
        parts = ((left, start), (middle, max(min(centre, high), low)), (right, end))
        drawn = b"".join(_drawn(text, at, size) for text, at in parts if text.runs)
        return (
            b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC q %b.5 w .6 G %b %b m %b %b l S "
            b"BT 0 g %bET Q EMC"
        ) % (
            _ACROSS if is_wide else b"",
            number(_SIDE),
            number(_RULE),
            number(_SIDE + room),
            number(_RULE),
            drawn,
        )

    def put_fonts(self, out: PdfOut) -> bytes:
        """Write the fonts; gives the /Font resource dictionary that every line needs."""
        self._canvas.showPage()
        self._canvas.save()
        self._file.seek(0)
        reader = PdfReader(self._file)
        resources: Any = reader.pages[0]["/Resources"]
        fonts = resources["/Font"].get_object()
        carrier = Carrier(reader, out)
        entries = [
            b"/%b %b" % (name.encode(), carrier.body(fonts.raw_get(f"/{name}")))
            for name in sorted(self._fonts)
        ]
        carrier.flush()
        return b"<<%b>>" % b"".join(entries)

    def _fitted(self, words: Sequence[str], room: float) -> tuple[float, Sequence[_Set]]:
        texts = [self._set(text) for text in words]
        gaps = _GAP * max(sum(1 for text in texts if text.runs) - 1, 0)
        for size in _SIZES:
            if sum(text.width for text in texts) * size + gaps <= room:
                return size, texts
        size = _SIZES[-1]
        room -= texts[2].width * size + gaps
        middle_room = max(room * _MIDDLE_SHARE, room - texts[0].width * size)
        middle = self._shortened(words[1], middle_room, size)
        left = self._shortened(words[0], room - middle.width * size, size)
        return size, (left, middle, texts[2])

    def _shortened(self, words: str, room: float, size: float) -> _Set:
        if self._set(words).width * size <= room:
            return self._set(words)
        plain = " ".join(prepare(words).split())
        low, high = 0, len(plain)
        while low < high:
            middle = (low + high + 1) // 2
            if width(plain[:middle] + "\u2026", SANS, size) <= room:
                low = middle
            else:
                high = middle - 1
        return self._set(plain[:low].rstrip() + "\u2026" if low else "")

    def _set(self, words: str) -> _Set:
        known = self._known.get(words)
        if known is None:
            cut = list(runs(" ".join(prepare(words).split()), SANS, lambda _: None))
            wide = sum(float(pdfmetrics.stringWidth(run, font, 1.0)) for font, run in cut)
            known = _Set(tuple(self._encoded(cut)), wide)
            self._known[words] = known
        return known

    def _encoded(self, cut: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        document = self._canvas._doc  # noqa: SLF001  reportlab hands its subsets out per document
        for name, words in cut:
            font: Any = pdfmetrics.getFont(name)
            for subset, codes in font.splitString(words, document):
                resource = font.getSubsetInternalName(subset, document).lstrip("/")
                self._fonts.add(resource)
                yield resource, codes


def _drawn(text: _Set, at: float, size: float) -> bytes:
    shown = b"".join(
        b"/%b %b Tf <%b> Tj " % (name.encode(), number(size), codes.hex().encode())
        for name, codes in text.runs
    )
    return b"1 0 0 1 %b %b Tm %b" % (number(at), number(_BASELINE), shown)
