"""A card of the tray says what its paper looks like; one press agrees, nothing is set by itself."""

import pytest
from PySide6.QtCore import Qt

from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.ui.tray_view import TrayView
from support.denial_letters import CLASSIC
from ui.conftest import settled


@pytest.fixture
def tray(bench, images, kit, qtbot):
    view = TrayView(bench, images, kit)
    qtbot.addWidget(view)
    view.resize(700, 800)
    view.show()
    return view


def put(bench, mark, texts, title):
    bench.session.file.set_page_texts(mark * 64, tuple(texts))
    bench.session.apply(
        edits.add_document(
            None, title=title, file_name=title, source=mark * 64, clean=mark * 64,
            page_count=len(texts),
        )
    )  # fmt: skip


def test_it_says_what_a_paper_looks_like_and_takes_yes(tray, bench, qtbot):
    put(bench, "a", CLASSIC, "scan 1")
    qtbot.waitUntil(lambda: bool(tray.cards) and tray.cards[0].accept.isVisible())
    (card,) = tray.cards
    assert card.accept.words == "This looks like a denial letter. Press here if it is."
    assert "scan 1" in card.accept.accessibleName()
    assert bench.case.tray[0].kind is Kind.OTHER  # only offered
    settled(qtbot, bench, lambda: qtbot.mouseClick(card.accept, Qt.MouseButton.LeftButton))
    assert bench.case.tray[0].kind is Kind.DENIAL_LETTER
    assert not card.accept.isVisible()
    settled(qtbot, bench, bench.undo)
    assert bench.case.tray[0].kind is Kind.OTHER
    assert card.accept.isVisible()


def test_it_offers_nothing_where_nothing_can_be_told(tray, bench, qtbot):
    with qtbot.waitSignal(bench.papers.read, timeout=10_000):
        put(bench, "b", ["", ""], "photo")
    qtbot.waitUntil(lambda: bool(tray.cards))
    assert not tray.cards[0].accept.isVisible()


def test_what_the_user_said_is_not_questioned(tray, bench, qtbot):
    with qtbot.waitSignal(bench.papers.read, timeout=10_000):
        put(bench, "c", CLASSIC, "letter")
    number = bench.case.tray[0].id
    settled(qtbot, bench, lambda: bench.apply(edits.set_document_kind(number, Kind.RECORD)))
    assert not tray.cards[0].accept.isVisible()
