"""Where sheets lie below each other, and how boxes turn with them. No widgets in here.

All boxes (words, marks, links) are fractions of the page as its file shows it, 0..1 from the upper
left; the turns that the user put on top are in ``Sheet.rotation``, and ``turned`` applies them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QRectF

PIXELS_A_POINT = 96 / 72  # at 100%
SMALLEST, LARGEST = 0.25, 4.0


class Fit(StrEnum):
    """A zoom that follows the size of the view."""

    WIDTH = "width"
    PAGE = "page"


Zoom = Fit | float
"""A fit, or a factor: 1.0 shows paper about as large as it is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to show.

    ``key_source`` is the SHA-256 of a clean PDF, or the name of a packet's preview file when
    ``is_packet``. ``width`` and ``height`` are points, upright as in the file; ``rotation`` is
    degrees clockwise on top of that. ``note`` is written over a sheet that is dimmed.
    """

    key_source: str
    index: int
    width: float
    height: float
    rotation: int = 0
    caption: str = ""
    is_packet: bool = False
    note: str = ""

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as it is shown, in points."""
        is_lying = self.rotation % 180 != 0
        return (self.height, self.width) if is_lying else (self.width, self.height)

    @property
    def page_key(self) -> tuple[str, int, bool]:
        """The page, whatever its turn and place."""
        return (self.key_source, self.index, self.is_packet)


def turned(box: QRectF, rotation: int) -> QRectF:
    """A box in fractions after turning its page clockwise by a multiple of 90 degrees."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    match rotation % 360:
        case 90:
            left, top, right, bottom = 1 - bottom, left, 1 - top, right
        case 180:
            left, top, right, bottom = 1 - right, 1 - bottom, 1 - left, 1 - top
        case 270:
            left, top, right, bottom = top, 1 - right, bottom, 1 - left
        case _:
            pass
    return QRectF(QPointF(left, top), QPointF(right, bottom))


@dataclass(frozen=True, slots=True)
class Room:
    """What a layout has to fit into, in device-independent pixels."""

    width: int
    height: int
    margin: int
    gap: int  # below each sheet; its caption stands there


class SheetLayout:
    """Places of sheets in one column. Making it is linear, asking it is not.

    Args:
        sheets: what is shown.
        zoom: how large.
        room: the view.
    """

    def __init__(self, sheets: Sequence[Sheet], zoom: Zoom, room: Room) -> None:
        self.room = room
        known: dict[tuple[float, float], tuple[int, int]] = {}  # thousands of pages, few sizes
        self._sizes: list[tuple[int, int]] = []
        for sheet in sheets:
            shown = sheet.shown
            if shown not in known:
                known[shown] = _size(shown, zoom, room)
            self._sizes.append(known[shown])
        tops = accumulate((height + room.gap for _, height in self._sizes), initial=room.margin)
        self._tops = list(tops)
        self.height = self._tops[-1] + room.margin - (room.gap if not sheets else 0)
        widest = max((width for width, _ in self._sizes), default=0)
        self.width = widest + 2 * room.margin

    def __len__(self) -> int:
        return len(self._sizes)

    def rect(self, row: int) -> QRect:
        """The place of a sheet on the whole column, without its caption."""
        width, height = self._sizes[row]
        left = (max(self.room.width, self.width) - width) // 2
        return QRect(left, self._tops[row], width, height)

    def row_at(self, y: int) -> int:
        """The sheet at this height, or the nearest; -1 when there is none."""
        if not self._sizes:
            return -1
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._sizes) - 1)

    def rows(self, top: int, bottom: int) -> range:
        """The sheets that show between two heights."""
        if not self._sizes:
            return range(0)
        return range(self.row_at(top), self.row_at(bottom) + 1)

    def scale(self, row: int, sheet: Sheet) -> float:
        """The factor at which a sheet shows; 1.0 is about the size of paper."""
        return self._sizes[row][0] / max(sheet.shown[0], 0.01) / PIXELS_A_POINT


def _size(shown: tuple[float, float], zoom: Zoom, room: Room) -> tuple[int, int]:
    wide, high = (max(side, 0.01) for side in shown)
    across = max(room.width - 2 * room.margin, 40)
    if zoom == Fit.WIDTH:
        scale = across / wide
    elif zoom == Fit.PAGE:
        scale = min(across / wide, max(room.height - room.margin - room.gap, 40) / high)
    else:
        scale = float(zoom) * PIXELS_A_POINT
    most = 40_000 / max(wide, high)  # a broken page of a mile is still a sheet that Qt can place
    scale = min(scale, most)
    return max(round(wide * scale), 4), max(round(high * scale), 4)
