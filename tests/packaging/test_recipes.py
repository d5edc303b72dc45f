"""The recipes of all installers agree with the program and with each other."""

import gzip
import plistlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from appealdesk import __version__
from appealdesk.casefile.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
DESKTOP = ROOT / "resources" / "desktop"
ID = "org.appealdesk.AppealDesk"
TYPE = "application/vnd.appealdesk.case"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def tools():
    """The modules of tools/ that make the packages."""
    sys.path.insert(0, str(ROOT / "tools"))
    import package
    import package_linux
    import package_words

    yield package, package_linux, package_words
    sys.path.remove(str(ROOT / "tools"))


def test_the_version_stands_in_one_place(tools):
    package, package_linux, package_words = tools
    project = package.Project.read()
    assert project.version == __version__ == version("appealdesk")
    release = ET.fromstring(package_linux.metainfo(project)).find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert f'"AppealDesk {__version__}"' in package_words.man_page().splitlines()[0]
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    # The others are given it by tools/package.py, and none has one of its own.
    plist = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    assert not {"CFBundleVersion", "CFBundleShortVersionString"} & set(plist)
    nsis = (PACKAGING / "windows" / "appealdesk.nsi").read_text(encoding="utf-8")
    assert 'DisplayVersion" "${VERSION}"' in nsis
    for path in PACKAGING.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            assert __version__ not in path.read_text(encoding="utf-8"), path


def test_the_metainfo_is_valid(tools, tmp_path):
    package, package_linux, _ = tools
    page = tmp_path / f"{ID}.metainfo.xml"
    page.write_text(package_linux.metainfo(package.Project.read()), encoding="utf-8")
    assert "@" not in re.sub(r"<!--.*?-->", "", page.read_text(encoding="utf-8"))
    for image in ET.parse(page).iter("image"):
        shown = str(image.text).split("/docs/", 1)[1]
        assert (ROOT / "docs" / shown).is_file(), "the picture in the software centre is not there"
    if shutil.which("appstreamcli"):
        subprocess.run(["appstreamcli", "validate", "--no-net", page], check=True)


def test_the_type_of_a_case_is_the_same_everywhere():
    mime = ET.parse(DESKTOP / f"{ID}.xml").find(f"{MIME}mime-type")
    assert mime is not None
    assert mime.get("type") == TYPE
    inner = mime.find(f"{MIME}magic/{MIME}match/{MIME}match")
    assert inner is not None
    # What stands at byte 68 of a SQLite file is the application id, the high byte first.
    assert inner.get("offset") == "68"
    assert str(inner.get("value")).encode() == APPLICATION_ID.to_bytes(4, "big")
    entry = (DESKTOP / f"{ID}.desktop").read_text(encoding="utf-8")
    assert f"MimeType={TYPE};" in entry
    plist = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    (kind,) = plist["UTExportedTypeDeclarations"]
    tags = kind["UTTypeTagSpecification"]
    assert tags == {"public.filename-extension": ["appeal"], "public.mime-type": [TYPE]}
    nsis = (PACKAGING / "windows" / "appealdesk.nsi").read_text(encoding="utf-8")
    assert f'"Content Type" "{TYPE}"' in nsis
    assert ID in (PACKAGING / "flatpak" / f"{ID}.yml").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_desktop_file_validate_finds_nothing():
    told = subprocess.run(
        ["desktop-file-validate", DESKTOP / f"{ID}.desktop"], check=True, capture_output=True
    )
    assert told.stdout == b""


def test_the_man_page_has_every_command(tools):
    from typer.main import get_command

    from appealdesk.cli.app import app

    page = tools[2].man_page()
    for name in get_command(app).commands:
        assert f"\n.B {name.replace('-', chr(92) + '-')} " in page, name
    if shutil.which("man"):
        told = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-"], input=page, text=True,
            capture_output=True, check=True,
        )  # fmt: skip
        assert told.stderr == ""


def test_the_completions_are_scripts_of_their_shells(tools, tmp_path, monkeypatch, capsys):
    for shell in ("bash", "zsh", "fish"):
        monkeypatch.setattr(sys, "argv", ["package_words.py", shell])
        tools[2].main()
        script = capsys.readouterr().out
        assert "_APPEALDESK_COMPLETE" in script
        if shutil.which(shell):
            subprocess.run([shell, "-n"], input=script, text=True, check=True)


def test_the_flatpak_has_no_network():
    words = (PACKAGING / "flatpak" / f"{ID}.yml").read_text(encoding="utf-8")
    lines = [line.strip() for line in words.splitlines() if not line.strip().startswith("#")]
    assert not [line for line in lines if "share=network" in line]


