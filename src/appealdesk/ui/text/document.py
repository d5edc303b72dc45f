"""Blocks in a text document of Qt, and the blocks of such a document.

The document holds only what the text means (bold, heading, list, quotation); how it looks beyond
that is laid over it by the highlighter, so that another theme or size needs no edit of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from appealdesk.ui.text.blocks import (
    BREAK,
    TOKEN,
    Block,
    Blocks,
    Kind,
    Marker,
    Run,
    Runs,
    Table,
    joined,
)
from appealdesk.ui.text.formats import (
    FURTHER,
    IS_AUTO,
    IS_CODE,
    IS_LOOSE,
    IS_MEANT,
    IS_VERBATIM,
    LINE,
    OBJECT,
    QUOTE,
    QUOTE_ID,
    RULE,
    TOKEN_OF,
    Look,
    block_format,
    cell_format,
    char_format,
    list_format,
    table_format,
)


def table_at(cursor: QTextCursor) -> QTextTable | None:
    """The table that a cursor is in, if any."""
    return cursor.currentTable()


def list_of(block: QTextBlock) -> QTextList | None:
    """The list that a block is an item of, if any."""
    return block.textList()


def _inner_frame(at: QTextFrame.iterator) -> QTextFrame | None:
    return at.currentFrame()


# ---- blocks into a document


def fill(document: QTextDocument, blocks: Sequence[Block], look: Look) -> None:
    """Show these blocks and nothing else; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block_format(Block(), look))
    _Filler(cursor, look, is_fresh=True).put(blocks)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert(cursor: QTextCursor, blocks: Blocks, look: Look) -> None:
    """Put blocks in at the cursor, in one step of undo. Words of one paragraph go into the line."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if table_at(cursor) is not None or _is_inline(blocks):
        insert_runs(cursor, _flat(blocks), look, is_one_line=table_at(cursor) is not None)
    else:
        here = cursor.blockFormat()
        words_after = not cursor.atBlockEnd()
        is_fresh = cursor.atBlockStart() and not words_after
        if words_after:
            cursor.insertBlock(here, QTextCharFormat())
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            is_fresh = cursor.atBlockStart()
        _Filler(cursor, look, is_fresh=is_fresh).put(blocks)
    cursor.endEditBlock()


def insert_runs(cursor: QTextCursor, runs: Runs, look: Look, *, is_one_line: bool = False) -> None:
    """Put words in at the cursor."""
    for run in runs:
        cursor.insertText(
            OBJECT if run.token else run.text.replace(BREAK, " " if is_one_line else LINE),
            char_format(run, look),
        )


class _Filler:
    def __init__(self, cursor: QTextCursor, look: Look, *, is_fresh: bool) -> None:
        self._cursor = cursor
        self._look = look
        self._is_fresh = is_fresh
        self._is_after_table = False
        self._lists: dict[int, QTextList] = {}

    def put(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if block.table is not None:
                self._table(block.table)
            else:
                self._block(block)

    def _block(self, block: Block) -> None:
        cursor = self._cursor
        wanted = block_format(block, self._look)
        # An empty block right behind a table is drawn beside it, so a rule needs one of its own.
        if self._is_fresh and not (self._is_after_table and block.kind is Kind.RULE):
            cursor.setBlockFormat(wanted)
        else:
            cursor.insertBlock(wanted, QTextCharFormat())
        self._is_fresh = self._is_after_table = False
        if block.marker is not Marker.NONE:
            found = self._lists.get(block.list_id)
            if found is None:
                self._lists[block.list_id] = cursor.createList(list_format(block))
            else:
                found.add(cursor.block())
        if block.kind is Kind.VERBATIM:
            insert_runs(cursor, (*_with_chips(block.source),), self._look)
        else:
            insert_runs(cursor, block.runs, self._look)

    def _table(self, table: Table) -> None:
        cursor = self._cursor
        if not self._is_fresh:
            cursor.insertBlock(block_format(Block(), self._look), QTextCharFormat())
        made = cursor.insertTable(
            len(table.rows), max(1, len(table.aligns)), table_format(self._look)
        )
        for y, row in enumerate(table.rows):
            for x, runs in enumerate(row[: len(table.aligns)]):
                inner = made.cellAt(y, x).firstCursorPosition()
                inner.setBlockFormat(cell_format(table.aligns[x]))
                insert_runs(inner, runs, self._look, is_one_line=True)
        after = made.lastCursorPosition()
        after.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.setPosition(after.position())
        cursor.setBlockFormat(block_format(Block(), self._look))
        self._is_fresh = self._is_after_table = True


def _is_inline(blocks: Blocks) -> bool:
    return (
        len(blocks) == 1
        and blocks[0].kind is Kind.TEXT
        and not (blocks[0].depth or blocks[0].quote)
    )


def _flat(blocks: Blocks) -> Runs:
    """All words of blocks as one line."""
    out: list[Run] = []
    for block in blocks:
        if out:
            out.append(Run(" "))
        out += block.runs
        if block.source:
            out.append(Run(block.source))
        for row in block.table.rows if block.table is not None else ():
            for cell in row:
                out += [*cell, Run(" ")]
    return tuple(out)


def _with_chips(source: str) -> Iterator[Run]:
    """Verbatim Markdown; only pin cites are chips in it."""
    at = 0
    for match in TOKEN.finditer(source):
        if match.group(1) is None:
            yield Run(source[at : match.start()])
            yield Run("", token=match.group(0))
            at = match.end()
    yield Run(source[at:])


# ---- a document's blocks


def blocks_of(document: QTextDocument) -> Blocks:
    """The blocks of a document; what a letter cannot hold is left out."""
    return tuple(_blocks(document.rootFrame()))


def _blocks(frame: QTextFrame) -> Iterator[Block]:
    at = frame.begin()
    while not at.atEnd():
        inner = _inner_frame(at)
        if isinstance(inner, QTextTable):
            yield Block(Kind.TABLE, table=_table_of(inner))
        elif inner is not None:
            yield from _blocks(inner)
        else:
            yield from _block_of(at.currentBlock())
        at += 1


def _block_of(block: QTextBlock) -> Iterator[Block]:
    form = block.blockFormat()
    runs = joined(runs_of(block))
    quote = form.intProperty(QUOTE)
    here = Block(quote=quote, quote_id=form.intProperty(QUOTE_ID) if quote else 0)
    if form.hasProperty(RULE):
        yield replace(here, kind=Kind.RULE)
    if form.boolProperty(IS_VERBATIM):
        source = "".join(run.token or run.text for run in runs_of(block))
        if source.strip():
            yield Block(Kind.VERBATIM, source=source)
        return
    if form.headingLevel():
        if runs:
            level = min(form.headingLevel(), 6)
            yield replace(here, kind=Kind.HEADING, level=level, runs=runs)
        return
    of_list = list_of(block)
    if of_list is not None:
        yield replace(_in_list(here, of_list), runs=runs, is_loose=form.boolProperty(IS_LOOSE))
    elif runs:
        depth = form.intProperty(FURTHER)
        is_loose = bool(depth) and form.boolProperty(IS_LOOSE)
        yield replace(here, runs=runs, depth=depth, is_loose=is_loose)


def _in_list(block: Block, of_list: QTextList) -> Block:
    form = of_list.format()
    styles = QTextListFormat.Style
    bullets = {styles.ListDisc, styles.ListCircle, styles.ListSquare}
    is_bullet = form.style() in bullets
    return replace(
        block,
        depth=max(form.indent(), 1),
        marker=Marker.BULLET if is_bullet else Marker.NUMBER,
        list_id=of_list.objectIndex() + 1,
        start=1 if is_bullet else form.start(),
    )


def runs_of(block: QTextBlock) -> Iterator[Run]:
    """The words of a block, each in its dress."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        text, form = fragment.text(), fragment.charFormat()
        dress = Run(
            "",
            is_bold=form.fontWeight() > QFont.Weight.Medium,
            is_italic=form.fontItalic(),
            is_code=form.boolProperty(IS_CODE),
            link=form.anchorHref() if form.isAnchor() else "",
            is_auto=form.boolProperty(IS_AUTO),
        )
        if not form.boolProperty(IS_MEANT) and OBJECT not in text:
            yield dress.saying(text.replace(LINE, BREAK))
        elif OBJECT in text:
            token = form.stringProperty(TOKEN_OF)
            for char in text:
                if char != OBJECT:
                    yield replace(dress, text=char)
                elif token:
                    yield replace(dress, token=token)
        else:
            for char in text.replace(LINE, BREAK):
                yield replace(dress, text=char, is_meant=char in "[_")
        at += 1


def _table_of(table: QTextTable) -> Table:
    rows = tuple(
        tuple(_cell_runs(table.cellAt(y, x)) for x in range(table.columns()))
        for y in range(table.rows())
    )
    return Table(rows, tuple(_align_of(table.cellAt(0, x)) for x in range(table.columns())))


def _cell_runs(cell: QTextTableCell) -> Runs:
    out: list[Run] = []
    at = cell.begin()
    while not at.atEnd():
        block = at.currentBlock()
        if block.isValid():
            if out:
                out.append(Run(" "))
            out += runs_of(block)
        at += 1
    return joined(out)


def _align_of(cell: QTextTableCell) -> str:
    align = cell.firstCursorPosition().blockFormat().alignment()
    if align & Qt.AlignmentFlag.AlignRight:
        return "right"
    return "center" if align & Qt.AlignmentFlag.AlignHCenter else ""
