"""What every room's tests share: a case file, an open session and one warm worker."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from appealdesk.case.details import Details
from appealdesk.case.values import new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker

DETAILS = Details(
    patient_name="Ana Díaz",
    member_id="W123",
    claim_number="C-9",
    insurer_name="Northfield Health Plan",
)


@pytest.fixture(autouse=True)
def garbage_is_collected_here():
    """Where the window's tests switched the collector off, collect in the main thread."""
    yield
    if not gc.isenabled() and gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect()


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as warm:
        yield warm


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(CaseFile.create(tmp_path / "case.appeal", new_case(DETAILS))) as opened:
        yield opened
