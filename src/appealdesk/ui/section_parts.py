"""A part of the section view: the list of denial reasons."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Reason
from appealdesk.packet.values import Packet
from appealdesk.ui.dialogs.base import IconLabel, WrapButton
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row


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
        cited = (*reason.cited, *citations_in(reason.response))
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
