"""The editor of written texts: looks like the printed letter, gives and takes Markdown."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QGuiApplication,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.case.change import cleaned
from appealdesk.case.text import cite_token
from appealdesk.case.values import Case, Citation
from appealdesk.packet.values import Packet
from appealdesk.ui.text import clipboard, shaping
from appealdesk.ui.text.blocks import Block, Marker, Run
from appealdesk.ui.text.cites import ChipPainter, Names, citation_of, measure_anew, token_at
from appealdesk.ui.text.document import blocks_of, fill, table_at
from appealdesk.ui.text.dressing import Dressing
from appealdesk.ui.text.formats import CHIP, styled
from appealdesk.ui.text.markdown_out import Translator
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.text.surface import Surface
from appealdesk.ui.text.toolbar import TextToolBar
from appealdesk.ui.text.word_menu import WordMenu
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import line

_IDLE = 800  # ms without a key until typed words become an edit
_NOTHING = "\x00"  # no text is ever this


class TextEditor(QWidget):
    """Edits one text.

    Args:
        kit: what every part of the window may use.
        accessible_name: what is read aloud, for example "Our response".
        is_compact: a small one among other things: fewer buttons.
        spelling: checks the words; None is the window's own.
    """

    committed = Signal(str)
    """The text as Markdown, after a pause, when the focus leaves, or upon ``flush``."""
    cite_clicked = Signal(object)
    """A pin cite was chosen: its ``Citation``."""
    cite_wanted = Signal()
    """The user wants to point at a page."""
    actions_changed = Signal()
    """What ``can`` answers may have changed."""

    def __init__(
        self,
        kit: Kit,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        is_compact: bool = False,
        spelling: Spelling | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._translator = Translator()
        self._names = Names()
        self._given = ""
        self._is_dirty = False
        self._is_loading = False
        self._spelling = spelling or Spelling.of(kit)
        self._surface = Surface(kit, self._names, self)
        self._surface.setObjectName("text")
        self._surface.setAccessibleName(accessible_name)
        self._surface.setFrameShape(Surface.Shape.NoFrame)
        document = self._surface.document()
        self._painter = ChipPainter(kit.theme, self._names, document)
        document.documentLayout().registerHandler(CHIP, self._painter)
        self._dressing = Dressing(document, kit.theme)
        self._menu = WordMenu(kit, self._surface, self._dressing, self._spelling)
        self._tools = TextToolBar(kit, self._surface, is_compact=is_compact)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools)
        layout.addWidget(line())
        layout.addWidget(self._surface, 1)
        self._tools.order()
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self._looked = QTimer(self, interval=60, singleShot=True)
        self._looked.timeout.connect(self._look_at_shown)
        self._restyle()
        fill(document, (), self._surface.look)
        self._connect()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the words. With a focus proxy Tab would pass over the tools."""
        self._surface.setFocus(reason)

    @override
    def hasFocus(self) -> bool:
        return self._surface.hasFocus()

    def _connect(self) -> None:
        surface, document = self._surface, self._surface.document()
        document.contentsChange.connect(self._touched)
        document.undoAvailable.connect(self._tell_actions)
        document.redoAvailable.connect(self._tell_actions)
        surface.copyAvailable.connect(self._tell_actions)
        surface.cursorPositionChanged.connect(self._caret_moved)
        surface.currentCharFormatChanged.connect(self._show_state)
        surface.chip_chosen.connect(self._chip_chosen)
        surface.left.connect(self._left)
        surface.scrolled.connect(self._looked.start)
        surface.shape_wanted.connect(self._shape)
        self._tools.wanted.connect(self._shape)
        self._tools.heading_wanted.connect(self._set_heading)
        self._kit.theme.changed.connect(self._theme_changed)
        self._spelling.changed.connect(self._spelling_changed)

    # ---- the text

    @property
    def is_dirty(self) -> bool:
        """Whether there are typed words that were not given with ``committed`` yet."""
        return self._is_dirty

    @property
    def given(self) -> str:
        """The text that was set or given last."""
        return self._given

    def text(self) -> str:
        """The text as Markdown, with what was typed last."""
        if not self._is_dirty:
            return self._given
        return cleaned(self._translator.write(blocks_of(self._surface.document())))

    def set_text(self, markdown: str, *, is_other: bool = False) -> None:
        """Show this text. One that is equal to what was given last changes nothing.

        ``is_other``: it is the text of something else, so nothing of the one before is undone.
        """
        if markdown == self._given and not self._is_dirty and not is_other:
            return
        self._idle.stop()
        self._load(markdown)
        self._given, self._is_dirty = markdown, False
        self.actions_changed.emit()

    def flush(self) -> None:
        """Give what was typed now."""
        self._idle.stop()
        if not self._is_dirty:
            return
        text = self.text()
        self._is_dirty = False
        if text != self._given:
            self._given = text
            self.committed.emit(text)

    def not_kept(self) -> None:
        """What was given could not be kept: it is given again with the next ``flush``."""
        self._given = _NOTHING
        self._is_dirty = True

    def insert_cite(self, citation: Citation) -> None:
        """Put a pin cite where the caret is, with a space in front of it if there is none."""
        cursor = self._surface.textCursor()
        before = cursor.document().characterAt(cursor.selectionStart() - 1)
        is_first = cursor.selectionStart() == cursor.block().position()
        gap = "" if is_first or before in " (\u2028\u2029" else " "
        runs = (Run(gap), Run("", token=cite_token(citation)))
        self._surface.insert_blocks((Block(runs=runs),))
        self._surface.setCurrentCharFormat(QTextCharFormat())
        self._surface.setFocus()

    def put_caret(self, point: QPoint) -> None:
        """Put the caret where a point of the text's viewport is, for what is dropped there."""
        self._surface.setTextCursor(self._surface.cursorForPosition(point))

    def insert_sentence(self, text: str) -> None:
        """Put a sentence in as a paragraph of its own, below the one with the caret."""
        self._put_below(clipboard.plain_blocks(text))
        self._surface.setFocus()

    def insert_quote(self, text: str) -> None:
        """Put these words in as a block quotation, after the paragraph with the caret."""
        blocks = clipboard.plain_blocks(text)
        self._put_below(tuple(replace(block, quote=1, quote_id=1) for block in blocks))
        self._new_paragraph()

    def _put_below(self, blocks: tuple[Block, ...]) -> None:
        surface = self._surface
        surface.setTextCursor(shaping.new_below(surface.textCursor(), surface.look))
        surface.insert_blocks(blocks)

    def insert_blank(self, words: str) -> None:
        """Put a blank to fill in below the caret's paragraph, chosen: typing replaces it."""
        surface = self._surface
        surface.setTextCursor(shaping.blank_below(surface.textCursor(), words, surface.look))
        surface.setFocus()

    def set_packet(self, case: Case, packet: Packet) -> None:
        """Show the pin cites and details as they stand in this packet."""
        if self._names.set(case, packet):
            measure_anew(self._surface.document())
            self._surface.viewport().update()

    def set_read_only(self, is_read_only: bool) -> None:
        """Whether the text can only be read."""
        self._surface.setReadOnly(is_read_only)
        self._tools.setEnabled(not is_read_only)
        self._tools.setVisible(not is_read_only)
        self.actions_changed.emit()

    def set_placeholder(self, text: str) -> None:
        """What is shown while there is no text."""
        self._surface.setPlaceholderText(text)

    def find_words(self, words: str, *, from_start: bool = True) -> bool:
        """Mark and show where these words stand; False when they do not."""
        if from_start:
            self._surface.moveCursor(QTextCursor.MoveOperation.Start)
        return self._surface.find(words)

    # ---- actions

    def can(self, name: str) -> bool:
        """Whether the action of this name can be done here now."""
        surface, document = self._surface, self._surface.document()
        has_selection, writes = surface.textCursor().hasSelection(), not surface.isReadOnly()
        return {
            "cut": has_selection and writes,
            "copy": has_selection,
            "paste": writes and surface.canPaste(),
            "select-all": not document.isEmpty(),
            "undo": writes and document.isUndoAvailable(),
            "redo": writes and document.isRedoAvailable(),
        }.get(name, False)

    def do(self, name: str) -> None:
        """Do the action; asked only when ``can`` said yes."""
        surface = self._surface
        {
            "cut": surface.cut,
            "copy": surface.copy,
            "paste": surface.paste,
            "select-all": surface.selectAll,
            "undo": surface.undo,
            "redo": surface.redo,
        }[name]()

    def _shape(self, what: str) -> None:
        surface = self._surface
        cursor, look = surface.textCursor(), surface.look
        match what:
            case "bold":
                is_bold = not surface.currentCharFormat().fontWeight() > QFont.Weight.Medium
                surface.mergeCurrentCharFormat(shaping.toggle_bold(cursor, is_bold=is_bold))
            case "italic":
                is_italic = not surface.currentCharFormat().fontItalic()
                surface.mergeCurrentCharFormat(shaping.toggle_italic(cursor, is_italic=is_italic))
            case "bullet":
                shaping.toggle_list(cursor, Marker.BULLET, look)
            case "number":
                shaping.toggle_list(cursor, Marker.NUMBER, look)
            case "indent" | "outdent":
                shaping.indent(cursor, 1 if what == "indent" else -1, look)
            case "quote":
                shaping.toggle_quote(cursor, look)
            case "table":
                shaping.insert_table(cursor, look)
                surface.setTextCursor(cursor)
            case "cite":
                self.cite_wanted.emit()
                return
            case "paste-plain":
                words = QGuiApplication.clipboard().text()
                surface.insert_blocks(clipboard.plain_blocks(words))
            case _:
                shaping.change_table(cursor, what)
        self._show_state()
        surface.setFocus()

    def _set_heading(self, level: int) -> None:
        shaping.set_heading(self._surface.textCursor(), level, self._surface.look)
        self._show_state()
        self._surface.setFocus()

    def _new_paragraph(self) -> None:
        """Go on below what was put in, as plain text."""
        cursor = self._surface.textCursor()
        if cursor.atBlockEnd() and not cursor.block().next().isValid():
            cursor.insertBlock()
            shaping.plain_block(cursor, self._surface.look)
            cursor.setCharFormat(QTextCharFormat())
            self._surface.setTextCursor(cursor)

    # ---- what is heard

    def _touched(self, _position: int, _removed: int, _added: int) -> None:
        if self._is_loading:
            return
        self._is_dirty = True
        self._idle.start()
        cursor = self._surface.textCursor()
        self._dressing.set_typing((cursor.blockNumber(), cursor.positionInBlock()))

    def _caret_moved(self) -> None:
        if self._is_loading:
            return
        cursor = self._surface.textCursor()
        self._dressing.move_typing((cursor.blockNumber(), cursor.positionInBlock()))
        self._show_state()
        if QAccessible.isActive():
            self._say_chip(cursor)

    def _say_chip(self, cursor: QTextCursor) -> None:
        """A screen reader finds one odd character where a chip is, so its words are said."""
        document = self._surface.document()
        token = token_at(document, cursor.position()) or token_at(document, cursor.position() - 1)
        if token:
            said = QAccessibleAnnouncementEvent(self._surface, self._names.of(token)[0])
            QAccessible.updateAccessibility(said)

    def _show_state(self, _format: QTextCharFormat | None = None) -> None:
        cursor = self._surface.textCursor()
        form = self._surface.currentCharFormat()
        self._tools.show_state(
            shaping.kind_of(cursor.block()),
            is_bold=form.fontWeight() > QFont.Weight.Medium,
            is_italic=form.fontItalic(),
            in_table=table_at(cursor) is not None,
        )

    def _chip_chosen(self, token: str) -> None:
        citation = citation_of(token)
        if citation is not None:
            self.cite_clicked.emit(citation)

    def _left(self) -> None:
        self._dressing.set_typing(None)
        self.flush()

    def _tell_actions(self, _is_available: bool = False) -> None:
        if not self._is_loading:
            self.actions_changed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spelling.load()
        self._dressing.set_speller(self._spelling.speller)
        self._looked.start()

    def _look_at_shown(self) -> None:
        self._dressing.show(self._surface.shown_blocks())

    def _spelling_changed(self) -> None:
        self._dressing.set_speller(self._spelling.speller)
        self._dressing.check_anew()

    # ---- looks

    def _theme_changed(self) -> None:
        """Inks and sizes are part of the document's formats, so it is made anew."""
        self.flush()
        place = self._surface.textCursor().position()
        scroll = self._surface.verticalScrollBar().value()
        self._is_loading = True  # a change of looks is no change of the text
        self._restyle()
        self._tools.draw()
        self._load(self._given)
        cursor = self._surface.textCursor()
        cursor.setPosition(min(place, self._surface.document().characterCount() - 1))
        self._surface.setTextCursor(cursor)
        self._surface.verticalScrollBar().setValue(scroll)

    def _restyle(self) -> None:
        self._surface.look = styled(self._surface.document(), self._kit.theme)
        self._surface.set_measure()

    def _load(self, markdown: str) -> None:
        self._is_loading = True
        try:
            blocks = self._translator.read(markdown)
            fill(self._surface.document(), blocks, self._surface.look)
            self._surface.moveCursor(QTextCursor.MoveOperation.Start)
            self._surface.setCurrentCharFormat(QTextCharFormat())
        finally:
            self._is_loading = False
        self._show_state()
        self._looked.start()
