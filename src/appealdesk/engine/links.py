"""The links of a page in the packet: where they lie on the sheet and where they lead."""

from collections.abc import Iterator, Mapping
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    TextStringObject,
)

from appealdesk.engine.page_form import SHEET_HEIGHT, Placement
from appealdesk.engine.pdf_out import entry, number, text
from appealdesk.packet.values import Anchor

ANCHOR_SCHEME = "appealdesk:"
_PLAIN = ("http://", "https://", "mailto:")
_XYZ_TOP, _FITH_TOP, _FITR_TOP = 3, 2, 5

Place = tuple[int, float | None]
"""A packet page (0-based) and a height on its sheet; None: the top of the page."""


class Sheets:
    """The sheets of the packet: object numbers by page, and which of them lie across."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.wide: set[int] = set()

    def destination(self, place: Place) -> bytes:
        """An explicit place in the packet, which keeps the reader's own zoom."""
        page, top = place
        if page in self.wide:
            return b"[%d 0 R/XYZ null null null]" % self.numbers[page]
        height = SHEET_HEIGHT if top is None else top
        return b"[%d 0 R/XYZ null %b null]" % (self.numbers[page], number(height))


class SourcePlaces:
    """Follows explicit destinations of one source to the pages that one part has in the packet."""

    def __init__(self) -> None:
        self._pages: dict[int, tuple[int, Placement]] = {}

    def add(self, source_number: int, page: int, placement: Placement) -> None:
        """A source page (its object number) stands at this packet page."""
        self._pages.setdefault(source_number, (page, placement))

    def follow(self, holder: DictionaryObject) -> Place | None:
        """Where a link or bookmark leads; None: to nothing that is in the packet."""
        place: Any = entry(holder, "/Dest")
        if place is None:
            action = entry(holder, "/A")
            if not isinstance(action, DictionaryObject) or entry(action, "/S") != "/GoTo":
                return None
            place = entry(action, "/D")
        if not isinstance(place, ArrayObject) or not place:
            return None
        first = list.__getitem__(place, 0)
        found = self._pages.get(first.idnum) if isinstance(first, IndirectObject) else None
        if found is None:
            return None
        page, placement = found
        return page, _height(place, placement)


def _height(place: ArrayObject, placement: Placement) -> float | None:
    if placement.turn or placement.is_wide:
        return None  # its height there is a side here
    kind = place[1] if len(place) > 1 else None
    at = {"/XYZ": _XYZ_TOP, "/FitH": _FITH_TOP, "/FitBH": _FITH_TOP, "/FitR": _FITR_TOP}.get(
        str(kind), 0
    )
    try:
        top = float(place[at]) if 0 < at < len(place) else None
    except (TypeError, ValueError):
        return None
    if top is None:
        return None
    height = placement.point(0.0, top)[1]
    return min(max(height, 0.0), SHEET_HEIGHT)


def page_links(
    page: DictionaryObject,
    placement: Placement,
    places: SourcePlaces,
    sheets: Sheets,
    anchors: Mapping[Anchor, Place] | None,
) -> Iterator[bytes]:
    """The link annotations of a source page, each as the bytes of a new one.

    Args:
        page: the source page.
        placement: how it lies on its sheet.
        places: follows destinations within the source.
        sheets: the pages of the packet.
        anchors: places that our own parts point to by name; None for foreign pages, which may
            not point to them.
    """
    found = entry(page, "/Annots")
    for item in found if isinstance(found, ArrayObject) else ():
        link = item.get_object()
        if not isinstance(link, DictionaryObject) or entry(link, "/Subtype") != "/Link":
            continue
        corners = _numbers(entry(link, "/Rect"))
        leads = _leads(link, places, sheets, anchors)
        if leads is None or len(corners) != 4:  # noqa: PLR2004  the four sides
            continue
        points = _moved((*corners, corners[0], corners[3], corners[2], corners[1]), placement)
        rect = (min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2]))
        quads = _numbers(entry(link, "/QuadPoints"))
        extra = b""
        if quads and len(quads) % 8 == 0:
            extra = b"/QuadPoints[%b]" % _row(_moved(quads, placement))
        border = _numbers(entry(link, "/Border"))
        extra += b"/Border[%b]" % (_row(border) if len(border) == 3 else b"0 0 0")  # noqa: PLR2004
        color = _numbers(entry(link, "/C"))
        if len(color) in {1, 3, 4}:
            extra += b"/C[%b]" % _row(color)
        yield b"<</Type/Annot/Subtype/Link/F 4/Rect[%b]%b%b>>" % (_row(rect), extra, leads)


def _leads(
    link: DictionaryObject,
    places: SourcePlaces,
    sheets: Sheets,
    anchors: Mapping[Anchor, Place] | None,
) -> bytes | None:
    address = link_address(link)
    if address is None:
        place = places.follow(link)
        return None if place is None else b"/Dest%b" % sheets.destination(place)
    if anchors is not None and address.startswith(ANCHOR_SCHEME):
        place = anchors.get(address.removeprefix(ANCHOR_SCHEME))
        return None if place is None else b"/Dest%b" % sheets.destination(place)
    if address.strip().lower().startswith(_PLAIN):
        return b"/A<</S/URI/URI%b>>" % text(address)
    return None


def link_address(link: DictionaryObject) -> str | None:
    """The address of a link that leads out of its file, or None."""
    action = entry(link, "/A")
    if not isinstance(action, DictionaryObject) or entry(action, "/S") != "/URI":
        return None
    address = entry(action, "/URI")
    if isinstance(address, TextStringObject):
        return str(address)
    return address.decode("latin-1") if isinstance(address, ByteStringObject) else ""


def _moved(values: tuple[float, ...], placement: Placement) -> tuple[float, ...]:
    points = [placement.point(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
    return tuple(side for point in points for side in point)


def _numbers(value: object) -> tuple[float, ...]:
    if not isinstance(value, ArrayObject):
        return ()
    try:
        return tuple(float(item.get_object()) for item in value)
    except (TypeError, ValueError, OverflowError):
        return ()


def _row(values: tuple[float, ...]) -> bytes:
    return b" ".join(number(value) for value in values)
