"""The start-menu entry of a program that was installed with pip."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.desktop_entry import ID, install_desktop_entry

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="Linux desktops only")


def entry_of(home: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(home / "applications" / f"{ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_entry_starts_the_program_that_wrote_it(tmp_path):
    install_desktop_entry(Path("/opt/desk/bin/appealdesk"), tmp_path)
    entry = entry_of(tmp_path)
    assert entry["Exec"] == '"/opt/desk/bin/appealdesk" %F'
    assert "TryExec" not in entry
    assert entry["MimeType"] == "application/vnd.appealdesk.case;"


def test_a_path_with_odd_letters_is_quoted_as_the_specification_says(tmp_path):
    install_desktop_entry(Path('/home/ana/50% "new" $tools/appealdesk'), tmp_path)
    assert entry_of(tmp_path)["Exec"] == ('"/home/ana/50%% \\\\"new\\\\" \\\\$tools/appealdesk" %F')


def test_all_that_was_written_is_told_and_icons_and_type_are_among_it(tmp_path):
    made = install_desktop_entry(Path("/x/appealdesk"), tmp_path)
    assert all(path.is_file() for path in made.files)
    names = {path.name for path in made.files}
    assert names == {
        f"{ID}.desktop", f"{ID}.xml", f"{ID}.svg", "application-vnd.appealdesk.case.svg",
    }  # fmt: skip


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_desktop_file_validate_finds_nothing(tmp_path):
    install_desktop_entry(Path("/x/appealdesk"), tmp_path)
    subprocess.run(
        ["desktop-file-validate", tmp_path / "applications" / f"{ID}.desktop"], check=True
    )


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "applications").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(AppealDeskError, match="could not be written"):
        install_desktop_entry(Path("/x/appealdesk"), tmp_path)
