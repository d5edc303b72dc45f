"""Typed words as Markdown that is printed as they were typed, and blanks to write in."""

import re

BLANK = 24
"""Letters of a blank whose length nothing else says."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BEGIN = re.compile(r"^([-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Words as Markdown that is printed as they were typed; line ends are kept."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\\\n".join(_escaped_line(line) for line in lines if line)


def _escaped_line(line: str) -> str:
    marked = _MARKS.sub(r"\\\1", line)
    begin = _BEGIN.match(marked)
    if begin is None:
        return marked
    # A number at the start is a list only with the dot behind it; a sign is one by itself.
    at = begin.end() if begin.group()[0].isdigit() else 0
    return f"{marked[:at]}\\{marked[at:]}"


def blank(letters: int = 0) -> str:
    """A blank to write in by hand."""
    return "_" * (letters or BLANK)


def lines(count: int) -> str:
    """Lines to write on."""
    return "\n\n".join(["---"] * count)


def cell(text: str) -> str:
    """A value in one line, as a cell of a table must be."""
    return " ".join(text.replace("\\\n", " ").split())
