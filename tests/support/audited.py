"""A case in which every check of the self-audit is done, and for each check a mistake made on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from appealdesk.audit.checks import Check, State, check
from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.edits import Edit
from appealdesk.case.situation import AnswerState, Novelty, Timing
from appealdesk.case.text import cite_token
from appealdesk.case.values import (
    Case,
    Citation,
    Document,
    DocumentId,
    Kind,
    Problem,
    TableRow,
    new_case,
)
from appealdesk.packet.plan import plan
from appealdesk.reading.paper import PageSign, PaperFacts
from support.cases import after, filed

Papers = Mapping[DocumentId, PaperFacts]

ASKED = (
    "reasons-complete",
    "letter-says", "symptoms-told", "alternatives-told", "risks-told",
    "result-told", "papers-named", "peer-to-peer", "late-notes", "looked-through",
    "address-right", "signed", "copies-kept",
)  # fmt: skip
"""Checks of which nothing in the green case tells; the user did."""


TABLE = "It was tried:\n\n| What | When |\n|---|---|\n| Naproxen | May |"
"""A response with a table of its own."""


@dataclass(frozen=True)
class Audited:
    """A case and what its papers say."""

    case: Case
    papers: Papers

    def checks(self) -> dict[str, Check]:
        """Every check, by its id."""
        return {c.id: c for c in check(self.case, plan(self.case, {}), self.papers)}

    def states(self) -> dict[str, State]:
        """How every check stands."""
        return {name: found.state for name, found in self.checks().items()}

    def open(self) -> set[str]:
        """The checks that are missing or weak."""
        worse = {State.MISSING, State.WEAK}
        return {name for name, state in self.states().items() if state in worse}

    def named(self, title: str) -> Document:
        """The document of this title."""
        return next(d for d in self.case.documents() if d.title == title)

    def then(self, *steps: Edit) -> "Audited":
        """After these edits."""
        return replace(self, case=after(self.case, *steps))

    def saying(self, title: str, **facts: object) -> "Audited":
        """With other facts in the paper of this title."""
        paper = self.named(title).id
        told = replace(self.papers.get(paper, PaperFacts()), **facts)
        return replace(self, papers={**self.papers, paper: told})


def sign(
    words: int = 200, *, digest: str = "", lies: bool = False, has_ink: bool = True
) -> PageSign:
    """What a page is like."""
    width, height = (792, 612) if lies else (612, 792)
    return PageSign(words, has_ink, width, height, digest)


def green() -> Audited:
    """A case with nothing open and nothing that is not judged."""
    told = dict.fromkeys((f.name for f in fields(Details)), "known") | {
        "patient_name": "Ana Díaz",
        "patient_birth_date": "May 2, 1980",
        "member_id": "W123-456-789",
        "claim_number": "C-99812",
        "denial_date": "May 4, 2026",
        "service": "MRI of the left knee",
        "service_code": "CPT 73721",
        "diagnosis": "M23.202, left knee",
        "service_date": "April 20, 2026",
        "sender_name": "Ben Ortiz",
        "letter_date": "May 30, 2026",
    }
    case = after(
        new_case(Details(**told)),
        edits.set_situation("letter_last_day", "2026-06-01"),
        edits.set_situation("is_urgent", True),
        edits.set_situation("timing", Timing.ONGOING),
        filed(1, "denial", 2, kind=Kind.DENIAL_LETTER),
        filed(1, "form", 1, kind=Kind.FORM),
        filed(2, "support", 2, kind=Kind.PROVIDER_LETTER),
        filed(3, "chart", 8, kind=Kind.PROVIDER_NOTE),
        filed(3, "rule", 1, kind=Kind.CRITERIA),
    )
    page = {d.title: Citation(d.id, d.pages[0].id) for d in case.documents()}
    cite = {title: cite_token(citation) for title, citation in page.items()}
    reason = case.next_id
    case = after(
        case,
        edits.set_section_text(
            1, f"This answers {cite['denial']}. I speak for Ana: {cite['form']}."
        ),
        edits.set_section_text(2, f"My doctor says why on {cite['support']}."),
        edits.set_section_text(3, f"All of the rule is met {cite['rule']}."),
        edits.set_section_text(5, "We ask for the MRI."),
        edits.add_reason("Not needed", "We find [no] need.", "The knee locks daily."),
        edits.cite(reason, page["chart"]),
        edits.set_reason_table(
            reason, "prior-treatments", [TableRow(("Naproxen", "May"), (page["chart"],))]
        ),
        edits.set_reason_kind(reason, "conservative_care"),
        *(edits.answer_check(name, AnswerState.DONE) for name in (*ASKED, "treatments-told")),
    )
    about = {
        "names": frozenset({"diaz ana"}),
        "birth_dates": frozenset({date(1980, 5, 2)}),
        "member_ids": frozenset({"W12345678901"}),
        "procedure_codes": frozenset({"73721"}),
        "diagnosis_codes": frozenset({"M23.202"}),
        "sides": frozenset({"left"}),
        "body_parts": frozenset({"knee"}),
    }
    said = {
        "denial": PaperFacts(
            **about,
            claim_numbers=frozenset({"C99812"}),
            dates=(date(2026, 4, 20), date(2026, 5, 4)),
            written=date(2026, 5, 4),
            pages=(sign(digest="d1"), sign(digest="d2")),
        ),
        "support": PaperFacts(
            **about,
            written=date(2026, 5, 20),
            is_signed=True,
            pages=(sign(digest="s1"), sign(0)),
        ),
        "chart": PaperFacts(pages=tuple(sign(digest=f"c{n}") for n in range(8))),
    }
    return Audited(case, {d.id: said[d.title] for d in case.documents() if d.title in said})


def _reason(told: Audited) -> int:
    return told.case.reasons[0].id


def _kind(title: str, kind: Kind) -> Callable[[Audited], Audited]:
    return lambda a: a.then(edits.set_document_kind(a.named(title).id, kind))


def _write(section: int, text: str) -> Callable[[Audited], Audited]:
    """Add a paragraph to a section's text."""

    def made(told: Audited) -> Audited:
        old = told.case.section(section)
        assert old is not None
        return told.then(edits.set_section_text(section, f"{old.body}\n\n{text}"))

    return made


