"""The fax form of a packet: every page black and white, as a PDF and as a TIFF.

Grey is cut at one height, never dithered: dots instead of grey make a page up to forty times
longer on the phone line, and letters unreadable.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageFilter

from appealdesk.case.errors import AppealDeskError
from appealdesk.engine.fax_tiff import HEIGHT, WIDTH, FaxTiff, packed
from appealdesk.engine.links import Sheets
from appealdesk.engine.outline import Mark, put_outline
from appealdesk.engine.pdf_out import PdfOut, text

Report = Callable[[str, int, int], None]

_MOST_MARKS_DEEP = 12
_FLAT = 24  # grey steps between dark and light below which a page holds one tone only
_MIDDLE = 128
_LOWEST_CUT, _HIGHEST_CUT = 60, 225
_TINTED = 0.06  # share of the page; more pixels than that in one light tone are a tint, not ink
_LIGHT_TONE = 90
_MOST_TINTS = 3
_UNEVEN = 45  # grey steps that the paper's brightness varies by on a photographed page
_ONE_TONE = 0.5  # share of pixels in one tone; a page made by a program has more, a photo less
_TONE_SPAN = 3
_BLUR = 15
_BELOW_AROUND = 10  # grey steps that ink is darker than what is around it
_MAX_65535 = 65_535


class FaxProblem(AppealDeskError):
    """The fax form cannot be made. ``code`` is a stable name of why."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code


@dataclass(frozen=True, slots=True)
class FaxFacts:
    """What was made: pages; bytes of the TIFF, which tell how long the call lasts."""

    pages: int
    bytes: int


class _Page(NamedTuple):
    picture: Image.Image
    is_wide: bool


def fax(packet_pdf: Path, out_pdf: Path, out_tiff: Path, report: Report) -> FaxFacts:
    """Make the fax form of a packet.

    Args:
        packet_pdf: the packet as PDF.
        out_pdf: the same pages, black and white, with the packet's bookmarks and page labels.
        out_tiff: the same strips as a multi-page TIFF (class F).
        report: told "fax", pages done, pages in all.

    Raises:
        FaxProblem: the packet cannot be opened or one of its pages cannot be drawn.
        OSError: a file cannot be written.
    """
    try:
        document = pdfium.PdfDocument(packet_pdf)
    except pdfium.PdfiumError as error:
        raise FaxProblem("not-a-pdf", "The packet cannot be opened.") from error
    halves = [path.with_name(path.name + ".part") for path in (out_pdf, out_tiff)]
    try:
        with halves[0].open("w+b", buffering=1 << 20) as pdf, halves[1].open("w+b") as tiff:
            total = len(document)
            if total > _MAX_65535:
                raise FaxProblem("too-long", "A fax cannot have that many pages.")
            made = _FaxPdf(PdfOut(pdf), total)
            container = FaxTiff(tiff, total)
            for index in range(total):
                page = _drawn(document, index)
                strip = packed(black_and_white(page.picture))
                made.add(strip, is_wide=page.is_wide)
                container.add(strip)
                report("fax", index + 1, total)
            title = document.get_metadata_value("Title")
            made.finish(title, _marks(document))
        for half, out in zip(halves, (out_pdf, out_tiff), strict=True):
            half.replace(out)
    finally:
        document.close()
        for half in halves:
            half.unlink(missing_ok=True)
    return FaxFacts(total, out_tiff.stat().st_size)


def black_and_white(grey: Image.Image) -> Image.Image:
    """A grey page as black and white, without dither."""
    counts = grey.histogram()
    if _is_photographed(grey, counts):
        around = grey.filter(ImageFilter.BoxBlur(_BLUR))
        above = ImageChops.subtract(grey, around, 1, _MIDDLE)
        return above.point([255 if v >= _MIDDLE - _BELOW_AROUND else 0 for v in range(256)], "1")
    cut = _cut(counts)
    return grey.point([255 if value > cut else 0 for value in range(256)], "1")


def _cut(counts: Sequence[int]) -> int:
    """The grey up to which a pixel is ink.

    A large tinted field parts from the paper better than its few letters part from it; then the
    field would be black all over. Ink is never most of a light tone, so such a field is looked at
    again by itself.
    """
    cut = _otsu(counts)
    for _ in range(_MOST_TINTS):
        dark = counts[: cut + 1]
        tone = max(range(len(dark)), key=dark.__getitem__)
        if sum(dark) < _TINTED * sum(counts) or tone < _LIGHT_TONE:
            break
        cut = _otsu(dark) if sum(1 for count in dark if count) > 1 else _MIDDLE
        cut = min(cut, tone - 1)
    return min(max(cut, _LOWEST_CUT), _HIGHEST_CUT)


