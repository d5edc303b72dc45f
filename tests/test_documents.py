"""What the documents say is there is there."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from appealdesk.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md"])
def test_commands_shown_exist(name):
    known = set(get_command(app).commands)
    text = (ROOT / name).read_text(encoding="utf-8")
    shown = set(re.findall(r"^appealdesk ([a-z]+)", text, re.MULTILINE))
    assert len(shown) >= 7
    assert shown <= known


def test_make_help_lists_what_the_readme_names():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"^make ([a-z-]+)", readme, re.MULTILINE):
        assert f"make {target} " in told.stdout


def test_each_dependency_has_its_reason_and_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    decisions = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").lower()
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]
    for line in asked:
        name = re.split(r"[\[><=]", line)[0].lower()
        assert re.search(rf"\b{re.escape(name)}\b", decisions), name


def test_each_dependency_is_used():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("src/**/*.py"))
    imports = {
        "PySide6-Essentials": "PySide6",
        "apsw-sqlite3mc": "apsw",
        "chunspell": "hunspell",
        "markdown-it-py": "markdown_it",
        "pillow": "PIL",
        "typing-extensions": "typing_extensions",
    }
    for line in project["project"]["dependencies"]:
        name = re.split(r"[\[><=]", line)[0]
        assert re.search(rf"^\s*(import|from) {imports.get(name, name)}\b", source, re.MULTILINE), (
            name
        )
