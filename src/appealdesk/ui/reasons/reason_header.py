"""The head of a reason: which one of how many, its title, what is still missing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Reason
from appealdesk.packet.values import Packet
from appealdesk.ui.dialogs.base import IconLabel
from appealdesk.ui.guide.parts import RowButton
from appealdesk.ui.reasons.kind_list import kind_of, kind_words
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.reasons.typed import TitleField
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, icon_button, label, row, set_role


class ReasonHeader(QWidget):
    """Shows title and state of a reason, and goes to the reasons before and after it."""

    step_wanted = Signal(int)
    """The reason before (-1) or after (1) is wanted."""
    kind_wanted = Signal()
    """The kind of this reason is to be chosen."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.number = label("", "group", wraps=False)
        self.title = TitleField(self)
        self.title.setObjectName("reason-title")
        self.title.setAccessibleName(self.tr("Title of this reason"))
        self.title.setToolTip(self.tr("What this reason is called in the packet. Click to change."))
        self._before = icon_button(
            kit.icons.get("chevron-left"), self.tr("Reason before"), name="reason-before"
        )
        self._after = icon_button(
            kit.icons.get("chevron-right"), self.tr("Next reason"), name="reason-next"
        )
        self._before.clicked.connect(self._back)
        self._after.clicked.connect(self._on)
        self._icon = IconLabel(kit, "circle", "quiet", 16)
        self.status = label("", "quiet")
        self.status.setObjectName("reason-status")
        self.kind = RowButton(kit, "reason-kind", "list", "accent")
        self.kind.clicked.connect(self.kind_wanted)
        self.kind.setToolTip(
            self.tr("Which kind of reason it is decides what help is shown. It is not printed.")
        )
        top = row(self._before, self._after, self.number, space=SPACE // 2)
        top.addStretch(1)
        state = row(self._icon, self.status)
        state.setStretch(1, 1)
        self.setLayout(column(top, self.title, self.kind, state, space=SPACE - 2))
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_reason(
        self, case: Case, packet: Packet, reason: Reason, *, can_edit: bool = True
    ) -> None:
        """Show where this reason stands and what it lacks; the title is set by the view."""
        words = self.tr("Kind of reason: %1").replace("%1", kind_words(kind_of(reason)))
        self.kind.set_words(words)
        self.kind.setEnabled(can_edit)
        at, count = case.reasons.index(reason), len(case.reasons)
        words = self.tr("Reason %1 of %2")
        self.number.setText(words.replace("%1", str(at + 1)).replace("%2", str(count)))
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at + 1 < count)
        missing = self._missing(packet, reason)
        self.status.setText(" ".join(missing) or self.tr("This reason is answered."))
        tone, icon = ("quiet", "circle") if missing else ("good", "circle-check")
        if self._broken(packet, reason):
            tone, icon = "bad", "circle-alert"
        set_role(self.status, tone)
        self._icon.show_icon(icon, tone)

    def _broken(self, packet: Packet, reason: Reason) -> int:
        cited = dict.fromkeys((*reason.cited, *citations_in(reason.response)))
        return sum(packet.pin_cite(citation) is None for citation in cited)

    def _missing(self, packet: Packet, reason: Reason) -> list[str]:
        broken = self._broken(packet, reason)
        missing = []
        if not reason.insurer_words.strip():
            missing.append(self.tr("Quote the insurer's words."))
        if not reason.response.strip():
            missing.append(self.tr("Write your response."))
        if not reason.cited and not any(citations_in(reason.response)):
            missing.append(self.tr("Point at a page."))
        if broken == 1:
            missing.append(self.tr("One page that you point at is not in the packet."))
        elif broken:
            words = self.tr("%1 pages that you point at are not in the packet.")
            missing.append(words.replace("%1", str(broken)))
        return missing

    def _back(self) -> None:
        self.step_wanted.emit(-1)

    def _on(self) -> None:
        self.step_wanted.emit(1)

    def _draw(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(self._kit.theme.points(1))
        font.setBold(True)
        self.title.setFont(font)
        self.kind.redraw()
        draw_icon(self._before, self._kit, "chevron-left")
        draw_icon(self._after, self._kit, "chevron-right")
