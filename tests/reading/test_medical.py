"""Sides, parts of the body and codes: what only sounds like one is none."""

import pytest

from appealdesk.reading.medical import body_parts, diagnosis_codes, is_related, sides


@pytest.mark.parametrize(
    "text",
    [
        "You have the right to hand deliver your appeal.",
        "He left without being seen by the knee clinic.",
        "She was left with knee pain.",
        "Right now her knee hurts.",
        "The number stands on the right side of this page.",
        "your right to arm yourself with facts",
        "in the upper right hand corner",
        "a right hand dominant woman",
        "You left your knee brace here.",
        "the right to appeal the knee decision",
        "left in her hip",
        "knee, left untreated",
    ],
)
def test_right_and_left_that_are_no_side_of_the_body(text: str) -> None:
    assert sides(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("left and right knees", "left right"),
        ("right/left shoulder", "left right"),
        ("both knees", "left right"),
        ("a right hand dominant man with left shoulder pain", "left"),
        ("R shoulder", "right"),
        ("(L) knee", "left"),
        ("right (dominant) shoulder", "right"),
        ("left-knee brace", "left"),
        ("MRI knee, right", "right"),
        ("MR SHOULDER LEFT WITHOUT CONTRAST", "left"),
        ("Laterality: Left", "left"),
        ("RIGHT TO APPEAL\nLEFT KNEE", "left"),
        ("left total knee arthroplasty", "left"),
    ],
)
def test_sides_as_notes_and_orders_write_them(text: str, told: str) -> None:
    assert sides(text) == frozenset(told.split())


@pytest.mark.parametrize(
    "text",
    [
        "On the other hand, we disagree.",
        "head of utilization review",
        "the heart of the matter",
        "HIP Health Plan",
        "the treatment arm",
        "shoulder the costs",
        "at the foot of the page",
        "a 6-foot man",
        "hands-on care",
        "your fair hearing",
        "papers at hand",
    ],
)
def test_turns_of_speech_are_no_parts_of_the_body(text: str) -> None:
    assert body_parts(text) == frozenset()


def test_a_disc_is_of_the_spine_though_nobody_says_so() -> None:
    assert body_parts("sciatica from L4-L5") == {"lumbar spine"}
    assert body_parts("a disc at C5-6") == {"cervical spine"}


def test_a_pain_may_be_told_of_where_it_is_felt_but_a_hip_is_no_knee() -> None:
    assert is_related({"lumbar spine"}, {"leg"})
    assert is_related({"hand"}, {"wrist"})
    assert not is_related({"hip"}, {"knee"})
    assert not is_related({"shoulder"}, {"lumbar spine", "leg"})


def test_a_test_result_and_a_vitamin_are_no_diagnosis() -> None:
    assert diagnosis_codes("Diagnosis code A1C; diagnosis U07.1 and C7A.00") == {"U07.1", "C7A.00"}
