"""Work beside the interface: where it runs, how it ends, what is told."""

import threading

from appealdesk.case.errors import AppealDeskError
from appealdesk.ui.jobs import Lane


def test_the_outcome_comes_back_to_the_thread_of_the_interface(qtbot, jobs):
    seen = {}

    def work(_report):
        seen["work"] = threading.current_thread()
        return 42

    def done(result):
        seen["done"] = threading.current_thread()
        seen["result"] = result

    job = jobs.start(Lane.BESIDE, "count", work, done=done)
    qtbot.waitUntil(lambda: "result" in seen)
    assert seen["result"] == 42
    assert seen["done"] is threading.main_thread()
    assert seen["work"] is not threading.main_thread()
    assert job.is_ended
    assert jobs.running == ()


def test_a_known_error_is_given_to_who_asked(qtbot, jobs):
    errors = []

    def work(_report):
        raise AppealDeskError("It did not work.", "Try again.")

    jobs.start(Lane.BESIDE, "fail", work, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert errors[0].hint == "Try again."


def test_a_bug_is_told_as_a_crash_and_the_lane_goes_on(qtbot, jobs):
    crashes, done = [], []
    jobs.crashed.connect(crashes.append)
    jobs.start(Lane.BESIDE, "bug", lambda _report: 1 / 0, done=done.append)
    jobs.start(Lane.BESIDE, "next", lambda _report: "fine", done=done.append)
    qtbot.waitUntil(lambda: done == ["fine"])
    assert isinstance(crashes[0], ZeroDivisionError)


def test_work_of_one_lane_takes_turns(qtbot, jobs):
    order, gate = [], threading.Event()

    def first(_report):
        gate.wait(5)
        order.append("first")

    jobs.start(Lane.HANDS, "first", first)
    jobs.start(Lane.HANDS, "second", lambda _report: order.append("second"))
    other = []
    jobs.start(Lane.EYES, "other lane", lambda _report: "now", done=other.append)
    qtbot.waitUntil(lambda: other == ["now"])
    assert order == []
    gate.set()
    qtbot.waitUntil(lambda: order == ["first", "second"])


def test_a_job_can_be_asked_to_stop(qtbot, jobs):
    ended = []
    job = jobs.start(Lane.HANDS, "long", lambda report: report.cancel.wait(10), done=ended.append)
    job.cancel()
    qtbot.waitUntil(lambda: ended == [True])


def test_progress_is_told_without_repeating_itself(qtbot, jobs):
    told = []

    def work(report):
        for number in range(1000):
            report("Reading", number // 100, 10)

    jobs.start(
        Lane.BESIDE, "read", work, on_progress=lambda s, d, t: told.append((s, d, t)), is_shown=True
    )
    assert [job.title for job in jobs.shown] == ["read"]
    qtbot.waitUntil(lambda: not jobs.running)
    assert told == [("Reading", number, 10) for number in range(10)]


def test_closing_waits_for_what_runs_and_tells_nobody(qapp, jobs):
    told = []
    started = threading.Event()

    def work(report):
        started.set()
        report.cancel.wait(10)

    jobs.start(Lane.HANDS, "long", work, done=told.append)
    assert started.wait(5)
    jobs.close()
    assert told == []
