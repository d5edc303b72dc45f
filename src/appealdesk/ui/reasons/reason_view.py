"""One reason of the denial: the insurer's words, our response, the evidence."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.values import Case, Citation, Reason
from appealdesk.desk.spelling import Speller
from appealdesk.guidance.reasons import general_answer
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.alive import tell_and, while_alive
from appealdesk.ui.reasons.answer_panel import AnswerPanel
from appealdesk.ui.reasons.answering import wanted_papers
from appealdesk.ui.reasons.columns import Columns, Shape
from appealdesk.ui.reasons.evidence_pane import EvidencePane
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.insurer_pane import InsurerPane
from appealdesk.ui.reasons.kind_dialog import KindDialog
from appealdesk.ui.reasons.kind_list import kind_of
from appealdesk.ui.reasons.reason_header import ReasonHeader
from appealdesk.ui.reasons.response_pane import ResponsePane
from appealdesk.ui.reasons.table_pane import TablePane
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import SPACE, column
from appealdesk.ui.workbench import Workbench

_WIDE, _MEDIUM = 860, 540  # from these widths on three columns, or two, are side by side
_TITLE, _WORDS, _RESPONSE = "title", "insurer_words", "response"


class ReasonView(View):
    """Shows and changes one reason.

    Typed words become edits after a pause, when the focus leaves and when the bench flushes. What
    is being typed is never replaced; a field that is not being typed in shows the case.

    Args:
        bench: the open case.
        images: draws the pages.
        kit: what every part of the window may use.
        speller: knows which words are right; None is the one of the window.
    """

    cite_opened = Signal(object)
    """A page is to be shown: its ``Citation``."""
    open_document_wanted = Signal(int)
    """A document is to be shown: its id."""

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,
        kit: Kit,
        parent: QWidget | None = None,
        *,
        speller: Speller | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reasonView")
        self._bench, self._images, self._kit = bench, images, kit
        if speller is not None and kit.jobs.findChild(Spelling) is None:
            Spelling(kit, speller)  # all texts of the window find it there
        self._reason = 0
        self._on_way: Counter[tuple[int, str]] = Counter()  # commits not heard of yet
        self._header = ReasonHeader(kit, self)
        self._insurer = InsurerPane(kit, self)
        self._response = ResponsePane(kit, self)
        self._evidence = EvidencePane(bench, images, kit, self)
        self._panel = AnswerPanel(kit, self)
        self._tables = TablePane(bench, images, kit, self)
        left = QWidget()
        self._left = column(self._insurer, self._panel)
        self._left.setStretch(0, 1)
        left.setLayout(self._left)
        self._columns = Columns(
            (
                (left, 280, 190),
                (self._response, 460, 300),
                (self._evidence, 300, 300),
            ),
            kit,
            _WIDE,
            _MEDIUM,
            below=self._tables,
        )
        layout = column(self._header, self._columns, space=SPACE * 2)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._connect()

    def _connect(self) -> None:
        bench = self._bench
        bench.changed.connect(self._case_changed)
        bench.planned.connect(self._numbers_changed)
        bench.flushing.connect(self._flush)
        self._header.step_wanted.connect(self._step)
        self._header.kind_wanted.connect(self._choose_kind)
        self._panel.kind_wanted.connect(self._choose_kind)
        self._panel.toggled.connect(self._panel_toggled)
        self._panel.prompt_wanted.connect(self._prompt)
        self._panel.cite_wanted.connect(self._cite_paper)
        self._columns.shape_changed.connect(self._shape_changed)
        self._tables.opened.connect(self.cite_opened)
        self._header.title.committed.connect(partial(self._commit, _TITLE))
        self._insurer.words.committed.connect(partial(self._commit, _WORDS))
        self._insurer.letter_wanted.connect(self.open_document_wanted)
        for signal in (self._insurer.words.selectionChanged, self._header.title.selectionChanged):
            signal.connect(self.actions_changed)
        editor = self._response.editor
        editor.committed.connect(partial(self._commit, _RESPONSE))
        editor.cite_clicked.connect(self.cite_opened)
        editor.cite_wanted.connect(self._cite_wanted)
        editor.actions_changed.connect(self._typed_response)
        self._response.dropped.connect(self._dropped)
        self._evidence.opened.connect(self.cite_opened)
        self._evidence.put.connect(editor.insert_cite)
        self._evidence.current_changed.connect(self.actions_changed)

    # ---- what others ask for

    @override
    def show_spot(self, spot: Spot) -> None:
        if spot.kind is SpotKind.REASON and spot.id != self._reason:
            self._flush()
            self._reason = spot.id
            self._show(is_new=True)

    @override
    def focus_work(self) -> None:
        reason = self._shown()
        if reason is not None and not reason.insurer_words.strip():
            self._insurer.words.setFocus()
        else:
            self._response.editor.setFocus()

    def focus_part(self, key: str) -> None:
        """Put the focus where this part is mended: a ``key`` of ``audit.checks.Place``."""
        match key:
            case "title":
                self._header.title.setFocus()
                self._header.title.selectAll()
            case "insurer_words":
                self._insurer.words.setFocus()
            case "evidence":
                self._evidence.focus_work()
            case "kind":
                self._header.kind.setFocus()
            case "table":
                self._tables.focus_work()
            case _:
                self._response.editor.setFocus()

    def insert_cite(self, citation: Citation) -> None:
        """Put a chip where the caret of the response is, and add the page to the evidence."""
        if self._evidence.cite((citation,)):
            self._response.editor.insert_cite(citation)

    def add_quote(self, words: str, citation: Citation | None = None) -> None:
        """Quote words of a page in the response, with a chip behind them, and add the page."""
        self._response.editor.insert_quote(words)
        if citation is not None:
            self.insert_cite(citation)

    @override
    def can(self, name: str) -> bool:
        if self._shown() is None:
            return False
        match name:
            case "remove":
                return self._evidence.list.current is not None and not self._bench.is_read_only
            case "move-up" | "move-down":
                return self._can_move(-1 if name == "move-up" else 1)
            case "cite-page":
                return not self._bench.is_read_only
            case _:
                field = self._plain_field()
                return _can(field, name) if field is not None else self._response.editor.can(name)

    @override
    def do(self, name: str) -> None:
        current = self._evidence.list.current
        match name:
            case "remove" if current is not None:
                self._evidence.remove(current)
            case "move-up" | "move-down" if current is not None:
                self._evidence.move_evidence(current, -1 if name == "move-up" else 1)
            case "cite-page":
                self._evidence.pick()
            case _:
                field = self._plain_field()
                if field is None:
                    self._response.editor.do(name)
                else:
                    _do(field, name)

    # ---- words that become edits

    def _commit(self, part: str, words: str) -> None:
        key = (self._reason, part)
        self._on_way[key] += 1
        self._bench.apply(
            edits.set_reason(
                self._reason,
                title=words if part == _TITLE else None,
                insurer_words=words if part == _WORDS else None,
                response=words if part == _RESPONSE else None,
            ),
            while_alive(self, partial(self._landed, key)),
            partial(tell_and, self._kit, while_alive(self, partial(self._not_landed, key))),
        )

    def _landed(self, key: tuple[int, str], _case: Case) -> None:
        self._on_way[key] -= 1
        if key[0] == self._reason and not self._on_way[key]:
            self._show()

    def _not_landed(self, key: tuple[int, str]) -> None:
        """The words stay in their field and are given again, so that nothing typed is lost."""
        self._on_way[key] -= 1
        if key[0] == self._reason:
            title, words = self._header.title, self._insurer.words
            lost: dict[str, Callable[[], None]] = {
                _TITLE: title.not_kept,
                _WORDS: words.not_kept,
                _RESPONSE: self._response.editor.not_kept,
            }
            lost[key[1]]()

    def _flush(self) -> None:
        if self._shown() is not None:
            self._header.title.flush()
            self._insurer.words.flush()
            self._response.editor.flush()
            self._tables.flush()

    # ---- showing the case

    def _shown(self) -> Reason | None:
        return self._bench.case.reason(self._reason)

    def _case_changed(self, _before: Case, _after: Case) -> None:
        self._show()

    def _numbers_changed(self) -> None:
        self._show()

    def _show(self, *, is_new: bool = False) -> None:
        """Show the case; a field that holds words of its own is left alone."""
        reason, bench = self._shown(), self._bench
        if reason is None:
            return
        title, words, editor = self._header.title, self._insurer.words, self._response.editor
        can_edit = not bench.is_read_only
        title.setReadOnly(not can_edit)
        words.setReadOnly(not can_edit)
        self._response.set_can_edit(can_edit)
        self._header.show_reason(bench.case, bench.packet, reason, can_edit=can_edit)
        if is_new or self._is_free(_TITLE, title.is_dirty):
            title.set_title(reason.title)
        if is_new or self._is_free(_WORDS, words.is_dirty):
            words.set_words(reason.insurer_words, is_other=is_new)
        if is_new or self._is_free(_RESPONSE, editor.is_dirty):
            editor.set_text(reason.response, is_other=is_new)
        editor.set_packet(bench.case, bench.packet)
        self._insurer.show_case(bench.case, bench.packet)
        self._evidence.show_reason(reason)
        self._tables.show_reason(reason)
        self._show_help(reason)
        self.actions_changed.emit()

    def _is_free(self, part: str, is_dirty: bool) -> bool:
        return not is_dirty and not self._on_way[self._reason, part]

    def _show_help(self, reason: Reason) -> None:
        """Show what answers this kind of reason, and which papers for it are still missing."""
        bench, kind = self._bench, kind_of(reason)
        wanted = () if kind is None else wanted_papers(bench.case, bench.packet, reason, kind)
        self._panel.show_kind(kind, wanted, can_edit=not bench.is_read_only)
        self._evidence.show_missing(wanted)
        self._show_hints(reason)

    def _show_hints(self, reason: Reason) -> None:
        editor, kind = self._response.editor, kind_of(reason)
        is_empty = not editor.is_dirty and not reason.response.strip()
        hints = general_answer() if kind is None else kind.answer
        self._response.show_hints(hints, is_needed=is_empty and not self._panel.is_open)

    def _panel_toggled(self, is_open: bool) -> None:
        self._left.setStretch(1, 2 if is_open else 0)
        reason = self._shown()
        if reason is not None:
            self._show_hints(reason)

    def _shape_changed(self, shape: Shape) -> None:
        self._panel.prefer(is_beside=shape is Shape.WIDE)

    def _typed_response(self) -> None:
        reason = self._shown()
        if reason is not None:
            self._show_hints(reason)
        self.actions_changed.emit()

    # ---- the kind

    def _choose_kind(self) -> None:
        reason = self._shown()
        if reason is not None and not self._bench.is_read_only:
            dialog = KindDialog(self._kit, self.window(), kind=reason.kind)
            dialog.picked.connect(while_alive(self, partial(self._set_kind, reason.id)))
            dialog.open()

    def _set_kind(self, reason: int, kind: str) -> None:
        self._bench.flush()
        self._bench.apply(edits.set_reason_kind(reason, kind))

    def _prompt(self, question: str) -> None:
        """A question as a blank: it is marked, and stops the export until it is answered."""
        self._response.editor.insert_blank(self.tr("Write: %1").replace("%1", question))

    # ---- evidence

    def _cite_paper(self, citation: Citation) -> None:
        self._evidence.cite((citation,))

    def _cite_wanted(self) -> None:
        picker = EvidencePicker(self._bench, self._images, self._kit, self.window())
        picker.picked.connect(self.insert_cite)
        picker.open()

    def _dropped(self, mime: QMimeData) -> None:
        for citation in self._evidence.drop_citations(mime):
            self._response.editor.insert_cite(citation)

    def _step(self, step: int) -> None:
        ids: list[int] = [reason.id for reason in self._bench.case.reasons]
        if self._reason in ids:
            at = ids.index(self._reason) + step
            if 0 <= at < len(ids):
                self._bench.show(Spot(SpotKind.REASON, ids[at]))

    def _can_move(self, step: int) -> bool:
        reason, current = self._shown(), self._evidence.list.current
        if reason is None or self._bench.is_read_only or current not in reason.evidence:
            return False
        return 0 <= reason.evidence.index(current) + step < len(reason.evidence)

    def _plain_field(self) -> QLineEdit | QPlainTextEdit | None:
        """The field of plain words that has the focus."""
        if self._header.title.hasFocus():
            return self._header.title
        fields = (self._insurer.words, *self._tables.plain_fields())
        return next((field for field in fields if field.hasFocus()), None)


def _can(field: QLineEdit | QPlainTextEdit, name: str) -> bool:
    if isinstance(field, QLineEdit):
        chosen, text = field.hasSelectedText(), field.text()
    else:
        chosen, text = field.textCursor().hasSelection(), field.toPlainText()
    can_write = not field.isReadOnly()
    return {
        "copy": chosen,
        "cut": chosen and can_write,
        "paste": can_write,
        "select-all": bool(text),
    }.get(name, False)


def _do(field: QLineEdit | QPlainTextEdit, name: str) -> None:
    {
        "copy": field.copy,
        "cut": field.cut,
        "paste": field.paste,
        "select-all": field.selectAll,
    }[name]()
