"""kill -9 while exporting: the packet on disk is the old one or the new one, whole."""

import hashlib
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from appealdesk.case.values import Layout
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.exporting import export
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker
from support.papers import text_pdf

CHILD = """
import sys
from pathlib import Path
from appealdesk.case.values import Layout
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.exporting import export
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker
case, out = Path(sys.argv[1]), Path(sys.argv[2])
with Session(CaseFile.open(case)) as session, Worker() as worker:
    print("ready", flush=True)
    for turn in range(1000):
        done = export(session, worker, out, layout=Layout(has_dividers=turn % 2 == 1))
        print(done.sha256, flush=True)
"""


def _kill_many(session: Session, worker: Worker, tmp_path: Path, times: int) -> None:
    papers = [text_pdf(tmp_path / f"{n}.pdf", ["sheet"] * 12) for n in range(3)]
    list(
        import_files(session, worker, papers, section=session.case.sections[2].id, allow_same=True)
    )
    out = tmp_path / "packet.pdf"
    whole = {
        export(session, worker, out, layout=Layout(has_dividers=dividers)).sha256
        for dividers in (False, True)
    }
    assert len(whole) == 2
    path = session.file.path
    session.close()
    rng = random.Random(20260)  # noqa: S311  only instants to kill at
    for _ in range(times):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, path, out], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        try:
            child.wait(timeout=rng.uniform(0.0, 2.5))
        except subprocess.TimeoutExpired:
            pass
        else:
            pytest.fail("the child ended by itself")
        child.send_signal(signal.SIGKILL)
        acknowledged = child.communicate()[0].split()
        assert hashlib.sha256(out.read_bytes()).hexdigest() in whole
        with CaseFile.open(path) as again:
            recorded = [record.sha256 for record in again.exports()]
            assert set(recorded) <= whole
            assert (
                recorded[-len(acknowledged) :] == acknowledged
                or not acknowledged
                or (
                    # killed between the record and its acknowledgement
                    recorded[-len(acknowledged) - 1 : -1] == acknowledged
                )
            )


@pytest.mark.slow
def test_trap_30_a_kill_while_exporting_never_leaves_half_a_packet(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    _kill_many(session, worker, tmp_path, 5)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_trap_30_forty_kills_while_exporting(
    session: Session, worker: Worker, tmp_path: Path
) -> None:
    _kill_many(session, worker, tmp_path, 40)
