"""What the user answers, and what answers itself."""

from dataclasses import replace

import pytest

from appealdesk.audit.checks import STOPPING, State, check
from appealdesk.case import edits
from appealdesk.case.situation import AnswerState, StageRecord
from appealdesk.case.values import Kind, TableRow, new_case
from appealdesk.packet.plan import plan
from support.audited import ASKED, MISTAKES, green
from support.cases import after


@pytest.mark.parametrize("check_id", ASKED)
def test_what_only_the_user_knows_is_asked_of_the_user(check_id: str) -> None:
    told = green().then(edits.withdraw_answer(check_id))
    found = told.checks()[check_id]
    assert (found.state, found.is_asked, found.answer) == (State.WEAK, True, None)
    assert (found.where[0].key, found.where[0].check) == ("answer", check_id)
    done = green().checks()[check_id]
    assert (done.state, done.is_asked, done.where) == (State.DONE, True, ())
    assert done.answer is not None


def test_not_done_leads_to_what_mends_it_first() -> None:
    found = MISTAKES["symptoms-told"](green()).checks()["symptoms-told"]
    assert [p.key for p in found.where] == ["text", "answer"]
    assert found.answer is not None
    assert found.answer.state is AnswerState.NOT_DONE


def test_nothing_is_asked_before_the_first_answer_is_written() -> None:
    told = green().then(
        *(edits.withdraw_answer(name) for name in ASKED),
        edits.set_reason(green().case.reasons[0].id, response=" "),
    )
    states = told.states()
    assert {states[name] for name in ASKED} == {State.NOT_APPLICABLE}
    early = told.then(edits.answer_check("signed", AnswerState.DONE))
    assert early.states()["signed"] is State.DONE  # but who answers early is heard


def test_not_for_this_case_holds_with_its_reason_and_can_be_taken_back() -> None:
    made = MISTAKES["wording-emotion"](green())
    why = "These are my own words, and I want to keep them."
    said = made.then(edits.answer_check("wording-emotion", AnswerState.NOT_FOR_THIS_CASE, why))
    found = said.checks()["wording-emotion"]
    assert (found.state, found.where) == (State.NOT_APPLICABLE, ())
    assert found.answer is not None
    assert found.answer.why == why
    again = said.then(edits.withdraw_answer("wording-emotion"))
    assert again.states()["wording-emotion"] is State.WEAK


@pytest.mark.parametrize("check_id", sorted(STOPPING))
def test_what_stops_the_export_cannot_be_waved_away(check_id: str) -> None:
    made = MISTAKES[check_id](green())
    said = made.then(edits.answer_check(check_id, AnswerState.NOT_FOR_THIS_CASE, "I say so."))
    found = said.checks()[check_id]
    assert (found.state, found.can_dismiss, found.answer) == (State.MISSING, False, None)


def test_what_can_be_seen_is_not_talked_away() -> None:
    made = MISTAKES["exhibits-cited"](green())
    said = made.then(edits.answer_check("exhibits-cited", AnswerState.DONE))
    found = said.checks()["exhibits-cited"]
    assert (found.state, found.answer, found.can_dismiss) == (State.WEAK, None, True)


def test_an_answer_for_a_check_of_another_version_does_no_harm() -> None:
    told = green().then(edits.answer_check("from-the-future", AnswerState.DONE))
    assert told.states() == green().states()


def test_the_stages_answer_what_they_know() -> None:
    bare = green().then(
        *(edits.withdraw_answer(name) for name in ASKED),
        edits.set_document_kind(green().named("rule").id, Kind.OTHER),
    )
    assert {"peer-to-peer", "copies-kept", "criteria-had"} <= bare.open()
    told = bare.then(
        edits.set_stage(StageRecord("letter", started="2026-05-05")),
        edits.set_stage(StageRecord("peer-to-peer", outcome="refused")),
        edits.set_stage(StageRecord("internal-appeal", proof="Certified mail 9407")),
    )
    assert {"peer-to-peer", "copies-kept", "criteria-had"}.isdisjoint(told.open())


def test_tables_that_are_filled_in_answer_what_they_tell() -> None:
    told = green().then(edits.withdraw_answer("treatments-told"))
    found = told.checks()["treatments-told"]
    assert (found.state, found.is_asked) == (State.DONE, False)
    bare = told.then(
        edits.set_reason_table(told.case.reasons[0].id, "prior-treatments", []),
        edits.withdraw_answer("result-told"),
    )
    assert {"treatments-told", "result-told", "tables-filled"} <= bare.open()
    result = [TableRow(("A pressed nerve", "Surgery"), told.case.reasons[0].evidence)]
    more = bare.then(edits.set_reason_table(told.case.reasons[0].id, "result-plan", result))
    assert "result-told" not in more.open()


def test_only_reasons_that_are_counted_need_a_table() -> None:
    bare = MISTAKES["tables-filled"](green())
    (place,) = bare.checks()["tables-filled"].where
    assert (place.kind, place.key) == ("reason", "table")
    other = bare.then(edits.set_reason_kind(bare.case.reasons[0].id, "nmn_general"))
    assert other.states()["tables-filled"] is State.NOT_APPLICABLE
    none = bare.then(edits.set_reason_kind(bare.case.reasons[0].id, ""))
    assert none.states()["tables-filled"] is State.NOT_APPLICABLE
    assert none.states()["evidence-fits"] is State.NOT_APPLICABLE


def test_evidence_is_judged_by_what_the_reason_points_at() -> None:
    made = MISTAKES["evidence-fits"](green())
    (place,) = made.checks()["evidence-fits"].where
    assert "Therapy notes with dates" in place.words
    unnamed = made.then(edits.set_document_kind(made.named("rule").id, Kind.OTHER))
    assert "evidence-fits" not in unnamed.open()  # nobody said yet what the paper is


def test_a_signature_is_asked_for_only_where_words_cannot_tell() -> None:
    scan = green().saying("support", is_signed=None)
    assert scan.checks()["provider-signed"].is_asked
    assert scan.states()["provider-signed"] is State.WEAK
    assert (
        scan.then(edits.answer_check("provider-signed", AnswerState.DONE)).states()[
            "provider-signed"
        ]
        is State.DONE
    )
    unread = replace(scan, papers={})
    assert unread.checks()["provider-signed"].is_asked
    empty_line = scan.saying("support", is_signed=False).then(
        edits.answer_check("provider-signed", AnswerState.DONE)
    )
    assert empty_line.states()["provider-signed"] is State.WEAK


def test_who_appeals_for_himself_needs_no_form() -> None:
    own = green().then(edits.set_detail("sender_name", "Diaz, Ana M."))
    assert own.states()["representative"] is State.NOT_APPLICABLE
    nobody = green().then(edits.set_detail("sender_name", ""))
    assert nobody.states()["representative"] is State.NOT_APPLICABLE
    other = MISTAKES["representative"](green())
    assert other.checks()["representative"].is_asked
    assert [p.key for p in other.checks()["representative"].where] == ["answer", "add-files"]


def test_an_answer_waits_in_a_new_case() -> None:
    case = after(new_case(), edits.answer_check("signed", AnswerState.NOT_DONE))
    found = next(c for c in check(case, plan(case, {})) if c.id == "signed")
    assert found.state is State.WEAK
