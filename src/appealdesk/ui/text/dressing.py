"""What is laid over the text and is no part of it: sizes of headings, blanks, wrong spelling."""

import re
from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from typing_extensions import override

from appealdesk.case.details import Details
from appealdesk.case.text import placeholders_in
from appealdesk.desk.spelling import Speller, words_in
from appealdesk.ui.text.document import runs_of, table_at
from appealdesk.ui.text.formats import IS_VERBATIM, QUOTE
from appealdesk.ui.theme import SANS, Theme

_HEADING_SIZES = (1.0, 1.33, 1.19, 1.06, 1.0, 1.0, 1.0)
_ITALIC_FROM = 4
_MEANT = "\ue000"  # stands for a character that is meant, where blanks are looked for
_LONGEST = 20_000  # a longer paragraph is not checked while one types
_NO_DETAILS = Details()


class Dressing(QSyntaxHighlighter):
    """Lays looks over the text: for all of it what changes its size, for the rest what shows.

    Args:
        document: the text.
        theme: inks and sizes.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._speller: Speller | None = None
        self._shown = range(0)
        self._spelled: dict[int, int] = {}
        self._typing: tuple[int, int] | None = None

    def set_speller(self, speller: Speller | None) -> None:
        """Mark what this speller finds; None marks nothing."""
        if speller is not self._speller:
            self._speller = speller
            self.check_anew()

    def check_anew(self) -> None:
        """Check the spelling of what shows once more."""
        self._spelled.clear()
        self.show(self._shown)

    def show(self, blocks: range) -> None:
        """These block numbers show; those of them that were not looked at are looked at now."""
        self._shown = blocks
        block = self.document().findBlockByNumber(blocks.start)
        while block.isValid() and block.blockNumber() in blocks:
            if self._spelled.get(block.fragmentIndex()) != block.revision():
                self.rehighlightBlock(block)
            block = block.next()

    def set_typing(self, place: tuple[int, int] | None) -> None:
        """The word at (block number, UTF-16 column) is still being typed: it is not marked."""
        before, self._typing = self._typing, place
        if before is not None and (place is None or place[0] != before[0]):
            self._again(before[0])

    def move_typing(self, place: tuple[int, int]) -> None:
        """The caret is here now; a word that it left is looked at."""
        before = self._typing
        if before is None or before == place:
            return
        block = self.document().findBlockByNumber(before[0])
        text = block.text() if block.isValid() else ""
        for begin, end, _ in words_in(text):
            first, last = utf16(text, begin), utf16(text, end)
            if first <= before[1] <= last:
                if place[0] == before[0] and first <= place[1] <= last:
                    self._typing = place
                    return
                break
        self._typing = None
        self._again(before[0])

    def blank_at(self, place: QTextCursor) -> QTextCursor | None:
        """The blank to fill in that stands at a place of the text, chosen."""
        block = place.block()
        text = block.text()
        for begin, end in self._blanks(block, text):
            first, last = utf16(text, begin), utf16(text, end)
            if first <= place.positionInBlock() <= last and text[begin] in "[_":
                found = QTextCursor(block)
                found.setPosition(block.position() + first)
                found.setPosition(block.position() + last, QTextCursor.MoveMode.KeepAnchor)
                return found
        return None

    def _again(self, number: int) -> None:
        block = self.document().findBlockByNumber(number)
        if block.isValid():
            self.rehighlightBlock(block)

    @override
    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock()
        self._dress(block, len(text) + text.count("\u2028"))
        if not text or len(text) > _LONGEST:
            return
        for begin, end in self._blanks(block, text):
            self._mark(text, begin, end, self._blank_look())
        number = block.blockNumber()
        is_edited = self._typing is not None and self._typing[0] == number
        if number in self._shown or is_edited:
            self._spelled[block.fragmentIndex()] = block.revision()
            if self._speller is not None and not block.blockFormat().boolProperty(IS_VERBATIM):
                self._spell(block, text)

    def _dress(self, block: QTextBlock, length: int) -> None:
        form = block.blockFormat()
        look = QTextCharFormat()
        level = form.headingLevel()
        if level:
            look.setFontPointSize(
                self.document().defaultFont().pointSizeF() * _HEADING_SIZES[min(level, 6)]
            )
            look.setFontWeight(QFont.Weight.Bold)
            look.setFontItalic(level >= _ITALIC_FROM)
        elif form.boolProperty(IS_VERBATIM):
            look.setFontFamilies([SANS])
        elif form.intProperty(QUOTE):
            look.setFontItalic(True)
        else:
            table = table_at(QTextCursor(block))
            if table is None or table.cellAt(block.position()).row() > 0:
                return
            look.setFontWeight(QFont.Weight.Bold)
        # Twice the length covers characters that count as two; what is too long is cut.
        self.setFormat(0, 2 * length, look)

    def _blanks(self, block: QTextBlock, text: str) -> Iterator[tuple[int, int]]:
        if not any(char in text for char in "[_{<$"):
            return
        looked_at = "".join(
            _MEANT * len(run.text) if run.is_meant else "\ufffc" if run.token else run.text
            for run in runs_of(block)
        )
        at = 0
        for blank in placeholders_in(looked_at, _NO_DETAILS):
            words = r"\s+".join(re.escape(word) for word in blank.text.split())
            found = re.compile(words).search(looked_at, at)
            if found is not None:
                yield found.start(), found.end()
                at = found.end()

    def _blank_look(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colors.warn_ground))
        look.setForeground(QColor(self._theme.colors.warn))
        return look

    def _spell(self, block: QTextBlock, text: str) -> None:
        if self._speller is None:
            return
        typing = self._typing
        for begin, end in self._speller.wrong_in(text):
            first, last = utf16(text, begin), utf16(text, end)
            is_here = typing is not None and typing[0] == block.blockNumber()
            if typing is not None and is_here and first <= typing[1] <= last:
                continue
            for at in range(first, last):
                look = self.format(at)
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
                look.setUnderlineColor(QColor(self._theme.colors.bad))
                self.setFormat(at, 1, look)

    def _mark(self, text: str, begin: int, end: int, look: QTextCharFormat) -> None:
        for at in range(utf16(text, begin), utf16(text, end)):
            merged = self.format(at)
            merged.merge(look)
            self.setFormat(at, 1, merged)


def utf16(text: str, index: int) -> int:
    """Where a character stands as Qt counts: some characters count as two."""
    if text.isascii():
        return index
    return index + sum(char > "\uffff" for char in text[:index])
