"""Times and sizes in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from appealdesk.ui.dialogs.words import delivery_words, local_time, page_words, size_words

NOON = datetime(2026, 11, 25, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("before", "words"), [(0, "Today, 12:00"), (1, "Yesterday, 12:00"), (2, "Nov 23, 2026, 12:00")]
)
def test_a_time_is_told_by_the_users_clock(before, words):
    stored = (NOON - timedelta(days=before)).astimezone(UTC).isoformat(timespec="seconds")
    assert local_time(stored, date(2026, 11, 25)).startswith(words)


def test_a_time_that_cannot_be_read_is_given_as_it_is():
    assert local_time("once") == "once"


def test_counts_and_sizes():
    assert page_words(1) == "1 page"
    assert page_words(61) == "61 pages"
    assert size_words(4_400_000) == "4.2 MB"
    assert delivery_words("fax") == "Fax"
    assert delivery_words("mail") == "Mail or portal"
