"""The worker's life: warm, slow, stopped, crashed, lying; and the next call always works."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

import appealdesk
from appealdesk.worker.client import Worker, WorkerProblem
from appealdesk.worker.folders import is_running
from appealdesk.worker.limits import Limits
from support.worker_ops import Ask, Said


def say(worker, op, text="", number=0, *, deadline=20.0, **how):
    return worker.call(op, Ask(text, number), Said, deadline=deadline, **how)


def refused(worker, op, text="", number=0, **how):
    with pytest.raises(WorkerProblem) as caught:
        say(worker, op, text, number, **how)
    return caught.value


def child_of(worker):
    return say(worker, "pid").number


def test_the_child_stays_warm_between_calls(shared):
    assert child_of(shared) == child_of(shared) == shared.pid
    assert shared.pid != os.getpid()


def test_the_child_is_at_home_in_the_private_folder(shared):
    assert say(shared, "pid").text == str(shared.folder)
    assert shared.folder.stat().st_mode & 0o777 == 0o700


def test_warm_up_starts_the_child_before_the_first_call(odd_worker):
    worker = odd_worker()
    assert worker.pid is None
    worker.warm_up()
    assert child_of(worker) == worker.pid
    assert worker.walls.started_ms > 0


def test_progress_is_told_step_by_step_up_to_the_end(shared):
    told = []
    say(shared, "steps", number=3, on_progress=lambda *step: told.append(step))
    assert told[0] == ("one", 0, 3)
    assert ("one", 3, 3) in told
    assert told[-1] == ("two", 3, 3)


def test_many_progress_reports_are_thinned_out(shared):
    told = []
    say(shared, "steps", number=20_000, on_progress=lambda *step: told.append(step))
    assert told[-1] == ("two", 20_000, 20_000)
    assert len(told) < 2_000


def test_an_error_of_the_listener_comes_through_and_the_next_call_works(shared):
    def angry(*_step):
        raise LookupError("stop")

    with pytest.raises(LookupError):
        say(shared, "steps", number=3, on_progress=angry)
    assert say(shared, "echo", "ab").text == "ab"


def test_large_requests_go_through(shared):
    assert say(shared, "echo", "x" * 20_000_000).number == 20_000_000


def test_a_request_over_the_line_limit_is_refused_before_it_is_sent(shared):
    before = child_of(shared)
    assert refused(shared, "echo", "x" * (65 << 20)).code == "too-large"
    assert child_of(shared) == before


def test_an_answer_over_the_line_limit_is_a_problem(shared):
    assert refused(shared, "long_line").code == "too-large"
    assert say(shared, "echo", "ab").text == "ab"


@pytest.mark.parametrize("op", ["hang", "spin"])
def test_the_deadline_kills_the_child(shared, op):
    before = child_of(shared)
    began = time.monotonic()
    problem = refused(shared, op, deadline=0.4)
    assert problem.code == "timeout"
    assert time.monotonic() - began < 10
    assert not is_running(before)
    assert child_of(shared) != before


def test_a_child_that_does_not_take_its_request_meets_the_deadline(shared):
    pid = child_of(shared)
    os.kill(pid, signal.SIGSTOP)
    assert refused(shared, "echo", "x" * 2_000_000, deadline=0.4).code == "timeout"
    assert not is_running(pid)
    assert say(shared, "echo", "ab").text == "ab"


def test_cancel_amid_a_call_kills_the_child(shared):
    before = child_of(shared)
    cancel = threading.Event()
    problem = refused(shared, "hang", on_progress=lambda *_: cancel.set(), cancel=cancel)
    assert problem.code == "cancelled"
    assert not is_running(before)
    assert child_of(shared) != before


def test_cancel_before_the_call_leaves_the_child_alone(shared):
    before = child_of(shared)
    cancel = threading.Event()
    cancel.set()
    assert refused(shared, "hang", cancel=cancel).code == "cancelled"
    assert child_of(shared) == before


def test_a_frozen_program_is_its_own_child(odd_worker, monkeypatch, tmp_path):
    program = tmp_path / "appealdesk"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        f"sys.path.insert(0, {str(Path(appealdesk.__file__).parents[1])!r})\n"
        "from appealdesk.worker.child import main\n"
        "assert sys.argv[1] == '--appealdesk-worker'\n"
        "main(sys.argv[2])\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    worker = odd_worker()
    assert child_of(worker) == worker.pid


def test_processor_time_runs_out_as_a_timeout(shared):
    problem = refused(shared, "few_cpu_seconds")
    assert problem.code == "timeout"
    assert say(shared, "echo", "ab").text == "ab"


def test_each_call_gets_processor_time_of_its_own(shared):
    first = say(shared, "cpu_limit", deadline=20).number
    second = say(shared, "cpu_limit", deadline=400).number
    assert 20 < first < 200
    assert 400 < second < 600


@pytest.mark.parametrize("op", ["crash", "leave"])
def test_a_crash_is_a_problem_and_the_next_call_works(shared, op):
    before = child_of(shared)
    assert refused(shared, op).code == "crashed"
    assert child_of(shared) != before


def test_the_last_words_of_a_crash_are_kept_for_programmers_without_controls(shared):
    problem = refused(shared, "crash")
    assert "last words" in problem.detail
    assert "\x1b" not in problem.detail


def test_a_child_that_died_between_calls_is_replaced(shared):
    pid = child_of(shared)
    os.kill(pid, signal.SIGKILL)
    assert child_of(shared) != pid


def test_a_call_that_a_broken_warm_child_drops_is_asked_once_more(odd_worker):
    worker = odd_worker()
    first = child_of(worker)
    said = say(worker, "leave_once")
    assert said.text == "second time"
    assert said.number == child_of(worker) != first


def test_memory_is_limited_and_the_child_replaced(odd_worker):
    worker = odd_worker(limits=Limits(memory_mb=128))
    before = child_of(worker)
    assert refused(worker, "eat").code == "memory"
    assert child_of(worker) != before


def test_a_child_that_keeps_much_memory_is_replaced(odd_worker):
    worker = odd_worker(limits=Limits(memory_mb=200))
    first = say(worker, "keep", number=20).number
    assert child_of(worker) == first
    assert say(worker, "keep", number=120).number == first
    assert child_of(worker) != first


def test_endless_nesting_is_a_problem(shared):
    assert refused(shared, "deep").code == "too-deep"
    assert say(shared, "echo", "ab").text == "ab"


def test_a_file_over_the_limit_is_a_full_disk(odd_worker):
    worker = odd_worker(limits=Limits(file_mb=1))
    assert refused(worker, "full").code == "disk-full"


def test_an_error_nobody_thought_of_is_told_and_the_child_stays(shared):
    before = child_of(shared)
    problem = refused(shared, "stumble")
    assert problem.code == "unexpected"
    assert "KeyError" in problem.detail
    assert child_of(shared) == before


def test_an_unknown_op_is_an_unexpected_problem(shared):
    assert refused(shared, "no-such-op").code == "unexpected"


def test_a_problem_of_the_engine_comes_through_clean_and_short(shared):
    problem = refused(shared, "refuse")
    assert problem.code == "picture-damaged"
    assert problem.sentence.startswith("This is bad.xxx")
    assert len(problem.sentence) <= 600
    assert problem.hint == "Do [1mthis."


def test_texts_of_answers_lose_controls_but_keep_lines(shared):
    assert say(shared, "dirty").text == "abc[0m\td\n"


def test_an_answer_of_the_wrong_type_is_refused_and_the_child_replaced(shared):
    before = child_of(shared)
    assert refused(shared, "wrong_type").code == "garbled"
    assert child_of(shared) != before


def test_what_a_library_prints_is_never_taken_for_a_reply(shared):
    assert say(shared, "loud").text == "quiet"


@pytest.mark.parametrize(
    "line",
    [
        "hello\n",
        "{}\n",
        '{"type":"ready"}\n',
        '{"type":"answer","id":0,"body":{"text":"an old call"}}\n',
        '{"type":"answer","id":"1","body":{"text":"x"}}\n',
        '{"type":"progress","id":$ID,"step":"x","done":-1,"total":1}\n',
        '{"type":"progress","id":$ID,"step":"x","done":1e400,"total":1}\n',
        '{"type":"answer","id":$ID,"body":{"text":"x"},"extra":1}\n',
        '{"type":"answer","id":$ID,"body":{"text":"x","number":"five"}}\n',
        "[" * 100_000 + "\n",
    ],
)
def test_garbage_from_the_child_is_refused(shared, line):
    number = shared._last_id + 1
    assert refused(shared, "raw", line, number).code == "garbled"
    assert say(shared, "echo", "ab").text == "ab"


def test_a_line_without_end_is_cut_off(shared):
    assert refused(shared, "endless", number=70).code == "crashed"
    assert say(shared, "echo", "ab").text == "ab"


def test_problem_codes_of_the_child_are_checked(odd_worker):
    worker = odd_worker()
    line = '{"type":"problem","id":$ID,"code":"../../x","sentence":"Hi."}\n'
    problem = refused(worker, "raw", line, 1)
    assert problem.code == "unexpected"


def test_sentences_for_our_own_codes_are_ours(odd_worker):
    worker = odd_worker()
    line = '{"type":"problem","id":$ID,"code":"timeout","sentence":"Call this number."}\n'
    problem = refused(worker, "raw", line, 1)
    assert problem.code == "timeout"
    assert "number" not in problem.sentence


def test_calls_of_several_threads_wait_for_each_other(shared):
    got = []
    threads = [
        threading.Thread(target=lambda n=n: got.append(say(shared, "echo", "x" * n).number))
        for n in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(1, 9))


def test_closing_ends_the_child_and_removes_the_folder(odd_worker):
    worker = odd_worker()
    pid = child_of(worker)
    (worker.folder / "page.pdf").write_bytes(b"x")
    worker.close()
    assert not worker.folder.exists()
    assert not is_running(pid)
    assert refused(worker, "pid").code == "cancelled"


def test_closing_amid_a_call_of_another_thread_ends_that_call(odd_worker):
    worker = odd_worker()
    hanging, codes = threading.Event(), []

    def hang():
        problem = refused(worker, "hang", on_progress=lambda *_: hanging.set())
        codes.append(problem.code)

    thread = threading.Thread(target=hang)
    thread.start()
    assert hanging.wait(20)
    worker.close()
    thread.join(20)
    assert codes == ["cancelled"]


def test_an_op_table_that_is_missing_is_told_as_not_starting(tmp_path):
    with Worker(tmp_path, ops="no_such_ops") as worker:
        problem = refused(worker, "pid")
    assert problem.code == "not-starting"
    assert "no_such_ops" in problem.detail
