"""Make the installer for this platform: `make package`. See packaging/README.md.

Everything is made in build/package: an environment of its own from the locked requirements, the
icons, the program folder (PyInstaller), and in dist/ the installer with its checksum and bill of
materials.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


@dataclass(frozen=True)
class Project:
    """What the packages say; see packaging/project.toml."""

    version: str
    id: str
    summary: str
    maintainer: str
    homepage: str
    screen_reason: str
    screen_packet: str
    description: str

    @classmethod
    def read(cls) -> "Project":
        """Read it from where each thing stands."""
        init = (ROOT / "src" / "appealdesk" / "__init__.py").read_text(encoding="utf-8")
        found = re.search(r'__version__ = "([^"]+)"', init)
        if found is None:
            raise SystemExit("src/appealdesk/__init__.py has no version.")
        told = tomllib.loads((ROOT / "packaging" / "project.toml").read_text(encoding="utf-8"))
        return cls(version=found[1], **told)


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder-only", action="store_true", help="no installer, for a quick look")
    parser.add_argument("--fast", action="store_true", help="pack quickly and larger, for tests")
    parser.add_argument("--out", type=Path, default=DIST, help="where the installer goes")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    project = Project.read()
    if sys.platform == "linux":
        check_system()
    python = environment()
    icons(python)
    folder = program(python, project)
    if sys.platform == "linux":
        import package_linux  # noqa: PLC0415 - it knows this module, and Linux alone

        package_linux.prune(folder)
        page = BUILD / f"{project.id}.metainfo.xml"  # what the Flatpak and AppImage recipes take
        page.write_text(package_linux.metainfo(project), encoding="utf-8")
        if not told.folder_only:
            made = package_linux.build_deb(folder, project, python, told.out, fast=told.fast)
            done(made, python, project)
    elif sys.platform == "win32" and not told.folder_only:
        done(windows_installer(folder, project, told.out), python, project)
    elif sys.platform == "darwin" and not told.folder_only:
        done(macos_image(folder, project, told.out), python, project)


def check_system() -> None:
    """Say at once which tools of the system are missing."""
    tools = {"dpkg-deb": "dpkg", "readelf": "binutils", "strip": "binutils", "objdump": "binutils"}
    missing = sorted({tools[name] for name in tools if shutil.which(name) is None})
    if missing:
        raise SystemExit(f"Please install first: sudo apt install {' '.join(missing)}")


def environment() -> Path:
    """An environment with the locked requirements; gives its Python.

    On Debian it is made with the system's own Python, so that no foreign path gets into the files.
    """
    lock = ROOT / "requirements" / "package.lock"
    where = BUILD / "venv"
    stamp = where / "lock.sha256"
    base = Path("/usr/bin/python3") if sys.platform == "linux" else Path(sys.executable)
    wanted = hashlib.sha256(lock.read_bytes() + str(base).encode()).hexdigest()
    python = where / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(where, ignore_errors=True)
        if sys.platform == "linux":
            run(base, "-m", "venv", where)
        else:
            venv.create(where, with_pip=True)
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
        stamp.write_text(wanted, encoding="utf-8")
    run(
        python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--no-index",
        "--force-reinstall", "--no-warn-script-location", ROOT,
    )  # fmt: skip
    return python


def icons(python: Path) -> None:
    """Draw the program's icon in all sizes and forms."""
    run(python, ROOT / "tools" / "package_icons.py", BUILD / "icons", *ICON_SIZES)


def program(python: Path, project: Project) -> Path:
    """The folder that runs without any Python of the computer's own."""
    env = clean_environment() | {
        "APPEALDESK_VERSION": project.version,
        "APPEALDESK_ICONS": str(BUILD / "icons"),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(release_time()),
    }
    if sys.platform == "win32":
        env["APPEALDESK_VERSION_FILE"] = str(version_file(project))
    out = BUILD / "programs"
    shutil.rmtree(out, ignore_errors=True)
    run(
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", out, "--workpath", BUILD / "work", ROOT / "packaging" / "appealdesk.spec",
        env=env,
    )  # fmt: skip
    return out / ("AppealDesk.app" if sys.platform == "darwin" else "appealdesk")


def version_file(project: Project) -> Path:
    """What Windows shows under "Properties" of the program."""
    parts = ", ".join([*project.version.split("."), "0"])
    words = "".join(
        f"StringStruct('{key}', '{value}'), "
        for key, value in (
            ("ProductName", "AppealDesk"),
            ("FileDescription", "AppealDesk"),
            ("FileVersion", project.version),
            ("ProductVersion", project.version),
            ("LegalCopyright", "AppealDesk contributors, MIT licence"),
        )
    )
    made = BUILD / "version.txt"
    made.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({parts}), prodvers=({parts})), kids=["
        f"StringFileInfo([StringTable('040904B0', [{words}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return made


def windows_installer(folder: Path, project: Project, out: Path) -> Path:
    """The installer that needs no administrator."""
    made = out / f"AppealDesk-{project.version}-setup.exe"
    run(
        shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe", "-WX",
        f"-DVERSION={project.version}", f"-DPAYLOAD={folder}", f"-DOUT={made}",
        f"-DROOT={ROOT}", f"-DICON={BUILD / 'icons' / 'appealdesk.ico'}",
        ROOT / "packaging" / "windows" / "appealdesk.nsi",
    )  # fmt: skip
    return made


def macos_image(folder: Path, project: Project, out: Path) -> Path:
    """The disk image with the program and a way to "Applications"."""
    made = out / f"AppealDesk-{project.version}.dmg"
    run("bash", ROOT / "packaging" / "macos" / "make_dmg.sh", folder, made)
    return made


def done(made: Path, python: Path, project: Project) -> None:
    """Put checksum and bill of materials beside an installer, and say what was made."""
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    made.with_name(made.name + ".sha256").write_text(f"{digest}  {made.name}\n", encoding="utf-8")
    bill = made.with_name(f"appealdesk-{project.version}.cdx.json")
    bill.write_text(json.dumps(materials(python, project), indent=1) + "\n", encoding="utf-8")
    print(f"Made {made}: {made.stat().st_size / 1e6:.0f} MB, sha256 {digest}")


def materials(python: Path, project: Project) -> dict[str, object]:
    """What is in the program, as a CycloneDX 1.5 bill: one entry for each locked package."""
    ask = (
        "import importlib.metadata as m, json;"
        "print(json.dumps([(d.metadata['Name'], d.version,"
        " d.metadata.get('License-Expression') or '') for d in m.distributions()]))"
    )
    told = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout
    names = set(re.findall(r"^([a-z0-9-]+)==", core_lock(), flags=re.MULTILINE))
    parts = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
            **({"licenses": [{"expression": licence}]} if licence else {}),
        }
        for name, version, licence in sorted(json.loads(told))
        if name.lower().replace("_", "-").replace(".", "-") in names
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "appealdesk",
                "version": project.version,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": parts,
    }


def core_lock() -> str:
    """The locked packages that the program itself needs."""
    return (ROOT / "requirements" / "core.lock").read_text(encoding="utf-8")


def release_time() -> int:
    """Seconds since 1970 that stand in the files: of the last commit, so that builds agree."""
    told = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"],
        check=False,
        capture_output=True,
        text=True,
    )
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip() else 1_795_000_000


def run(*words: object, env: dict[str, str] | None = None) -> None:
    """Run a program; stop where it fails."""
    subprocess.run([str(word) for word in words], check=True, env=env or clean_environment())


def clean_environment() -> dict[str, str]:
    """Ours without what would lead Python to other packages than the locked ones."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}


if __name__ == "__main__":
    main()
