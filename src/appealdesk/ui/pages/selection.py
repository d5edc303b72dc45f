"""Words on a page: which one a point means, and the text of some of them. No widgets in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from appealdesk.worker.messages import PageWord


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen words of one sheet, from ``anchor`` to ``head`` in reading order, both included."""

    row: int
    anchor: int
    head: int

    @property
    def span(self) -> range:
        """The indexes of the chosen words."""
        return range(min(self.anchor, self.head), max(self.anchor, self.head) + 1)


def box_of(word: PageWord) -> QRectF:
    """A word's box in fractions of its page."""
    left, top, right, bottom = word.box
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def word_at(words: Sequence[PageWord], point: QPointF) -> int | None:
    """The word whose box holds the point (fractions of the page), or None."""
    x, y = point.x(), point.y()
    for at, word in enumerate(words):
        left, top, right, bottom = word.box
        if left <= x <= right and top <= y <= bottom:
            return at
    return None


def nearest(words: Sequence[PageWord], point: QPointF) -> int | None:
    """The word that a hand at this point means; lines count more than places in a line."""
    x, y = point.x(), point.y()
    best, least = None, float("inf")
    for at, word in enumerate(words):
        left, top, right, bottom = word.box
        aside = max(left - x, 0.0, x - right)
        above = max(top - y, 0.0, y - bottom)
        far = aside + 20 * above
        if far < least:
            best, least = at, far
    return best


def text_of(words: Sequence[PageWord], span: range) -> str:
    """The words of a span, a newline where a line of the page ends."""
    pieces: list[str] = []
    for at in span:
        if pieces:
            pieces.append(" " if words[at].line == words[at - 1].line else "\n")
        pieces.append(words[at].text)
    return "".join(pieces)


def bands(words: Sequence[PageWord], span: range) -> list[QRectF]:
    """The boxes of a span, one for each line, without holes between its words."""
    found: list[QRectF] = []
    line = -1
    for at in span:
        box = box_of(words[at])
        if found and words[at].line == line:
            found[-1] = found[-1].united(box)
        else:
            found.append(box)
        line = words[at].line
    return found


def line_step(words: Sequence[PageWord], at: int, step: int) -> int:
    """The word above (-1) or below (1) another one; the page's first or last at its ends."""
    line = words[at].line + step
    middle = (words[at].box[0] + words[at].box[2]) / 2
    there = [n for n, word in enumerate(words) if word.line == line]
    if not there:
        return 0 if step < 0 else len(words) - 1
    return min(there, key=lambda n: abs((words[n].box[0] + words[n].box[2]) / 2 - middle))


def reflowed(words: Sequence[PageWord]) -> str:
    """All words of a page as running text: lines of one paragraph are joined."""
    lines: list[tuple[QRectF, str]] = []
    line = -1
    for word in words:
        if lines and word.line == line:
            box, text = lines[-1]
            lines[-1] = (box.united(box_of(word)), f"{text} {word.text}")
        else:
            lines.append((box_of(word), word.text))
        line = word.line
    right = max((box.right() for box, _ in lines), default=1.0)
    text = lines[0][1] if lines else ""
    for (above, _), (box, words_of_it) in pairwise(lines):
        text += (" " if _goes_on(above, box, right) else "\n") + words_of_it
    return text


def _goes_on(above: QRectF, line: QRectF, right: float) -> bool:
    """Whether a line goes on in the next: close, of the same size, and full."""
    high = max(above.height(), 1e-6)
    is_close = -0.2 * high < line.top() - above.bottom() < 0.9 * high
    is_alike = abs(line.height() - above.height()) < 0.4 * high
    return is_close and is_alike and above.right() > 0.8 * right
