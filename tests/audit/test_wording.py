"""Hints on wording: which sentences, and above all which not."""

import time

import pytest

from appealdesk.audit.wording import hints_in, sentences
from appealdesk.case import edits
from appealdesk.guidance.checks import check_text
from appealdesk.guidance.wording import hints
from support.audited import green


def found(text: str) -> list[str]:
    return [check for check, _, _ in hints_in(text)]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("This is heartless.", "wording-emotion"),
        ("I am BEGGING you to help.", "wording-emotion"),
        ("My doctor says I need it.", "wording-doctor"),
        ("The surgeon recommended an MRI.", "wording-doctor"),
        ("I am always in pain.", "wording-absolute"),
        ("Everyone knows that it works.", "wording-absolute"),
        ("I am 100% sure.", "wording-absolute"),
        ("You only care about your profits.", "wording-attack"),
        ("- Nobody can doubt it\n- It hurts", "wording-absolute"),
    ],
)
def test_weak_words_are_hinted_at(text: str, check: str) -> None:
    assert set(found(text)) == {check}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The knee locks three times a day [cite:3/7].",
        "My doctor says that the nerve is pressed ([cite:3/7]).",
        "My doctor says it plainly. Strength was 4 of 5 [cite:3/7].",  # the same paragraph
        "My doctor says:\n\n> I will refer her. [cite:3/7]",
        "You wrote \u201cwe never cover this\u201d.",
        'The notice says "always" and "obviously".',
        "> Your claim is absurd and you are liars.",
        "I have never had back pain before.",
        "It is devastating to climb stairs: I fell on May 2 [cite:3/7].",
        "Nevertheless the test was done.",
        "The doctor examined her on May 2.",
        "Dr. Whitlock examined me on May 12.",
    ],
)
def test_facts_quotes_and_cited_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_attack_is_an_attack_with_a_page_too() -> None:
    assert found("You lied [cite:3/7].") == ["wording-attack"]


def test_a_hint_shows_the_sentence_and_what_to_write_instead() -> None:
    ((check, sentence, instead),) = hints_in(
        "It began in May [cite:3/7]. **Everyone knows** that it gets worse."
    )
    assert (check, sentence) == ("wording-absolute", "Everyone knows that it gets worse.")
    assert "which page shows it" in instead
    long = "I am always " + "very " * 40 + "tired."
    assert len(hints_in(long)[0][1]) <= 120


def test_sentences_end_where_a_person_would_end_them() -> None:
    assert list(sentences("Dr. Ames saw me, e.g. on p. 3. Then again! Why?")) == [
        "Dr. Ames saw me, e.g. on p. 3.", "Then again!", "Why?",
    ]  # fmt: skip
    assert list(sentences("- one\n- two")) == ["- one", "- two"]


def test_the_place_is_that_of_the_text_and_the_insurers_words_are_not_judged() -> None:
    reason = green().case.reasons[0]
    told = green().then(
        edits.set_reason(
            reason.id, insurer_words="This is obviously absurd.", response="I beg you."
        )
    )
    (place,) = told.checks()["wording-emotion"].where
    assert (place.kind, place.id, place.key) == ("reason", reason.id, "response")
    assert "\u201cI beg you.\u201d" in place.words
    assert "wording-absolute" not in told.open()


def test_every_hint_belongs_to_a_check() -> None:
    for hint in hints():
        text = check_text(hint.check)
        assert text is not None
        assert text.group == "words"
        assert hint.instead.endswith(".")
        assert all(word == word.strip().lower() for word in (*hint.words, *hint.then))


@pytest.mark.parametrize(
    "text", ["A. " * 20_000, "I am always" + " " * 20_000 + "x", "12. " * 9_000]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    hints_in(text)
    assert time.process_time() - began < 1.5
