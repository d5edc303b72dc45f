"""The Debian package: made with dpkg-deb alone, from the program folder."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from package import BUILD, ICON_SIZES, ROOT, Project, clean_environment, release_time

# Debian's package for each library of the computer's own. "t64" is its name since Debian 13.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2 | libcups2t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
LIBC = re.compile(r"(?:libc|libm|libdl|librt|libpthread|libresolv|libutil|ld-linux.*)\.so\.\d")
SELF = ("libQt6Core", "libpython3", "libpyside6", "libshiboken6")


def prune(folder: Path) -> None:
    """Take out shared libraries that nothing in the folder needs, until all are needed.

    Raises:
        SystemExit: something needs a library that is neither in the folder nor in ``PACKAGES``.
    """
    inside = folder / "_internal"
    while True:
        files = list(_binaries(folder))
        wanted = {name for file in files for name in _needed(file)}
        # Extension modules and plugins are loaded by name, not needed by anything.
        idle = [
            f
            for f in files
            if (f.parent == inside or f.parent.name == "lib" or f.parent.name.endswith(".libs"))
            and re.match(r"lib.+\.so", f.name)
            and f.name not in wanted
            and not f.name.startswith(SELF)
        ]
        if not idle:
            break
        for file in idle:
            file.unlink()
    for link in [p for p in folder.rglob("*") if p.is_symlink() and not p.exists()]:
        link.unlink()
    external(folder)


def external(folder: Path) -> set[str]:
    """Libraries that the computer must have itself."""
    have = {p.name for p in folder.rglob("*.so*")}
    wanted = {n for file in _binaries(folder) for n in _needed(file)} - have
    unknown = {n for n in wanted if n not in PACKAGES and not LIBC.match(n)}
    if unknown:
        raise SystemExit(f"Nobody says where these come from: {', '.join(sorted(unknown))}")
    return wanted


def _binaries(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        if ".so" in file.name or os.access(file, os.X_OK):
            with file.open("rb") as data:
                if data.read(4) == b"\x7fELF":
                    yield file


def _needed(file: Path) -> list[str]:
    told = subprocess.run(["readelf", "-d", "-W", file], check=True, capture_output=True, text=True)
    return re.findall(r"\(NEEDED\).*\[(.+)\]", told.stdout)


def _glibc(folder: Path) -> str:
    """The newest version of the C library that anything here was built against."""
    found = {(2, 17)}
    for file in _binaries(folder):
        told = subprocess.run(
            ["objdump", "-T", file], check=False, capture_output=True, text=True
        ).stdout
        found |= {(int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", told)}
    return ".".join(map(str, max(found)))


def build_deb(folder: Path, project: Project, python: Path, out: Path, *, fast: bool) -> Path:
    """Make the package; gives its path."""
    arch = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    made = out / f"appealdesk_{project.version}_{arch}.deb"
    with tempfile.TemporaryDirectory(dir=BUILD) as made_in:
        root = Path(made_in) / "root"
        _fill(root, folder, project, python)
        _control(root, folder, project, arch)
        _modes(root)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", *(["-Zgzip", "-z1"] if fast else ["-Zxz"]),
             "--build", root, made],
            check=True, stdout=subprocess.DEVNULL,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(release_time())},
        )  # fmt: skip
    return made


def _fill(root: Path, folder: Path, project: Project, python: Path) -> None:
    lib = root / "usr" / "lib" / "appealdesk"
    shutil.copytree(folder, lib, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "appealdesk").symlink_to("../lib/appealdesk/appealdesk")
    share = root / "usr" / "share"
    shipped = ROOT / "resources" / "desktop"
    _copy(shipped / f"{project.id}.desktop", share / "applications" / f"{project.id}.desktop")
    _copy(shipped / f"{project.id}.xml", share / "mime" / "packages" / f"{project.id}.xml")
    _text(share / "metainfo" / f"{project.id}.metainfo.xml", metainfo(project))
    theme = share / "icons" / "hicolor"
    source = ROOT / "resources" / "icons" / "appealdesk.svg"
    _copy(source, theme / "scalable" / "apps" / f"{project.id}.svg")
    _copy(source, theme / "scalable" / "mimetypes" / "application-vnd.appealdesk.case.svg")
    for size in ICON_SIZES:
        drawn = BUILD / "icons" / f"{size}.png"
        _copy(drawn, theme / f"{size}x{size}" / "apps" / f"{project.id}.png")
        kind = theme / f"{size}x{size}" / "mimetypes" / "application-vnd.appealdesk.case.png"
        _copy(drawn, kind)
    _packed(share / "man" / "man1" / "appealdesk.1.gz", _told(python, "man"))
    _text(share / "bash-completion" / "completions" / "appealdesk", _told(python, "bash"))
    _text(share / "zsh" / "vendor-completions" / "_appealdesk", _told(python, "zsh"))
    _text(share / "fish" / "vendor_completions.d" / "appealdesk.fish", _told(python, "fish"))
    doc = share / "doc" / "appealdesk"
    _text(doc / "copyright", copyright_words(project))
    _packed(doc / "changelog.gz", _changelog(project))
    overrides = ROOT / "packaging" / "linux" / "lintian-overrides"
    _copy(overrides, share / "lintian" / "overrides" / "appealdesk")


def _told(python: Path, what: str) -> str:
    """Man page and completions, made from the command line itself."""
    return subprocess.run(
        [python, ROOT / "tools" / "package_words.py", what],
        check=True, capture_output=True, text=True,
        env=clean_environment() | {"SOURCE_DATE_EPOCH": str(release_time())},
    ).stdout  # fmt: skip


def metainfo(project: Project) -> str:
    """The page in a software centre."""
    name = f"{project.id}.metainfo.xml.in"
    words = (ROOT / "packaging" / "linux" / name).read_text(encoding="utf-8")
    for key, value in {
        "HOMEPAGE": project.homepage,
        "VERSION": project.version,
        "DATE": datetime.fromtimestamp(release_time(), UTC).date().isoformat(),
        "SCREEN_REASON": project.screen_reason,
        "SCREEN_PACKET": project.screen_packet,
    }.items():
        words = words.replace(f"@{key}@", value)
    return words


def copyright_words(project: Project) -> str:
    """Who made what, in Debian's form; the whole licences are in the program's About box."""
    head = (ROOT / "packaging" / "linux" / "copyright.in").read_text(encoding="utf-8")
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    head = head.replace("@MAINTAINER@", project.maintainer).replace("@HOMEPAGE@", project.homepage)
    return head.replace("@MIT@", _debian_text(licence))


def _debian_text(words: str) -> str:
    """Paragraphs as a field of a control file has them: indented, a dot on an empty line."""
    return "\n".join(f" {line.strip() or '.'}" for line in words.strip().splitlines())


def _changelog(project: Project) -> str:
    date = format_datetime(datetime.fromtimestamp(release_time(), UTC))
    return (
        f"appealdesk ({project.version}) stable; urgency=medium\n\n"
        f"  * See {project.homepage}/blob/v{project.version}/CHANGELOG.md\n\n"
        f" -- {project.maintainer}  {date}\n"
    )


def _control(root: Path, folder: Path, project: Project, arch: str) -> None:
    libraries = sorted({PACKAGES[n] for n in external(folder) if n in PACKAGES})
    depends = [
        f"libc6 (>= {_glibc(folder)})",
        *libraries,
        "shared-mime-info",
        "hicolor-icon-theme",
        "desktop-file-utils",
    ]  # who tells the desktop what opens a case
    size = sum(p.lstat().st_size for p in root.rglob("*") if p.is_file()) // 1024
    _text(
        root / "DEBIAN" / "control",
        f"Package: appealdesk\nVersion: {project.version}\nArchitecture: {arch}\n"
        f"Maintainer: {project.maintainer}\nSection: text\nPriority: optional\n"
        f"Installed-Size: {size}\nDepends: {', '.join(depends)}\n"
        "Recommends: xdg-desktop-portal\n"
        f"Homepage: {project.homepage}\nDescription: {project.summary}\n"
        f"{_debian_text(project.description)}\n",
    )  # fmt: skip
    sums = [
        f"{hashlib.md5(p.read_bytes(), usedforsecurity=False).hexdigest()}  {p.relative_to(root)}"
        for p in sorted((root / "usr").rglob("*"))
        if p.is_file() and not p.is_symlink()
    ]
    _text(root / "DEBIAN" / "md5sums", "\n".join(sums) + "\n")


def _modes(root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        is_run = path.is_dir() or path == root / "usr" / "lib" / "appealdesk" / "appealdesk"
        path.chmod(0o755 if is_run else 0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _text(target: Path, words: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(words, encoding="utf-8")


def _packed(target: Path, words: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(words.encode(), 9, mtime=release_time()))
