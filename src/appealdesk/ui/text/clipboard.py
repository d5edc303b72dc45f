"""What is copied out of a text and pasted into it, reduced to what a letter can hold."""

import re
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment

from appealdesk.case.change import cleaned
from appealdesk.ui.text.blocks import Block, Blocks, Kind, Marker, Run, Runs, joined
from appealdesk.ui.text.cites import Names
from appealdesk.ui.text.document import blocks_of
from appealdesk.ui.text.formats import OBJECT, TOKEN_OF
from appealdesk.ui.text.markdown_in import clean
from appealdesk.ui.text.markdown_out import Translator

OURS = "application/x-appealdesk-text"
_OTHERS = "application/x-appealdesk-"
_MOST_LEVEL = 4
_PICTURES = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_NO_WORDS = re.compile(r"<(style|script|head|title)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_WEB = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)


def copied(cursor: QTextCursor, names: Names) -> QMimeData:
    """A selection for the clipboard: Markdown for our own texts, words for other programs."""
    whole = QTextDocument()
    into = QTextCursor(whole)
    fragment = QTextDocumentFragment(cursor)
    into.insertFragment(fragment)
    made = QMimeData()
    made.setData(OURS, Translator().write(blocks_of(whole)).encode())
    _say_chips(whole, names)
    made.setText(whole.toPlainText())
    made.setHtml(whole.toHtml())
    return made


def can_paste(source: QMimeData) -> bool:
    """Whether a text takes this. Files and pictures are the window's: they become documents."""
    if source.hasFormat(OURS):
        return True
    if any(name.startswith(_OTHERS) for name in source.formats()):
        return False  # papers and pages of the appeal: not their titles are meant
    if any(url.isLocalFile() for url in source.urls()):
        return False
    return source.hasHtml() or source.hasText()


def pasted(source: QMimeData) -> Blocks:
    """What is pasted, as blocks."""
    if source.hasFormat(OURS):
        return Translator().read(bytes(source.data(OURS).data()).decode())
    if source.hasHtml():
        found = tuple(_from_html(source.html()))
        if found:
            return found
    return tuple(_from_words(source.text()))


def plain_blocks(words: str) -> Blocks:
    """Words without any dress as paragraphs."""
    return tuple(_from_words(words))


def _from_html(html: str) -> Iterator[Block]:
    foreign = QTextDocument()
    foreign.setHtml(_PICTURES.sub("", _NO_WORDS.sub("", html)))
    for block in blocks_of(foreign):
        if block.kind is Kind.TABLE and block.table is not None:
            rows = tuple(tuple(_reduced(cell) for cell in row) for row in block.table.rows)
            yield replace(block, table=replace(block.table, rows=rows))
            continue
        runs = _reduced(block.runs)
        if not runs and block.kind is not Kind.RULE:
            continue
        if block.kind is Kind.HEADING:
            runs = joined(replace(run, is_bold=False) for run in runs)
        level = min(block.level, _MOST_LEVEL)
        yield replace(block, runs=runs, level=level, quote=min(block.quote, 1))


def _reduced(runs: Runs) -> Runs:
    """Foreign words: only links to the web stay links, odd spaces become plain ones."""
    return joined(
        replace(
            run,
            text=cleaned(clean(run.text)).replace("\xa0", " "),
            link=run.link if _WEB.match(run.link) else "",
        )
        for run in runs
        if not run.token
    )


def _from_words(words: str) -> Iterator[Block]:
    """Blank lines part paragraphs; where there are none, every line is one."""
    text = cleaned(clean(words)).strip("\n")
    has_gaps = re.search(r"\n[ \t]*\n", text) is not None
    for part in re.split(r"\n[ \t]*\n" if has_gaps else r"\n", text):
        runs = joined([Run(part)])
        if runs:
            yield Block(Kind.TEXT, runs=runs, marker=Marker.NONE)


def _say_chips(document: QTextDocument, names: Names) -> None:
    """Put the words of chips where the chips are."""
    cursor = document.find(OBJECT)
    while not cursor.isNull():
        token = cursor.charFormat().stringProperty(TOKEN_OF)
        cursor.insertText(names.of(token)[0] if token else "")
        cursor = document.find(OBJECT, cursor)
