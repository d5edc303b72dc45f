"""Papers that must agree; thin facts never alarm."""

from datetime import date

import pytest

from appealdesk.audit.checks import State
from appealdesk.case import edits
from appealdesk.case.situation import Novelty, Timing
from appealdesk.case.values import Kind
from appealdesk.reading.paper import PaperFacts
from support.audited import green


def words(told, check_id: str) -> list[str]:
    return [p.words for p in told.checks()[check_id].where]


def test_a_paper_of_someone_else_is_told_by_name_or_birth_date() -> None:
    other = green().saying("chart", names=frozenset({"john smith"}))
    assert words(other, "same-person") == ["chart: it names John Smith"]
    born = green().saying("chart", birth_dates=frozenset({date(1971, 1, 1)}))
    assert words(born, "same-person") == ["chart: it has the birth date January 1, 1971"]


def test_a_page_of_another_patient_in_a_chart_is_told() -> None:
    mixed = green().saying(
        "chart",
        names=frozenset({"ana diaz", "john smith"}),
        birth_dates=frozenset({date(1980, 5, 2), date(1971, 1, 1)}),
    )
    assert words(mixed, "same-person") == ["chart: it names John Smith"]


@pytest.mark.parametrize(
    "facts",
    [
        {"names": frozenset({"ana diaz", "john smith"})},  # a subscriber
        {"names": frozenset({"ben ortiz"})},  # who signs the appeal
        {"names": frozenset({"ana gomez"}), "birth_dates": frozenset({date(1980, 5, 2)})},
        {},
    ],
)
def test_no_alarm_where_it_may_well_be_the_patient(facts: dict[str, object]) -> None:
    assert green().saying("chart", **facts).states()["same-person"] is State.DONE


def test_nothing_read_is_nothing_judged() -> None:
    told = green()
    for title in ("denial", "support", "chart"):
        told = told.saying(title, **{n: getattr(PaperFacts(), n) for n in PaperFacts.__slots__})
    states = told.states()
    for check_id in ("same-person", "numbers-agree", "codes-agree", "sides-agree", "parts-agree",
                     "dates-agree", "pages-not-blank", "pages-upright"):  # fmt: skip
        assert states[check_id] is State.NOT_APPLICABLE, check_id


def test_numbers_may_be_written_otherwise() -> None:
    told = green().saying("denial", claim_numbers=frozenset({"C 99812", "REF1"}))
    assert told.states()["numbers-agree"] is State.DONE
    other = green().saying("denial", claim_numbers=frozenset({"REF777123"}))
    assert [(p.kind, p.key) for p in other.checks()["numbers-agree"].where] == [
        ("detail", "claim_number")
    ]
    chart = green().saying("chart", claim_numbers=frozenset({"REF777123"}))
    assert chart.states()["numbers-agree"] is State.DONE  # other papers have numbers of their own


def test_an_insurer_may_have_a_broader_diagnosis_but_the_doctor_not() -> None:
    broader = green().saying("denial", diagnosis_codes=frozenset({"M23.9"}))
    assert broader.states()["codes-agree"] is State.DONE
    doctor = green().saying("support", diagnosis_codes=frozenset({"M23.9"}))
    assert words(doctor, "codes-agree") == ["support: it has M23.9, your case M23.202"]
    chart = green().saying("chart", diagnosis_codes=frozenset({"E11.9"}))
    assert chart.states()["codes-agree"] is State.DONE  # a chart has many illnesses


def test_the_other_side_is_told_and_both_sides_are_fine() -> None:
    right = green().saying("support", sides=frozenset({"right"}))
    assert words(right, "sides-agree") == [
        "support: it speaks of the right side, your case of the left side"
    ]
    both = green().saying("support", sides=frozenset({"left", "right"}))
    assert both.states()["sides-agree"] is State.DONE
    open_case = right.then(
        edits.set_detail("service", "MRI of the knee"),
        edits.set_detail("diagnosis", "Torn meniscus"),
    )
    assert open_case.states()["sides-agree"] is State.WEAK  # the denial letter says left
    nothing = open_case.saying("denial", sides=frozenset())
    assert nothing.states()["sides-agree"] is State.NOT_APPLICABLE


def test_a_test_of_another_part_of_the_body_may_be_of_the_other_side() -> None:
    told = green().then(edits.set_document_kind(green().named("chart").id, Kind.TEST_RESULT))
    shoulder = {"sides": frozenset({"right"}), "body_parts": frozenset({"shoulder"})}
    assert told.saying("chart", **shoulder).states()["sides-agree"] is State.DONE
    knee = shoulder | {"body_parts": frozenset({"knee"})}
    assert told.saying("chart", **knee).states()["sides-agree"] is State.WEAK


