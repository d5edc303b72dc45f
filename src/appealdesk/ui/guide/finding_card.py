"""One finding of the self-check: how it stands, why it matters, and where it is mended."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from appealdesk.audit.checks import Check, State, stoppers
from appealdesk.audit.places import Place
from appealdesk.ui.check_words import TO_DO
from appealdesk.ui.guide.parts import INSET, RowButton, bold, put_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row

_FIRST = 5
_MORE = 20
_ICONS = {
    State.MISSING: ("circle-alert", "warn"),
    State.WEAK: ("info", "accent"),
    State.DONE: ("circle-check", "good"),
    State.NOT_APPLICABLE: ("circle", "quiet"),
}


class FindingCard(QWidget):
    """Shows one check. The same card is kept while the check stays, whatever its state."""

    chosen = Signal(object)
    """A ``Place`` is wanted."""

    def __init__(self, kit: Kit, check_id: str) -> None:
        super().__init__()
        self.setObjectName(f"finding-{check_id}")
        self._kit = kit
        self._check: Check | None = None
        self._limit = _FIRST
        self._icon = QLabel()
        self._title = bold(label(""))
        self._why = label("", "small")
        self._stop = label(self.tr("Needed before you can export"), "bad")
        self._places = column(space=0)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._rows: list[RowButton] = []
        self._more: QPushButton = button("", self._show_more, role="quiet")
        self._more.setObjectName(f"more-{check_id}")
        self._more.setAutoDefault(True)
        top = row(self._icon, self._title, space=8)
        top.setStretch(1, 1)
        top.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._below = column(self._stop, self._why, space=2)
        self._rows_below = column(self._places, self._more, space=2)
        self.setLayout(column(top, self._below, self._rows_below, space=2))

    @property
    def check(self) -> Check | None:
        """The finding as it shows."""
        return self._check

    @property
    def rows(self) -> tuple[RowButton, ...]:
        """One row for each place that shows."""
        return tuple(r for r in self._rows if not r.isHidden())

    @property
    def first_button(self) -> QPushButton | None:
        """The first button that shows, for the focus."""
        return next((b for b in self.findChildren(QPushButton) if not b.isHidden()), None)

    def show_check(self, check: Check) -> None:
        """Show a finding; rows that stay keep their widgets, and so the focus."""
        if check == self._check:
            return
        self._check = check
        is_open = check.state in {State.MISSING, State.WEAK}
        self._title.setText(self.tr(TO_DO.get(check.id, check.title) if is_open else check.title))
        self._why.setText(self.tr(check.why))
        self._why.setVisible(is_open)
        self._stop.setVisible(check.stops_export and check.state is State.MISSING)
        self._draw_icon()
        self._fill()

    def set_indent(self, width: int) -> None:
        """Set what stands below the title in by this much, in pixels."""
        self._below.setContentsMargins(width, 0, 0, 0)
        self._rows_below.setContentsMargins(max(0, width - INSET), 0, 0, 0)

    def redraw(self) -> None:
        """Draw the icons anew."""
        self._draw_icon()
        for shown in self._rows:
            shown.redraw()

    def _draw_icon(self) -> None:
        if self._check is not None:
            name, color = _ICONS[self._check.state]
            if self._check in stoppers((self._check,)):
                color = "bad"
            put_icon(self._icon, self._kit, name, color)

    def _fill(self) -> None:
        where = self._check.where if self._check is not None else ()
        shown = where[: self._limit]
        while len(self._rows) < len(shown):
            made = RowButton(self._kit, f"{self.objectName()}-{len(self._rows)}")
            made.clicked.connect(partial(self._choose, len(self._rows)))
            self._rows.append(made)
            self._places.addWidget(made)
        for number, item in enumerate(self._rows):
            if number < len(shown):
                item.set_words(shown[number].words)
            item.setVisible(number < len(shown))
        left = len(where) - len(shown)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("and %1 more").replace("%1", str(left)))

    def _show_more(self) -> None:
        first_new = min(self._limit, len(self._rows))
        self._limit += _MORE
        self._fill()
        if self._more.isHidden() and first_new < len(self._rows):
            self._rows[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, number: int, _checked: bool = False) -> None:
        if self._check is not None and number < len(self._check.where):
            place: Place = self._check.where[number]
            self.chosen.emit(place)
