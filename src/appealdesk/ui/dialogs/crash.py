"""What is shown when an error comes that nobody expected."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from appealdesk.ui.dialogs.base import Dialog, IconLabel, foot, say, scrolling
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row


class CrashDialog(Dialog):
    """Says that something went wrong, that nothing is lost, and gives the report to copy.

    Args:
        kit: what every part of the window may use.
        report: what ``desk.crash.crash_report`` gave.
        parent: the window.
    """

    def __init__(self, kit: Kit, report: str, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("Something went wrong"), name="crashDialog", size=(620, 480)
        )
        self.report = QPlainTextEdit(report)
        self.report.setObjectName("crashReport")
        self.report.setAccessibleName(self.tr("Report for the people who make AppealDesk"))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setMinimumHeight(kit.theme.pixels(140))
        self._copied = label("", "good")
        head = row(
            IconLabel(kit, "triangle-alert", "warn", 32),
            label(self.tr("Something went wrong that should not"), "heading"),
            space=12,
        )
        head.setStretch(1, 1)
        middle = column(
            head,
            label(
                self.tr(
                    "This is a fault in AppealDesk. It is nothing that you did. Your appeal is "
                    "saved up to your last few words, and you can go on."
                )
            ),
            label(
                self.tr(
                    "If it happens again, please copy this report and send it to whoever gave you "
                    "AppealDesk. It holds no names and nothing from your papers. AppealDesk itself "
                    "sends nothing."
                ),
                "quiet",
            ),
            self.report,
        )
        middle.setStretch(3, 1)
        copy = button(self.tr("Copy the report"), self._copy, name="crashCopy")
        copy.setIcon(kit.icons.get("copy"))
        leave = button(self.tr("Quit"), self._quit, name="crashQuit")
        go_on = button(self.tr("Go on"), self.accept, role="main", name="crashGoOn")
        go_on.setDefault(True)
        line = foot(copy, self._copied, leave, go_on)
        line.setStretch(1, 1)
        self.put(scrolling(middle, "crashScroll"), foot=line)
        self.draw()
        go_on.setFocus()

    @override
    def draw(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.kit.theme.points(-1))
        self.report.setFont(font)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self._copied.setText(self.tr("Copied."))
        say(self._copied, self.tr("Copied."))

    def _quit(self) -> None:
        self.accept()
        self.kit.actions["quit"].trigger()
