"""Papers that the desk can make, as drafts to sign: filled from the case, read before they go."""

import re
from dataclasses import dataclass

from appealdesk.audit.places import Place
from appealdesk.case.values import Case, Kind
from appealdesk.desk.paper_facts import Facts, is_so
from appealdesk.guidance.templates import (
    Choice,
    Field,
    Node,
    PaperKind,
    Words,
    paper_kind,
    paper_kinds,
)

__all__ = ["Draft", "PaperKind", "draft", "foot", "kind_of", "paper_kind", "paper_kinds", "why_now"]

_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper filled from a case.

    Attributes:
        kind: id of the paper.
        title: what it is called.
        text: Markdown; what the case does not know is a blank to write in by hand.
        missing: what was not known, and where it is filled in.
    """

    kind: str
    title: str
    text: str
    missing: tuple[Place, ...] = ()


def draft(kind: PaperKind, case: Case) -> Draft:
    """Fill a paper from a case; nothing is invented."""
    facts = Facts(kind, case)
    text = _GAPS.sub("\n\n", _filled(kind.body, facts)).strip() + "\n"
    lines = (line.rstrip() for line in text.split("\n"))
    title = kind.title_for(case.situation.coverage)
    return Draft(kind.id, title, "\n".join(lines), tuple(facts.missing))


def why_now(kind: PaperKind, case: Case) -> str:
    """Why the paper is worth making in this case now, in a sentence; "" when nothing says so."""
    found = (when.why for when in kind.recommended if _all_hold(when.holds, case))
    return next(found, "")


def kind_of(kind: PaperKind) -> Kind:
    """What the paper is once it lies among the case's documents."""
    return Kind(kind.kind)


def foot(title: str, case: Case) -> str:
    """What stands at the foot of each page, so that pages that were parted find each other."""
    patient = " ".join(case.details.patient_name.split())
    return f"{title} \u00b7 {patient}" if patient else title


def _all_hold(names: tuple[str, ...], case: Case) -> bool:
    return all(
        not is_so(name.removeprefix("not "), case) if name.startswith("not ") else is_so(name, case)
        for name in names
    )


def _filled(nodes: tuple[Node, ...], facts: Facts) -> str:
    out = []
    for node in nodes:
        match node:
            case Words(text):
                out.append(text)
            case Field():
                out.append(facts.value(node))
            case Choice(name, then, other):
                out.append(_filled(then if facts.holds(name) else other, facts))
    return "".join(out)
