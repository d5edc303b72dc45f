"""What the child cannot do any more once its door is shut."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from appealdesk.worker.client import Worker, WorkerProblem
from appealdesk.worker.folders import is_running, make_folder, sweep_leftovers
from support.worker_ops import Ask, Said

TESTS = Path(__file__).resolve().parents[1]


def say(worker, op, text):
    return worker.call(op, Ask(text), Said, deadline=20)


@pytest.fixture
def landlocked(shared):
    shared.warm_up()
    if not shared.walls.landlock:
        pytest.skip("this kernel has no Landlock")
    return shared


@pytest.fixture
def filtered(shared):
    shared.warm_up()
    if not shared.walls.seccomp:
        pytest.skip("this kernel takes no filter of system calls")
    return shared


@pytest.mark.parametrize(
    "what",
    [
        "write /tmp",
        "write package",
        "connect",
        "datagram",
        "run",
        "exec",
        "fork",
        "kill parent",
        "symlink",
    ],
)
def test_python_code_may_not(shared, what):
    assert say(shared, "attempt", what).text == "PermissionError"


@pytest.mark.parametrize("what", ["read /etc/passwd", "list home", "list /"])
def test_files_elsewhere_cannot_be_read(landlocked, what):
    assert say(landlocked, "attempt", what).text == "PermissionError"


@pytest.mark.parametrize("what", ["open", "write", "fifo"])
def test_a_library_cannot_get_at_files_either(landlocked, what):
    assert say(landlocked, "natively", what).text == "refused"


@pytest.mark.parametrize("what", ["socket", "unix socket", "exec", "fork", "kill"])
def test_a_library_cannot_reach_out_of_the_process(filtered, what):
    assert say(filtered, "natively", what).text == "refused"


def test_files_and_threads_in_the_folder_work(shared):
    assert say(shared, "attempt", "work in folder").text == "allowed"


def test_a_file_that_the_parent_puts_into_the_folder_can_be_read(shared):
    (shared.folder / "came-in").write_text("from outside")
    assert say(shared, "read", "came-in").text == "from outside"
    (shared.folder / "came-in").unlink()


def test_a_link_cannot_be_made_that_would_lead_the_parent_out(landlocked):
    assert say(landlocked, "link", "").number != 0
    assert not (landlocked.folder / "answer.pdf").is_symlink()


def test_a_link_in_the_folder_is_refused_where_the_walls_are_missing(shared):
    trap = shared.folder / "answer.pdf"
    trap.symlink_to("/etc/passwd")
    with pytest.raises(WorkerProblem) as caught:
        say(shared, "echo", "ab")
    assert caught.value.code == "garbled"
    assert not trap.is_symlink()
    assert say(shared, "echo", "ab").text == "ab"


def test_the_environment_of_the_user_stays_out(odd_worker, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere.py")
    worker = odd_worker()
    seen = say(worker, "environment", "").text
    assert "SECRET_TOKEN" not in seen
    assert "PYTHON" not in seen
    assert f"TMPDIR={worker.folder}" in seen


def test_temporary_files_of_libraries_land_in_the_folder(shared):
    assert Path(say(shared, "temporary", "").text).parent == shared.folder


def test_leftovers_of_a_killed_program_are_swept(tmp_path):
    script = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from pathlib import Path\n"
        "from appealdesk.worker.client import Worker\n"
        "w = Worker(Path(sys.argv[3]), ops='support.worker_ops', paths=(Path(sys.argv[2]),))\n"
        "w.warm_up()\n"
        "(w.folder / 'page.pdf').write_bytes(b'x')\n"
        "print(w.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    source = TESTS.parent / "src"
    with subprocess.Popen(
        [sys.executable, "-c", script, source, TESTS, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as killed:
        child = int(killed.stdout.readline())
        assert sweep_leftovers(tmp_path) == ()  # it still runs
        killed.send_signal(signal.SIGKILL)
    _wait_for_end(child)
    (left,) = tmp_path.iterdir()
    assert (left / "page.pdf").exists()
    with Worker(tmp_path) as worker:
        assert not left.exists()
        assert worker.folder.exists()


def _wait_for_end(pid):
    """The orphan ends by itself, because its pipe was closed."""
    pause = threading.Event()
    for _ in range(200):
        if not is_running(pid) or _is_zombie(pid):
            return
        pause.wait(0.05)
    pytest.fail("the child outlived its parent")


def _is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_sweeping_leaves_everything_else_alone(tmp_path):
    dead = 2**22 - 3  # above the highest number of a process here
    own = make_folder(tmp_path)
    (tmp_path / "appealdesk-notes").mkdir()
    (tmp_path / f"appealdesk-{dead}-file").write_text("a file")
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / f"appealdesk-{dead}-link").symlink_to(kept)
    (tmp_path / f"appealdesk-{dead}-dead").mkdir()
    assert sweep_leftovers(tmp_path) == (tmp_path / f"appealdesk-{dead}-dead",)
    assert own.exists()
    assert kept.exists()
    assert len(list(tmp_path.iterdir())) == 5


def test_a_folder_is_only_for_this_user(tmp_path):
    folder = make_folder(tmp_path / "new" / "root")
    assert folder.name.startswith(f"appealdesk-{os.getpid()}-")
    assert folder.stat().st_mode & 0o777 == 0o700
