from dataclasses import replace

import pytest

from appealdesk.audit.checks import State, check, stoppers
from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.situation import Sending
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, Kind, Problem, Route, TableRow, new_case
from appealdesk.packet.plan import plan
from support.cases import after, filed, small_case


def states(case) -> dict[str, State]:
    return {c.id: c.state for c in check(case, plan(case, {}))}


def good_case():
    """A case with nothing open."""
    everything = dict.fromkeys(Details.__dataclass_fields__, "known")
    everything["letter_date"] = "June 1, 2026"
    case = replace(small_case(), details=Details(**everything))
    case = after(
        case,
        filed(1, "letter", 1, kind=Kind.DENIAL_LETTER),
        filed(3, "note", 2, kind=Kind.PROVIDER_NOTE),
    )
    letter, note = case.sections[0].documents[0], case.sections[2].documents[0]
    page = Citation(note.id, note.pages[1].id)
    return after(
        case,
        edits.set_section_text(1, f"See {cite_token(Citation(letter.id))}."),
        edits.set_section_text(2, "It is needed."),
        edits.set_section_text(5, "We ask for it."),
        edits.set_situation("letter_last_day", "2026-06-01"),
        edits.add_reason("Not needed", "We find [no] need.", "Here it is."),
        edits.cite(case.next_id, page),
    )


def paper(case, section: int = 2, place: int = 0):
    return case.sections[section].documents[place]


BROKEN = {
    "details-needed": lambda c: edits.set_detail("patient_name", ""),
    "details-known": lambda c: edits.set_detail("sender_phone", ""),
    "in-time": lambda c: edits.set_detail("letter_date", "June 2, 2026"),
    "denial-letter": lambda c: edits.set_document_kind(paper(c, 0).id, Kind.OTHER),
    "reasons-listed": lambda c: edits.remove_reason(c.reasons[0].id),
    "reasons-quote-insurer": lambda c: edits.set_reason(c.reasons[0].id, insurer_words=" "),
    "reasons-answered": lambda c: edits.set_reason(c.reasons[0].id, response=""),
    "reasons-cite-evidence": lambda c: edits.uncite(c.reasons[0].id, c.reasons[0].evidence[0]),
    "reasons-shown": lambda c: edits.include_section(4, False),
    "provider-support": lambda c: edits.set_document_kind(paper(c).id, Kind.RECORD),
    "citations-whole": lambda c: edits.include_pages(paper(c).id, [paper(c).pages[1].id], False),
    "no-placeholders": lambda c: edits.set_section_text(5, "Yours, [Your name]"),
    "sections-written": lambda c: edits.set_section_text(5, "  "),
    "pages-chosen": lambda c: edits.include_pages(
        paper(c).id, [p.id for p in paper(c).pages], False
    ),
    "exhibits-cited": lambda c: edits.set_section_text(1, "Nothing cited."),
    "tray-empty": lambda c: filed(None, "stray", 1),
    "files-readable": lambda c: edits.add_document(
        3, title="bad", file_name="bad.pdf", source="c" * 64,
        problem=Problem("damaged", "It is broken.", "Ask for a new copy."),
    ),
}  # fmt: skip


def one(case, check_id: str):
    return next(c for c in check(case, plan(case, {})) if c.id == check_id)


def words(case, check_id: str) -> list[str]:
    return [place.words for place in one(case, check_id).where]


