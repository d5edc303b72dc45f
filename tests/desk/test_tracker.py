"""How far an appeal is: what the case keeps of each stage, and what is to be done now."""

from datetime import date

import pytest

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import StageRecord, Timing
from appealdesk.case.values import Case, new_case
from appealdesk.desk.tracker import (
    Progress,
    change_stage,
    decision_for,
    level_step,
    proof_parts,
    proof_words,
    record_of,
    tracked,
)
from support.cases import after


def now(case: Case) -> str | None:
    return next((one.step.id for one in tracked(case) if one.is_now), None)


def test_a_new_appeal_begins_with_the_letter() -> None:
    case = new_case()
    assert now(case) == "letter"
    assert {one.progress for one in tracked(case)} == {Progress.OPEN}


def test_the_stage_to_work_on_follows_what_was_done() -> None:
    case = after(new_case(), change_stage("letter", "outcome", "have-all"))
    assert now(case) == "gap"
    case = after(case, change_stage("doctor", "started", "2026-10-01"))
    assert now(case) == "doctor"
    case = after(case, change_stage("internal-appeal", "outcome", "refused"))
    assert now(case) == "external-review"
    case = after(case, change_stage("external-review", "outcome", "approved"))
    assert now(case) is None


def test_a_call_that_was_left_out_is_no_step_that_is_open() -> None:
    case = after(new_case(), change_stage("peer-to-peer", "outcome", "skipped"))
    found = next(one for one in tracked(case) if one.step.id == "peer-to-peer")
    assert found.progress is Progress.SKIPPED
    assert now(case) == "internal-appeal"


def test_two_fields_of_one_stage_do_not_undo_each_other() -> None:
    started = change_stage("doctor", "started", "2026-10-01")
    note = change_stage("doctor", "note", "Asked the nurse.")
    case = after(new_case(), started, note)
    assert record_of(case, "doctor") == StageRecord(
        "doctor", started="2026-10-01", note="Asked the nurse."
    )
    case = after(case, change_stage("doctor", "started", ""), change_stage("doctor", "note", ""))
    assert case.stages == ()


def test_what_is_no_date_and_no_field_is_refused() -> None:
    with pytest.raises(AppealDeskError):
        change_stage("doctor", "started", "soon")
    with pytest.raises(AppealDeskError):
        change_stage("doctor", "mood", "good")


def test_what_was_noted_under_another_coverage_stays_in_sight() -> None:
    case = after(
        new_case(),
        edits.set_situation("coverage", "original-medicare"),
        change_stage("level:hearing", "note", "Judge Brown"),
        edits.set_situation("coverage", "individual"),
    )
    last = tracked(case)[-1]
    assert (last.step.id, last.step.title) == ("level:hearing", "Hearing")
    assert last.record.note == "Judge Brown"


def test_the_answer_is_due_by_the_rule_once_the_packet_was_sent() -> None:
    case = after(
        new_case(),
        edits.set_situation("coverage", "individual"),
        edits.set_situation("timing", Timing.BEFORE),
    )
    one = next(t for t in tracked(case) if t.is_level)
    told = decision_for(case, one)
    assert told is not None
    assert told.due is None
    assert "30 days" in told.words
    case = after(case, change_stage(one.step.id, "started", "2026-10-01"))
    one = next(t for t in tracked(case) if t.is_level)
    told = decision_for(case, one)
    assert told is not None
    assert told.due == date(2026, 10, 31)
    assert decision_for(case, tracked(case)[0]) is None


def test_the_level_of_the_case_is_its_own_stage() -> None:
    case = after(
        new_case(),
        edits.set_situation("coverage", "fehb"),
        edits.set_situation("level", "opm"),
    )
    assert level_step(case).id == "level:opm"
    assert level_step(new_case()).id == "internal-appeal"


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        ("certified", " 9407 1118 ", "Certified mail: 9407 1118"),
        ("fax", "", "Fax confirmation"),
        ("", "by pigeon", "by pigeon"),
    ],
)
def test_proof_of_sending_is_kept_in_words(kind: str, number: str, kept: str) -> None:
    assert proof_words(kind, number) == kept
    found, left = proof_parts(kept)
    assert (found.id if found else "") == kind
    assert left == " ".join(number.split())
