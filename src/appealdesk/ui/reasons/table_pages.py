"""The cell of a table's row that points at pages: a chip for each, and a button for one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QSizePolicy, QWidget

from appealdesk.ui.reasons.evidence import Entry
from appealdesk.ui.reasons.labels import draw_icon, tab_before
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, label, set_role


class PagesCell(QWidget):
    """Shows where a row points. A chip opens a menu; a broken one says what became of the page."""

    opened = Signal(object)
    """This page is to be shown: a ``Citation``."""
    wanted = Signal(object)
    """A page is wanted: in place of this ``Citation``, or one more for None."""
    removed = Signal(object)
    """The row is not to point there any more: a ``Citation``."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._entries: tuple[Entry, ...] = ()
        self._row = 0
        self._can_edit = True
        self._is_tight = False
        self._chips: list[QPushButton] = []
        self.add = button(
            "", partial(self.wanted.emit, None), role="quiet", name="point-row-at-page"
        )
        self._none = label(self.tr("None"), "quiet")
        # Rows lie below each other: their columns must not depend on what stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._per_line = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.addWidget(self._none, 0, 0)
        self._grid.addWidget(self.add, 0, 0)
        self._none.setVisible(False)
        kit.theme.changed.connect(self._draw)
        self._draw()

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The buttons that stand for pages."""
        return tuple(self._chips)

    def show_pages(self, entries: Sequence[Entry], row: int, *, can_edit: bool) -> None:
        """Show where the row points.

        Args:
            entries: the pages.
            row: which row it is, counted from 1; for who hears instead of sees.
            can_edit: whether the pages may be changed.
        """
        self._row, self._can_edit = row, can_edit
        self.add.setVisible(can_edit)
        self._none.setVisible(not can_edit and not entries)
        words = self.tr("Row %1: point at a page that shows it").replace("%1", str(row))
        self.add.setAccessibleName(words)
        self.add.setToolTip(words)
        if tuple(entries) != self._entries or len(self._chips) != len(entries):
            self._entries = tuple(entries)
            self._make()
        self._name_chips()

    def set_room(self, per_line: int) -> None:
        """How many chips have room in a line; 0 for one, with short words."""
        is_tight = self._is_tight = not per_line
        self._per_line = max(1, per_line)
        words = self.tr("Page...") if is_tight else self.tr("Point at a page...")
        self.add.setText(words)
        self._word_chips()
        self._lay()

    def focus_chip(self) -> None:
        """Put the focus on the first chip, or on the button for one more."""
        (self._chips[0] if self._chips else self.add).setFocus()

    def _make(self) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        while len(self._chips) > len(self._entries):
            gone = self._chips.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._chips) < len(self._entries):
            chip = button("", name="row-page")
            chip.clicked.connect(partial(self._menu, len(self._chips)))
            self._grid.addWidget(chip, 0, 0)
            tab_before(self.add, chip)
            chip.show()  # now, so that it can take the focus
            self._chips.append(chip)
        for chip, entry in zip(self._chips, self._entries, strict=True):
            set_role(chip, "danger" if entry.trouble else "chip")
            chip.setToolTip(". ".join(p for p in (entry.where, entry.title, entry.trouble) if p))
        self._word_chips()
        self._lay()
        if had_focus and not any(chip.hasFocus() for chip in self._chips):
            self.focus_chip()

    def _lay(self) -> None:
        """Chips from left to right, then the button for one more."""
        top = Qt.AlignmentFlag.AlignTop
        if self._per_line > 1:
            top |= Qt.AlignmentFlag.AlignLeft  # no wider than their words
        for at, part in enumerate((*self._chips, self.add)):
            self._grid.addWidget(part, at // self._per_line, at % self._per_line, top)
        for at in range(5):
            self._grid.setColumnStretch(at, int(at == self._per_line - 1))

    def _word_chips(self) -> None:
        for chip, entry in zip(self._chips, self._entries, strict=True):
            words = entry.where
            if self._is_tight:
                words = words.replace(self.tr("Exhibit "), self.tr("Ex. "), 1)
            chip.setText(words.replace("&", "&&"))

    def _name_chips(self) -> None:
        for chip, entry in zip(self._chips, self._entries, strict=True):
            words = self.tr("Row %1 points at %2").replace("%1", str(self._row))
            chip.setAccessibleName(words.replace("%2", entry.spoken))

    def _menu(self, at: int, _checked: bool = False) -> None:
        entry, chip = self._entries[at], self._chips[at]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("row-page-menu")
        icons, citation = self._kit.icons, entry.citation
        if not entry.trouble:
            show = partial(self.opened.emit, citation)
            menu.addAction(icons.get("file-text"), self.tr("&Open the page"), show)
        if self._can_edit:
            instead = partial(self.wanted.emit, citation)
            menu.addAction(icons.get("locate"), self.tr("&Choose another page..."), instead)
            gone = partial(self.removed.emit, citation)
            menu.addAction(icons.get("trash-2"), self.tr("&Remove"), gone)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def _draw(self) -> None:
        draw_icon(self.add, self._kit, "locate", "accent")
