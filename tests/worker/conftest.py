"""Workers that serve the misbehaving ops of ``support.worker_ops``."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from appealdesk.worker.client import Worker
from appealdesk.worker.limits import Limits

TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Iterator[Worker]:
    """One for all tests that leave the next call working, which is every one of them."""
    with Worker(ops="support.worker_ops", paths=(TESTS,)) as worker:
        yield worker


@pytest.fixture
def odd_worker() -> Iterator[Callable[..., Worker]]:
    """Makes a worker of one's own."""
    with ExitStack() as stack:

        def make(root: Path | None = None, limits: Limits | None = None) -> Worker:
            return stack.enter_context(
                Worker(root, limits or Limits(), ops="support.worker_ops", paths=(TESTS,))
            )

        yield make
