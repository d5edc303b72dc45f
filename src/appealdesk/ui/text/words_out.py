"""Words in their dress written as Markdown that reads as those very words.

What Markdown would read in typed words (a star, a number with a dot, a bar) is marked with a
backslash, as gently as possible: words are written, read back, and only when they do not read as
they were typed is the next, stricter way taken.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from appealdesk.ui.text.blocks import BREAK, Kind, Run, Runs, joined, split_tokens
from appealdesk.ui.text.markdown_in import read_blocks, signature

_PUNCTUATION = re.escape(string.punctuation)
_GENTLE = re.compile(
    rf"\\(?=[{_PUNCTUATION}\n]|\Z)"  # a backslash that would mark something
    r"|[*`]"
    r"|(?<=\])\("  # a link; the bracket itself may be a blank to fill in and stays
    r"|<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]+@[^\s<>]+>)"  # an address
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;)"  # an entity
)
_UNDERLINES = re.compile(r"_(?=\S)|(?<=\S)_")
_HARD = re.compile(rf"[{_PUNCTUATION}]")
_LINE_START = re.compile(
    r"#{1,6}(?=[ \t\n]|\Z)|[-+](?=[ \t\n]|\Z)|>|=+(?=[ \t]*(?:\n|\Z))|-(?=[-\s]*(?:\n|\Z))"
    r"|~(?=~~)|_(?=[_\s]*(?:\n|\Z))|\|"
)
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=[ \t\n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write words: how much is marked, and which dress is kept."""

    marks: re.Pattern[str] | None = None
    italic: str = "*"
    drops_italic: bool = False
    drops_bold: bool = False


# The gentlest way first.
_WAYS = (
    _Way(),
    _Way(_UNDERLINES),
    _Way(_UNDERLINES, italic="_"),
    _Way(_HARD),
    _Way(_HARD, italic="_"),
    _Way(_HARD, drops_italic=True),
    _Way(_HARD, drops_italic=True, drops_bold=True),
)


def words(runs: Runs, prefix: str = "", kind: Kind = Kind.TEXT) -> str:
    """Runs as Markdown that reads as these words; of several ways the gentlest."""
    runs = _cut(runs)
    if not prefix and _is_plain(runs):
        return runs[0].text
    wanted = signature(runs)
    text = ""
    for way in _WAYS:
        text = prefix + _write(runs, way)
        found = read_blocks(text)
        if found is None or len(found) != 1:
            continue
        block = found[0]
        if block.kind is not kind or block.depth or block.quote:
            continue
        got = signature(block.runs)
        if got == wanted or (way.drops_italic and got[0] == wanted[0]):
            break
    return text


def first_words(runs: Runs, prefix: str = "", _kind: Kind = Kind.TEXT) -> str:
    """Runs in the gentlest way, not read back: quick, for who compares it with what was read."""
    return prefix + _write(_cut(runs), _WAYS[0])


def _cut(runs: Runs) -> Runs:
    """The runs with typed pin cites and details as chips of their own."""
    return joined(
        piece
        for run in runs
        for piece in ([run] if run.is_meant or run.token else split_tokens(run))
    )


def _is_plain(runs: Runs) -> bool:
    """Whether there is nothing that Markdown could read: the usual case, and a quick one."""
    return (
        len(runs) == 1
        and runs[0] == Run(runs[0].text)
        and not re.search(r"[\\*_`\[\]<>&|#~=\n+-]|^\d+[.)]", runs[0].text)
    )


def _write(runs: Runs, way: _Way) -> str:
    pieces = list(_rejoined(_in_dress(run, way) for run in _settled(runs)))
    out: list[str] = []
    open_marks: list[tuple[str, str]] = []  # (what, how it ends)
    for i, run in enumerate(pieces):
        wanted = _wraps(run)
        while any(what not in wanted for what, _ in open_marks):
            out.append(open_marks.pop()[1])
        missing = [
            what for what in wanted if what not in {open_what for open_what, _ in open_marks}
        ]
        for what in sorted(missing, key=lambda w: -_lasts(pieces, i, w)):
            begin, end = _ends(what, way)
            out.append(begin)
            open_marks.append((what, end))
        out.append(_text(run, way, is_line_start=_is_line_start(out)))
    out += [end for _, end in reversed(open_marks)]
    return "".join(out)


