"""The common reasons of a denial."""

from appealdesk.desk.reasons import answer_hints, common_reasons


def test_every_common_reason_says_what_letters_say_and_what_an_answer_holds():
    titles = [reason.title for reason in common_reasons()]
    assert titles[0] == "Not medically necessary"
    assert len(set(titles)) == len(titles) > 12
    for reason in common_reasons():
        assert reason.says.endswith(".")
        assert len(reason.answer) == 3, reason.title
        assert all(hint.endswith(".") for hint in reason.answer)


def test_most_answers_end_with_pointing_at_a_page():
    pointing = [r for r in common_reasons() if "oint at" in " ".join(r.answer)]
    assert len(pointing) >= len(common_reasons()) - 2


def test_hints_are_those_of_the_reason_and_general_ones_for_a_title_of_ones_own():
    cosmetic = answer_hints("  cosmetic ")
    assert cosmetic == next(r.answer for r in common_reasons() if r.title == "Cosmetic")
    assert answer_hints("The moon was full") == answer_hints("")
    assert "very reason" in answer_hints("")[0]
