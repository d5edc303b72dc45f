import pytest

from appealdesk.case.details import Details
from appealdesk.case.text import (
    citations_in,
    cite_token,
    fill_details,
    placeholders_in,
    replace_citations,
)
from appealdesk.case.values import Citation

NOBODY = Details()


@pytest.mark.parametrize(
    "text",
    [
        "[Your name]",
        "Dear [DOCTOR NAME],",
        "{{DATE}}",
        "{{claim_number}}",
        "on ____ I",
        "[insert date]",
        "$your_name_here",
        "<<claim>>",
        "[...]",
        "[patient's name]",
        "[XX]",
        "[TBD]",
        "[???]",
    ],
)
def test_a_blank_is_found(text: str) -> None:
    assert placeholders_in(text, NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "[t]he plan",
        "he wrote [sic]",
        "[the plan] pays",
        "a [link](https://example.org)",
        "[1] Smith",
        "snake_case__name",
        "____________",
        "_emphasis_ and __strong__",
        "[cite:4/9]",
        "[emphasis added]",
        "[x] done",
        "5 < 6 << 7",
        "a[0]",
    ],
)
def test_ordinary_writing_is_no_blank(text: str) -> None:
    assert placeholders_in(text, NOBODY) == ()


def test_a_blank_tells_its_line() -> None:
    (found,) = placeholders_in("one\n\nDear [Your doctor],", NOBODY)
    assert (found.line, found.text) == (3, "[Your doctor]")


def test_details_fill_in() -> None:
    known = Details(claim_number="C-9")
    assert (
        fill_details("Claim {{ claim_number }}, {{member_id}}", known) == "Claim C-9, {{member_id}}"
    )
    assert [p.text for p in placeholders_in("{{claim_number}} {{member_id}}", known)] == [
        "{{member_id}}"
    ]


def test_cites_go_round() -> None:
    cites = (Citation(12, 340), Citation(7))
    text = " and ".join(cite_token(c) for c in cites)
    assert tuple(citations_in(text)) == cites
    assert replace_citations(text, lambda c: f"<{c.document}>") == "<12> and <7>"
