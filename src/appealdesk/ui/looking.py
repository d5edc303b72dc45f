"""What is looked at after each edit: the plan of the packet and the self-audit."""

import datetime as dt
from dataclasses import dataclass

from appealdesk.audit.checks import Check, check
from appealdesk.case.values import Case
from appealdesk.desk.papers_read import PapersRead
from appealdesk.desk.session import Session
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Lengths, Packet


@dataclass(frozen=True, slots=True)
class Heard:
    """An edit with all that it means. Edits are numbered as they are made, by ``turn``."""

    turn: int
    after: Case
    packet: Packet
    checks: tuple[Check, ...]
    undo_label: str | None
    redo_label: str | None


def looked_at(
    session: Session, turn: int, after: Case, lengths: Lengths, papers: PapersRead
) -> Heard:
    """Plan and check a case, in whatever thread."""
    packet = plan(after, lengths)
    file = session.file
    checks = checked(after, packet, papers)
    return Heard(turn, after, packet, checks, file.undo_label, file.redo_label)


def checked(case: Case, packet: Packet, papers: PapersRead) -> tuple[Check, ...]:
    """The self-audit of today, with what is known of the papers so far."""
    today = dt.datetime.now().astimezone().date()
    return check(case, packet, papers.facts(case), today)
