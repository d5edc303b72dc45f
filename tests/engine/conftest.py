"""Fixtures of the engine's tests."""

from pathlib import Path

import pytest

from appealdesk.engine.intake import Intake, intake


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "clean.pdf"


@pytest.fixture
def take(out: Path):
    """Takes a file in, as the worker does."""

    def run(source: Path, password: str | None = None, name: str | None = None) -> Intake:
        return intake(
            source,
            out,
            file_name=name or source.name,
            password=password,
            report=lambda step, done, total: None,
        )

    return run
