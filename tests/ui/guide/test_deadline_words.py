"""Days, and the time that is left, in words."""

import datetime as dt

import pytest

from appealdesk.ui.guide.deadline_words import (
    day_of,
    day_words,
    left_role,
    left_words,
    line_words,
    near_day_words,
    recent_words,
)

TODAY = dt.date(2026, 12, 12)


@pytest.mark.parametrize(
    ("days", "said", "role"),
    [
        (87, "87 days left", "quiet"),
        (14, "14 days left", "quiet"),
        (13, "13 days left", "warn"),
        (1, "1 day left", "warn"),
        (0, "today is the last day", "warn"),
        (-1, "passed yesterday", "bad"),
        (-30, "passed 30 days ago", "bad"),
    ],
)
def test_the_time_that_is_left(days, said, role):
    last = TODAY + dt.timedelta(days=days)
    assert left_words(last, TODAY) == said
    assert left_role(last, TODAY) == role


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "deadline not known"),
        (dt.date(2027, 3, 9), "87 days left (last day March 9)"),
        (dt.date(2027, 11, 9), "332 days left (last day November 9, 2027)"),
        (TODAY, "today is the last day (December 12)"),
        (dt.date(2026, 11, 9), "deadline passed (November 9, 2026)"),
    ],
)
def test_the_foot_of_the_window(last, said):
    assert line_words(last, TODAY) == said


def test_days_have_english_names_whatever_the_system_speaks():
    assert day_words(dt.date(2027, 3, 9), has_weekday=True) == "Tuesday, March 9, 2027"
    assert near_day_words(dt.date(2027, 3, 2), TODAY) == "Tuesday, March 2"
    assert near_day_words(dt.date(2027, 11, 2), TODAY) == "Tuesday, November 2, 2027"


def test_the_list_of_recent_appeals_says_nothing_of_what_it_does_not_know():
    assert recent_words("2027-03-09", TODAY) == "Last day: March 9, 2027 (87 days left)"
    assert recent_words("", TODAY) == ""
    assert recent_words("soon", TODAY) == ""
    assert day_of("soon") is None
