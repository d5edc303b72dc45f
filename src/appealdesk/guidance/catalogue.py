"""How guidance is read: one TOML file, one typed value, every rule with its source.

A file that does not fit its type is a fault of the build, not of the user: the error names file and
place. ``tests/guidance/test_catalogue.py`` reads every file and holds it to the house rules.
"""

import datetime as dt
import re
import tomllib
from typing import TypeVar

import msgspec

from appealdesk.resources import resource_path

T = TypeVar("T")

_READ = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule or a fact stands, and when somebody read it there.

    Attributes:
        cite: what a person would cite, for example "45 CFR 147.136(d)(2)(i)".
        read: the day, or the month, on which it was read ("2026-11-25" or "2026-11").
        where: the page or paper on which it was read, in words or as an address.
    """

    cite: str
    read: str
    where: str

    def __post_init__(self) -> None:
        """Refuse a source that is not whole."""
        if not self.cite.strip() or not self.where.strip():
            raise ValueError("a source needs what to cite and where it was read")
        if not _READ.fullmatch(self.read):
            raise ValueError(f"{self.read!r} is no day or month")
        dt.date.fromisoformat(self.read if len(self.read) > len("2026-11") else f"{self.read}-01")


def load(name: str, shape: type[T]) -> T:
    """Read ``resources/guidance/<name>.toml`` as a value of this shape.

    Raises:
        msgspec.ValidationError: the file does not fit, with the place in it.
    """
    text = resource_path(f"guidance/{name}.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(f"guidance/{name}.toml: {error}") from error
