"""What is shipped as guidance: whole, with sources, in plain words, and without addresses."""

import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from appealdesk.guidance.catalogue import Source
from appealdesk.resources import resource_path

FILES = sorted(resource_path("guidance").glob("*.toml"))

# Only the letter itself has the right address: one from elsewhere sends an appeal to the wrong desk.
_ADDRESS = re.compile(
    r"P\.? ?O\.? Box"
    r"|\b\d{5}-\d{4}\b|\b[A-Z]{2} \d{5}\b"  # ZIP codes
    r"|\(\d{3}\) ?\d{3}|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b1?-?8(?:00|33|44|55|66|77|88)-"  # telephone, fax
    r"|\bTTY\b"
    r"|\b\d+ (?:[A-Z]\w+ )+(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive|Suite|Lane)"
    r"|@"
)
_FEW = 8  # words
_WEB = re.compile(r"https?://|\bwww\.|\b\w+\.(?:com|gov|org|net|edu|mil)\b", re.IGNORECASE)


def told(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def strings(found: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its place; keys are places."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from strings(value, f"{place}.{key}")
    elif isinstance(found, list):
        for number, value in enumerate(found):
            yield from strings(value, f"{place}[{number}]")
    elif isinstance(found, str):
        yield place, found


def entries(found: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """The entries of a file: the tables in its lists ("[[rights]]")."""
    for key, value in found.items():
        for number, table in enumerate(value if isinstance(value, list) else []):
            if isinstance(table, dict):
                yield f"{key} {table.get('id', number)}", table


def sources(found: object) -> Iterator[object]:
    if isinstance(found, dict):
        if "source" in found:
            yield found["source"]
        for value in found.values():
            yield from sources(value)
    elif isinstance(found, list):
        for value in found:
            yield from sources(value)


def is_covered(entry: dict[str, object]) -> bool:
    """Whether the entry has a source, or each table of one of its lists has one.

    A table of names alone ("Certified mail", "Tracking number") states nothing and needs none.
    """
    if "source" in entry or all(len(text.split()) < _FEW for _, text in strings(entry)):
        return True
    lists = [v for v in entry.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    return any(all(is_covered(table) for table in found) for found in lists)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_loader_of_its_name_reads_it(path: Path) -> None:
    """A file that nothing reads would be corrected in vain."""
    module = importlib.import_module(f"appealdesk.guidance.{path.stem}")
    assert f'load("{path.stem}"' in inspect.getsource(module)
    read = [
        made()
        for made in vars(module).values()
        if callable(made)
        and getattr(made, "__module__", "") == module.__name__
        and not inspect.isclass(made)
        and not inspect.signature(made).parameters
    ]
    assert read
    assert all(read)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_entry_has_a_source_that_is_whole(path: Path) -> None:
    whole = told(path)
    assert list(entries(whole)), "no entries"
    for place, entry in entries(whole):
        assert is_covered(entry), f"{path.name}: {place} has no source"
    for source in sources(whole):
        msgspec.convert(source, Source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_plain_words_are_there_and_no_text_names_an_address(path: Path) -> None:
    for place, text in strings(told(path)):
        where = f"{path.name}{place}"
        assert text.strip(), f"{where} is empty"
        assert text == text.strip(), f"{where} begins or ends with a space"
        assert not _ADDRESS.search(text), f"{where} names an address, a phone or a fax: {text}"
        if not place.endswith(".source.where"):
            assert not _WEB.search(text), f"{where} names a place in the web: {text}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_ids_are_unique_and_the_file_says_how_to_correct_it(path: Path) -> None:
    whole = told(path)
    for key, value in whole.items():
        ids = (
            [t["id"] for t in value if isinstance(t, dict) and "id" in t]
            if isinstance(value, list)
            else []
        )
        assert len(ids) == len(set(ids)), f"{path.name}: {key}"
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert head.startswith("#")
    assert "orrect" in path.read_text(encoding="utf-8")[:1500]


@pytest.mark.parametrize(
    "text",
    [
        "Write to PO Box 4000",
        "Send it to P.O. Box 12.",
        "Fax it to (860) 555-0142",
        "Call 1-800-555-0100",
        "Call 860-555-0142",
        "appeals@plan.example",
        "12 Main Street",
        "Hartford, CT 06156",
        "TTY 711",
    ],
)
def test_an_address_would_be_found(text: str) -> None:
    assert _ADDRESS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "29 CFR 2560.503-1(h)(2)(iii)",
        "45 CFR 147.136(b)(2)(ii)(C)",
        "NCD 220.6.17",
        "5 CFR 890.105(e)",
        "No. 11-cv-17 (D. Vt. 2013)",
        "MRI, 72148",
        "LOCUS 20, score of 24",
    ],
)
def test_a_citation_is_no_address(text: str) -> None:
    assert not _ADDRESS.search(text)


@pytest.mark.parametrize(
    "found",
    [
        {"cite": "", "read": "2026-11", "where": "x"},
        {"cite": "x", "read": "2026-11", "where": " "},
        {"cite": "x", "read": "lately", "where": "x"},
        {"cite": "x", "read": "2026-13", "where": "x"},
        {"cite": "x", "read": "2026-11"},
    ],
)
def test_a_source_that_is_not_whole_is_refused(found: dict[str, str]) -> None:
    with pytest.raises((msgspec.ValidationError, ValueError)):
        msgspec.convert(found, Source)
