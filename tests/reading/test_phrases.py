"""A sentence says a phrase in slightly other words, but never without its "not"."""

import pytest

from appealdesk.reading.phrases import match, stems

LETTER = (
    "The records sent to us do not show that six (6) weeks of provider-directed conservative "
    "treatment, such as physical therapy, were completed."
)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("The care is Not\nMedically Necessary.", "not medically necessary"),
        ("Services are not medica1ly necessary", "not medically necessary"),
        (LETTER, "six weeks of provider-directed treatment"),
        (LETTER, "records submitted do not show"),
        ("It exceeds the visit limits.", "visit limit"),
        (
            "Conservative care has not yet been exhausted.",
            "conservative care has not been exhausted",
        ),
        (
            "There was no measurable functional improvement",
            "no (measurable) functional improvement",
        ),
        ("There was no functional improvement", "no (measurable) functional improvement"),
        ("it is not medical necessity", "not medical(ly) necess/necessity"),
        ("We did not see that the criteria are met", "did not ... criteria met"),
    ],
)
def test_said(sentence, phrase):
    assert match(stems(sentence), phrase)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("The care is medically necessary.", "not medically necessary"),
        ("Conservative care has been exhausted.", "conservative care has not been exhausted"),
        ("The records submitted do show it.", "records submitted do not show"),
        ("A modified plan", "modifier"),
        ("anything", ""),
        ("", "not medically necessary"),
        ("not far away was medically a house that became necessary", "not medically necessary"),
    ],
)
def test_not_said(sentence, phrase):
    assert not match(stems(sentence), phrase)
