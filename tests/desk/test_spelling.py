"""The speller: what is right, what is wrong, and what was meant."""

import pytest

from appealdesk.desk.spelling import Speller


@pytest.fixture(scope="module")
def speller():
    return Speller(["Whitlock", "Łódź"])


@pytest.mark.parametrize(
    "word",
    ["necessary", "it's", "it\u2019s", "Radiculopathy", "preauthorization", "insurer\u2019s", "MRI", "MRIs",
     "Whitlock", "Whitlock's", "L5", "a", "Łódź", "reviewer\u2019s", "\u043c\u0438\u0440", "copay"],
)  # fmt: skip
def test_words_that_are_right(speller, word):
    assert speller.is_right(word)


@pytest.mark.parametrize("word", ["neccessary", "recieve", "radiculopthy", "dont", "wich"])
def test_words_that_are_wrong(speller, word):
    assert not speller.is_right(word)


def test_what_was_meant_comes_first(speller):
    assert speller.suggestions("recieve")[0] == "receive"
    assert speller.suggestions("radiculopthy")[0] == "radiculopathy"
    assert speller.suggestions("documentatoin")[0] == "documentation"
    assert "don\u2019t" in speller.suggestions("don\u2019tt")
    assert speller.suggestions("\u043c\u0438\u0440") == ()
    assert len(speller.suggestions("conservativ")) <= 6


def test_a_word_is_learned(speller):
    assert not speller.is_right("Fairhollow")
    speller.add("Fairhollow")
    assert speller.is_right("Fairhollow")
    assert speller.is_right("Fairhollow\u2019s")


def test_wrong_words_of_a_text_with_their_places(speller):
    text = (
        "He was recieved on 12mg by dr.x@clinic.exmaple, see www.exmaple.org and EMG_2. Wrnog\u2026"
    )
    assert [text[a:b] for a, b in speller.wrong_in(text)] == ["recieved", "Wrnog"]
