"""What Enter, Tab, Backspace and letters do in lists, tables, headings and behind links."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from appealdesk.ui.text import shaping
from appealdesk.ui.text.document import list_of, table_at
from appealdesk.ui.text.formats import RULE, TOKEN_OF, Look

_MOVE = QTextCursor.MoveOperation


class Sheet(QTextEdit):
    """A text edit with the lengths of its formats."""

    look: Look


def enter(sheet: Sheet, event: QKeyEvent) -> bool:
    """Enter in a table goes one cell down, in an empty list item out of the list.

    Tells whether that was all; else a new paragraph or line is to be made.
    """
    cursor = sheet.textCursor()
    table = table_at(cursor)
    if table is not None:
        cell = table.cellAt(cursor)
        if cell.row() + 1 < table.rows():
            sheet.setTextCursor(table.cellAt(cell.row() + 1, cell.column()).lastCursorPosition())
        else:
            after = table.lastCursorPosition()
            after.movePosition(_MOVE.NextBlock)
            sheet.setTextCursor(after)
        return True
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return False
    is_empty = cursor.block().length() == 1 and not cursor.hasSelection()
    return is_empty and step_out(cursor, sheet.look)


def after_enter(sheet: Sheet) -> None:
    """What follows a heading or a rule is plain text."""
    after = sheet.textCursor()
    form = after.blockFormat()
    if (form.headingLevel() or form.hasProperty(RULE)) and after.block().length() == 1:
        shaping.plain_block(after, sheet.look)
        after.setCharFormat(QTextCharFormat())
        sheet.setTextCursor(after)


def step_out(cursor: QTextCursor, look: Look) -> bool:
    """At the start of a list item, heading or quotation: one step towards plain text."""
    if cursor.hasSelection() or not cursor.atBlockStart() or table_at(cursor) is not None:
        return False
    if shaping.is_plain(cursor.block()):
        return False
    if list_of(cursor.block()) is not None:
        return shaping.indent(cursor, -1, look)
    shaping.plain_block(cursor, look)
    return True


def tab(sheet: Sheet, *, is_back: bool) -> bool:
    """Tab goes from cell to cell, and at the start of a list item moves it in or out.

    Anywhere else, and behind the last cell, Tab goes on to the next part of the window.
    """
    cursor = sheet.textCursor()
    table = table_at(cursor)
    if table is not None:
        cell = table.cellAt(cursor)
        number = cell.row() * table.columns() + cell.column() + (-1 if is_back else 1)
        if not 0 <= number < table.rows() * table.columns():
            return False
        row, column = divmod(number, table.columns())
        sheet.setTextCursor(table.cellAt(row, column).firstCursorPosition())
        return True
    if list_of(cursor.block()) is None or not cursor.atBlockStart():
        return False
    before = cursor.block().blockFormat(), shaping.depth_of(cursor.block())
    shaping.indent(cursor, -1 if is_back else 1, sheet.look)
    return before != (cursor.block().blockFormat(), shaping.depth_of(cursor.block()))


def leave_link(sheet: Sheet) -> None:
    """What is typed behind a link or a chip is not part of it."""
    cursor = sheet.textCursor()
    form = cursor.charFormat()
    if cursor.hasSelection() or not (form.isAnchor() or form.hasProperty(TOKEN_OF)):
        return
    ahead = QTextCursor(cursor)
    is_inside = (
        ahead.movePosition(_MOVE.NextCharacter)
        and ahead.charFormat().isAnchor()
        and not ahead.atBlockStart()
    )
    if is_inside and form.isAnchor():
        return
    plain = QTextCharFormat()
    plain.setFontWeight(form.fontWeight())
    plain.setFontItalic(form.fontItalic())
    sheet.setCurrentCharFormat(plain)
