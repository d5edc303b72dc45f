"""Asking for one more reason of the denial."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.desk.reasons import CommonReason, common_reasons
from appealdesk.ui.dialogs.base import Dialog, foot
from appealdesk.ui.reasons.exhibit_delegate import ExhibitDelegate
from appealdesk.ui.reasons.exhibit_rows import ROW, ExhibitRows, Row, RowKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label

_MARGIN = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def ask_for_reason(
    kit: Kit, given: Callable[[str, str], None], parent: QWidget | None = None
) -> None:
    """Ask for a reason of the denial; ``given`` hears its title and the insurer's words.

    Nothing is called when the user cancels.
    """
    dialog = NewReason(kit, parent)
    dialog.given = given
    dialog.open()


class NewReason(Dialog):
    """A common reason to choose, or a title of one's own, and room for the insurer's words."""

    given: Callable[[str, str], None]

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        title = self.tr("Add a denial reason")
        super().__init__(kit, parent, title=title, name="new-reason", size=(620, 680))
        self._build()
        self._title.textEdited.connect(self._offer)
        self._title.textChanged.connect(self._changed)
        for watched in (self._title, self._list, self._words):
            watched.installEventFilter(self)
        self._list.selectionModel().currentChanged.connect(self._walked)
        self._list.clicked.connect(self._chosen)
        self._list.doubleClicked.connect(self._double_clicked)
        self._offer("")
        self._changed("")
        self._title.setFocus()

    def _build(self) -> None:
        kit = self.kit
        self._title = QLineEdit()
        self._title.setObjectName("reason-title")
        self._title.setAccessibleName(self.tr("What is the reason, in a few words?"))
        self._title.setPlaceholderText(self.tr("For example: Not medically necessary"))
        ask = label(self.tr("What is the &reason, in a few words?"), "title")
        ask.setBuddy(self._title)
        self._rows = ExhibitRows(self)
        self._list = QListView()
        self._list.setObjectName("common-reasons")
        self._list.setAccessibleName(self.tr("Common reasons"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(ExhibitDelegate(self._list, kit))
        self._list.setMouseTracking(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(kit.theme.pixels(120))
        self._common = label(self.tr("Or choose a &common one:"), "quiet")
        self._common.setBuddy(self._list)
        self._none = label(
            self.tr("That is none of the common reasons. Your own words are fine."), "quiet"
        )
        self._words = QPlainTextEdit()
        self._words.setObjectName("insurer-words")
        self._words.setAccessibleName(self.tr("The insurer's words"))
        self._words.setTabChangesFocus(True)
        self._words.setPlaceholderText(self.tr("Word for word, as the letter says it."))
        self._words.setMinimumHeight(kit.theme.pixels(72))
        self._words.setMaximumHeight(kit.theme.pixels(120))
        said = label(self.tr("The &insurer's words (you can add them later):"))
        said.setBuddy(self._words)
        body = QVBoxLayout()
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, SPACE)
        body.setSpacing(SPACE)
        for part in (ask, self._title, self._common, self._none):
            body.addWidget(part)
        body.addWidget(frame("card", column(self._list, margin=2)), 1)
        body.addSpacing(SPACE)
        body.addWidget(said)
        body.addWidget(self._words)
        middle = QWidget()
        middle.setLayout(body)
        self._add = button(self.tr("Add this reason"), self._done, role="main", name="add-reason")
        self._add.setDefault(True)
        cancel = button(self.tr("Cancel"), self.reject, name="cancel")
        self.put(middle, foot=foot(None, cancel, self._add))

    def _offer(self, wanted: str) -> None:
        """List the common reasons that have these words."""
        words = wanted.casefold().split()
        rows = tuple(_row(r) for r in common_reasons() if _has(r, words))
        self._rows.set_rows(rows)
        self._none.setVisible(not rows)
        self._common.setVisible(bool(rows))
        self._list.setEnabled(bool(rows))

    def _changed(self, text: str) -> None:
        self._add.setEnabled(bool(text.strip()))

    def _walked(self, index: QModelIndex, before: QModelIndex) -> None:
        """Arrows choose; the first row that Qt makes the current one on the way is not chosen."""
        if before.isValid():
            self._chosen(index)

    def _chosen(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row):
            self._title.setText(row.text)

    def _double_clicked(self, index: QModelIndex) -> None:
        self._chosen(index)
        self._done()

    def _done(self) -> None:
        title = " ".join(self._title.text().split())
        if title:
            self.accept()
            self.given(title, self._words.toPlainText().strip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, row = event.key(), self._list.currentIndex().row()
            if watched is self._title and key == Qt.Key.Key_Down and self._rows.rows:
                self._list.setFocus(Qt.FocusReason.TabFocusReason)
                self._list.setCurrentIndex(self._rows.index(max(row, 0)))
                self._chosen(self._list.currentIndex())
                return True
            if watched is self._list and key == Qt.Key.Key_Up and row <= 0:
                self._title.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            is_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if watched is self._words and key in _ENTER and is_ctrl:
                self._done()
                return True
        return super().eventFilter(watched, event)


def _row(reason: CommonReason) -> Row:
    return Row(RowKind.PLAIN, reason.title, detail=reason.says)


def _has(reason: CommonReason, words: list[str]) -> bool:
    text = f"{reason.title} {reason.says}".casefold()
    return all(word in text for word in words)
