"""No file, however hostile, hangs or kills more than the child; the next file comes in."""

import time
from collections.abc import Iterator

import pytest

from appealdesk.worker.client import Worker, WorkerProblem
from appealdesk.worker.messages import IntakeAnswer, IntakeRequest, RenderAnswer, RenderRequest
from support import hostile

DEADLINE = 15.0
LONG = {"billion_forms", "million_pages"}  # each fills the memory that it may have
ROUNDS_UP = 10.0  # ending a child and starting the next on a busy machine


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as warm:
        yield warm


def take_in(worker: Worker, data: bytes) -> IntakeAnswer | WorkerProblem:
    (worker.folder / "came-in").write_bytes(data)
    name = "file.png" if data.startswith(b"\x89PNG") else "file.pdf"
    try:
        request = IntakeRequest("came-in", "clean.pdf", name)
        return worker.call("intake", request, IntakeAnswer, deadline=DEADLINE)
    except WorkerProblem as problem:
        return problem


def look_at(worker: Worker) -> str:
    """Show the first page of what came in; gives the code of the problem, if there is one."""
    try:
        worker.call("render", RenderRequest("clean.pdf", 0, 600), RenderAnswer, deadline=DEADLINE)
    except WorkerProblem as problem:
        return problem.code
    return ""


def check_ends(worker: Worker, data: bytes) -> None:
    began = time.monotonic()
    got = take_in(worker, data)
    if isinstance(got, IntakeAnswer):
        assert got.pages
        assert (worker.folder / "clean.pdf").stat().st_size < 100_000_000
        assert look_at(worker) in {"", "timeout", "memory", "crashed"}
    else:
        assert got.sentence.endswith(".")
        assert got.hint
        assert got.code not in {"unexpected", "garbled"}, got.detail
    assert time.monotonic() - began < 2 * DEADLINE + ROUNDS_UP
    good = take_in(worker, hostile.pdf(hostile.CATALOG, hostile.ONE_PAGE, hostile.page()))
    assert isinstance(good, IntakeAnswer)
    assert len(good.pages) == 1


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.slow) if n in LONG else n for n in hostile.FILES],
)
def test_hostile_file_ends_and_the_next_comes_in(worker: Worker, name: str) -> None:
    check_ends(worker, hostile.FILES[name]())


@pytest.mark.slow
def test_a_gigabyte_in_a_few_kilobytes_ends_and_the_next_comes_in(worker: Worker) -> None:
    data = hostile.bomb()
    assert len(data) < 100_000
    check_ends(worker, data)


def test_a_picture_of_billions_of_points_is_refused_by_its_head(worker: Worker) -> None:
    got = take_in(worker, hostile.png_bomb())
    assert isinstance(got, WorkerProblem)
    assert got.code == "picture-too-large"


def test_a_file_that_reaches_out_loses_what_it_reaches_with(worker: Worker) -> None:
    got = take_in(worker, hostile.reaches_out())
    assert isinstance(got, IntakeAnswer)
    clean = (worker.folder / "clean.pdf").read_bytes()
    for word in (b"/Launch", b"/JavaScript", b"/OpenAction"):
        assert word not in clean
