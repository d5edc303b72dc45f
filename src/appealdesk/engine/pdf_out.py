"""Writes a PDF object by object, and carries objects over from pypdf readers.

pypdf's own writer keeps every object of every source in memory until the end and copies each one
before it writes it. Here an object goes to the file as soon as it is read: the memory needed is
that of one source, and nothing that a page does not use is ever read.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_WORTH_SHARING = 256  # bytes of a stream; below that a second copy costs less than looking for one
_PROBE = 48
# Where a picture came from and how a program keeps it: private, and of no use on paper.
_STREAM_DROPS = frozenset(
    {"/Length", "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents"}
    | {"/AF", "/OPI", "/Alternates"}
)
# A way back from a page's things to the pages would carry the whole source along.
_NEVER = frozenset({"/Page", "/Pages", "/Catalog", "/Annot", "/Outlines", "/StructTreeRoot"})
_ODD_NAME = re.compile(r"[^!-~]|[#()<>\[\]{}/%]")


class PdfOut:
    """A PDF being written to a stream that can also be read and sought."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offsets: list[int] = []
        self._shared: dict[tuple[object, ...], list[tuple[int, int]]] = {}
        self._at = stream.write(_HEADER)

    def reserve(self) -> int:
        """A new object number, to be written later."""
        self._offsets.append(-1)
        return len(self._offsets)

    def put(self, body: bytes, number: int | None = None) -> int:
        """Write an object; gives its number."""
        if number is None:
            number = self.reserve()
        self._offsets[number - 1] = self._at
        self._at += self._stream.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def put_stream(self, entries: bytes, data: bytes, number: int | None = None) -> int:
        """Write a stream; ``entries`` are those of its dictionary without /Length."""
        if number is None:
            number = self.reserve()
        self._offsets[number - 1] = self._at
        head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, len(data))
        self._at += self._stream.write(head)
        self._at += self._stream.write(data)
        self._at += self._stream.write(b"\nendstream\nendobj\n")
        return number

    def share_stream(self, entries: bytes, data: bytes) -> int:
        """Write a stream, or give the number of the same one written before."""
        size = len(data)
        if size < _WORTH_SHARING:
            return self.put_stream(entries, data)
        middle = size // 2
        key = (entries, size, data[:_PROBE], data[middle : middle + _PROBE], data[-_PROBE:])
        twins = self._shared.setdefault(key, [])
        for number, start in twins:
            if self._has(start, data):
                return number
        number = self.put_stream(entries, data)
        twins.append((number, self._at - size - len(b"\nendstream\nendobj\n")))
        return number

    def _has(self, start: int, data: bytes) -> bool:
        self._stream.seek(start)
        try:
            return self._stream.read(len(data)) == data
        finally:
            self._stream.seek(self._at)

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write the table of objects. ``identity`` is the file's /ID, 16 bytes."""
        rows = [b"0000000000 65535 f \n"]
        for number, offset in enumerate(self._offsets, start=1):
            if offset < 0:
                msg = f"object {number} was reserved and never written"
                raise AssertionError(msg)
            rows.append(b"%010d 00000 n \n" % offset)
        mark = identity.hex().upper().encode()
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n"
        self._stream.write(b"xref\n0 %d\n" % len(rows))
        self._stream.write(b"".join(rows))
        self._stream.write(trailer % (len(rows), root, info, mark, mark))
        self._stream.write(b"startxref\n%d\n%%%%EOF\n" % self._at)


