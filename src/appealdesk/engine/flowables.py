"""The pieces that stories are made of: words, rules, rows of the contents, tables that fit."""

from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from math import ceil
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Indenter, Paragraph, Table

from appealdesk.engine import styles

_BIG = 1_000_000.0
_TALLEST_ROW = 110.0
"""Points. A taller row is cut into rows of this height, so that a page can end inside it."""
_TALLEST_HEADER = 150.0
_BOX = 9.0
"""Points: the side of a box to check."""
_BOX_RISE = 3.2
_LONGEST = 6_000
"""Letters. A longer paragraph is cut beforehand: cutting it page by page takes quadratic time."""

Note = Callable[[int, float], None]


class Words(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that can draw upright rules at its left and note where it begins.

    Attributes:
        rules: distance of each rule from the left edge, in points.
        bridge: how far the rules reach up, over the space before the paragraph.
        note: told the 0-based page and the height of the top edge when the first line is drawn.
        has_box: a box to check stands where a bullet would.
        box_mark: what is in that box: "check", "dash" or nothing.
    """

    rules: tuple[float, ...] = ()
    bridge: float = 0.0
    note: Note | None = None
    has_box: bool = False
    box_mark: str = ""

    def split(self, avail_width: float, avail_height: float) -> list["Words"]:
        """Cut at a line; the first piece keeps the note, both keep the rules."""
        pieces: list[Words] = super().split(avail_width, avail_height)
        if len(pieces) == 2:  # noqa: PLR2004  two pieces: it was cut
            first, rest = pieces
            first.rules, first.bridge, first.note = self.rules, self.bridge, self.note
            first.has_box, first.box_mark = self.has_box, self.box_mark
            rest.rules = self.rules
        return pieces

    def draw(self) -> None:
        """Draw the rules, tell the note, then set the words."""
        canvas = self.canv
        if self.note is not None:
            _, top = canvas.absolutePosition(0, self.height)
            self.note(canvas.getPageNumber() - 1, float(top))
        if self.rules:
            canvas.saveState()
            canvas.setStrokeColor(styles.RULE)
            canvas.setLineWidth(1.6)
            for x in self.rules:
                canvas.line(x, -2, x, self.height + self.bridge)
            canvas.restoreState()
        if self.has_box:
            side, style = _BOX, self.style
            bottom = self.height - style.leading + _BOX_RISE
            canvas.saveState()
            canvas.setStrokeColor(styles.INK)
            canvas.setLineWidth(styles.RULE_WIDTH)
            canvas.rect(style.bulletIndent, bottom, side, side)
            if self.box_mark:
                _mark_box(canvas, self.box_mark, style.bulletIndent, bottom, side)
            canvas.restoreState()
        super().draw()


def _mark_box(canvas: Any, mark: str, x: float, y: float, side: float) -> None:  # noqa: ANN401  reportlab has no types
    """Draw a check mark or a dash into a box."""
    points = {
        "check": ((0.18, 0.52), (0.42, 0.24), (0.84, 0.8)),
        "dash": ((0.22, 0.5), (0.78, 0.5)),
    }[mark]
    canvas.setLineWidth(1.4)
    for (ax, ay), (bx, by) in pairwise(points):
        canvas.line(x + ax * side, y + ay * side, x + bx * side, y + by * side)


class Rule(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A level line, with space above and below, in points; ``length`` 0 is the whole width."""

    def __init__(
        self,
        above: float = 4,
        below: float = 8,
        thickness: float = styles.RULE_WIDTH,
        length: float = 0,
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter, self.thickness = above, below, thickness
        self.length = length

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Takes its length, or the whole width."""
        self.width = self.length or avail_width
        return avail_width, self.thickness

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(styles.INK)
        self.canv.setLineWidth(self.thickness)
        self.canv.line(0, self.thickness / 2, self.width, self.thickness / 2)


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Nothing to see: notes where it stands."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note

    def wrap(self, _avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the note."""
        self.note(self.canv.getPageNumber() - 1, float(self.canv.absolutePosition(0, 0)[1]))


class LeaderRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One line of the contents: label, title, dots, page range; the whole row is one link."""

    GAP = 8.0

    def __init__(
        self,
        label: Words | None,
        title: Words,
        pages: Words,
        *,
        left: float,
        label_width: float,
        link: str,
        before: float,
    ) -> None:
        super().__init__()
        self.label, self.title, self.pages = label, title, pages
        self.left, self.label_width, self.link = left, label_width, link
        self.spaceBefore = before
        self.spaceAfter = 0

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """As high as the title, which keeps clear of the page numbers."""
        self.width = avail_width
        self.pages_width = 70.0
        self.start = self.left + self.label_width
        room = avail_width - self.start - self.pages_width
        _, self.height = self.title.wrap(room, _BIG)
        self.pages.wrap(self.pages_width, _BIG)
        if self.label is not None:
            _, height = self.label.wrap(max(self.label_width - self.GAP, 30), _BIG)
            self.height = max(self.height, height)
        return avail_width, self.height

    def draw(self) -> None:
        """Draw the parts, the dots from the title's last line to the number, and the link."""
        canvas, leading = self.canv, float(self.title.style.leading)
        self.title.drawOn(canvas, self.start, self.height - self.title.height)
        if self.label is not None:
            self.label.drawOn(canvas, self.left, self.height - self.label.height)
        bottom = self.height - self.title.height
        self.pages.drawOn(canvas, self.width - self.pages_width, bottom)
        base = bottom + leading - float(self.title.style.fontSize)
        begin = self.start + _last_line(self.title) + self.GAP
        end = self.width - _last_line(self.pages) - self.GAP
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineWidth(0.9)
        canvas.setStrokeColor(styles.RULE)
        canvas.setDash([0, 4])
        # The dots of all rows stand below each other: they are counted from the right edge.
        if end - begin > 12:  # noqa: PLR2004  points: fewer than three dots look like dirt
            right = self.width - 4 * int((self.width - end) / 4 + 1)
            first = right - int((right - begin) / 4) * 4
            canvas.line(first, base, right, base)
        canvas.restoreState()
        place = (0, 0, self.width, self.height)
        if self.link.startswith("#"):  # a place in this very file
            canvas.linkRect("", self.link[1:], place, relative=1)
        else:
            canvas.linkURL(self.link, place, relative=1)


def _last_line(words: Words) -> float:
    """How wide the last line of wrapped words is, in points."""
    lines = words.blPara.lines
    if not lines:
        return 0.0
    extra = lines[-1].extraSpace if hasattr(lines[-1], "extraSpace") else lines[-1][0]
    return float(words.width) - float(extra)


def room(height: float) -> Any:  # noqa: ANN401  reportlab has no types
    """Starts a new page unless so many points are left: keeps a heading with what it heads."""
    return CondPageBreak(min(height, styles.TEXT_HEIGHT - 1))


def headed(heading: Words, below: float = 46) -> list[Flowable]:
    """A heading that stays on the page of the next lines; ``below`` is their height in points."""
    _, height = heading.wrap(styles.TEXT_WIDTH, _BIG)
    before = heading.getSpaceBefore() + heading.getSpaceAfter()
    return [room(before + height + below), heading]


def pieces(words: Words, width: float, tallest: float) -> list[Words]:
    """Cut words into pieces no higher than ``tallest`` (points), in n log n time.

    All but the last have as many lines: cells that are cut beside each other leave no gap.
    """
    _, height = words.wrap(width, _BIG)
    leading = float(words.style.leading)
    each = max(int(tallest / leading), 1) * leading
    count = ceil((height - 0.1) / each)
    if count <= 1:
        return [words]
    halves = words.split(width, each * ceil(count / 2) + 0.1)
    if len(halves) != 2:  # noqa: PLR2004  it cannot be cut
        return [words]
    return [piece for half in halves for piece in pieces(half, width, tallest)]


def flowing(words: Words, letters: int, width: float) -> list[Words]:
    """The words, cut beforehand when there are very many letters."""
    if letters < _LONGEST:
        return [words]
    cut = pieces(words, width, styles.TEXT_HEIGHT / 2)
    for piece in cut[:-1]:
        piece.spaceAfter = 0
    for piece in cut[1:]:
        piece.spaceBefore = 0
    return cut


def grid(
    rows: Sequence[Sequence[Words]],
    widths: Sequence[float],
    *,
    has_header: bool,
    left: float = 0,
    after: float = 10,
    padding: float = 4,
    has_top: bool = True,
    stand: str = "TOP",
    foot: Words | None = None,
) -> list[Flowable]:
    """A table that runs over pages, repeats its header, and never is too big for a page.

    Args:
        rows: cells; each row has as many as ``widths``.
        widths: of the columns, in points, padding included.
        has_header: the first row is repeated on each page.
        left: how far the table is set in, in points.
        after: space below the table, in points.
        padding: above and below each row, in points.
        has_top: a line stands above the first row.
        stand: where words stand in a row that is higher than they are: "TOP" or "BOTTOM".
        foot: words below the last row, as wide as the table and on one page with that row.
    """
    gap = 9.0
    inner = [max(w - (gap if i + 1 < len(widths) else 0), 8.0) for i, w in enumerate(widths)]
    cells: list[list[Any]] = []
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), stand),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), gap),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    if has_top:
        commands.append(("LINEABOVE", (0, 0), (-1, 0), styles.RULE_WIDTH, styles.INK))
    header_rows = 0
    for number, row in enumerate(rows):
        first = len(cells)
        columns = [pieces(c, w, _TALLEST_ROW) for c, w in zip(row, inner, strict=True)]
        cells += [list(part) for part in zip_longest(*columns, fillvalue="")]
        last = len(cells) - 1
        line = styles.RULE_WIDTH if has_header and number == 0 else styles.HAIRLINE
        commands += [
            ("TOPPADDING", (0, first), (-1, first), padding),
            ("BOTTOMPADDING", (0, last), (-1, last), padding + 1),
            ("LINEBELOW", (0, last), (-1, last), line, styles.INK),
        ]
        if number == 0 and has_header and first == last:
            height = max(column[0].height for column in columns)
            header_rows = 1 if height <= _TALLEST_HEADER else 0
    if foot is not None:
        cells.append([foot, *[""] * (len(widths) - 1)])
        commands += [
            ("SPAN", (0, -1), (-1, -1)),
            ("NOSPLIT", (0, -2), (-1, -1)),
            ("RIGHTPADDING", (0, -1), (-1, -1), 0),
            ("TOPPADDING", (0, -1), (-1, -1), padding + 1),
        ]
    table = Table(
        cells,
        colWidths=list(widths),
        repeatRows=header_rows,
        hAlign="LEFT",
        style=commands,
        spaceBefore=2,
        spaceAfter=after,
    )
    return [Indenter(left=left), table, Indenter(left=-left)] if left else [table]


def column_widths(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Share ``room`` points among columns.

    Args:
        natural: the width that sets each column without a break.
        least: the width that breaks no word of it; a word may be broken beyond half the room.
        room: what there is; the sum of the result.
    """
    wants = [min(n, room) for n in natural]
    if sum(wants) <= room:
        spare = (room - sum(wants)) / len(wants)
        return [w + spare for w in wants]
    # One word without end, such as a web address, must not leave the other columns a sliver.
    floor = [min(m, n, room / 2) for m, n in zip(least, wants, strict=True)]
    if sum(floor) >= room:
        # Words must be broken somewhere: the narrow columns keep theirs, the wide ones give.
        cap = _cap(floor, room)
        return [min(f, cap) for f in floor]
    more = [n - f for n, f in zip(wants, floor, strict=True)]
    share = (room - sum(floor)) / sum(more)
    return [f + m * share for f, m in zip(floor, more, strict=True)]


def _cap(floor: Sequence[float], room: float) -> float:
    """The width at which columns must be capped so that all of them together fill ``room``."""
    left, count = room, len(floor)
    for width in sorted(floor):
        if width * count >= left:
            break
        left -= width
        count -= 1
    return left / max(count, 1)
