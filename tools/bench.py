"""Measure AppealDesk beside named peers, in one run, as ratios. `make bench`; --quick is smaller.

Whole processes, taken in turn so that a slow minute hits all of them alike; medians. Memory is the
sum of the peaks of a process and its children. Nothing in here is a test:
machines are noisy, and a number belongs to the run that it stands in.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import bench_sets

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "build" / "bench"
BEGIN, END = "<!-- numbers: begin -->", "<!-- numbers: end -->"
WIDTHS = (8, 7, 8, 7, 9, 8, 8)
RUNS = Path(__file__).with_name("bench_runs.py")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one process took: seconds, seconds of processor, MB (10^6 bytes)."""

    wall: float
    cpu: float
    memory: float
    size: float


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to measure; ``command`` makes its arguments from (out, inputs)."""

    name: str
    command: Callable[[Path, Sequence[Path]], list[str]]
    inputs: tuple[Path, ...]


def main() -> None:
    """Make what is missing, measure, print, write build/bench.json."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--quick", action="store_true", help="smaller sets; for a first look")
    ask.add_argument("--fresh", action="store_true", help="make the sets and cases anew")
    ask.add_argument(
        "--write", action="store_true", help="put the numbers into docs/performance.md"
    )
    ask.add_argument("--rounds", type=int, default=3, help="runs of each; at least 3")
    told = ask.parse_args()
    if told.fresh:
        shutil.rmtree(BENCH, ignore_errors=True)
    home = BENCH / ("quick" if told.quick else "full")
    home.mkdir(parents=True, exist_ok=True)
    files, pages, scan_files = (10, 25, 3) if told.quick else (50, 25, 10)
    report: dict[str, Any] = {"quick": told.quick, "rounds": told.rounds, "machine": _machine()}

    begin = perf_counter()
    mixed = bench_sets.mixed(home / "mixed", files, pages)
    case = bench_sets.case_of(home / "mixed.appeal", mixed)
    scans = bench_sets.scans(home / "scans", scan_files, 30)
    scan_case = bench_sets.case_of(home / "scans.appeal", scans)
    big_case = bench_sets.big_case(home / "big.appeal", 100, 20, 100 if told.quick else 1000)
    print(f"Sets and cases ready after {perf_counter() - begin:.0f} s: {home}")

    peers = [
        _own("AppealDesk, verified", "export", (case,)),
        _own("AppealDesk, not verified", "export_unverified", (case,)),
        _own("pypdf append and write", "pypdf", mixed),
        _own("pikepdf extend and save", "pikepdf", mixed),
        *_programs(mixed),
        _own("byte copy", "copy", mixed),
    ]
    title = f"{files} files, {files * pages} pages, {_mb(mixed):.0f} MB"
    report["export"] = _compare(title, peers, "pypdf append and write", told.rounds, mixed)
    peers = [
        _own("AppealDesk, verified", "export", (scan_case,)),
        _own("AppealDesk, not verified", "export_unverified", (scan_case,)),
        _own("byte copy", "copy", scans),
    ]
    title = f"{scan_files * 30} scans, {_mb(scans):.0f} MB"
    report["scans"] = _compare(title, peers, "byte copy", told.rounds, scans)
    report["instant"] = _instant(big_case)
    report["window"] = _window(home / "window", told.rounds)
    (BENCH.parent / "bench.json").write_text(json.dumps(report, indent=2) + "\n")
    print(f"\nWritten: {BENCH.parent / 'bench.json'}")
    if told.write:
        page = ROOT / "docs" / "performance.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        tail = rest.partition(END)[2]
        page.write_text(f"{head}{BEGIN}\n{_markdown(report)}\n{END}{tail}", encoding="utf-8")
        print(f"Written: {page}")


def _markdown(report: dict[str, Any]) -> str:
    """The tables of docs/performance.md."""
    lines: list[str] = []
    for part in ("export", "scans"):
        told = report[part]
        lines += [
            f"### {told['set']}",
            "",
            f"Ratios to: {told['base']}. Medians of {report['rounds']}.",
            "",
        ]
        lines += [
            "| | wall s | ratio | CPU s | ratio | peak MB | out MB | out / in |",
            "|---" + "|--:" * 7 + "|",
        ]
        lines += [
            "| {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.0f} | {:.1f} | {:.3f} |".format(
                name, *row.values()
            )
            for name, row in told["rows"].items()
        ]
        lines.append("")
    lines += ["### Inside one process", "", "| | ms |", "|---|--:|"]
    lines += [f"| {name} | {value:.1f} |" for name, value in report["instant"].items()]
    lines += ["", "### The window", "", "| | |", "|---|--:|"]
    lines += [f"| {name} | {value:g} |" for name, value in report["window"].items()]
    return "\n".join(lines)


def _programs(inputs: tuple[Path, ...]) -> list[Peer]:
    found: list[Peer] = []
    wanted: dict[str, Callable[[Path, Sequence[Path]], list[str]]] = {
        "qpdf": lambda out, i: ["qpdf", "--empty", "--pages", *map(str, i), "--", str(out)],
        "pdfunite": lambda out, i: ["pdfunite", *map(str, i), str(out)],
        "pdfsam-console": lambda out, i: [
            "pdfsam-console", *(x for p in i for x in ("-f", str(p))), "-o", str(out), "concat",
        ],
        "sejda-console": lambda out, i: [
            "sejda-console", "merge", "-f", *map(str, i), "-o", str(out), "--overwrite",
        ],
    }  # fmt: skip
    names = {"qpdf": "qpdf --empty --pages", "pdfsam-console": "PDFsam console"}
    for program, command in wanted.items():
        if shutil.which(program):
            found.append(Peer(names.get(program, program), command, inputs))
        else:
            print(f"Not installed here, so not measured: {names.get(program, program)}")
    return found


