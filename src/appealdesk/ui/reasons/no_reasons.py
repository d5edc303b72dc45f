"""What stands where the denial reasons will be, while there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from appealdesk.ui.dialogs.base import IconLabel
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, label


class NoReasons(QWidget):
    """Says why reasons matter, and offers to add the first one."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("no-reasons")
        self._kit = kit
        action = kit.actions["add-reason"]
        heading = label(self.tr("Why did the insurer say no?"), "heading")
        words = label(
            self.tr(
                "The letter gives one reason or several. An appeal wins by answering them one by "
                "one. Add the first reason; then write what you say to it, and point at the pages "
                "that show it."
            ),
            "quiet",
        )
        for part in (heading, words):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMaximumWidth(kit.theme.pixels(520))
        self._words = words
        self._add = button(
            self.tr("Add a denial reason..."), action.trigger, role="main", name="add-first-reason"
        )
        self._add.setToolTip(action.statusTip())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        layout.setSpacing(SPACE * 2)
        layout.addStretch(1)
        icon = IconLabel(kit, "message-square-quote", "accent", 40)
        parts: tuple[QWidget, ...] = (icon, heading, words, self._add)
        for placed in parts:
            layout.addWidget(placed, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self._add)
        kit.theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._words.setMaximumWidth(self._kit.theme.pixels(520))
