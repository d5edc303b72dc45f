"""Checks of signing and sending; most of it only the user can tell."""

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, Verdict
from appealdesk.case.values import Kind
from appealdesk.reading.values import is_same_name


def address_right(matter: Matter) -> Verdict:
    """Asked of the user, with the letter at hand; no address is ever given by the program."""
    return matter.ask("address-right", Place("detail", 0, "Address for appeals", "insurer_address"))


def representative(matter: Matter) -> Verdict:
    """Whoever signs for the patient has a form for it in the packet, or says why none is needed."""
    details = matter.case.details
    if not details.sender_name or is_same_name(details.sender_name, details.patient_name):
        return NOTHING
    if any(matter.of_kind(Kind.FORM)):
        return DONE
    return matter.ask("representative", Place("case", 0, "Add the signed form", "add-files"))


def signed(matter: Matter) -> Verdict:
    """Asked of the user."""
    return matter.ask("signed", *matter.section("conclusion", "Leave room above your name"))


def copies_kept(matter: Matter) -> Verdict:
    """A proof of sending stands among the stages, or the user has a plan for it."""
    if any(stage.proof for stage in matter.case.stages):
        return DONE
    return matter.ask("copies-kept")
