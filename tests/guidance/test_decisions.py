"""By when the other side must answer, and who may ask it to be fast."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case.situation import Sending, Timing
from appealdesk.guidance.coverage import Level, coverage, coverages, fast_path
from appealdesk.guidance.deadlines import Deadline, Known, combine
from appealdesk.guidance.decisions import decide, fast_way, keep_care

LEVELS = [level for kind in coverages() for level in kind.levels]
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
BEFORE, ONGOING, AFTER, UNKNOWN = Timing.BEFORE, Timing.ONGOING, Timing.AFTER, Timing.UNKNOWN

# (coverage, level, timing, urgent, sent -> due), worked out by hand with a calendar
DUE = [
    ("employer-self-funded", "internal", BEFORE, False, "2026-04-10", "2026-05-10"),
    ("employer-self-funded", "internal", AFTER, False, "2026-04-10", "2026-06-09"),
    ("employer-self-funded", "internal", BEFORE, True, "2026-04-10", "2026-04-13"),
    ("employer-self-funded", "internal", AFTER, True, "2026-04-10", "2026-06-09"),
    ("employer-self-funded", "external", AFTER, False, "2026-10-30", "2026-12-14"),
    ("employer-insured", "internal", ONGOING, False, "2027-01-31", "2027-03-02"),
    ("individual", "internal", AFTER, False, "2027-12-31", "2028-02-29"),
    ("original-medicare", "redetermination", UNKNOWN, False, "2026-07-06", "2026-09-04"),
    ("original-medicare", "reconsideration", AFTER, True, "2026-09-14", "2026-11-13"),
    ("medicare-advantage", "reconsideration", BEFORE, False, "2028-01-30", "2028-02-29"),
    ("medicare-advantage", "reconsideration", AFTER, False, "2026-11-02", "2027-01-01"),
    ("medicare-advantage", "reconsideration", ONGOING, True, "2026-02-27", "2026-03-02"),
    ("part-d", "redetermination", BEFORE, False, "2026-12-28", "2027-01-04"),
    ("part-d", "redetermination", AFTER, False, "2026-04-10", "2026-04-24"),
    ("medicaid-plan", "plan-appeal", UNKNOWN, False, "2026-09-14", "2026-10-14"),
    ("medicaid-plan", "plan-appeal", UNKNOWN, True, "2026-09-14", "2026-09-17"),
    ("fehb", "reconsideration", AFTER, False, "2026-11-02", "2026-12-02"),
]


def level_of(kind: str, level: str = "") -> Level:
    found = coverage(kind)
    assert found is not None
    return found.level(level)


@pytest.mark.parametrize(("kind", "level", "timing", "is_urgent", "sent", "due"), DUE)
def test_the_day_of_the_answer(
    kind: str, level: str, timing: Timing, is_urgent: bool, sent: str, due: str
) -> None:
    day = date.fromisoformat(sent)
    found = decide(level_of(kind, level), timing, is_urgent=is_urgent, sent=day)
    assert found.due == date.fromisoformat(due)
    assert found.source is not None
    assert found.steps[0].startswith("The appeal goes out on")


@given(
    level=st.sampled_from(LEVELS),
    timing=st.sampled_from(Timing),
    is_urgent=st.booleans(),
    sent=DAYS,
    mail=st.integers(0, 30),
)
def test_no_answer_is_awaited_longer_than_the_rule_allows(
    level: Level, timing: Timing, is_urgent: bool, sent: date, mail: int
) -> None:
    found = decide(level, timing, is_urgent=is_urgent, sent=sent)
    if found.due is None:
        assert found.due_if_two is None
        return
    assert level.reply is not None
    came = sent + timedelta(days=mail)  # what the rules count from
    fits = [c for c in level.reply.clocks if c.when in _whens(timing, is_urgent=is_urgent)]
    assert fits
    most = min(c.amount if c.unit == "days" else c.amount // 24 for c in fits)
    assert sent < found.due <= came + timedelta(days=most)
    if found.due_if_two is not None:
        assert sent < found.due_if_two < found.due


def _whens(timing: Timing, *, is_urgent: bool) -> set[str]:
    """Every clock that runs in such a case, taken from the words of the rules alone."""
    whens = {"any"}
    if timing is AFTER:
        whens.add("after")
    elif timing is not UNKNOWN:
        whens.add("before")
    if is_urgent and timing is not AFTER:
        whens.add("fast")
    return whens


def test_a_plan_with_two_levels_has_half_the_time() -> None:
    found = decide(level_of("employer-insured"), BEFORE, is_urgent=False, sent=date(2026, 4, 10))
    assert found.due_if_two == date(2026, 4, 25)
    assert "If the plan has two levels of its own, within 15 days." in found.words
    alone = decide(level_of("individual"), BEFORE, is_urgent=False, sent=date(2026, 4, 10))
    assert alone.due_if_two is None, "a plan of one's own has one level"


def test_what_is_not_known_gives_words_and_no_day() -> None:
    sent = date(2026, 4, 10)
    level = level_of("individual")
    assert decide(level, BEFORE, is_urgent=False, sent=None).due is None
    when = decide(level, UNKNOWN, is_urgent=False, sent=sent)
    assert (when.due, when.words) == (None, level.decision)
    chip = decide(level_of("chip"), BEFORE, is_urgent=True, sent=sent)
    assert (chip.due, chip.source) == (None, None)
    assert "notice" in chip.words


def test_what_was_given_cannot_be_hurried() -> None:
    notice = date(2026, 4, 10)
    assert fast_way(level_of("individual"), AFTER, notice) is not None
    for timing in (BEFORE, ONGOING, UNKNOWN):
        found = fast_way(level_of("individual"), timing, notice)
        assert found is not None
        assert found.is_open
    late = fast_way(level_of("individual"), AFTER, notice)
    assert late is not None
    assert not late.is_open
    assert fast_way(level_of("chip"), BEFORE, notice) is None


@pytest.mark.parametrize(
    ("notice", "came", "due"),
    [
        ("2026-04-10", None, "2026-04-18"),
        ("2026-04-10", "2026-04-11", "2026-04-14"),
        ("2028-02-24", None, "2028-03-03"),
    ],
)
def test_tricare_must_be_asked_soon_to_be_fast(notice: str, came: str | None, due: str) -> None:
    received = None if came is None else date.fromisoformat(came)
    found = fast_way(level_of("tricare"), BEFORE, date.fromisoformat(notice), received)
    assert found is not None
    assert found.last_day == date.fromisoformat(due)
    assert "3 days later" in found.steps[-1]
    unknown = fast_way(level_of("tricare"), BEFORE, None)
    assert unknown is not None
    assert unknown.last_day is None


@pytest.mark.parametrize("kind", ["medicaid-plan", "medicaid-state"])
@pytest.mark.parametrize(
    ("notice", "due"),
    [
        ("2026-04-10", "2026-04-20"),
        ("2026-07-06", "2026-07-16"),
        ("2026-09-14", "2026-09-24"),
        ("2026-10-30", "2026-11-09"),
        ("2026-11-02", "2026-11-12"),
        ("2028-02-20", "2028-03-01"),
    ],
)
def test_care_that_is_given_now_is_kept_by_asking_soon(kind: str, notice: str, due: str) -> None:
    day = date.fromisoformat(notice)
    found = keep_care(level_of(kind), ONGOING, day)
    assert found is not None
    assert found.day == date.fromisoformat(due)
    assert keep_care(level_of(kind), BEFORE, day) is None, "what is not given cannot be kept"
    assert keep_care(level_of(kind), ONGOING, None) is None
    assert keep_care(level_of("individual"), ONGOING, day) is None


def test_every_fast_path_that_is_named_is_there_and_the_other_way_round() -> None:
    named = {level.fast for level in LEVELS if level.fast}
    for fast_id in named:
        found = fast_path(fast_id)
        assert found is not None, fast_id
        assert found.conditions
        assert found.ask
        assert found.source.cite
    assert fast_path("") is None
    answers = [level for level in LEVELS if level.reply and level.reply.clock("fast")]
    assert all(level.fast for level in answers), "a clock that nobody is told how to start"


def test_the_day_to_send_it_follows_the_way() -> None:
    found = combine(level_of("individual"), date(2026, 4, 10))
    assert found.send_by(Sending.MAIL) == found.mail_by == date(2026, 9, 30)
    assert found.send_by(Sending.FAX) == found.send_by(Sending.PORTAL) == date(2026, 10, 6)
    assert found.send_by(Sending.UNKNOWN) is None
    assert Deadline(Known.ASK_COVERAGE).send_by(Sending.MAIL) is None