def _not_done(check_id: str) -> Callable[[Audited], Audited]:
    return lambda a: a.then(edits.answer_check(check_id, AnswerState.NOT_DONE))


def _pages(title: str, **at: PageSign) -> Callable[[Audited], Audited]:
    """Other signs for pages of a paper, by "p0", "p1" ..."""

    def made(told: Audited) -> Audited:
        pages = list(told.papers[told.named(title).id].pages)
        for name, new in at.items():
            pages[int(name[1:])] = new
        return told.saying(title, pages=tuple(pages))

    return made


def _other_evidence(told: Audited) -> Audited:
    """The reason points at the insurer's own rule alone, of which no treatment can be read."""
    chart = told.case.reasons[0].evidence[0]
    rule = Citation(told.named("rule").id)
    return told.then(
        edits.set_section_text(4, f"See {cite_token(chart)}."),
        edits.cite(_reason(told), rule),
        edits.uncite(_reason(told), chart),
        edits.set_reason_table(_reason(told), "prior-treatments", [TableRow(("Ice",), (rule,))]),
    )


def _all_left_out(told: Audited) -> Audited:
    """A paper more, filed with none of its pages."""
    more = told.then(filed(3, "spare", 1))
    spare = more.named("spare")
    return more.then(edits.include_pages(spare.id, [spare.pages[0].id], False))


