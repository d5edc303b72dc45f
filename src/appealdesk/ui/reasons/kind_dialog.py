"""Choosing what kind of reason one has."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.guidance.reasons import reason_kind
from appealdesk.ui.dialogs.base import Dialog, foot
from appealdesk.ui.reasons.kind_list import NOTHING, KindList
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label

_MARGIN = 20


class KindDialog(Dialog):
    """Lists all kinds with how letters put them. Show it with ``open``.

    Args:
        kit: what every part of the window may use.
        parent: the window it belongs to.
        kind: the id that is chosen now.
    """

    picked = Signal(str)
    """A kind was chosen; the dialog closes."""

    def __init__(self, kit: Kit, parent: QWidget | None = None, *, kind: str = "") -> None:
        title = self.tr("What kind of reason is it?")
        super().__init__(kit, parent, title=title, name="kind-of-reason", size=(620, 680))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._kind = kind
        self._find = QLineEdit()
        self._find.setObjectName("find-kind")
        self._find.setClearButtonEnabled(True)
        self._find.setAccessibleName(self.tr("Words of the letter, to find the kind"))
        self._find.setPlaceholderText(
            self.tr("Words of the letter, such as \u201cnot needed\u201d")
        )
        self._none = label(
            self.tr("No kind has these words. Here are all of them; take the closest."), "quiet"
        )
        self.list = KindList(kit)
        self.list.setObjectName("kinds")
        self._says = label("", "quiet")
        self._says.setObjectName("kind-says")
        self._use = button(self.tr("Use this kind"), self._done, role="main", name="use-kind")
        self._use.setDefault(True)
        cancel = button(self.tr("Cancel"), self.reject, name="cancel")
        body = QVBoxLayout()
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, SPACE)
        body.setSpacing(SPACE)
        why = self.tr(
            "The kind decides which help, papers and tables are shown. It is not printed."
        )
        for part in (label(why, "quiet"), self._find, self._none):
            body.addWidget(part)
        body.addWidget(frame("card", column(self.list, margin=2)), 1)
        body.addWidget(self._says)
        middle = QWidget()
        middle.setLayout(body)
        self.put(middle, foot=foot(None, cancel, self._use))
        self._find.textChanged.connect(self._offer)
        self._find.installEventFilter(self)
        self.list.chosen.connect(self._chosen)
        self.list.used.connect(self._used)
        self.list.left_at_top.connect(self._find.setFocus)
        self._offer("")
        self._find.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._find
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.list.enter()
            return True
        return super().eventFilter(watched, event)

    def _offer(self, wanted: str) -> None:
        """List what the words find. What is found first is chosen, so that Enter takes it."""
        has_found = self.list.offer(wanted)
        self._none.setVisible(not has_found)
        if wanted.strip() and has_found and self._kind not in self.list.kinds[:-1]:
            self._kind = self.list.kinds[0]
        self.list.mark(self._kind or NOTHING)
        self._say()

    def _chosen(self, kind: str) -> None:
        self._kind = kind
        self._say()

    def _used(self, kind: str) -> None:
        self._kind = kind
        self._done()

    def _say(self) -> None:
        """How letters put the chosen kind, to compare."""
        found = reason_kind(self._kind)
        said = () if found is None else found.says
        quoted = ", ".join(f"\u201c{words}\u201d" for words in said[:4])
        words = self.tr("Letters say, for example: %1").replace("%1", quoted)
        self._says.setText(words if said else "")
        self._says.setVisible(bool(said))

    def _done(self) -> None:
        self.accept()
        self.picked.emit(self._kind)
