"""Finding words in the whole appeal. It stays open beside the work."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Place
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.desk.search import MOST, Hit, pages_without_text, search, wanted
from appealdesk.desk.session import Session
from appealdesk.ui.dialogs.base import Dialog, say
from appealdesk.ui.dialogs.find_model import HIT, HitDelegate, Hits
from appealdesk.ui.jobs import Job, Jobs, Lane, Report
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, label
from appealdesk.ui.workbench import Workbench

_PAUSE = 120  # ms without typing until it is searched
_RECOUNT = 600  # ms of rest until pages without words are counted anew
_BATCH = 25  # hits brought to the list at a time


class FindDialog(Dialog):
    """Looks for words in details, texts, reasons, titles and pages while they are typed.

    Args:
        bench: the open case.
        kit: what every part of the window may use.
        parent: the window. Open it with ``show``.
    """

    stays = True  # it keeps its words until the next time

    open_wanted = Signal(object, str)
    """The user chose a hit: a ``Spot``, and the words that were looked for."""
    detail_wanted = Signal(object)
    """The user chose a detail of the case: a ``Place`` with its key."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("Find in this appeal"), name="findDialog", size=(620, 560)
        )
        self._bench = bench
        self._job: Job | None = None
        self._turn = 0  # which search the hits that come in belong to
        self._is_typed = True
        self.words = QLineEdit()
        self.words.setObjectName("findWords")
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(self.tr("Type words, or \u201ca phrase in quotes\u201d"))
        self.words.setAccessibleName(self.tr("Words to find"))
        self.words.installEventFilter(self)
        self.hits = Hits(self)
        self.list = QListView()
        self.list.setObjectName("findHits")
        self.list.setAccessibleName(self.tr("Places found"))
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitDelegate(kit, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self.list.installEventFilter(self)
        self.status = label("", "quiet")
        self.status.setObjectName("findStatus")
        self.pictures = label("", "small")
        self.pictures.setObjectName("findPictures")
        self.pictures.hide()
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._search)
        self._recount = QTimer(self, interval=_RECOUNT, singleShot=True)
        self._recount.timeout.connect(self._count_pictures)
        self.words.textChanged.connect(self._typed)
        top = column(self.words, self.status, space=SPACE)
        top.setContentsMargins(16, 16, 16, SPACE)
        below = column(self.pictures)
        below.setContentsMargins(16, SPACE, 16, SPACE + 4)
        self.put(top, self.list, below)
        bench.changed.connect(self._case_changed)
        self._tell()

    def look_for(self, text: str) -> None:
        """Look for these words, or go on with those typed before when there are none."""
        if text:
            self.words.setText(text)
        self.words.selectAll()
        self.words.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words to the list, Up from its first row back, Enter opens."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.words and self._key_in_words(event.key()):
                return True
            if watched is self.list and self._key_in_list(event.key()):
                return True
        return super().eventFilter(watched, event)

    @override
    def draw(self) -> None:
        self.list.viewport().update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_for("")
        self._pause.start()  # the case may have changed meanwhile
        self._count_pictures()

    @override
    def done(self, result: int) -> None:
        self._stop()
        self._recount.stop()
        super().done(result)

    def _key_in_words(self, key: int) -> bool:
        if key == Qt.Key.Key_Down and self.hits.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.hits.index(0))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._search()
            elif self.hits.rowCount():
                index = self.list.currentIndex()
                self._open(index if index.isValid() else self.hits.index(0))
            return True
        return False

    def _key_in_list(self, key: int) -> bool:
        index = self.list.currentIndex()
        if key == Qt.Key.Key_Up and index.row() <= 0:
            self.words.setFocus()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self._open(index)
            return True
        return False

    def _typed(self) -> None:
        self._is_typed = True
        self._stop()
        self._pause.start()

    def _case_changed(self, before: Case, after: Case) -> None:
        if not self.isVisible():
            return
        if self.words.text().strip():
            self._pause.start()
        if before.sections is not after.sections or before.tray is not after.tray:
            self._recount.start()

    def _search(self) -> None:
        """Begin a search; one that still runs is stopped and what it finds is dropped."""
        self._stop()
        self._pause.stop()
        if self._is_typed:  # words typed in the window count; a change of the case makes none
            self._is_typed = False
            self._bench.flush()
        self.hits.clear()
        text = self.words.text()
        if not wanted(text).words:
            self._tell()
            return
        take = partial(self.alive(self._take), self._turn)
        self._job = self.kit.jobs.start(
            Lane.BESIDE,
            "find",
            partial(_find, self._bench.session, self.kit.jobs, text, take),
            done=self.alive(partial(self._ended, self._turn)),
            failed=self.alive(partial(self._failed, self._turn)),
        )
        self._tell()

    def _stop(self) -> None:
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, turn: int, hits: tuple[Hit, ...]) -> None:
        if turn == self._turn and hits:
            self.hits.add(hits)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.hits.index(0))
            self._tell()

    def _ended(self, turn: int, _none: None) -> None:
        if turn == self._turn:
            self._job = None
            self._tell()
            say(self.status, self.status.text())

    def _failed(self, turn: int, error: AppealDeskError) -> None:
        if turn != self._turn:
            return
        self._job = None
        self.status.setText(f"{error.sentence} {error.hint}")

    def _tell(self) -> None:
        count = self.hits.rowCount()
        if not wanted(self.words.text()).words:
            words = self.tr(
                "Looks in your details, texts and reasons, and in the words of every page."
            )
        elif count >= MOST:
            words = self.tr("The first {0} places are shown. Type more words.").format(count)
        elif count:
            one, many = self.tr("1 place"), self.tr("{0} places").format(count)
            words = one if count == 1 else many
        elif self._job is not None:
            words = self.tr("Looking...")
        else:
            words = self.tr("Nothing found. Try fewer words, or only the beginning of a word.")
        self.status.setText(words)

    def _count_pictures(self) -> None:
        self.kit.jobs.start(
            Lane.BESIDE,
            "count pictures",
            partial(_pictures, self._bench.session),
            done=self.alive(self._take_pictures),
        )

    def _take_pictures(self, count: int) -> None:
        one = self.tr("1 page is a picture and cannot be searched.")
        many = self.tr("{0} pages are pictures and cannot be searched.").format(count)
        self.pictures.setText(one if count == 1 else many)
        self.pictures.setVisible(count > 0)

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        if hit.kind == "detail":
            self.detail_wanted.emit(Place("detail", 0, hit.title, hit.key))
        else:
            self.open_wanted.emit(Spot(SpotKind(hit.kind), hit.id, hit.page), self.words.text())


def _find(
    session: Session,
    jobs: Jobs,
    text: str,
    take: "partial[None]",
    report: Report,
) -> None:
    """In another thread: hits go to the list in batches, the first one at once."""
    batch: list[Hit] = []
    is_first = True
    for hit in search(session, text, cancel=report.cancel):
        batch.append(hit)
        if is_first or len(batch) == _BATCH:
            jobs.post(partial(take, tuple(batch)))
            batch.clear()
            is_first = False
        if report.cancel.is_set():
            return
    jobs.post(partial(take, tuple(batch)))


def _pictures(session: Session, report: Report) -> int:
    return pages_without_text(session, report.cancel)