def _otsu(counts: Sequence[int]) -> int:
    """The grey that parts a page best into dark and light (Otsu 1979)."""
    total = sum(counts)
    everything = sum(value * count for value, count in enumerate(counts))
    dark = dark_sum = 0
    best, cuts, means = -1.0, [_MIDDLE], (0.0, 255.0)
    for value, count in enumerate(counts):
        dark += count
        dark_sum += value * count
        light = total - dark
        if not dark or not light:
            continue
        low, high = dark_sum / dark, (everything - dark_sum) / light
        apart = dark * light * (high - low) ** 2
        if apart > best:
            best, cuts, means = apart, [value], (low, high)
        elif apart == best:
            cuts.append(value)
    if means[1] - means[0] < _FLAT:
        return _MIDDLE
    return (cuts[0] + cuts[-1]) // 2


def _is_photographed(grey: Image.Image, counts: Sequence[int]) -> bool:
    total = sum(counts)
    tones = (sum(counts[at : at + 2 * _TONE_SPAN + 1]) for at in range(256 - 2 * _TONE_SPAN))
    if max(tones) > total * _ONE_TONE:
        return False
    # What is brightest nearby is the paper; letters do not count.
    paper = grey.reduce(6).filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MaxFilter(7))
    bright = sorted(paper.reduce(4).tobytes())
    return bright[len(bright) * 9 // 10] - bright[len(bright) // 10] > _UNEVEN


def _drawn(document: pdfium.PdfDocument, index: int) -> _Page:
    """A page in grey, filling the fax sheet; a wide one is turned to fill it too."""
    try:
        page = document[index]
        width, height = page.get_size()
        is_wide = width > height
        bitmap = pdfium.PdfBitmap.new_native(WIDTH, HEIGHT, pdfium_c.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, WIDTH, HEIGHT)
        turn = 3 if is_wide else 0
        flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_GRAYSCALE | pdfium_c.FPDF_PRINTING
        pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, WIDTH, HEIGHT, turn, flags)
        picture: Image.Image = bitmap.to_pil().convert("L").copy()
        page.close()
    except pdfium.PdfiumError as error:
        raise FaxProblem(
            "page-damaged", f"Page {index + 1} of the packet cannot be drawn."
        ) from error
    return _Page(picture, is_wide)


def _marks(document: pdfium.PdfDocument) -> tuple[Mark, ...]:
    """The packet's bookmarks by page."""
    levels: list[list[Mark]] = [[]]
    titles: list[tuple[str, int]] = []

    def close(to: int) -> None:
        while len(levels) > to + 1:
            children = tuple(levels.pop())
            title, page = titles.pop()
            levels[-1].append(Mark(title, (page, None), children))

    for item in document.get_toc(max_depth=_MOST_MARKS_DEEP):
        place = item.get_dest()
        page = place.get_index() if place is not None else None
        if page is None:
            continue
        level = min(item.level, len(levels) - 1)
        close(level)
        titles.append((item.get_title(), page))
        levels.append([])
    close(0)
    return tuple(levels[0])


class _FaxPdf:
    """The PDF of the fax form, written page by page."""

    def __init__(self, out: PdfOut, pages: int) -> None:
        self._out = out
        self._catalog, self._tree, self._info = (out.reserve() for _ in range(3))
        self._sheets = Sheets([out.reserve() for _ in range(pages)])
        self._content = out.put_stream(b"", b"q 612 0 0 792 0 0 cm /P Do Q\n")
        self._hash = hashlib.sha256()
        self._done = 0

    def add(self, strip: bytes, *, is_wide: bool) -> None:
        """Add the next page."""
        self._hash.update(strip)
        image = self._out.put_stream(
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1"
            b"/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
            b"/DecodeParms<</K -1/Columns %d/Rows %d>>" % (WIDTH, HEIGHT, WIDTH, HEIGHT),
            strip,
        )
        if is_wide:
            self._sheets.wide.add(self._done)
        self._out.put(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</XObject<</P %d 0 R>>>>%b>>"
            % (self._tree, self._content, image, b"/Rotate 90" if is_wide else b""),
            self._sheets.numbers[self._done],
        )
        self._done += 1

    def finish(self, title: str, marks: tuple[Mark, ...]) -> None:
        """Write what holds the pages together."""
        out = self._out
        kids = b" ".join(b"%d 0 R" % page for page in self._sheets.numbers)
        out.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (self._done, kids), self._tree)
        outline = put_outline(marks, self._sheets, out)
        shown = b"" if outline is None else b"/PageMode/UseOutlines/Outlines %d 0 R" % outline
        out.put(
            b"<</Type/Catalog/Pages %d 0 R/PageLabels<</Nums[0<</S/D>>]>>"
            b"/ViewerPreferences<</DisplayDocTitle true>>%b>>" % (self._tree, shown),
            self._catalog,
        )
        out.put(b"<</Title%b/Producer(AppealDesk)>>" % text(title), self._info)
        out.finish(self._catalog, self._info, self._hash.digest()[:16])
