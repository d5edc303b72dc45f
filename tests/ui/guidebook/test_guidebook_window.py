"""The window of the guide: reading, searching, going back, saving."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from appealdesk.guidance.guidebook import guide_pages
from appealdesk.ui.guidebook.opening import show_guidebook
from appealdesk.ui.guidebook.window import GuidebookWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def guide(kit, qtbot):
    made = GuidebookWindow(kit, None)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def titles(guide) -> list[str]:
    return [guide.list.item(n).text() for n in range(guide.list.count())]


def test_it_lists_every_page_and_shows_the_first(guide):
    assert titles(guide) == [page.title for page in guide_pages()]
    text = guide.text.toPlainText()
    assert text.startswith("How an appeal works")
    assert "Where this comes from" in text
    assert "29 CFR 2560.503-1(h)" in text
    assert not guide.previous.isEnabled()
    assert not guide.back.isEnabled()


@pytest.mark.parametrize("page", guide_pages(), ids=lambda page: page.id)
def test_every_page_shows_its_words_and_no_markup(guide, page):
    guide.show_page(page.id)
    text = guide.text.toPlainText()
    assert text.startswith(page.title)
    assert "**" not in text
    assert "](" not in text
    assert "|" not in text
    assert guide.list.currentItem().text() == page.title


def test_next_previous_and_back_lead_through_it(guide):
    guide.next.click()
    guide.next.click()
    assert guide.page.id == "what-a-reviewer-looks-for"
    guide.previous.click()
    assert guide.page.id == "read-the-letter"
    guide.back.click()
    assert guide.page.id == "what-a-reviewer-looks-for"
    guide.show_page("about-this-guide")
    assert not guide.next.isEnabled()


def test_a_click_in_the_list_shows_a_page(guide):
    guide.list.setCurrentRow(3)
    assert guide.page.id == "classic-mistakes"
    assert guide.text.toPlainText().startswith("The classic mistakes")


def test_searching_lists_pages_and_marks_the_words(guide):
    guide.words.setText("certified")
    assert titles(guide) == ["How to send it"]
    assert guide.page.id == "how-to-send"
    marks = guide.text.extraSelections()
    assert [m.cursor.selectedText().lower() for m in marks] == ["certified"]
    guide.words.setText("zebra")
    assert titles(guide) == []
    assert guide.none.isVisibleTo(guide)
    guide.words.clear()
    assert len(titles(guide)) == len(guide_pages())
    assert not guide.text.extraSelections()


def test_links_lead_to_pages_and_into_the_program(guide, kit, notices):
    guide.text.anchorClicked.emit(QUrl("guide:external-review"))
    assert guide.page.id == "external-review"
    done = []
    kit.actions["deadline"].triggered.connect(lambda _on=False: done.append("deadline"))
    kit.actions["deadline"].setEnabled(True)
    guide.text.anchorClicked.emit(QUrl("do:deadline"))
    assert done == ["deadline"]
    kit.actions["deadline"].setEnabled(False)
    guide.text.anchorClicked.emit(QUrl("do:deadline"))
    assert "Open an appeal first." in notices.sentences()
    assert done == ["deadline"]
    guide.text.anchorClicked.emit(QUrl("https://example.org"))
    assert guide.page.id == "external-review"
    assert not notices.opened


def test_pictures_of_the_example_are_drawn_and_nothing_else_is_loaded(guide, tmp_path):
    guide.show_page("example")
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = guide.text.loadResource(kind, QUrl("guide-picture:cover"))
    assert picture.width() == guide._drawn * picture.devicePixelRatio()
    red = picture.pixelColor(round(0.065 * picture.width()) - 8, round(0.135 * picture.height()))
    assert red.red() > 140
    assert red.green() < 80
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    assert guide.text.loadResource(kind, QUrl.fromLocalFile(str(secret))) is None


def test_it_follows_the_theme_and_the_size_of_text(guide, theme):
    before = guide.text.document().size().height()
    theme.set(text_scale=200)
    assert guide.text.document().size().height() > before * 1.5
    theme.set("dark", 100)
    assert theme.colors.text.lower() in guide.text.document().toHtml().lower()
    theme.set("light")


def test_it_is_saved_as_a_pdf(guide, notices, qtbot, tmp_path: Path):
    notices.answers.append(tmp_path / "guide")
    guide.save.click()
    qtbot.waitUntil(lambda: "was saved" in notices.sentences(), timeout=20000)
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF-")
    notices.actions[-1]()
    assert notices.opened == [tmp_path / "guide.pdf"]


def test_a_place_that_cannot_be_written_is_told(guide, notices, qtbot, tmp_path: Path):
    notices.answers.append(tmp_path / "gone" / "guide.pdf")
    guide.save.click()
    qtbot.waitUntil(lambda: bool(notices.errors), timeout=20000)
    assert "does not exist" in notices.sentences()


def test_there_is_one_of_it_for_a_window(kit, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    show_guidebook(kit, owner, "how-to-send")
    first = owner.findChild(GuidebookWindow)
    show_guidebook(kit, owner, "external-review")
    assert owner.findChildren(GuidebookWindow) == [first]
    assert first.page.id == "external-review"
    show_guidebook(kit, owner)
    assert first.page.id == "external-review"
    first.close()


def test_titles_are_whole_in_a_narrow_list(guide):
    pages = guide.list
    pages.resize(120, 600)
    for number in range(pages.count()):
        item = pages.item(number)
        lines = pages.fontMetrics().boundingRect(
            QRect(0, 0, 90, 10_000), Qt.TextFlag.TextWordWrap, item.text()
        )
        assert pages.visualItemRect(item).height() >= lines.height()
