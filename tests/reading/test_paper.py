"""What is read from a paper of any kind."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdesk.case.values import Kind
from appealdesk.reading.paper import PageText, merged, read_page, read_paper
from appealdesk.reading.values import is_same_id, is_same_name, normal_id, normal_name
from support import denial_letters as letters


def read(*texts):
    return read_paper([PageText(text) for text in texts])


def test_a_visit_note():
    facts = read(*letters.DOCTOR_NOTE)
    assert facts.names == {"thomas a reed"}
    assert facts.birth_dates == {date(1968, 11, 2)}
    assert facts.member_ids == frozenset()  # a chart number is none
    assert facts.written == date(2026, 2, 20)
    assert facts.diagnosis_codes == {"M75.41"}
    assert facts.sides == {"right"}
    assert facts.body_parts == {"shoulder"}
    assert facts.is_signed is True
    assert facts.kind_guess is Kind.PROVIDER_NOTE


@pytest.mark.parametrize("name", ["CLASSIC", "OCR", "EOB", "TABLE", "STACKED", "COLUMNS"])
def test_denial_letters_look_like_denial_letters(name):
    assert read(*getattr(letters, name)).kind_guess is Kind.DENIAL_LETTER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MRI REPORT\nFindings: disc at L4-L5.\nImpression: normal.", Kind.TEST_RESULT),
        ("Physical Therapy Progress Note\nRange of motion 40 degrees.", Kind.THERAPY_RECORD),
        ("Letter of Medical Necessity\nTo whom it may concern:", Kind.PROVIDER_LETTER),
        ("Medical Policy Number 7.01\nPolicy statement", Kind.CRITERIA),
        ("Evidence of Coverage 2026", Kind.PLAN_DOCUMENT),
        ("Transmission report\nPages 5 of 5", Kind.PROOF),
        ("Decision on your appeal\nWe uphold our denial.", Kind.PREVIOUS_APPEAL),
        ("A letter to my sister about the garden.", None),
        ("", None),
    ],
)
def test_kinds(text, kind):
    assert read(text).kind_guess is kind


def test_a_page_without_words_is_not_readable_and_says_nothing():
    facts = read_paper([PageText("", has_ink=True, width=600, height=800), PageText(" \n")])
    assert not facts.is_readable
    assert [(p.words, p.digest) for p in facts.pages] == [(0, ""), (0, "")]
    assert facts.pages[0].has_ink
    assert (facts.pages[0].width, facts.pages[0].height) == (600, 800)
    assert facts.is_signed is None


def test_pages_with_the_same_words_have_the_same_digest():
    one, two, other = read("Pain: 7 of 10.", "pain 7\nof 10", "Pain: 8 of 10.").pages
    assert one.digest == two.digest
    assert one.digest != other.digest


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Sincerely,\n/s/ Ellen Voss", True),
        ("Signed: P. Hale, September 21, 2026", True),
        ("Signature: ____________ Date: ______", False),
        ("Sincerely,\nEllen Voss, MD", None),
    ],
)
def test_signed(text, signed):
    assert read(text).is_signed is signed


def test_a_subscriber_is_not_taken_for_the_patient():
    assert read(*letters.EOB).names == {"leo marlow"}


def test_rights_are_no_sides():
    facts = read("You have the right to appeal. All rights reserved. He left the office.")
    assert facts.sides == frozenset()
    assert read("Bilateral knee pain").sides == {"left", "right"}
    assert read("pain in the left lower leg; RT shoulder").sides == {"left", "right"}


def test_only_labelled_codes_count():
    text = "Lakeport, ME 04901. CPT 72148, 72158. Room 12345. Dx: M54.16. Version V10.2"
    facts = read(text)
    assert facts.procedure_codes == {"72148", "72158"}
    assert "M54.16" in facts.diagnosis_codes
    assert read("Lot A1234 of 55555 pieces, size B12.5").procedure_codes == frozenset()


def test_a_bare_name_counts_only_beside_something_personal():
    assert read("Name: Ann Lee").names == frozenset()
    assert read("Name: Ann Lee\nDOB: 01/02/1970").names == {"ann lee"}
    assert read("Employer Name: Green Valley Farms\nDOB: 01/02/1970").names == frozenset()


def test_a_doctor_is_no_patient():
    assert read("Patient: Ellen Voss, MD").names == frozenset()


def test_a_short_year_of_birth_is_of_the_last_century():
    assert read("DOB: 04/12/61\nSeen March 5, 2026").birth_dates == {date(1961, 4, 12)}


def test_a_number_that_ends_a_line_above():
    text = "Re: Maria Delgado, member NHP-447188290, reference\nPA-2026-0093317\n"
    facts = read(text)
    assert facts.member_ids == {"NHP447188290"}
    assert facts.claim_numbers == {"PA20260093317"}
    assert facts.names == {"maria delgado"}


def test_phones_days_and_hidden_digits_are_no_numbers():
    text = "Member ID: 207-555-0188\nClaim No: 03/04/2026\nMember ID: XXXXX1234"
    facts = read(text)
    assert (facts.member_ids, facts.claim_numbers) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DELGADO, MARIA", "Maria Delgado", True),
        ("Maria J. Delgado", "Maria Delgado", True),
        ("M. Delgado", "Maria Delgado", True),
        ("Ms. Maria Delgado-Ruiz", "Maria Delgado", True),
        ("Tomas Delgado", "Maria Delgado", False),
        ("Maria Stone", "Maria Delgado", False),
        ("", "Maria Delgado", True),
    ],
)
def test_names(one, other, same):
    assert is_same_name(one, other) is same
    assert is_same_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NHP-447188290", "nhp 447188290", True),
        ("NHP-447188290", "NHP-447188290 01", True),
        ("NHP-4471882O0", "NHP-447188200", True),
        ("447188290", "NHP447188290", True),
        ("001234", "1234", True),
        ("NHP-447188290", "NHP-447188291", False),
    ],
)
def test_numbers(one, other, same):
    assert is_same_id(one, other) is same
    assert is_same_id(other, one) is same


def test_normal_forms():
    assert normal_name("DELGADO, MARIA J.") == normal_name("Ms. Maria J Delgado")
    assert normal_id("nhp-447 188") == "NHP447188"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=3))
def test_no_text_makes_it_stumble(texts):
    facts = read(*texts)
    assert len(facts.pages) == len(texts)


@pytest.mark.parametrize(
    "piece", ["_", "\n", "Member ", "Born ", "left a ", "dx: ", "1/1/26 ", "("]
)
def test_no_text_takes_long(piece):
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 1.5


def test_years_of_two_digits_are_of_the_last_century_for_each_of_a_family():
    facts = read("DOB: 03/05/61\nDOB: 04/09/68\nVisit 02/01/2026")
    assert facts.birth_dates == {date(1961, 3, 5), date(1968, 4, 9)}
    assert read("DOB: 02/01/26\nAdmission date: 02/01/26").birth_dates == {date(2026, 2, 1)}


def test_a_birth_date_of_two_digits_at_the_head_of_each_page():
    head = "DOB: 03/05/61\n"
    assert read(f"{head}Visit 02/01/2026", f"{head}Visit 02/08/2026").birth_dates == {
        date(1961, 3, 5)
    }


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("DOB: 05/02/1980\nMay 30, 2026", date(2026, 5, 30)),
        ("Born 05/02/1980\nDate: 5/30/2026", date(2026, 5, 30)),
        ("Dated May 30th, 2026", date(2026, 5, 30)),
        ("30 May 2026", date(2026, 5, 30)),
    ],
)
def test_a_birth_date_that_stands_alone_is_not_the_date_of_the_letter(head, day):
    assert read(f"{head}\nTo whom it may concern").written == day


def test_codes_of_a_numbered_assessment_are_read():
    facts = read("ASSESSMENT: 1. Left knee derangement (M23.202). 2. A1C 6.9.")
    assert facts.diagnosis_codes == {"M23.202"}


@pytest.mark.parametrize(
    "text", ["This form must be signed by the doctor.", "It is valid if signed by both of you."]
)
def test_an_order_to_sign_is_no_signature(text):
    assert read(text).is_signed is None
    assert read("This letter is not signed by anybody.").is_signed is False
    assert read("This note has not been electronically signed.").is_signed is False
    assert read("Electronically signed by Jane Miller").is_signed is True
    assert read("Signed by Jane Miller").is_signed is True


def test_every_claim_of_a_letter_about_several_is_read():
    facts = read("Claim numbers: 26-1001, 26-1002 and 26-1003, all of May 4")
    assert facts.claim_numbers == {"261001", "261002", "261003"}


def test_case_numbers_are_kept_apart_from_those_of_claims():
    facts = read("Claim number: C-99812\nCase number: CS-44710")
    assert (facts.claim_numbers, facts.case_numbers) == ({"C99812"}, {"CS44710"})


def test_a_chart_of_two_thousand_pages_is_put_together_while_one_edits():
    head = "Patient: Maria Delgado  DOB: 03/05/61  Member ID: NHP-447188290\n"
    page = read_page(PageText(head * 6))
    began = time.process_time()
    assert merged([page] * 2000).member_ids == {"NHP447188290"}
    assert time.process_time() - began < 0.5  # a tenth of it; other work runs beside the tests
