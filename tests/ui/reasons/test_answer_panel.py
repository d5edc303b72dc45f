"""What answers a reason, on the window: papers, questions, codes, the kind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QTextEdit

from appealdesk.audit.checks import check
from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.guidance.reasons import reason_kind
from appealdesk.packet.plan import plan
from appealdesk.ui.reasons.answering import Found, wanted_papers
from appealdesk.ui.reasons.kind_dialog import KindDialog
from appealdesk.ui.reasons.kind_list import KindList
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.workbench import Workbench

TRIED = "conservative_care"


@pytest.fixture
def kind(heard, bench):
    """Say which kind the first reason is."""

    def put(name):
        number = bench.case.reasons[0].id
        heard(lambda: bench.apply(edits.set_reason_kind(number, name)))
        return reason_kind(name)

    return put


@pytest.fixture
def panel(view, part):
    return part("answer-panel")


def said(widget):
    return "\n".join(words.text() for words in widget.findChildren(QLabel) if words.isVisible())


def shown(qtbot, widget, name):
    """A button once it shows; those of what showed before may still be about to go."""

    def there():
        found = widget.findChildren(QAbstractButton, name)
        return [b for b in found if b.isVisible() and b.height() > 1]  # it has its place

    qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


def press(qtbot, widget, name):
    qtbot.mouseClick(shown(qtbot, widget, name), Qt.MouseButton.LeftButton)


def says(qtbot, widget, words):
    """Wait until a part of the window says this."""
    qtbot.waitUntil(lambda: words in said(widget))


# ---- what stands in it


def test_it_tells_what_the_kind_means_and_what_answers_it(qtbot, kind, panel):
    found = kind(TRIED)
    says(qtbot, panel, found.means)
    words = said(panel)
    for line in (found.means, *found.answer, *(e.words for e in found.evidence)):
        assert line in words
    names = [b.accessibleName() for b in panel.findChildren(QAbstractButton)]
    assert set(found.questions) <= set(names)
    assert "CARC 50" not in words, "codes are folded"
    assert found.source.cite not in words, "so is the source"


def test_codes_and_the_source_unfold(qtbot, kind, panel):
    found = kind(TRIED)
    press(qtbot, panel, "reason-codes")
    press(qtbot, panel, "reason-source")
    says(qtbot, panel, found.source.cite)
    assert f"CARC 50: {found.codes[0].means}" in said(panel)


def test_a_mistake_in_the_bill_sends_to_the_office_first(qtbot, kind, panel):
    kind("coding_error")
    says(qtbot, panel, "billing office")


def test_a_reason_that_is_called_like_a_kind_gets_its_help(bench, panel):
    assert bench.case.reasons[0].kind == ""
    assert reason_kind("nmn_general").means in said(panel)


def test_without_a_kind_it_tells_what_answers_any_reason_and_how_to_choose(
    qtbot, bench, view, panel
):
    bench.show(Spot(SpotKind.REASON, bench.case.reasons[1].id))
    says(qtbot, panel, "Answer this very reason")
    press(qtbot, panel, "choose-kind")
    dialog = view.findChild(KindDialog)
    assert dialog.isVisible()
    dialog.reject()


# ---- papers


def test_papers_are_told_where_they_stand(heard, bench, appeal, chart, page, kind):
    found = kind(TRIED)
    number = appeal.reasons[0].id
    tray = appeal.tray[0]

    def states():
        case, packet = bench.case, plan(bench.case, {})
        wanted = wanted_papers(case, packet, case.reason(number), found)
        return {w.words: w.found for w in wanted}

    notes, therapy = "Visit notes that name the treatments", "Therapy notes with dates"
    assert states()[notes] is Found.MISSING
    assert states()["A list of medicines from the pharmacy"] is Found.UNKNOWN
    heard(lambda: bench.apply(edits.set_document_kind(chart.id, Kind.PROVIDER_NOTE)))
    heard(lambda: bench.apply(edits.set_document_kind(tray.id, Kind.THERAPY_RECORD)))
    assert states()[notes] is Found.HERE
    assert states()[therapy] is Found.WAITING
    heard(lambda: bench.apply(edits.cite(number, page(2))))
    assert states()[notes] is Found.CITED


def test_a_paper_in_the_packet_is_pointed_at_with_one_press(
    qtbot, heard, bench, chart, kind, panel, part
):
    heard(lambda: bench.apply(edits.set_document_kind(chart.id, Kind.PROVIDER_NOTE)))
    kind(TRIED)
    assert "Visit notes that name the treatments" in part("missing-evidence").text()
    says(qtbot, panel, "\u201cOffice chart\u201d is in the packet.")
    heard(lambda: press(qtbot, panel, "point-at-paper"))
    (cited,) = bench.case.reasons[0].evidence
    assert (cited.document, cited.page) == (chart.id, None)
    says(qtbot, panel, "You point at \u201cOffice chart\u201d.")
    assert "Visit notes" not in part("missing-evidence").text()
    assert "Therapy notes" in part("missing-evidence").text()


# ---- questions


def test_a_question_becomes_a_blank_that_typing_replaces_and_that_stops_the_export(
    qtbot, heard, bench, view, part, kind, panel
):
    found = kind(TRIED)
    text = part("response").findChild(QTextEdit)
    qtbot.keyClicks(text, "First words.")
    press(qtbot, panel, "question-0")
    heard(bench.flush)
    response = bench.case.reasons[0].response
    assert response.split("\n\n")[0] == "First words."
    assert f"[Write: {found.questions[0]}]" in response
    blanks = next(c for c in check(bench.case, bench.packet) if c.id == "no-placeholders")
    assert blanks.stops_export
    assert any(place.id == bench.case.reasons[0].id for place in blanks.where)
    qtbot.keyClicks(text, "Twelve visits.")
    heard(bench.flush)
    assert bench.case.reasons[0].response.split() == ["First", "words.", "Twelve", "visits."]


def test_every_question_is_a_blank_that_is_found(qtbot, bench, part, kind, panel):
    found = kind(TRIED)
    for number in range(len(found.questions)):
        press(qtbot, panel, f"question-{number}")
    bench.flush()

    def blanks():
        return next(c for c in check(bench.case, bench.packet) if c.id == "no-placeholders").where

    qtbot.waitUntil(lambda: len(blanks()) == len(found.questions))


# ---- opening, closing, the kind


@pytest.mark.parametrize(("width", "is_open"), [(1200, True), (700, False), (480, False)])
def test_it_is_open_beside_the_response_and_closed_above_it(qtbot, view, part, width, is_open):
    view.resize(width, 800)
    head = part("answer-panel-head")
    qtbot.waitUntil(lambda: head.isChecked() is is_open)
    qtbot.waitUntil(lambda: part("answer-panel-inside").isVisible() is is_open)
    assert head.accessibleName().endswith("open" if is_open else "closed")


def test_who_opened_it_finds_it_open_however_wide_the_window_is(qtbot, view, part):
    view.resize(700, 800)
    head = part("answer-panel-head")
    qtbot.waitUntil(lambda: not head.isChecked())
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    view.resize(1200, 800)
    view.resize(480, 800)
    assert head.isChecked()
    qtbot.waitUntil(lambda: part("answer-panel-inside").height() >= 200)


def test_the_kind_is_chosen_by_keyboard_with_words_of_the_letter(qtbot, heard, bench, view, part):
    qtbot.mouseClick(part("reason-kind"), Qt.MouseButton.LeftButton)
    dialog = view.findChild(KindDialog)
    find = dialog.findChild(QLineEdit, "find-kind")
    qtbot.keyClicks(find, "investigational")
    assert "investigational" in dialog.findChild(QLabel, "kind-says").text()
    heard(lambda: qtbot.keyClick(find, Qt.Key.Key_Return))
    assert bench.case.reasons[0].kind == "experimental"
    assert part("reason-kind").accessibleName() == "Kind of reason: Experimental or not proven"
    heard(bench.undo)
    assert bench.case.reasons[0].kind == ""


def test_words_that_no_kind_has_show_all_of_them(qtbot, view, part):
    qtbot.mouseClick(part("reason-kind"), Qt.MouseButton.LeftButton)
    dialog = view.findChild(KindDialog)
    whole = dialog.findChild(KindList).model().rowCount()
    qtbot.keyClicks(dialog.findChild(QLineEdit, "find-kind"), "moonshine")
    assert "No kind has these words" in said(dialog)
    assert dialog.findChild(KindList).model().rowCount() == whole
    dialog.reject()


def test_the_kinds_are_a_sound_model_and_all_has_a_name(qtmodeltester, qtbot, view, part, unnamed):
    qtbot.mouseClick(part("reason-kind"), Qt.MouseButton.LeftButton)
    dialog = view.findChild(KindDialog)
    qtmodeltester.check(dialog.findChild(KindList).model())
    assert unnamed(dialog) == []
    dialog.reject()


def test_nothing_can_be_put_in_in_a_read_only_case(qtbot, bench, view, kind, panel, monkeypatch):
    found = kind(TRIED)
    monkeypatch.setattr(Workbench, "is_read_only", property(lambda _self: True))
    bench.planned.emit()
    says(qtbot, panel, f"\u2022\n{found.questions[0]}")
    assert not [b for b in panel.findChildren(QPushButton, "question-0") if b.isVisible()]
    assert not view.findChild(QPushButton, "reason-kind").isEnabled()
