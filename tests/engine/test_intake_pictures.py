"""Trap 28: pictures come in upright, in their colors, on a sane page."""

import random
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from appealdesk.case.values import Route
from appealdesk.engine.intake import IntakeProblem
from appealdesk.engine.picture_pdf import number

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 160, 0), (0, 0, 255), (255, 255, 255)
CORNERS = (RED, GREEN, BLUE, WHITE)  # upper left, upper right, lower left, lower right

# what a camera that was held so stores, for a picture that is upright after EXIF is followed
STORED = {
    1: lambda im: im,
    2: lambda im: im.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda im: im.transpose(Image.Transpose.ROTATE_180),
    4: lambda im: im.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda im: im.transpose(Image.Transpose.TRANSPOSE),
    6: lambda im: im.transpose(Image.Transpose.ROTATE_90),
    7: lambda im: im.transpose(Image.Transpose.TRANSVERSE),
    8: lambda im: im.transpose(Image.Transpose.ROTATE_270),
}


def quarters(size=(600, 900), colors=CORNERS, mode="RGB"):
    picture = Image.new(mode, size)
    half = (size[0] // 2, size[1] // 2)
    for at, color in enumerate(colors):
        left, top = at % 2 * half[0], at // 2 * half[1]
        picture.paste(color, (left, top, left + half[0], top + half[1]))
    return picture


def drawn(path: Path, index: int = 0):
    """The page as PDFium draws it, one pixel a point."""
    with pdfium.PdfDocument(path) as document:
        page = document[index]
        picture = page.render(scale=1).to_pil().convert("RGB").copy()
        page.close()
    return picture


def corners(picture) -> list[tuple[int, int, int]]:
    """Colors in the middle of the four quarters of the page."""
    wide, high = picture.size
    spots = [(0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)]
    return [picture.getpixel((int(wide * x), int(high * y))) for x, y in spots]


def is_near(found, wanted, slack=12) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= slack for one, two in pairs for a, b in zip(one, two, strict=True))


def assert_sound(path: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_trap_28_all_eight_exif_orientations_are_upright(take, out, tmp_path, orientation, kind):
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = tmp_path / "photo"
    STORED[orientation](quarters()).save(source, kind, exif=exif, quality=95)
    came = take(source)
    assert came.route is Route.CONVERTED
    assert (came.pages[0].width, came.pages[0].height) == pytest.approx((612, 792))
    assert is_near(corners(drawn(out)), CORNERS)
    assert_sound(out)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("orientation", [1, 6, 7])
def test_jpeg_bytes_go_in_untouched(take, out, tmp_path, mode, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = tmp_path / "a.jpg"
    quarters().convert(mode).save(source, quality=90, exif=exif)
    take(source)
    with pikepdf.open(out) as pdf:
        assert pdf.pages[0].Resources.XObject.P.read_raw_bytes() == source.read_bytes()


def test_huge_jpeg_is_made_smaller_and_told(take, out, tmp_path):
    source = tmp_path / "a.jpg"
    noise = Image.effect_noise((1500, 1100), 60).resize((6000, 4400)).convert("RGB")
    noise.save(source, quality=95)
    came = take(source)
    assert came.notes == ("scaled-down",)
    assert (came.pages[0].width, came.pages[0].height) == (792, 612)
    with pikepdf.open(out) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        assert 2200 <= int(image.Width) <= 2600
    assert out.stat().st_size < source.stat().st_size / 2


def test_trap_28_transparent_is_white(take, out, tmp_path):
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 300, 300), fill=(*RED, 255))
    for mode in ("RGBA", "LA", "P"):
        source = tmp_path / f"{mode}.png"
        made = picture.quantize(8) if mode == "P" else picture.convert(mode)
        made.save(source, dpi=(100, 100))
        came = take(source)
        assert (came.pages[0].width, came.pages[0].height) == pytest.approx((432, 432), abs=0.1)
        page = drawn(out)
        assert is_near([page.getpixel((400, 400))], [WHITE])
        assert not is_near([page.getpixel((100, 100))], [WHITE])


def test_trap_28_cmyk_jpeg_has_right_colors(take, out, tmp_path):
    source = tmp_path / "a.jpg"
    quarters().convert("CMYK").save(source, quality=95)
    assert b"Adobe" in source.read_bytes()[:200]
    take(source)
    assert is_near(corners(drawn(out)), CORNERS, slack=20)


def test_cmyk_jpeg_without_adobe_mark_is_not_turned_over(take, out, tmp_path):
    source = tmp_path / "a.jpg"
    plain = Image.eval(quarters().convert("CMYK"), lambda ink: 255 - ink)
    plain.save(source, quality=95)  # Pillow turns the inks over again on writing
    data = source.read_bytes()
    at = data.index(b"\xff\xee")
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    source.write_bytes(data[:at] + data[at + 2 + length :])
    take(source)
    assert is_near(corners(drawn(out)), CORNERS, slack=20)


