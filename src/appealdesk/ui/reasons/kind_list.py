"""The kinds of denial reasons as a list that one chooses from, found by words."""

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget
from typing_extensions import override

from appealdesk.case.values import Reason
from appealdesk.guidance.reasons import ReasonKind, reason_kind, reason_kinds
from appealdesk.ui.reasons.exhibit_delegate import ExhibitDelegate
from appealdesk.ui.reasons.exhibit_rows import ROW, ExhibitRows, Row, RowKind
from appealdesk.ui.view import Kit

UNSURE = ""
"""The kind of a reason of which nobody said what kind it is."""
NOTHING = "-"
"""No kind at all: no row is marked, not even that of who is not sure."""


class KindList(QListView):
    """Lists kinds, and "I am not sure" below them.

    Args:
        kit: what every part of the window may use.
    """

    chosen = Signal(str)
    """A kind was chosen with a click or the arrows: its id."""
    used = Signal(str)
    """A kind was chosen with a double click: the dialog may close."""
    left_at_top = Signal()
    """Up was pressed on the first row."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Kinds of reasons"))
        self._rows = ExhibitRows(self)
        self._kinds: tuple[str, ...] = ()
        self._is_listing = False
        self.setModel(self._rows)
        self.setItemDelegate(ExhibitDelegate(self, kit))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: one that comes and goes leaves rows as high as their words were before.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumHeight(kit.theme.pixels(120))
        self.selectionModel().currentChanged.connect(self._walked)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        self.installEventFilter(self)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ids that are listed, UNSURE among them."""
        return self._kinds

    def offer(self, wanted: str) -> bool:
        """List the kinds that have these words; all of them, and False, when none has."""
        words = wanted.casefold().split()
        found = [kind for kind in reason_kinds() if _has(kind, words)]
        shown = found or reason_kinds()
        self._is_listing = True
        self._kinds = (*(kind.id for kind in shown), UNSURE)
        self._rows.set_rows((*(_row(kind) for kind in shown), _unsure()))
        self._is_listing = False
        return bool(found)

    def mark(self, kind: str) -> None:
        """Mark this kind without telling anybody; nothing is marked when it is not listed."""
        self._is_listing = True
        if kind in self._kinds:
            self.setCurrentIndex(self._rows.index(self._kinds.index(kind)))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._is_listing = False

    def enter(self) -> None:
        """Put the focus here, and choose the row on which it comes to stand."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        row = max(self.currentIndex().row(), 0)
        self.setCurrentIndex(self._rows.index(row))
        self.chosen.emit(self._kinds[row])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QKeyEvent) and event.type() == event.Type.KeyPress:
            is_top = self.currentIndex().row() <= 0
            if event.key() == Qt.Key.Key_Up and is_top:
                self.left_at_top.emit()
                return True
        return super().eventFilter(watched, event)

    def _walked(self, index: QModelIndex, before: QModelIndex) -> None:
        """Arrows choose; the first row that Qt makes the current one on the way is not chosen."""
        if before.isValid() and index.isValid() and not self._is_listing:
            self.chosen.emit(self._kinds[index.row()])

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ROW), Row):
            self.chosen.emit(self._kinds[index.row()])

    def _double_clicked(self, index: QModelIndex) -> None:
        self._clicked(index)
        self.used.emit(self._kinds[index.row()])


def kind_called(title: str) -> str:
    """The id of the kind that has this very title; UNSURE for none."""
    wanted = " ".join(title.split()).casefold()
    found = (kind.id for kind in reason_kinds() if kind.title.casefold() == wanted)
    return next(found, UNSURE)


def kind_of(reason: Reason) -> ReasonKind | None:
    """The kind of a reason, by its title when nobody chose one; None when that tells nothing."""
    return reason_kind(reason.kind) or reason_kind(kind_called(reason.title))


def kind_words(kind: ReasonKind | None) -> str:
    """What a kind is called; words that say so when it is not chosen."""
    return _tr("Not chosen yet") if kind is None else kind.title


def _row(kind: ReasonKind) -> Row:
    return Row(RowKind.PLAIN, kind.title, detail=kind.means)


def _unsure() -> Row:
    words = _tr("That is fine. You can say it later, when you answer the reason.")
    return Row(RowKind.PLAIN, _tr("I am not sure"), detail=words)


def _has(kind: ReasonKind, words: list[str]) -> bool:
    text = " ".join((kind.title, kind.means, *kind.says)).casefold()
    return all(word in text for word in words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KindList", text)
