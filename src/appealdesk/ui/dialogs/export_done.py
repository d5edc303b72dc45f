"""After an export: what was made, and what proves it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from appealdesk.desk.exporting import Exported
from appealdesk.ui.dialogs.base import IconLabel, WrapButton, say, selectable
from appealdesk.ui.dialogs.words import page_words, size_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row


class DonePage(QWidget):
    """Tells of the finished packet: pages, size, where it lies, its fingerprint."""

    sent_wanted = Signal()
    """The user wants to write down that the packet was sent."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label("")
        self._what.setObjectName("exportedWhat")
        self._where = selectable(label(""))
        self._where.setObjectName("exportedWhere")
        self._tiff = selectable(label(""))
        self._tiff.setObjectName("exportedTiff")
        self._sha = selectable(label(""))
        self._sha.setObjectName("exportedProof")
        self._sha.setAccessibleName(self.tr("Proof of what you made (SHA-256)"))
        self._about_sha = label("", "small")
        self._open = label("", "quiet")
        self._open.setObjectName("exportedOpen")
        self._copied = label("", "good")
        copy = button(self.tr("Copy the proof"), self._copy, name="exportedCopy")
        copy.setIcon(kit.icons.get("copy"))
        top = row(
            IconLabel(kit, "badge-check", "good", 36),
            label(self.tr("Your packet is ready"), "heading"),
            space=12,
        )
        top.setStretch(1, 1)
        self.write_down = WrapButton(
            self.tr("After you sent it: write down when, and the number of the slip"),
            name="exportedWriteDown",
        )
        self.write_down.clicked.connect(self.sent_wanted)
        foot = row(copy, self._copied)
        foot.setStretch(1, 1)
        body = column(
            top,
            self._what,
            label(self.tr("Where it is"), "title"),
            self._where,
            self._tiff,
            label(self.tr("Proof of what you made"), "title"),
            self._about_sha,
            self._sha,
            foot,
            self._open,
            self.write_down,
            space=SPACE,
        )
        body.addStretch(1)
        self.setLayout(body)

    def show_made(self, made: Exported) -> None:
        """Tell what was made."""
        what = self.tr("{0}, {1}. The written file was opened again and every page was checked.")
        self._what.setText(what.format(page_words(made.pages), size_words(made.size)))
        self._where.setText(str(made.path))
        self._tiff.setText(self.tr("For fax programs: {0}").format(made.tiff))
        self._tiff.setVisible(made.tiff is not None)
        # Groups of eight wrap; one long word would be cut off in a narrow window.
        self._sha.setText(" ".join(made.sha256[n : n + 8] for n in range(0, 64, 8)))
        self._proof = made.sha256
        about = self.tr(
            "This number belongs to this very file (SHA-256). If you are ever asked what you sent, "
            "it proves that the file was not changed."
        )
        kept = self.tr("It is kept in your appeal.")
        lost = self.tr("Copy it and keep it: this appeal is open for reading only.")
        self._about_sha.setText(f"{about} {kept if made.is_remembered else lost}")
        count = len(made.open_checks)
        one = self.tr("One thing on the list was still open. The packet was made as it is.")
        many = self.tr("{0} things on the list were still open. The packet was made as it is.")
        self._open.setText(one if count == 1 else many.format(count))
        self._open.setVisible(count > 0)
        self._copied.clear()
        say(self, self.tr("Your packet is ready"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._proof)
        self._copied.setText(self.tr("Copied."))
        say(self._copied, self.tr("Copied."))
