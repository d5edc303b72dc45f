"""Sentences of a page as they are printed, headings and items of lists apart from the text."""

import re

_ABBREVIATIONS = frozenset(
    {"dr", "mr", "mrs", "ms", "no", "nos", "inc", "st", "vs", "e.g", "i.e", "sec", "ref", "approx",
     "etc", "jr", "sr", "p.o", "u.s", "fig", "tel", "ext", "dept", "co", "md", "ph.d"}
)  # fmt: skip
_END = re.compile(r"[.!?][\"\u201d')\]]{0,2}\s+(?=[\"\u201c(\[]?[A-Z0-9])")
_ITEM = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u2013>]|\(?[a-z0-9]{1,2}[.)])\s+", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z][\w /#()'\u2019-]{1,48}:\s")
_SHORT_LINE, _HEADING = 64, 40
_SHORT_OF_WIDTH = 0.75
_MOST_LINES = 400
_MOST_LINE = 2000


def sentences(page: str) -> tuple[str, ...]:
    """The sentences of one page in order, each on one line, otherwise exactly as printed."""
    found: list[str] = []
    for paragraph in _paragraphs(page):
        start = 0
        for match in _END.finditer(paragraph):
            if _is_abbreviation(paragraph[start : match.start()]):
                continue
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
        found.append(paragraph[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _paragraphs(page: str) -> list[str]:
    lines = [
        " ".join(line[:_MOST_LINE].replace("**", "").split())
        for line in page.split("\n", _MOST_LINES)[:_MOST_LINES]
    ]
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    is_open = False
    for number, line in enumerate(lines):
        if not line:
            is_open = False
            continue
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if is_open and not (_ITEM.match(line) or _LABELLED.match(line)):
            joint = "" if _is_broken(paragraphs[-1], line) else " "
            paragraphs[-1] = f"{paragraphs[-1]}{joint}{line}"
        else:
            paragraphs.append(_ITEM.sub("", line, count=1) if _ITEM.match(line) else line)
        is_short = len(line) < _SHORT_OF_WIDTH * width and after[:1].isupper()
        is_open = not (_is_heading(line, after) or (is_short and _LABELLED.match(line)))
    return paragraphs


def _is_heading(line: str, after: str) -> bool:
    """Whether a line stands alone: a short one without an end, before one that begins anew."""
    if line[-1] in ".!?;,:" or len(line) > _SHORT_LINE or not after:
        return line[-1] == ":"
    is_anew = after[0].isupper()
    return is_anew and (not line[-1].islower() or len(line) < _HEADING)


def _is_broken(before: str, line: str) -> bool:
    """Whether a word was broken at the line's end: printed with a hyphen, it stays as it is."""
    return before.endswith("-") and line[:1].islower()


def _is_abbreviation(text: str) -> bool:
    word = text.rsplit(" ", 1)[-1].lower().lstrip("(\"'\u201c")
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())
