"""Boxes that lie on sheets: marks, hits of a search, links."""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from appealdesk.ui.theme import LIGHT, Colors

HIT, CURRENT_HIT, MARK, LINK = "hit", "current-hit", "mark", "link"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A box on a sheet: ``rect`` in fractions of the page as its file shows it.

    ``kind`` is "hit", "current-hit", "mark" or "link" (not painted: the page shows it already). A
    link has a ``link_id``, given back when it is followed, and ``words`` for the tool tip and the
    screen reader.
    """

    rect: QRectF
    kind: str = MARK
    link_id: Hashable = None
    words: str = ""


def veil(color: str, alpha: int) -> QColor:
    """A colour that lets the page show through; ``alpha`` 0 to 255."""
    made = QColor(color)
    made.setAlpha(alpha)
    return made


def paint_overlay(painter: QPainter, colors: Colors, overlay: Overlay, place: QRectF) -> None:
    """Paint a box of the view; a link has nothing of its own to see."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if overlay.kind == CURRENT_HIT:
        painter.fillRect(place, veil(colors.warn, 90))
        painter.setPen(QPen(QColor(LIGHT.warn), 2))
        painter.drawRect(place.adjusted(-2, -2, 2, 2))
    elif overlay.kind == HIT:
        painter.fillRect(place, veil(colors.warn, 45))
        painter.setPen(QPen(QColor(LIGHT.warn), 1))
        painter.drawRect(place.adjusted(-1, -1, 1, 1))
    elif overlay.kind == MARK:
        painter.fillRect(place, veil(colors.good, 55))


def paint_focus(painter: QPainter, place: QRectF) -> None:
    """A ring round the link that has the focus; the paper is white in both themes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(LIGHT.accent), 2))
    painter.drawRect(place.adjusted(-2, -2, 2, 2))


def focus_frame(kind: str, colors: Colors) -> str:
    """A style for a scrolling part: its frame shows the focus and never changes its size."""
    return (
        f"{kind} {{ border: 2px solid transparent; }}"
        f"{kind}:focus {{ border: 2px solid {colors.accent}; }}"
    )
