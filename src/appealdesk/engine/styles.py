"""The look of everything we set: page, sizes, spaces, inks. All lengths are points."""

from functools import cache

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle

from appealdesk.engine.fonts import (
    SANS,
    SANS_BOLD,
    SANS_ITALIC,
    SERIF,
    SERIF_BOLD,
    SERIF_BOLD_ITALIC,
    SERIF_ITALIC,
)

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
SIDE, TOP, BOTTOM = 72.0, 65.0, 79.0
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

# Packets are faxed: every ink must still be black when a page is cut to black and white.
INK = Color(0.07, 0.07, 0.07)
LINK = Color(0.09, 0.2, 0.43)
RULE = Color(0.25, 0.25, 0.25)
HAIRLINE, RULE_WIDTH = 0.4, 0.8

INDENT = 18.0
"""One step of a list or a quotation."""
MOST_STEPS = 6
"""Deeper lists and quotations are set no further in, or no room is left for words."""

_SIZES: dict[str, tuple[str, float, float, float, float]] = {
    # name: font, size, leading, space before, space after
    "body": (SERIF, 10.5, 15.2, 0, 7.5),
    "tight": (SERIF, 10.5, 15.2, 0, 2.5),
    "code": (SANS, 10, 14, 0, 7.5),
    "title": (SERIF_BOLD, 19, 25, 0, 13),
    "cover-title": (SERIF_BOLD, 23, 30, 0, 0),
    "cover-lead": (SERIF, 14, 20, 0, 2),
    "h1": (SERIF_BOLD, 14, 19, 13, 5),
    "h2": (SERIF_BOLD, 12.5, 17, 11, 4),
    "h3": (SERIF_BOLD, 11, 15.5, 9, 3),
    "h4": (SERIF_BOLD_ITALIC, 10.5, 15.2, 8, 2),
    "reason": (SERIF_BOLD, 13.5, 18.5, 16, 5),
    "label": (SANS_BOLD, 10, 14, 9, 4),
    "quote": (SERIF_ITALIC, 10.5, 15.2, 0, 6),
    "cell": (SERIF, 10, 13.6, 0, 0),
    "cell-strong": (SERIF_BOLD, 10, 13.6, 0, 0),
    "cell-number": (SANS, 10, 13.6, 0, 0),
    "cell-head": (SANS_BOLD, 10, 13.6, 0, 0),
    "cell-blank": (SERIF, 10, 24, 0, 0),
    "cell-label": (SANS, 10, 13.6, 0, 0),
    "address": (SERIF, 10.5, 14.6, 0, 0),
    "note": (SANS, 10, 14, 0, 4),
    "source": (SANS, 8.5, 11.5, 0, 2),  # in the guide alone: a packet is faxed
    "row-strong": (SERIF_BOLD, 11, 15, 0, 0),
    "row": (SERIF, 10.5, 14.6, 0, 0),
    "fax-title": (SANS_BOLD, 46, 52, 0, 4),
    "fax-label": (SANS_BOLD, 14, 19, 0, 0),
    "fax-value": (SANS, 14, 19, 0, 0),
    "fax-note": (SANS, 11, 15.5, 0, 6),
    "divider-letter": (SERIF_BOLD, 46, 56, 0, 10),
    "divider-title": (SERIF, 18, 25, 0, 12),
    "divider-note": (SANS, 11, 16, 0, 3),
    "blank": (SANS_ITALIC, 10.5, 14, 0, 0),
}
_CENTRED = {"divider-letter", "divider-title", "divider-note", "blank"}


@cache
def style(name: str, *, left: float = 0, right: bool = False, cjk: bool = False) -> ParagraphStyle:
    """The named paragraph style, set in by ``left`` points; ``right`` aligns to the right."""
    font, size, leading, before, after = _SIZES[name]
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        bulletIndent=max(0.0, left - INDENT),
        bulletFontName=font,
        bulletFontSize=size,
        alignment=2 if right else 1 if name in _CENTRED else 0,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        wordWrap="CJK" if cjk else None,
        textColor=INK,
        bulletColor=INK,
    )


def font_of(name: str) -> str:
    """The font of a named style."""
    return _SIZES[name][0]


def size_of(name: str) -> float:
    """The font size of a named style."""
    return _SIZES[name][1]
