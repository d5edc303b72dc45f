"""Links and page sizes of a written packet, read back from its own bytes.

The preview jumps where the file itself says, so a link that is wrong in the packet is wrong in the
preview too, and somebody sees it before it is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from appealdesk.case.errors import AppealDeskError
from appealdesk.engine.boxes import ShownBox, shown_box
from appealdesk.engine.links import link_address
from appealdesk.engine.pdf_out import entry
from appealdesk.engine.pdf_read import page_tree

MOST_LINKS = 20_000
"""Links told in one answer, at most."""

_XYZ_TOP, _FITH_TOP = 3, 2
_LONGEST_ADDRESS = 2000
_BROKEN = (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError)

Box = tuple[float, float, float, float]


class PageLinksProblem(AppealDeskError):
    """The file cannot be read. ``code`` is a stable name of why."""

    code = "not-a-pdf"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as it lies on a page.

    Attributes:
        on: the page it lies on, 0-based.
        box: left, top, right, bottom as fractions (0..1) of the page upright as shown.
        page: where it leads within the file, 0-based; None when it leads elsewhere or nowhere.
        top: height there, as a fraction from the top of that page; None is the top.
        address: where it leads outside the file; empty when within.
    """

    on: int
    box: Box
    page: int | None = None
    top: float | None = None
    address: str = ""


def page_sizes(pdf: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points, upright as shown.

    Raises:
        PageLinksProblem: the file cannot be read.
    """
    with _Open(pdf) as file:
        return tuple(shown_box(page).size for page in file.pages)


def page_links(pdf: Path, first: int, count: int = 1) -> tuple[PageLink, ...]:
    """The links on some pages, in the order of the file.

    Args:
        pdf: a written packet.
        first: the first page, 0-based.
        count: how many pages.

    Raises:
        PageLinksProblem: the file cannot be read, or has no such page.
    """
    with _Open(pdf) as file:
        if not 0 <= first < len(file.pages):
            raise PageLinksProblem("There is no such page.")
        found: list[PageLink] = []
        for on in range(first, min(first + count, len(file.pages))):
            for link in file.links(on):
                found.append(link)
                if len(found) >= MOST_LINKS:
                    return tuple(found)
        return tuple(found)


class _Open:
    """A file whose pages are known by their object numbers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.pages: list[DictionaryObject] = []
        self._index: dict[int, int] = {}

    def __enter__(self) -> Self:
        try:
            self._stream = self._path.open("rb")
            try:
                root = PdfReader(self._stream).root_object
                for number, page in page_tree(root):
                    self._index.setdefault(number, len(self.pages))
                    self.pages.append(page)
            except BaseException:
                self._stream.close()
                raise
        except _BROKEN as error:
            raise PageLinksProblem("This file cannot be read.") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def links(self, on: int) -> Iterator[PageLink]:
        """The links of a page; what is broken is left out, as readers do."""
        page = self.pages[on]
        shown = shown_box(page)
        annotations = entry(page, "/Annots")
        for item in annotations if isinstance(annotations, ArrayObject) else ():
            link = item.get_object()
            if not isinstance(link, DictionaryObject) or entry(link, "/Subtype") != "/Link":
                continue
            box = _box(entry(link, "/Rect"), shown)
            if box is None:
                continue
            address = link_address(link)
            if address is not None:
                yield PageLink(on, box, address=address[:_LONGEST_ADDRESS])
            else:
                yield PageLink(on, box, *self._leads(link))

    def _leads(self, link: DictionaryObject) -> tuple[int | None, float | None]:
        place: Any = entry(link, "/Dest")
        action = entry(link, "/A")
        if place is None and isinstance(action, DictionaryObject):
            place = entry(action, "/D") if entry(action, "/S") == "/GoTo" else None
        if not isinstance(place, ArrayObject) or not place:
            return None, None
        target = list.__getitem__(place, 0)
        page = self._index.get(target.idnum) if isinstance(target, IndirectObject) else None
        return (None, None) if page is None else (page, self._top(place, page))

    def _top(self, place: ArrayObject, page: int) -> float | None:
        at = {"/XYZ": _XYZ_TOP, "/FitH": _FITH_TOP}.get(str(place[1]) if len(place) > 1 else "", 0)
        shown = shown_box(self.pages[page])
        if not 0 < at < len(place) or shown.rotate:
            return None  # on a turned page its height is a side
        try:
            height = float(place[at])
        except (TypeError, ValueError):
            return None
        _, bottom, _, top = shown.box
        return _share((top - height) / (top - bottom))


def _box(rect: object, shown: ShownBox) -> Box | None:
    """A rectangle of the page's own units, as fractions of the page as it is shown."""
    sides = _sides(rect)
    if sides is None:
        return None
    left, bottom, right, top = shown.box
    x0, x1 = sorted(_share((x - left) / (right - left)) for x in sides[::2])
    y0, y1 = sorted(_share((top - y) / (top - bottom)) for y in sides[1::2])  # from the top down
    if x0 == x1 or y0 == y1:
        return None  # nothing of it is seen
    return {
        0: (x0, y0, x1, y1),
        90: (1 - y1, x0, 1 - y0, x1),
        180: (1 - x1, 1 - y1, 1 - x0, 1 - y0),
        270: (y0, 1 - x1, y1, 1 - x0),
    }[shown.rotate]


def _sides(rect: object) -> list[float] | None:
    try:
        sides = [float(side.get_object()) for side in rect] if isinstance(rect, ArrayObject) else []
    except (TypeError, ValueError, OverflowError):
        return None
    return sides if len(sides) == 4 else None  # noqa: PLR2004  the four sides


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
