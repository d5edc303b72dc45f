"""Finding words in an open case: in details, texts, reasons, titles and the text of all pages.

Capitals, accents, line ends and the hyphens of word breaks do not matter. Several words must all
stand in the same place, words in quotes must stand together. Hits come one by one, so that the
first is there at once however large the case is.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from appealdesk.case.details import detail_fields
from appealdesk.case.values import Case, Document, PageId, Reason
from appealdesk.desk.session import Session
from appealdesk.desk.texts import readable
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Packet

MOST = 300  # hits that a person would still look through
_BEFORE = 50  # letters of an excerpt in front of what was found
_EXCERPT = 180
_LOOK_EVERY = 200  # pages between looks whether to stop

_QUOTED = re.compile(r'["\u201c\u201d\u201e](.+?)["\u201c\u201d\u201e]')
# A word that was broken at the end of a line. The hyphen stands first, so that it is searched fast.
_BROKEN = re.compile(r"[-\u2010\u00ad](?<=[^\W\d_].)[ \t\r]*\n\s*(?=[^\W\d_])")
_SIGNS = re.compile(r"^[ \t]*#{1,6}[ \t]+|\*\*|__", re.MULTILINE)
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_SAME = (
    *((dash, "-") for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    *((quote, "'") for quote in "\u2018\u2019\u201a\u201b\u2032"),
    *((quote, '"') for quote in "\u201c\u201d\u201e\u2033"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all words were found.

    ``kind`` is "detail", "section", "reason" or "document"; ``id`` is the part's id in the case (0
    for a detail, which ``key`` names). ``marks`` are the (start, length) of the found words in
    ``excerpt``.
    """

    kind: str
    id: int
    page: PageId | None
    title: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: each must be found. A word with a hyphen is also found without it."""

    words: tuple[tuple[str, ...], ...]

    def is_in(self, folded_text: str) -> bool:
        """Whether all words stand in a folded text."""
        return all(any(form in folded_text for form in forms) for forms in self.words)


def wanted(text: str) -> Wanted:
    """What a person means who typed this; empty when it has no word in it."""
    phrases = [match.group(1) for match in _QUOTED.finditer(text)]
    words = [*phrases, *_QUOTED.sub(" ", text).replace('"', " ").split()]
    found = dict.fromkeys(word for word in map(folded, words) if any(c.isalnum() for c in word))
    return Wanted(tuple((w, w.replace("-", "")) if "-" in w else (w,) for w in found))


def search(
    session: Session, text: str, *, limit: int = MOST, cancel: threading.Event | None = None
) -> Iterator[Hit]:
    """Every place that holds all words, in the order of the case.

    Args:
        session: the open case; each document's texts are read in a turn of its own.
        text: what the user typed.
        limit: most hits given.
        cancel: set it to stop.

    Raises:
        CaseFileError: the case file cannot be read.
    """
    what = wanted(text)
    if not what.words:
        return
    case = session.case
    packet = plan(case, {})
    yield from islice(_hits(session, case, packet, what, cancel), limit)


def pages_without_text(session: Session, cancel: threading.Event | None = None) -> int:
    """How many pages of the case are pictures, in which no words can be found."""
    count = 0
    for document in session.case.documents():
        if cancel is not None and cancel.is_set():
            break
        texts = session.file.page_texts(document.clean) if document.clean else ()
        read = {page.index for page in document.pages if _text_of(texts, page.index).strip()}
        count += sum(page.index not in read for page in document.pages)
    return count


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents, single spaces, whole words."""
    if text.isascii() and "-" not in text:
        return " ".join(text.lower().split())
    text = _BROKEN.sub("", text)
    return " ".join((text.lower() if text.isascii() else _plain(text)).split())


def _plain(text: str) -> str:
    """Small letters without accents; letter by letter it gives the same as all at once."""
    for sign, plain in _SAME:
        text = text.replace(sign, plain)  # much faster than ``translate``
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    for sign, plain in _SAME:
        text = text.replace(sign, plain)
    return text


def _hits(
    session: Session, case: Case, packet: Packet, what: Wanted, cancel: threading.Event | None
) -> Iterator[Hit]:
    for field in detail_fields():
        value = getattr(case.details, field.key)
        if value and what.is_in(folded(value)):
            yield Hit("detail", 0, None, field.label, *_excerpt(value, what), field.key)
    for section in case.sections:
        body = _readable(section.body, packet)
        if what.is_in(folded(f"{section.title}\n{body}")):
            yield Hit("section", section.id, None, section.title, *_excerpt(body, what))
    for number, reason in enumerate(case.reasons, start=1):
        title = f"Reason {number}: {reason.title}"
        words = "\n\n".join(
            [reason.insurer_words, _readable(reason.response, packet), *_table_words(reason)]
        )
        if what.is_in(folded(f"{reason.title}\n{words}")):
            yield Hit("reason", reason.id, None, title, *_excerpt(words, what))
    for document in case.documents():
        if cancel is not None and cancel.is_set():
            return
        yield from _in_document(session, case, packet, document, what, cancel)


