"""PDFs that are built to hang, to fill the memory or to crash whoever opens them; all small."""

import random
import zlib
from collections.abc import Callable

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A whole PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\n" % (len(objects) + 1, root)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % table)


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), entries, body)


def page(more: bytes = b"") -> bytes:
    return _PAGE + more + b">>"


def bomb() -> bytes:
    """A page whose content is a gigabyte of spaces, deflated twice."""
    press = zlib.compressobj(9)
    once = b"".join(press.compress(b" " * (1 << 20)) for _ in range(1024)) + press.flush()
    content = stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(CATALOG, ONE_PAGE, page(b"/Contents 4 0 R/Resources<<>>"), content)


def object_stream_bomb() -> bytes:
    """Its cross-reference table itself is a quarter of a gigabyte when it is unpacked."""
    press = zlib.compressobj(1)
    packed = b"".join(press.compress(bytes(1 << 20)) for _ in range(256)) + press.flush()
    entries = b"/Type/XRef/Size 99999999/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    body = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n"
    table = b"5 0 obj\n" + stream(packed, entries) + b"\nendobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


def cyclic_pages() -> bytes:
    """The tree of pages holds itself and says that it has a hundred million."""
    return pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999>>", page())


def cyclic_outline() -> bytes:
    outlines = b"<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>"
    item = b"<</Title(again)/Parent 4 0 R/Next 5 0 R/First 5 0 R/Dest[3 0 R/Fit]>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>"
    return pdf(catalog, ONE_PAGE, page(), outlines, item)


def cyclic_length() -> bytes:
    """The length of a stream is told by an object that is the stream."""
    content = b"<</Length 4 0 R>>stream\n0 0 9 9 re f\nendstream"
    return pdf(CATALOG, ONE_PAGE, page(b"/Contents 4 0 R"), content)


def previous_table_loop() -> bytes:
    """A cross-reference table that names itself as the one before."""
    body = pdf(CATALOG, ONE_PAGE, page())
    start = body.rindex(b"xref\n0")
    return body.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def huge_page() -> bytes:
    content = stream(b"0 0 100 100 re f")
    box = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 20000000 20000000]/Contents 4 0 R>>"
    return pdf(CATALOG, ONE_PAGE, box, content)


def nonsense_box() -> bytes:
    """Boxes that are no boxes: not numbers, turned round, without extent."""
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 nan (x)]>>"
    two = b"<</Type/Page/Parent 2 0 R/MediaBox[612 792 0 0]/CropBox[1e38 1e38 -1e38 -1e38]>>"
    three = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/UserUnit -5/Rotate 13>>"
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>", one, two, three)


def huge_image() -> bytes:
    """A picture of 60,000 x 60,000 points, in a few bytes."""
    picture = stream(
        zlib.compress(b""),
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/FlateDecode",
    )
    content = stream(b"q 600 0 0 700 0 0 cm /I Do Q")
    resources = b"/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
    return pdf(CATALOG, ONE_PAGE, page(resources), content, picture)


def deep_nesting() -> bytes:
    """An array in an array, 200,000 times."""
    return pdf(CATALOG, ONE_PAGE, page(b"/Annots " + b"[" * 200_000 + b"]" * 200_000))


def billion_forms() -> bytes:
    """Twelve drawings, each drawing the next eight times: 68 billion rectangles."""
    draw = b"q /F Do Q " * 8
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 600 700]"
    forms = [
        stream(draw, kind + b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + i)) for i in range(12)
    ]
    last = stream(b"0 0 600 700 re f", kind)
    first = page(b"/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>")
    return pdf(CATALOG, ONE_PAGE, first, stream(b"q /F Do Q"), *forms, last)


def form_in_itself() -> bytes:
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
    first = page(b"/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>")
    return pdf(CATALOG, ONE_PAGE, first, stream(b"/F Do"), stream(b"/F Do", kind))


def million_pages() -> bytes:
    """One page, listed a million times."""
    kids = b"3 0 R " * 1_000_000
    return pdf(CATALOG, b"<</Type/Pages/Kids[" + kids + b"]/Count 1000000>>", page())


def reaches_out() -> bytes:
    """It wants to run a program, open a web page and read a file when it is opened."""
    actions = (
        b"/OpenAction<</S/Launch/F(/bin/true)/Next[<</S/URI/URI(http://localhost:9/)>>"
        b"<</S/JavaScript/JS(app.launchURL\\('http://localhost:9/'\\))>>]>>"
    )
    content = b"<</Length 0/F(/etc/passwd)/FFilter/FlateDecode>>stream\n\nendstream"
    catalog = b"<</Type/Catalog/Pages 2 0 R" + actions + b">>"
    return pdf(catalog, ONE_PAGE, page(b"/Contents 4 0 R"), content)


def garbage() -> bytes:
    """Noise behind the head of a PDF."""
    noise = random.Random(5)  # noqa: S311  the same noise each time
    return b"%PDF-1.7\n" + noise.randbytes(100_000)


def png_bomb() -> bytes:
    """A picture of 60,000 x 60,000 points as PNG: 450 MB of nothing."""
    press = zlib.compressobj(9)
    row = bytes(1 + 60_000 // 8)
    data = b"".join(press.compress(row) for _ in range(60_000)) + press.flush()
    size = (60_000).to_bytes(4) * 2
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
        for kind, body in (
            (b"IHDR", size + b"\x01\x00\x00\x00\x00"),
            (b"IDAT", data),
            (b"IEND", b""),
        )
    )


FILES: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        object_stream_bomb,
        cyclic_pages,
        cyclic_outline,
        cyclic_length,
        previous_table_loop,
        huge_page,
        nonsense_box,
        huge_image,
        deep_nesting,
        billion_forms,
        form_in_itself,
        million_pages,
        reaches_out,
        garbage,
        png_bomb,
    )
}
"""By name; ``bomb`` is apart, because making it takes seconds."""
