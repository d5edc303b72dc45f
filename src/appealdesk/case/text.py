"""What stands inside a written text besides words: pin cites, details and placeholders.

Texts are Markdown. Three things in them are ours:

- ``[cite:12/340]`` points at page id 340 of document id 12, ``[cite:12]`` at the whole exhibit.
  They are printed as "Exhibit C, p. 3" and follow every move.
- ``{{claim_number}}`` is replaced by that detail of the case.
- Anything that looks like a blank left to fill in (``{{DATE}}``, ``[Your name]``, ``____``) is a
  placeholder: it must never reach the insurer, so it stops the export.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from appealdesk.case.details import Details, detail_keys
from appealdesk.case.values import Citation, DocumentId, PageId

_CITE = re.compile(r"\[cite:(\d{1,18})(?:/(\d{1,18}))?\]")
_FIELD = re.compile(r"\{\{\s*([^{}\n]{0,80}?)\s*\}\}")
_BLANK = re.compile(
    r"(?<![\w\\_])_{3,}(?!\w)|\$(?:your|my|the)_\w+|<<[^<>\n]{1,60}>>", re.IGNORECASE
)
_BRACKET = re.compile(r"\[([^\[\]\n]{1,80})\](?![(\[:])")
# Square brackets are also how one edits a quotation ("[t]he plan", "[sic]"), so only brackets that
# ask for something count: an order, a possessive, or a form field set in capitals.
_ASKS = re.compile(
    r"^\s*(?:insert|enter|add|fill|type|write|describe|explain|state|list|name|date|address|phone"
    r"|your|my|patient(?:'s|\u2019s)?|member(?:'s|\u2019s)?|doctor(?:'s|\u2019s)?|provider(?:'s|\u2019s)?"
    r"|claim|policy|insurance|insurer(?:'s|\u2019s)?|diagnosis|number|xx+|tbd|todo|\?+|\.\.\.|\u2026)\b"
    r"|^\s*(?:\?+|\.{3,}|\u2026|x{2,})\s*$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"^\s*[A-Z][A-Z0-9 _/'-]{2,}\s*$")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A blank that was left in a text. ``line`` is 1-based."""

    text: str
    line: int


def cite_token(citation: Citation) -> str:
    """The token that stands for a citation in a text."""
    page = "" if citation.page is None else f"/{citation.page}"
    return f"[cite:{citation.document}{page}]"


def citations_in(text: str) -> Iterator[Citation]:
    """Every citation in a text, in order, repeated as often as it stands there."""
    for match in _CITE.finditer(text):
        yield _citation(match)


def replace_citations(text: str, write: Callable[[Citation], str]) -> str:
    """The text with each cite token replaced by what ``write`` gives for it."""
    return _CITE.sub(lambda match: write(_citation(match)), text)


def fill_details(text: str, details: Details) -> str:
    """The text with ``{{detail}}`` replaced where the detail is known; others are left."""

    def value(match: re.Match[str]) -> str:
        key = match.group(1)
        found = getattr(details, key) if key in detail_keys() else ""
        return found or match.group(0)

    return _FIELD.sub(value, text)


def placeholders_in(text: str, details: Details) -> tuple[Placeholder, ...]:
    """Every blank that is left in a text once the known details are filled in."""
    found: list[Placeholder] = []
    filled = fill_details(_CITE.sub("", text), details)
    for number, line in enumerate(filled.splitlines(), start=1):
        hits = [(m.start(), m.group(0)) for m in _FIELD.finditer(line)]
        hits += [(m.start(), m.group(0)) for m in _BLANK.finditer(line) if not _is_rule(line)]
        hits += [(m.start(), m.group(0)) for m in _BRACKET.finditer(line) if _asks(m.group(1))]
        found += [Placeholder(text, number) for _, text in sorted(hits)]
    return tuple(found)


def _citation(match: re.Match[str]) -> Citation:
    page = match.group(2)
    return Citation(DocumentId(int(match.group(1))), None if page is None else PageId(int(page)))


def _is_rule(line: str) -> bool:
    return set(line.strip()) == {"_"}  # a Markdown rule across the page, not a blank


def _asks(inner: str) -> bool:
    if inner.strip().lower() in {"sic", "name withheld"}:
        return False
    return bool(_ASKS.match(inner) or _CAPITALS.match(inner))
