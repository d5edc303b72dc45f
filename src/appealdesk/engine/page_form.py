"""Sets a source page on a sheet: where it goes, and its content as one form XObject.

The page's own drawing is closed up in a form, so nothing in it (an unended string, a leftover
scale, a white ground) can touch what we print outside it. Sheets are US Letter. A page that is
wide when read lies across the sheet: the sheet stays 612 x 792 and is turned by /Rotate.
"""

import zlib
from typing import NamedTuple

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from appealdesk.case.values import Rotation
from appealdesk.engine.boxes import Rect, ShownBox
from appealdesk.engine.pdf_out import Carrier, PdfOut, entry, number, raw_data

Matrix = tuple[float, float, float, float, float, float]

SHEET_WIDTH, SHEET_HEIGHT = 612.0, 792.0
SIDE = 18.0  # points left free at the sides and at the top; printers cannot reach further
FOOT = 39.6  # points left free at the bottom for the foot line
_WIDE = 1.15  # wider than high by more than this: lies across the sheet
_TINY = 2.0  # a page smaller than half the frame is enlarged, to this at most
_WORTH_PACKING = 200
_DEEPEST = 100


class Placement(NamedTuple):
    """How a source page lies on its sheet.

    Attributes:
        matrix: from the source's units to the sheet's, before the sheet is turned.
        is_wide: the sheet is turned by /Rotate 90 and is 792 x 612 as shown.
        area: what the page covers, in points of the sheet as shown (left, bottom, right, top).
        box: the shown box in the source's units.
        turn: degrees clockwise by which the source's drawing is turned to be upright.
    """

    matrix: Matrix
    is_wide: bool
    area: Rect
    box: Rect
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the source, on the sheet."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def place(shown: ShownBox, rotation: Rotation, *, is_ours: bool) -> Placement:
    """Where a page goes. ``is_ours``: we set it ourselves for the whole sheet."""
    left, bottom, right, top = shown.box
    turn = (shown.rotate + rotation) % 360
    upright: Matrix = {
        0: (1.0, 0.0, 0.0, 1.0, -left, -bottom),
        90: (0.0, -1.0, 1.0, 0.0, -bottom, right),
        180: (-1.0, 0.0, 0.0, -1.0, right, top),
        270: (0.0, 1.0, -1.0, 0.0, top, -left),
    }[turn]
    wide, high = (right - left) * shown.user_unit, (top - bottom) * shown.user_unit
    if turn in {90, 270}:
        wide, high = high, wide
    is_wide = wide > high * _WIDE
    sheet = (SHEET_HEIGHT, SHEET_WIDTH) if is_wide else (SHEET_WIDTH, SHEET_HEIGHT)
    if is_ours and not is_wide and (wide, high) == sheet:
        return Placement(upright, is_wide, (0.0, 0.0, *sheet), shown.box, turn)
    room = (sheet[0] - 2 * SIDE, sheet[1] - SIDE - FOOT)
    fit = min(room[0] / wide, room[1] / high)
    scale = min(fit, _TINY) if fit > _TINY else min(fit, 1.0)
    x = (sheet[0] - wide * scale) / 2
    y = sheet[1] - SIDE - high * scale
    units = scale * shown.user_unit
    matrix = _then(upright, (units, 0.0, 0.0, units, x, y))
    if is_wide:
        matrix = _then(matrix, (0.0, 1.0, -1.0, 0.0, SHEET_WIDTH, 0.0))
    area = (x, y, x + wide * scale, y + high * scale)
    return Placement(matrix, is_wide, area, shown.box, turn)


def _then(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def put_form(page: DictionaryObject, box: Rect, carrier: Carrier, out: PdfOut) -> int:
    """Write the content of a source page as a form; gives its number.

    A page with one content stream hands it over as it is packed; several are joined, for a form
    can have but one, and a word may be cut between two of them.
    """
    entries = [
        b"/Type/XObject/Subtype/Form/BBox[%b]" % b" ".join(number(side) for side in box),
        b"/Resources %b" % _resources(page, carrier),
    ]
    if "/Group" in page:
        entries.append(b"/Group %b" % carrier.body(page.raw_get("/Group")))
    streams = _streams(page)
    if len(streams) == 1:
        stream = streams[0]
        data = raw_data(stream)
        if "/Filter" in stream:
            entries += [
                b"%b %b" % (key.encode(), carrier.body(stream.raw_get(key)))
                for key in ("/Filter", "/DecodeParms")
                if key in stream
            ]
            return _shared(out, carrier, b"".join(entries), data, page)
    else:
        data = b"\n".join(_unpacked(stream) for stream in streams)
    if len(data) > _WORTH_PACKING:
        entries.append(b"/Filter/FlateDecode")
        data = zlib.compress(data, 6)
    return _shared(out, carrier, b"".join(entries), data, page)


def _shared(
    out: PdfOut, carrier: Carrier, entries: bytes, data: bytes, page: DictionaryObject
) -> int:
    found = out.share_stream(entries, data)
    if "/Contents" in page:
        carrier.forget(page.raw_get("/Contents"))
    carrier.flush()
    return found


def _unpacked(stream: StreamObject) -> bytes:
    try:
        return bytes(stream.get_data())
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001  pypdf raises all kinds for broken packing; readers skip it
        return b""


def _streams(page: DictionaryObject) -> list[StreamObject]:
    contents = entry(page, "/Contents")
    if isinstance(contents, StreamObject):
        return [contents]
    if not isinstance(contents, ArrayObject):
        return []
    return [s for s in (item.get_object() for item in contents) if isinstance(s, StreamObject)]


def _resources(page: DictionaryObject, carrier: Carrier) -> bytes:
    holder: object = page
    for _ in range(_DEEPEST):
        if not isinstance(holder, DictionaryObject):
            break
        if "/Resources" in holder:
            raw = holder.raw_get("/Resources")
            found = raw.get_object() if isinstance(raw, IndirectObject) else raw
            if isinstance(found, DictionaryObject):
                return carrier.body(raw)
            if found is not None and not isinstance(found, NullObject):
                break
        holder = entry(holder, "/Parent")
    return b"<<>>"