def _own(name: str, run: str, inputs: tuple[Path, ...]) -> Peer:
    def command(out: Path, sources: Sequence[Path]) -> list[str]:
        return [sys.executable, str(RUNS), run, str(out), *map(str, sources)]

    return Peer(name, command, inputs)


def _compare(
    title: str, peers: list[Peer], base: str, rounds: int, inputs: tuple[Path, ...]
) -> dict[str, object]:
    taken: dict[str, list[Taken]] = {peer.name: [] for peer in peers}
    for turn in range(rounds):
        for peer in peers[turn % len(peers) :] + peers[: turn % len(peers)]:
            out = BENCH / "out.pdf"
            out.unlink(missing_ok=True)
            taken[peer.name].append(_run(peer.command(out, peer.inputs), out))
    medians = {
        name: Taken(
            *(statistics.median(getattr(t, part) for t in runs) for part in Taken.__slots__)
        )
        for name, runs in taken.items()
    }
    floor = medians[base]
    print(f"\n{title}; medians of {rounds}; ratios to: {base}")
    heads = ("wall s", "ratio", "cpu s", "ratio", "MB peak", "MB out", "out/in")
    print(" " * 28 + "".join(f"{h:>{w}}" for h, w in zip(heads, WIDTHS, strict=True)))
    rows: dict[str, object] = {}
    for name, median in medians.items():
        row = {
            "wall_s": round(median.wall, 3),
            "wall_ratio": round(median.wall / floor.wall, 3),
            "cpu_s": round(median.cpu, 3),
            "cpu_ratio": round(median.cpu / floor.cpu, 3),
            "peak_mb": round(median.memory, 1),
            "out_mb": round(median.size, 2),
            "out_to_in": round(median.size / _mb(inputs), 4),
        }
        rows[name] = row
        a, b, c, d, e, f, g = row.values()
        print(f"{name:28}{a:8.2f}{b:7.2f}{c:8.2f}{d:7.2f}{e:9.0f}{f:8.1f}{g:8.3f}")
    return {"set": title, "base": base, "rows": rows}


def _instant(big_case: Path) -> dict[str, float]:
    out = BENCH / "instant.json"
    found: dict[str, float] = {}
    for run, inputs in (("plan", ()), ("audit", ()), ("big", (str(big_case),))):
        subprocess.run([sys.executable, RUNS, run, out, *inputs], check=True, env=_environment())
        found |= json.loads(out.read_text())
    print(f"\nInside one process, medians; the big case has {_mb((big_case,)):.0f} MB")
    for name, milliseconds in found.items():
        print(f"{name:40}{milliseconds:9.2f} ms")
    return {name: round(value, 3) for name, value in found.items()}


def _window(folder: Path, rounds: int) -> dict[str, float]:
    """First paint beside an empty window, taken in turn; then the stalls while it works."""
    out, found = BENCH / "window.json", {}
    times: dict[str, list[float]] = {"empty": [], "paint": []}
    for _ in range(max(5, rounds)):
        for run, taken in times.items():
            _tool("bench_window.py", run, out, folder)
            taken.append(json.loads(out.read_text()))
    empty, ours = (statistics.median(times[run]) * 1000 for run in ("empty", "paint"))
    found["first paint of an empty PySide6 window, ms"] = round(empty, 1)
    found["first paint of AppealDesk, ms"] = round(ours, 1)
    found["ratio"] = round(ours / empty, 2)
    _tool("bench_window.py", "stalls", out, folder)
    found |= json.loads(out.read_text())
    print("\nThe window")
    for name, value in found.items():
        print(f"{name:50}{value:10g}")
    return found


def _tool(script: str, *arguments: object) -> None:
    command = [sys.executable, Path(__file__).with_name(script), *map(str, arguments)]
    with (BENCH / "log.txt").open("wb") as log:
        done = subprocess.run(command, env=_environment(), stdout=log, stderr=log, check=False)
    if done.returncode != 0:
        raise SystemExit((BENCH / "log.txt").read_text()[-2000:])


def _run(command: list[str], out: Path) -> Taken:
    with (BENCH / "log.txt").open("wb") as log:
        begin = perf_counter()
        process = subprocess.Popen(command, stdout=log, stderr=log, env=_environment())
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop()
    if process.returncode != 0 or not out.exists():
        raise SystemExit(f"{command[:4]}...\n{(BENCH / 'log.txt').read_text()[-2000:]}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, peak / 1e6, out.stat().st_size / 1e6)


class _Watch(threading.Thread):
    """Keeps the peak of resident memory of a process and of each one below it.

    Read from the kernel's own high-water mark, so a peak between two looks is seen too. (The one
    that ``wait4`` gives begins with what the parent held when it forked.)
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._end = threading.Event()
        self._peaks: dict[int, int] = {}

    def run(self) -> None:
        """Look until told to stop."""
        while not self._end.wait(0.02):
            self._look(self._pid)

    def stop(self) -> int:
        """Bytes: the sum of all peaks."""
        self._end.set()
        self.join()
        return sum(self._peaks.values())

    def _look(self, pid: int) -> None:
        home = Path(f"/proc/{pid}")
        try:
            status = (home / "status").read_text()
            children = " ".join(p.read_text() for p in home.glob("task/*/children")).split()
        except OSError:
            return  # gone between two looks
        if mark := re.search(r"VmHWM:\s+(\d+) kB", status):
            self._peaks[pid] = int(mark.group(1)) * 1024
        for child in children:
            self._look(int(child))


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"}


def _mb(paths: Sequence[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / 1e6


def _machine() -> dict[str, object]:
    return {"processors": os.cpu_count(), "python": sys.version.split()[0], "system": sys.platform}


if __name__ == "__main__":
    main()
