"""Cells of the grid: every point means a gap, and the caret stands in it."""

import pytest
from PySide6.QtCore import QPoint

from appealdesk.case.values import PageId, PageRef
from appealdesk.ui.pages.cells import Cells, Gap
from appealdesk.ui.pages.page_drag import own_pages, pages_mime, target_of
from appealdesk.ui.pages.page_edits import step_target

CELLS = Cells(total=7, columns=3, width=100, height=150)


@pytest.mark.parametrize(
    ("x", "y", "before", "is_end"),
    [
        (10, 20, 0, False),  # left half of the first: in front of it
        (60, 20, 1, False),  # right half: behind it
        (149, 20, 1, False),
        (260, 20, 3, True),  # right of the last in a line: at the end of that line
        (10, 160, 3, False),  # the same gap, at the start of the next line
        (10, 320, 6, False),
        (90, 320, 7, True),  # behind the last page
        (290, 320, 7, True),  # in the empty room behind it
        (10, 5000, 6, False),  # below everything
        (5000, 5000, 7, True),
        (-30, -30, 0, False),
    ],
)
def test_every_point_means_one_gap(x, y, before, is_end):
    assert CELLS.gap_at(QPoint(x, y)) == Gap(before, is_end)


def test_there_is_no_dead_zone():
    for x in range(-20, 340, 3):
        for y in range(-20, 600, 7):
            gap = CELLS.gap_at(QPoint(x, y))
            caret = CELLS.caret(gap)
            assert 0 <= gap.before <= 7
            assert abs(caret.center().x() - min(max(x, 0), 300)) <= 51 or gap.before == 7


def test_the_caret_stands_between_two_cells():
    assert abs(CELLS.caret(Gap(1)).center().x() - 100) <= 1
    assert CELLS.caret(Gap(3, is_end=True)).top() < 150 < CELLS.caret(Gap(3)).top()


def test_an_empty_grid_has_a_gap_too():
    assert Cells(0, 3, 100, 150).gap_at(QPoint(250, 90)).before == 0


def test_rows_that_show():
    assert CELLS.rows(0, 149) == range(3)
    assert CELLS.rows(149, 150) == range(6)
    assert CELLS.rows(-400, 10_000) == range(7)
    assert not CELLS.rows(-400, -200)


@pytest.mark.parametrize(
    ("moved", "before", "target", "is_move"),
    [
        ([1], 3, 4, True),
        ([4], 0, 1, True),
        ([1, 3], 5, None, True),
        ([2], 1, 3, False),  # in front of itself
        ([2], 2, 3, False),  # behind itself
        ([2, 3], 2, 4, False),  # into its own middle
        ([1, 4], 2, 3, True),
        ([5], 5, None, False),
    ],
)
def test_where_dropped_pages_go(moved, before, target, is_move):
    assert target_of([1, 2, 3, 4, 5], moved, before) == (target, is_move)


@pytest.mark.parametrize(
    ("moved", "step", "to"),
    [
        ([3], -1, (2,)),
        ([3], 1, (5,)),
        ([4], 1, (None,)),
        ([1], -1, None),
        ([5], 1, None),
        ([2, 3], 1, (5,)),
        ([], 1, None),
    ],
)
def test_one_place_on(moved, step, to):
    assert step_target([1, 2, 3, 4, 5], moved, step) == to


def test_what_a_drag_carries():
    pages = [PageRef(PageId(n), n) for n in (4, 5, 6)]
    data = pages_mime(9, 5, [6, 5])
    assert own_pages(data, 9, pages) == [5, 6]
    assert own_pages(data, 8, pages) == []
