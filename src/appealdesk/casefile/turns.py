"""Lets threads take turns at an object that has a ``lock``."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from appealdesk.casefile.errors import CaseFileError


class Locked(Protocol):
    """What has a lock and may be closed."""

    lock: threading.RLock
    is_closed: bool


S = TypeVar("S", bound=Locked)
P = ParamSpec("P")
R = TypeVar("R")


def alone(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Let one thread at a time into a method; once it is closed, none but ``close``.

    Work that waited its turn may find the case closed: that is no fault of the program.

    Raises:
        CaseFileError: the case was closed meanwhile.
    """

    @wraps(method)
    def entered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.lock:
            if self.is_closed and method.__name__ != "close":
                raise CaseFileError("This appeal was closed.", "Open it again.")
            return method(self, *args, **kwargs)

    return entered
