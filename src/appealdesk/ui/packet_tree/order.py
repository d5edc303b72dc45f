"""Which rows of a list can stay where they are when it gets another order."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def staying(have: Sequence[T], wanted: Sequence[T]) -> set[T]:
    """The largest set of parts of ``have`` that stand in the order of ``wanted`` already.

    All others move; so one paper dragged through five hundred is one move. Takes n log n steps.
    """
    places = {part: n for n, part in enumerate(wanted)}
    kept = [part for part in have if part in places]
    ends: list[int] = []  # of the best run of each length: the place where it ends
    best: list[int] = []  # and which of ``kept`` that is
    before: list[int] = []
    for number, part in enumerate(kept):
        length = bisect_left(ends, places[part])
        before.append(best[length - 1] if length else -1)
        if length == len(ends):
            ends.append(places[part])
            best.append(number)
        else:
            ends[length] = places[part]
            best[length] = number
    stay: set[T] = set()
    last = best[-1] if best else -1
    while last >= 0:
        stay.add(kept[last])
        last = before[last]
    return stay
