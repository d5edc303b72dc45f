r"""What stands inside a written text besides words: pin cites, details and placeholders.

Texts are Markdown. Three things in them are ours:

- ``[cite:12/340]`` points at page id 340 of document id 12, ``[cite:12]`` at the whole exhibit.
  They are printed as "Exhibit C, p. 3" and follow every move.
- ``{{claim_number}}`` is replaced by that detail of the case.
- Anything that looks like a blank left to fill in (``{{DATE}}``, ``[Your name]``, ``____``) is a
  placeholder: it must never reach the insurer, so it stops the export. ``\[LIKE THIS]`` is kept.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from appealdesk.case.details import Details, detail_keys
from appealdesk.case.values import Citation, DocumentId, PageId

_CITE = re.compile(r"\[cite:(\d{1,18})(?:/(\d{1,18}))?\]")
_FIELD = re.compile(r"\{\{([^{}]{0,400})\}\}")
_BLANK = re.compile(
    r"(?<![\w\\_])_{3,}(?!\w)|_{5,}|\$(?:your|my|the)_\w+|<<[^<>\n]{1,60}>>", re.IGNORECASE
)
# A bracket may run over line ends (texts come from files with hard line ends), not over a blank
# line. One that is a link with an address, or that a backslash marks as meant, is no blank; two
# backslashes are a backslash that was typed, and mark nothing.
_BRACKET = re.compile(
    r"(?<!\\)(?:\\\\)*\[((?:[^\[\]\n]|\n(?![ \t]*\n)){1,400})\]"
    r"(?!\[|(?:\(|:[ \t]*)(?:https?:|mailto:|tel:|www\.|[<#/]))",
    re.IGNORECASE,
)
# Square brackets are also how one edits a quotation ("[t]he plan", "[sic]", "denied [my] claim"),
# so only brackets that ask for something count: an order, a possessive with more behind it, or a
# form field set in capitals.
_ASKS = re.compile(
    r"\s*(?:insert|enter|add|fill|type|write|describe|explain|state|list|name|date|address|phone"
    r"|patient(?:['\u2019]s)?|member(?:['\u2019]s)?|doctor(?:['\u2019]s)?"
    r"|provider(?:['\u2019]s)?|claim|policy|insurance|insurer(?:['\u2019]s)?|diagnosis|number"
    r"|xx+|tbd|todo)(?!\w)"
    r"|\s*(?:your\s|my\s|cite:)"
    r"|\s*(?:\?+|\.{3,}|\u2026|x{2,})\s*\Z",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\s*[A-Z][A-Z0-9\s_/'-]{2,}\Z")


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
        key = match.group(1).strip()
        found = getattr(details, key) if key in detail_keys() else ""
        return found or match.group(0)

    return _FIELD.sub(value, text)


def placeholders_in(text: str, details: Details) -> tuple[Placeholder, ...]:
    """Every blank that is left in a text once the known details are filled in, in order.

    A cite that cannot be read (``[cite:the chart]``) counts as one: it would be printed as it is.
    """

    def value(match: re.Match[str]) -> str:
        # On one line, so that the lines of what stands behind it keep their numbers.
        known = fill_details(match.group(0), details)
        return match.group(0) if known == match.group(0) else " ".join(known.split())

    filled = _FIELD.sub(value, _CITE.sub("", text))
    hits = [(m.start(), m.group(0)) for m in _FIELD.finditer(filled)]
    hits += [(m.start(), m.group(0)) for m in _BLANK.finditer(filled) if not _is_rule(filled, m)]
    hits += [
        (m.start(), m.group(0).lstrip("\\")) for m in _BRACKET.finditer(filled) if _asks(m.group(1))
    ]
    return tuple(
        Placeholder(" ".join(found.split()), filled.count("\n", 0, start) + 1)
        for start, found in sorted(hits)
    )


def _citation(match: re.Match[str]) -> Citation:
    page = match.group(2)
    return Citation(DocumentId(int(match.group(1))), None if page is None else PageId(int(page)))


def _is_rule(text: str, blank: re.Match[str]) -> bool:
    """Whether underscores are a Markdown rule across the page."""
    begin = text.rfind("\n", 0, blank.start()) + 1
    line = text[begin : (text.find("\n", begin) + 1 or len(text) + 1) - 1]
    return set(line.strip()) == {"_"}


def _asks(inner: str) -> bool:
    return bool(_ASKS.match(inner) or _CAPITALS.match(inner))