@pytest.mark.parametrize("top", [4095, 65535])
def test_trap_28_sixteen_bit_gray_keeps_its_tones(take, out, tmp_path, top):
    rows = [top] * 400 * 300 + [top // 2] * 400 * 300
    picture = Image.frombytes("I;16", (400, 600), b"".join(v.to_bytes(2, "little") for v in rows))
    source = tmp_path / "a.png"
    picture.save(source)
    take(source)
    page = drawn(out)
    wide, high = page.size
    light = page.getpixel((wide // 2, int(high * 0.35)))[0]
    middle = page.getpixel((wide // 2, int(high * 0.65)))[0]
    assert light > 245
    assert 120 <= middle <= 135


@pytest.mark.parametrize("photometric", [0, 1])
def test_one_bit_picture_becomes_g4_and_keeps_every_dot(take, out, tmp_path, photometric):
    picture = Image.new("1", (1700, 2200), 1)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((200, 200, 900, 500), fill=0)
    dots = random.Random(4)  # noqa: S311  the same dots each time
    for _ in range(300):
        at = (dots.randrange(1700), dots.randrange(2200))
        draw.rectangle((*at, at[0] + 9, at[1] + 3), fill=0)
    source = tmp_path / "scan.tif"
    stored = picture if photometric else picture.point([255] + [0] * 255)
    stored.save(source, compression="group4", dpi=(200, 200))
    tag = b"\x06\x01\x03\x00\x01\x00\x00\x00"
    data = source.read_bytes()
    assert tag + b"\x01" in data
    source.write_bytes(data.replace(tag + b"\x01", tag + bytes([photometric])))
    came = take(source)
    assert (came.pages[0].width, came.pages[0].height) == (612, 792)
    with pikepdf.open(out) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        assert image.Filter == "/CCITTFaxDecode"
        kept = pikepdf.PdfImage(image).as_pil_image().convert("1")
    assert kept.tobytes() == picture.tobytes()
    assert is_near([drawn(out).getpixel((150, 120))], [(0, 0, 0)])
    assert_sound(out)


def test_fax_of_unequal_resolution_keeps_its_shape(take, out, tmp_path):
    source = tmp_path / "fax.tif"
    picture = Image.new("1", (1728, 1078), 1)
    ImageDraw.Draw(picture).rectangle((400, 200, 1200, 800), fill=0)
    picture.save(source, compression="group4", dpi=(204, 98))
    page = take(source).pages[0]
    assert (page.width, page.height) == pytest.approx((610, 792), abs=1)


def test_trap_28_every_page_of_a_tiff_comes_in(take, out, tmp_path):
    source = tmp_path / "scan.tif"
    colors = (RED, GREEN, BLUE)
    frames = [Image.new("RGB", (850, 1100), color) for color in colors]
    frames[1] = frames[1].resize((1100, 850))
    frames[0].save(source, save_all=True, append_images=frames[1:], dpi=(100, 100))
    came = take(source)
    sizes = [(round(p.width), round(p.height)) for p in came.pages]
    assert sizes == [(612, 792), (792, 612), (612, 792)]
    for index, color in enumerate(colors):
        assert is_near([drawn(out, index).getpixel((300, 300))], [color])


def test_trap_28_paper_size_follows_a_sane_resolution_only(take, tmp_path):
    sizes = {}
    for dpi in (None, 1, 72, 300, 9999):
        source = tmp_path / "a.png"
        picture = Image.new("L", (2550, 3300), 128)
        picture.save(source, **({"dpi": (dpi, dpi)} if dpi else {}))
        page = take(source).pages[0]
        sizes[dpi] = (round(page.width), round(page.height))
    assert set(sizes.values()) == {(612, 792)}
    Image.new("L", (1050, 600), 128).save(source, dpi=(300, 300))
    card = take(source).pages[0]
    assert (round(card.width), round(card.height)) == (252, 144)


def test_screenshot_is_kept_without_loss(take, out, tmp_path):
    picture = Image.new("RGB", (800, 600), (240, 240, 255))
    ImageDraw.Draw(picture).text((40, 40), "Claim 123 was denied", fill=(10, 20, 30))
    source = tmp_path / "screen.png"
    picture.save(source)
    take(source)
    with pikepdf.open(out) as pdf:
        kept = pikepdf.PdfImage(pdf.pages[0].Resources.XObject.P).as_pil_image()
    assert kept.tobytes() == picture.tobytes()


def test_cut_off_photo_comes_in_with_a_note(take, tmp_path):
    source = tmp_path / "a.jpg"
    Image.effect_noise((800, 1000), 50).save(source, quality=90)
    source.write_bytes(source.read_bytes()[: source.stat().st_size * 2 // 3])
    assert take(source).notes == ("picture-cut-off",)


def test_animation_gives_its_first_picture_and_says_so(take, tmp_path):
    source = tmp_path / "a.gif"
    frames = [quarters((200, 300)), quarters((200, 300), CORNERS[::-1])]
    frames[0].save(source, save_all=True, append_images=frames[1:])
    came = take(source)
    assert came.notes == ("first-picture-only",)
    assert len(came.pages) == 1


def test_broken_and_bomb_pictures_are_refused_with_a_sentence(take, out, tmp_path):
    broken = tmp_path / "a.png"
    Image.new("RGB", (40, 40)).save(broken)
    broken.write_bytes(broken.read_bytes()[:30])
    bomb = BytesIO()
    Image.new("1", (30_000, 10_000)).save(bomb, "PNG")
    (tmp_path / "b.png").write_bytes(bomb.getvalue())
    codes = []
    for name in ("a.png", "b.png"):
        with pytest.raises(IntakeProblem) as refused:
            take(tmp_path / name)
        codes.append(refused.value.code)
        assert refused.value.hint
    assert codes == ["picture-damaged", "picture-too-large"]
    assert not out.exists()


def test_numbers_are_written_without_exponents():
    assert [number(v) for v in (0.0, -0.0, 1e-9, 612, 0.5, -3.25)] == [
        "0",
        "0",
        "0",
        "612",
        "0.5",
        "-3.25",
    ]
