"""Cut, copy and paste of papers; and of files and pictures that other programs copied."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from appealdesk.desk.notices import Tone
from appealdesk.ui.bringing import BringIn
from appealdesk.ui.drops import Own, own_mime, read_drop, read_own
from appealdesk.ui.packet_tree.filing import Filing
from appealdesk.ui.packet_tree.moves import Chosen, Place
from appealdesk.ui.spot import SpotKind
from appealdesk.ui.view import Kit


class Clip(QObject):
    """The clipboard as the tree uses it.

    Args:
        case_path: the case file; papers of another one cannot be pasted here.
        filing: moves and copies.
        bringing: takes what comes from outside.
    """

    cut_changed = Signal()
    """Other papers, or none, are waiting to be moved."""

    def __init__(
        self, case_path: str, filing: Filing, bringing: BringIn, kit: Kit, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._case_path = case_path
        self._filing = filing
        self._bringing = bringing
        self._kit = kit
        self._cut: frozenset[int] = frozenset()
        self._taken: Own | None = None
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._forget_cut)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._leave_words)

    @property
    def cut(self) -> frozenset[int]:
        """Ids of the papers that were cut and not pasted yet."""
        return self._cut

    def take(self, chosen: Chosen, *, is_cut: bool) -> None:
        """Put papers on the clipboard; those that were cut move when they are pasted."""
        own = Own(self._case_path, chosen.kind.value, chosen.ids, is_cut)
        mime = own_mime(own)
        mime.setText("\n".join(self._filing.title(spot) for spot in chosen.spots()))
        self._taken = own
        self._clipboard.setMimeData(mime)
        self._set_cut(frozenset(chosen.ids) if is_cut else frozenset())

    def paste(self, place: Place) -> None:
        """Put what is on the clipboard at a place."""
        mime = self._contents()
        own = read_own(mime)
        if own is None:
            self._bringing.bring(read_drop(mime), place.section, place.before)
        elif own.case_path != self._case_path:
            self._kit.notices.tell(
                self.tr("These papers belong to another appeal."),
                self.tr("Use Add files to bring the same files into this one."),
                Tone.WARNING,
            )
        elif own.kind == SpotKind.DOCUMENT.value:
            chosen = Chosen(SpotKind.DOCUMENT, own.ids)
            if own.is_cut:
                self._clipboard.clear()
                self._filing.move(chosen, place)
            else:
                self._filing.copy(chosen, place)

    def _contents(self) -> QMimeData:
        """What is on the clipboard; some systems have nothing at all for an empty one."""
        found = cast("QMimeData | None", self._clipboard.mimeData())
        return QMimeData() if found is None else found

    def _forget_cut(self) -> None:
        """Something else was copied since: what was cut stays where it is."""
        own = read_own(self._contents()) if self._cut else None
        if own is None or not own.is_cut or own.case_path != self._case_path:
            self._set_cut(frozenset())

    def _leave_words(self) -> None:
        """Leave the titles on the clipboard when the program ends.

        Trap: mime data made in Python that the clipboard still holds then is freed after Python
        has gone, which ends the program with a crash.
        """
        if self._taken is not None and read_own(self._contents()) == self._taken:
            self._clipboard.setText(self._clipboard.text())

    def _set_cut(self, cut: frozenset[int]) -> None:
        if cut != self._cut:
            self._cut = cut
            self.cut_changed.emit()
