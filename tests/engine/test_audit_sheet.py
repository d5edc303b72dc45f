"""The sheet of the self-audit: it runs over pages, keeps titles with their words, and draws boxes."""

from pathlib import Path

import pytest

from appealdesk.engine.audit_sheet import AuditSheet, Group, Point, Sheet, set_audit_sheet
from support.papers import page_texts

LONG = "The reviewer has never met you, so say what was found, when, and by whom. " * 3


def sheet(*groups: Group, **more: object) -> Sheet:
    facts = {
        "title": "Checklist",
        "lead": "1 of 2 done",
        "about": (("Patient", "Ana Díaz"),),
        "time": (("Last day", "Monday"),),
        "note": "A note for the whole sheet.",
        "foot": "Ana Díaz",
    }
    return Sheet(groups=groups, **(facts | more))  # type: ignore[arg-type]


def written(told: Sheet, path: Path) -> tuple[AuditSheet, list[str]]:
    made = set_audit_sheet(told, path)
    texts = [" ".join(text.split()) for text in page_texts(path)]
    assert len(texts) == made.pages
    return made, texts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def test_it_runs_over_pages_and_a_title_stays_with_its_words(path: Path) -> None:
    points = tuple(
        Point("", f"Point {n}.", "missing", (f"Why {n}. {LONG}",), (f"Place {n}",))
        for n in range(60)
    )
    made, texts = written(sheet(Group("Missing (60)", points)), path)
    assert made.pages > 5
    for number, text in enumerate(texts, start=1):
        assert f"Ana Díaz · page {number} of {made.pages}" in text
        for n in range(60):
            if f"Point {n}." in text:
                assert f"Why {n}." in text, "a title alone at the foot of a page says nothing"
    whole = " ".join(texts)
    assert all(f"Point {n}. – missing" in whole for n in range(60))
    assert whole.count("A note for the whole sheet.") == 1


def test_one_reason_longer_than_a_page_and_one_endless_word_are_set(path: Path) -> None:
    points = (
        Point("dash", "Set aside", "not for this case", ("A reason. " * 900,)),
        Point("", "x" * 400, "missing", ("y" * 2000,), ("z" * 500,)),
    )
    _, texts = written(sheet(Group("All", points)), path)
    assert " ".join(texts).count("A reason.") == 900


def test_what_looks_like_markup_is_printed_as_it_stands(path: Path) -> None:
    point = Point("", "<b>Smith & Sons</b>", "missing", ("a < b & c",), ("**[x]**",))
    _, texts = written(sheet(Group("All & more", (point,))), path)
    for words in ("<b>Smith & Sons</b>", "a < b & c", "**[x]**", "All & more"):
        assert words.replace(" ", "") in texts[0].replace(" ", "")


def test_states_are_words_and_marks_are_drawn_beside_them(path: Path) -> None:
    def size(mark: str) -> int:
        point = Point(mark, "Point", "done")
        written(sheet(Group("All", (point,))), path)
        return path.stat().st_size

    assert size("check") != size("dash") != size("")
    assert "Point – done" in page_texts(path)[0].replace("\n", " ")


def test_a_sheet_without_anything_to_tell_is_still_one_page(path: Path) -> None:
    made, texts = written(sheet(about=(), time=()), path)
    assert made.pages == 1
    assert "Checklist" in texts[0]


def test_a_character_without_a_font_is_told(path: Path) -> None:
    point = Point("", "Odd \U00012345", "missing")
    made, _ = written(sheet(Group("All", (point,))), path)
    assert [g.character for g in made.missing_glyphs] == ["\U00012345"]


def test_the_same_sheet_gives_the_same_bytes_with_title_and_language(path: Path) -> None:
    told = sheet(Group("All", (Point("", "Point", "missing"),)))
    set_audit_sheet(told, path)
    first = path.read_bytes()
    set_audit_sheet(told, path)
    assert path.read_bytes() == first
    assert b"en-US" in first
    assert b"/DisplayDocTitle true" in first
