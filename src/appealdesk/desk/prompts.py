"""Short prompts for whoever writes a section: what to say, what to ask oneself, one example.

Every section has prompts of its own. Those of a case follow it: the kinds of its reasons, the care,
the insurer, the coverage. A prompt asks, tells what helps, and says why; it never has facts.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from appealdesk.case.situation import Timing
from appealdesk.case.values import Case
from appealdesk.guidance.coverage import coverage
from appealdesk.guidance.guidelines import Guideline, guideline
from appealdesk.guidance.insurers import insurer, reviewers_named
from appealdesk.guidance.reasons import ReasonKind, reason_kind
from appealdesk.guidance.rights import rights_for
from appealdesk.guidance.services import service
from appealdesk.resources import resource_path

OWN = "own"
"""Stands for every section that the user added."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a group.

    Attributes:
        words: the question, or what helps.
        sentence: what may be put into the text as it stands, "" for nothing.
        title: what the line is about, "" where its words say so.
    """

    words: str
    sentence: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Prompts that follow the case.

    Attributes:
        title: what they are about.
        why: why they matter.
        points: the lines.
        action: name of the action of the program that helps here, "" for none.
    """

    title: str
    why: str
    points: tuple[Point, ...] = ()
    action: str = ""


class Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said beside the text of one section."""

    say: str
    questions: tuple[str, ...]
    example: str
    groups: tuple[Group, ...] = ()


class _GroupText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    why: str
    points: tuple[str, ...] = ()
    action: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sections: dict[str, Prompts]
    groups: dict[str, _GroupText]
    rights: dict[str, tuple[str, ...]]


def prompts_for(key: str, case: Case | None = None) -> Prompts:
    """The prompts for the section with this key; those for an own section when there are none.

    Args:
        key: the section's key.
        case: the case whose reasons, care, insurer and coverage they follow; None for none.
    """
    found = all_prompts().get(key, all_prompts()[OWN])
    if case is None or key not in _FOLLOWING:
        return found
    return msgspec.structs.replace(found, groups=tuple(_FOLLOWING[key](case)))


def citable(case: Case) -> tuple[Guideline, ...]:
    """The guidelines that may be cited for the care of a case, under its coverage."""
    care = service(case.situation.service)
    known = (guideline(family) for family in (care.families if care is not None else ()))
    return tuple(f for f in known if f is not None and f.fits(case.situation.coverage))


def all_prompts() -> dict[str, Prompts]:
    """All prompts by section key, as they are without a case."""
    return _shipped().sections


@cache
def _shipped() -> _File:
    told = tomllib.loads(resource_path("prompts.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told, _File)


# ---- what follows the case, section by section


def _introduction(case: Case) -> Iterator[Group]:
    situation = case.situation
    if situation.is_urgent and situation.timing is not Timing.AFTER:
        yield _group("urgent")
    if situation.timing is not Timing.UNKNOWN:
        yield _group(f"timing-{situation.timing.value}")
    kind = coverage(situation.coverage)
    if kind is not None and kind.level(situation.level) != kind.levels[0]:
        yield _group("later-level")


def _clinical(case: Case) -> Iterator[Group]:
    care = service(case.situation.service)
    if care is None:
        yield _group("choose-care")
    else:
        yield _group("care-ask", care.ask, care=care.title)
        yield _group("care-look", care.look)
    yield from _by_reason(case, "reason-ask", lambda kind: kind.questions)
    if care is not None:
        told = (f"{family.title}. {family.how}" for family in citable(case))
        yield _group("cite", (care.hurts, *told))


def _supporting(case: Case) -> Iterator[Group]:
    care = service(case.situation.service)
    if care is None:
        yield _group("choose-care")
    else:
        yield _group("care-attach", care.attach, care=care.title)
    yield from _by_reason(
        case, "reason-papers", lambda kind: tuple(paper.words for paper in kind.evidence)
    )


def _response(case: Case) -> Iterator[Group]:
    yield from _by_reason(case, "reason-answer", lambda kind: kind.answer)
    plan = insurer(case.situation.insurer)
    if plan is not None:
        made = _group("insurer", plan.look, insurer=plan.title)
        yield Group(made.title, made.why, (*made.points, Point(plan.criteria, plan.ask)))
    others = reviewers_named(case.details.insurer_name)
    if others:
        yield _group("reviewer", tuple(company.what for company in others))
    yield from _rights(case, "direct-response")


def _conclusion(case: Case) -> Iterator[Group]:
    yield from _rights(case, "conclusion")


_FOLLOWING: dict[str, Callable[[Case], Iterator[Group]]] = {
    "introduction": _introduction,
    "clinical-justification": _clinical,
    "supporting-documentation": _supporting,
    "direct-response": _response,
    "conclusion": _conclusion,
}


def _group(name: str, lines: tuple[str, ...] = (), **words: str) -> Group:
    text = _shipped().groups[name]
    return Group(
        text.title.format(**words),
        text.why.format(**words),
        tuple(Point(line) for line in (*text.points, *lines)),
        text.action,
    )


def _by_reason(
    case: Case, name: str, lines: Callable[[ReasonKind], tuple[str, ...]]
) -> Iterator[Group]:
    """A group for each reason whose kind is known; two reasons of one kind have one."""
    shown: set[str] = set()
    for number, reason in enumerate(case.reasons, start=1):
        kind = reason_kind(reason.kind)
        if kind is not None and kind.id not in shown:
            shown.add(kind.id)
            yield _group(name, lines(kind), number=str(number), reason=reason.title or kind.title)


def _rights(case: Case, key: str) -> Iterator[Group]:
    wanted = _shipped().rights[key]
    known = {right.id: right for right in rights_for(case.situation)}
    found = [known[right_id] for right_id in wanted if right_id in known]
    if found:
        made = _group("rights")
        points = (Point(right.plain, right.sentence, right.title) for right in found)
        yield Group(made.title, made.why, tuple(points))
