"""Names for files that the user is offered: whose appeal, for which claim, and the day."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from appealdesk.case.details import Details
from appealdesk.packet.values import Delivery

LONGEST = 200  # bytes with the ending; file systems take 255, and others add to the name
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+')


def packet_name(details: Details, day: date, delivery: Delivery = Delivery.MAIL) -> str:
    """The name of a packet, for example ``Appeal - Ana Diaz - CLM-41 - 2026-11-25.pdf``."""
    parts = ["Appeal", details.patient_name, details.claim_number or details.member_id]
    tail = f"{day.isoformat()} fax" if delivery is Delivery.FAX else day.isoformat()
    return file_name(" - ".join(p for p in map(_plain, parts) if p), f" - {tail}.pdf")


def file_name(stem: str, ending: str) -> str:
    """A name that every system takes, at most ``LONGEST`` bytes; the stem gives way."""
    room = LONGEST - len(ending.encode())
    short = _plain(stem).encode()[:room].decode(errors="ignore")
    return f"{short.rstrip(' .-') or 'Appeal'}{ending}"


def free_path(wanted: Path, is_taken: Callable[[Path], bool]) -> Path:
    """The path, or the first ``name (2).pdf`` and so on that is not taken."""
    if not is_taken(wanted):
        return wanted
    number = 2
    while is_taken(found := wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")):
        number += 1
    return found


def _plain(text: str) -> str:
    """Words without what a file name may not hold."""
    return " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text)).split()).strip(" .")
