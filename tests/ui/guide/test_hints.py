import datetime as dt

import pytest

from appealdesk.ui.guide.hints import Hint, date_in, hint_for

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 5, 2026", "2026-03-05"),
        ("Mar. 5 2026", "2026-03-05"),
        ("MARCH 5th, 2026", "2026-03-05"),
        ("Sept. 14, 2026", "2026-09-14"),
        ("5 March 2026", "2026-03-05"),
        ("3/5/2026", "2026-03-05"),
        ("03-05-2026", "2026-03-05"),
        ("3/5/26", "2026-03-05"),
        ("3/5/81", "1981-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("March 5 - 8, 2026", "2026-03-05"),
        ("3/5/2026 to 3/9/2026", "2026-03-05"),
        ("on or about May 1, 2026", "2026-05-01"),
        ("soon", None),
        ("March 2026", None),
        ("13/45/2026", None),
        ("February 30, 2026", None),
        ("2026", None),
    ],
)
def test_dates_are_read_as_people_write_them(text, date):
    found = date_in(text, TODAY)
    assert (found and found.isoformat()) == date


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("denial_date", "", Hint.NONE),
        ("denial_date", "November 25, 2026", Hint.NONE),
        ("denial_date", "November 26, 2026", Hint.FUTURE),
        ("patient_birth_date", "1/1/2030", Hint.FUTURE),
        ("letter_date", "January 2, 2027", Hint.NONE),
        ("service_date", "next week", Hint.NOT_A_DATE),
        ("sender_phone", "(207) 555-0163", Hint.NONE),
        ("sender_phone", "555-01", Hint.FEW_DIGITS),
        ("insurer_fax", "see letter", Hint.FEW_DIGITS),
        ("sender_email", "ana@example.com", Hint.NONE),
        ("sender_email", "ana@example", Hint.NOT_AN_EMAIL),
        ("patient_name", "12", Hint.NONE),
    ],
)
def test_hints(key, value, hint):
    assert hint_for(key, value, TODAY) is hint
