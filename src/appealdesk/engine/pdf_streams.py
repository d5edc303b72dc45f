"""Mends the drawing instructions of pages whose compressed bytes are damaged.

A reader shows what it can of such a stream; a program that must copy it (ours, at export) would
stop there. So what can be had is kept, in sound compression.
"""

import zlib
from collections.abc import Iterator
from contextlib import suppress

import pikepdf

from appealdesk.engine.pdf_links import BROKEN, PdfObject

_MOST_OUT = 1 << 26  # bytes; beyond that a stream is a bomb or no text: left as it is
_MOST_ODD = 1 << 18  # raw bytes that are decoded at once, whatever the filter
_STEP = 1 << 14  # raw bytes at a time; they swell a thousandfold at most


def mend_contents(pages: list[PdfObject]) -> bool:
    """Replace each damaged content stream by what can be read of it; True when some was lost.

    A stream that only lacks its end is closed without a word: all of it can be read.
    """
    seen: set[tuple[int, int]] = set()
    is_mended = False
    for page in pages:
        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for part in parts:
            if isinstance(part, pikepdf.Stream) and part.objgen not in seen:
                seen.add(part.objgen)
                is_mended = _mend(part) or is_mended
    return is_mended


def _mend(stream: PdfObject) -> bool:
    is_torn = True
    try:
        is_plain = stream.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in stream
        if is_plain:
            saved, is_torn = _salvage(stream.read_raw_bytes())
        else:
            saved = _decoded_oddly(stream)
    except BROKEN:
        saved = b""
    if saved is None:
        return False
    if "/DecodeParms" in stream:
        del stream["/DecodeParms"]
    stream.write(zlib.compress(saved, 6), filter=pikepdf.Name.FlateDecode)
    return is_torn


def _decoded_oddly(stream: PdfObject) -> bytes | None:
    """For rarer filters: None when sound (or too large to try), else what is left of it."""
    if "/Filter" not in stream or len(stream.read_raw_bytes()) > _MOST_ODD:
        return None
    try:
        stream.read_bytes()
    except BROKEN:
        return b""
    return None


def _salvage(raw: bytes) -> tuple[bytes | None, bool]:
    """As much as decompresses (None when all is sound), and whether something is lost."""
    engine = zlib.decompressobj()
    is_torn = False
    try:
        length = sum(map(len, _inflated(engine, raw, _STEP)))
        if engine.eof or length > _MOST_OUT:
            return None, False
    except zlib.error:
        is_torn = True
    return _as_far_as_it_goes(raw), is_torn


def _as_far_as_it_goes(raw: bytes) -> bytes:
    saved = bytearray()
    engine = zlib.decompressobj()
    for at in range(0, len(raw), _STEP):
        chunk, before = raw[at : at + _STEP], engine.copy()
        try:
            saved += engine.decompress(chunk)
        except zlib.error:
            with suppress(zlib.error):
                for one in _inflated(before, chunk, 1):  # byte by byte up to the damage
                    saved += one
            break
    return bytes(saved)


def _inflated(engine: "zlib._Decompress", raw: bytes, step: int) -> Iterator[bytes]:
    length = 0
    for at in range(0, len(raw), step):
        made = engine.decompress(raw[at : at + step])
        length += len(made)
        yield made
        if engine.eof or length > _MOST_OUT:
            return
