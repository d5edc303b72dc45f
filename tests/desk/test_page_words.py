"""What tells a page from the others."""

from appealdesk.desk.page_words import telling_words

LETTERHEAD = "Fairhollow Family Medicine\nDELGADO, MARIA\n"


def test_the_letterhead_of_every_page_is_left_out():
    texts = [LETTERHEAD + "Office visit May 12", LETTERHEAD + "Medicine list"]
    assert telling_words(texts, 1, 90) == "Medicine list"


def test_a_page_that_says_only_what_others_say_is_told_as_it_is():
    assert telling_words([LETTERHEAD, LETTERHEAD], 0, 90) == (
        "Fairhollow Family Medicine DELGADO, MARIA"
    )


def test_long_words_are_cut_at_a_word():
    assert telling_words(["one two three four"], 0, 9) == "one two\u2026"


def test_a_page_without_text_and_one_that_is_not_there_say_nothing():
    assert telling_words(["", "x"], 0, 90) == ""
    assert telling_words((), 3, 90) == ""
