"""The last day of a case, from its letter, its dates and its coverage."""

from datetime import date

from appealdesk.audit.clock import deadline_of, decision_of, fast_path_of, keep_care_of, sent_on
from appealdesk.case import edits
from appealdesk.case.situation import StageRecord
from appealdesk.guidance.deadlines import Deadline, Known
from support.cases import after, small_case


def found(**told: str) -> Deadline:
    case = small_case()
    for key, value in told.items():
        change = edits.set_detail if key == "denial_date" else edits.set_situation
        case = after(case, change(key, value))
    return deadline_of(case)


def test_first_the_coverage_is_asked_then_the_date() -> None:
    assert found().state is Known.ASK_COVERAGE
    assert found(denial_date="May 4, 2026").state is Known.ASK_COVERAGE
    assert found(coverage="individual").state is Known.ASK_NOTICE_DATE
    assert found(coverage="individual", denial_date="in May").state is Known.ASK_NOTICE_DATE
    assert found(coverage="unknown", denial_date="May 4, 2026").state is Known.NO_RULE


def test_the_letter_alone_is_enough() -> None:
    got = found(letter_last_day="2026-06-01")
    assert (got.state, got.last_day) == (Known.KNOWN, date(2026, 6, 1))
    got = found(letter_words="You have 60 days to appeal.", denial_date="March 1, 2026")
    assert got.last_day == date(2026, 4, 30)
    assert got.quoted == "You have 60 days to appeal."


def test_a_letter_that_contradicts_the_rule_is_told_and_the_earlier_day_holds() -> None:
    got = found(
        coverage="medicare-advantage",
        denial_date="2026-04-10",
        letter_words="You must ask for an appeal within 60 days.",
    )
    assert got.last_day == date(2026, 6, 9)
    assert any("The letter gives" in w for w in got.warnings)
    assert any("name the rule" in w for w in got.warnings), "nobody gives up for a day too early"
    longer = found(
        coverage="medicaid-plan",
        denial_date="2026-04-10",
        letter_words="You have 90 days to appeal.",
    )
    assert longer.last_day == date(2026, 6, 9)
    assert not any("name the rule" in w for w in longer.warnings)


def test_an_unknown_id_counts_as_not_chosen() -> None:
    assert found(coverage="from-a-newer-version").state is Known.ASK_COVERAGE


def test_the_answer_is_due_after_the_day_of_sending() -> None:
    case = small_case()
    assert decision_of(case) is None, "nobody knows yet who answers"
    case = after(
        case,
        edits.set_situation("coverage", "medicare-advantage"),
        edits.set_situation("timing", "before"),
        edits.set_detail("letter_date", "May 4, 2026"),
    )
    told = decision_of(case)
    assert told is not None
    assert (sent_on(case), told.due) == (date(2026, 5, 4), date(2026, 6, 3))
    case = after(case, edits.set_stage(StageRecord("internal-appeal", started="2026-05-08")))
    told = decision_of(case)
    assert told is not None
    assert told.due == date(2026, 6, 7), "what was kept in the tracker is what happened"
    hurried = decision_of(after(case, edits.set_situation("is_urgent", True)))
    assert hurried is not None
    assert hurried.due == date(2026, 5, 11)


def test_a_date_from_before_the_notice_is_none_of_this_appeal() -> None:
    case = after(
        small_case(),
        edits.set_detail("letter_date", "May 4, 2026"),
        edits.set_detail("denial_date", "May 4, 2026"),
    )
    assert sent_on(case) == date(2026, 5, 4)
    assert sent_on(after(case, edits.set_detail("denial_date", "June 1, 2026"))) is None


def test_a_higher_level_goes_by_its_own_stage() -> None:
    case = after(
        small_case(),
        edits.set_situation("coverage", "individual"),
        edits.set_situation("level", "external"),
        edits.set_stage(StageRecord("internal-appeal", started="2026-01-05")),
        edits.set_stage(StageRecord("external-review", started="2026-05-08")),
    )
    assert sent_on(case) == date(2026, 5, 8)


def test_the_fast_path_is_closed_for_care_that_was_given() -> None:
    case = after(small_case(), edits.set_situation("coverage", "medicaid-plan"))
    path = fast_path_of(case)
    assert path is not None
    assert path.is_open
    closed = fast_path_of(after(case, edits.set_situation("timing", "after")))
    assert closed is not None
    assert not closed.is_open
    assert fast_path_of(small_case()) is None


def test_keeping_care_is_spoken_of_only_where_care_may_be_given() -> None:
    def warned(timing: str) -> bool:
        told = found(coverage="medicaid-plan", denial_date="2026-04-10", timing=timing)
        return any("keep care" in words for words in told.warnings)

    assert [warned(timing) for timing in ("", "ongoing", "before", "after")] == [
        True, True, False, False,
    ]  # fmt: skip
    case = after(
        small_case(),
        edits.set_situation("coverage", "medicaid-plan"),
        edits.set_situation("timing", "ongoing"),
        edits.set_detail("denial_date", "4/10/2026"),
    )
    keep = keep_care_of(case)
    assert keep is not None
    assert keep.day == date(2026, 4, 20)
    assert keep_care_of(small_case()) is None


def test_a_letter_that_counts_from_the_care_is_never_counted_from_its_own_date() -> None:
    words = "You may appeal within 12 months of the date of service."
    dated = {"coverage": "unknown", "denial_date": "2026-10-30", "letter_words": words}
    waiting = found(**dated)
    assert waiting.last_day is None
    assert any("Fill in the date of service" in w for w in waiting.warnings)
    case = after(small_case(), edits.set_detail("service_date", "03/05/2026 to 03/09/2026"))
    for key, value in dated.items():
        change = edits.set_detail if key == "denial_date" else edits.set_situation
        case = after(case, change(key, value))
    got = deadline_of(case)
    assert got.last_day == date(2027, 3, 5), "the first day of the care, to be safe"
    assert "The care was given on Thursday, March 5, 2026." in got.arithmetic


def test_the_rule_that_asks_for_it_to_be_there_beats_a_letter_that_takes_a_postmark() -> None:
    got = found(
        coverage="original-medicare",
        denial_date="2026-04-10",
        letter_words="Your appeal must be postmarked within 120 days.",
    )
    assert got.counts_as == "received"


def test_who_counts_from_the_day_it_came_is_told_to_keep_proof() -> None:
    got = found(coverage="individual", denial_date="2026-04-10", notice_received="2026-04-20")
    assert got.last_day == date(2026, 10, 17)
    assert any("Keep what proves that" in step for step in got.arithmetic)