def test_each_lock_has_the_same_versions():
    def pinned(name: str) -> dict[str, str]:
        words = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", words, flags=re.MULTILINE))

    core = pinned("core")
    for other in ("dev", "package"):
        found = pinned(other)
        assert {name: found.get(name) for name in core} == core, other


def test_the_bill_of_materials_names_every_library_that_is_shipped(tools, monkeypatch):
    package = tools[0]
    bill = package.materials(Path(sys.executable), package.Project.read())
    names = {part["name"].lower().replace("_", "-") for part in bill["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=]", d)[0].lower().replace("_", "-") for d in project["dependencies"]}
    assert wanted <= names


# ---- the Windows installer, run with a stub in the program's place

WINE = Path("/usr/lib/wine/wine64")


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("makensis") and WINE.exists()), reason="nsis and wine64")
def test_the_windows_installer_installs_associates_and_leaves_only_what_is_the_user_s(
    tmp_path, monkeypatch
):
    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    for name in ("appealdesk.exe", "appealdesk-cli.exe", "_internal/part.dll"):
        (payload / name).write_bytes(b"MZ stub")
    setup = tmp_path / f"AppealDesk-{__version__}-setup.exe"
    subprocess.run(
        ["makensis", "-V2", "-WX", f"-DVERSION={__version__}", f"-DPAYLOAD={payload}",
         f"-DOUT={setup}", f"-DROOT={ROOT}", PACKAGING / "windows" / "appealdesk.nsi"],
        check=True, capture_output=True,
    )  # fmt: skip
    monkeypatch.setenv("WINEPREFIX", str(tmp_path / "wine"))
    monkeypatch.setenv("WINEDEBUG", "-all")

    def wine(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [WINE, *map(str, words)], capture_output=True, text=True, timeout=100, check=False
        )

    def command_for_a_case() -> str:
        key = r"HKCU\Software\Classes\AppealDesk.Case\shell\open\command"
        return wine("reg", "query", key).stdout

    try:
        assert wine(setup, "/S").returncode == 0
        (program,) = (tmp_path / "wine").rglob("Programs/AppealDesk/appealdesk.exe")
        folder = program.parent
        assert (folder / "_internal" / "part.dll").exists()
        assert list((tmp_path / "wine").rglob("Start Menu/Programs/AppealDesk.lnk"))
        assert r'AppealDesk\appealdesk.exe" "%1"' in command_for_a_case()

        (folder / "_internal" / "gone-in-the-next-version.dll").touch()
        assert wine(setup, "/S").returncode == 0, "an upgrade over the old version"
        assert not (folder / "_internal" / "gone-in-the-next-version.dll").exists()

        mine = folder / "Mine.appeal"
        mine.write_bytes(b"kept")
        # With _?= the uninstaller runs in place, so that we can wait for it.
        wine(folder / "uninstall.exe", "/S", rf"_?=C:\{_inside(folder)}")
        assert mine.read_bytes() == b"kept"
        assert {p.name for p in folder.iterdir()} <= {"Mine.appeal", "uninstall.exe"}
        assert not list((tmp_path / "wine").rglob("AppealDesk.lnk"))
        assert "appealdesk.exe" not in command_for_a_case()
    finally:
        subprocess.run(["wineserver", "-k"], check=False, capture_output=True)


def _inside(folder: Path) -> str:
    parts = folder.parts
    return "\\".join(parts[parts.index("drive_c") + 1 :])


# ---- the package that is built, if it is there


@pytest.mark.parametrize("deb", sorted((ROOT / "dist").glob("appealdesk_*.deb")))
def test_the_built_package_is_of_this_version_and_has_no_foreign_path(deb, tmp_path):
    told = subprocess.run(
        ["dpkg-deb", "-f", deb, "Version"], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == __version__
    subprocess.run(["dpkg-deb", "-x", deb, tmp_path], check=True)
    page = gzip.decompress((tmp_path / "usr/share/man/man1/appealdesk.1.gz").read_bytes())
    assert f"AppealDesk {__version__}".encode() in page
    here = str(ROOT).encode()
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert here not in path.read_bytes(), path


def test_every_icon_that_is_shipped_is_drawn_somewhere():
    words = "".join(
        path.read_text(encoding="utf-8")
        for root in (ROOT / "src", ROOT / "resources")
        for path in root.rglob("*")
        if path.suffix in {".py", ".qss", ".toml"}
    )
    idle = [
        path.stem
        for path in sorted((ROOT / "resources" / "icons").glob("*.svg"))
        if f'"{path.stem}"' not in words and not re.search(r"-(dark|light)$", path.stem)
    ]
    assert not idle, "nothing that is not used is shipped"