def _in_document(
    session: Session,
    case: Case,
    packet: Packet,
    document: Document,
    what: Wanted,
    cancel: threading.Event | None,
) -> Iterator[Hit]:
    names = f"{document.title}\n{document.file_name}"
    if what.is_in(folded(names)):
        title = f"{_name(case, packet, document)}: {document.title}"
        yield Hit("document", document.id, None, title, *_excerpt(document.file_name, what))
    texts = session.file.page_texts(document.clean) if document.clean else ()
    order = {page.id: n for n, page in enumerate(document.included_pages, start=1)}
    for place, page in enumerate(document.pages):
        if place % _LOOK_EVERY == 0 and cancel is not None and cancel.is_set():
            return
        text = _text_of(texts, page.index)
        if what.is_in(folded(text)):
            name = _name(case, packet, document)
            if page.id in order:
                title = f"{name}, p. {order[page.id]}: {document.title}"
            else:
                title = f"{name}, left out (page {page.index + 1}): {document.title}"
            yield Hit("document", document.id, page.id, title, *_excerpt(text, what))


def _readable(text: str, packet: Packet) -> str:
    """A text as it is read: cites in words, without the signs for headings and bold words."""
    return _SIGNS.sub("", readable(text, packet))


def _table_words(reason: Reason) -> Iterator[str]:
    """The words of a reason's tables, row by row."""
    return (" \u00b7 ".join(filter(None, row.cells)) for t in reason.tables for row in t.rows)


def _text_of(texts: tuple[str, ...], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _name(case: Case, packet: Packet, document: Document) -> str:
    """How a person calls a document: its exhibit, or why it is none."""
    exhibit = packet.exhibit_of(document.id)
    if exhibit is not None:
        return f"Exhibit {exhibit.letter}"
    return "Not in the packet" if case.section_of(document.id) is not None else "To file"


def _excerpt(text: str, what: Wanted) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What stands around the first word found, on one line, and where the words are in it."""
    seen, places = _seen(text)
    low = "".join(seen)
    spots = sorted(
        (match.start(), match.end())
        for forms in what.words
        for form in forms
        for match in re.finditer(re.escape(form), low)
    )
    first = places[spots[0][0]] if spots else 0
    begin = max(0, first - _BEFORE)
    if begin:
        begin = text.find(" ", begin, first) + 1 or begin
    cut = text[begin : begin + _EXCERPT]
    shown, back = _one_line(cut)
    lead = "\u2026 " if begin else ""
    marks = []
    for start, end in spots:
        left, right = places[start] - begin, places[end - 1] + 1 - begin
        if left >= 0 and right <= len(cut):
            marks.append((len(lead) + back[left], back[right] - back[left]))
    tail = " \u2026" if begin + _EXCERPT < len(text) else ""
    return lead + shown + tail, _apart(marks)


def _seen(text: str) -> tuple[list[str], list[int]]:
    """The folded text letter by letter, and for each the place in the text that it came from."""
    gone = {n for match in _BROKEN.finditer(text) for n in range(*match.span())}
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if place in gone:
            continue
        for low in _one(letter):
            if low != " " or (letters and letters[-1] != " "):
                letters.append(low)
                places.append(place)
    return letters, places


@cache
def _one(letter: str) -> str:
    return " " if letter.isspace() else _plain(letter)


def _one_line(text: str) -> tuple[str, list[int]]:
    """A text with all white space single, and for each old place (and the end) the new one."""
    out: list[str] = []
    back: list[int] = []
    for letter in text:
        back.append(len(out))
        if not letter.isspace():
            out.append(letter)
        elif out and out[-1] != " ":
            out.append(" ")
    return "".join(out), [*back, len(out)]


def _apart(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, those that run into each other as one."""
    joined: list[tuple[int, int]] = []
    for start, length in sorted(marks):
        if joined and start <= sum(joined[-1]):
            begin = joined[-1][0]
            joined[-1] = (begin, max(sum(joined[-1]), start + length) - begin)
        elif length:
            joined.append((start, length))
    return tuple(joined)
