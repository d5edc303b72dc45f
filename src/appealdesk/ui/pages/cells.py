"""Where the cells of the grid lie, and which gap between pages a point means. No widgets here."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between pages: in front of the row ``before``, which may be one past the last.

    At a line's end the gap is also the start of the next line; ``is_end`` tells on which of both
    the caret is drawn.
    """

    before: int
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one size in lines. All places are on the whole ground, not in the view."""

    total: int
    columns: int
    width: int
    height: int

    def rect(self, row: int) -> QRect:
        """The cell of a row."""
        line, column = divmod(row, self.columns)
        return QRect(column * self.width, line * self.height, self.width, self.height)

    def rows(self, top: int, bottom: int) -> range:
        """The rows whose cells lie between two heights."""
        first = max(top // self.height, 0) * self.columns
        last = (max(bottom, -1) // self.height + 1) * self.columns
        return range(min(first, self.total), min(max(last, 0), self.total))

    def gap_at(self, point: QPoint) -> Gap:
        """The gap that a point means. There is one for every point: no dead zones."""
        lines = -(-self.total // self.columns)
        line = min(max(point.y() // self.height, 0), max(lines - 1, 0))
        column = min(max((point.x() + self.width // 2) // self.width, 0), self.columns)
        before = min(line * self.columns + column, self.total)
        is_end = column > 0 and (column == self.columns or before == self.total)
        return Gap(before, is_end)

    def caret(self, gap: Gap) -> QRect:
        """Where the caret of a gap stands."""
        cell = self.rect(max(gap.before - 1 if gap.is_end else gap.before, 0))
        x = cell.right() + 1 if gap.is_end else cell.left()
        x = min(max(x, 2), self.columns * self.width - 3)
        return QRect(x - 1, cell.top() + 6, 3, cell.height() - 12)
