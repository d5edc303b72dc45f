import pytest

from appealdesk.case.details import Details
from appealdesk.engine.reasons import without_closing

ANA = Details(sender_name="Ana Diaz", sender_role="Mother of Ben")


@pytest.mark.parametrize(
    "closing",
    [
        "Sincerely,\n\n{{sender_name}}",
        "Yours truly,\nAna Diaz\nMother of Ben",
        "Respectfully submitted",
        "kind regards,",
    ],
)
def test_a_closing_is_set_by_us_with_a_line_to_sign_on(closing: str) -> None:
    assert without_closing(f"We ask for it.\n\n{closing}\n", ANA) == ("We ask for it.\n", True)


@pytest.mark.parametrize(
    "text",
    [
        "I sincerely ask you to approve it.",
        "Sincerely,\n\nthe doctor wrote a long letter about what he saw and what he did about it in May.",
        "With regards to the notice, see page 2.",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert without_closing(text, ANA) == (text, False)


def test_a_closing_in_other_words_or_of_nobody_is_left_as_written() -> None:
    text = "We ask.\n\nSincerely,\n\nDr. Who, for Ana"
    assert without_closing(text, ANA) == (text, False)
    assert without_closing("We ask.\n\nSincerely,\n\nAna Diaz", Details())[1] is False
