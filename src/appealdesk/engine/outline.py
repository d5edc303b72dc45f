"""The bookmarks of the packet: ours, and below an exhibit those of its own file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pypdf.generic import DictionaryObject, IndirectObject, TextStringObject

from appealdesk.engine.links import Place, Sheets, SourcePlaces
from appealdesk.engine.pdf_out import PdfOut, entry, text
from appealdesk.packet.values import Bookmark

_DEEPEST = 60
_MOST = 20_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark as it is written."""

    title: str
    place: Place
    children: tuple["Mark", ...] = ()


def source_marks(root: DictionaryObject, places: SourcePlaces) -> tuple[Mark, ...]:
    """The bookmarks of a source that lead to a page in the packet, nested as they were.

    One that leads nowhere is left out; those below it move up. Rings end where they close.
    """
    outlines = entry(root, "/Outlines")
    if not isinstance(outlines, DictionaryObject):
        return ()
    return _level(outlines, places, set(), 0)


def _level(
    parent: DictionaryObject, places: SourcePlaces, seen: set[int], depth: int
) -> tuple[Mark, ...]:
    found: list[Mark] = []
    key, holder = "/First", parent
    while depth <= _DEEPEST and len(seen) < _MOST:
        reference = holder.raw_get(key) if key in holder else None
        item = reference.get_object() if isinstance(reference, IndirectObject) else reference
        if not isinstance(item, DictionaryObject) or id(item) in seen:
            break
        seen.add(id(item))
        children = _level(item, places, seen, depth + 1)
        title = entry(item, "/Title")
        words = str(title) if isinstance(title, TextStringObject) else ""
        words = " ".join(words.split())[:_LONGEST]
        place = places.follow(item)
        if place is None or not words:
            found += children
        else:
            found.append(Mark(words, place, children))
        key, holder = "/Next", item
    return tuple(found)


def packet_marks(
    bookmarks: Sequence[Bookmark], by_document: Mapping[int, tuple[Mark, ...]]
) -> tuple[Mark, ...]:
    """All bookmarks of the packet; a document's own ones stand once, at its first bookmark."""
    left = dict(by_document)

    def made(bookmark: Bookmark) -> Mark:
        children = tuple(made(child) for child in bookmark.children)
        if bookmark.document is not None:
            children += left.pop(bookmark.document, ())
        return Mark(bookmark.title, (bookmark.page, bookmark.top), children)

    return tuple(made(bookmark) for bookmark in bookmarks)


def put_outline(marks: Sequence[Mark], sheets: Sheets, out: PdfOut) -> int | None:
    """Write the bookmarks; gives the number of the tree, None when there are none.

    Sections are open, what is below them closed: a reader sees the order of the packet at once.
    """
    if not marks:
        return None
    root = out.reserve()
    first, last = _put_level(marks, root, sheets, out, 0)
    shown = len(marks) + sum(len(mark.children) for mark in marks)
    out.put(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, shown), root)
    return root


def _put_level(
    marks: Sequence[Mark], parent: int, sheets: Sheets, out: PdfOut, depth: int
) -> tuple[int, int]:
    numbers = [out.reserve() for _ in marks]
    for at, mark in enumerate(marks):
        entries = [
            b"/Title%b/Parent %d 0 R/Dest%b"
            % (text(mark.title), parent, sheets.destination(mark.place))
        ]
        if at:
            entries.append(b"/Prev %d 0 R" % numbers[at - 1])
        if at + 1 < len(numbers):
            entries.append(b"/Next %d 0 R" % numbers[at + 1])
        if mark.children:
            first, last = _put_level(mark.children, numbers[at], sheets, out, depth + 1)
            count = len(mark.children) if depth == 0 else -len(mark.children)
            entries.append(b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count))
        out.put(b"<<%b>>" % b"".join(entries), numbers[at])
    return numbers[0], numbers[-1]
