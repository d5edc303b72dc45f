"""What stands above the pages: what this is, how it is laid out, which page shows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.values import Arrangement
from appealdesk.packet.values import Delivery
from appealdesk.ui.preview.flow import FlowLayout
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, counted, icon_button, label, set_role
from appealdesk.ui.workbench import Workbench

_LARGE_TEXT = 150  # percent; above it a heading is as large as a title, else it pushes panes apart


class HeaderBar(QWidget):
    """Says what is shown, and sends or prints it."""

    print_wanted = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._title = label(self.tr("This is what will be sent"), "heading", wraps=False)
        self._count = label("", "quiet", wraps=False)
        self._count.setObjectName("packetCount")
        words = QWidget()
        flow = FlowLayout(SPACE + 4)
        flow.addWidget(self._title)
        flow.addWidget(self._count)
        words.setLayout(flow)
        self.print_button = button(self.tr("Print..."), self.print_wanted.emit, name="printPacket")
        self.export_button = button(
            self.tr("Export..."), kit.actions["export"].trigger, role="main", name="exportPacket"
        )
        self.export_button.setToolTip(kit.actions["export"].statusTip())
        self.print_button.setToolTip(kit.actions["print"].statusTip())
        kit.actions["export"].enabledChanged.connect(self.export_button.setEnabled)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.print_button)
        row.addWidget(self.export_button)
        self._words, self._buttons = words, buttons
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(words, 1)
        self._layout.addWidget(buttons, 0, Qt.AlignmentFlag.AlignTop)
        self.draw()

    def draw(self) -> None:
        """Draw the icons in the colours of the theme."""
        icons, theme = self._kit.icons, self._kit.theme
        self.print_button.setIcon(icons.get("printer"))
        self.export_button.setIcon(icons.get("send", "on_accent"))
        set_role(self._title, "heading" if theme.text_scale <= _LARGE_TEXT else "title")
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the buttons below the words where they have no room beside them."""
        needed = self._title.sizeHint().width() + self._buttons.sizeHint().width() + 3 * SPACE
        is_narrow = self.width() < needed
        self._layout.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )

    def show_count(self, pages: int, exhibits: int) -> None:
        """Tell how long the packet is."""
        parts = [counted(pages, self.tr("1 page"), self.tr("%1 pages"))] if pages else []
        if exhibits:
            parts.append(counted(exhibits, self.tr("1 exhibit"), self.tr("%1 exhibits")))
        self._count.setText("  \u00b7  ".join(parts))


class ChoicesBar(QWidget):
    """How the packet is laid out (edits of the case) and which form of it is shown."""

    delivery_chosen = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._order = QComboBox()
        self._order.setObjectName("arrangement")
        self._order.addItem(self.tr("Each part, then its papers"), Arrangement.BY_SECTION.value)
        self._order.addItem(self.tr("One letter, then all papers"), Arrangement.LETTER_FIRST.value)
        self._order.setToolTip(
            self.tr(
                "Put the papers behind the part that they belong to, or make one letter of all "
                "parts and put all papers behind it."
            )
        )
        self._order.activated.connect(self._order_chosen)
        self._dividers = QCheckBox(self.tr("A title sheet before each paper"))
        self._dividers.setObjectName("dividers")
        self._dividers.setToolTip(
            self.tr("A sheet that says \u201cExhibit A\u201d and so on. Good for packets on paper.")
        )
        self._dividers.clicked.connect(self._dividers_chosen)
        self._form = QComboBox()
        self._form.setObjectName("delivery")
        self._form.addItem(self.tr("As mail or upload"), Delivery.MAIL.value)
        self._form.addItem(self.tr("As fax, black and white"), Delivery.FAX.value)
        self._form.setToolTip(
            self.tr("See the packet as it looks on paper, or as it comes out of a fax machine.")
        )
        self._form.activated.connect(self._form_chosen)
        flow = FlowLayout(2 * SPACE)
        flow.addWidget(_named(self.tr("&Order:"), self._order))
        flow.addWidget(_named(self.tr("S&how:"), self._form))
        flow.addWidget(self._dividers)
        self.setLayout(flow)
        self.show_case()

    def show_case(self) -> None:
        """Show the layout that the case has."""
        layout = self._bench.case.layout
        self._order.setCurrentIndex(self._order.findData(layout.arrangement.value))
        self._dividers.setChecked(layout.has_dividers)
        for part in (self._order, self._dividers):
            part.setEnabled(not self._bench.is_read_only)

    def show_delivery(self, delivery: Delivery) -> None:
        """Show which form is shown."""
        self._form.setCurrentIndex(self._form.findData(delivery.value))

    def _order_chosen(self) -> None:
        chosen = Arrangement(self._order.currentData())
        if chosen is not self._bench.case.layout.arrangement:
            self._bench.apply(edits.set_layout(arrangement=chosen))

    def _dividers_chosen(self, is_on: bool) -> None:
        self._bench.apply(edits.set_layout(has_dividers=is_on))

    def _form_chosen(self) -> None:
        self.delivery_chosen.emit(Delivery(self._form.currentData()))


