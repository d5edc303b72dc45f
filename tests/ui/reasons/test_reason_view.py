"""One reason on the window: what is shown, what is typed, what is still missing."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTextEdit
from shiboken6 import delete

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation
from appealdesk.ui.drops import Own, own_mime
from appealdesk.ui.reasons.columns import KeySplitter
from appealdesk.ui.reasons.dropped import PAGE_MIME
from appealdesk.ui.reasons.reason_view import ReasonView
from appealdesk.ui.reasons.typed import WordsField
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.workbench import Workbench


def status(part):
    return part("reason-status").text()


def reason(bench, at=0):
    return bench.case.reasons[at]


def response_field(part):
    return part("response").findChild(QTextEdit)


def drop(view, on, mime):
    """A drag from another part of the window, as the system sends it to the native window."""
    place = QPointF(on.mapTo(view.window(), QPoint(20, 10)))
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        event = kind(
            place if kind is QDropEvent else place.toPoint(),
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.ignore()
        QApplication.sendEvent(view.window().windowHandle(), event)
    return event


def page_words(cite, **more):
    return json.dumps({"document": cite.document, "page": cite.page, **more}).encode()


def documents_mime(bench, *documents, path=None):
    return own_mime(Own(str(path or bench.path), "document", documents))


# ---- what is missing


def test_it_says_what_is_missing_until_nothing_is(heard, bench, view, part, page):
    number = reason(bench).id
    assert status(part) == "Quote the insurer's words. Write your response. Point at a page."
    heard(lambda: bench.apply(edits.set_reason(number, insurer_words="Not needed.")))
    assert status(part) == "Write your response. Point at a page."
    heard(lambda: bench.apply(edits.set_reason(number, response="It is.")))
    assert status(part) == "Point at a page."
    heard(lambda: bench.apply(edits.cite(number, page(2))))
    assert status(part) == "This reason is answered."


def test_a_page_that_is_left_out_is_told_in_the_head(heard, bench, view, part, page, chart):
    number = reason(bench).id
    heard(lambda: bench.apply(edits.cite(number, page(2))))
    heard(lambda: bench.apply(edits.include_pages(chart.id, [page(2).page], is_included=False)))
    assert "One page that you point at is not in the packet." in status(part)


def test_hints_fit_the_reason_and_go_once_there_is_a_response(qtbot, heard, bench, view, part):
    assert not part("response-hints").isVisible(), "the panel beside the response says it"
    view.resize(700, 800)
    qtbot.waitUntil(part("response-hints").isVisible)
    assert "medically necessary" in part("response-hints").words
    heard(lambda: bench.apply(edits.set_reason(reason(bench).id, response="An answer.")))
    assert not part("response-hints").isVisible()


# ---- words that become edits


def test_typed_words_become_edits_when_the_bench_flushes(qtbot, heard, bench, view, part):
    part("insurer-words").setFocus()
    qtbot.keyClicks(part("insurer-words"), "It is not needed.")
    assert reason(bench).insurer_words == ""
    heard(bench.flush)
    assert reason(bench).insurer_words == "It is not needed."
    qtbot.keyClicks(response_field(part), "It is needed.")
    heard(bench.flush)
    assert reason(bench).response.strip() == "It is needed."


def test_typed_words_become_an_edit_after_a_pause(qtbot, bench, view, part):
    with qtbot.waitSignal(bench.changed, timeout=3000):
        qtbot.keyClicks(part("insurer-words"), "No.")
    assert reason(bench).insurer_words == "No."


def test_undo_takes_typed_words_back_and_the_field_shows_it(qtbot, heard, bench, view, part):
    qtbot.keyClicks(part("insurer-words"), "No.")
    heard(bench.flush)
    heard(bench.undo)
    assert part("insurer-words").toPlainText() == ""


def test_what_is_being_typed_is_left_alone_when_the_case_changes(
    qtbot, heard, bench, view, part, page
):
    qtbot.keyClicks(part("insurer-words"), "half a wo")
    heard(lambda: bench.apply(edits.set_reason(reason(bench).id, insurer_words="From elsewhere")))
    assert part("insurer-words").toPlainText() == "half a wo"
    heard(bench.flush)
    assert reason(bench).insurer_words == "half a wo"


def test_an_older_edit_on_its_way_does_not_overwrite_newer_words(qtbot, bench, view, part):
    field = part("insurer-words")
    qtbot.keyClicks(field, "one")
    bench.flush()
    qtbot.keyClicks(field, " two")
    bench.flush()
    seen = []
    bench.changed.connect(lambda _before, _after: seen.append(field.toPlainText()))
    qtbot.waitUntil(lambda: reason(bench).insurer_words == "one two")
    assert seen == ["one two", "one two"]


def test_words_that_could_not_be_kept_stay_and_it_is_told(
    qtbot, bench, view, part, notices, monkeypatch
):
    qtbot.keyClicks(part("insurer-words"), "precious")
    monkeypatch.setattr(
        bench.session, "apply", lambda _edit: edits.set_reason(999).change(bench.case)
    )
    bench.flush()
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert part("insurer-words").toPlainText() == "precious"


def test_a_view_that_is_gone_before_its_words_are_kept_does_no_harm(
    qtbot, heard, bench, images, kit, appeal
):
    view = ReasonView(bench, images, kit)
    view.show_spot(Spot(SpotKind.REASON, appeal.reasons[0].id))
    qtbot.keyClicks(view.findChild(WordsField), "last words")

    def leave():
        bench.flush()
        delete(view)

    heard(leave)
    qtbot.waitUntil(lambda: not bench.jobs.running)
    assert reason(bench).insurer_words == "last words"


def test_another_reason_is_shown_and_words_go_to_the_one_they_were_typed_for(
    qtbot, heard, bench, view, part
):
    qtbot.keyClicks(part("insurer-words"), "For the first.")
    heard(lambda: qtbot.mouseClick(part("reason-next"), Qt.MouseButton.LeftButton))
    assert bench.spot == Spot(SpotKind.REASON, reason(bench, 1).id)
    assert [r.insurer_words for r in bench.case.reasons] == ["For the first.", ""]
    assert part("insurer-words").toPlainText() == ""
    assert part("reason-title").text() == "No records"
    assert not part("reason-next").isEnabled()
    qtbot.mouseClick(part("reason-before"), Qt.MouseButton.LeftButton)
    assert part("insurer-words").toPlainText() == "For the first."


def test_the_title_is_edited_in_place_and_an_empty_one_is_put_back(qtbot, heard, bench, view, part):
    title = part("reason-title")
    title.selectAll()
    qtbot.keyClicks(title, "Experimental")
    heard(lambda: qtbot.keyClick(title, Qt.Key.Key_Return))
    assert reason(bench).title == "Experimental"
    title.clear()
    title.flush()
    assert title.text() == "Experimental"


# ---- the letter, quotes and cites


def test_the_way_to_the_denial_letter_is_offered_when_there_is_one(
    qtbot, heard, bench, view, part, appeal
):
    letter = next(appeal.documents())
    with qtbot.waitSignal(view.open_document_wanted) as wanted:
        qtbot.mouseClick(part("take-from-letter"), Qt.MouseButton.LeftButton)
    assert wanted.args == [letter.id]
    heard(lambda: bench.apply(edits.remove_document(letter.id)))
    assert not part("take-from-letter").isVisible()


def test_a_quote_goes_into_the_response_with_its_page_as_evidence(heard, bench, view, page):
    heard(lambda: view.add_quote("Weakness of the left foot", page(2)))
    assert reason(bench).evidence == (page(2),)
    heard(bench.flush)
    response = reason(bench).response
    assert "> Weakness of the left foot" in response
    assert cite_token(page(2)) in response


def test_a_page_dropped_on_the_response_is_evidence_and_a_chip(heard, bench, view, part, page):
    mime = QMimeData()
    cite = page(3)
    mime.setData(PAGE_MIME, page_words(cite))
    heard(lambda: drop(view, response_field(part).viewport(), mime))
    assert reason(bench).evidence == (cite,)
    heard(bench.flush)
    assert cite_token(cite) in reason(bench).response


def test_all_chosen_pages_that_are_dragged_are_evidence(heard, bench, view, part, page):
    mime = QMimeData()
    mime.setData(PAGE_MIME, page_words(page(3), pages=[page(3).page, page(1).page]))
    heard(lambda: drop(view, part("evidence"), mime))
    assert reason(bench).evidence == (page(1), page(3))


def test_papers_dropped_on_the_evidence_are_evidence(heard, bench, view, part, chart):
    heard(lambda: drop(view, part("evidence"), documents_mime(bench, chart.id)))
    assert reason(bench).evidence == (Citation(chart.id),)
    assert reason(bench).response == ""


def test_papers_of_the_tray_or_of_another_appeal_are_refused_in_words(
    bench, view, part, notices, appeal, tmp_path, chart
):
    drop(view, part("evidence"), documents_mime(bench, appeal.tray[0].id))
    assert "lies in the tray" in notices.sentences()
    drop(view, part("evidence"), documents_mime(bench, chart.id, path=tmp_path / "other.appeal"))
    assert "belongs to another appeal" in notices.sentences()
    assert reason(bench).evidence == ()


# ---- places and ways


@pytest.mark.parametrize(
    ("width", "across"), [(1200, (True, True)), (650, (False, True)), (480, (False, False))]
)
def test_columns_lie_below_each_other_where_there_is_no_room(qtbot, view, part, width, across):
    view.resize(width, 800)

    def lies_right(name, of):
        place = part(name).mapTo(view, QPoint(0, 0))
        other = part(of).mapTo(view, QPoint(0, 0))
        return place.x() >= other.x() + part(of).width()

    def lie():
        return (
            lies_right("response", of="insurer-words"),
            lies_right("evidence", of="response"),
        )

    qtbot.waitUntil(lambda: lie() == across)


def test_the_border_between_columns_moves_by_keyboard(qtbot, view, part):
    border = view.findChild(KeySplitter).handle(1)
    qtbot.waitUntil(lambda: border.x() > 0)
    before = part("insurer-words").width()
    qtbot.keyClick(border, Qt.Key.Key_Right)
    assert part("insurer-words").width() > before
    assert border.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("key", "name"),
    [("title", "reason-title"), ("insurer_words", "insurer-words"), ("evidence", "point-at-page")],
)
def test_a_finding_leads_to_its_very_field(qtbot, view, part, key, name):
    view.focus_part(key)
    qtbot.waitUntil(part(name).hasFocus)


def test_edit_actions_reach_the_field_with_the_focus(qtbot, view, part):
    words = part("insurer-words")
    words.setFocus()
    qtbot.keyClicks(words, "copied")
    view.do("select-all")
    assert view.can("copy")
    view.do("copy")
    assert QApplication.clipboard().text() == "copied"
    assert not view.can("remove")


def test_nothing_can_be_changed_in_a_read_only_case(bench, view, part, monkeypatch):
    monkeypatch.setattr(Workbench, "is_read_only", property(lambda _self: True))
    bench.planned.emit()
    assert part("insurer-words").isReadOnly()
    assert part("reason-title").isReadOnly()
    assert not part("point-at-page").isEnabled()


def test_everything_that_takes_the_focus_has_a_name(heard, bench, view, page, unnamed):
    heard(lambda: bench.apply(edits.cite(reason(bench).id, page(1))))
    assert unnamed(view) == []
