"""One waiting paper as a card: what it looks like, what it is, and where it is to go."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.case.values import Case, Document, Kind
from appealdesk.desk.kinds import KIND_LOOKS, KIND_WORDS, suggested_section
from appealdesk.ui.guide.parts import RowButton
from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, counted, icon_button, label, row

_THUMB = 76  # width at 100% text, in device-independent pixels


class PagePicture(QWidget):
    """The first page of a paper that is in the packet, as large as fits.

    It asks for its picture when it is painted: what is out of sight costs nothing.
    """

    def __init__(self, document: Document, images: PageImages, kit: Kit) -> None:
        super().__init__()
        self._document = document
        self._images = images
        self._kit = kit
        images.ready.connect(self._picture_ready)

    def show_document(self, document: Document) -> None:
        """Show another paper, or the same one with other pages."""
        self._document = document
        self.update()

    def key(self) -> ImageKey | None:
        """The picture that is shown; None for a paper without pages."""
        page = next(iter(self._document.included_pages or self._document.pages), None)
        if page is None:
            return None
        across = self.height() if page.rotation % 180 else self.width()
        width = round(across * self.devicePixelRatioF())
        return ImageKey(self._document.clean, page.index, width, page.rotation)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        key = self.key()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if key is None:
            size = self._kit.theme.pixels(32)
            icon = self._kit.icons.pixmap("file-x", size, "bad")
            painter.drawPixmap(self.rect().center() - QPoint(size // 2, size // 2), icon)
            return
        pixmap = self._images.image(key)
        size_shown = self.size() if pixmap is None else pixmap.size()
        sheet = QRect(
            QPoint(0, 0), size_shown.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        if pixmap is None:
            painter.fillRect(sheet, QColor(self._kit.theme.colors.paper))
        else:
            painter.drawPixmap(sheet, pixmap)
        painter.setPen(QColor(self._kit.theme.colors.line))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))

    def _picture_ready(self, key: ImageKey) -> None:
        if key == self.key():
            self.update()


class TrayCard(QFrame):
    """A paper of the tray. It asks by signals and changes nothing itself.

    Args:
        document: the paper.
        case: names the sections that it may go to.
        images: pictures of pages.
        kit: theme and icons.
    """

    opened = Signal(int)
    """(document): look at it."""
    removed = Signal(int)
    """(document): take it out of the appeal."""
    filed = Signal(int, int)
    """(document, section): file it there."""
    kind_chosen = Signal(int, object)
    """(document, ``Kind``): that is what it is."""

    def __init__(self, document: Document, case: Case, images: PageImages, kit: Kit) -> None:
        super().__init__()
        self.document = document
        self.setObjectName("tray-card")
        self.setProperty("role", "card")
        self._kit = kit
        self._sections: tuple[tuple[int, str], ...] = ()
        self._is_own_choice = False  # the section was chosen by hand: it is not suggested away
        self.picture = PagePicture(document, images, kit)
        self._title = label("", "title")
        self._line = label("", "quiet")
        self._problem = label("", "bad")
        self._offered: Kind | None = None
        self.accept = RowButton(kit, "tray-accept-kind", "file-check", "accent", has_arrow=False)
        self.accept.clicked.connect(self._accept_kind)
        self.kind = self._combo("tray-kind")
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(self.tr(words), kind)
        self.kind.setMaxVisibleItems(len(KIND_WORDS))  # all at one look; ten need a wheel
        self.section = self._combo("tray-section")
        icons = kit.icons
        self.file = button(self.tr("File it here"), self._file, name="tray-file")
        self.open = button(self.tr("Look at it"), self._open, name="tray-open", role="quiet")
        self.remove = icon_button(
            icons.get("trash-2"), self.tr("Remove"), self._remove, name="tray-remove"
        )
        self.kind.activated.connect(self._choose_kind)
        self.section.activated.connect(self._choose_section)
        self._build()
        self.restyle()
        self.show_document(document, case)

    @property
    def chosen_section(self) -> int | None:
        """The section that is named in the card; None when the case has none."""
        chosen = self.section.currentData()
        return None if chosen is None else int(chosen)

    def show_document(self, document: Document, case: Case) -> None:
        """Show the paper as it is now, and the sections that there are now."""
        self.document = document
        self.picture.show_document(document)
        title = document.title
        self._title.setText(title)
        self._line.setText(self._pages(document))
        problem = document.problem
        words = "" if problem is None else f"{problem.sentence} {problem.hint}".strip()
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.kind.setCurrentIndex(self.kind.findData(document.kind))
        self._offer_sections(case)
        for widget, what in (
            (self.kind, self.tr("What \u201c{title}\u201d is")),
            (self.section, self.tr("Section for \u201c{title}\u201d")),
            (self.file, self.tr("File \u201c{title}\u201d under that section")),
            (self.open, self.tr("Look at \u201c{title}\u201d")),
            (self.remove, self.tr("Remove \u201c{title}\u201d")),
        ):
            widget.setAccessibleName(what.format(title=title))
        self.remove.setToolTip(self.tr("Remove this paper"))
        self.setAccessibleName(title)

    def offer_kind(self, kind: Kind | None) -> None:
        """Say what the paper seems to be, and let the user agree with one press; None: nothing."""
        self._offered = kind
        if kind is not None:
            words = self.tr("This looks like {kind}. Press here if it is.")
            self.accept.set_words(words.format(kind=self.tr(KIND_LOOKS[kind])))
            said = self.tr("\u201c{title}\u201d looks like {kind}. Press if it is.")
            self.accept.setAccessibleName(
                said.format(title=self.document.title, kind=self.tr(KIND_LOOKS[kind]))
            )
        self.accept.setVisible(kind is not None)

    def restyle(self) -> None:
        """Take the sizes and colours of the theme."""
        pixels = self._kit.theme.pixels
        width = (_THUMB + pixels(_THUMB)) // 2  # grows with the text, but leaves it room
        self.picture.setFixedSize(width, width * 13 // 10)
        for combo in (self.kind, self.section):
            combo.setMaximumWidth(pixels(340))
        self.accept.redraw()
        self.file.setIcon(self._kit.icons.get("file-input"))
        self.remove.setIcon(self._kit.icons.get("trash-2"))
        self.remove.setIconSize(QSize(pixels(18), pixels(18)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the list; over a choice it must not change what a paper is."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # ---- building

    def _combo(self, name: str) -> QComboBox:
        """A choice that gets narrower than its words when there is no room."""
        made = QComboBox()
        made.setObjectName(name)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        made.setSizeAdjustPolicy(policy)
        made.setMinimumContentsLength(7)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.installEventFilter(self)
        return made

    def _build(self) -> None:
        kind_words = label(self.tr("What it is"), "quiet", wraps=False)
        section_words = label(self.tr("File under"), "quiet", wraps=False)
        kind_words.setBuddy(self.kind)
        section_words.setBuddy(self.section)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.addWidget(kind_words, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(section_words, 1, 0)
        grid.addWidget(self.section, 1, 1)
        grid.setColumnStretch(1, 1000)  # the rest only when the choices are wide enough
        grid.setColumnStretch(2, 1)
        below = row(self.file, self.open, space=6)
        below.addStretch()
        below.addWidget(self.remove)
        words = column(self._title, self._line, self._problem, space=2)
        self.accept.setVisible(False)
        right = column(words, self.accept, grid, below, space=10)
        whole = row(self.picture, right, space=16, margin=14)
        whole.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _pages(self, document: Document) -> str:
        pages = counted(len(document.pages), self.tr("1 page"), self.tr("%1 pages"))
        if document.problem is not None:
            pages = self.tr("Could not be read")
        if document.file_name and document.file_name != document.title:
            return self.tr("{pages} \u00b7 from {file}").format(
                pages=pages, file=document.file_name
            )
        return pages

    def _offer_sections(self, case: Case) -> None:
        sections = tuple((int(s.id), s.title) for s in case.sections)
        if sections != self._sections:
            chosen = self.chosen_section
            self._sections = sections
            self.section.clear()
            for number, title in sections:
                self.section.addItem(title, number)
            place = self.section.findData(chosen)
            self._is_own_choice = self._is_own_choice and place >= 0
            self.section.setCurrentIndex(max(place, 0) if sections else -1)
        if not self._is_own_choice:
            suggested = suggested_section(case, self.document.kind)
            if suggested is not None:
                self.section.setCurrentIndex(self.section.findData(int(suggested.id)))
        for widget in (self.section, self.file):
            widget.setEnabled(bool(sections))

    # ---- what the person does

    def _choose_kind(self, place: int) -> None:
        self.kind_chosen.emit(self.document.id, Kind(self.kind.itemData(place)))  # Qt gives a str

    def _accept_kind(self) -> None:
        if self._offered is not None:
            self.kind_chosen.emit(self.document.id, self._offered)

    def _choose_section(self, _place: int) -> None:
        self._is_own_choice = True

    def _file(self) -> None:
        section = self.chosen_section
        if section is not None:
            self.filed.emit(self.document.id, section)

    def _open(self) -> None:
        self.opened.emit(self.document.id)

    def _remove(self) -> None:
        self.removed.emit(self.document.id)
