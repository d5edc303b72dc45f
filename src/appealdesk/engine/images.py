"""Pictures become pages: photos, scans, screenshots, faxes; each upright and of a sane size."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFile, UnidentifiedImageError

from appealdesk.engine.boxes import ShownBox
from appealdesk.engine.picture_pdf import Encoded, PicturePdf, Placed, encode, jpeg_entries
from appealdesk.engine.problems import problem

Report = Callable[[str, int, int], None]

FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP", "PPM", "JPEG2000", "AVIF")

_LONG_SIDE = 2500  # pixels kept of a large picture: over 220 dpi on Letter
_KEEP_LONG_SIDE = 4000  # a JPEG up to this goes in as it is
_KEEP_BYTES = 6_000_000
_MOST_PIXELS = 100_000_000  # decoded; three bytes each is all the worker should spend
_MOST_PLAIN_PIXELS = 170_000_000  # of one byte each
_MOST_FRAMES = 20_000
_DPI = (72.0, 2400.0)  # outside of it the number is a default or nonsense
_LETTER = (612.0, 792.0)
_SLACK = 1.03  # scanners often give a page a few dots more than the paper
_ORIENTATION = 0x0112
_TURNED_SIDEWAYS = frozenset({5, 6, 7, 8})


@dataclass(frozen=True, slots=True)
class PicturesPlaced:
    """The pages made, and codes of what the user should know."""

    boxes: tuple[ShownBox, ...]
    notes: tuple[str, ...]


def pictures_to_pdf(source: Path, out: Path, report: Report) -> PicturesPlaced:
    """Set the picture, or each picture of a many-page TIFF, on a page of its own.

    Raises:
        IntakeProblem: it cannot be decoded, or is too large to try.
        OSError: ``out`` cannot be written.
    """
    notes: list[str] = []
    try:
        with _quiet(), Image.open(source, formats=FORMATS) as picture:
            boxes = _set_pages(picture, source, out, report, notes)
    except Image.DecompressionBombError as error:
        raise problem("picture-too-large") from error
    except UnidentifiedImageError as error:
        raise problem("picture-damaged") from error
    return PicturesPlaced(boxes, tuple(dict.fromkeys(notes)))


def _set_pages(
    picture: Image.Image, source: Path, out: Path, report: Report, notes: list[str]
) -> tuple[ShownBox, ...]:
    boxes: list[ShownBox] = []
    frames = int(getattr(picture, "n_frames", 1))
    if frames > _MOST_FRAMES:
        raise problem("too-many-pages")
    if picture.format != "TIFF":
        if frames > 1 and picture.format != "MPO":  # phones hide a second view in an MPO file
            notes.append("first-picture-only")
        frames = 1
    with PicturePdf(out) as pdf:
        for index in range(frames):
            report("Setting pictures on pages", index, frames)
            try:
                if index:
                    picture.seek(index)
                _check_size(picture)
                encoded, shown = _encoded(picture, source, notes)
            except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError) as error:
                if index == 0 and frames == 1:
                    raise problem("picture-damaged") from error
                notes.append("pictures-lost")
                continue
            pdf.add(encoded, shown)
            boxes.append(ShownBox((0.0, 0.0, shown.width, shown.height), 0, 1.0))
        if not pdf.page_count:
            raise problem("picture-damaged")
    return tuple(boxes)


def _encoded(picture: Image.Image, source: Path, notes: list[str]) -> tuple[Encoded, Placed]:
    orientation = _orientation(picture)
    place = _place(picture, orientation)
    is_plain_jpeg = (
        picture.format == "JPEG"
        and picture.mode in {"L", "RGB"}
        and max(picture.size) <= _KEEP_LONG_SIDE
        and source.stat().st_size <= _KEEP_BYTES
    )
    if is_plain_jpeg and _decodes(source):
        return Encoded(source.read_bytes(), jpeg_entries(picture)), place
    if picture.format in {"JPEG", "MPO"}:
        # lets the decoder leave out what will be scaled away: a fifth of the memory
        picture.draft(None, (_LONG_SIDE, _LONG_SIDE))
    pixels = _flat(_loaded(picture, notes))
    if pixels.mode != "1" and max(pixels.size) > _LONG_SIDE:
        pixels.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.LANCZOS)
        notes.append("scaled-down")
    is_drawing = picture.format not in {"JPEG", "MPO", "JPEG2000"}
    return encode(pixels, may_be_drawing=is_drawing), place


def _decodes(source: Path) -> bool:
    """Whether all of a JPEG can be read; at an eighth of the size, which is quick."""
    try:
        with Image.open(source, formats=("JPEG",)) as again:
            again.draft(None, (again.width // 8, again.height // 8))
            again.load()
    except (OSError, ValueError, SyntaxError):
        return False
    return True


def _loaded(picture: Image.Image, notes: list[str]) -> Image.Image:
    try:
        picture.load()
    except OSError:
        # cut off half-way: what is there is worth more than nothing, and the note says so
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
        try:
            picture.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
        notes.append("picture-cut-off")
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in mode 1, L or RGB, what is see-through on white."""
    if picture.mode == "CMYK":
        # Pillow takes every CMYK JPEG for Adobe's, which holds the inks upside down
        is_turned = picture.format == "JPEG" and "adobe" not in picture.info
        return (ImageChops.invert(picture) if is_turned else picture).convert("RGB")
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;"):
        return _eight_bits(picture)
    if picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info:
        see_through = picture.convert("RGBA")
        paper = Image.new("RGB", see_through.size, "white")
        paper.paste(see_through, mask=see_through.getchannel("A"))
        return paper
    if picture.mode in {"1", "L", "RGB"}:
        return picture
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of more than 8 bits a dot, scaled by what its numbers can be at most."""
    wide = picture.convert("F")
    low, high = wide.getextrema()
    assert isinstance(low, float) and isinstance(high, float)  # noqa: S101, PT018  one channel
    if picture.mode == "F" or low < 0 or high > 65535:  # noqa: PLR2004  not plain numbers
        floor, span = low, (high - low) or 1.0
    else:
        # 12-bit numbers are common in medical pictures
        floor, span = 0.0, next(top for top in (255, 4095, 65535) if high <= top)
    scale = 255.0 / span
    return wide.point(lambda dot: dot * scale - floor * scale).convert("L")


def _orientation(picture: Image.Image) -> int:
    try:
        found = int(picture.getexif().get(_ORIENTATION, 1))
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        return 1  # broken EXIF says nothing
    return found if 1 <= found <= 8 else 1  # noqa: PLR2004  the eight of EXIF


def _place(picture: Image.Image, orientation: int) -> Placed:
    """The page for a picture: its paper's own size where the file tells it, else Letter."""
    across, down = _dpi(picture)
    if picture.format == "TIFF" and orientation in _TURNED_SIDEWAYS:
        across, down = down, across
        width, height = picture.width / across * 72, picture.height / down * 72
    else:
        width, height = picture.width / across * 72, picture.height / down * 72
        if orientation in _TURNED_SIDEWAYS:
            width, height = height, width
    if picture.format == "TIFF":
        orientation = 1  # Pillow itself turns a TIFF, already in its size
    page = _LETTER if height >= width else (_LETTER[1], _LETTER[0])
    is_known = across != 1
    if is_known and width <= page[0] * _SLACK and height <= page[1] * _SLACK:
        return Placed(width, height, 0, 0, width, height, orientation)
    scale = min(page[0] / width, page[1] / height)
    if not is_known:
        scale = min(scale, 1 / 72)  # never coarser than 72 dpi: an icon stays small
    wide, high = width * scale, height * scale
    left, bottom = (page[0] - wide) / 2, (page[1] - high) / 2
    return Placed(page[0], page[1], left, bottom, wide, high, orientation)


def _dpi(picture: Image.Image) -> tuple[float, float]:
    """Dots an inch across and down; (1, 1) when unknown or nonsense."""
    try:
        across, down = (float(side) for side in picture.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 1.0, 1.0
    is_sane = all(_DPI[0] <= side <= _DPI[1] for side in (across, down))
    return (across, down) if is_sane and 0.25 <= across / down <= 4 else (1.0, 1.0)  # noqa: PLR2004


def _check_size(picture: Image.Image) -> None:
    if picture.format in {"JPEG", "MPO"}:
        return  # decoded at a fraction; Pillow's own limit stands
    most = _MOST_PLAIN_PIXELS if picture.mode in {"1", "L", "P"} else _MOST_PIXELS
    if picture.width * picture.height > most:
        raise problem("picture-too-large")


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of odd metadata and of large pictures; neither stops us."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
