"""The kind of a file is told by its bytes; what cannot come in is refused with what to do."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from appealdesk.case.values import Route
from appealdesk.engine.intake import CONVERTERS, IntakeProblem
from appealdesk.engine.problems import CODES, problem
from support import pdfs


def archive(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MAIL = b"Received: from a\r\nFrom: a@example.org\r\nSubject: Denial\r\n\r\n<html>hello</html>"
KINDS = {
    "letter.docx": (archive("[Content_Types].xml", "word/document.xml"), "kind-word"),
    "letter.odt": (archive("mimetype", "word.xml"), "kind-word"),
    "sums.xlsx": (archive("[Content_Types].xml", "xl/workbook.xml"), "kind-office"),
    "all.zip": (archive("a.pdf", "b.pdf"), "kind-zip"),
    "old.doc": (OLE + "WordDocument".encode("utf-16-le"), "kind-word"),
    "old.xls": (OLE, "kind-office"),
    "mail.msg": (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "kind-mail"),
    "IMG_1.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "kind-heic"),
    "IMG_2.jpg": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "kind-heic"),
    "clip.mov": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "kind-media"),
    "call.wav": (b"RIFF\x24\0\0\0WAVEfmt ", "kind-media"),
    "mail.eml": (MAIL, "kind-mail"),
    "page.html": (b"\xef\xbb\xbf<!DOCTYPE html><title>x</title>", "kind-web"),
    "login.pdf": (b"<html><body>Please log in to download</body></html>", "kind-web"),
    "page.mht": (
        b"From: <Saved>\r\nSnapshot-Content-Location: x\r\nSubject: a\r\n\r\n",
        "kind-web",
    ),
    "letter.rtf": (b"{\\rtf1 hello}", "kind-rtf"),
    "notes.txt": ("Caf\u00e9 notes\n".encode(), "kind-text"),
    "notes16.txt": ("Caf\u00e9 notes\n".encode("utf-16"), "kind-text"),
    "drawing.svg": (b"<?xml version='1.0'?><svg xmlns='x'/>", "kind-drawing"),
    "print.ps": (b"%!PS-Adobe-3.0\n", "kind-postscript"),
    "what.bin": (bytes(range(1, 256)) * 9, "kind-unknown"),
    "empty.pdf": (b"", "empty-file"),
    "broken.pdf": (bytes(range(1, 256)) * 9, "damaged"),
    "broken.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0 and no more", "picture-damaged"),
}


@pytest.mark.parametrize("name", KINDS)
def test_refused_kinds_say_what_to_do(take, out, tmp_path, name):
    data, code = KINDS[name]
    source = tmp_path / "came-in"  # the engine never sees the user's own name on disk
    source.write_bytes(data)
    with pytest.raises(IntakeProblem) as refused:
        take(source, name=name)
    assert refused.value.code == code
    assert refused.value.hint
    assert not out.exists()


def test_the_name_decides_nothing_that_the_bytes_tell(take, tmp_path):
    assert take(pdfs.letters(tmp_path / "a.jpg")).route is Route.DIRECT
    picture = tmp_path / "b.pdf"
    Image.new("RGB", (300, 300), "red").save(picture, "PNG")
    assert take(picture).route is Route.CONVERTED


def test_every_code_has_a_sentence_and_a_hint():
    for code in CODES:
        told = problem(code)
        assert told.code == code
        assert told.sentence.endswith(".")
        assert told.hint.endswith(".")
    assert [converter.name for converter in CONVERTERS] == ["pdf", "picture"]
