"""Which part of a page is shown, and which way up: said once, for broken files too.

pypdf's own ``mediabox`` raises when a file has none, and takes inverted or empty boxes as they
are. Readers of PDF agree on what to do with those; this module does the same.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

Rect = tuple[float, float, float, float]

LETTER: Rect = (0.0, 0.0, 612.0, 792.0)
_DEEPEST = 100  # levels of a page tree; a broken file may even go round in a ring
_SMALLEST = 1e-3  # points; below that a box is taken as missing
_LONGEST = 2e7  # points of a side; no sheet is larger, whatever a broken file says


class ShownBox(NamedTuple):
    """What is seen of a page.

    Attributes:
        box: left, bottom, right, top in the page's own unrotated units; right > left, top > bottom.
        rotate: degrees clockwise to turn it for reading: 0, 90, 180 or 270.
        user_unit: points in one of its units.
    """

    box: Rect
    rotate: int
    user_unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, upright as shown."""
        wide = (self.box[2] - self.box[0]) * self.user_unit
        high = (self.box[3] - self.box[1]) * self.user_unit
        return (high, wide) if self.rotate in {90, 270} else (wide, high)


class DictionaryLike(Protocol):
    """What is needed of a pypdf page or dictionary."""

    def __contains__(self, key: object, /) -> bool: ...
    def __getitem__(self, key: str, /) -> object: ...


def shown_box(page: DictionaryLike) -> ShownBox:
    """The shown box of a pypdf page, whatever is broken in it; never raises for its contents."""

    def inherited(key: str) -> object:
        holder: object = page
        for _ in range(_DEEPEST):
            found = _entry(holder, key)
            if found is not None:
                return found
            holder = _entry(holder, "/Parent")
            if holder is None:
                break
        return None

    return settle(inherited, _entry(page, "/UserUnit"))


def settle(inherited: Callable[[str], object], user_unit: object) -> ShownBox:
    """Decide from raw entries (already followed to their objects), of any PDF library.

    Args:
        inherited: gives the page's /MediaBox, /CropBox or /Rotate, its own or its parents'.
        user_unit: the page's own /UserUnit or None.
    """
    media = _rect(inherited("/MediaBox")) or LETTER
    box = media
    crop = _rect(inherited("/CropBox"))
    if crop is not None:
        both = (
            max(crop[0], media[0]),
            max(crop[1], media[1]),
            min(crop[2], media[2]),
            min(crop[3], media[3]),
        )
        if both[2] - both[0] > _SMALLEST and both[3] - both[1] > _SMALLEST:
            box = both
    turn = _number(inherited("/Rotate"))
    rotate = int(turn) % 360 if turn is not None and turn % 90 == 0 else 0
    unit = _number(user_unit)
    side = max(box[2] - box[0], box[3] - box[1])
    is_sane = unit is not None and unit > _SMALLEST and side * unit <= _LONGEST
    return ShownBox(box, rotate, unit if unit is not None and is_sane else 1.0)


def _entry(holder: object, key: str) -> object:
    """One entry of a pypdf dictionary with its reference followed; None when there is none."""
    try:
        found = holder[key] if key in holder else None  # type: ignore[operator, index]  # noqa: SIM401
        follow = getattr(found, "get_object", None)
        return found if follow is None else follow()
    except Exception:  # noqa: BLE001  pypdf raises all kinds for a dangling reference: no entry
        return None


def _rect(value: object) -> Rect | None:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        return None
    try:
        sides = [_number(side) for side in value][:4]
    except Exception:  # noqa: BLE001  reading an item of a broken array: no box
        return None
    if len(sides) != 4 or None in sides:  # noqa: PLR2004  the four sides of a box
        return None
    a, b, c, d = (min(max(side or 0.0, -_LONGEST), _LONGEST) for side in sides)
    left, bottom = min(a, c), min(b, d)
    rect = (left, bottom, min(max(a, c), left + _LONGEST), min(max(b, d), bottom + _LONGEST))
    return rect if rect[2] - rect[0] > _SMALLEST and rect[3] - rect[1] > _SMALLEST else None


def _number(value: object) -> float | None:
    try:
        follow = getattr(value, "get_object", None)
        number = float(value if follow is None else follow())  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001  not a number, or a reference to nothing
        return None
    return number if math.isfinite(number) else None
