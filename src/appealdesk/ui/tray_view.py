"""The tray "To file" in the middle of the window: papers that came in and have no place yet."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.case.document_edits import move_documents
from appealdesk.case.values import Case, Document, Kind
from appealdesk.desk.kinds import suggested_section
from appealdesk.desk.papers_read import kind_offer
from appealdesk.ui.bringing import BringIn
from appealdesk.ui.drops import TAKES_FILES, Drop, force_copy, offers_papers, read_drop
from appealdesk.ui.packet_tree.filing import Filing
from appealdesk.ui.packet_tree.moves import Chosen, Place
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.tray_card import TrayCard
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import button, column, counted, label, row
from appealdesk.ui.workbench import Workbench

_AT_ONCE = 8  # cards made in one go; the rest comes while the window stays alive


class DropArea(QWidget):
    """A dashed frame that says: drop it here."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._is_over = False
        self.setObjectName("tray-drop-area")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = label("", "quiet")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = button(kit.actions["add-files"].text().replace("&", ""), name="tray-add-files")
        self.add.clicked.connect(self._add)
        middle = row()
        middle.addStretch()
        middle.addWidget(self.add)
        middle.addStretch()
        self.setLayout(column(self._picture, self.words, middle, space=10, margin=18))
        self.restyle()

    def restyle(self) -> None:
        """Take the sizes and colours of the theme."""
        size = self._kit.theme.pixels(28)
        self._picture.setPixmap(self._kit.icons.pixmap("inbox", size, "quiet"))
        self.add.setIcon(self._kit.icons.get("file-plus"))
        self.update()

    def set_over(self, *, is_over: bool) -> None:
        """Light up while files are over it."""
        self._is_over = is_over
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._kit.theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colors.accent if self._is_over else colors.quiet), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colors.chosen if self._is_over else colors.pane))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _add(self) -> None:
        self._kit.actions["add-files"].trigger()


