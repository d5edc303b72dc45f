"""The section view: the text of one section, what to say in it, and what else belongs to it."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSplitter, QWidget
from shiboken6 import isValid
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import DIRECT_RESPONSE, Arrangement, Case, Citation, Section
from appealdesk.desk.notices import Tone
from appealdesk.desk.prompts import prompts_for
from appealdesk.desk.spelling import Speller
from appealdesk.desk.writing import Trail, write_section
from appealdesk.ui.drops import force_copy
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.dropped import dropped_citations, is_ours
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.section_parts import ReasonRows
from appealdesk.ui.section_prompts import PromptPanel
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.text.editor import TextEditor
from appealdesk.ui.text.spelling import Spelling
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import SPACE, button, column, frame, icon_button, label, row
from appealdesk.ui.workbench import Workbench

_TEXT_ACTIONS = frozenset({"cut", "copy", "paste", "select-all", "undo", "redo"})
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_NARROW = 780  # a narrower view has the prompts below, in pixels at 100% text
_PROMPTS_WIDTH = 300


class SectionView(View):
    """Edits one section.

    Args:
        bench: the open case.
        images: not used here; every view is made alike.
        kit: what every part of the window may use.
        speller: one that is loaded already; else one is loaded beside.
    """

    pick_evidence = Signal()
    """The user wants to point at a page: the window lets it be chosen, then ``insert_cite``."""
    cite_opened = Signal(object)
    """A pin cite in the text was clicked: its ``Citation``."""

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,  # noqa: ARG002
        kit: Kit,
        parent: QWidget | None = None,
        *,
        speller: Speller | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self._section = 0
        self._waiting: dict[int, int] = {}  # section id: texts given that are no edit yet
        self._trail = Trail()
        self._wants_prompts = True
        spelling = Spelling.of(kit, speller)
        self.editor = TextEditor(kit, self.tr("Text of this section"), spelling=spelling)
        self.editor.setObjectName("section-text")
        self.reasons = ReasonRows(kit)
        self.prompts = PromptPanel(kit)
        self._build()
        self._connect()
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            part.installEventFilter(self)

    def _build(self) -> None:
        self._title = label("", "heading")
        self._title.setObjectName("section-title")
        self._rename = icon_button(
            self._kit.icons.get("pencil", "quiet"),
            self.tr("Rename this section"),
            self._ask_title,
            name="rename-section",
        )
        self._switch = QCheckBox(self.tr("In the packet"))
        self._switch.setObjectName("section-in-packet")
        self._switch.setToolTip(self.tr("Switched off, nothing of this section is sent."))
        self._hints = button(
            self.tr("What to say here"),
            self._show_prompts,
            role="quiet",
            icon=self._kit.icons.get("circle-help", "accent"),
            name="show-prompts",
        )
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = row(self._title, self._rename, self._hints, self._switch, margin=SPACE + 4)
        head.setStretch(0, 1)
        self._note = label("")
        self._note.setObjectName("section-note")
        self._note_box = frame("hint", column(self._note, margin=SPACE + 2))
        self._follows = label("", "quiet")
        self._follows.setObjectName("section-follows")
        self._sheet = QSplitter(Qt.Orientation.Vertical)
        self._sheet.setChildrenCollapsible(False)
        self._reason_box = frame("pane", column(self.reasons, margin=SPACE + 4))
        self._sheet.addWidget(self.editor)
        self._sheet.addWidget(self._reason_box)
        self._sheet.setSizes([500, 300])
        foot = frame("pane", column(self._follows, margin=SPACE))
        self._follows.setContentsMargins(4, 0, 4, 0)
        left = QWidget()
        work = column(self._sheet, foot, space=0)
        work.setStretch(0, 1)
        left.setLayout(work)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(left)
        self._across.addWidget(self.prompts)
        self._across.setStretchFactor(0, 1)
        self._across.setStretchFactor(1, 0)
        note = column(self._note_box)
        note.setContentsMargins(SPACE + 4, 0, SPACE + 4, SPACE)
        layout = column(head, note, self._across, space=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        bench = self._bench
        bench.changed.connect(self._changed)
        bench.planned.connect(self._planned)
        bench.flushing.connect(self.editor.flush)
        self.editor.committed.connect(self._write)
        self.editor.cite_wanted.connect(self.pick_evidence)
        self.editor.cite_clicked.connect(self.cite_opened)
        self.editor.actions_changed.connect(self.actions_changed)
        self._switch.toggled.connect(self._include)
        self.reasons.opened.connect(self._open_reason)
        self.prompts.hidden_wanted.connect(self._hide_prompts)
        self.prompts.sentence_wanted.connect(self.editor.insert_sentence)
        self._kit.theme.changed.connect(self._draw)

    # ---- the view

    @override
    def show_spot(self, spot: Spot) -> None:
        if spot.kind is not SpotKind.SECTION:
            return
        self.editor.flush()
        is_other = spot.id != self._section
        self._section = spot.id
        section = self.section
        if section is None:
            return
        if is_other:
            self.editor.set_placeholder(
                self.tr("Write here. The questions beside this text help you to begin.")
            )
            self.editor.set_text(section.body, is_other=True)
            self._trail = Trail(section.body)
        self._show(section)
        self._take_text(section)
        self._arrange()

    @property
    def section(self) -> Section | None:
        """The section that is shown, as the case has it."""
        return self._bench.case.section(self._section)

    @override
    def can(self, name: str) -> bool:
        if name in _TEXT_ACTIONS:
            return self.editor.can(name)
        return name in {"rename", "switch-section"} and self._can_edit()

    @override
    def is_checked(self, name: str) -> bool:
        section = self.section
        return name == "switch-section" and section is not None and section.is_included

    @override
    def do(self, name: str) -> None:
        match name:
            case "rename":
                self._ask_title()
            case "switch-section":
                self._switch.toggle()
            case _:
                self.editor.do(name)

    @override
    def focus_work(self) -> None:
        self.editor.setFocus()

    def insert_cite(self, citation: Citation) -> None:
        """Put a pin cite where the caret is in the text."""
        self.editor.insert_cite(citation)

    # ---- papers dropped on the text

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRAGS and isinstance(event, QDropEvent) and is_ours(event.mimeData()):
            if not self._can_edit():
                return False
            force_copy(event)
            if event.type() == QEvent.Type.Drop:
                bench = self._bench
                self.editor.put_caret(event.position().toPoint())
                found = dropped_citations(event.mimeData(), bench.case, bench.path)
                if not found:
                    self._kit.notices.tell(
                        self.tr("That paper belongs to another appeal."),
                        self.tr("Add the file to this appeal first."),
                        Tone.WARNING,
                    )
                for citation in found:
                    self._cite_dropped(citation)
            return True
        return super().eventFilter(watched, event)

    def _cite_dropped(self, citation: Citation) -> None:
        """Point at what was dropped; what is not in the packet would point at nothing."""
        if self._bench.packet.pin_cite(citation) is None:
            self._kit.notices.tell(
                self.tr("That page is not in the packet, so nothing can point at it."),
                self.tr("File its paper under a section and choose the page, then try again."),
                Tone.WARNING,
            )
        else:
            self.insert_cite(citation)

    # ---- edits

    def _write(self, text: str) -> None:
        section = self._section
        self._waiting[section] = self._waiting.get(section, 0) + 1
        steps = self._trail.go(text)

        def done(_case: Case) -> None:
            if isValid(self):  # the last words of an appeal are kept after its view is gone
                self._written(section)

        def failed(error: AppealDeskError) -> None:
            self._kit.notices.error(error)
            self._waiting[section] -= 1
            if isValid(self) and section == self._section:
                self.editor.not_kept()

        session = self._bench.session
        self._bench.own(lambda: write_section(session, section, text, steps), done, failed)

    def _written(self, section: int) -> None:
        self._waiting[section] -= 1
        shown = self.section
        if section == self._section and shown is not None:
            self._take_text(shown)

    def _include(self, is_included: bool) -> None:
        section = self.section
        if section is not None and section.is_included != is_included:
            self._bench.apply(edits.include_section(section.id, is_included))

    def _ask_title(self) -> None:
        section = self.section
        if section is not None and self._can_edit():
            self._kit.notices.ask_text(
                self.tr("Rename this section"),
                self.tr("Name of the section"),
                section.title,
                self._give_title,
            )

    def _give_title(self, title: str) -> None:
        self._bench.apply(edits.rename_section(self._section, title))

    def _open_reason(self, reason: int) -> None:
        self._bench.show(Spot(SpotKind.REASON, reason))

    def _can_edit(self) -> bool:
        return self.section is not None and not self._bench.is_read_only

    # ---- what is heard

    def _changed(self, before: Case, after: Case) -> None:
        section = after.section(self._section)
        if section is None:
            return
        self._show(section)
        if before.section(self._section) is not section:
            self._take_text(section)

    def _planned(self) -> None:
        section = self.section
        if section is not None:
            self._show(section)

    def _take_text(self, section: Section) -> None:
        """Show the case's text, unless newer words are typed or on their way into the case.

        Words typed meanwhile become an edit first, so that undo can bring back either.
        """
        if not self._waiting.get(section.id) and section.body != self.editor.given:
            self.editor.flush()
            if not self._waiting.get(section.id):
                self._trail.heard(section.body)
                self.editor.set_text(section.body)

    def _show(self, section: Section) -> None:
        case, packet = self._bench.case, self._bench.packet
        is_read_only = self._bench.is_read_only
        self._title.setText(section.title)
        self._rename.setEnabled(not is_read_only)
        with QSignalBlocker(self._switch):
            self._switch.setChecked(section.is_included)
        self._switch.setEnabled(not is_read_only)
        self.editor.set_packet(case, packet)
        self.editor.set_read_only(is_read_only)
        has_reasons = section.key == DIRECT_RESPONSE
        self._reason_box.setVisible(has_reasons)
        if has_reasons:
            self.reasons.show_reasons(case, packet, is_read_only=is_read_only)
        told = prompts_for(section.key, case)
        self.prompts.show_prompts(section.key, told, is_read_only=is_read_only)
        note = self._note_words(section)
        self._note.setText(note)
        self._note_box.setVisible(bool(note))
        self._follows.setText(self._follow_words(section))

    def _note_words(self, section: Section) -> str:
        parts = []
        if self._bench.is_read_only:
            parts.append(
                self.tr("This appeal can only be read here, so the text cannot be changed.")
            )
        if not section.is_included:
            parts.append(
                self.tr(
                    "This section is switched off: its text and its papers are not sent. "
                    "Nothing is lost; switch it on to send it."
                )
            )
        return " ".join(parts)

    def _follow_words(self, section: Section) -> str:
        count = len(section.documents)
        if count == 0:
            return self.tr("No paper is filed in this section.")
        is_letter = self._bench.case.layout.arrangement is Arrangement.LETTER_FIRST
        if is_letter:
            one = self.tr("1 paper of this section stands behind the letter.")
            many = self.tr("{count} papers of this section stand behind the letter.")
        else:
            one = self.tr("1 paper follows this text.")
            many = self.tr("{count} papers follow this text.")
        return one if count == 1 else many.format(count=count)

    # ---- room

    def _show_prompts(self) -> None:
        self._wants_prompts = True
        self._arrange()
        self.prompts.setFocus()

    def _hide_prompts(self) -> None:
        self._wants_prompts = False
        self._arrange()
        self._hints.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Prompts beside the text where there is room, else below it."""
        theme = self._kit.theme
        is_narrow = self.width() < theme.pixels(_NARROW)
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        is_turned = self._across.orientation() != wanted
        is_shown = self._wants_prompts
        was_shown = not self.prompts.isHidden()
        self._hints.setHidden(is_shown)
        self.prompts.setHidden(not is_shown)
        if is_turned:
            self._across.setOrientation(wanted)
        if is_turned or is_shown != was_shown or not sum(self._across.sizes()):
            side = theme.pixels(_PROMPTS_WIDTH)
            room = self.height() if is_narrow else self.width()
            side = min(side, room // 3)
            self._across.setSizes([room - side, side])

    def _draw(self) -> None:
        draw_icon(self._rename, self._kit, "pencil", "quiet")
        draw_icon(self._hints, self._kit, "circle-help", "accent")
        self._arrange()
