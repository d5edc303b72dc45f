"""Gentle hints on how our own texts are worded. Quoted words are never judged."""

import re
from collections.abc import Iterator
from functools import lru_cache

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import NOTHING, Verdict, weak
from appealdesk.case.text import citations_in
from appealdesk.guidance.wording import hints

_QUOTED = re.compile(r"\u201c[^\u201c\u201d]*\u201d|\"[^\"]*\"", re.DOTALL)
_BLOCK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_END = re.compile(r"[.!?]+[*_)\u201d\"]*(?:\s+|$)|\n(?=\s*(?:[-*+]|\d+[.)]|\|)\s)")
_SHORT = re.compile(
    r"(?:^|\n)\s*\d+\.$|(?:^|[\s(])(?:[a-z]|dr|mr|mrs|ms|st|vs|pp|no|e\.g|i\.e|approx)\.$",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"\s?\(?\[cite:[^\]\n]*\]\)?")
_MARKS = re.compile(r"^\s*(?:[-+*]|\d+[.)]|#{1,6})\s+|[*_|]{1,3}", re.MULTILINE)
_LONGEST_SHORT = 12  # letters of an abbreviation, or of a number at the start of a line
_LONGEST = 120  # letters of a sentence that is shown


def hinted(matter: Matter, check_id: str) -> Verdict:
    """Every sentence of ours for which the guidance has a hint of this check."""
    written = [(place, text) for place, text in matter.own_texts if text.strip()]
    if not written:
        return NOTHING
    return weak(
        Place(place.kind, place.id, f"{place.words}: \u201c{sentence}\u201d {instead}", place.key)
        for place, text in written
        for found, sentence, instead in hints_in(text)
        if found == check_id
    )


@lru_cache(maxsize=512)
def hints_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """(check id, sentence, what to write instead) for each weak sentence of a text (Markdown)."""
    return tuple(_hints_in(text))


def _hints_in(text: str) -> Iterator[tuple[str, str, str]]:
    blocks = _BLOCK.split(text.replace("\u2019", "'"))
    for block, after in zip(blocks, [*blocks[1:], ""], strict=True):
        # What a paragraph announces with a colon is shown by the list or quotation behind it.
        is_shown = _cites(block) or (block.rstrip().endswith(":") and _cites(after))
        yield from _in_block(block, is_shown)


@lru_cache(maxsize=8192)
def _in_block(block: str, is_shown: bool) -> tuple[tuple[str, str, str], ...]:
    """The hints in one paragraph; while one types, all others are known."""
    found = []
    ours = "\n".join(line for line in block.splitlines() if not line.lstrip().startswith(">"))
    for sentence in sentences(ours):
        plain = _QUOTED.sub(" ", sentence)
        for hint in hints():
            is_cited = is_shown if hint.cited == "paragraph" else _cites(sentence)
            if not (hint.cited and is_cited) and hint.finds(plain):
                found.append((hint.check, _shown(sentence), hint.instead))
    return tuple(found)


def sentences(block: str) -> Iterator[str]:
    """The sentences of a paragraph; a title or a list's line counts as one."""
    begin = 0
    for match in _END.finditer(block):
        so_far = block[begin : match.end()].strip()
        if match.group(0).strip() == "." and _SHORT.search(_tail(so_far)):
            continue
        if so_far:
            yield so_far
        begin = match.end()
    if rest := block[begin:].strip():
        yield rest


def _tail(text: str) -> str:
    """The end of a text, long enough to see whether it ends in an abbreviation."""
    return text if len(text) <= _LONGEST_SHORT else f"x{text[-_LONGEST_SHORT:]}"


def _cites(text: str) -> bool:
    return any(citations_in(text))


def _shown(sentence: str) -> str:
    plain = " ".join(_MARKS.sub(" ", _TOKENS.sub("", sentence)).split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}\u2026"
