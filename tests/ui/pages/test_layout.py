"""Where sheets lie, and how boxes turn with them."""

import pytest
from PySide6.QtCore import QRectF

from appealdesk.ui.pages.layout import PIXELS_A_POINT, Fit, Room, Sheet, SheetLayout, turned

ROOM = Room(width=800, height=600, margin=16, gap=40)
LETTER = Sheet("a", 0, 612, 792)
WIDE = Sheet("a", 1, 792, 612)


def laid(zoom, *sheets):
    return SheetLayout(sheets, zoom, ROOM)


@pytest.mark.parametrize(
    ("rotation", "left", "top", "wide", "high"),
    [(0, 0.1, 0.2, 0.3, 0.05), (90, 0.75, 0.1, 0.05, 0.3), (180, 0.6, 0.75, 0.3, 0.05), (270, 0.2, 0.6, 0.05, 0.3)],
)  # fmt: skip
def test_a_box_turns_with_its_page(rotation, left, top, wide, high):
    box = turned(QRectF(0.1, 0.2, 0.3, 0.05), rotation)
    assert (box.left(), box.top()) == pytest.approx((left, top))
    assert (box.width(), box.height()) == pytest.approx((wide, high))
    back = turned(box, 360 - rotation)
    assert (back.left(), back.top()) == pytest.approx((0.1, 0.2))


def test_the_width_is_filled_whatever_the_page(qapp):
    layout = laid(Fit.WIDTH, LETTER, WIDE)
    assert layout.rect(0).width() == layout.rect(1).width() == 800 - 32
    assert layout.rect(0).height() / layout.rect(0).width() == pytest.approx(792 / 612, abs=0.01)


def test_a_whole_page_fits(qapp):
    rect = laid(Fit.PAGE, LETTER).rect(0)
    assert rect.height() == 600 - 16 - 40
    assert rect.center().x() == pytest.approx(400, abs=1)


def test_paper_is_as_large_as_paper_at_100_percent(qapp):
    layout = laid(1.0, LETTER)
    assert layout.rect(0).width() == round(612 * PIXELS_A_POINT)
    assert layout.scale(0, LETTER) == pytest.approx(1.0, abs=0.01)
    assert laid(2.0, LETTER).width > ROOM.width


def test_a_turned_page_lies():
    upright, lying = laid(1.0, LETTER).rect(0), laid(1.0, Sheet("a", 0, 612, 792, 90)).rect(0)
    assert (upright.width(), upright.height()) == (lying.height(), lying.width())


def test_sheets_are_found_by_their_height_without_looking_at_all():
    layout = laid(1.0, *(Sheet("a", n, 612, 792) for n in range(2000)))
    for row in (0, 1, 700, 1999):
        rect = layout.rect(row)
        assert layout.row_at(rect.top()) == layout.row_at(rect.bottom()) == row
        assert layout.rows(rect.top(), rect.bottom()) == range(row, row + 1)
    assert layout.row_at(-50) == 0
    assert layout.row_at(10**9) == 1999
    assert layout.height > layout.rect(1999).bottom()


def test_no_sheets():
    layout = laid(1.0)
    assert layout.row_at(5) == -1
    assert not layout.rows(0, 100)


def test_a_broken_page_size_is_still_a_sheet():
    layout = laid(4.0, Sheet("a", 0, 2e7, 0.001))
    assert 4 <= layout.rect(0).height() <= layout.rect(0).width() <= 40_000
