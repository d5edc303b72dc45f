"""What AppealDesk is, what it is not, and what it is made of."""

import platform
import sys

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from appealdesk import __version__
from appealdesk.ui.dialogs.about_parts import Part, all_parts
from appealdesk.ui.dialogs.base import Dialog, foot, say, scrolling
from appealdesk.ui.icons import draw
from appealdesk.ui.jobs import Lane
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row


class AboutDialog(Dialog):
    """Version, purpose, limits, licences, and how to get a newer one.

    Args:
        kit: what every part of the window may use.
        parent: the window.
    """

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("About AppealDesk"), name="aboutDialog", size=(680, 740)
        )
        self._parts: tuple[Part, ...] = ()
        self.table = self._make_table()
        self.text = QPlainTextEdit()
        self.text.setObjectName("aboutLicence")
        self.text.setAccessibleName(self.tr("License of the chosen part"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("Choose a part to read its license."))
        self.text.setMinimumHeight(kit.theme.pixels(100))
        self._copied = label("", "good")
        copy = button(self.tr("Copy facts about this computer"), self._copy, name="aboutCopy")
        copy.setIcon(kit.icons.get("copy"))
        copy.setToolTip(self.tr("Versions and screen, for somebody who helps you. Nothing else."))
        close = button(self.tr("Close"), self.accept, role="main", name="aboutClose")
        close.setDefault(True)
        line = foot(copy, self._copied, close)
        line.setStretch(1, 1)
        middle = column(
            self._head(),
            label(
                self.tr(
                    "Nothing leaves this computer. AppealDesk never goes online: it sends nothing, "
                    "counts nothing and looks for nothing."
                )
            ),
            label(
                self.tr(
                    "AppealDesk gives no legal and no medical advice. It helps you to put your own "
                    "papers and words in order. If you are not sure, ask somebody who knows: your "
                    "doctor, a patient advocate, a lawyer, or your state's insurance department."
                )
            ),
            label(
                self.tr(
                    "To get a newer version, ask whoever gave it to you, or look at the page of "
                    "the project. It does not look for newer versions by itself."
                )
            ),
            label(self.tr("What it is made of"), "title"),
            self.table,
            self.text,
            space=SPACE + 2,
        )
        middle.setStretch(5, 3)
        middle.setStretch(6, 2)
        self.put(scrolling(middle, "aboutScroll"), foot=line)
        self.table.itemSelectionChanged.connect(self._show_licence)
        kit.jobs.start(
            Lane.BESIDE, "parts", lambda _report: all_parts(), done=self.alive(self._show_parts)
        )
        close.setFocus()

    def facts(self) -> str:
        """What somebody who helps may want to know of this computer."""
        screen = self.screen()
        size = screen.availableSize()
        packaged = " (packaged)" if getattr(sys, "frozen", False) else ""
        return "\n".join(
            (
                f"AppealDesk {__version__}{packaged}",
                f"System: {platform.system()} {platform.release()} {platform.machine()}",
                f"Python: {platform.python_version()}",
                f"Qt: {qVersion()} ({QGuiApplication.platformName()})",
                f"Screen: {size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}",
                f"Look: {self.kit.theme.choice}, text {self.kit.theme.text_scale}%",
                *(f"{part.name} {part.version}" for part in self._parts[1:] if part.version),
            )
        )

    @override
    def draw(self) -> None:
        self._picture.setPixmap(draw("appealdesk", self.kit.theme.pixels(56), "", 2.0))

    def _head(self) -> QWidget:
        self._picture = label("")
        self.draw()
        words = column(
            label("AppealDesk", "heading"),
            label(self.tr("Version {0}").format(__version__), "quiet"),
            label(
                self.tr("Puts an insurance appeal together: from a pile of files to one packet.")
            ),
            space=2,
        )
        line = row(self._picture, words, space=2 * SPACE)
        line.setStretch(1, 1)
        line.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        head = QWidget()
        head.setLayout(line)
        return head

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setObjectName("aboutParts")
        table.setAccessibleName(self.tr("Parts and their licenses"))
        table.setHorizontalHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("License")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setMinimumHeight(self.kit.theme.pixels(120))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return table

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self.table.setRowCount(len(parts))
        for line, part in enumerate(parts):
            for place, words in enumerate((part.name, part.version, part.licence)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(line, place, item)

    def _show_licence(self) -> None:
        chosen = self.table.currentRow()
        if 0 <= chosen < len(self._parts):
            none = self.tr("The text of this license did not come with the program.")
            self.text.setPlainText(self._parts[chosen].text or none)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.facts())
        self._copied.setText(self.tr("Copied."))
        say(self._copied, self.tr("Copied."))
