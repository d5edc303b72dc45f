"""Asking for one more reason of the denial."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.guidance.reasons import reason_kind
from appealdesk.ui.dialogs.base import Dialog, foot
from appealdesk.ui.reasons.kind_list import NOTHING, UNSURE, KindList, kind_called, kind_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label

_MARGIN = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def ask_for_reason(
    kit: Kit, given: Callable[[str, str, str], None], parent: QWidget | None = None
) -> None:
    """Ask for a reason of the denial; ``given`` hears title, the insurer's words, and the kind.

    The kind is an id of ``guidance.reasons``, "" when the user is not sure. Nothing is called when
    the user cancels.
    """
    dialog = NewReason(kit, parent)
    dialog.given = given
    dialog.open()


class NewReason(Dialog):
    """A kind to choose or a title of one's own, and room for the insurer's words."""

    given: Callable[[str, str, str], None]

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        title = self.tr("Add a denial reason")
        super().__init__(kit, parent, title=title, name="new-reason", size=(620, 680))
        self._kind = UNSURE
        self._is_search = True  # the typed words find kinds
        self._is_named_by_kind = False
        self._build()
        self._title.textEdited.connect(self._typed)
        self._title.textChanged.connect(self._changed)
        for watched in (self._title, self._words):
            watched.installEventFilter(self)
        self._list.chosen.connect(self._chosen)
        self._list.used.connect(self._used)
        self._list.left_at_top.connect(self._back_to_title)
        self._offer("")
        self._changed("")
        self._set_kind(UNSURE)
        self._title.setFocus()

    def _build(self) -> None:
        kit = self.kit
        self._title = QLineEdit()
        self._title.setObjectName("reason-title")
        self._title.setAccessibleName(self.tr("What is the reason, in a few words?"))
        self._title.setPlaceholderText(self.tr("For example: Not medically necessary"))
        ask = label(self.tr("What is the &reason, in a few words?"), "title")
        ask.setBuddy(self._title)
        self._list = KindList(kit)
        self._list.setObjectName("common-reasons")
        self._common = label("", "quiet")
        self._common.setBuddy(self._list)
        self._words = QPlainTextEdit()
        self._words.setObjectName("insurer-words")
        self._words.setAccessibleName(self.tr("The insurer's words"))
        self._words.setTabChangesFocus(True)
        self._words.setPlaceholderText(self.tr("Word for word, as the letter says it."))
        self._words.setMinimumHeight(kit.theme.pixels(72))
        self._words.setMaximumHeight(kit.theme.pixels(120))
        said = label(self.tr("The &insurer's words (you can add them later):"))
        said.setBuddy(self._words)
        self._told = label("", "quiet")
        self._told.setObjectName("chosen-kind")
        body = QVBoxLayout()
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, SPACE)
        body.setSpacing(SPACE)
        for part in (ask, self._title, self._common):
            body.addWidget(part)
        body.addWidget(frame("card", column(self._list, margin=2)), 1)
        body.addWidget(self._told)
        body.addWidget(said)
        body.addWidget(self._words)
        middle = QWidget()
        middle.setLayout(body)
        self._add = button(self.tr("Add this reason"), self._done, role="main", name="add-reason")
        self._add.setDefault(True)
        cancel = button(self.tr("Cancel"), self.reject, name="cancel")
        self.put(middle, foot=foot(None, cancel, self._add))

    def _typed(self, wanted: str) -> None:
        """Words that are typed look for a kind; those that are a kind's own name choose it."""
        chosen = reason_kind(self._kind)
        is_kept = bool(wanted.strip()) and chosen is not None
        if is_kept and chosen is not None and self._is_named_by_kind:
            name, typed = chosen.title.casefold(), wanted.casefold()
            is_kept = typed.startswith(name) or name.startswith(typed)
        kind = kind_called(wanted) or (self._kind if is_kept else UNSURE)
        self._is_named_by_kind = self._is_named_by_kind and is_kept
        self._set_kind(kind)
        self._offer(wanted)

    def _offer(self, wanted: str) -> None:
        self._is_search = self._list.offer(wanted)
        if self._is_search:
            words = self.tr("Or choose the &kind of reason:")
        else:
            words = self.tr("Your own words are fine. Which &kind of reason comes closest?")
        self._common.setText(words)
        # Who has words of his own goes on to the next field with one Tab; Down leads to the list.
        focus = Qt.FocusPolicy
        self._list.setFocusPolicy(focus.StrongFocus if self._is_search else focus.ClickFocus)
        self._list.mark(self._kind or NOTHING)

    def _changed(self, text: str) -> None:
        self._add.setEnabled(bool(text.strip()))

    def _chosen(self, kind: str) -> None:
        """A kind names the reason too, unless it got a name of its own."""
        found = reason_kind(kind)
        is_own = not self._is_search and bool(self._title.text().strip())
        self._set_kind(kind)
        if found is not None and not (is_own and not self._is_named_by_kind):
            self._is_named_by_kind = True
            self._title.setText(found.title)

    def _used(self, kind: str) -> None:
        self._chosen(kind)
        self._done()

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        words = self.tr("Kind: %1. The desk shows what answers it.")
        self._told.setText(words.replace("%1", kind_words(reason_kind(kind))) if kind else "")
        self._told.setVisible(bool(kind))

    def _back_to_title(self) -> None:
        self._title.setFocus(Qt.FocusReason.TabFocusReason)

    def _done(self) -> None:
        title = " ".join(self._title.text().split())
        if title:
            self.accept()
            self.given(title, self._words.toPlainText().strip(), self._kind)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self._title and key == Qt.Key.Key_Down:
                self._list.enter()
                return True
            is_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if watched is self._words and key in _ENTER and is_ctrl:
                self._done()
                return True
        return super().eventFilter(watched, event)
