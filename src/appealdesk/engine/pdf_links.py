"""Where the links and bookmarks of a foreign PDF lead, made plain.

A name such as "section.1" means a place only within its own file: two files may use the same one.
So every name is followed here, and what leaves is the page itself. Only ways within the document
and plain web or mail addresses survive; nothing that runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pikepdf

PdfObject: TypeAlias = Any  # pikepdf types its objects at run time only

BROKEN: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    NotImplementedError,
)
"""What reading an object of a broken file raises."""

_WEB = ("http://", "https://", "mailto:")
_DEEPEST = 60
_MOST_NAMES = 200_000
_MOST_BOOKMARKS = 20_000
_LONGEST_TITLE = 500
_LONGEST_ADDRESS = 4000
_LINK_LOOKS = ("/Border", "/BS", "/C", "/H", "/QuadPoints")


@dataclass(slots=True)
class Entry:
    """A bookmark of the source: its words, the place it leads to (None: nowhere), those below."""

    title: str
    place: PdfObject
    children: "list[Entry]" = field(default_factory=list)


class Places:
    """Follows destinations of one open PDF."""

    def __init__(self, pdf: PdfObject, pages: list[PdfObject]) -> None:
        """Read the names.

        Args:
            pdf: the open file.
            pages: its page objects, in order.
        """
        self._pdf = pdf
        self._pages = pages
        self._known = {page.objgen for page in pages}
        self._names: dict[bytes, PdfObject] = {}
        self._read_names()

    def follow(self, place: PdfObject) -> PdfObject:
        """The explicit array for a destination of any form; None when it leads nowhere."""
        try:
            for _ in range(8):
                if isinstance(place, pikepdf.Name):
                    place = self._names.get(str(place)[1:].encode("utf-8", "surrogateescape"))
                elif isinstance(place, pikepdf.String):
                    place = self._names.get(bytes(place))
                elif isinstance(place, pikepdf.Dictionary):
                    place = place.get("/D")
                else:
                    break
            return self._explicit(place)
        except BROKEN:
            return None

    def action(self, holder: PdfObject) -> tuple[PdfObject, PdfObject]:
        """What a link or bookmark does: (destination array or None, web address or None)."""
        try:
            if "/Dest" in holder:
                return self.follow(holder["/Dest"]), None
            action = holder.get("/A")
            kind = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
            if kind == "/GoTo":
                return self.follow(action.get("/D")), None
            if kind == "/URI":
                address = bytes(action["/URI"])
                is_plain = address.strip().lower().startswith(tuple(w.encode() for w in _WEB))
                if is_plain and len(address) <= _LONGEST_ADDRESS:
                    return None, pikepdf.String(address)
        except BROKEN:
            pass
        return None, None

    def clean_link(self, link: PdfObject) -> PdfObject:
        """A new link annotation that only jumps within the file or to the web; None: neither."""
        place, address = self.action(link)
        if place is None and address is None:
            return None
        try:
            rect = pikepdf.Array([float(side) for side in link["/Rect"]][:4])
            if len(rect) != 4:  # noqa: PLR2004  the four sides
                return None
            made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rect)
            for key in _LINK_LOOKS:
                if key in link:
                    made[key] = link[key]
        except BROKEN:
            return None
        if place is not None:
            made["/Dest"] = place
        else:
            made["/A"] = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
        return self._pdf.make_indirect(made)

    def bookmarks(self) -> tuple[list[Entry], int]:
        """The bookmarks that lead somewhere, nested, and how many led nowhere."""
        reader = _Bookmarks(self)
        try:
            root = self._pdf.Root.get("/Outlines")
            if not isinstance(root, pikepdf.Dictionary):
                return [], 0
            return reader.level(root.get("/First"), 0), reader.lost
        except BROKEN:
            return [], reader.lost + 1

    def _explicit(self, place: PdfObject) -> PdfObject:
        if not isinstance(place, pikepdf.Array) or len(place) == 0:
            return None
        page = place[0]
        if isinstance(page, int):  # not allowed within a file, and not rare
            if not 0 <= page < len(self._pages):
                return None
            page = self._pages[page]
        elif not isinstance(page, pikepdf.Dictionary) or page.objgen not in self._known:
            return None
        made = pikepdf.Array([page])
        kind = place[1] if len(place) > 1 else None
        if not isinstance(kind, pikepdf.Name):
            made.append(pikepdf.Name.XYZ)
            made.extend([None, None, None])
            return made
        made.append(kind)
        for value in list(place)[2:6]:
            made.append(value if value is None or _is_number(value) else None)
        return made

    def _read_names(self) -> None:
        try:
            old = self._pdf.Root.get("/Dests")
            if isinstance(old, pikepdf.Dictionary):
                for key in old.keys():  # noqa: SIM118  not a dict
                    self._names[key[1:].encode("utf-8", "surrogateescape")] = old.get(key)
            tree = self._pdf.Root.get("/Names")
            if isinstance(tree, pikepdf.Dictionary) and "/Dests" in tree:
                self._read_tree(tree["/Dests"], 0, set())
        except BROKEN:
            return  # the names read so far still serve

    def _read_tree(self, node: PdfObject, depth: int, seen: set[tuple[int, int]]) -> None:
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        if node.is_indirect:
            if node.objgen in seen:
                return
            seen.add(node.objgen)
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            for at in range(0, len(pairs) - 1, 2):
                if len(self._names) >= _MOST_NAMES:
                    return
                if isinstance(pairs[at], pikepdf.String):
                    self._names.setdefault(bytes(pairs[at]), pairs[at + 1])
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                self._read_tree(kid, depth + 1, seen)


class _Bookmarks:
    """Walks an outline that may run in rings or end nowhere."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._seen: set[tuple[int, int]] = set()
        self.lost = 0

    def level(self, item: PdfObject, depth: int) -> list[Entry]:
        found: list[Entry] = []
        while isinstance(item, pikepdf.Dictionary) and depth <= _DEEPEST:
            if item.objgen in self._seen or len(self._seen) >= _MOST_BOOKMARKS:
                break
            self._seen.add(item.objgen)
            try:
                found += self._entry(item, depth)
                item = item.get("/Next")
            except BROKEN:
                self.lost += 1
                break
        return found

    def _entry(self, item: PdfObject, depth: int) -> list[Entry]:
        children = self.level(item.get("/First"), depth + 1)
        title = _title(item.get("/Title"))
        place, _address = self._places.action(item)
        if place is None and children:
            place = children[0].place
        if place is None:
            self.lost += 1
            return []
        return [Entry(title, place, children)] if title else children


