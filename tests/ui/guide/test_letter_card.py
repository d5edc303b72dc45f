"""What the letter says is offered in the guide, and taken with one press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.ui.guide.letter_card import DeadlineCard, LetterCard
from appealdesk.ui.spot import SpotKind
from support.denial_letters import CLASSIC, OCR
from ui.conftest import settled


def put(bench, texts, kind=Kind.DENIAL_LETTER):
    session = bench.session
    session.file.set_page_texts("a" * 64, tuple(texts))
    session.apply(
        edits.add_document(
            1,
            title="The denial letter",
            file_name="letter.pdf",
            source="b" * 64,
            clean="a" * 64,
            kind=kind,
            page_count=len(texts),
        )
    )


@pytest.fixture
def letter(bench, qtbot):
    """A case whose letter was read."""
    with qtbot.waitSignal(bench.papers.read, timeout=10_000):
        put(bench, ["A first page.", *CLASSIC])
    return bench


@pytest.fixture
def card(letter, kit, qtbot):
    made = LetterCard(letter, kit)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def words(widget):
    return "\n".join(
        x.text().replace("\u200b", "") for x in widget.findChildren(QLabel) if x.isVisibleTo(widget)
    )


def press(qtbot, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)


def test_each_thing_shows_with_the_letters_words_and_their_page(card):
    said = words(card)
    assert "Group number" in said
    assert "001234" in said
    assert "Page 2: \u201cGroup No.: 001234\u201d" in said
    assert "From: The denial letter." in said
    assert "not here" in card.fold.head.words


def test_one_is_taken_with_one_press_and_offered_no_more(card, letter, qtbot):
    row = next(r for r in card.rows if r.offer.key == "group_number")
    count = len(card.rows)
    settled(qtbot, letter, lambda: press(qtbot, row.take))
    assert letter.case.details.group_number == "001234"
    assert len(card.rows) == count - 1
    assert "001234" not in words(card)


def test_what_differs_is_shown_as_such_and_not_filled_in_with_the_rest(card, letter, qtbot):
    row = next(r for r in card.rows if r.offer.key == "member_id")  # the case says W123
    assert row.held.text() == "Your case says: W123"
    assert row.take.text() == "Use this instead"
    settled(qtbot, letter, lambda: press(qtbot, card.take_all))
    assert letter.case.details.member_id == "W123"
    assert letter.case.details.group_number == "001234"
    assert {r.offer.key for r in card.rows} >= {"member_id"}
    assert all(r.offer.held for r in card.rows)
    assert not card.take_all.isVisibleTo(card)


def test_all_that_was_filled_in_is_one_step_back(card, letter, qtbot):
    before = letter.case.details
    settled(qtbot, letter, lambda: press(qtbot, card.take_all))
    assert letter.undo_label == "Take what the letter says"
    settled(qtbot, letter, letter.undo)
    assert letter.case.details == before


def test_the_page_is_shown_on_a_press(card, letter, qtbot):
    row = next(r for r in card.rows if r.offer.key == "group_number")
    press(qtbot, row.quote)
    document = letter.case.sections[0].documents[0]
    assert (letter.spot.kind, letter.spot.id) == (SpotKind.DOCUMENT, document.id)
    assert letter.spot.page == document.pages[1].id


def test_nothing_shows_without_a_letter(bench, kit, qtbot):
    made = LetterCard(bench, kit)
    other = DeadlineCard(bench, kit)
    for shown in (made, other):
        qtbot.addWidget(shown)
        assert shown.isHidden()


def test_it_appears_when_the_letter_was_read(bench, kit, qtbot):
    made = LetterCard(bench, kit)
    qtbot.addWidget(made)
    put(bench, CLASSIC)
    qtbot.waitUntil(lambda: not made.isHidden())
    assert "001234" in words(made)


def test_everything_has_a_name_and_takes_the_focus(card):
    for row in card.rows:
        assert row.offer.value in row.take.accessibleName().replace("\u200b", "")
        assert row.quote.accessibleName()
        assert row.take.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert card.take_all.accessibleName()


def test_the_focus_stays_in_the_card_when_a_row_goes(card, letter, qtbot):
    card.activateWindow()
    row = card.rows[-1]
    row.take.setFocus()
    qtbot.waitUntil(row.take.hasFocus)
    settled(qtbot, letter, lambda: qtbot.keyClick(row.take, Qt.Key.Key_Space))
    qtbot.waitUntil(lambda: card.rows[-1].take.hasFocus())


def test_the_letters_words_on_the_last_day(bench, kit, qtbot):
    made = DeadlineCard(bench, kit)
    qtbot.addWidget(made)
    put(bench, OCR)
    qtbot.waitUntil(lambda: not made.isHidden())
    said = words(made)
    assert "no later than January 2, 2027" in said
    assert "The letter is dated July 6, 2026" in said
    settled(qtbot, bench, lambda: press(qtbot, made.take))
    assert bench.case.situation.letter_last_day == "2027-01-02"
    assert "no later than" not in words(made)
    settled(qtbot, bench, lambda: press(qtbot, made.take_date))
    assert bench.case.details.denial_date == "July 6, 2026"
    assert made.isHidden()


def test_a_case_to_read_only_offers_nothing_to_press(letter, kit, qtbot, monkeypatch):
    monkeypatch.setattr(type(letter), "is_read_only", property(lambda self: True))
    made = LetterCard(letter, kit)
    qtbot.addWidget(made)
    assert not made.take_all.isEnabled()
    assert not any(r.take.isEnabled() for r in made.rows)


def test_it_is_in_the_tabs(letter, images, kit, qtbot):
    from appealdesk.ui.guide.pane import GuidePane

    pane = GuidePane(letter, images, kit)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_tab("details")
    assert pane.details.letter.isVisible()
    pane.show_tab("deadline")
    assert pane.deadline.letter.isVisible()


def test_a_letter_that_is_a_scan_is_said_to_be_one(bench, kit, qtbot):
    made = LetterCard(bench, kit)
    qtbot.addWidget(made)
    put(bench, ["", ""])
    qtbot.waitUntil(lambda: not made.isHidden())
    assert "is a picture or a scan" in words(made)
    assert made.fold.isHidden()


@pytest.fixture
def letter_pane(letter, images, kit, qtbot):
    from appealdesk.ui.guide.pane import GuidePane

    pane = GuidePane(letter, images, kit)
    qtbot.addWidget(pane)
    pane.resize(380, 700)
    pane.show()
    pane.show_tab("details")
    qtbot.waitUntil(lambda: bool(pane.details.letter.rows))
    return pane


@pytest.fixture
def form(letter_pane):
    return letter_pane.details


def test_who_is_sent_to_an_empty_field_comes_to_what_fills_it(form, qtbot):
    form.activateWindow()
    form.focus_detail("group_number")
    qtbot.waitUntil(form.letter.take_all.hasFocus)
    form.focus_detail("member_id")  # the case has one
    qtbot.waitUntil(form.rows["member_id"].editor.hasFocus)
    form.focus_detail("sender_phone")  # the letter does not say it
    qtbot.waitUntil(form.rows["sender_phone"].editor.hasFocus)


def test_tab_goes_through_the_offers_before_the_form(form):
    shown, at = [], form.letter.take_all
    for _ in range(200):
        at = at.nextInFocusChain()
        if at.objectName().startswith(("take-", "detail-")):
            shown.append(at.objectName())
    takes = [n for n, name in enumerate(shown) if name.startswith("take-")]
    fields = [n for n, name in enumerate(shown) if name.startswith("detail-")]
    assert max(takes) < min(fields)


def test_filling_in_leaves_what_was_typed_a_moment_ago(card, letter, qtbot):
    """The press comes before the window has heard of the words that the field gave just now."""
    offered = {offer.key for offer in card.missing}
    assert {"group_number", "member_id"} & offered
    key = next(k for k in ("group_number", "member_id") if k in offered)
    letter.apply(edits.set_detail(key, "my own words"))
    press(qtbot, card.take_all)
    qtbot.waitUntil(lambda: all(getattr(letter.case.details, k) for k in offered))
    assert getattr(letter.case.details, key) == "my own words"
