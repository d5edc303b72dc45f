"""Papers of a case are read once each, and what the letter says is offered, never taken."""

import threading

import pytest

from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.desk.letter_said import (
    add_reasons,
    deadline_offer,
    is_same_detail,
    offers,
    reason_offers,
    take,
    take_deadline,
)
from appealdesk.desk.papers_read import PapersRead, kind_offer
from support import denial_letters


def put(session, texts, *, name="letter", kind=Kind.DENIAL_LETTER, mark="a", section=1):
    clean = mark * 64
    session.file.set_page_texts(clean, tuple(texts))
    number = session.case.next_id
    session.apply(
        edits.add_document(
            section,
            title=name,
            file_name=f"{name}.pdf",
            source=mark * 63 + "0",
            clean=clean,
            kind=kind,
            page_count=len(texts),
        )
    )
    return session.case.document(number)


@pytest.fixture
def papers(session):
    return PapersRead(session)


def said(session, papers):
    papers.read_all(session.case)
    return papers.letters(session.case)


def test_each_file_is_read_once(session, papers, monkeypatch):
    put(session, denial_letters.CLASSIC)
    note = put(session, denial_letters.DOCTOR_NOTE, name="note", kind=Kind.OTHER, mark="b")
    papers.read_all(session.case)
    assert papers.is_done(session.case)
    monkeypatch.setattr(session.file, "page_texts", lambda clean: pytest.fail("read again"))
    session.apply(edits.rename_document(note.id, "Visit"))
    papers.read_all(session.case)
    assert papers.facts(session.case)[note.id].names == {"thomas a reed"}


def test_a_scan_is_not_readable_and_nothing_is_concluded(session, papers):
    scan = put(session, ["", ""], kind=Kind.DENIAL_LETTER)
    letters = said(session, papers)
    facts = papers.facts(session.case)[scan.id]
    assert not facts.is_readable
    assert [page.words for page in facts.pages] == [0, 0]
    assert offers(session.case, letters) == ()
    assert reason_offers(session.case, letters) == ()
    assert deadline_offer(session.case, letters) is None


def test_sizes_and_ink_are_those_of_the_import(session, papers):
    scan = put(session, ["words", ""])
    session.file.set_import_facts(scan.clean, b"[[600,800,true],[612.5,792,false]]")
    papers.read_all(session.case)
    one, two = papers.facts(session.case)[scan.id].pages
    assert (one.width, one.height, one.has_ink) == (600, 800, True)
    assert (two.width, two.has_ink, two.words) == (612.5, False, 0)


def test_pages_left_out_say_nothing(session, papers):
    chart = put(session, ["Patient: Ann Lee", "Patient: Bob Roe"], kind=Kind.RECORD)
    papers.read_all(session.case)
    assert papers.facts(session.case)[chart.id].names == {"ann lee", "bob roe"}
    session.apply(edits.include_pages(chart.id, [chart.pages[1].id], False))
    facts = papers.facts(session.case)[chart.id]
    assert facts.names == {"ann lee"}
    assert len(facts.pages) == 2


def test_reading_stops_between_pages_when_it_is_cancelled(session, papers):
    put(session, ["Patient: Ann Lee"] * 3)
    cancel = threading.Event()
    cancel.set()
    assert papers.read_next(session.case, cancel) is False
    assert papers.facts(session.case) == {}


def test_what_a_paper_seems_to_be_is_offered_until_somebody_said_it(session, papers):
    paper = put(session, denial_letters.CLASSIC, kind=Kind.OTHER)
    papers.read_all(session.case)
    facts = papers.facts(session.case)
    assert kind_offer(paper, facts[paper.id]) is Kind.DENIAL_LETTER
    session.apply(edits.set_document_kind(paper.id, Kind.RECORD))
    assert kind_offer(session.case.document(paper.id), facts[paper.id]) is None
    assert papers.letters(session.case) == {}  # and what it says is not the letter's any more


def test_a_paper_that_becomes_the_denial_letter_is_read_as_one(session, papers):
    paper = put(session, ["Member ID: W12345678"], kind=Kind.RECORD)
    papers.read_all(session.case)
    assert papers.letters(session.case) == {}
    session.apply(edits.set_document_kind(paper.id, Kind.DENIAL_LETTER))
    assert [o.value for o in offers(session.case, said(session, papers))] == ["W12345678"]


