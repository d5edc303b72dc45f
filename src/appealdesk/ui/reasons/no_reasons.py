"""What stands where the denial reasons will be, while there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from appealdesk.ui.dialogs.base import IconLabel
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row


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
        self._add = button(
            self.tr("Add a denial reason..."), action.trigger, role="main", name="add-first-reason"
        )
        self._add.setToolTip(action.statusTip())
        middle = Qt.AlignmentFlag.AlignHCenter
        inner = column(space=SPACE * 2)
        inner.addWidget(IconLabel(kit, "message-square-quote", "accent", 40), 0, middle)
        inner.addWidget(heading)
        inner.addWidget(words)
        inner.addWidget(self._add, 0, middle)
        self._block = QWidget()
        self._block.setLayout(inner)
        across = row(margin=SPACE * 3)
        across.addStretch(1)
        across.addWidget(self._block, 100)
        across.addStretch(1)
        layout = column()
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
        self.setLayout(layout)
        self.setFocusProxy(self._add)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._block.setMaximumWidth(self._kit.theme.pixels(520))
