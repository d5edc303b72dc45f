"""Rows of a table as plain values."""

import pytest

from appealdesk.case.values import Citation, TableRow
from appealdesk.guidance.tables import table_kind
from appealdesk.ui.reasons import table_rows as rows_of
from appealdesk.ui.reasons.table_rows import spreadsheet_cells

A, B, C = (TableRow((name, "")) for name in "abc")
PAGE, OTHER = Citation(1, 2), Citation(1, 3)


def test_rows_are_added_moved_and_removed():
    assert rows_of.added((A, B), 1, 2) == (A, TableRow(("", "")), B)
    assert rows_of.moved((A, B, C), 0, 1) == (B, A, C)
    assert rows_of.moved((A, B), 0, -1) == (A, B)
    assert rows_of.removed((A, B), 0, 2) == (B,)
    assert rows_of.removed((A,), 0, 2) == (TableRow(("", "")),), "no rows would be no table"


def test_pages_of_a_row_change_once_each():
    cited = rows_of.cited((A, B), 1, (PAGE, PAGE))
    assert cited == (A, TableRow(B.cells, (PAGE,)))
    assert rows_of.cited_instead(cited, 1, PAGE, OTHER)[1].evidence == (OTHER,)
    assert rows_of.uncited(cited, 1, PAGE) == (A, B)


def test_short_rows_get_all_their_cells_and_lose_none():
    assert rows_of.squared((TableRow(("a",)), TableRow(("a", "b", "c"))), 2) == (
        TableRow(("a", "")),
        TableRow(("a", "b", "c")),
    )


def test_pasted_cells_fill_rows_from_where_the_caret_is():
    filled = rows_of.pasted((A, B), 1, 1, (("1", "too much"), ("2",)), 2)
    assert filled == (A, TableRow(("b", "1")), TableRow(("", "2")))


def test_whole_dates_of_date_columns_are_kept_as_iso():
    columns = table_kind("prior-treatments").cells
    row = TableRow(("3/5/2026", "3/5/2026", "March 2026"), (PAGE,))
    dated = rows_of.dated((row,), columns)
    assert dated == (TableRow(("3/5/2026", "2026-03-05", "March 2026"), (PAGE,)),)
    remark = "March 5, 2026, after the fall on the stairs"
    assert rows_of.kept_date(remark) == remark


@pytest.mark.parametrize(
    ("text", "is_sheet", "cells"),
    [
        ("a\tb\nc\td\n", False, (("a", "b"), ("c", "d"))),
        ("a\tb\r\n\r\nc\td", False, (("a", "b"), ("c", "d"))),
        ('"two\nlines"\tb', False, (("two\nlines", "b"),)),
        ('5" pipe\tb', False, (('5" pipe', "b"),)),
        ("words that\nwrap", False, ()),
        ("one\ntwo", True, (("one",), ("two",))),
        ("just words", True, ()),
        ("", True, ()),
        ("Treatment\tFrom\nGym\tMay", False, (("Gym", "May"),)),
    ],
)
def test_cells_of_a_spreadsheet_are_told_from_words(text, is_sheet, cells):
    assert spreadsheet_cells(text, ("Treatment", "From"), is_sheet=is_sheet) == cells
