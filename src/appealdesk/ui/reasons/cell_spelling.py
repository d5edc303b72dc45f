"""Marks wrong spelling and blanks in a field of plain words, and offers other spellings."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from typing_extensions import override

from appealdesk.ui.text.dressing import Dressing
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.text.word_menu import word_at
from appealdesk.ui.view import Kit


class CellSpelling(QObject):
    """Looks after the words of one field, for as long as the field lives.

    Args:
        field: a cell of one paragraph.
        kit: inks, and where the window's speller is found.
    """

    def __init__(self, field: QPlainTextEdit, kit: Kit) -> None:
        super().__init__(field)
        self._field = field
        self._spelling = Spelling.of(kit)
        self._dressing = Dressing(field.document(), kit.theme)
        self._spelling.changed.connect(self._anew)
        kit.theme.changed.connect(self._dressing.rehighlight)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._moved)
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)  # where the mouse asks for the menu

    def menu(self, under: QTextCursor) -> QMenu:
        """The context menu for a place of the words: other spellings on top."""
        menu = self._field.createStandardContextMenu()
        menu.setParent(self._field, menu.windowFlags())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found, speller = word_at(under), self._spelling.speller
        if self._field.isReadOnly() or found is None or speller is None:
            return menu
        place, word = found
        if speller.is_right(word):
            return menu
        added = [QAction(other, menu) for other in speller.suggestions(word)]
        for action in added:
            action.triggered.connect(partial(self._replace, place, action.text()))
        if not added:
            added.append(QAction(self.tr("No other spelling found"), menu))
            added[0].setEnabled(False)
        words = self.tr("Add \u201c{word}\u201d to my words").format(word=word)
        learn = QAction(words, menu)
        learn.triggered.connect(partial(self._learn, word))
        line = QAction(menu)
        line.setSeparator(True)
        menu.insertActions(menu.actions()[0], [*added, learn, line])
        return menu

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Show:
                self._spelling.load()
                self._anew()
            case QEvent.Type.FocusOut:
                self._dressing.set_typing(None)
                self._dressing.check_anew()
            case QEvent.Type.ContextMenu if isinstance(event, QContextMenuEvent):
                self._pop_up(event)
                return True
            case _:
                pass
        return False

    def _pop_up(self, event: QContextMenuEvent) -> None:
        field = self._field
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        under = field.textCursor() if is_key else field.cursorForPosition(event.pos())
        at = field.viewport().mapToGlobal(field.cursorRect().bottomLeft())
        self.menu(under).popup(at if is_key else event.globalPos())

    def _anew(self) -> None:
        self._dressing.set_speller(self._spelling.speller)
        self._dressing.show(range(1))  # a cell is one paragraph
        self._dressing.check_anew()

    def _typed(self) -> None:
        if self._field.hasFocus():
            self._dressing.set_typing((0, self._field.textCursor().position()))

    def _moved(self) -> None:
        self._dressing.move_typing((0, self._field.textCursor().position()))

    def _replace(self, place: QTextCursor, word: str, _checked: bool = False) -> None:
        place.insertText(word)

    def _learn(self, word: str, _checked: bool = False) -> None:
        self._spelling.add(word)
