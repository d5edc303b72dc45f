"""Rows, and the difference of two sets of them."""

from collections.abc import Iterator, Mapping

Row = tuple[str | int | None, ...]
Write = tuple[str, Row, Row | None]
"""Table, primary key, and the whole new row; None deletes."""


def changed(table: str, old: Mapping[Row, Row], new: Mapping[Row, Row]) -> Iterator[Write]:
    """What turns the old rows of a table, by their keys, into the new ones."""
    for key in old:
        if key not in new:
            yield table, key, None
    for key, row in new.items():
        if old.get(key) != row:
            yield table, key, row
