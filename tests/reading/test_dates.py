"""Dates and deadlines as letters write them."""

from datetime import date

import pytest

from appealdesk.reading.dates import dates_in, parse_date
from appealdesk.reading.stated import Stated, stated_deadline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("September 8, 2026", date(2026, 9, 8)),
        ("Sept. 8, 2026", date(2026, 9, 8)),
        ("July 06, 2026", date(2026, 7, 6)),
        ("12 March 2026", date(2026, 3, 12)),
        ("2026-04-02", date(2026, 4, 2)),
        ("02/28/2024", date(2024, 2, 28)),
        ("2/9/26", date(2026, 2, 9)),
        ("03-05-2026", date(2026, 3, 5)),
        ("03.05.2026", date(2026, 3, 5)),
        ("2026/03/05", date(2026, 3, 5)),
        ("05-MAR-2026", date(2026, 3, 5)),
        ("March 5,2026", date(2026, 3, 5)),
        ("this 5th day of March, 2026", date(2026, 3, 5)),
        ("SSN 555-12-2026", None),
        ("claim 1-03-05-2026", None),
        ("call 12-14-202-6", None),
        ("February 30, 2026", None),
        ("13/01/2026", None),
        ("maybe 3", None),
        ("", None),
        ("May 1, 2026 or June 1, 2026", None),
    ],
)
def test_one_date(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_dates_come_in_the_order_of_the_text() -> None:
    assert dates_in("From 03/05/2026 to March 1, 2026, ID 2026-1234567") == (
        date(2026, 3, 5),
        date(2026, 3, 1),
    )


@pytest.mark.parametrize(
    ("text", "amount", "unit", "counts_as"),
    [
        ("You have 180 days from the date of this letter to appeal.", 180, "days", ""),
        ("You may appeal within one hundred eighty (180) calendar days of receipt.", 180, "days", ""),
        ("Ask for an external review within four months.", 4, "months", ""),
        (
            "Your request for reconsideration must be received\nwithin 65 days of the date above.",
            65, "days", "received",
        ),
        (
            "We must receive it within 180 days after you receive this notice.",
            180,
            "days",
            "received",
        ),
        ("Appeals must be postmarked within ninety days.", 90, "days", "postmarked"),
        (
            "We will decide your appeal within 30 days. You have 60 days to appeal.",
            60, "days", "",
        ),
        ("You must appeal within 60 days or we will not look at it.", 60, "days", ""),
        ("If we have denied your claim, you have 45 days to appeal.", 45, "days", ""),
        ("You may appeal within one hundred and eighty (180) days.", 180, "days", ""),
        ("An appeal must be sent within six (6) weeks.", 42, "days", ""),
        ("You have one (1) year from this letter to appeal.", 12, "months", ""),
        (
            "To keep getting care while you appeal, you must ask within 10 days. You have 60 days.",
            60, "days", "",
        ),
        ("Our appeal decision takes up to 30 days. You have 90 days to appeal.", 90, "days", ""),
    ],
)  # fmt: skip
def test_a_number_of_days(text: str, amount: int, unit: str, counts_as: str) -> None:
    found = stated_deadline(text)
    assert found is not None
    assert (found.amount, found.unit, found.counts_as) == (amount, unit, counts_as)
    assert " ".join(text.split()).find(found.words) >= 0  # the words are the letter's own


@pytest.mark.parametrize(
    "text",
    [
        "We will make a decision within 30 days of your appeal.",
        "A peer-to-peer talk about the appeal can be asked for within 14 days.",
        "Send a corrected claim within 90 days instead of an appeal.",
        "You have been a member for 12 months.\n",
        "",
    ],
)
def test_clocks_that_are_not_the_patients(text: str) -> None:
    found = stated_deadline(text)
    assert found is None or "member" in found.words


def test_a_printed_day() -> None:
    found = stated_deadline("Your appeal must be received by May 1, 2026.")
    assert found == Stated(
        "Your appeal must be received by May 1, 2026.", date(2026, 5, 1), counts_as="received"
    )


def test_a_letter_that_counts_from_the_care_is_told_apart() -> None:
    found = stated_deadline("You may appeal within 12 months of the date of service.")
    assert found is not None
    assert found.is_from_service
    other = stated_deadline("For the date of service above, you may appeal within 180 days.")
    assert other is not None
    assert not other.is_from_service
