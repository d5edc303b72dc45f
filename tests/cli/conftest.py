"""Runs the command line as a user does, and keeps what it says."""

import json
import sys

import pytest

from appealdesk.cli import main


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    def call(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["appealdesk", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        got = capfd.readouterr()
        return Ran(int(ended.value.code or 0), got.out, got.err)

    return call
