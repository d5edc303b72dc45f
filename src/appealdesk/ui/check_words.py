"""How a finding reads: as a question, as an order, or as it is when it is well.

The check's own title says how things are when they are well ("The denial letter is in the
packet"). Said of something that is missing it would read as if it were done.
"""

from appealdesk.audit.places import Place
from appealdesk.audit.values import Check, State
from appealdesk.case.situation import AnswerState


def order_of(check: Check) -> str:
    """The check as an order."""
    return check.todo or check.title


def title_of(check: Check) -> str:
    """The check as it stands: a question, an order, or what is well."""
    if is_open_question(check):
        return check.ask
    is_open = check.state in {State.MISSING, State.WEAK}
    return order_of(check) if is_open else check.title


def is_open_question(check: Check) -> bool:
    """Whether it waits for the user's first answer."""
    return has_question(check) and check.answer is None


def has_question(check: Check) -> bool:
    """Whether the user is asked, and has not said that it is done or not for this case."""
    is_open = check.state in {State.MISSING, State.WEAK}
    answer = check.answer.state if check.answer is not None else None
    return check.is_asked and is_open and answer in {None, AnswerState.NOT_DONE}


def places_of(check: Check) -> tuple[Place, ...]:
    """Where it is mended; the card itself, on which a question is answered, is no such place."""
    return tuple(place for place in check.where if place.key != "answer")
