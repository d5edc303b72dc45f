"""Try the .deb as a person would, in a bare Debian made for it: `make test-package`. Needs root.

Steps, each told as it passes:
  1. a minimal Debian 12 (debootstrap), into which `apt install ./appealdesk_*.deb` brings what the
     program needs and nothing else;
  2. the desktop knows the type of a case by its name and by its bytes, and what opens it;
  3. as an ordinary user, without a display: the sample is exported and verified;
  4. under Xvfb with a real file manager: a double-click on a case opens it, a second one brings its
     window to the front; files dragged from the file manager are filed and the packet exported;
  5. no attempt to reach a network (strace);
  6. `apt remove` leaves no file of the program, and the user's case as it was.

Usage: test_package.py [DEB] [--keep FOLDER] [--short]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
USER = "1000:1000"
TOOLS = (
    "xvfb", "xdotool", "openbox", "thunar", "dbus", "dbus-x11", "at-spi2-core", "python3-gi",
    "gir1.2-atspi-2.0", "x11-utils", "strace", "poppler-utils", "qpdf", "libglib2.0-bin",
    "fonts-dejavu-core",
)  # fmt: skip
ENV = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/home/ana"}


class Bare:
    """A Debian of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Install the minimal system."""
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, self.folder, mirror()],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for name in ("proc", "dev", "dev/pts", "dev/shm"):
            (self.folder / name).mkdir(exist_ok=True)
            kind = "proc" if name == "proc" else "tmpfs" if name == "dev/shm" else None
            how = ["-t", kind, kind] if kind else ["--bind", f"/{name}"]
            subprocess.run(["mount", *how, self.folder / name], check=True)
        for name in ("etc/resolv.conf", "etc/hosts"):
            if Path("/", name).exists():
                shutil.copy(Path("/", name), self.folder / name)
        for part in sorted(Path("/etc/apt/apt.conf.d").glob("*proxy*")):
            shutil.copy(part, self.folder / "etc/apt/apt.conf.d")
        self.run("useradd", "--create-home", "--uid", "1000", "ana")

    def close(self) -> None:
        """Unmount what was mounted."""
        for name in ("dev/shm", "dev/pts", "dev", "proc"):
            if os.path.ismount(self.folder / name):
                subprocess.run(["umount", "-l", self.folder / name], check=False)

    def run(self, *words: object, user: str = "", env: dict[str, str] | None = None) -> str:
        """Run a program in it; gives what it printed."""
        who = ["--userspec", user] if user else []
        done = subprocess.run(
            ["chroot", *who, self.folder, "sh", "-c", 'cd "$HOME" && exec "$@"', "sh",
             *map(str, words)],
            check=False, capture_output=True, text=True, timeout=900,
            env=ENV | proxies() | (env or {}) | ({} if user else {"HOME": "/root"}),
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"FAILED: {' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def install(self, *names: str) -> list[str]:
        """Install packages; gives the names of all that came."""
        before = set(self.packages())
        self.run(
            "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names,
            env={"DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
        return sorted(set(self.packages()) - before)

    def packages(self) -> list[str]:
        """The names of installed packages."""
        return self.run("dpkg-query", "-W", "-f", "${Package}\\n").split()

    def files(self) -> set[str]:
        """The names of all files outside of what lives its own life."""
        skipped = (
            "proc",
            "dev",
            "tmp",
            "run",
            "var/cache",
            "var/log",
            "var/lib/apt",
            "sys",
            "home",
        )
        found = set()
        for place, folders, files in os.walk(self.folder):
            inside = os.path.relpath(place, self.folder)
            folders[:] = [f for f in folders if os.path.normpath(f"{inside}/{f}") not in skipped]
            found |= {os.path.normpath(f"{inside}/{name}") for name in files}
        return found


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deb", nargs="?", type=Path)
    parser.add_argument("--keep", type=Path, help="make the system here, and leave it")
    parser.add_argument("--short", action="store_true", help="no window: steps 1, 2, 3 and 6")
    told = parser.parse_args()
    deb = told.deb or max((ROOT / "dist").glob("appealdesk_*.deb"), default=None)
    if deb is None:
        raise SystemExit("There is no package yet: run `make package` first.")
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise SystemExit("This needs root (for chroot) and debootstrap.")
    folder = told.keep or Path(tempfile.mkdtemp(prefix="appealdesk-bare-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    bare = Bare(folder)
    try:
        bare.make()
        steps(bare, deb, is_short=told.short)
    finally:
        bare.close()
        if told.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def steps(bare: Bare, deb: Path, *, is_short: bool) -> None:
    """The steps in the order of the docstring."""
    say("1. a minimal Debian 12 is there")
    untouched = bare.files()
    shutil.copy(deb, bare.folder / "tmp" / deb.name)
    came = bare.install(f"/tmp/{deb.name}")
    say(f"   apt install brought appealdesk and {len(came) - 1} packages that it needs")
    bare.install(*(("libglib2.0-bin", "qpdf") if is_short else TOOLS))
    ana = bare.folder / "home" / "ana"
    bare.run("appealdesk", "sample", "/home/ana/Example.appeal", user=USER)
    kind = content_type(bare, "/home/ana/Example.appeal")
    shutil.copy(ana / "Example.appeal", ana / "no-ending")
    by_bytes = content_type(bare, "/home/ana/no-ending")
    wanted = "application/vnd.appealdesk.case"
    check(kind == by_bytes == wanted, f"2. a case is {kind} by name and {by_bytes} by its bytes")
    opens = bare.run("gio", "mime", wanted, user=USER)
    check("org.appealdesk.AppealDesk.desktop" in opens, "   the desktop opens it with AppealDesk")

    bare.run("appealdesk", "export", "/home/ana/Example.appeal", "-o", "/home/ana/p.pdf", user=USER)
    told = bare.run("appealdesk", "verify", "/home/ana/p.pdf", user=USER)
    bare.run("qpdf", "--check", "/home/ana/p.pdf", user=USER)
    say(f"3. {told.splitlines()[0]}, verified")
    start = time.monotonic()
    bare.run("appealdesk", "--version", user=USER)
    say(f"   a command starts in {time.monotonic() - start:.2f} s")

    if not is_short:
        windows(bare)
        network(bare)

    (ana / "no-ending").unlink()
    before = (ana / "Example.appeal").read_bytes()
    bare.run("apt-get", "remove", "-y", "-qq", "appealdesk")
    new = sorted(bare.files() - untouched)
    left = [p for p in new if "appealdesk" in p.lower() and not p.startswith("var/lib/dpkg")]
    check(not left, f"6. apt remove left nothing of the program {left or ''}")
    check((ana / "Example.appeal").read_bytes() == before, "   the case is as it was")


def windows(bare: Bare) -> None:
    """A person before the real window, with the file manager."""
    sys.path.insert(0, str(ROOT / "tests"))
    from e2e import papers  # noqa: PLC0415 - its libraries are those of the tests

    ana = bare.folder / "home" / "ana"
    shutil.copytree(ROOT / "tests" / "e2e", bare.folder / "tmp" / "e2e")
    (ana / "cases").mkdir()
    shutil.copy(ana / "Example.appeal", ana / "cases")
    papers.three_papers(ana / "inbox")
    papers.one_more(ana / "more")
    for path in [ana, *ana.rglob("*")]:
        os.chown(path, 1000, 1000)
    for scenario, inbox in (("double-click", "cases"), ("mouse", "inbox")):
        told = bare.run(
            "/usr/bin/python3", "/tmp/e2e/person.py", scenario, "--app", "/usr/bin/appealdesk",
            "--inbox", f"/home/ana/{inbox}", "--work", f"/home/ana/work-{scenario}",
            "--report", f"/home/ana/report-{scenario}", user=USER,
        )  # fmt: skip
        made = json.loads(told.splitlines()[-1])
        say(f"4. {scenario}: {made['actions']} actions, {made['seconds']} s")
        for step in made["steps"]:
            say(f"   {step['seconds']:5.1f} s  {step['step']}")
    bare.run("qpdf", "--check", made["packet"], user=USER)
    say(f"   the packet {Path(made['packet']).name} is sound (qpdf)")


def network(bare: Bare) -> None:
    """Whether the program, its window included, ever asks the system for a network socket."""
    bare.run(
        "strace", "-f", "-e", "trace=socket", "-o", "/home/ana/trace", "sh", "-c",
        "appealdesk export Example.appeal -o q.pdf && "
        "(timeout 12 appealdesk Example.appeal; test $? = 124)",
        user=USER, env={"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    trace = (bare.folder / "home/ana/trace").read_text(errors="replace")
    lines = [line for line in trace.splitlines() if "AF_INET" in line]
    check(
        not lines, f"5. no network socket was asked for, with or without a window {lines[:3] or ''}"
    )


def content_type(bare: Bare, path: str) -> str:
    """What the desktop takes a file for."""
    told = bare.run("gio", "info", "-a", "standard::content-type", path, user=USER)
    return told.rsplit("standard::content-type:", 1)[1].strip()


def mirror() -> str:
    """Where this machine gets Debian from."""
    for path in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        if path.is_file():
            for word in path.read_text(encoding="utf-8").split():
                is_mirror = word.startswith("http") and word.rstrip("/").endswith("/debian")
                if is_mirror and "snapshot" not in word:
                    return word
    return "http://deb.debian.org/debian"


def proxies() -> dict[str, str]:
    """What apt needs to get out, where a proxy stands between."""
    return {
        k: v
        for k, v in os.environ.items()
        if k.lower() in {"http_proxy", "https_proxy", "no_proxy"}
    }


def check(is_so: bool, words: str) -> None:
    """Tell a step that passed; stop at one that did not."""
    if not is_so:
        raise SystemExit(f"FAILED: {words}")
    say(words)


def say(words: str) -> None:
    """Tell it at once."""
    print(words, flush=True)


if __name__ == "__main__":
    main()
