from dataclasses import replace

import pytest

from appealdesk.audit.checks import State, check, stoppers
from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation, Kind, Problem, new_case
from appealdesk.packet.plan import plan
from support.cases import after, filed, small_case


def states(case) -> dict[str, State]:
    return {c.id: c.state for c in check(case, plan(case, {}))}


def good_case():
    """A case with nothing open."""
    everything = dict.fromkeys(Details.__dataclass_fields__, "known")
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
        edits.add_reason("Not needed", "We find [no] need.", "Here it is."),
        edits.cite(case.next_id, page),
    )


def test_a_whole_case_is_all_done() -> None:
    assert set(states(good_case()).values()) == {State.DONE}


def paper(case, section: int = 2, place: int = 0):
    return case.sections[section].documents[place]


BROKEN = {
    "details-needed": lambda c: edits.set_detail("patient_name", ""),
    "details-known": lambda c: edits.set_detail("sender_phone", ""),
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


@pytest.mark.parametrize("check_id", BROKEN)
def test_each_check_sees_its_own_mistake(check_id: str) -> None:
    case = good_case()
    now = states(BROKEN[check_id](case).change(case))
    assert now[check_id] in {State.MISSING, State.WEAK}


def test_there_is_a_mistake_for_every_check() -> None:
    assert set(BROKEN) == set(states(good_case()))


@pytest.mark.parametrize(
    "check_id",
    ["details-needed", "citations-whole", "no-placeholders", "files-readable", "reasons-shown"],
)
def test_what_must_never_be_sent_stops_the_export(check_id: str) -> None:
    case = good_case()
    broken = BROKEN[check_id](case).change(case)
    assert check_id in {c.id for c in stoppers(check(broken, plan(broken, {})))}


def test_a_bracket_in_the_insurers_words_is_no_blank() -> None:
    case = good_case()
    case = edits.set_reason(case.reasons[0].id, insurer_words="[Your name] is not").change(case)
    assert states(case)["no-placeholders"] is State.DONE


def test_every_open_check_says_where() -> None:
    case = new_case()
    for item in check(case, plan(case, {})):
        assert item.why.endswith(".")
        if item.state is State.MISSING:
            assert item.where
