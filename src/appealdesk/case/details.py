"""The details of a case: who, what, which claim. They feed the cover and the foot line.

One dataclass field is one detail. Its metadata carries all that a form or a help text needs, so
that a detail is added in one place. Every value is text exactly as the user typed it.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache


class Group(StrEnum):
    """The groups in which details are asked for."""

    PATIENT = "The patient"
    INSURER = "The insurer"
    DENIAL = "The denial"
    SENDER = "Who is appealing"


class Need(StrEnum):
    """How much a packet needs a detail."""

    MUST = "must"  # without it no packet goes out
    SHOULD = "should"  # without it the check says "missing"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class DetailField:
    """One detail as a form shows it."""

    key: str
    label: str
    group: Group
    need: Need
    help: str
    is_long: bool = False


def _detail(label: str, group: Group, need: Need, help_text: str, *, is_long: bool = False) -> str:
    metadata = {"label": label, "group": group, "need": need, "help": help_text, "long": is_long}
    default: str = field(default="", metadata=metadata)
    return default


@dataclass(frozen=True, slots=True)
class Details:
    """All details of one case; an empty string is a detail not yet known."""

    patient_name: str = _detail(
        "Patient's name", Group.PATIENT, Need.MUST, "As it stands on the insurance card."
    )
    patient_birth_date: str = _detail(
        "Date of birth", Group.PATIENT, Need.MAY, "Helps the insurer find the right person."
    )
    member_id: str = _detail(
        "Member ID", Group.PATIENT, Need.SHOULD, "The number on the insurance card."
    )
    group_number: str = _detail(
        "Group number", Group.PATIENT, Need.MAY, "On the card, if the plan comes through a job."
    )
    insurer_name: str = _detail(
        "Insurer", Group.INSURER, Need.MUST, "The company that sent the denial letter."
    )
    insurer_department: str = _detail(
        "Department", Group.INSURER, Need.MAY, "For example: Appeals and Grievances."
    )
    insurer_address: str = _detail(
        "Address for appeals",
        Group.INSURER,
        Need.SHOULD,
        "Copy it from this denial letter. Addresses differ from plan to plan.",
        is_long=True,
    )
    insurer_fax: str = _detail(
        "Fax for appeals", Group.INSURER, Need.MAY, "Copy it from this denial letter."
    )
    plan_name: str = _detail(
        "Plan name", Group.INSURER, Need.MAY, "The name of the plan, as the card or letter has it."
    )
    claim_number: str = _detail(
        "Claim or reference number",
        Group.DENIAL,
        Need.SHOULD,
        "The number in the denial letter: claim, reference, case or authorization number.",
    )
    denial_date: str = _detail(
        "Date of the denial letter", Group.DENIAL, Need.SHOULD, "The date printed on the letter."
    )
    service: str = _detail(
        "What was denied", Group.DENIAL, Need.SHOULD, "For example: MRI of the lower back."
    )
    service_code: str = _detail(
        "Procedure code", Group.DENIAL, Need.MAY, "If the letter names one, for example a CPT code."
    )
    diagnosis: str = _detail(
        "Diagnosis", Group.DENIAL, Need.MAY, "As the doctor wrote it, with its code if you have it."
    )
    service_date: str = _detail(
        "Date of service", Group.DENIAL, Need.MAY, "Leave empty if the care has not happened yet."
    )
    provider_name: str = _detail(
        "Doctor or provider", Group.DENIAL, Need.MAY, "Who ordered the care that was denied."
    )
    sender_name: str = _detail(
        "Your name", Group.SENDER, Need.SHOULD, "The person who signs this appeal."
    )
    sender_role: str = _detail(
        "You are", Group.SENDER, Need.MAY, "For example: the patient, the parent, the provider."
    )
    sender_address: str = _detail(
        "Your address", Group.SENDER, Need.MAY, "Where the answer should go.", is_long=True
    )
    sender_phone: str = _detail(
        "Your phone", Group.SENDER, Need.SHOULD, "Where the insurer can call you about this appeal."
    )
    sender_fax: str = _detail("Your fax", Group.SENDER, Need.MAY, "If you have one.")
    sender_email: str = _detail("Your e-mail", Group.SENDER, Need.MAY, "If you want to give it.")
    letter_date: str = _detail(
        "Date of this appeal", Group.SENDER, Need.SHOULD, "The date on which you send it."
    )


@cache
def detail_fields() -> tuple[DetailField, ...]:
    """Every detail in the order in which a form asks for it."""
    return tuple(
        DetailField(
            key=f.name,
            label=f.metadata["label"],
            group=f.metadata["group"],
            need=f.metadata["need"],
            help=f.metadata["help"],
            is_long=f.metadata["long"],
        )
        for f in fields(Details)
    )


@cache
def detail_keys() -> frozenset[str]:
    """The keys of all details."""
    return frozenset(f.key for f in detail_fields())
