"""The tab "Help": a short page about the very thing that is chosen."""

import re
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.desk.help import (
    DETAILS,
    HOW_IT_WORKS,
    PACKET,
    REASON,
    TRACKER,
    TRAY,
    HelpPage,
    document_page,
    help_pages,
    help_text,
    section_page,
)
from appealdesk.guidance.guidebook import guide_page
from appealdesk.ui.guide.parts import Page, RowButton, set_words
from appealdesk.ui.guidebook.opening import show_guidebook
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label, line, row, tab_through
from appealdesk.ui.workbench import Workbench

_KEY = re.compile(r"<key ([a-z-]+)>")


class HelpTab(Page):
    """Shows help for what is chosen; every page leads to further ones and back."""

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__(kit, "helpTab")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll
        self.setAccessibleName(self.tr("Help"))
        self._bench = bench
        self._actions = kit.actions
        self._page_id = ""
        self._links: list[RowButton] = []
        self._about = label("", "small")
        self._title = label("", "heading")
        self._text = column()
        self._see_head = label(self.tr("See also"), "group")
        self._see = column()
        self._advice = label(self.tr(help_text().advice), "small")
        self.add(self._about, self._title, self._text, self._see_head)
        self.content.addLayout(self._see)
        self.content.addStretch(1)
        self.add(line(), self._advice)
        self.show_page(HOW_IT_WORKS)

    @property
    def page_id(self) -> str:
        """The page that shows."""
        return self._page_id

    @property
    def links(self) -> tuple[RowButton, ...]:
        """What leads to further pages."""
        return tuple(self._links)

    def show_spot(self, spot: Spot) -> None:
        """Show the page about what is chosen."""
        self.show_page(self._page_of(spot))

    def show_change(self) -> None:
        """Follow what is chosen when it became something else; another page is left alone."""
        about = self._page_of(self._bench.spot)
        if self._is_about_spot and about != self._page_id:
            self.show_page(about)
        else:
            self._name_spot()

    def show_page(self, page_id: str = "") -> None:
        """Show a page; an id that is not there shows how all this works."""
        pages = help_pages()
        page_id = page_id if page_id in pages else HOW_IT_WORKS
        if page_id != self._page_id:
            self._page_id = page_id
            self._fill(pages[page_id])
            self.verticalScrollBar().setValue(0)
        self._is_about_spot = page_id == self._page_of(self._bench.spot)
        self._name_spot()
        self._link(pages[page_id])

    def focus_first(self) -> None:
        """Put the focus on the text, so that the arrow keys move it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def redraw(self) -> None:
        for link in self._links:
            link.redraw()
        super().redraw()

    def _page_of(self, spot: Spot) -> str:
        case = self._bench.case
        if spot.kind is SpotKind.SECTION and (section := case.section(spot.id)) is not None:
            return section_page(section)
        if spot.kind is SpotKind.DOCUMENT and (document := case.document(spot.id)) is not None:
            return document_page(document)
        if spot.kind is SpotKind.REASON:
            return REASON
        own = {SpotKind.TRAY: TRAY, SpotKind.TRACKER: TRACKER}
        return own.get(spot.kind, PACKET)

    def _name_spot(self) -> None:
        """Say what the help is about, in the user's own words for it."""
        case, spot = self._bench.case, self._bench.spot
        name = ""
        if spot.kind is SpotKind.SECTION and (section := case.section(spot.id)) is not None:
            name = section.title
        elif spot.kind is SpotKind.DOCUMENT and (document := case.document(spot.id)) is not None:
            name = document.title
        elif spot.kind is SpotKind.REASON and (reason := case.reason(spot.id)) is not None:
            name = reason.title
        is_shown = self._is_about_spot and bool(name) and name != self._title.text()
        set_words(self._about, self.tr("Help for \u201c%1\u201d").replace("%1", name))
        self._about.setVisible(is_shown)

    def _fill(self, page: HelpPage) -> None:
        self._title.setText(self.tr(page.title))
        lines = column(space=10)
        for paragraph in page.text:
            lines.addWidget(label(self._with_keys(self.tr(paragraph))))
        for number, step in enumerate(page.steps, start=1):
            words = self._with_keys(self.tr(step))
            lines.addWidget(_Step(number, words, self._kit.theme.pixels(18)))
        for paragraph in page.after:
            lines.addWidget(label(self._with_keys(self.tr(paragraph))))
        _put(self._text, lines)

    def _with_keys(self, text: str) -> str:
        """The text with the keys of actions filled in; an action without keys is named."""

        def keys(match: re.Match[str]) -> str:
            action = self._actions[match.group(1)]
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            name = action.text().replace("&", "").rstrip(".")
            return shown or self.tr("\u201c%1\u201d in the menu").replace("%1", name)

        return _KEY.sub(keys, text)

    def _link(self, page: HelpPage) -> None:
        lines = column(space=0)
        self._links = []
        about = self._page_of(self._bench.spot)
        wanted = [*([] if self._is_about_spot else [about]), *page.see, HOW_IT_WORKS, DETAILS]
        for page_id in dict.fromkeys(p for p in wanted if p != self._page_id):
            link = RowButton(self._kit, f"help-{page_id}", "book-open", "quiet")
            title = self.tr(help_pages()[page_id].title)
            is_back = page_id == about and not self._is_about_spot
            said = self.tr("About what is chosen: %1").replace("%1", title) if is_back else title
            link.set_words(said)
            link.clicked.connect(partial(self._follow, page_id))
            self._links.append(link)
            lines.addWidget(link)
        for read in page.read:
            if (found := guide_page(read)) is not None:
                link = RowButton(self._kit, f"read-{read}", "book-open", "accent")
                words = self.tr("Read in the guide: %1").replace("%1", self.tr(found.title))
                link.set_words(words)
                link.clicked.connect(partial(self._read, read))
                self._links.append(link)
                lines.addWidget(link)
        _put(self._see, lines)
        tab_through(self, self._links)
        self.fit()

    def _read(self, page_id: str, _checked: bool = False) -> None:
        show_guidebook(self._kit, self.window(), page_id)

    def _follow(self, page_id: str, _checked: bool = False) -> None:
        self.show_page(page_id)
        self.focus_first()


class _Step(QWidget):
    """One numbered step."""

    def __init__(self, number: int, text: str, width: int) -> None:
        super().__init__()
        count = label(f"{number}.", "quiet", wraps=False)
        count.setMinimumWidth(width)
        laid = row(count, label(text), space=4)
        laid.setStretch(1, 1)
        laid.setAlignment(count, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)


def _put(place: QVBoxLayout, lines: QVBoxLayout) -> None:
    """Show these lines instead of those that were there."""
    while (item := place.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
    sheet = QWidget()
    sheet.setLayout(lines)
    place.addWidget(sheet)
    sheet.show()  # else it would show only with the next turn of the event loop
