"""What a file is, told by its first bytes. Its name is asked only where the bytes cannot tell."""

import re

HEAD = 16_384  # bytes that are enough to tell

_PDF_WITHIN = 1024  # mail and web servers put lines of their own in front of a PDF
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_WORD = frozenset({".doc", ".dot", ".docx", ".dotx", ".docm", ".odt", ".wps"})
_OFFICE = frozenset(
    {".xls", ".xlsx", ".ppt", ".pptx", ".ods", ".odp", ".pub", ".pages", ".numbers"}
)
_MEDIA = (b"ID3", b"OggS", b"\xff\xfb", b"\x1aE\xdf\xa3", b"FLV")
_HEADER = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|from|to|subject|date|content-type"
    rb"|delivered-to|reply-to|x-[a-z0-9-]+):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_FIRST = re.compile(
    rb"\A(?:from [^\r\n]+\r?\n)?[a-z][a-z0-9-]{1,60}:[ \t]*[^\r\n]*\r?\n", re.IGNORECASE
)


def is_pdf(head: bytes, suffix: str) -> bool:
    """A PDF, also one with foreign bytes in front; by name only when the bytes are like nothing."""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return not head.startswith(_ZIP) and not is_picture(head, suffix)
    kind = kind_of_unsupported(head, suffix)
    is_like_nothing = kind == "kind-unknown" or (kind == "kind-text" and b" obj" in head)
    return suffix == ".pdf" and is_like_nothing and not is_picture(head, suffix)


def is_picture(head: bytes, _suffix: str) -> bool:
    """A picture that Pillow opens."""
    if head[:4] in {b"II*\0", b"MM\0*"} or head[:6] in {b"GIF87a", b"GIF89a"}:
        return True
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\x4f\xff\x51")):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[4:8] == b"ftyp" and head[8:12] in {b"avif", b"avis"}:
        return True
    if head[:12] == b"\0\0\0\x0cjP  \r\n\x87\n":
        return True
    is_bmp = head[:2] == b"BM" and head[14:15] in {b"\x0c", b"\x28", b"\x40", b"\x6c", b"\x7c"}
    return is_bmp or re.match(rb"P[1-6]\s[\s#\d]", head) is not None


def kind_of_unsupported(head: bytes, suffix: str) -> str:
    """The problem code for a file that is neither a PDF nor a picture."""
    if head.startswith(_ZIP):
        return _kind_of_zip(head, suffix)
    if head.startswith(_OLE):
        return _kind_of_ole(head, suffix)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "kind-heic"
    if head.startswith(_PACKED):
        return "kind-zip"
    is_riff_media = head[:4] == b"RIFF" and head[8:12] in {b"WAVE", b"AVI "}
    is_media = is_riff_media or head[4:8] == b"ftyp" or head.startswith(_MEDIA)
    return "kind-media" if is_media else _kind_of_words(head)


def _kind_of_zip(head: bytes, suffix: str) -> str:
    if b"word/" in head or b"opendocument.text" in head[:200] or suffix in _WORD:
        return "kind-word"
    marks = (b"[Content_Types].xml", b"xl/", b"ppt/")
    is_office = any(mark in head for mark in marks) or b"opendocument" in head[:200]
    return "kind-office" if is_office or suffix in _OFFICE else "kind-zip"


def _kind_of_ole(head: bytes, suffix: str) -> str:
    if suffix == ".msg" or "__substg1.0_".encode("utf-16-le") in head:
        return "kind-mail"
    if suffix in _OFFICE:
        return "kind-office"
    is_word = "WordDocument".encode("utf-16-le") in head or suffix in _WORD
    return "kind-word" if is_word else "kind-office"


def _kind_of_words(head: bytes) -> str:
    if head.startswith((b"{\\rtf", b"%!")):
        return "kind-rtf" if head.startswith(b"{") else "kind-postscript"
    words = _as_text(head)
    if words is None:
        return "kind-unknown"
    plain = words.lstrip().casefold()
    if plain.startswith("<svg") or ("<svg" in plain[:1000] and plain.startswith("<?xml")):
        return "kind-drawing"
    raw = plain.encode()
    if _HEADER_FIRST.match(raw) and len(_HEADER.findall(raw)) >= 2:  # noqa: PLR2004  one is chance
        return "kind-web" if "snapshot-content-location" in plain else "kind-mail"
    if plain.startswith(("<!doctype html", "<head", "<body")) or "<html" in plain[:2000]:
        return "kind-web"
    return "kind-text"


def _as_text(head: bytes) -> str | None:
    """The head as words, or None when it is not made of words."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return head.decode("utf-16", errors="ignore")
    head = head.removeprefix(b"\xef\xbb\xbf")
    try:
        words = head.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(head) - 4  # the last letter may be cut in two
        words = head.decode("utf-8", errors="ignore") if cut else head.decode("cp1252", "replace")
    odd = sum(not (letter.isprintable() or letter in "\t\r\n\f\x1b") for letter in words)
    return words if words and odd * 100 <= len(words) else None
