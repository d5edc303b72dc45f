"""Tables that fit: how wide columns are, and how tall cells are cut."""

from pathlib import Path

import pytest

from appealdesk.engine.flowables import column_widths, pieces
from appealdesk.engine.papers import set_paper
from appealdesk.engine.setter import Setter
from support.papers import page_texts

ROOM = 468.0


@pytest.mark.parametrize("letters", [60, 200, 900, 3000])
def test_a_tall_cell_is_cut_into_pieces_of_as_many_lines(letters: int) -> None:
    """Pieces of 7, 3, 7 and 3 lines beside pieces of 7 and 7 left holes in the words."""
    words = Setter("test").words("B" * letters, "cell")
    cut = pieces(words, 60, 110)
    heights = [piece.wrap(60, 10_000)[1] for piece in cut]
    assert len(set(heights[:-1])) <= 1
    assert max(heights) <= 110
    assert heights[-1] <= heights[0]
    assert len(cut) == 1 or heights[0] + words.style.leading > 110


def test_a_word_without_end_leaves_room_for_the_words_beside_it() -> None:
    """A web address took all but a sliver, and the next cell ran over pages, a word in a line."""
    widths = column_widths([2000, 50, 3000, 70], [700, 40, 40, 70], ROOM)
    assert sum(widths) == pytest.approx(ROOM)
    assert widths[2] > 80
    assert widths[0] >= ROOM / 2


def test_columns_whose_words_fit_break_none_of_them() -> None:
    widths = column_widths([400, 200, 300], [150, 60, 90], ROOM)
    assert sum(widths) == pytest.approx(ROOM)
    assert all(w >= least for w, least in zip(widths, [150, 60, 90], strict=True))


def test_an_emoji_is_read_from_the_page_as_what_it_is(tmp_path: Path) -> None:
    """It was drawn right, but found and copied as another letter."""
    out = tmp_path / "paper.pdf"
    set_paper("Test", "Two \U0001f600 pills, \u00e9 and \u4e2d", "", out)
    assert "Two \U0001f600 pills, \u00e9 and \u4e2d" in page_texts(out)[0]