class TrayView(View):
    """Every waiting paper as a card, and what can be done with all of them at once."""

    grown = Signal()
    """All cards are there."""

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tray-view")
        self.setAcceptDrops(True)
        self.setProperty(TAKES_FILES, True)
        self._bench = bench
        self._images = images
        self._kit = kit
        self._filing = Filing(bench, kit, self)
        self._bringing = BringIn(bench, kit, self)
        self._cards: dict[int, TrayCard] = {}
        self._titles: tuple[tuple[int, str], ...] = ()
        self._is_stale = True
        self._area = DropArea(kit)
        self._count = label("", "title")
        self._file_all = button(self.tr("File all under..."), name="tray-file-all")
        self._menu = QMenu(self._file_all)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._file_all.setMenu(self._menu)
        self._list = QVBoxLayout()
        self._grow_timer = QTimer(self, interval=0, singleShot=True)
        self._grow_timer.timeout.connect(self._grow)
        self._build()
        bench.changed.connect(self._case_changed)
        bench.papers.read.connect(self._offer_kinds)
        kit.theme.changed.connect(self._restyle)
        self._tell(bench.case)

    @property
    def cards(self) -> tuple[TrayCard, ...]:
        """The cards that are there, in the order of the tray."""
        made = (self._cards.get(d.id) for d in self._bench.case.tray)
        return tuple(card for card in made if card is not None)

    # ---- building

    def _build(self) -> None:
        what = label(
            self.tr(
                "Papers that you have not given a place yet wait here; they are not sent. Say "
                "what each one is, and file it under the part of your appeal where it belongs."
            ),
            "quiet",
        )
        above = row(self._count, self._file_all)
        above.setStretch(0, 1)
        self._list.setSpacing(10)
        inside = column(
            label(self.tr("To file"), "heading"),
            what,
            self._area,
            above,
            self._list,
            space=14,
            margin=24,
        )
        inside.addStretch()
        body = QWidget()
        body.setLayout(inside)
        scroll = QScrollArea()
        scroll.setObjectName("tray-scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(scroll, space=0))

    def _restyle(self) -> None:
        self._area.restyle()
        for card in self._cards.values():
            card.restyle()

    # ---- following the case

    def _case_changed(self, before: Case, after: Case) -> None:
        if after.tray is not before.tray or after.sections is not before.sections:
            self._is_stale = True
            if self.isVisible():
                self._follow(after)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._follow(self._bench.case)

    def _follow(self, case: Case) -> None:
        """Drop and renew cards; new ones are made a few at a time."""
        self._is_stale = False
        titles = tuple((s.id, s.title) for s in case.sections)
        has_other_sections, self._titles = titles != self._titles, titles
        waiting: dict[int, Document] = {d.id: d for d in case.tray}
        had_focus = next((n for n, c in self._cards.items() if _holds_focus(c)), None)
        for number in [n for n in self._cards if n not in waiting]:
            card = self._cards.pop(number)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for number, card in self._cards.items():
            if has_other_sections or waiting[number] is not card.document:
                card.show_document(waiting[number], case)
        self._tell(case)
        self._grow()
        self._offer_kinds()
        if had_focus is not None and had_focus not in self._cards:
            self.focus_work()

    def _grow(self) -> None:
        """Make missing cards and bring all into order."""
        case = self._bench.case
        room = _AT_ONCE
        for document in case.tray:
            if document.id not in self._cards and room:
                self._cards[document.id] = self._made(document, case)
                room -= 1
        for place, card in enumerate(self.cards):
            there = self._list.itemAt(place)
            if there is None or there.widget() is not card:
                self._list.insertWidget(place, card)
        if len(self._cards) < len(case.tray):
            self._grow_timer.start()
        else:
            self._offer_kinds()
            self.grown.emit()

    def _offer_kinds(self) -> None:
        """Say on each card what its paper seems to be, as far as the papers were read."""
        facts = self._bench.papers.known.facts(self._bench.case)
        for card in self._cards.values():
            card.offer_kind(kind_offer(card.document, facts.get(card.document.id)))

    def _made(self, document: Document, case: Case) -> TrayCard:
        card = TrayCard(document, case, self._images, self._kit)
        card.setEnabled(not self._bench.is_read_only)
        card.opened.connect(self._open)
        card.removed.connect(self._remove)
        card.filed.connect(self._file)
        card.kind_chosen.connect(self._set_kind)
        return card

    def _tell(self, case: Case) -> None:
        count = len(case.tray)
        self._count.setText(
            counted(count, self.tr("1 paper is waiting"), self.tr("%1 papers are waiting"))
            if count
            else self.tr("Nothing is waiting")
        )
        self._file_all.setVisible(count > 1)
        self._file_all.setEnabled(bool(case.sections) and not self._bench.is_read_only)
        self._area.words.setText(
            self.tr("Drop more papers here, or choose them:")
            if count
            else self.tr(
                "Everything you added has its place. Drop more papers here, from a folder, an "
                "e-mail that you saved or your web browser, or choose them:"
            )
        )
        self._area.add.setEnabled(not self._bench.is_read_only)

    # ---- what the person does

    def _open(self, document: int) -> None:
        self._bench.show(Spot(SpotKind.DOCUMENT, document))

    def _remove(self, document: int) -> None:
        self._filing.remove((Spot(SpotKind.DOCUMENT, document),))

    def _file(self, document: int, section: int) -> None:
        self._filing.move(Chosen(SpotKind.DOCUMENT, (document,)), Place(section))

    def _set_kind(self, document: int, kind: Kind) -> None:
        self._filing.set_kind((document,), kind)

    def _fill_menu(self) -> None:
        self._menu.clear()
        words = self.tr("The section that each card names")
        self._menu.addAction(words).triggered.connect(self._file_each)
        self._menu.addSeparator()
        papers = tuple(d.id for d in self._bench.case.tray)
        for title, call in self._filing.homes(papers):
            self._menu.addAction(title.replace("&", "&&")).triggered.connect(call)

    def _file_each(self) -> None:
        """One step of the history, however many sections they go to."""
        case = self._bench.case
        changes = [
            move_documents([document.id], section)
            for document in case.tray
            if (section := self._named_section(document, case)) is not None
        ]
        self._bench.apply_all(self.tr("File all papers"), changes)

    def _named_section(self, document: Document, case: Case) -> int | None:
        """The section on a paper's card, or the one that its card would offer."""
        card = self._cards.get(document.id)
        if card is not None:
            return card.chosen_section
        offered = suggested_section(case, document.kind)
        return None if offered is None else offered.id

    @override
    def focus_work(self) -> None:
        first = next(iter(self.cards), None)
        (self._area.add if first is None else first.kind).setFocus()

    # ---- drops

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._over(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._over(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._area.set_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._over(event)
        self._area.set_over(is_over=False)
        if event.isAccepted():
            self.take(read_drop(event.mimeData()))

    def take(self, drop: Drop) -> None:
        """Bring a drop into the tray."""
        self._bringing.bring(drop)

    def _over(self, event: QDropEvent) -> None:
        if offers_papers(event.mimeData()):
            force_copy(event)
            self._area.set_over(is_over=True)
        else:
            event.ignore()


def _holds_focus(card: TrayCard) -> bool:
    return any(w.hasFocus() for w in (card.kind, card.section, card.file, card.open, card.remove))