def test_trap_29_an_unreadable_file_is_never_left_out_silently() -> None:
    case = BROKEN["files-readable"](good_case()).change(good_case())
    assert words(case, "files-readable") == ["bad: It is broken. Ask for a new copy."]
    bad = paper(case, place=1)
    waiting = edits.move_document(bad.id, None).change(case)
    assert one(waiting, "files-readable").state is State.WEAK
    assert stoppers(check(waiting, plan(waiting, {}))) == ()
    assert states(edits.remove_document(bad.id).change(case))["files-readable"] is State.DONE


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (lambda c: edits.remove_document(paper(c).id), "the document was removed."),
        (lambda c: edits.move_document(paper(c).id, None), "\u201cnote\u201d lies in the tray."),
        (
            lambda c: edits.include_section(3, False),
            "\u201cnote\u201d lies in a section that is off.",
        ),
        (
            lambda c: edits.include_pages(paper(c).id, [paper(c).pages[1].id], False),
            "page 2 of \u201cnote\u201d is left out.",
        ),
        (
            lambda c: edits.replace_import(
                paper(c).id, clean="", route=Route.REFUSED, problem=Problem("x", "Bad.", "")
            ),
            "\u201cnote\u201d could not be read.",
        ),
        (
            lambda c: edits.replace_import(
                paper(c).id, clean="d" * 64, route=Route.DIRECT, page_count=3
            ),
            "\u201cnote\u201d was read again and has other pages now.",
        ),
    ],
    ids=["removed", "tray", "section off", "page out", "refused", "other pages"],
)
def test_a_broken_citation_says_what_became_of_its_page(step, said: str) -> None:
    case = good_case()
    case = step(case).change(case)
    assert words(case, "citations-whole") == [f"Reason 1: Not needed: {said}"]


def test_broken_citations_in_texts_are_found_too() -> None:
    case = good_case()
    letter = paper(case, 0)
    case = edits.include_pages(letter.id, [letter.pages[0].id], False).change(case)
    said = "all pages of \u201cletter\u201d are left out."
    assert words(case, "citations-whole") == [f"Introduction: {said}"]
    answer = f"See {cite_token(Citation(letter.id))}."
    case = edits.set_reason(case.reasons[0].id, response=answer).change(case)
    assert words(case, "citations-whole")[1] == f"Reason 1: Not needed: {said}"


def test_one_number_is_enough_to_find_the_claim() -> None:
    case = edits.set_detail("member_id", "").change(good_case())
    assert states(case)["details-needed"] is State.DONE
    case = edits.set_detail("claim_number", "").change(case)
    assert states(case)["details-needed"] is State.MISSING


def test_blanks_are_listed_with_their_place_and_line() -> None:
    case = good_case()
    case = after(
        case,
        edits.set_section_text(2, "One.\n\nDear [Doctor name],\n{{group}}"),
        edits.set_reason(case.reasons[0].id, title="[Reason]TBD [TBD]", response="on ____ we"),
        edits.rename_document(paper(case).id, "Note of [DATE]"),
        edits.set_detail("service", "<<service>>"),
        edits.set_section_text(1, f"[t]he plan [sic] {cite_token(Citation(paper(case, 0).id))}"),
    )
    assert words(case, "no-placeholders") == [
        "What was denied, line 1: <<service>>",
        "Clinical Justification, line 3: [Doctor name]",
        "Clinical Justification, line 4: {{group}}",
        "Note of [DATE] (title), line 1: [DATE]",
        "Reason 1 (title), line 1: [TBD]",
        "Reason 1: [Reason]TBD [TBD], line 1: ____",
    ]


def test_blanks_in_a_section_that_is_off_stop_nothing() -> None:
    case = good_case()
    case = after(
        case, edits.set_section_text(5, "Yours, [Your name]"), edits.include_section(5, False)
    )
    assert states(case)["no-placeholders"] is State.DONE


def test_a_cite_in_the_response_is_evidence() -> None:
    case = good_case()
    reason = case.reasons[0]
    case = after(
        case,
        edits.set_reason(reason.id, response=f"See {cite_token(reason.evidence[0])}."),
        edits.uncite(reason.id, reason.evidence[0]),
    )
    assert states(case)["reasons-cite-evidence"] is State.DONE


def test_a_letter_in_the_tray_is_not_in_the_packet() -> None:
    case = good_case()
    case = edits.move_document(paper(case, 0).id, None).change(case)
    assert states(case)["denial-letter"] is State.MISSING


def test_a_new_case_has_nothing_to_say_about_reasons_yet() -> None:
    now = states(new_case())
    for check_id in ("reasons-answered", "reasons-quote-insurer", "reasons-cite-evidence"):
        assert now[check_id] is State.NOT_APPLICABLE
    assert now["exhibits-cited"] is State.NOT_APPLICABLE


def test_a_bracket_in_the_insurers_words_is_no_blank() -> None:
    case = good_case()
    case = edits.set_reason(case.reasons[0].id, insurer_words="[Your name] is not").change(case)
    assert states(case)["no-placeholders"] is State.DONE


