"""What answers a reason: what it means, papers, what a good response says, what to ask oneself."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from appealdesk.case.values import Citation
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.reasons import Code, ReasonKind, general_answer
from appealdesk.ui.dialogs.base import IconLabel, clear, selectable
from appealdesk.ui.guide.parts import Fold, RowButton, bold
from appealdesk.ui.reasons.answering import Found, Wanted
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, Bullets, button, column, frame, label, row, tab_through

_ICONS = {
    Found.CITED: ("circle-check", "good"),
    Found.HERE: ("circle-dot", "accent"),
    Found.WAITING: ("circle-alert", "warn"),
    Found.MISSING: ("circle", "quiet"),
    Found.UNKNOWN: ("circle", "quiet"),
}
_LOWEST, _ROOMY = 120, 240  # pixels at 100% text, beside the response and above it


class AnswerPanel(QWidget):
    """Opens and closes below its heading. Nothing in it is ever printed.

    Args:
        kit: what every part of the window may use.
    """

    toggled = Signal(bool)
    """It was opened or closed, by whomever."""
    prompt_wanted = Signal(str)
    """This question is wanted in the response, as a blank to fill in."""
    cite_wanted = Signal(object)
    """This ``Citation`` is wanted among the evidence."""
    kind_wanted = Signal()
    """The kind of the reason is to be chosen."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer-panel")
        self._kit = kit
        self._shown: object = None
        self._is_by_hand = False
        self._is_fitting = False
        self._is_beside = False
        self.head = RowButton(kit, "answer-panel-head", "chevron-right", "accent", has_arrow=False)
        self.head.set_bold()
        self.head.setCheckable(True)
        self.head.toggled.connect(self._toggled)
        self._folds: list[Fold] = []
        self._rows: list[RowButton] = []
        self._papers: QWidget | None = None
        self._inside = QWidget()
        self._content = QVBoxLayout(self._inside)
        self._content.setContentsMargins(0, 0, SPACE, 0)
        self._content.setSpacing(SPACE)
        self._area = QScrollArea()
        self._area.setObjectName("answer-panel-inside")
        self._area.setAccessibleName(self.tr("What answers this reason"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrows scroll what has no button
        self._area.setWidget(self._inside)
        self._area.setVisible(False)
        layout = column(self.head, self._area, space=SPACE // 2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        kit.theme.changed.connect(self._redraw)
        self._redraw()

    @property
    def is_open(self) -> bool:
        """Whether it shows what is inside."""
        return self.head.isChecked()

    def prefer(self, *, is_beside: bool) -> None:
        """Be open beside the response and closed above it, unless the user chose himself."""
        self._is_beside, is_open = is_beside, is_beside
        self._redraw()
        if not self._is_by_hand:
            self._is_fitting = True
            self.head.setChecked(is_open)
            self._is_fitting = False

    def show_kind(
        self,
        kind: ReasonKind | None,
        wanted: Sequence[Wanted],
        *,
        can_edit: bool,
    ) -> None:
        """Show what answers a reason of this kind.

        Args:
            kind: None when it is not chosen.
            wanted: the papers that answer it, and where they stand.
            can_edit: whether prompts and citations can be put in.
        """
        shown = (kind, can_edit)
        if shown != self._shown:
            self._shown = shown
            self._make(kind, can_edit=can_edit)
        self._show_papers(wanted, can_edit=can_edit)

    # ---- building

    def _make(self, kind: ReasonKind | None, *, can_edit: bool) -> None:
        clear(self._content)
        self._folds.clear()
        self._rows.clear()
        self._papers = None
        if kind is None:
            self._make_general(can_edit=can_edit)
        else:
            self._make_kind(kind, can_edit=can_edit)
        self._content.addStretch(1)
        tab_through(self._area, (self._inside,))
        self._area.verticalScrollBar().setValue(0)

    def _make_general(self, *, can_edit: bool) -> None:
        if can_edit:
            words = self.tr(
                "Say which kind of reason it is, and this place shows what answers it: papers, "
                "questions, and a table where one helps."
            )
            self._content.addWidget(label(words))
            choose = button(
                self.tr("Choose the kind..."), self.kind_wanted.emit, name="choose-kind"
            )
            self._content.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._part(self.tr("A good response to any reason"), _bullets(general_answer()))

    def _make_kind(self, kind: ReasonKind, *, can_edit: bool) -> None:
        self._content.addWidget(label(kind.means))
        if kind.note:
            note = label(kind.note)
            note.setObjectName("reason-note")
            icon = IconLabel(self._kit, "info", "accent", 16)
            inner = row(icon, note, margin=SPACE)
            inner.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            inner.setStretch(1, 1)
            self._content.addWidget(frame("hint", inner))
        if kind.evidence:
            self._papers = QWidget()
            self._papers.setLayout(column(space=SPACE // 2))
            self._part(self.tr("Papers that answer it"), self._papers)
        self._part(self.tr("A good response"), _bullets(kind.answer))
        if kind.questions:
            self._part(self.tr("Questions to answer"), self._questions(kind, can_edit=can_edit))
        if kind.codes:
            codes = [label(words) for words in map(code_words, kind.codes)]
            self._fold("reason-codes", self.tr("Codes that letters use for it"), codes)
        self._fold("reason-source", self.tr("Where this comes from"), _source(kind.source))

    def _part(self, heading: str, inside: QWidget) -> None:
        self._content.addSpacing(SPACE // 2)
        self._content.addWidget(bold(label(heading)))
        self._content.addWidget(inside)

    def _fold(self, name: str, heading: str, inside: Sequence[QWidget]) -> None:
        fold = Fold(self._kit, name, is_open=False)
        fold.set_heading(heading)
        fold.body.setSpacing(SPACE // 2)
        for part in inside:
            fold.body.addWidget(part)
        self._folds.append(fold)
        self._content.addWidget(fold)

    def _questions(self, kind: ReasonKind, *, can_edit: bool) -> QWidget:
        made = QWidget()
        inside = column(space=0)
        if not can_edit:
            inside.addWidget(_bullets(kind.questions))
            made.setLayout(inside)
            return made
        words = self.tr("Press one to put it into your response as a blank to fill in.")
        inside.addWidget(label(words, "small"))
        for at, question in enumerate(kind.questions):
            ask = RowButton(self._kit, f"question-{at}", "plus", "accent", has_arrow=False)
            ask.set_words(question)
            ask.setToolTip(self.tr("Put this question into the response"))
            ask.setAccessibleDescription(words)
            ask.clicked.connect(partial(self._ask, question))
            self._rows.append(ask)
            inside.addWidget(ask)
        made.setLayout(inside)
        return made

    # ---- papers

    def _show_papers(self, wanted: Sequence[Wanted], *, can_edit: bool) -> None:
        layout = None if self._papers is None else self._papers.layout()
        if self._papers is None or layout is None:
            return
        shown = (tuple(wanted), can_edit)
        if layout.property("shown") == shown:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._papers.isAncestorOf(focused)
        layout.setProperty("shown", shown)
        clear(layout)
        for paper in wanted:
            layout.addWidget(self._paper(paper, can_edit=can_edit))
        tab_through(self._area, (self._inside,))
        if had_focus:
            self._area.setFocus()

    def _paper(self, paper: Wanted, *, can_edit: bool) -> QWidget:
        made = QWidget()
        icon = IconLabel(self._kit, *_ICONS[paper.found], 16)
        words: list[QLabel] = [label(paper.words)]
        state = self._state(paper)
        if state:
            words.append(label(state, "warn" if paper.found is Found.WAITING else "small"))
        inside = column(*words, space=1)
        if paper.found is Found.HERE and can_edit and paper.citation is not None:
            call = partial(self._cite, paper.citation)
            cite = button(self.tr("Point at it"), call, name="point-at-paper")
            said = self.tr("Point at it: %1").replace("%1", paper.title)
            cite.setAccessibleName(said)
            cite.setToolTip(self.tr("Adds the whole exhibit to the evidence of this reason."))
            inside.addWidget(cite, 0, Qt.AlignmentFlag.AlignLeft)
        layout = row(icon, inside)
        layout.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        layout.setStretch(1, 1)
        made.setLayout(layout)
        return made

    def _state(self, paper: Wanted) -> str:
        words = {
            Found.CITED: self.tr("You point at \u201c%1\u201d."),
            Found.HERE: self.tr("\u201c%1\u201d is in the packet."),
            Found.WAITING: self.tr("\u201c%1\u201d came in, but it is not in the packet."),
            Found.MISSING: self.tr("None of your papers yet."),
        }.get(paper.found, "")
        return words.replace("%1", paper.title)

    # ---- what is heard

    def _ask(self, question: str, _checked: bool = False) -> None:
        self.prompt_wanted.emit(question)

    def _cite(self, citation: Citation) -> None:
        self.cite_wanted.emit(citation)

    def _toggled(self, is_open: bool) -> None:
        self._is_by_hand = self._is_by_hand or not self._is_fitting
        self._area.setVisible(is_open)
        self._redraw()
        self.toggled.emit(is_open)

    def _redraw(self) -> None:
        self.head.set_icon("chevron-down" if self.is_open else "chevron-right", "accent")
        heading = self.tr("What answers this reason")
        self.head.set_words(heading)
        state = self.tr("open") if self.is_open else self.tr("closed")
        self.head.setAccessibleName(f"{heading}, {state}")
        least = _LOWEST if self._is_beside else _ROOMY
        self._area.setMinimumHeight(self._kit.theme.pixels(least))
        for fold in self._folds:
            fold.redraw()
        for ask in self._rows:
            ask.redraw()


def _bullets(lines: Sequence[str]) -> QWidget:
    made = Bullets()
    made.show_lines(lines)
    return made


def code_words(code: Code) -> str:
    """A code and what it means."""
    return f"{code.system} {code.code}: {code.means}"


def _source(source: Source) -> list[QWidget]:
    read = label(f"{source.where} ({source.read})", "small")
    return [selectable(label(source.cite, "small")), selectable(read)]
