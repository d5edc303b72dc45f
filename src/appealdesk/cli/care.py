"""What the command line takes and shows of the care: service, insurer, and what may be asked."""

from collections.abc import Callable, Iterator
from typing import Any

import typer

from appealdesk.case import edits
from appealdesk.case.edits import Edit
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Situation
from appealdesk.case.values import Case
from appealdesk.desk.prompts import citable
from appealdesk.guidance.coverage import coverages
from appealdesk.guidance.insurers import insurer, insurers, reviewers_named
from appealdesk.guidance.rights import rights_for
from appealdesk.guidance.services import service, services

_IDS: dict[str, Callable[[], list[str]]] = {
    "coverage": lambda: [found.id for found in coverages()],
    "service": lambda: [found.id for found in services()],
    "insurer": lambda: [found.id for found in insurers()],
}
_YES = {"yes": True, "true": True, "no": False, "false": False, "": False}


def situation_edit(key: str, value: str) -> Edit:
    """An edit of one field of the situation, from words.

    Raises:
        AppealDeskError: the value is none of the choices.
    """
    if value and key in _IDS:
        ids = _IDS[key]()
        if value not in ids:
            raise AppealDeskError(
                f"There is no {key} \u201c{value}\u201d.", f"Known are: {', '.join(ids)}."
            )
    if key == "is_urgent":
        if value.lower() not in _YES:
            raise AppealDeskError(f"\u201c{value}\u201d is not yes or no.", "Say yes or no.")
        return edits.set_situation(key, _YES[value.lower()])
    return edits.set_situation(key, value)


def situation_help() -> Iterator[str]:
    """What can be set besides the details, line by line."""
    for kind in coverages():
        levels = ", ".join(level.id for level in kind.levels)
        yield f"{f'coverage={kind.id}':32} {kind.title}. level: {levels}"
    for care in services():
        yield f"{f'service={care.id}':32} {care.title} (service_profile= clears it)"
    for plan in insurers():
        yield f"{f'insurer={plan.id}':32} {plan.title}"
    yield "timing                           before, ongoing or after the care"
    yield "is_urgent                        yes or no"
    yield "sending                          mail, fax or portal"
    yield "notice_received, letter_last_day a day, such as 2026-03-09"
    yield "letter_words                     the letter's sentence on the time to appeal"


def care_json(case: Case) -> dict[str, Any]:
    """The profiles of the case and what may be asked of the plan; None where none is chosen."""
    care, plan = service(case.situation.service), insurer(case.situation.insurer)
    return {
        "service": care,
        "guidelines": list(citable(case)),
        "insurer": plan,
        "reviewers": list(reviewers_named(case.details.insurer_name)),
        "rights": list(rights_for(case.situation)),
    }


def print_care(situation: Situation) -> None:
    """Print which profiles are chosen."""
    care, plan = service(situation.service), insurer(situation.insurer)
    if care is not None:
        typer.echo(f"{'Care:':28} {care.title}")
    if plan is not None:
        typer.echo(f"{'Insurer profile:':28} {plan.title}")
        typer.echo(f"    {plan.criteria}")
