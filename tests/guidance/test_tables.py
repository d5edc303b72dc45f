"""Ready-made tables: their columns, and what their rows come to."""

import pytest

from appealdesk.case.values import TableRow
from appealdesk.guidance.tables import CellKind, TableKind, hints, summary, table_kind, table_kinds


def kind(table_id: str) -> TableKind:
    found = table_kind(table_id)
    assert found is not None
    return found


def treated(*spans: tuple[str, str]) -> str:
    rows = [TableRow(("x", begin, end)) for begin, end in spans]
    return summary(kind("prior-treatments"), rows)


@pytest.mark.parametrize("table", table_kinds(), ids=lambda table: table.id)
def test_a_table_is_whole(table: TableKind) -> None:
    assert table.columns[-1].kind is CellKind.CITE, "each row can point at its page"
    assert [c.kind for c in table.columns].count(CellKind.CITE) == 1
    assert len(table.cells) == len(table.columns) - 1
    assert len({c.key for c in table.columns}) == len(table.columns)
    for column in table.columns:
        assert bool(column.choices) == (column.kind is CellKind.CHOICE)
        assert column.help
    if table.counts == "weeks":
        assert [c.kind for c in table.cells].count(CellKind.DATE) == 2
    assert table.counts in {"", "weeks", "choices"}


def test_weeks_of_one_treatment_count_both_its_days() -> None:
    assert treated(("2026-06-01", "2026-07-12")) == (
        "Together: 6 weeks (42 days), from June 1, 2026 to July 12, 2026."
    )
    assert treated(("2026-06-01", "2026-06-01")) == (
        "Together: 1 day, from June 1, 2026 to June 1, 2026."
    )
    assert "1 week (13 days)" in treated(("2026-06-01", "2026-06-13"))


def test_weeks_that_overlap_are_counted_once() -> None:
    told = treated(("2026-06-01", "2026-06-28"), ("2026-06-15", "2026-07-12"))
    assert told.startswith("Together: 6 weeks (42 days), from June 1, 2026 to July 12, 2026.")
    assert "overlap" in told


def test_a_gap_between_treatments_is_not_counted() -> None:
    told = treated(("2026-01-01", "2026-01-14"), ("2026-03-01", "2026-03-14"))
    assert told.startswith("Together: 4 weeks (28 days), from January 1, 2026 to March 14, 2026.")


def test_rows_without_whole_dates_are_told_and_not_counted() -> None:
    told = treated(("2026-06-01", "2026-07-12"), ("March 2026", ""), ("2026-07-01", "2026-06-01"))
    assert told.endswith("2 rows have no full dates and are not counted.")
    assert treated(("March 2026", "")) == ""
    assert treated() == ""


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (
            ["12 visits", "6 Visits, one missed", "3 injections"],
            "In all: 18 visits and 3 injections.",
        ),
        (["1 class"], "In all: 1 class."),
        (["12 visits", "2 sessions", "2 classes"], "In all: 12 visits, 2 sessions and 2 classes."),
        (["500 mg", "3 times a week", "daily", "visits: 12", "12 visitors"], ""),
    ],
)
def test_visits_are_summed_up_where_a_number_of_them_is_told(amounts: list[str], told: str) -> None:
    rows = [TableRow(("x", "", "", amount)) for amount in amounts]
    assert summary(kind("prior-treatments"), [*rows, TableRow(("short",))]) == told


def test_visits_stand_behind_the_weeks() -> None:
    row = TableRow(("Therapy", "2026-06-01", "2026-07-12", "12 visits"))
    assert summary(kind("prior-treatments"), [row]).endswith("July 12, 2026. In all: 12 visits.")


def test_answers_are_counted() -> None:
    rows = [TableRow(("a", "Met")), TableRow(("b", "Met")), TableRow(("c",)), TableRow(("", ""))]
    rows.append(TableRow(("d", "Does not apply")))
    assert summary(kind("criteria"), rows) == "Met: 2; Does not apply: 1 (of 4)."
    assert summary(kind("criteria"), rows[:2]) == "Met: 2 of 2."
    assert summary(kind("criteria"), rows[:1]) == ""
    assert summary(kind("criteria"), [TableRow(("a",))] * 2) == ""
    assert summary(kind("result-plan"), [TableRow(("a", "b"))]) == ""


def looked_at(*spans: tuple[str, str]) -> tuple[str, ...]:
    return hints(kind("prior-treatments"), [TableRow(("x", begin, end)) for begin, end in spans])


def test_a_time_without_treatment_is_told_to_the_user_alone() -> None:
    (told,) = looked_at(("2026-03-01", "2026-03-31"), ("2026-01-01", "2026-01-31"))
    assert told.startswith("Nothing is listed from February 1, 2026 to February 28, 2026.")
    assert looked_at(("2026-01-01", "2026-01-31"), ("2026-02-22", "2026-03-31")) == ()
    whole = ("2026-01-01", "2026-12-31")  # it lasts longer than the one that begins after it
    assert looked_at(whole, ("2026-02-01", "2026-02-02"), ("2026-12-01", "2026-12-31")) == ()


def test_a_row_that_ends_before_it_begins_is_told() -> None:
    told = looked_at(("2026-01-01", "2026-01-31"), ("2026-03-01", "2026-02-01"), ("spring", ""))
    assert told == ("Row 2 ends before it begins. Look at its dates again.",)
    assert hints(kind("criteria"), [TableRow(("a",))]) == ()