def test_a_denial_letter_that_waits_in_the_tray_is_pointed_at() -> None:
    case = good_case()
    letter = paper(case, 0)
    waiting = edits.move_document(letter.id, None).change(case)
    (place,) = one(waiting, "denial-letter").where
    assert (place.kind, place.id) == ("document", letter.id)
    assert "not in the packet yet" in place.words


def test_a_paper_of_no_kind_may_be_the_denial_letter() -> None:
    case = BROKEN["denial-letter"](good_case()).change(good_case())
    add, maybe = one(case, "denial-letter").where
    assert add.key == "add-files"
    assert (maybe.id, maybe.key) == (paper(case, 0).id, "kind")


def test_the_section_of_the_responses_is_pointed_at_while_it_is_there() -> None:
    case = good_case()
    off = edits.include_section(4, False).change(case)
    gone = edits.remove_section(4).change(case)
    assert [(p.kind, p.id, p.key) for p in one(off, "reasons-shown").where] == [
        ("section", 4, "switch")
    ]
    assert [(p.kind, p.key) for p in one(gone, "reasons-shown").where] == [("case", "history")]


def test_an_appeal_that_bears_a_late_date_is_missing_its_time() -> None:
    late = BROKEN["in-time"](good_case()).change(good_case())
    found = one(late, "in-time")
    assert found.state is State.MISSING
    assert "Monday, June 1, 2026" in found.where[0].words
    assert stoppers(check(late, plan(late, {}))) == ()  # a late appeal may still be sent


def test_a_last_day_that_is_not_known_is_asked_for() -> None:
    case = edits.set_situation("letter_last_day", "").change(good_case())
    assert one(case, "in-time").state is State.WEAK
    undated = edits.set_detail("letter_date", "soon").change(good_case())
    assert [p.key for p in one(undated, "in-time").where] == ["letter_date"]


def test_an_appeal_dated_before_the_letter_that_it_answers_is_not_in_time() -> None:
    case = after(good_case(), edits.set_detail("denial_date", "May 20, 2026"))
    old = one(after(case, edits.set_detail("letter_date", "May 2, 2026")), "in-time")
    assert old.state is State.WEAK
    assert [(p.key, "before the date of the denial letter" in p.words) for p in old.where] == [
        ("letter_date", True)
    ]


def test_mail_that_goes_out_on_the_last_days_may_come_too_late() -> None:
    case = after(
        good_case(),
        edits.set_situation("letter_words", ""),
        edits.set_situation("letter_last_day", "2026-06-01"),
        edits.set_detail("letter_date", "May 29, 2026"),
    )
    assert one(case, "in-time").state is State.DONE
    by_mail = edits.set_situation("sending", Sending.MAIL).change(case)
    found = one(by_mail, "in-time")
    assert found.state is State.WEAK
    assert "may come too late" in found.where[0].words


def table_of(case, *rows):
    return after(case, edits.set_reason_table(case.reasons[0].id, "criteria", rows))


def test_a_table_is_looked_through_like_any_text() -> None:
    case = good_case()
    page = case.reasons[0].evidence[0]
    case = table_of(case, TableRow(("Weak foot", "Met"), (page,)), TableRow(("Six weeks", "____")))
    where = "Reason 1: Not needed, Point by point: what the policy asks"
    assert words(case, "no-placeholders") == [f"{where}, line 2: ____"]


def test_a_page_that_only_a_table_cites_is_cited_and_found_when_it_breaks() -> None:
    case = good_case()
    (page,) = case.reasons[0].evidence
    reason = case.reasons[0].id
    case = after(
        table_of(case, TableRow(("Weak foot", "Met"), (page,))),
        edits.set_reason(reason, response="As the note shows."),
        edits.uncite(reason, page),
    )
    assert states(case)["exhibits-cited"] is State.DONE
    case = after(case, edits.include_pages(page.document, [page.page], False))
    (place,) = one(case, "citations-whole").where
    assert (place.kind, place.id, place.key) == ("reason", reason, "table")
    assert place.words.startswith("Reason 1: Not needed, Point by point: what the policy asks: ")
