"""What the benchmarks share: running Litweave in a process of its own, comparing what two builds wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STABLE = ("graph.ttl", "graph.trig", "graph.html", "tables")
"""What must not depend on how often, in which order or under which hash seed a graph was built."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock and on the processors, and its highest memory in MiB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s wall, {self.cpu:.1f} s CPU, {self.peak:.0f} MiB peak"


def litweave(*arguments: str | Path, seed: int = 0) -> Cost:
    """Run a command of Litweave under a hash seed and return its cost; end the benchmark if it fails."""
    command = [sys.executable, "-m", "litweave", *map(str, arguments)]
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[1:4])} ... ended with exit code {process.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def report(folder: Path) -> dict[str, Any]:
    """Return the report of the graph in a folder."""
    content: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return content


def digests(folder: Path) -> list[Path]:
    """Return the digests in a folder, the oldest first: their paths begin with their dates."""
    found = sorted(folder.rglob("[0-9]*.md"))
    return found or sys.exit(f"{folder} holds no digest whose name begins with a digit")


def differences(one: Path, other: Path) -> list[str]:
    """Return which of the stable outputs differ between two folders of graphs."""
    names = sorted({*_files(one), *_files(other)})
    return [name for name in names if not _same(one / name, other / name)]


def size(folder: Path) -> float:
    """Return how many MiB a file or a folder takes."""
    files: Sequence[Path] = [path for path in folder.rglob("*") if path.is_file()] or [folder]
    return sum(path.stat().st_size for path in files) / (1 << 20)


def _files(folder: Path) -> Iterator[str]:
    for name in STABLE:
        path = folder / name
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        yield from (str(each.relative_to(folder)) for each in inside)


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
