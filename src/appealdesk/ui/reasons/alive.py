"""Callbacks of work beside the interface that outlives the part that asked for it."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject
from shiboken6 import isValid

from appealdesk.case.errors import AppealDeskError
from appealdesk.ui.view import Kit

P = ParamSpec("P")


def while_alive(owner: QObject, callback: Callable[P, object]) -> Callable[P, None]:
    """The callback, which does nothing once ``owner`` is gone, for example with its window."""

    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        if isValid(owner):
            callback(*args, **kwargs)

    return call


def tell_and(kit: Kit, then: Callable[[], None], error: AppealDeskError) -> None:
    """An error is told even when the part that caused it is gone."""
    kit.notices.error(error)
    then()