MISTAKES: Mapping[str, Callable[[Audited], Audited]] = {
    "details-needed": lambda a: a.then(edits.set_detail("insurer_name", "")),
    "details-known": lambda a: a.then(edits.set_detail("sender_phone", "")),
    "denial-letter": _kind("denial", Kind.OTHER),
    "in-time": lambda a: a.then(edits.set_detail("letter_date", "June 2, 2026")),
    "urgent-fits": lambda a: a.then(edits.set_situation("timing", Timing.AFTER)),
    "reasons-listed": lambda a: a.then(
        edits.set_section_text(4, f"See {cite_token(a.case.reasons[0].evidence[0])}."),
        edits.remove_reason(_reason(a)),
    ),
    "reasons-quote-insurer": lambda a: a.then(edits.set_reason(_reason(a), insurer_words=" ")),
    "reasons-answered": lambda a: a.then(edits.set_reason(_reason(a), response="")),
    "reasons-cite-evidence": lambda a: a.then(
        edits.set_section_text(4, f"See {cite_token(a.case.reasons[0].evidence[0])}."),
        edits.uncite(_reason(a), a.case.reasons[0].evidence[0]),
        edits.set_reason_table(_reason(a), "prior-treatments", []),
        edits.set_reason(_reason(a), response=TABLE),
    ),
    "tables-filled": lambda a: a.then(edits.set_reason_table(_reason(a), "prior-treatments", [])),
    "evidence-fits": _other_evidence,
    "treatments-told": lambda a: a.then(
        edits.set_reason_table(_reason(a), "prior-treatments", []),
        edits.set_reason(_reason(a), response=TABLE),
        edits.answer_check("treatments-told", AnswerState.NOT_DONE),
    ),
    "tables-cited": lambda a: a.then(
        edits.set_reason_table(_reason(a), "prior-treatments", [TableRow(("Ice", "June"))])
    ),
    "reasons-shown": lambda a: a.then(edits.include_section(4, False)),
    "provider-support": lambda a: _kind("chart", Kind.RECORD)(_kind("support", Kind.RECORD)(a)),
    "provider-signed": lambda a: a.saying("support", is_signed=False),
    "provider-dated": lambda a: a.saying("support", written=None).then(
        edits.set_novelty(a.named("support").id, Novelty.NEW)
    ),
    "something-new": lambda a: a.then(
        edits.set_novelty(a.named("support").id, Novelty.SENT_BEFORE)
    ),
    "criteria-had": _kind("rule", Kind.GUIDELINE),
    "guideline-fits": _write(2, "The ACR page on low back pain (2021) says usually not appropriate, variant 3."),
    "guideline-exact": _write(2, "The American College of Radiology agrees."),
    "citations-whole": lambda a: a.then(
        edits.set_section_text(4, f"See {cite_token(Citation(a.named('chart').id, 9999))}.")
    ),
    "no-placeholders": _write(5, "Yours, [Your name]"),
    "sections-written": lambda a: a.then(edits.set_section_text(5, "  ")),
    "wording-emotion": _write(5, "This is heartless, and I beg you to think again."),
    "wording-doctor": _write(5, "My doctor says that I need it."),
    "wording-absolute": _write(5, "Everyone knows that this helps."),
    "wording-attack": _write(5, "You only want to save money, you greedy people."),
    "files-readable": lambda a: a.then(
        edits.add_document(
            3, title="bad", file_name="bad.pdf", source="c" * 64,
            problem=Problem("damaged", "It is broken.", "Ask for a new copy."),
        )
    ),
    "pages-chosen": _all_left_out,
    "exhibits-cited": lambda a: a.then(filed(3, "spare", 1)),
    "exhibits-pinned": lambda a: a.then(
        filed(3, "long", 9), edits.set_section_text(4, f"See [cite:{a.case.next_id}].")
    ),
    "letter-first": lambda a: a.then(edits.move_document(a.named("denial").id, 3)),
    "exhibits-named": lambda a: a.then(edits.rename_document(a.named("rule").id, "Scan 0012")),
    "tray-empty": lambda a: a.then(filed(None, "stray", 1)),
    "same-person": lambda a: a.saying("chart", names=frozenset({"john smith"})),
    "numbers-agree": lambda a: a.saying("chart", member_ids=frozenset({"X77700012"})),
    "codes-agree": lambda a: a.saying("support", procedure_codes=frozenset({"73722"})),
    "sides-agree": lambda a: a.saying("support", sides=frozenset({"right"})),
    "parts-agree": lambda a: a.saying("support", body_parts=frozenset({"shoulder"})),
    "dates-agree": lambda a: a.then(edits.set_detail("service_date", "April 21, 2026")),
    "pages-not-blank": _pages("chart", p3=sign(0, has_ink=False)),
    "pages-upright": _pages("chart", p3=sign(0, lies=True)),
    "pages-once": _pages("chart", p3=sign(digest="c1")),
    "pages-whole": lambda a: a.then(
        edits.replace_import(
            a.named("rule").id, clean="b" * 64, route=a.named("rule").route, page_count=1,
            notes=("page-count",),
        ),
    ),
    "representative": lambda a: _kind("form", Kind.STATEMENT)(a),
    **{name: _not_done(name) for name in ASKED},
}  # fmt: skip
"""Check id to a mistake that opens this check, and no other, in the green case."""