def test_details_are_offered_in_the_order_of_the_form_with_page_and_words(session, papers):
    letter = put(session, ["Cover page", *denial_letters.CLASSIC])
    found = offers(session.case, said(session, papers))
    assert found[0].key == "patient_name"
    member = next(o for o in found if o.key == "member_id")
    assert (member.label, member.value) == ("Member ID", "HMX 4471 88290")
    assert member.words == "Member ID#: HMX 4471 88290"
    assert (member.stand.document, member.stand.number) == (letter.id, 2)
    assert member.stand.page == letter.pages[1].id
    assert session.case.details.member_id == "W123"  # offered, not taken


def test_what_the_case_says_already_is_not_offered(session, papers):
    put(session, denial_letters.CLASSIC)
    for key, value in (
        ("patient_name", "REED, THOMAS"),
        ("member_id", "hmx447188290"),
        ("denial_date", "3/10/2026"),
        ("insurer_fax", "(207) 555-0188"),
        ("service_code", "CPT 20611"),
        ("diagnosis", "M75.41, impingement of the right shoulder"),
    ):
        session.apply(edits.set_detail(key, value))
    left = {o.key for o in offers(session.case, said(session, papers))}
    assert not left & {"patient_name", "member_id", "denial_date", "insurer_fax", "service_code"}
    assert "diagnosis" not in left
    assert "claim_number" in left


def test_another_value_is_told_beside_that_of_the_case(session, papers):
    put(session, denial_letters.CLASSIC)
    session.apply(edits.set_detail("claim_number", "26-069-118829"))
    found = {o.key: o for o in offers(session.case, said(session, papers))}
    assert found["claim_number"].held == "26-069-118829"
    assert found["group_number"].held == ""


def test_all_is_taken_in_one_step(session, papers):
    put(session, denial_letters.CLASSIC)
    before = session.case
    session.apply(take(offers(session.case, said(session, papers))))
    assert session.case.details.group_number == "001234"
    assert (
        session.case.details.insurer_address == "Harbor Mutual, Appeals Unit\nP.O. Box 99\nLakeport"
    )
    assert offers(session.case, papers.letters(session.case)) == ()
    session.undo()
    assert session.case.details == before.details


def test_the_sure_letter_goes_before_one_that_only_looks_like_one(session, papers):
    put(session, denial_letters.EOB, name="maybe", kind=Kind.OTHER, mark="b")
    put(session, denial_letters.CLASSIC, name="sure", section=2)
    found = {o.key: o.value for o in offers(session.case, said(session, papers))}
    assert found["patient_name"] == "Thomas A. Reed"


def test_a_paper_that_was_taken_for_the_letter_by_mistake_is_offered_no_more(session, papers):
    note = put(session, ["Office visit note. Chief complaint: knee pain.\nPatient: Ann Lee"])
    assert note.id in said(session, papers)
    session.apply(edits.set_document_kind(note.id, Kind.OTHER))
    assert note.id not in said(session, papers)
    session.undo()
    assert note.id in said(session, papers)


def test_reasons_are_offered_until_the_case_quotes_them(session, papers):
    put(session, denial_letters.CLASSIC)
    found = reason_offers(session.case, said(session, papers))
    assert [o.words for o in found] == [
        "The clinical information submitted does not meet our criteria for medical necessity.",
        "The notes do not document that physical therapy was tried and failed.",
    ]
    before = session.case
    session.apply(add_reasons(found))
    assert [r.insurer_words for r in session.case.reasons] == [o.words for o in found]
    assert all(r.title for r in session.case.reasons)
    assert reason_offers(session.case, papers.letters(session.case)) == ()
    session.undo()
    assert session.case.reasons == before.reasons


def test_the_last_day_is_offered_in_the_letters_words(session, papers):
    put(session, denial_letters.OCR)
    found = deadline_offer(session.case, said(session, papers))
    assert found.words == "The appeal must be received by us no later than January 2, 2027."
    assert found.last_day == "2027-01-02"
    session.apply(take_deadline(found))
    assert session.case.situation.letter_words == found.words
    assert session.case.situation.letter_last_day == "2027-01-02"
    assert deadline_offer(session.case, papers.letters(session.case)) is None


@pytest.mark.parametrize(
    ("key", "held", "said_", "same"),
    [
        ("service_date", "3/5/2026", "March 5, 2026", True),
        ("service_date", "3/6/2026", "March 5, 2026", False),
        ("provider_name", "Dr. Ellen Voss", "Ellen Voss, MD", True),
        ("provider_name", "Ellen Voss", "Ellen Voss, MD", True),
        ("plan_name", "", "Bluestem Silver", False),
    ],
)
def test_same(key, held, said_, same):
    assert is_same_detail(key, held, said_) is same
