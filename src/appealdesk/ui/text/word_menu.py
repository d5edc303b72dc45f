"""What the context menu of a text says about the word or the blank under it."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from appealdesk.desk.spelling import words_in
from appealdesk.ui.text import shaping
from appealdesk.ui.text.dressing import Dressing, utf16
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.text.surface import Surface
from appealdesk.ui.view import Kit


class WordMenu(QObject):
    """Puts spellings, the user's own words and blanks on top of the context menu.

    Args:
        kit: icons.
        surface: the text.
        dressing: knows where blanks are.
        spelling: checks words.
    """

    def __init__(self, kit: Kit, surface: Surface, dressing: Dressing, spelling: Spelling) -> None:
        super().__init__(surface)
        self._kit = kit
        self._surface = surface
        self._dressing = dressing
        self._spelling = spelling
        surface.menu_wanted.connect(self._fill)

    def _fill(self, menu: QMenu, under: QTextCursor) -> None:
        if self._surface.isReadOnly():
            return
        found = word_at(under)
        speller = self._spelling.speller
        if found is not None and speller is not None and not speller.is_right(found[1]):
            self._add_spellings(menu, *found)
        blank = self._dressing.blank_at(under)
        if blank is not None:
            action = menu.addAction(self.tr("This is no blank: print it as it stands"))
            action.triggered.connect(partial(self._mean, blank))
            menu.addSeparator()
        check = QAction(self.tr("Check spelling"), menu)
        check.setCheckable(True)
        check.setChecked(self._spelling.is_on)
        check.toggled.connect(self._spelling.set_on)
        menu.addAction(check)
        menu.addSeparator()

    def _add_spellings(self, menu: QMenu, place: QTextCursor, word: str) -> None:
        speller = self._spelling.speller
        others = speller.suggestions(word) if speller is not None else ()
        for other in others:
            action = menu.addAction(other)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(partial(self._replace, place, other))
        if not others:
            menu.addAction(self.tr("No other spelling found")).setEnabled(False)
        add = menu.addAction(
            self._kit.icons.get("plus"),
            self.tr("Add \u201c{word}\u201d to my words").format(word=word),
        )
        add.triggered.connect(partial(self._learn, word))
        menu.addSeparator()

    def _replace(self, place: QTextCursor, word: str, _checked: bool = False) -> None:
        place.insertText(word)

    def _learn(self, word: str, _checked: bool = False) -> None:
        self._spelling.add(word)

    def _mean(self, blank: QTextCursor, _checked: bool = False) -> None:
        shaping.mean(blank)


def word_at(place: QTextCursor) -> tuple[QTextCursor, str] | None:
    """The word at a place of a text, chosen, and as text."""
    block = place.block()
    text, column = block.text(), place.positionInBlock()
    for begin, end, word in words_in(text):
        first, last = utf16(text, begin), utf16(text, end)
        if first <= column <= last:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + first)
            cursor.setPosition(block.position() + last, QTextCursor.MoveMode.KeepAnchor)
            return cursor, word
    return None
