"""The foot of a paper or of a list: whose it is, and which page, in one line."""

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from appealdesk.engine import styles
from appealdesk.engine.setter import Setter

_Y: Final = 46.0  # points from the lower edge, inside what a fax or a printer leaves free
_STYLE: Final = "note"
_LONGEST: Final = 200  # letters; more never fit


def draw_foot(canvas: Canvas, setter: Setter, whose: str, pages: int) -> None:
    """Draw the foot of the page that is being made.

    Args:
        canvas: the page.
        setter: sets the words.
        whose: stands before the number; "" for the number alone. It is cut where it is too long,
            for the number must never run off the page.
        pages: how many there are.
    """
    said = f"page {canvas.getPageNumber():d} of {pages:d}"
    behind = f" \u00b7 {said}"
    line = _cut(whose, behind, setter) + behind if whose else said.capitalize()
    words = setter.words(line, _STYLE)
    _, height = words.wrap(styles.TEXT_WIDTH, styles.BOTTOM)
    words.drawOn(canvas, styles.SIDE, _Y + styles.style(_STYLE).leading - height)


def _cut(whose: str, behind: str, setter: Setter) -> str:
    room = styles.TEXT_WIDTH - 2
    if len(whose) <= _LONGEST and setter.widths(whose + behind, _STYLE)[0] <= room:
        return whose
    low, high = 0, min(len(whose), _LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if setter.widths(f"{whose[:middle]}\u2026{behind}", _STYLE)[0] <= room:
            low = middle
        else:
            high = middle - 1
    return whose[:low].rstrip() + "\u2026"
