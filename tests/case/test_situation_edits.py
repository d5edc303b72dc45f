"""Edits of what the guidance needs: what they keep, refuse and share."""

import pytest

from appealdesk.case import edits
from appealdesk.case.edits import Edit, EditRefused
from appealdesk.case.situation import AnswerState, Novelty, Sending, StageRecord, Timing
from appealdesk.case.values import Case, Citation, TableRow
from support.cases import after, small_case


@pytest.fixture
def case() -> Case:
    return after(small_case([(1, "Letter", 2), (None, "Note", 1)]), edits.add_reason("Why"))


def test_a_new_coverage_forgets_the_level_of_the_old_one(case: Case) -> None:
    set_up = after(
        case, edits.set_situation("coverage", "fehb"), edits.set_situation("level", "opm")
    )
    assert set_up.situation.level == "opm"
    assert after(set_up, edits.set_situation("coverage", "fehb")) is set_up
    assert after(set_up, edits.set_situation("coverage", "chip")).situation.level == ""


def test_choices_come_as_what_they_are(case: Case) -> None:
    done = after(
        case,
        edits.set_situation("timing", "before"),
        edits.set_situation("sending", "fax"),
        edits.set_situation("is_urgent", True),
    )
    assert done.situation.timing is Timing.BEFORE
    assert done.situation.sending is Sending.FAX
    assert done.situation.is_urgent


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colour", "red"),
        ("timing", "soon"),
        ("is_urgent", "yes"),
        ("letter_last_day", "tomorrow"),
        ("letter_last_day", "2026-02-30"),
    ],
)
def test_what_cannot_be_is_refused(key: str, value: str) -> None:
    with pytest.raises(EditRefused):
        edits.set_situation(key, value)


def test_not_for_this_case_needs_a_reason(case: Case) -> None:
    with pytest.raises(EditRefused):
        edits.answer_check("x", AnswerState.NOT_FOR_THIS_CASE, "  ")
    done = after(case, edits.answer_check("x", AnswerState.NOT_FOR_THIS_CASE, "no drug"))
    assert [a.why for a in done.answers] == ["no drug"]
    again = after(done, edits.answer_check("x", AnswerState.DONE))
    assert [a.state for a in again.answers] == [AnswerState.DONE]
    assert after(again, edits.withdraw_answer("x")).answers == ()


def test_a_stage_with_nothing_in_it_is_forgotten(case: Case) -> None:
    done = after(case, edits.set_stage(StageRecord("gap", note=" x ")))
    assert [s.note for s in done.stages] == ["x"]
    assert after(done, edits.set_stage(StageRecord("gap"))).stages == ()
    with pytest.raises(EditRefused):
        edits.set_stage(StageRecord("gap", started="March"))


def test_a_table_is_filled_replaced_and_taken_away(case: Case) -> None:
    reason, document = case.reasons[0].id, next(case.documents())
    page = Citation(document.id, document.pages[1].id)
    first = after(case, edits.set_reason_table(reason, "t", [TableRow((" a\nb ",), (page,))]))
    assert first.reasons[0].tables[0].rows == (TableRow(("a b",), (page,)),)
    assert first.reasons[0].cited == (page,)
    second = after(first, edits.set_reason_table(reason, "t", [TableRow(("c",))]))
    assert len(second.reasons[0].tables) == 1
    assert after(second, edits.set_reason_table(reason, "t", [])).reasons[0].tables == ()
    wrong: Edit = edits.set_reason_table(reason, "t", [TableRow(("c",), (Citation(9999),))])
    with pytest.raises(EditRefused):
        wrong.change(case)


def test_a_table_with_a_page_that_went_can_be_changed_still(case: Case) -> None:
    reason, document = case.reasons[0].id, next(case.documents())
    page = Citation(document.id, document.pages[1].id)
    gone = after(
        case,
        edits.set_reason_table(reason, "t", [TableRow(("a",), (page,))]),
        edits.remove_document(document.id),
    )
    more = after(gone, edits.set_reason_table(reason, "t", [TableRow(("b",), (page,))]))
    assert more.reasons[0].tables[0].rows == (TableRow(("b",), (page,)),)
    with pytest.raises(EditRefused):
        edits.set_reason_table(reason, "u", [TableRow(("b",), (page,))]).change(gone)


def test_facts_of_a_paper_change_that_paper_alone(case: Case) -> None:
    first, second = list(case.documents())
    done = after(
        case,
        edits.set_document_date(first.id, "2026-03-09"),
        edits.set_novelty(second.id, Novelty.NEW),
    )
    assert [(d.date, d.novelty) for d in done.documents()] == [
        ("2026-03-09", Novelty.UNKNOWN),
        ("", Novelty.NEW),
    ]
    assert done.sections[1] is case.sections[1]
    assert after(done, edits.set_novelty(second.id, Novelty.NEW)) is done


def test_a_kind_of_reason_is_kept(case: Case) -> None:
    done = after(case, edits.set_reason_kind(case.reasons[0].id, "conservative_care"))
    assert done.reasons[0].kind == "conservative_care"
    assert after(case, edits.add_reason("B", kind="x")).reasons[-1].kind == "x"
