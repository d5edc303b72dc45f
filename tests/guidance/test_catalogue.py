"""What is shipped as guidance: whole, with sources, in plain words, and without addresses."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from appealdesk.guidance.catalogue import Source
from appealdesk.resources import resource_path

FILES = sorted(resource_path("guidance").glob("*.toml"))
# A rule may only be told in the words of its source: these are citations and addresses of sources.
_ADDRESS = re.compile(
    r"P\.? ?O\.? Box|\b\d{5}(?:-\d{4})\b|\(\d{3}\) \d{3}|\b1-8\d\d-|https?://|@", re.IGNORECASE
)


def entries(found: object, place: str = "") -> Iterator[tuple[str, object]]:
    yield place, found
    if isinstance(found, dict):
        for key, value in found.items():
            if key != "source":
                yield from entries(value, f"{place}.{key}")
    elif isinstance(found, list):
        for number, value in enumerate(found):
            yield from entries(value, f"{place}[{number}]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rules_have_sources_and_no_address(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for place, found in entries(told):
        if isinstance(found, str):
            assert not _ADDRESS.search(found), place
            assert found.strip(), place
        if isinstance(found, dict) and "rule" in found:
            assert "source" in found, place
            msgspec.convert(found["source"], Source)


@pytest.mark.parametrize(
    "told",
    [
        {"cite": "", "read": "2026-11", "where": "x"},
        {"cite": "x", "read": "2026-11", "where": " "},
        {"cite": "x", "read": "lately", "where": "x"},
        {"cite": "x", "read": "2026-13", "where": "x"},
        {"cite": "x", "read": "2026-11"},
    ],
)
def test_a_source_that_is_not_whole_is_refused(told: dict[str, str]) -> None:
    with pytest.raises((msgspec.ValidationError, ValueError)):
        msgspec.convert(told, Source)
