"""What a check says: its state, why it matters, and where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from appealdesk.audit.places import Place
from appealdesk.case.situation import Answer
from appealdesk.guidance.catalogue import Source


class State(StrEnum):
    """How a check stands."""

    DONE = "done"
    MISSING = "missing"
    WEAK = "weak"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: a plain title, its state, why it matters, and where to mend it.

    A check that has nothing to judge yet (no reason, no paper, no facts read) is NOT_APPLICABLE
    without an answer, and so is a question to the user while no reason is answered: it would only
    stand in the way of what comes first. NOT_APPLICABLE with an answer is the user's own "not for
    this case", with the reason in ``answer.why``.

    Attributes:
        id: names the check for good, also in ``Case.answers``.
        title: how things are when they are well ("The denial letter is in the packet").
        state: how it stands.
        why: why it matters.
        where: the places that mend it, the best one first.
        stops_export: True for checks that, while missing, let no packet out.
        is_asked: whether the user's own answer decides, as nothing else can.
        answer: the user's answer that holds here, None when there is none.
        source: where the reason for the check stands.
        ask: the title as a question, where the user may be asked.
        todo: the title as an order ("Put the denial letter into the packet").
        group: id of its group; ``guidance.checks.group_title`` has the words.
        help: id of a page of the help, "" for none.
    """

    id: str
    title: str
    state: State
    why: str
    where: tuple[Place, ...] = ()
    stops_export: bool = False
    is_asked: bool = False
    answer: Answer | None = None
    source: Source | None = None
    ask: str = ""
    todo: str = ""
    group: str = ""
    help: str = ""

    @property
    def can_dismiss(self) -> bool:
        """Whether the user may say "not for this case", with a reason."""
        return not self.stops_export


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check finds, before the user's answer is heard."""

    state: State
    where: tuple[Place, ...] = ()
    is_asked: bool = False


DONE = Verdict(State.DONE)
NOTHING = Verdict(State.NOT_APPLICABLE)
"""There is nothing to judge."""


def missing(where: Iterable[Place]) -> Verdict:
    """Missing at these places; done when there are none."""
    return _found(where, State.MISSING)


def weak(where: Iterable[Place]) -> Verdict:
    """Could be better at these places; done when there are none."""
    return _found(where, State.WEAK)


def _found(where: Iterable[Place], worse: State) -> Verdict:
    places = tuple(where)
    return Verdict(worse, places) if places else DONE
