"""Where an appeal stands: the coverage, the clock, what the user answered, the stages so far.

The guidance turns these into a last day, prompts and checks. Dates are ISO ("2026-11-25"), empty
while not known. Ids ("erisa-self-funded", "mri") name entries of ``resources/guidance``; an id
that is not known there is kept and treated as not chosen, so that an older program loses nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Timing(StrEnum):
    """When the care is or was given, which decides how fast the plan must answer."""

    UNKNOWN = ""
    BEFORE = "before"  # not yet given
    ONGOING = "ongoing"  # being given, and the plan wants to stop or cut it
    AFTER = "after"  # given; the claim was denied


class Sending(StrEnum):
    """How the packet will be sent."""

    UNKNOWN = ""
    MAIL = "mail"
    FAX = "fax"
    PORTAL = "portal"


class Novelty(StrEnum):
    """Whether the insurer had a paper before it denied."""

    UNKNOWN = ""
    NEW = "new"
    SENT_BEFORE = "sent-before"


class AnswerState(StrEnum):
    """What the user said to a point of the self-audit."""

    DONE = "done"
    NOT_DONE = "not-done"
    NOT_FOR_THIS_CASE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the desk must know to tell the rules that apply.

    Attributes:
        coverage: id of the coverage type; "unknown" is the answer "I don't know", "" no answer.
        level: id of the level of appeal within that coverage; "" is its first.
        timing: when the care is given.
        is_urgent: whether the user asks for a fast (expedited) decision.
        notice_received: when the notice came, if the user can prove it (ISO).
        letter_words: the letter's own words about the last day, as quoted.
        letter_last_day: the last day, if the letter prints a date (ISO).
        service: id of the service profile.
        insurer: id of the insurer profile.
        sending: how the packet will be sent.
    """

    coverage: str = ""
    level: str = ""
    timing: Timing = Timing.UNKNOWN
    is_urgent: bool = False
    notice_received: str = ""
    letter_words: str = ""
    letter_last_day: str = ""
    service: str = ""
    insurer: str = ""
    sending: Sending = Sending.UNKNOWN


@dataclass(frozen=True, slots=True)
class Answer:
    """The user's answer to one check of the self-audit; ``why`` is the reason given."""

    check: str
    state: AnswerState
    why: str = ""


@dataclass(frozen=True, slots=True)
class StageRecord:
    """What was done in one stage of the appeal.

    Attributes:
        stage: id in ``resources/guidance/stages.toml``.
        started: when it began, or the packet was sent (ISO).
        ended: when the answer came (ISO).
        outcome: id of the outcome, "" while open.
        note: the user's own words.
        proof: proof of sending in words, for example a tracking number or a fax confirmation.
    """

    stage: str
    started: str = ""
    ended: str = ""
    outcome: str = ""
    note: str = ""
    proof: str = ""
