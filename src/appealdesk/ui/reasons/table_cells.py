"""Cells of a reason's table in which one types or chooses."""

import datetime as dt
import math

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.case.change import one_line
from appealdesk.ui.guide.deadline_words import day_words
from appealdesk.ui.reasons.cell_spelling import CellSpelling
from appealdesk.ui.reasons.table_rows import kept_date, spreadsheet_cells
from appealdesk.ui.reasons.typed import WordsField
from appealdesk.ui.view import Kit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_AROUND = 12  # pixels of frame and padding above and below the words


class WordsCell(WordsField):
    """A cell of plain words. It wraps them and grows with them; Tab and Enter leave it."""

    went = Signal(int)
    """The cell of the row above (-1) or below (1) is wanted."""
    entered = Signal()
    """Enter was pressed: the next row is wanted, made if there is none."""
    moved = Signal(int)
    """Its row is to be moved up (-1) or down (1)."""
    pasted = Signal(object)
    """Lines of cells from a spreadsheet were pasted here."""
    has_words = True
    """Whether spelling is checked in such a cell."""

    def __init__(self, kit: Kit, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._titles = titles
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(kit.theme.pixels(24))
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self.fit)
        if self.has_words:
            self.spelling = CellSpelling(self, kit)
        self.fit()

    @property
    def value(self) -> str:
        """What the case is to keep."""
        return one_line(self.toPlainText())

    def set_value(self, value: str) -> None:
        """Show what the case keeps; what means the same already is left as it is typed."""
        if self.value != value or (not self.hasFocus() and self.toPlainText() != value):
            self.set_words(value)

    def fit(self) -> None:
        """Take the height of the words."""
        # Not lines times line spacing: lines of this font are a little higher than it says.
        block = self.document().firstBlock()
        words = self.blockBoundingGeometry(block).height()
        height = math.ceil(max(words, self.fontMetrics().lineSpacing())) + _AROUND
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.fit()  # other words wrap now

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.pixels(60), self.height())

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        key, is_alt = Qt.Key(e.key()), e.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in _ENTER:
            self.entered.emit()  # a cell is one paragraph, whatever keys are held
        elif key in _UP_DOWN and is_alt:
            self.moved.emit(_UP_DOWN[key])
        elif key in _UP_DOWN and not e.modifiers() and self._is_at_edge(_UP_DOWN[key]):
            self.went.emit(_UP_DOWN[key])
        else:
            super().keyPressEvent(e)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        cells = spreadsheet_cells(
            source.text(), self._titles, is_sheet="<table" in source.html().casefold()
        )
        if cells:
            self.pasted.emit(cells)
        elif source.hasText():
            self.insertPlainText(" ".join(source.text().split("\n")).strip("\r"))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # nothing scrolls in here: the page around it does

    def _is_at_edge(self, step: int) -> bool:
        """Whether the caret is on the first line, or the last."""
        cursor = QTextCursor(self.textCursor())
        way = QTextCursor.MoveOperation
        return not cursor.movePosition(way.Up if step < 0 else way.Down)


class DateCell(WordsCell):
    """A cell for a day. The case keeps a whole date as ISO, anything else as it was typed."""

    has_words = False

    @property
    @override
    def value(self) -> str:
        return kept_date(self.toPlainText())

    @override
    def set_value(self, value: str) -> None:
        # A date is left as it is typed while the caret is in it.
        shown = _shown_date(value)
        if self.value != value or (not self.hasFocus() and self.toPlainText() != shown):
            self.set_words(shown)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_value(self.value)


class ChoiceCell(QComboBox):
    """A cell with a few answers. Words that are none of them, for example pasted, are kept."""

    committed = Signal(str)
    moved = Signal(int)

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(["", *choices])
        self.activated.connect(self._chosen)

    @property
    def value(self) -> str:
        """What the case is to keep."""
        return self.currentText()

    @property
    def is_dirty(self) -> bool:
        """Never: a choice is given at once."""
        return False

    def set_value(self, value: str) -> None:
        """Show what the case keeps."""
        if value != self.currentText():
            if self.findText(value, Qt.MatchFlag.MatchExactly) < 0:
                self.addItem(value)
            self.setCurrentIndex(self.findText(value, Qt.MatchFlag.MatchExactly))
        self.setToolTip(value)

    def flush(self) -> None:
        """Nothing waits here."""

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        key = Qt.Key(e.key())
        if key in _UP_DOWN and e.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_UP_DOWN[key])
        else:
            super().keyPressEvent(e)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # whoever scrolls the page past it does not mean to answer

    def _chosen(self, _at: int) -> None:
        self.setToolTip(self.currentText())
        self.committed.emit(self.currentText())


def _shown_date(value: str) -> str:
    try:
        return day_words(dt.date.fromisoformat(value))
    except ValueError:
        return value
