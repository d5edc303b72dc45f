"""A paper of six pages in the open case: five with words, one of them lying, and a picture."""

import shutil

import pytest

from appealdesk.case.values import new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from support.pages import make_paper

SECTION = 3


@pytest.fixture(scope="session")
def case_with_paper(worker, tmp_path_factory):
    """A case file with the paper in it; made once, because bringing a file in takes a while."""
    folder = tmp_path_factory.mktemp("paper")
    with Session(CaseFile.create(folder / "case.appeal", new_case())) as opened:
        list(import_files(opened, worker, [make_paper(folder / "chart.pdf")], section=SECTION))
    return folder / "case.appeal"


@pytest.fixture
def session(case_with_paper, tmp_path):
    with Session(CaseFile.open(shutil.copy(case_with_paper, tmp_path / "case.appeal"))) as opened:
        yield opened


@pytest.fixture
def paper(bench):
    """The document, filed under Supporting Documentation."""
    return next(bench.case.documents())