class Carrier:
    """Carries objects of one reader into a PdfOut, each once, with all they refer to."""

    def __init__(self, reader: PdfReader, out: PdfOut) -> None:
        self._reader = reader
        self._out = out
        self._numbers: dict[int, int] = {}  # 0: nothing there
        self._waiting: deque[tuple[PdfObject, int]] = deque()
        self._opening: set[int] = set()

    def carried(self, reference: IndirectObject) -> int | None:
        """The number under which an object was carried, None when no page needed it."""
        return self._numbers.get(reference.idnum) or None

    def body(self, value: object) -> bytes:
        """The bytes of an object; what it refers to is written before ``flush`` returns."""
        write = _WRITERS.get(type(value))
        if write is None:
            write = next((w for kind, w in _KINDS if isinstance(value, kind)), _null)
        return write(self, value)

    def flush(self) -> None:
        """Write all that was referred to so far."""
        while self._waiting:
            found, number = self._waiting.popleft()
            if isinstance(found, StreamObject):
                self._out.put_stream(self.stream_entries(found), raw_data(found), number)
            else:
                self._out.put(self.body(found), number)

    def reference(self, reference: IndirectObject) -> bytes:
        """The reference as it is written here."""
        number = self._numbers.get(reference.idnum)
        if number is None:
            number = self._take(reference)
        return b"%d 0 R" % number if number else b"null"

    def stream_entries(self, stream: StreamObject) -> bytes:
        """The entries of a stream's dictionary, without its length and what is private."""
        return self._pairs(stream, _STREAM_DROPS)

    def forget(self, reference: object) -> None:
        """Free the memory of a source object that has been written."""
        if isinstance(reference, IndirectObject):
            key = (reference.generation, reference.idnum)
            self._reader.resolved_objects.pop(key, None)

    def _take(self, reference: IndirectObject) -> int:
        idnum = reference.idnum
        if idnum in self._opening:
            return 0  # a picture that is its own mask
        try:
            found = reference.get_object()
        except RecursionError:
            raise
        except Exception:  # noqa: BLE001  pypdf raises all kinds for a dangling reference: nothing
            found = None
        if found is None or isinstance(found, NullObject) or _leads_back(found):
            self._numbers[idnum] = 0
            return 0
        if isinstance(found, StreamObject) and "/Resources" not in found:
            # Leaves (pictures, fonts, profiles): written at once, so that twins can share one.
            self._opening.add(idnum)
            number = self._out.share_stream(self.stream_entries(found), raw_data(found))
            self._opening.discard(idnum)
            self._numbers[idnum] = number
            self.forget(reference)
            return number
        number = self._numbers[idnum] = self._out.reserve()
        self._waiting.append((found, number))
        return number

    def _pairs(self, entries: DictionaryObject, drops: frozenset[str] = frozenset()) -> bytes:
        found = []
        for key, value in entries.items():  # the raw values: references are not followed
            if key not in drops:
                found.append(_name(key))
                found.append(b" ")
                found.append(self.body(value))
        return b"".join(found)

    def dictionary(self, value: DictionaryObject) -> bytes:
        """A direct dictionary."""
        return b"<<%b>>" % self._pairs(value)

    def array(self, value: ArrayObject) -> bytes:
        """A direct array."""
        return b"[%b]" % b" ".join([self.body(item) for item in value])


def entry(holder: DictionaryObject, key: str) -> Any:  # noqa: ANN401  whatever a file holds there
    """What a key leads to, its reference followed; pypdf's own ``get`` gives the reference."""
    try:
        return holder.raw_get(key).get_object() if key in holder else None
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001  pypdf raises all kinds for a broken object: nothing there
        return None


def raw_data(stream: StreamObject) -> bytes:
    """The bytes of a stream as they stand in its file, still packed."""
    data: bytes = stream._data  # noqa: SLF001  pypdf gives only the unpacked ones in public
    return data


def _leads_back(found: PdfObject) -> bool:
    return isinstance(found, DictionaryObject) and entry(found, "/Type") in _NEVER


_NAMES: dict[str, bytes] = {}


def _name(value: str) -> bytes:
    known = _NAMES.get(value)
    if known is None:
        if _ODD_NAME.search(value, 1):
            known = NameObject(value).renumber()
        else:
            known = value.encode("ascii")
        if len(_NAMES) < 20_000:  # noqa: PLR2004  a hostile file may have a name per object
            _NAMES[value] = known
    return known


def number(value: float) -> bytes:
    """A number, always with a point and never with an exponent, whatever the locale."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return b"0" if text in {"", "-0"} else text.encode("ascii")


def text(value: str) -> bytes:
    """A text string: readable when plain, else UTF-16."""
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(%b)" % escaped.encode("ascii")
    return b"<FEFF%b>" % value.encode("utf-16-be", "replace").hex().upper().encode()


def _null(_carrier: Carrier, _value: object) -> bytes:
    return b"null"


def _bytes(value: bytes) -> bytes:
    return b"<%b>" % value.hex().encode("ascii")


_WRITERS: Mapping[type, Callable[[Carrier, Any], bytes]] = {
    NameObject: lambda _, v: _name(v),
    IndirectObject: lambda c, v: c.reference(v),
    NumberObject: lambda _, v: b"%d" % int(v),
    FloatObject: lambda _, v: number(float(v)) if abs(v) > 1e-3 or v == 0 else v.myrepr().encode(),  # noqa: PLR2004  tiny scales need their digits
    DictionaryObject: lambda c, v: c.dictionary(v),
    ArrayObject: lambda c, v: c.array(v),
    TextStringObject: lambda _, v: _bytes(v.original_bytes),
    ByteStringObject: lambda _, v: _bytes(bytes(v)),
    BooleanObject: lambda _, v: b"true" if v.value else b"false",
    NullObject: _null,
}
_KINDS = tuple(_WRITERS.items())