def test_the_part_of_the_body_is_known_from_the_case_alone() -> None:
    told = green().saying("denial", body_parts=frozenset())
    other = told.saying("support", body_parts=frozenset({"shoulder"}))
    assert words(other, "parts-agree") == [
        "support: it speaks of the shoulder, your case of the knee"
    ]
    nothing = other.then(edits.set_detail("service", "MRI"), edits.set_detail("diagnosis", "M23"))
    assert nothing.states()["parts-agree"] is State.NOT_APPLICABLE


def test_dates_lead_to_what_is_to_be_mended() -> None:
    other = green().saying("denial", written=date(2026, 5, 6))
    (place,) = other.checks()["dates-agree"].where
    assert (place.key, "Wednesday, May 6, 2026" in place.words) == ("denial_date", True)
    late = green().saying("support", written=date(2026, 6, 20))
    (place,) = late.checks()["dates-agree"].where
    assert (place.kind, place.key) == ("document", "date")
    said = late.then(edits.set_document_date(late.named("support").id, "2026-05-20"))
    assert said.states()["dates-agree"] is State.DONE  # the user knows better than a reading


def test_something_new_is_found_by_date_or_by_what_the_user_says() -> None:
    support = green().named("support").id
    old = green().saying("support", written=date(2026, 4, 1))
    assert "something-new" in old.open()
    keys = [p.key for p in old.checks()["something-new"].where]
    assert keys == ["novelty", "novelty", "add-files"]  # letter, chart, or something new
    assert "something-new" not in old.then(edits.set_novelty(support, Novelty.NEW)).open()
    dated = old.then(edits.set_document_date(support, "2026-05-05"))
    assert "something-new" not in dated.open()
    rule = old.then(edits.set_document_date(old.named("rule").id, "2026-05-20"))
    assert "something-new" in rule.open()  # the insurer's own rule is no news to it


def test_an_unread_letter_is_not_called_undated() -> None:
    told = green()
    unread = type(told)(told.case, {})
    assert unread.states()["provider-dated"] is State.NOT_APPLICABLE
    assert (
        told.then(edits.set_document_kind(told.named("support").id, Kind.STATEMENT)).states()[
            "provider-dated"
        ]
        is State.NOT_APPLICABLE
    )


def test_one_of_several_numbers_is_enough_and_a_case_number_is_one() -> None:
    two = green().then(edits.set_detail("claim_number", "C-99811 and C-99812"))
    two = two.saying("denial", claim_numbers=frozenset({"C99812", "C99813"}))
    assert two.states()["numbers-agree"] is State.DONE
    case = green().then(edits.set_detail("claim_number", "CS-4471"))
    case = case.saying(
        "denial", claim_numbers=frozenset({"REF777123"}), case_numbers=frozenset({"CS4471"})
    )
    assert case.states()["numbers-agree"] is State.DONE
    other = case.saying("denial", case_numbers=frozenset({"CS9999"}))
    assert words(other, "numbers-agree") == [
        "Claim or reference number: the denial letter has REF777123"
    ]


def test_a_year_of_two_digits_makes_no_other_patient() -> None:
    told = green().saying("chart", birth_dates=frozenset({date(2080, 5, 2)}))
    assert told.states()["same-person"] is State.DONE


def test_father_and_son_of_one_name_are_told_by_their_birth_dates() -> None:
    son = green().saying(
        "chart", names=frozenset({"ana diaz"}), birth_dates=frozenset({date(2004, 5, 2)})
    )
    assert words(son, "same-person") == ["chart: it has the birth date May 2, 2004"]


def test_care_that_is_planned_after_the_letter_need_not_stand_in_it() -> None:
    planned = green().then(
        edits.set_situation("timing", Timing.UNKNOWN),
        edits.set_detail("service_date", "June 20, 2026"),
    )
    planned = planned.saying("denial", dates=(date(2026, 5, 4),))
    assert planned.states()["dates-agree"] is State.DONE
    given = planned.then(edits.set_detail("service_date", "April 2, 2026"))
    assert given.states()["dates-agree"] is State.WEAK


def test_a_vitamin_and_a_vertebra_are_no_diagnosis_codes() -> None:
    told = green().then(edits.set_detail("diagnosis", "B12 deficiency, A1C 9, T12 fracture"))
    told = told.saying("denial", diagnosis_codes=frozenset({"E53.8"}))
    assert told.states()["codes-agree"] is State.DONE


def test_a_pain_that_is_felt_elsewhere_is_no_other_part_of_the_body() -> None:
    told = green().saying("support", body_parts=frozenset({"leg"}))
    assert told.states()["parts-agree"] is State.DONE
