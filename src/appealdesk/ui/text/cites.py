"""Chips: pin cites and details inside a text, shown as what they will say in the packet.

A chip is one character of the document, so it is deleted, copied and undone like one. Its words are
looked up when it is painted; another packet needs no edit of the text.
"""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from typing_extensions import override

from appealdesk.case.details import detail_fields
from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Citation
from appealdesk.packet.values import Packet
from appealdesk.ui.text.formats import OBJECT, TOKEN_OF
from appealdesk.ui.theme import Theme

_WIDEST = 30  # em


class State(StrEnum):
    """How a chip looks."""

    CITE = "cite"
    BROKEN = "broken"
    DETAIL = "detail"
    EMPTY = "empty"  # a detail that is not known yet


class Names:
    """What chips say in the case and packet as they stand."""

    def __init__(self) -> None:
        self._case = Case()
        self._packet: Packet | None = None
        self._found: dict[str, tuple[str, State]] = {}

    def set(self, case: Case, packet: Packet | None) -> bool:
        """Look things up here from now on; tells whether a chip says something else now."""
        before = dict(self._found)
        self._case, self._packet = case, packet
        self._found.clear()
        return any(self.of(token) != said for token, said in before.items())

    def of(self, token: str) -> tuple[str, State]:
        """The words of a chip and how it looks."""
        found = self._found.get(token)
        if found is None:
            citation = citation_of(token)
            found = self._detail(token) if citation is None else self._cite(citation)
            self._found[token] = found
        return found

    def hint(self, token: str) -> str:
        """What a chip is, for its tool tip."""
        words, state = self.of(token)
        citation = citation_of(token)
        if state is State.BROKEN:
            return _tr(
                "This pointed at a page that is not in the packet any more. "
                "Take it out, or put the page back."
            )
        if citation is not None:
            document = self._case.document(citation.document)
            title = document.title if document is not None else ""
            return _tr("{words}: {title}. Click to see the page.").format(words=words, title=title)
        if state is State.EMPTY:
            return _tr("This detail is not filled in yet: {words}").format(words=words)
        return _tr("From the details of the appeal: {words}").format(words=words)

    def _cite(self, citation: Citation) -> tuple[str, State]:
        pin = self._packet.pin_cite(citation) if self._packet is not None else None
        if pin is None:
            return _tr("evidence not found"), State.BROKEN
        return pin.words, State.CITE

    def _detail(self, token: str) -> tuple[str, State]:
        key = token.strip("{} \t")
        value = _one_line(getattr(self._case.details, key, ""))
        if value:
            return value, State.DETAIL
        label = next((f.label for f in detail_fields() if f.key == key), key)
        return label, State.EMPTY


class ChipPainter(QPyTextObject):
    """Measures and paints chips.

    Args:
        theme: gives the inks.
        names: gives the words.
    """

    def __init__(self, theme: Theme, names: Names, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = names

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        font = _font(doc)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(self._words(format, metrics)) + 2 * _pad(metrics)
        return QSizeF(width, metrics.ascent() + metrics.descent())

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        colors = self._theme.colors
        _, state = self._names.of(str(format.property(TOKEN_OF)))
        ink, ground = {
            State.CITE: (colors.accent, colors.chosen),
            State.BROKEN: (colors.bad, colors.bad_ground),
            State.DETAIL: (colors.text, colors.hover),
            State.EMPTY: (colors.warn, colors.warn_ground),
        }[state]
        font = _font(doc)
        metrics = QFontMetricsF(font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect)
        box = frame.adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(ground))
        painter.setPen(QColor(ink) if state is State.BROKEN else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        at = QPointF(frame.left() + _pad(metrics), frame.bottom() - metrics.descent())
        painter.drawText(at, self._words(format, metrics))
        painter.restore()

    def _words(self, form: QTextFormat, metrics: QFontMetricsF) -> str:
        words, _ = self._names.of(str(form.property(TOKEN_OF)))
        most = _WIDEST * metrics.height() / 1.4
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)


def citation_of(token: str) -> Citation | None:
    """The citation that a token stands for; None when it is a detail."""
    return next(citations_in(token), None)


def token_at(document: QTextDocument, position: int) -> str:
    """The token of the chip at a place of the document; empty when there is none."""
    if position < 0 or document.characterAt(position) != OBJECT:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return cursor.charFormat().stringProperty(TOKEN_OF)


def measure_anew(document: QTextDocument) -> None:
    """Lay out again what has chips. No edit: undo and the text stay as they are."""
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            document.markContentsDirty(block.position(), block.length())
        block = block.next()


def said(block: QTextBlock, names: Names) -> str:
    """The words of a block, chips as what they say."""
    text = block.text()
    if OBJECT not in text:
        return text
    out, document = [], block.document()
    for offset, char in enumerate(text):
        token = token_at(document, block.position() + offset) if char == OBJECT else ""
        out.append(names.of(token)[0] if token else char)
    return "".join(out)


def _font(document: QTextDocument) -> QFont:
    return document.defaultFont()


def _pad(metrics: QFontMetricsF) -> float:
    return metrics.height() * 0.22


def _one_line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chip", text)
