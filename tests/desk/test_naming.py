"""Names of files that are offered."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealdesk.case.details import Details
from appealdesk.desk.naming import LONGEST, file_name, free_path, packet_name
from appealdesk.packet.values import Delivery

DAY = date(2026, 11, 25)


def test_a_packet_is_named_for_patient_claim_and_day():
    details = Details(patient_name="Ana Díaz", claim_number="CLM-41", member_id="W1")
    assert packet_name(details, DAY) == "Appeal - Ana Díaz - CLM-41 - 2026-11-25.pdf"
    assert packet_name(details, DAY, Delivery.FAX).endswith(" - 2026-11-25 fax.pdf")
    assert packet_name(Details(member_id="W1"), DAY) == "Appeal - W1 - 2026-11-25.pdf"
    assert packet_name(Details(), DAY) == "Appeal - 2026-11-25.pdf"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A/B: C?", "A B C"),
        ("..hidden", "hidden"),
        ("two\nlines", "two lines"),
        ("a\u202egpj", "a gpj"),
    ],
)
def test_what_a_file_name_may_not_hold_is_left_out(typed, kept):
    assert file_name(typed, ".pdf") == f"{kept}.pdf"


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_name_is_short_enough_and_safe_whatever_was_typed(patient, claim):
    name = packet_name(Details(patient_name=patient, claim_number=claim), DAY)
    assert len(name.encode()) <= LONGEST
    assert name.endswith(" - 2026-11-25.pdf")
    assert not set('<>:"/\\|?*\n\r\t\0') & set(name)
    assert Path(name).name == name


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    wanted = tmp_path / "a.pdf"
    assert free_path(wanted, Path.exists) == wanted
    wanted.touch()
    (tmp_path / "a (2).pdf").touch()
    assert free_path(wanted, Path.exists) == tmp_path / "a (3).pdf"
