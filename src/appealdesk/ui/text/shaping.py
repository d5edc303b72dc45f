"""What the tool bar and the keys do to the text: headings, lists, quotations, tables."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextList,
)

from appealdesk.ui.text.blocks import Block, Kind, Marker
from appealdesk.ui.text.document import list_of, table_at
from appealdesk.ui.text.formats import (
    FURTHER,
    IS_LOOSE,
    IS_MEANT,
    IS_VERBATIM,
    QUOTE,
    QUOTE_ID,
    RULE,
    Look,
    block_format,
    list_format,
    table_format,
)

MOST_DEPTH = 6
MOST_COLUMNS = 12
_BULLETS = (-1, -2, -3)


def blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The blocks that a selection touches, or the one with the caret."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    while block.isValid():
        yield block
        block = block.next()
        if block.position() >= end:
            return


def kind_of(block: QTextBlock) -> str:
    """What a block is: "text", "h1" to "h6", "bullet", "number", "quote", "verbatim"."""
    form = block.blockFormat()
    if form.headingLevel():
        return f"h{form.headingLevel()}"
    if form.boolProperty(IS_VERBATIM):
        return "verbatim"
    of_list = list_of(block)
    if of_list is not None:
        return "bullet" if of_list.format().style().value in _BULLETS else "number"
    return "quote" if form.intProperty(QUOTE) else "text"


def depth_of(block: QTextBlock) -> int:
    """How many lists a block stands in, 0 when it is no item."""
    of_list = list_of(block)
    return of_list.format().indent() if of_list is not None else 0


def set_heading(cursor: QTextCursor, level: int, look: Look) -> None:
    """Make paragraphs headings of a level, or plain text again with level 0."""

    def shape(block: QTextBlock, at: QTextCursor) -> None:
        if table_at(QTextCursor(block)) is not None:
            return
        _leave_list(block)
        kind = Kind.HEADING if level else Kind.TEXT
        at.setBlockFormat(block_format(replace(_quoted(block), kind=kind, level=level), look))

    _each(cursor, shape)


def toggle_list(cursor: QTextCursor, marker: Marker, look: Look) -> None:
    """Make paragraphs items of a list, or plain text again when all are."""
    wanted = "bullet" if marker is Marker.BULLET else "number"
    touched = [b for b in blocks(cursor) if table_at(QTextCursor(b)) is None]
    if touched and all(kind_of(block) == wanted for block in touched):
        set_heading(cursor, 0, look)
        return
    made = None
    cursor.beginEditBlock()
    if touched:
        made = _list_before(touched[0], wanted)
    for block in touched:
        depth = depth_of(block) or 1
        shape = replace(_quoted(block), depth=depth, marker=marker)
        at = QTextCursor(block)
        at.setBlockFormat(block_format(shape, look))
        if made is None:
            made = at.createList(list_format(shape))
        else:
            made.add(block)
    cursor.endEditBlock()


def indent(cursor: QTextCursor, by: int, look: Look) -> bool:
    """Move list items further in (1) or out (-1); an item of the first level leaves the list."""
    touched = [block for block in blocks(cursor) if list_of(block) is not None]
    if not touched:
        return False
    cursor.beginEditBlock()
    for block in touched:
        of_list = list_of(block)
        if of_list is None:
            continue
        marker = Marker.BULLET if kind_of(block) == "bullet" else Marker.NUMBER
        depth = of_list.format().indent() + by
        if depth < 1:
            of_list.remove(block)
            QTextCursor(block).setBlockFormat(block_format(_quoted(block), look))
            continue
        depth = min(depth, MOST_DEPTH, _deepest_above(block) + 1)
        if depth == of_list.format().indent():
            continue
        of_list.remove(block)
        shape = replace(
            _quoted(block),
            depth=depth,
            marker=marker,
            is_loose=block.blockFormat().boolProperty(IS_LOOSE),
        )
        at = QTextCursor(block)
        at.setBlockFormat(block_format(shape, look))
        neighbour = _same_list(block, depth)
        if neighbour is not None:
            neighbour.add(block)
        else:
            at.createList(list_format(shape))
    cursor.endEditBlock()
    return True


def toggle_quote(cursor: QTextCursor, look: Look) -> None:
    """Make paragraphs a quotation, or plain text again when all are quoted."""
    touched = [b for b in blocks(cursor) if table_at(QTextCursor(b)) is None]
    is_quoted = all(block.blockFormat().intProperty(QUOTE) for block in touched)
    number = _quote_before(touched[0]) if touched else 0

    def shape(block: QTextBlock, at: QTextCursor) -> None:
        if block not in touched:
            return
        if is_quoted:
            at.setBlockFormat(block_format(Block(), look))
        else:
            _leave_list(block)
            at.setBlockFormat(block_format(Block(quote=1, quote_id=number), look))

    _each(cursor, shape)


def new_quote_id(cursor: QTextCursor) -> int:
    """A number that no quotation of the text has."""
    most, block = 0, cursor.document().begin()
    while block.isValid():
        most = max(most, block.blockFormat().intProperty(QUOTE_ID))
        block = block.next()
    return most + 1


def toggle_bold(cursor: QTextCursor, *, is_bold: bool) -> QTextCharFormat:
    """Dress what is chosen; gives the format for what is typed next."""
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    cursor.mergeCharFormat(form)
    return form


def toggle_italic(cursor: QTextCursor, *, is_italic: bool) -> QTextCharFormat:
    """Dress what is chosen; gives the format for what is typed next."""
    form = QTextCharFormat()
    form.setFontItalic(is_italic)
    cursor.mergeCharFormat(form)
    return form


def mean(blank: QTextCursor) -> None:
    """Mark the first character of a chosen blank as meant: it is printed as it stands."""
    cursor = QTextCursor(blank)
    cursor.setPosition(blank.selectionStart())
    cursor.setPosition(blank.selectionStart() + 1, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setProperty(IS_MEANT, True)
    cursor.mergeCharFormat(form)


def new_below(at: QTextCursor, look: Look) -> QTextCursor:
    """Begin a plain paragraph below the one with the caret, unless that one is empty."""
    cursor = QTextCursor(at)
    if cursor.block().length() > 1:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock()
        plain_block(cursor, look)
    return cursor


def blank_below(at: QTextCursor, words: str, look: Look) -> QTextCursor:
    """Put a blank to fill in below the paragraph with the caret; gives it chosen."""
    cursor = QTextCursor(at)
    cursor.beginEditBlock()
    if table_at(cursor) is not None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor = new_below(cursor, look)
    begin = cursor.position()
    cursor.insertText(f"[{words.replace('[', '(').replace(']', ')')}]", QTextCharFormat())
    cursor.endEditBlock()
    end = cursor.position()
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def plain_block(cursor: QTextCursor, look: Look) -> None:
    """Make the block with the caret plain text, out of every list."""
    block = cursor.block()
    cursor.beginEditBlock()
    _leave_list(block)
    cursor.setBlockFormat(block_format(Block(), look))
    cursor.endEditBlock()


def is_plain(block: QTextBlock) -> bool:
    """Whether a block is plain text already."""
    form = block.blockFormat()
    marks = (QUOTE, FURTHER, RULE, IS_VERBATIM)
    return (
        list_of(block) is None
        and not form.headingLevel()
        and not any(form.hasProperty(mark) for mark in marks)
    )


def insert_table(cursor: QTextCursor, look: Look, rows: int = 3, columns: int = 2) -> None:
    """Put in an empty table after the paragraph with the caret, and the caret into it."""
    if table_at(cursor) is not None:
        return
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    if cursor.block().length() > 1 or not is_plain(cursor.block()):
        cursor.insertBlock(block_format(Block(), look), QTextCharFormat())
    made = cursor.insertTable(rows, columns, table_format(look))
    for y in range(rows):
        for x in range(columns):
            made.cellAt(y, x).firstCursorPosition().setBlockFormat(QTextBlockFormat())
    cursor.setPosition(made.cellAt(0, 0).firstPosition())
    cursor.endEditBlock()


def change_table(cursor: QTextCursor, what: str) -> None:
    """Change the table around the caret.

    ``what``: "add-row", "add-column", "remove-row", "remove-column" or "remove-table".
    """
    table = table_at(cursor)
    if table is None:
        return
    cell = table.cellAt(cursor)
    match what:
        case "add-row":
            table.insertRows(cell.row() + 1, 1)
        case "add-column" if table.columns() < MOST_COLUMNS:
            table.insertColumns(cell.column() + 1, 1)
        case "remove-row" if table.rows() > 1:
            table.removeRows(cell.row(), 1)
        case "remove-column" if table.columns() > 1:
            table.removeColumns(cell.column(), 1)
        case "remove-table" | "remove-row" | "remove-column":
            table.removeRows(0, table.rows())


# ---- inner


def _each(cursor: QTextCursor, shape: Callable[[QTextBlock, QTextCursor], None]) -> None:
    cursor.beginEditBlock()
    for block in list(blocks(cursor)):
        shape(block, QTextCursor(block))
    cursor.endEditBlock()


def _leave_list(block: QTextBlock) -> None:
    of_list = list_of(block)
    if of_list is not None:
        of_list.remove(block)


def _quoted(block: QTextBlock) -> Block:
    """The quotation that a block stands in, and nothing else of it."""
    form = block.blockFormat()
    return Block(quote=form.intProperty(QUOTE), quote_id=form.intProperty(QUOTE_ID))


def _list_before(block: QTextBlock, wanted: str) -> QTextList | None:
    """The list of that kind that ends right above, so that one goes on with it."""
    above = block.previous()
    of_list = list_of(above) if above.isValid() else None
    is_fit = (
        of_list is not None
        and of_list.format().indent() == 1
        and kind_of(above) == wanted
        and _quoted(above) == _quoted(block)
    )
    return of_list if is_fit else None


def _deepest_above(block: QTextBlock) -> int:
    return depth_of(block.previous()) if block.previous().isValid() else 0


def _same_list(block: QTextBlock, depth: int) -> QTextList | None:
    """The list of a neighbour in the same depth, with nothing further out between."""
    for step in (QTextBlock.previous, QTextBlock.next):
        other = step(block)
        while other.isValid():
            found = list_of(other)
            if found is None or found.format().indent() < depth:
                break
            if found.format().indent() == depth:
                return found
            other = step(other)
    return None


def _quote_before(block: QTextBlock) -> int:
    above = block.previous()
    number = above.blockFormat().intProperty(QUOTE_ID) if above.isValid() else 0
    return number or new_quote_id(QTextCursor(block))
