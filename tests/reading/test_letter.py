"""What is read from letters as insurers write them."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdesk.case.details import detail_keys
from appealdesk.reading.letter import read_letter
from support import denial_letters as letters

SAID = {
    "CLASSIC": {
        "patient_name": "Thomas A. Reed",
        "member_id": "HMX 4471 88290",
        "group_number": "001234",
        "insurer_name": "Harbor Mutual Health Insurance Company",
        "insurer_address": "Harbor Mutual, Appeals Unit\nP.O. Box 99\nLakeport",
        "insurer_fax": "207-555-0188",
        "claim_number": "26-069-118820",
        "denial_date": "March 10, 2026",
        "service": "Ultrasound guided injection, right shoulder",
        "service_code": "20611",
        "diagnosis": "M75.41",
        "service_date": "February 28, 2026",
        "provider_name": "Ellen Voss, MD",
    },
    "OCR": {
        "patient_name": "Ada Okonkwo",
        "member_id": "NW-88120-7734",
        "insurer_name": "Northwind Care Plan",
        "claim_number": "CLM2026.55102",
        "denial_date": "July 6, 2026",
        "service": "Physical therapy, 12 visits",
    },
    "EOB": {
        "patient_name": "Leo Marlow",
        "member_id": "CVH99120443",
        "insurer_name": "Cedar Valley Health Plan",
        "claim_number": "E26257-0091",
        "denial_date": "September 14, 2026",
        "service_code": "97110, 97140",
    },
    "TABLE": {
        "patient_name": "Rosa Whitfield",
        "member_id": "1EG4TE5MK72",
        "insurer_name": "Juniper Advantage (HMO)",
        "denial_date": "April 2, 2026",
        "service_code": "E0143",
    },
    "STACKED": {
        "patient_name": "Samir Haddad",
        "member_id": "GSB4410092",
        "insurer_name": "Granite State Benefits",
        "claim_number": "AUTH-7781204",
        "denial_date": "May 12, 2026",
        "service": "Residential treatment, 28 days",
    },
    "COLUMNS": {
        "patient_name": "Mei Tanaka",
        "patient_birth_date": "April 17, 1990",
        "member_id": "BSH771203",
        "plan_name": "Bluestem Silver Network",
        "insurer_name": "Bluestem Health",
        "claim_number": "5520117",
        "denial_date": "June 3, 2026",
        "service": "genetic testing for inherited cardiac disease",
    },
    "REDACTED": {"insurer_name": "Some Health Plan"},
}

QUOTED = {
    "CLASSIC": [
        (
            "The clinical information submitted does not meet our criteria for medical necessity.",
            ("nmn_general",),
        ),
        (
            "The notes do not document that physical therapy was tried and failed.",
            ("conservative_care",),
        ),
    ],
    "OCR": [
        ("Reason for denial: Services are not medica1ly necessary.", ("nmn_general",)),
        (
            "There is no measurable functional improvement, and the patient has reached a plateau.",
            ("therapy_no_progress",),
        ),
    ],
    "EOB": [
        (
            (
                "CO-50 These are non-covered services because this is not deemed a medical necessity by"
                " the payer."
            ),
            ("nmn_general",),
        )
    ],
    "STACKED": [
        ("Care could be safely provided at a lower level of care.", ("level_of_care",)),
    ],
    "COLUMNS": [
        (
            "The test is considered experimental or investigational for your condition.",
            ("experimental",),
        ),
        ("The information submitted does not include a family history.", ()),
    ],
}


@pytest.mark.parametrize("name", SAID)
def test_says(name):
    read = read_letter(getattr(letters, name), letters.PHRASES)
    assert {said.key: said.value for said in read.said} == SAID[name]
    assert {said.key for said in read.said} <= detail_keys()


@pytest.mark.parametrize("name", SAID)
def test_every_value_stands_in_the_words_shown_with_it(name):
    pages = getattr(letters, name)
    for said in read_letter(pages).said:
        whole = " ".join(pages[said.page].split())
        assert said.words in whole, said


@pytest.mark.parametrize("name", QUOTED)
def test_reasons_are_quoted_as_printed(name):
    pages = getattr(letters, name)
    quotes = read_letter(pages, letters.PHRASES).quotes
    assert [(q.words, q.kinds) for q in quotes] == QUOTED[name]
    for quote in quotes:
        assert quote.words in " ".join(pages[quote.page].split())


def test_without_phrases_the_reasons_are_found_but_not_sorted():
    quotes = read_letter(letters.CLASSIC).quotes
    assert len(quotes) == 2
    assert not any(quote.kinds for quote in quotes)


def test_rights_and_criteria_are_no_reasons():
    text = """You have the right to appeal denials based on medical necessity.
Surgery is considered medically necessary only when conservative care has failed.
This is not a denial of your request, but it does not document the visit.
Your doctor may show that the care is not experimental.
"""
    assert read_letter([text], letters.PHRASES).quotes == ()


def test_the_time_to_appeal_comes_with_its_page():
    read = read_letter(["Nothing here.", *letters.OCR])
    assert read.stated is not None
    assert read.stated.last_day == date(2027, 1, 2)
    assert read.stated_page == 1


def test_a_quote_names_its_page():
    read = read_letter(["First page.", "The service is not medically necessary for you."])
    assert [quote.page for quote in read.quotes] == [1]


def test_the_letterheads_box_is_not_where_appeals_go():
    text = "Harbor Mutual Insurance Company\nP.O. Box 1200\nLakeport\n\nYou may appeal.\n"
    assert read_letter([text]).detail("insurer_address") is None


WORDS = st.sampled_from(
    [
        "Member",
        "ID",
        ":",
        "#",
        "Claim",
        "No.",
        "Patient",
        "Dear",
        "\n",
        "\t",
        "|",
        "  ",
        "A1234567",
        "not medically necessary",
        ".",
        "(",
        ")",
        "03/04/2026",
        "Send your appeal to:\n",
        "Fax",
        "_",
        "Jane Roe",
        "born",
        "·",
        "within 180 days",
        "\u200b",
        "\x00",
        "M54.16",
        "72148",
        "$1.00",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=150).map(" ".join)))
def test_no_text_makes_it_stumble(text):
    read = read_letter([text, text], letters.PHRASES)
    assert all(said.value for said in read.said)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "\n",
        " ",
        "_",
        "Member ",
        "Member ID:\n",
        "1",
        "(",
        "A B ",
        "request for a ",
        "x|",
        "**",
        "left aaa bbb ",
        "Do not meet. ",
        "send your appeals to:\n",
        "denied ",
        "Dear a\n",
        "born ,",
        "signature of a ",
        "unable to x ",
        "CPT 12345 ",
        "Patient: Ann Lee ",
        "you must 2026- ",
    ],
)
def test_no_text_takes_long(piece):
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    read_letter([text], letters.PHRASES)
    assert time.process_time() - began < 1.5


def test_a_line_about_the_letter_is_no_insurer():
    text = (
        "May 4, 2026\nAna Lee\nRe: Adverse Benefit Determination\nHarbor Health Plan\nDear Ms. Lee:"
    )
    assert read_letter([text]).detail("insurer_name").value == "Harbor Health Plan"
