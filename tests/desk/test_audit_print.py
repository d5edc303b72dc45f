"""The printed self-audit: what stands on it, in words, and that it replaces nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from appealdesk.audit.checks import Check, Place, State, check
from appealdesk.case import edits
from appealdesk.case.situation import Answer, AnswerState, StageRecord
from appealdesk.case.values import Case
from appealdesk.desk.audit_print import NOTE, sheet_of, write_audit
from appealdesk.desk.exporting import ExportFailed, ExportStopped
from appealdesk.packet.plan import plan
from appealdesk.worker.sheet_messages import AuditSheetRequest
from support.cases import after, small_case
from support.papers import page_texts

TODAY = date(2026, 5, 1)


def sheet(case: Case, checks: tuple[Check, ...] | None = None) -> AuditSheetRequest:
    packet = plan(case, {})
    return sheet_of(case, packet, checks or check(case, packet), TODAY, "out.pdf")


def titles(told: AuditSheetRequest) -> list[str]:
    return [group.title for group in told.groups]


def timed() -> Case:
    return after(
        small_case([(3, "Chart", 2)]),
        edits.set_detail("denial_date", "April 10, 2026"),
        edits.set_situation("coverage", "medicare-advantage"),
        edits.set_situation("timing", "before"),
        edits.set_situation("letter_words", "You have 65 days."),
    )


POINT = Check("one", "All is well", State.MISSING, "It helps.", (), todo="Make it well")


def said(state: AnswerState, why: str = "") -> Answer:
    return Answer("one", state, why)


@pytest.mark.parametrize(
    ("point", "group", "mark", "state", "words"),
    [
        (POINT, "Missing (1)", "", "missing", "It helps."),
        (
            replace(POINT, stops_export=True),
            "Missing (1)",
            "",
            "missing; needed before you can export",
            "It helps.",
        ),
        (replace(POINT, state=State.WEAK), "Could be better (1)", "", "could be better", None),
        (
            replace(POINT, state=State.WEAK, is_asked=True),
            "Questions that only you can answer (1)",
            "",
            "not answered yet",
            "It helps.",
        ),
        (
            replace(POINT, is_asked=True, answer=said(AnswerState.NOT_DONE)),
            "Missing (1)",
            "",
            "missing; you said: not yet",
            None,
        ),
        (
            replace(POINT, state=State.DONE, is_asked=True, answer=said(AnswerState.DONE)),
            "Done (1)",
            "check",
            "done, you said",
            None,
        ),
        (replace(POINT, state=State.DONE), "Done (1)", "check", "done", None),
        (
            replace(
                POINT,
                state=State.NOT_APPLICABLE,
                answer=said(AnswerState.NOT_FOR_THIS_CASE, "It is a bill"),
            ),
            "Not for this case (1)",
            "dash",
            "not for this case",
            "Your reason: It is a bill",
        ),
        (replace(POINT, state=State.NOT_APPLICABLE), "Nothing to check yet (1)", "dash", "", None),
    ],
)
def test_every_state_is_told_in_words(
    point: Check, group: str, mark: str, state: str, words: str | None
) -> None:
    told = sheet(small_case(), (point,))
    assert titles(told) == [group]
    (found,) = told.groups[0].points
    assert (found.mark, found.state) == (mark, state)
    if words is not None:
        assert words in found.lines


def test_the_head_counts_and_tells_whose_case_it_is() -> None:
    weak = replace(POINT, id="two", state=State.WEAK, is_asked=True)
    told = sheet(timed(), (POINT, weak, replace(POINT, id="three", state=State.DONE)))
    assert told.lead == "1 of 3 done, 1 thing missing, 1 question open"
    assert ("Patient", "Ana D\u00edaz") in told.about
    assert ("This list was made on", "Friday, May 1, 2026") in told.about
    assert "no legal or medical advice" in told.note


def test_the_last_day_stands_with_its_arithmetic_and_its_rule() -> None:
    told = dict(sheet(timed()).time)
    assert told["Last day"] == "Sunday, June 14, 2026 (44 days left)"
    assert "that is Sunday, June 14, 2026." in told["How it is counted"]
    assert "42 CFR 422.582(b)" in told["The rule"]
    assert told["The letter says"] == "\u201cYou have 65 days.\u201d"
    assert "Friday, June 5" in told["Send it"]
    assert "within 30 days" in told["Their answer"]
    sent = edits.set_stage(StageRecord("internal-appeal", started="2026-04-20")).change(timed())
    assert "Due by Wednesday, May 20, 2026" in dict(sheet(sent).time)["Their answer"]


@pytest.mark.parametrize(
    ("key", "value", "row", "words"),
    [
        ("letter_last_day", "2026-04-20", "Last day", "That day has passed."),
        ("letter_last_day", "2026-04-20", "Send it", "Call and ask"),
        ("letter_last_day", "2026-05-01", "Last day", "(today)"),
        ("letter_last_day", "2026-05-02", "Last day", "(tomorrow)"),
        ("letter_last_day", "2026-05-04", "Send it", "too late for plain mail"),
    ],
)
def test_a_last_day_that_is_near_or_over(key: str, value: str, row: str, words: str) -> None:
    case = edits.set_situation(key, value).change(small_case())
    assert words in dict(sheet(case).time)[row]


def test_what_is_not_known_is_said() -> None:
    told = dict(sheet(small_case()).time)
    assert told["Last day"].startswith("Not known yet.")
    assert "Send it" not in told


def test_places_are_named_by_exhibit_and_page_and_not_without_end() -> None:
    case = small_case([(3, "Chart", 2)])
    chart = case.sections[2].documents[0].id
    here = Place("case", 0, "Answer it here", "answer", "one")
    places = (here, Place("document", chart, "Chart: read it"), Place("section", 2, "The reason"))
    (point,) = sheet(case, (replace(POINT, where=places),)).groups[0].points
    first = plan(case, {}).exhibits[0].first_page + 1
    assert point.where[0] == f"Chart: read it (Exhibit A, page {first})"
    assert point.where[1].startswith("The reason")
    many = tuple(Place("detail", 0, f"Field {n}") for n in range(30))
    (point,) = sheet(case, (replace(POINT, where=many),)).groups[0].points
    assert len(point.where) == 9
    assert point.where[-1] == "and 22 more"


def test_the_pdf_has_all_words_and_its_pages_are_numbered(worker, tmp_path: Path) -> None:
    case, target = timed(), tmp_path / "list.pdf"
    packet = plan(case, {})
    pages = write_audit(worker, case, packet, check(case, packet), target, today=TODAY)
    texts = page_texts(target)
    assert len(texts) == pages > 1
    whole = " ".join(" ".join(texts).split())
    for words in ("Checklist of the appeal", "Ana D\u00edaz", "Missing (", "missing", NOTE[:40]):
        assert words in whole
    for number, text in enumerate(texts, start=1):
        assert f"page {number} of {pages}" in " ".join(text.split())
    assert whole.count("legal or medical advice") == 1
    assert not list(worker.folder.glob("audit-sheet*"))


def test_nothing_but_an_older_pdf_is_replaced(worker, tmp_path: Path) -> None:
    case = small_case()
    packet = plan(case, {})
    target = tmp_path / "list.pdf"
    target.write_bytes(b"my diary")
    with pytest.raises(ExportFailed):
        write_audit(worker, case, packet, check(case, packet), target, today=TODAY)
    assert target.read_bytes() == b"my diary"


def test_a_character_without_a_font_is_told(worker, tmp_path: Path) -> None:
    case = edits.set_detail("patient_name", "Ana \U00012345").change(small_case())
    packet = plan(case, {})
    with pytest.raises(ExportStopped) as stopped:
        write_audit(worker, case, packet, check(case, packet), tmp_path / "list.pdf", today=TODAY)
    assert "\U00012345" in stopped.value.hint
    assert not (tmp_path / "list.pdf").exists()
