"""The first state of the export: where to, how it is sent, how it is put together, what is open."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.values import Arrangement
from appealdesk.packet.values import Delivery
from appealdesk.ui.dialogs.base import IconLabel, selectable
from appealdesk.ui.dialogs.export_before import MadeBefore
from appealdesk.ui.dialogs.export_open import OpenChecks
from appealdesk.ui.dialogs.pictures import ArrangementPicture
from appealdesk.ui.dialogs.words import page_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label, row
from appealdesk.ui.workbench import Workbench

_WIDE_FROM = 760  # pixels at 100% text from which the two halves stand side by side


class ChoosePage(QWidget):
    """Where the packet goes and how it is made; beside it, what is still open."""

    change_wanted = Signal()
    """The user wants another place or name for the file."""
    delivery_changed = Signal()

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self.open = OpenChecks(kit)
        self.before = MadeBefore(kit)
        self._error = self._make_error()
        self._delivery = QButtonGroup(self)
        self._arrangement = QButtonGroup(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(2 * SPACE)
        for half in (self._make_choices(), self._make_state()):
            self._halves.addLayout(half, 1)
            self._halves.setAlignment(half, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._error, self._halves, self.before, space=2 * SPACE))
        self.layout().addStretch(1)  # type: ignore[union-attr]
        bench.changed.connect(self.refresh)
        bench.planned.connect(self.refresh)
        self.refresh()

    @property
    def delivery(self) -> Delivery:
        """How the packet is sent."""
        return Delivery.FAX if self._delivery.checkedId() == 1 else Delivery.MAIL

    def show_target(self, path: Path, *, is_replaced: bool) -> None:
        """Show where the file will lie."""
        self._name.setText(path.name)
        self._folder.setText(str(path.parent))
        self._replaced.setVisible(is_replaced)

    def show_error(self, sentence: str, hint: str = "") -> None:
        """Tell what went wrong, above everything; an empty sentence takes it away."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._error.setVisible(bool(sentence))

    def refresh(self) -> None:
        """Show the case as it stands."""
        layout = self._bench.case.layout
        self._arrangement.button(_place(layout.arrangement)).setChecked(True)
        self._dividers.setChecked(layout.has_dividers)
        pages = len(self._bench.packet.pages)
        exhibits = len(self._bench.packet.exhibits)
        what = page_words(pages)
        if exhibits == 1:
            what = self.tr("{0}, with one exhibit").format(what)
        elif exhibits:
            what = self.tr("{0}, with {1} exhibits").format(what, exhibits)
        self._pages.setText(what)
        self.open.show_checks(self._bench.checks)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._kit.theme.pixels(_WIDE_FROM)
        way = QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if is_wide else way.TopToBottom)

    def _make_error(self) -> QFrame:
        self._sentence = selectable(label("", "bad"))
        self._sentence.setObjectName("exportError")
        self._hint = selectable(label(""))
        self._hint.setObjectName("exportHint")
        mark = IconLabel(self._kit, "circle-alert", "bad", 20)
        line = row(mark, column(self._sentence, self._hint, space=4), margin=12)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made = frame("card", line)
        made.hide()
        return made

    def _make_choices(self) -> QVBoxLayout:
        self._name = selectable(label(""))
        self._name.setObjectName("exportName")
        self._folder = selectable(label("", "small"))
        self._folder.setObjectName("exportFolder")
        self._replaced = label(self.tr("The file that is there now will be replaced."), "warn")
        self._replaced.hide()
        self.change = change = button(
            self.tr("Change..."), self.change_wanted.emit, name="exportChange"
        )
        change.setAccessibleName(self.tr("Change the name or the folder of the file"))
        line = row(column(self._name, self._folder, self._replaced, space=2), change)
        line.setStretch(0, 1)
        line.setAlignment(change, Qt.AlignmentFlag.AlignTop)
        mail = self._radio(self._delivery, 0, self.tr("By mail or portal"), "exportMail")
        fax = self._radio(self._delivery, 1, self.tr("By fax"), "exportFax")
        mail.setChecked(True)
        self._delivery.idClicked.connect(self._delivery_clicked)
        sections = self._radio(self._arrangement, 0, self.tr("By section"), "exportBySection")
        letter = self._radio(self._arrangement, 1, self.tr("One letter first"), "exportLetterFirst")
        self._arrangement.idClicked.connect(self._arrangement_clicked)
        self._dividers = QCheckBox(self.tr("Divider sheets"))
        self._dividers.setObjectName("exportDividers")
        self._dividers.clicked.connect(self._dividers_clicked)
        parts = column(
            label(self.tr("The file"), "title"),
            line,
            _gap(),
            label(self.tr("How will you send it?"), "title"),
            _described(mail, self.tr("In color, as your papers look, with links and bookmarks.")),
            _described(
                fax,
                self.tr("Black and white, with a fax cover. A fax picture file (TIFF) comes too."),
            ),
            _gap(),
            label(self.tr("How is it put together?"), "title"),
            _described(
                sections,
                self.tr("Each part of your appeal, and right behind it the papers of that part."),
                ArrangementPicture(self._kit, Arrangement.BY_SECTION),
            ),
            _described(
                letter,
                self.tr("All you wrote as one signed letter. All papers come behind it."),
                ArrangementPicture(self._kit, Arrangement.LETTER_FIRST),
            ),
            _described(
                self._dividers, self.tr("A sheet with a large letter in front of each exhibit.")
            ),
        )
        if self._bench.is_read_only:
            for choice in (sections, letter, self._dividers):
                choice.setEnabled(False)
            why = self.tr("This appeal is open for reading only, so this stays as it is.")
            parts.addWidget(label(why, "small"))
        parts.addStretch(1)
        return parts

    def _make_state(self) -> QVBoxLayout:
        self._pages = label("")
        self._pages.setObjectName("exportPages")
        parts = column(
            label(self.tr("What it will be"), "title"),
            self._pages,
            _gap(),
            self.open,
        )
        parts.addStretch(1)
        return parts

    def _radio(self, group: QButtonGroup, number: int, words: str, name: str) -> QRadioButton:
        made = QRadioButton(words)
        made.setObjectName(name)
        group.addButton(made, number)
        return made

    def _delivery_clicked(self, _number: int) -> None:
        self.delivery_changed.emit()

    def _arrangement_clicked(self, number: int) -> None:
        wanted = Arrangement.LETTER_FIRST if number else Arrangement.BY_SECTION
        self._bench.apply(edits.set_layout(arrangement=wanted))

    def _dividers_clicked(self, is_on: bool) -> None:
        self._bench.apply(edits.set_layout(has_dividers=is_on))


def _place(arrangement: Arrangement) -> int:
    return int(arrangement is Arrangement.LETTER_FIRST)


def _gap() -> QWidget:
    made = QWidget()
    made.setFixedHeight(SPACE)
    return made


def _described(choice: QRadioButton | QCheckBox, words: str, *more: QWidget) -> QVBoxLayout:
    """A choice with a line that says what it does, and maybe a drawing at its side."""
    choice.setAccessibleDescription(words)
    head = row(choice, *more, space=2 * SPACE)
    head.addStretch(1)
    indicator = choice.style().pixelMetric(
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth, None, choice
    )
    what = row(label(words, "small"))
    what.setContentsMargins(indicator + 7, 0, 0, 0)  # 7: the spacing in style.qss
    return column(head, what, space=2)