class PageBar(QWidget):
    """Which page shows, how large, and where one can go from it."""

    page_wanted = Signal(int)  # 0-based
    back_wanted = Signal()
    outline_wanted = Signal(bool)
    zoom_wanted = Signal(str)  # "in", "out", "width" or "page"
    open_wanted = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icons: list[tuple[QToolButton, str]] = []
        self.outline_button = self._tool(
            "panel-left", self.tr("Show what is in the packet"), "showOutline", is_checkable=True
        )
        self.outline_button.clicked.connect(self.outline_wanted)
        self.back_button = self._tool(
            "arrow-left", self.tr("Back to where you were (Alt+Left)"), "goBack"
        )
        self.back_button.clicked.connect(self.back_wanted)
        self.before_button = self._tool("chevron-up", self.tr("Page before"), "pageBefore")
        self.before_button.clicked.connect(self._before)
        self.after_button = self._tool("chevron-down", self.tr("Next page"), "pageAfter")
        self.after_button.clicked.connect(self._after)
        self.number = QLineEdit()
        self.number.setObjectName("pageNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(self.tr("Page"))
        self.number.returnPressed.connect(self._number_given)
        self.number.editingFinished.connect(self._show_number)
        self._row, self._pages = -1, 0
        self._of = label("", wraps=False)
        self.open_button = button("", self.open_wanted.emit, role="quiet", name="goToPaper")
        self._news = label("", "small", wraps=False)
        self._news.setObjectName("previewNews")
        self._put_together()
        self.show_page(-1, 0)
        self.draw()

    def _put_together(self) -> None:
        flow = FlowLayout(SPACE)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        word = label(self.tr("&Page"), wraps=False)
        word.setTextFormat(Qt.TextFormat.PlainText)
        word.setBuddy(self.number)
        parts: tuple[QWidget, ...] = (
            self.before_button, self.after_button, word, self.number, self._of,
        )  # fmt: skip
        for part in parts:
            row.addWidget(part)
        zoom = QWidget()
        row = QHBoxLayout(zoom)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for icon, words, what in (
            ("zoom-out", self.tr("Smaller"), "out"),
            ("zoom-in", self.tr("Larger"), "in"),
            ("move-horizontal", self.tr("Fit the width of the page"), "width"),
            ("fullscreen", self.tr("Fit the whole page"), "page"),
        ):
            made = self._tool(icon, words, f"zoom-{what}")
            made.clicked.connect(self._zoom_clicked)
            row.addWidget(made)
        for part in (
            self.outline_button, self.back_button, page, zoom, self.open_button, self._news,
        ):  # fmt: skip
            flow.addWidget(part)
        self.setLayout(flow)

    def _tool(self, icon: str, words: str, name: str, *, is_checkable: bool = False) -> QToolButton:
        made = icon_button(QIcon(), words, name=name, is_checkable=is_checkable)
        self._icons.append((made, icon))
        return made

    def draw(self) -> None:
        """Draw the icons in the colours of the theme."""
        side = self._kit.theme.pixels(18)
        for made, icon in self._icons:
            made.setIcon(self._kit.icons.get(icon))
            made.setIconSize(QSize(side, side))
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("00000") + 20)
        self.open_button.setIcon(self._kit.icons.get("file-text", "accent"))

    def show_page(self, row: int, count: int) -> None:
        """Show that this page (0-based) of so many is looked at."""
        self._row, self._pages = row, count
        self._show_number()
        self._of.setText(self.tr("of %1").replace("%1", f"{count:,}"))
        self.number.setEnabled(count > 0)
        self.before_button.setEnabled(row > 0)
        self.after_button.setEnabled(0 <= row < count - 1)

    def show_way(self, words: str) -> None:
        """Offer to open what the page belongs to; without words there is nothing to open."""
        self.open_button.setText(words)
        self.open_button.setVisible(bool(words))

    def tell(self, words: str) -> None:
        """Show a quiet line of news, or none."""
        self._news.setText(words)
        self._news.setVisible(bool(words))

    def _before(self) -> None:
        self.page_wanted.emit(self._row - 1)

    def _after(self) -> None:
        self.page_wanted.emit(self._row + 1)

    def _number_given(self) -> None:
        words = self.number.text().strip()
        if words.isdecimal():
            self.page_wanted.emit(min(max(int(words), 1), self._pages) - 1)
        self._show_number()
        self.number.selectAll()

    def _show_number(self) -> None:
        self.number.setText(str(self._row + 1) if self._pages else "")

    def _zoom_clicked(self) -> None:
        self.zoom_wanted.emit(self.sender().objectName().removeprefix("zoom-"))


def _named(words: str, part: QComboBox) -> QWidget:
    """A control with its name before it."""
    name = label(words, wraps=False)
    name.setBuddy(part)
    part.setAccessibleName(words.replace("&", "").rstrip(":"))
    part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    part.setMinimumWidth(80)  # its longest line may be cut in a narrow pane; the list shows it all
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(name)
    row.addWidget(part)
    return both
