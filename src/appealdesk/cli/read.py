"""The command read: what was read from the papers of a case, and what the letter offers."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, Document, DocumentId
from appealdesk.cli.output import CaseArg, JsonFlag, PasswordFile, opened, print_json
from appealdesk.desk.kinds import KIND_WORDS
from appealdesk.desk.letter_said import deadline_offer, offers, reason_offers
from appealdesk.desk.papers_read import PapersRead, kind_offer
from appealdesk.reading.letter import LetterFacts
from appealdesk.reading.paper import PaperFacts


def read(
    case: CaseArg,
    document: Annotated[
        str, typer.Argument(metavar="[DOCUMENT]", help="Its id or file name; without it, all.")
    ] = "",
    as_json: JsonFlag = False,
    password_file: PasswordFile = None,
) -> None:
    """Say what the computer read in the papers, and what the letter says that the case does not."""
    with opened(case, password_file, read_only=True) as session:
        value = session.case
        chosen = _chosen(value, document)
        papers = PapersRead(session)
        papers.read_all(value)
        facts = papers.facts(value)
        letters = {k: v for k, v in papers.letters(value).items() if any(d.id == k for d in chosen)}
    if as_json:
        print_json(
            {
                "documents": [_as_json(d, facts.get(d.id), letters.get(d.id)) for d in chosen],
                "offers": offers(value, letters),
                "reasons": reason_offers(value, letters),
                "last_day": deadline_offer(value, letters),
            }
        )
        return
    for item in chosen:
        for line in _lines(item, facts.get(item.id), letters.get(item.id)):
            typer.echo(line)
    for line in _offer_lines(value, letters):
        typer.echo(line)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("read")(read)


def _chosen(case: Case, wanted: str) -> tuple[Document, ...]:
    if not wanted:
        return tuple(case.documents())
    found = tuple(
        d for d in case.documents() if wanted in {str(d.id), d.file_name} or wanted == d.title
    )
    if not found:
        raise AppealDeskError(
            f"There is no document \u201c{wanted}\u201d in the case.",
            "\u201cappealdesk show\u201d lists them with their file names.",
        )
    return found


def _as_json(
    document: Document, facts: PaperFacts | None, letter: LetterFacts | None
) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "file_name": document.file_name,
        "kind": document.kind,
        "kind_offered": kind_offer(document, facts),
        "is_readable": facts is not None and facts.is_readable,
        "facts": None if facts is None else _facts_json(facts),
        "letter": letter,
    }


def _facts_json(facts: PaperFacts) -> dict[str, Any]:
    return {
        "names": sorted(facts.names),
        "birth_dates": sorted(facts.birth_dates),
        "member_ids": sorted(facts.member_ids),
        "claim_numbers": sorted(facts.claim_numbers),
        "dates": facts.dates,
        "written": facts.written,
        "procedure_codes": sorted(facts.procedure_codes),
        "diagnosis_codes": sorted(facts.diagnosis_codes),
        "sides": sorted(facts.sides),
        "body_parts": sorted(facts.body_parts),
        "is_signed": facts.is_signed,
        "kind_guess": facts.kind_guess,
        "pages": facts.pages,
    }


def _lines(
    document: Document, facts: PaperFacts | None, letter: LetterFacts | None
) -> Iterator[str]:
    yield f"{document.title}  [{document.id}]"
    if facts is None:
        yield "  It could not be read."
        return
    if not facts.is_readable:
        yield "  No words: a picture or a scan. Nothing can be told of it."
        return
    offered = kind_offer(document, facts)
    if offered is not None:
        yield f"  Looks like: {KIND_WORDS[offered].lower()}"
    told: tuple[tuple[str, object], ...] = (
        ("Patient", ", ".join(name.title() for name in sorted(facts.names))),
        ("Born", ", ".join(map(str, sorted(facts.birth_dates)))),
        ("Member ID", ", ".join(sorted(facts.member_ids))),
        ("Claim or reference number", ", ".join(sorted(facts.claim_numbers))),
        ("Dated", facts.written or ""),
        ("Procedure codes", ", ".join(sorted(facts.procedure_codes))),
        ("Diagnosis codes", ", ".join(sorted(facts.diagnosis_codes))),
        ("Side", ", ".join(sorted(facts.sides))),
        ("Signed", {True: "yes", False: "the line for it is empty", None: ""}[facts.is_signed]),
    )
    yield from (f"  {name}: {value}" for name, value in told if value)
    for quote in letter.quotes if letter is not None else ():
        yield f"  Page {quote.page + 1}: \u201c{quote.words}\u201d"


def _offer_lines(case: Case, letters: Mapping[DocumentId, LetterFacts]) -> Iterator[str]:
    found = offers(case, letters)
    if found:
        yield "\nThe letter says, and the case does not:"
    for offer in found:
        yield f"  {offer.label}: {offer.value.replace(chr(10), ', ')}  (page {offer.stand.number})"
        if offer.held:
            yield f"      The case says: {offer.held.replace(chr(10), ', ')}"
    last = deadline_offer(case, letters)
    if last is not None:
        yield f"\nThe letter on the last day (page {last.stand.number}): \u201c{last.words}\u201d"
    reasons = reason_offers(case, letters)
    if reasons:
        yield "\nSentences that may give reasons and that no reason of the case quotes:"
    for reason in reasons:
        yield f"  Page {reason.stand.number}: \u201c{reason.words}\u201d"
