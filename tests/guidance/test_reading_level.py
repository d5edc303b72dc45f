"""What a person reads is easy: every entry of the catalogue, the help and the prompts."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import appealdesk
from appealdesk.resources import resource_path
from support.reading_level import grade, sentences, syllables, words

HARDEST = 8.0
LONGEST = 32  # words in one sentence
FEWEST = 15  # words; the grade of fewer says nothing

PROGRAM = Path(appealdesk.__file__).parent
FILES = [
    *sorted(resource_path("guidance").glob("*.toml")),
    resource_path("help.toml"),
    resource_path("prompts.toml"),
]

NOT_READ_BY_USERS = {
    "source",  # citations and places
    "law",  # a citation in a letter
    "id",
    "names",  # names as letters print them, to be found in a text
    "words",  # words that are looked for in a text
    "with",
    "then",
    "never_after",
    "cited",
    "says",  # how letters put it, quoted
    "example",  # a citation as it must look
    "see",
}

EXCEPTIONS: dict[str, str] = {}
"""File and entry ("rights.toml: parity") that may be harder, and why."""


def entries(found: object, place: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each entry with its sentences; a table with a source or a heading of its own is one."""
    if isinstance(found, dict):
        if not place or is_entry(found):
            yield place, list(own_sentences(found))
        named = list(found.items())
    elif isinstance(found, list):
        named = [(v.get("id", n) if isinstance(v, dict) else n, v) for n, v in enumerate(found, 1)]
    else:
        return
    for name, value in named:
        if name not in NOT_READ_BY_USERS:
            yield from entries(value, f"{place} {name}".strip())


def own_sentences(found: dict[str, object]) -> Iterator[str]:
    """The texts of a table, and of those within it that are no entries themselves."""
    for key, value in found.items():
        if key in NOT_READ_BY_USERS:
            continue
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and " " in text.strip():
                yield text
            elif isinstance(text, dict) and not is_entry(text):
                yield from own_sentences(text)


def is_entry(found: dict[str, object]) -> bool:
    return bool({"source", "title", "say"} & set(found))


def entries_of(path: Path) -> list[tuple[str, list[str]]]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        (place, texts)
        for place, texts in entries(told, "")
        if sum(len(words(text)) for text in texts) >= FEWEST
    ]


ENTRIES = [
    pytest.param(path.name, place, texts, id=f"{path.name}: {place or 'top'}")
    for path in FILES
    for place, texts in entries_of(path)
]


@pytest.mark.parametrize(("file", "place", "texts"), ENTRIES)
def test_an_entry_is_read_with_ease(file: str, place: str, texts: list[str]) -> None:
    name = f"{file}: {place}"
    found = grade(texts)
    hard = sorted(sentences(texts), key=lambda line: grade([line]), reverse=True)[:3]
    if name in EXCEPTIONS:
        assert found > HARDEST, f"{name} is easy now (grade {found:.1f}): no exception is needed"
        return
    assert found <= HARDEST, f"{name} reads at grade {found:.1f}. The hardest: {hard}"


@pytest.mark.parametrize(("file", "place", "texts"), ENTRIES)
def test_no_sentence_is_too_long(file: str, place: str, texts: list[str]) -> None:
    longest = max(sentences(texts), key=lambda line: len(words(line)))
    assert len(words(longest)) <= LONGEST, f"{file}: {place} has a long sentence: {longest}"


def test_exceptions_have_a_reason_and_are_there() -> None:
    names = {f"{param.values[0]}: {param.values[1]}" for param in ENTRIES}
    assert set(EXCEPTIONS) <= names
    assert all(len(words(reason)) > 3 for reason in EXCEPTIONS.values())


def test_every_file_has_entries_that_are_measured() -> None:
    assert {path.name for path in FILES} == {param.values[0] for param in ENTRIES}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("appeal", 2),
        ("appealed", 2),
        ("denied", 2),
        ("needed", 2),
        ("treated", 2),
        ("like", 1),
        ("the", 1),
        ("simple", 2),
        ("doctors", 2),
        ("insurance", 3),
        ("medical", 3),
        ("notes", 1),
        ("changes", 2),
        ("boxes", 2),
        ("pages", 2),
        ("scores", 1),
        ("radiology", 5),
        ("people", 2),
        ("question", 2),
        ("patient", 2),
        ("area", 3),
        ("trial", 2),
        ("actual", 3),
        ("science", 2),
        ("going", 2),
        ("trying", 2),
        ("serious", 3),
        ("experience", 4),
        ("employer", 3),
        ("quiet", 2),
        ("client", 2),
        ("files", 1),
        ("titles", 2),
        ("rules", 1),
        ("decided", 3),
        ("evidence", 3),
        ("therapist", 3),
        ("diagnosis", 4),
        ("special", 2),
        ("situation", 4),
        ("friend", 1),
        ("review", 2),
        ("guess", 1),
    ],
)
def test_syllables_are_counted_as_a_person_would(word: str, count: int) -> None:
    assert syllables(word) == count


def test_hard_words_are_told_from_easy_ones() -> None:
    easy = "The cat sat on the mat. It was glad."
    hard = "Retrospective utilization determinations necessitate comprehensive documentation."
    assert grade([easy]) < 2
    assert grade([hard]) > 15
    assert re.fullmatch(r"\d+\.\d", f"{grade([easy, hard]):.1f}")


def test_an_official_name_counts_as_a_plain_word() -> None:
    assert grade(["Ask UnitedHealthcare for it."]) == grade(["Ask them for it."])


# ---- what the window says itself


def shown_by(module: Path) -> list[str]:
    """The texts that a module shows: what it gives to ``tr``."""
    calls = (n for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Call))
    return [
        given.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"tr", "translate"}
        for given in call.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str) and " " in given.value
    ]


MODULES = [
    pytest.param(shown_by(module), id=str(module.relative_to(PROGRAM)))
    for module in sorted(PROGRAM.rglob("*.py"))
    if len(words(" ".join(shown_by(module)))) >= FEWEST
]


@pytest.mark.parametrize("texts", MODULES)
def test_what_the_window_says_is_read_with_ease(texts: list[str]) -> None:
    hard = sorted(sentences(texts), key=lambda line: grade([line]), reverse=True)[:3]
    assert grade(texts) <= HARDEST, f"the hardest: {hard}"
    longest = max(sentences(texts), key=lambda line: len(words(line)))
    assert len(words(longest)) <= LONGEST, longest


def test_the_texts_of_the_window_are_found() -> None:
    assert len(MODULES) > 40
