"""Choosing, finding and quoting words of a page."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from appealdesk.ui.pages.finding import Hit, find_hits, folded, quoted, spans
from appealdesk.ui.pages.selection import (
    bands,
    line_step,
    nearest,
    reflowed,
    text_of,
    word_at,
)
from appealdesk.worker.messages import PageWord
from support.pages import word

WORDS = (
    word("No", 0.1, 0.10, 0.15, 0.12),
    word("physical", 0.16, 0.10, 0.3, 0.12),
    word("ther-", 0.31, 0.10, 0.4, 0.12),
    word("apy", 0.1, 0.13, 0.14, 0.15, 1),
    word("since", 0.15, 0.13, 0.2, 0.15, 1),
    word("July", 0.1, 0.3, 0.15, 0.32, 2),
)


def test_the_word_under_a_point_and_the_nearest():
    assert word_at(WORDS, QPointF(0.2, 0.11)) == 1
    assert word_at(WORDS, QPointF(0.9, 0.11)) is None
    assert nearest(WORDS, QPointF(0.9, 0.11)) == 2
    assert nearest(WORDS, QPointF(0.9, 0.14)) == 4
    assert nearest((), QPointF(0.5, 0.5)) is None


def test_chosen_words_keep_the_lines_of_the_page():
    assert text_of(WORDS, range(1, 5)) == "physical ther-\napy since"
    assert quoted(text_of(WORDS, range(6))) == "No physical ther-apy since July"


def test_a_choice_is_one_band_a_line():
    found = bands(WORDS, range(1, 5))
    assert [(round(b.left(), 2), round(b.right(), 2)) for b in found] == [(0.16, 0.4), (0.1, 0.2)]


def test_up_and_down_stay_in_the_column():
    assert line_step(WORDS, 1, 1) == 4
    assert line_step(WORDS, 3, -1) == 0
    assert line_step(WORDS, 0, -1) == 0
    assert line_step(WORDS, 5, 1) == 5


def test_running_text_joins_full_lines_only():
    words = (
        word("Heading", 0.1, 0.1, 0.2, 0.12),
        word("It", 0.1, 0.13, 0.2, 0.15, 1),
        word("goes", 0.2, 0.13, 0.9, 0.15, 1),
        word("on.", 0.1, 0.155, 0.2, 0.175, 2),
        word("Next", 0.1, 0.18, 0.3, 0.20, 3),
    )
    assert reflowed(words) == "Heading\nIt goes on.\nNext"
    assert reflowed(()) == ""


def test_capitals_and_kinds_of_space_do_not_matter():
    assert folded("The\u00a0 \ufb01rst\nVISIT") == "the first visit"


def test_hits_are_counted_by_page():
    texts = [folded(t) for t in ("A visit and a Visit", "", "revisited")]
    assert find_hits(texts, "VISIT") == (Hit(0, 0), Hit(0, 1), Hit(2, 0))
    assert find_hits(texts, "  ") == ()
    assert len(find_hits(["a " * 9000], "a")) == 5000


def test_a_hit_may_run_over_several_words_and_lines():
    assert spans(WORDS, "al ther- ap") == (range(1, 4),)
    assert spans(WORDS, "july") == (range(5, 6),)
    assert spans(WORDS, "x") == spans(WORDS, "") == spans((), "a") == ()


@given(
    st.lists(st.text("ab\ufb01", min_size=1, max_size=4), max_size=12), st.text("ab f", max_size=3)
)
def test_the_boxes_of_a_page_are_as_many_as_the_hits_of_its_text(texts, query):
    words = [PageWord(text, (0, 0, 1, 1), 0) for text in texts]
    hits = find_hits([folded(" ".join(texts))], query)
    assert len(spans(words, query)) == len(hits)
