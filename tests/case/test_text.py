import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "[insert the date on which\nyou first saw the doctor]",
        "[" + "describe at length " * 10 + "]",
        "[Date]: today",
        "[Your phone](555) 0100",
        "[YOUR\nNAME]",
        "{{ no such\n detail }}",
        "Dr_____",
        "[cite:the chart, p. 3]",
        "[cite:4/]",
        "[todo]",
        "[\u2026]",
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
        "they denied [my] claim and [your] plan",
        r"the \[MRI] shows, and \[Your name\] was printed",
        "[list of criteria](https://example.org/a)",
        "[policy]: https://example.org",
        "[stated] [named] [patients]",
        "one [\n\n] two",
        "text\n  _______  \ntext",
        "***bold*** and ___bold___",
        "{ {x} }",
    ],
)
def test_ordinary_writing_is_no_blank(text: str) -> None:
    assert placeholders_in(text, NOBODY) == ()


def test_a_blank_tells_its_line() -> None:
    (found,) = placeholders_in("one\n\nDear [Your doctor],", NOBODY)
    assert (found.line, found.text) == (3, "[Your doctor]")


def test_a_detail_of_several_lines_does_not_shift_the_lines() -> None:
    known = Details(insurer_address="PO Box 1\nTown\nState")
    found = placeholders_in("{{insurer_address}}\n[Your name]\n{{member_id}}", known)
    assert [(p.text, p.line) for p in found] == [("[Your name]", 2), ("{{member_id}}", 3)]


def test_a_blank_inside_a_detail_is_found_where_it_is_filled_in() -> None:
    assert placeholders_in("{{claim_number}}", Details(claim_number="[TBD]"))


@given(st.text(alphabet="[]{}_\\\n $<>cite:12/YourNAME", max_size=300))
def test_any_text_can_be_searched_and_every_blank_has_a_line(text: str) -> None:
    for found in placeholders_in(text, NOBODY):
        assert 1 <= found.line <= text.count("\n") + 1
        assert found.text.strip()


@given(st.lists(st.tuples(st.integers(1, 10**12), st.none() | st.integers(1, 10**12))))
def test_cites_are_read_back_from_any_text(pairs: list[tuple[int, int | None]]) -> None:
    cites = [Citation(*pair) for pair in pairs]
    text = "see ".join(cite_token(c) for c in cites)
    assert list(citations_in(text)) == cites
    assert placeholders_in(text, NOBODY) == ()


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


def test_a_backslash_that_was_typed_hides_no_blank() -> None:
    # The window writes a typed backslash as two; only a single one marks a bracket as meant.
    (found,) = placeholders_in(r"see \\[Your name] here", NOBODY)
    assert found.text == "[Your name]"
    assert placeholders_in(r"see \\\[Your name] here", NOBODY) == ()