def _settled(runs: Runs) -> list[Run]:
    """White space gets the dress that both neighbours share, so that no dress ends with a space."""
    parts: list[Run] = []
    for run in runs:
        if run.token or run.is_code or run.is_meant:
            parts.append(run)
            continue
        core = run.text.strip()
        begin = run.text.find(core) if core else len(run.text)
        cut = (run.text[:begin], core, run.text[begin + len(core) :])
        parts += [run.saying(text) for text in cut if text]
    out = list(parts)
    for i, part in enumerate(parts):
        if part.token or part.is_code or not part.text.isspace():
            continue
        before = parts[i - 1] if i else Run("")
        after = parts[i + 1] if i + 1 < len(parts) else Run("")
        is_linked = before.link == after.link and before.is_auto == after.is_auto
        out[i] = replace(
            part,
            is_bold=before.is_bold and after.is_bold,
            is_italic=before.is_italic and after.is_italic,
            link=before.link if is_linked else "",
            is_auto=before.is_auto if is_linked else False,
        )
    return out


def _in_dress(run: Run, way: _Way) -> Run:
    """A run in the dress that this way keeps. Code takes its chips as the words that they are."""
    return replace(
        run,
        text=run.token or run.text if run.is_code else run.text,
        token="" if run.is_code else run.token,
        is_bold=run.is_bold and not way.drops_bold,
        is_italic=run.is_italic and not way.drops_italic,
    )


def _rejoined(runs: Iterable[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held is not None and run.joins(held):
            held = held.saying(held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _wraps(run: Run) -> list[str]:
    out = []
    if run.link and not (run.is_auto and _is_address(run)):
        out.append(f"link:{run.link}")
    if run.is_bold:
        out.append("bold")
    if run.is_italic:
        out.append("italic")
    return out


def _lasts(pieces: Sequence[Run], at: int, what: str) -> int:
    count = 0
    for run in pieces[at:]:
        if what not in _wraps(run):
            break
        count += 1
    return count


def _ends(what: str, way: _Way) -> tuple[str, str]:
    if what == "bold":
        return "**", "**"
    if what == "italic":
        return way.italic, way.italic
    href = what.removeprefix("link:")
    if re.search(r"[\s()<>\\]", href):
        href = "<" + re.sub(r"([<>\\])", r"\\\1", href) + ">"
    return "[", f"]({href})"


def _is_address(run: Run) -> bool:
    return run.link in {run.text, f"mailto:{run.text}"}


def _text(run: Run, way: _Way, *, is_line_start: bool) -> str:
    if run.is_code:
        return _code(run.text)
    if run.token:
        return run.token
    if run.is_meant:
        return "".join(f"\\{char}" for char in run.text)
    if run.is_auto and _is_address(run):
        return f"<{run.text}>"
    return _marked(run.text, way, is_line_start=is_line_start)


def _marked(text: str, way: _Way, *, is_line_start: bool) -> str:
    """Typed words with backslashes where Markdown would read something in them."""
    lines = []
    for number, line in enumerate(text.split(BREAK)):
        first = ""
        rest = line
        if number or is_line_start:
            rest = line.lstrip(" \t")
            mark = _NUMBER_START.match(rest)
            if mark:
                first = f"{mark.group(1)}\\{mark.group(2)}"
                rest = rest[mark.end() :]
            elif _LINE_START.match(rest):
                first, rest = f"\\{rest[0]}", rest[1:]
        lines.append(first + _escaped(rest, way))
    return "\\\n".join(lines)


def _escaped(text: str, way: _Way) -> str:
    if way.marks is _HARD:
        return _HARD.sub(r"\\\g<0>", text)
    gentle = _GENTLE.sub(r"\\\g<0>", text)
    return way.marks.sub(r"\\\g<0>", gentle) if way.marks is not None else gentle


def _code(text: str) -> str:
    flat = text.replace(BREAK, " ")
    longest = max((len(m) for m in re.findall(r"`+", flat)), default=0)
    ticks = "`" * (longest + 1)
    needs_room = (
        flat.startswith("`")
        or flat.endswith("`")
        or (flat.startswith(" ") and flat.endswith(" ") and flat.strip())
    )
    return f"{ticks} {flat} {ticks}" if needs_room else f"{ticks}{flat}{ticks}"


def _is_line_start(out: Sequence[str]) -> bool:
    return not "".join(out) or out[-1].endswith("\n")
