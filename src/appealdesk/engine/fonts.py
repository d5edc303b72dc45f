"""The fonts of everything we set, and which font can show which character.

Reportlab prints a black box, without a word, for a character that a font does not have. So every
text goes through ``prepare`` and is cut into runs by ``runs``; a character that no bundled font can
show is reported and stands on the page as a visible mark.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from appealdesk.resources import resource_path

SERIF, SERIF_BOLD = "NotoSerif-Regular", "NotoSerif-Bold"
SERIF_ITALIC, SERIF_BOLD_ITALIC = "NotoSerif-Italic", "NotoSerif-BoldItalic"
SANS, SANS_BOLD, SANS_ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
SYMBOLS, IDEOGRAPHS = "DejaVuSans", "DroidSansFallbackFull"

MISSING_MARK = "\u25a1"
"""What stands on the page for a character that cannot be set; the export is stopped anyway."""

_FALLBACKS = (SERIF, SYMBOLS, IDEOGRAPHS)
_VARIANTS = {
    (SERIF, False, False): SERIF,
    (SERIF, True, False): SERIF_BOLD,
    (SERIF, False, True): SERIF_ITALIC,
    (SERIF, True, True): SERIF_BOLD_ITALIC,
    (SANS, False, False): SANS,
    (SANS, True, False): SANS_BOLD,
    (SANS, False, True): SANS_ITALIC,
    (SANS, True, True): SANS_BOLD,
}
# Letters here join, reorder or run from right to left. Some of our fonts have the single glyphs,
# but a row of single glyphs is not the word, so they count as missing.
_SHAPED = (
    (0x0590, 0x109F),  # Hebrew, Arabic, Syriac ... Indic, Thai, Lao, Tibetan, Myanmar
    (0x1700, 0x18AF),  # Philippine scripts, Khmer, Mongolian
    (0x1900, 0x1CFF),  # Limbu ... Vedic
    (0xA800, 0xA82F),
    (0xA840, 0xABFF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
    (0x10800, 0x11FFF),
    (0x1E800, 0x1EFFF),
)
_INVISIBLE = frozenset(
    [
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE1000),
    ]
)
_IDEOGRAPHIC = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))


def variant(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """The font of a family (``SERIF`` or ``SANS``) in bold or italic."""
    return _VARIANTS[family, bold, italic]


_reportlab_map = ttfonts.makeToUnicodeCMap


def _unicode_map(font: str, characters: Sequence[int]) -> str:
    """What a font's glyphs mean, for whoever searches or copies: in UTF-16, as the standard asks.

    Reportlab writes a character beyond U+FFFF in five digits, so that an emoji was read as another
    letter and a nought.
    """
    told = (int.from_bytes(chr(c).encode("utf-16-be", "surrogatepass")) for c in characters)
    return str(_reportlab_map(font, list(told)))


ttfonts.makeToUnicodeCMap = _unicode_map


@cache
def _glyphs(name: str) -> frozenset[int]:
    """The characters that a font has; registers it with reportlab at its first use."""
    font = TTFont(name, str(resource_path(f"fonts/{name}.ttf")))
    pdfmetrics.registerFont(font)
    # The markup parser refuses a font whose family it does not know; each font is its own family.
    for bold in (1, 0):
        for italic in (1, 0):
            addMapping(name.lower(), bold, italic, name)
    return frozenset(font.face.charToGlyph)


def use(name: str) -> str:
    """The font's name, once reportlab surely knows it."""
    _glyphs(name)
    return name


def prepare(text: str) -> str:
    """The text as it is set: composed letters (NFC), no invisible marks or control characters.

    Decomposed letters would have their accents beside them instead of above. All line ends
    become line feeds, tabs become spaces.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    composed = unicodedata.normalize("NFC", lines.replace("\u2029", "\n").replace("\x85", "\n"))
    return "".join(_kept(composed))


def _kept(text: str) -> Iterator[str]:
    for char in text:
        if char == "\n":
            yield char
        elif char in "\t\v\f":
            yield " "
        elif ord(char) not in _INVISIBLE and unicodedata.category(char) != "Cc":
            # A lone surrogate cannot be encoded at all.
            yield "\ufffd" if unicodedata.category(char) == "Cs" else char


def runs(text: str, name: str, missing: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    """Cut a prepared text into (font, text) runs; each font has all characters of its run.

    Args:
        text: what ``prepare`` gave.
        name: the font wanted; others fill in for single characters.
        missing: told each character that no font can show; ``MISSING_MARK`` is set for it.
    """
    for font, pairs in groupby(_choices(text, name, missing), key=lambda pair: pair[0]):
        yield use(font), "".join(char for _, char in pairs)


def _choices(text: str, name: str, missing: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    previous = name
    for char in text:
        if char in " \n\xa0":
            yield previous, char  # a space changes no font: fewer runs
            continue
        font = font_for(char, name)
        if font is None:
            missing(char)
            yield SYMBOLS, MISSING_MARK
            continue
        previous = font
        yield font, char


@cache
def font_for(char: str, name: str) -> str | None:
    """The first font that can show a character, the wanted one before others; None if none can."""
    code = ord(char)
    if char == "\ufffd" or any(low <= code <= high for low, high in _SHAPED):
        return None
    if code in _glyphs(name):
        return name
    return next((font for font in _FALLBACKS if code in _glyphs(font)), None)


def is_ideographic(text: str) -> bool:
    """Whether a text is mostly written without spaces, and so may break between any two letters."""
    letters = [ord(c) for c in text if not c.isspace()]
    count = sum(any(low <= code <= high for low, high in _IDEOGRAPHIC) for code in letters)
    return count * 3 > len(letters)


def width(text: str, name: str, size: float) -> float:
    """The width of a prepared text in points, fallback fonts included."""
    return sum(
        float(pdfmetrics.stringWidth(run, font, size))
        for font, run in runs(text, name, lambda _: None)
    )