def write_bookmarks(pdf: PdfObject, entries: list[Entry]) -> None:
    """Make these the bookmarks of the file, closed below the first level."""
    if not entries:
        if "/Outlines" in pdf.Root:
            del pdf.Root["/Outlines"]
        return
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    _write_level(pdf, root, entries)
    root["/Count"] = len(entries)
    pdf.Root["/Outlines"] = root


def _write_level(pdf: PdfObject, parent: PdfObject, entries: list[Entry]) -> None:
    made = [
        pdf.make_indirect(
            pikepdf.Dictionary(Title=pikepdf.String(e.title), Parent=parent, Dest=e.place)
        )
        for e in entries
    ]
    for before, after in pairwise(made):
        before["/Next"] = after
        after["/Prev"] = before
    parent["/First"], parent["/Last"] = made[0], made[-1]
    for item, entry in zip(made, entries, strict=True):
        if entry.children:
            _write_level(pdf, item, entry.children)
            item["/Count"] = -len(entry.children)


def _title(value: PdfObject) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    kept = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(kept.split())[:_LONGEST_TITLE]


def _is_number(value: PdfObject) -> bool:
    try:
        float(value)
    except BROKEN:
        return False
    return not isinstance(value, bool)


def each_annotation(page: PdfObject) -> Iterator[PdfObject]:
    """The annotation dictionaries of a page, the broken ones left out."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for at in range(len(annotations)):
        annotation = annotations[at]
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation
