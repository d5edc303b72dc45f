"""Pointing at things in words: sections, documents and pin cites as a person writes them.

In a text file one writes ``[cite: office chart, p. 12]``; in the case it is kept by identity
(``[cite:7/61]``), so that it follows every move. A document is named by its title, its file name,
its exhibit letter ("Exhibit C") or its number ("#7").
"""

import re
from collections.abc import Sequence

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.text import cite_token, replace_citations
from appealdesk.case.values import Case, Citation, Document, Reason, Section
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Packet

_SPOKEN = re.compile(
    r"\[cite:\s*(?!\d+(?:/\d+)?\])([^\[\]\n]+?)(?:,\s*(?:p|page)\.?\s*(\d{1,6}))?\s*\]",
    re.IGNORECASE,
)


class NotFound(AppealDeskError):
    """What was named is not in the case, or more than one thing is called that."""


def find_section(case: Case, name: str) -> Section:
    """The section with this key, title or number ("#3").

    Raises:
        NotFound: there is none; the hint lists the keys.
    """
    wanted = _folded(name)
    for section in case.sections:
        if wanted in {section.key, _folded(section.title), f"#{section.id}"}:
            return section
    keys = ", ".join(section.key for section in case.sections)
    raise NotFound(f"There is no section \u201c{name}\u201d.", f"The sections are: {keys}.")


def find_document(case: Case, name: str, packet: Packet | None = None) -> Document:
    """The document that a person means by a title, file name, exhibit letter or "#number".

    Raises:
        NotFound: there is none of that name, or several.
    """
    wanted = _folded(name)
    documents = list(case.documents())
    if wanted.startswith("#") and wanted[1:].isdigit():
        return _only([d for d in documents if d.id == int(wanted[1:])], name, documents)
    if match := re.fullmatch(r"(?:exhibit|ex\.?)\s+([a-z]{1,3})", wanted):
        exhibits = (packet or plan(case, {})).exhibits
        ids = {e.document for e in exhibits if e.letter.lower() == match.group(1)}
        return _only([d for d in documents if d.id in ids], name, documents)
    exact = [d for d in documents if wanted in _names(d)]
    part = [d for d in documents if any(wanted in known for known in _names(d))]
    return _only(exact or part, name, documents)


def find_reason(case: Case, name: str) -> Reason:
    """The denial reason with this place in the list ("1"), "#id" or title.

    Raises:
        NotFound: there is none.
    """
    wanted = _folded(name)
    for number, reason in enumerate(case.reasons, start=1):
        if wanted in {str(number), f"#{reason.id}", _folded(reason.title)}:
            return reason
    raise NotFound(
        f"There is no denial reason \u201c{name}\u201d.",
        f"The case has {len(case.reasons)}; name one by its number, the first is 1.",
    )


def citation_to(case: Case, name: str, page: int | None, packet: Packet | None = None) -> Citation:
    """A citation of a whole document, or of its page as counted in the exhibit (1-based).

    Raises:
        NotFound: there is no such document, or it has no such page.
    """
    document = find_document(case, name, packet)
    if page is None:
        return Citation(document.id)
    pages = document.included_pages
    if not 1 <= page <= len(pages):
        raise NotFound(
            f"\u201c{document.title}\u201d has no page {page}.",
            f"It has {len(pages)} pages in the packet.",
        )
    return Citation(document.id, pages[page - 1].id)


def resolve_cites(text: str, case: Case) -> str:
    """A text with cites written in words turned into cites by identity.

    Raises:
        NotFound: a cite names nothing in the case; nothing is guessed.
    """
    packet = plan(case, {})

    def token(match: re.Match[str]) -> str:
        page = None if match.group(2) is None else int(match.group(2))
        return cite_token(citation_to(case, match.group(1), page, packet))

    return _SPOKEN.sub(token, text)


def readable(text: str, packet: Packet) -> str:
    """A text with its cites as they will be printed; a broken one says so."""

    def words(citation: Citation) -> str:
        cite = packet.pin_cite(citation)
        return "[broken citation]" if cite is None else cite.words

    return replace_citations(text, words)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(document: Document) -> set[str]:
    stem = document.file_name.rpartition(".")[0] or document.file_name
    return {_folded(n) for n in (document.title, document.file_name, stem)}


def _only(found: Sequence[Document], name: str, documents: Sequence[Document]) -> Document:
    if len(found) == 1:
        return found[0]
    if found:
        which = "; ".join(f"#{d.id} {d.title}" for d in found[:8])
        raise NotFound(
            f"More than one document is called \u201c{name}\u201d.", f"Say which: {which}."
        )
    known = "; ".join(f"#{d.id} {d.title}" for d in documents[:12])
    hint = f"The case has: {known}." if known else "The case has no documents yet."
    raise NotFound(f"There is no document \u201c{name}\u201d.", hint)
