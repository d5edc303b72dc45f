"""Parts of the section view: the prompts beside the text, and the list of denial reasons."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Reason
from appealdesk.desk.prompts import prompts_for
from appealdesk.packet.values import Packet
from appealdesk.ui.dialogs.base import IconLabel, WrapButton
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, icon_button, label, row


class PromptPanel(QScrollArea):
    """What to say in a section, what to ask oneself, one example. Never part of the packet."""

    hidden_wanted = Signal()
    """The user does not want to see it."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setObjectName("prompts")
        self.setAccessibleName(self.tr("What to say here"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrow keys can scroll it
        self._say = label("")
        self._questions = QVBoxLayout()
        self._questions.setSpacing(SPACE)
        self._example = label("")
        font = self._example.font()
        font.setItalic(True)
        self._example.setFont(font)
        self._hide = icon_button(
            kit.icons.get("x", "quiet"),
            self.tr("Hide these hints"),
            self.hidden_wanted.emit,
            name="hide-prompts",
        )
        top = row(label(self.tr("What to say here"), "title"), self._hide)
        top.setStretch(0, 1)
        inner = column(
            top,
            self._say,
            label(self.tr("Ask yourself"), "group"),
            self._questions,
            label(self.tr("For example"), "group"),
            self._example,
            label(self.tr("These hints are for you. They are never printed."), "small"),
            space=SPACE + 2,
            margin=SPACE * 2,
        )
        inner.addStretch(1)
        self.setWidget(frame("pane", inner))
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_prompts(self, key: str) -> None:
        """Show the prompts for the section with this key."""
        prompts = prompts_for(key)
        self._say.setText(prompts.say)
        while (item := self._questions.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.deleteLater()
        for question in prompts.questions:
            self._questions.addWidget(self._question(question))
        self._example.setText(f"\u201c{prompts.example}\u201d")
        self.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """All that is shown."""
        return "\n".join(part.text() for part in self.findChildren(QLabel) if part.text())

    def _question(self, text: str) -> QWidget:
        made = QWidget()
        mark = label("\u2022", "quiet", wraps=False)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(mark, label(text))
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _draw(self) -> None:
        draw_icon(self._hide, self._kit, "x", "quiet")


class ReasonRows(QWidget):
    """The denial reasons that follow the text: number, title, what is missing."""

    opened = Signal(int)
    """The reason with this id is to be shown."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: tuple[object, ...] = ()
        action = kit.actions["add-reason"]
        self._heading = label(self.tr("Denial reasons"), "title")
        self._add = button(
            self.tr("Add a reason..."),
            action.trigger,
            icon=kit.icons.get("plus"),
            name="add-reason",
        )
        self._add.setToolTip(action.statusTip())
        top = row(self._heading, self._add)
        top.setStretch(0, 1)
        self._empty = label(
            self.tr(
                "There is no denial reason yet. Take the denial letter, and add each reason that "
                "it gives. Then answer them one by one."
            ),
            "quiet",
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        holder = QWidget()
        self._rows.setContentsMargins(0, 0, 0, 0)
        inside = column(self._empty, self._rows)
        inside.addStretch(1)
        holder.setLayout(inside)
        self._area = QScrollArea()
        self._area.setObjectName("reason-rows")
        self._area.setAccessibleName(self.tr("Denial reasons"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(holder)
        layout = column(top, self._area)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        kit.theme.changed.connect(self._draw)

    def show_reasons(self, case: Case, packet: Packet, *, is_read_only: bool) -> None:
        """Show the reasons as they stand."""
        self._add.setEnabled(not is_read_only)
        shown = tuple((r.id, r.title, self.missing(r, packet)) for r in case.reasons)
        if shown == self._shown:
            return
        self._shown = shown
        self._empty.setVisible(not shown)
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.deleteLater()
        for number, (reason, title, missing) in enumerate(shown, start=1):
            self._rows.addWidget(self._row(number, reason, title, missing))

    def missing(self, reason: Reason, packet: Packet) -> str:
        """What a reason still needs, as one line; empty when it is answered."""
        parts = []
        if not reason.insurer_words.strip():
            parts.append(self.tr("the insurer's words"))
        if not reason.response.strip():
            parts.append(self.tr("your response"))
        cited = (*reason.evidence, *citations_in(reason.response))
        if not cited:
            parts.append(self.tr("a page of evidence"))
        elif any(packet.pin_cite(citation) is None for citation in cited):
            parts.append(self.tr("a page that is in the packet: one that you point at is not"))
        return ", ".join(parts)

    def _row(self, number: int, reason: int, title: str, missing: str) -> QWidget:
        state = self.tr("Still missing: {parts}").format(parts=missing)
        words = f"{number}.  {title}\n{state if missing else self.tr('Answered')}"
        press = WrapButton(words, name=f"reason-{reason}")
        press.setToolTip(self.tr("Open this reason"))
        press.clicked.connect(partial(self._open, reason))
        icon = IconLabel(
            self._kit, "circle" if missing else "circle-check", "quiet" if missing else "good"
        )
        made = QWidget()
        line = row(icon, press)
        line.setStretch(1, 1)
        made.setLayout(line)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return made

    def _open(self, reason: int, _checked: bool = False) -> None:
        self.opened.emit(reason)

    def _draw(self) -> None:
        self._add.setIcon(self._kit.icons.get("plus"))
