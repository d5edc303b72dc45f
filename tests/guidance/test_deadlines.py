"""Every rule that gives a last day, against dates that were worked out apart from this code."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.guidance.coverage import Coverage, Level, Window, coverage, coverages
from appealdesk.guidance.deadlines import (
    Counted,
    Known,
    add_months,
    combine,
    count,
    federal_holidays,
    is_working_day,
)

NOTICES = ("2026-04-10", "2026-07-06", "2026-09-14", "2026-10-30", "2026-11-02")
ORACLE = {  # domain: notice date -> last day, worked out by hand with a calendar
    ("employer-self-funded", "internal"): (
        "2026-10-07", "2027-01-02", "2027-03-13", "2027-04-28", "2027-05-01",
    ),
    ("medicare-advantage", ""): (
        "2026-06-14", "2026-09-09", "2026-11-18", "2027-01-03", "2027-01-06",
    ),
    ("original-medicare", ""): (
        "2026-08-13", "2026-11-08", "2027-01-17", "2027-03-04", "2027-03-07",
    ),
    ("medicaid-plan", ""): (
        "2026-06-09", "2026-09-04", "2026-11-13", "2026-12-29", "2027-01-01",
    ),
    ("employer-self-funded", "external"): (
        "2026-08-10", "2026-11-06", "2027-01-14", "2027-03-01", "2027-03-02",
    ),
    ("fehb", ""): (
        "2026-10-10", "2027-01-06", "2027-03-14", "2027-04-30", "2027-05-02",
    ),
}  # fmt: skip
CASES = [
    (kind, level, notice, due)
    for (kind, level), dues in ORACLE.items()
    for notice, due in zip(NOTICES, dues, strict=True)
]
LEVELS = [(kind, level) for kind in coverages() for level in kind.levels]
WINDOWS = [level.window for _, level in LEVELS if level.window is not None]
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def level_of(kind: str, level: str = "") -> Level:
    found = coverage(kind)
    assert found is not None
    return found.level(level)


@pytest.mark.parametrize(("kind", "level", "notice", "due"), CASES)
def test_the_oracle(kind: str, level: str, notice: str, due: str) -> None:
    found = combine(level_of(kind, level), date.fromisoformat(notice))
    assert found.state is Known.KNOWN
    assert found.last_day == date.fromisoformat(due)
    assert found.source is not None


@pytest.mark.parametrize(
    ("start", "months", "is_next", "due"),
    [
        (date(2027, 10, 31), 4, True, date(2028, 2, 29) + timedelta(days=1)),
        (date(2027, 10, 29), 4, True, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, False, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, False, date(2028, 2, 29)),
        (date(2026, 12, 31), 4, True, date(2027, 5, 1)),
        (date(2026, 1, 31), 12, False, date(2027, 1, 31)),
    ],
)
def test_months_end_and_leap_years(start: date, months: int, is_next: bool, due: date) -> None:
    assert add_months(start, months, next_day=is_next) == due


@given(window=st.sampled_from(WINDOWS), notice=DAYS, late=st.integers(0, 20) | st.none())
def test_no_day_is_later_than_the_rule_allows(
    window: Window, notice: date, late: int | None
) -> None:
    received = None if late is None else notice + timedelta(days=late)
    start = notice
    if window.anchor == "receipt":
        start = received or notice + timedelta(days=window.presumed_days)
    if window.unit == "days":
        most = date.fromordinal(start.toordinal() + window.amount)
    else:  # the rule's own day, or the first of the month after when there is none
        years, month = divmod(start.month - 1 + window.amount, 12)
        try:
            most = date(start.year + years, month + 1, start.day)
        except ValueError:
            most = date(start.year + years, month + 1, 28)
            while most.day != 1:
                most += timedelta(days=1)
    while window.rolls and not is_working_day(most):
        most += timedelta(days=1)
    counted = count(window, notice, received)
    assert notice < counted.day <= most
    assert counted.steps[0].startswith("The notice is dated")


@given(notice=DAYS, offset=st.integers(-400, 400), level=st.sampled_from([lv for _, lv in LEVELS]))
def test_the_earlier_of_letter_and_rule_holds(notice: date, offset: int, level: Level) -> None:
    said = Counted(notice + timedelta(days=max(1, 100 + offset)), ("The letter gives it.",))
    found = combine(level, notice, letter=said)
    assert found.last_day is not None
    assert found.last_day <= said.day
    assert found.mail_by is not None
    assert found.fax_by is not None
    assert found.mail_by <= found.last_day
    assert found.fax_by <= found.last_day
    if level.window is not None:
        ruled = count(level.window, notice).day
        assert found.last_day == min(said.day, ruled)
        assert any("earlier one" in w for w in found.warnings) == (ruled != said.day)


def test_only_the_federal_external_review_moves_a_weekend() -> None:
    rolling = [(k.id, lv.id) for k, lv in LEVELS if lv.window is not None and lv.window.rolls]
    assert rolling == [("employer-self-funded", "external")]
    level = level_of("employer-self-funded", "external")
    assert level.window is not None
    sunday = count(level.window, date(2026, 9, 6))  # four months: Wednesday, January 6
    assert sunday.day == date(2027, 1, 6)
    new_year = count(level.window, date(2026, 9, 1))  # January 1, a Friday and a holiday
    assert new_year.day == date(2027, 1, 4)
    assert "working day" in new_year.steps[-1]


def test_a_weekend_that_does_not_move_is_warned_about() -> None:
    found = combine(level_of("individual"), date(2026, 7, 6))
    assert found.last_day == date(2027, 1, 2)  # a Saturday
    assert any("Be done by Thursday, December 31, 2026" in w for w in found.warnings)
    assert found.fax_by == date(2026, 12, 31)
    assert found.mail_by == date(2026, 12, 24)  # the 26th is a Saturday, the 25th a holiday


def test_a_later_receipt_counts_only_where_the_rule_counts_from_it() -> None:
    notice, came = date(2026, 4, 10), date(2026, 4, 20)
    assert combine(level_of("individual"), notice, received=came).last_day == date(2026, 10, 17)
    medicaid = combine(level_of("medicaid-plan"), notice, received=came)
    assert medicaid.last_day == date(2026, 6, 9)
    early = combine(level_of("original-medicare"), notice, received=date(2026, 4, 11))
    assert early.last_day == date(2026, 8, 9)  # what is proved beats what is presumed


def test_a_slip_in_the_day_it_came_is_asked_about() -> None:
    notice, level = date(2026, 4, 10), level_of("individual")
    a_year_off = combine(level, notice, received=date(2027, 4, 12))
    assert any("Is that right?" in words for words in a_year_off.warnings)
    before = combine(level, notice, received=date(2026, 4, 1))
    assert before.last_day == date(2026, 10, 7)
    assert any("not counted" in words for words in before.warnings)
    assert not combine(level, notice, received=date(2026, 4, 22)).warnings


def test_the_levels_after_a_medicare_plan_are_there_and_counted() -> None:
    assert level_of("medicare-advantage", "independent-review").window is None  # sent on by itself
    for kind in ("medicare-advantage", "part-d", "original-medicare"):
        hearing = combine(level_of(kind, "hearing"), date(2028, 2, 25))
        assert hearing.last_day == date(2028, 4, 30)  # 5 days for the mail, over a leap day, and 60
    asked = combine(level_of("part-d", "independent-review"), date(2026, 11, 2))
    assert asked.last_day == date(2027, 1, 6)


def test_a_drug_plan_must_have_it_by_the_last_day() -> None:
    assert combine(level_of("part-d"), date(2026, 4, 10)).counts_as == "received"


def test_who_keeps_medicaid_care_is_told_that_it_may_have_to_be_paid_back() -> None:
    levels = [level for kind in coverages() for level in kind.levels if level.keep is not None]
    assert {level.id for level in levels} == {"plan-appeal", "fair-hearing"}
    assert len(levels) == 3  # a fair hearing after a plan's no needs to be asked anew, and soon
    assert all("may have to pay" in level.note for level in levels)


def test_without_a_date_nothing_is_guessed() -> None:
    assert combine(level_of("individual"), None).state is Known.ASK_NOTICE_DATE
    found = combine(level_of("chip"), date(2026, 4, 10))
    assert found.state is Known.NO_RULE
    assert found.last_day is None
    assert found.days_left(date(2026, 4, 10)) is None


def test_days_left_go_below_nothing_when_it_is_over() -> None:
    found = combine(level_of("medicaid-plan"), date(2026, 4, 10))
    assert found.days_left(date(2026, 6, 9)) == 0
    assert found.days_left(date(2026, 6, 11)) == -2


def test_federal_holidays_of_a_year() -> None:
    assert sorted(federal_holidays(2027)) == [
        date(2027, 1, 1), date(2027, 1, 18), date(2027, 2, 15), date(2027, 5, 31),
        date(2027, 6, 18), date(2027, 6, 19), date(2027, 7, 4), date(2027, 7, 5),
        date(2027, 9, 6), date(2027, 10, 11), date(2027, 11, 11), date(2027, 11, 25),
        date(2027, 12, 24), date(2027, 12, 25), date(2027, 12, 31),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", coverages(), ids=lambda kind: kind.id)
def test_every_kind_can_be_told_and_has_a_source(kind: Coverage) -> None:
    assert kind.hints
    assert len({level.id for level in kind.levels}) == len(kind.levels)
    for level in kind.levels:
        assert level.rule
        assert level.decision
        assert level.next
        assert level.source.cite
