"""Every decision in a case comes back after closing and opening."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import pytest

from appealdesk.case import values
from appealdesk.case.details import Details, detail_keys
from appealdesk.case.situation import (
    Answer,
    AnswerState,
    Novelty,
    Sending,
    Situation,
    StageRecord,
    Timing,
)
from appealdesk.case.values import (
    Arrangement,
    Case,
    Citation,
    Document,
    Kind,
    Layout,
    PageRef,
    Problem,
    Reason,
    ReasonTable,
    Route,
    Section,
    TableRow,
    new_case,
)
from appealdesk.casefile.errors import CaseFileError
from appealdesk.casefile.store import CaseFile, ExportRecord


def document(number: int, kind: Kind, route: Route, *pages: PageRef) -> Document:
    problem = Problem("locked", "It is locked.", "Give “the” password.")
    return Document(
        number, f"Títle {number} 検査 \U0001f9fe", f"ä #{number}%.pdf", f"{number}a" * 21, f"{number}b" * 21, kind, route,
        ("note-one", f"note-{number}"), problem if route is Route.REFUSED else None, pages,
    )  # fmt: skip


def full_case() -> Case:
    details = Details(**{key: f"{key} ü {n}" for n, key in enumerate(sorted(detail_keys()))})
    pages = tuple(PageRef(100 + n, 3 - n, n % 2 == 0, (0, 90, 180, 270)[n]) for n in range(4))
    routes = list(Route)
    documents = [
        document(10 + n, kind, routes[n % len(routes)], *(pages if n == 1 else ()))
        for n, kind in enumerate(Kind)
    ]
    sections = (
        Section(
            2, "b", "Second first", "body\n\n[cite:11/101]\t\0end", False, tuple(documents[2:5])
        ),
        Section(1, "a", "A", "", True, (documents[1], documents[0])),
        Section(3, "c", "Empty"),
    )
    reasons = (
        Reason(
            51,
            "Not needed",
            "“words”",
            "answer",
            (Citation(11, 103), Citation(10), Citation(11, 101)),
            "conservative_care",
            (
                ReasonTable(
                    "prior-treatments",
                    (
                        TableRow(("Gym", "\u201cx\u201d", ""), (Citation(11, 103), Citation(10))),
                        TableRow(()),
                    ),
                ),
                ReasonTable("criteria"),
            ),
        ),
        Reason(50, "Bare"),
    )
    layout = Layout(Arrangement.LETTER_FIRST, has_dividers=True)
    situation = Situation(
        "medicare-advantage",
        "reconsideration",
        Timing.ONGOING,
        True,
        "2026-02-28",
        "within \u201c65\u201d\ndays",
        "2026-05-01",
        "mri",
        "aetna",
        Sending.FAX,
    )
    answers = (
        Answer("copies-kept", AnswerState.DONE),
        Answer("treatments-listed", AnswerState.NOT_FOR_THIS_CASE, "nothing was tried"),
    )
    stages = (StageRecord("internal-appeal", "2026-01-02", "2026-02-03", "upheld", "a\nb", "7012"),)
    tray = (replace(documents[5], date="2026-03-09", novelty=Novelty.NEW), *documents[6:])
    return Case(details, sections, tray, reasons, layout, 2**40, situation, answers, stages)


def reopened(case: Case, path: Path, password: str | None = None) -> Case:
    CaseFile.create(path, case, password=password).close()
    with CaseFile.open(path, password=password) as file:
        return file.case


def test_every_field_comes_back(path: Path) -> None:
    case = full_case()
    # A field that the sample leaves at its default tests nothing.
    for part in (case.details, case.layout, case.situation, case.stages[0]):
        for field in dataclasses.fields(part):
            assert getattr(part, field.name) != field.default, field.name
    parts = [
        *case.sections,
        *case.documents(),
        *case.reasons,
        *next(d for d in case.documents() if d.pages).pages,
    ]
    for kind in (values.Section, values.Document, values.Reason, values.PageRef):
        for field in dataclasses.fields(kind):
            assert len({getattr(p, field.name) for p in parts if type(p) is kind}) > 1, field.name
    again = reopened(case, path)
    assert again == case
    assert repr(again) == repr(case)  # equal is not enough: True == 1, and an enum equals its text


def test_an_edit_of_everything_at_once_comes_back(file: CaseFile, path: Path) -> None:
    file.apply("All", lambda case: full_case())
    file.close()
    with CaseFile.open(path) as again:
        assert repr(again.case) == repr(full_case())
        assert again.undo() == "All"
        assert again.case == new_case()


@pytest.mark.parametrize(
    "name",
    [
        "ünï 検査 \U0001f9fe.appeal",
        "50% #1 ?mode=memory&key=x.appeal",
        "file:x.appeal",
        'it\'s "a".appeal',
        " .appeal",
        "-x",
    ],
)
@pytest.mark.parametrize("password", [None, "pä\"ss'%&=#+ wörd?"])
def test_any_file_name_will_do(
    tmp_path: Path, monkeypatch, name: str, password: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (tmp_path / name, Path("rel-" + name), Path(name + "2")):
        assert reopened(full_case(), place, password) == full_case()
        assert place.stat().st_size > 0
        with CaseFile.open(place, password=password) as file:
            file.save_copy(place.with_name("copy " + name), password=password)
        with CaseFile.open(place.with_name("copy " + name), password=password) as copy:
            assert copy.case == full_case()
        place.with_name("copy " + name).unlink()
    assert {p.name for p in tmp_path.iterdir()} == {name, "rel-" + name, name + "2"}


def test_create_refuses_what_is_there(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(CaseFileError) as told:
        CaseFile.create(made, full_case())
    assert told.value.sentence.endswith(".")
    assert made.read_bytes() == before
    with pytest.raises(CaseFileError):
        CaseFile.create(made.parent / "no folder" / "x.appeal", full_case())


@pytest.mark.parametrize("name", ["x" * 300, "検" * 81, "caf\udce9.appeal"])
def test_names_that_will_not_do(tmp_path: Path, name: str) -> None:
    for attempt in (
        lambda: CaseFile.create(tmp_path / name, new_case()),
        lambda: CaseFile.open(tmp_path / name),
    ):
        with pytest.raises(CaseFileError) as told:
            attempt()
        assert told.value.sentence.endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_texts_facts_and_exports_come_back(file: CaseFile, path: Path) -> None:
    file.set_page_texts("c" * 64, ("one", "", "thrée"))
    file.set_page_texts("d" * 64, ("old", "old"))
    file.set_page_texts("d" * 64, ("new",))
    file.set_import_facts("c" * 64, b'{"a":1}')
    record = ExportRecord("2026-01-02T03:04:05", "päcket.pdf", "e" * 64, 12, 3456, "mail")
    file.add_export(record)
    file.close()
    with CaseFile.open(path) as again:
        assert again.page_texts("c" * 64) == ("one", "", "thrée")
        assert again.page_texts("d" * 64) == ("new",)
        assert again.page_texts("f" * 64) == ()
        assert again.import_facts("c" * 64) == b'{"a":1}'
        assert again.import_facts("f" * 64) is None
        assert again.exports() == (record,)
        assert again.history() == ()
