"""Real builds in their own processes: killed, on a full disk, two at once. A whole graph is always there."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

import litweave
from litweave import directory, report

KILLS = 100
AT_ONCE = 3
ROWS = 8
MODELS = tuple(f"Fooformer-{number}" for number in range(ROWS + 2))
QUADS = "SELECT (COUNT(*) AS ?all) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
READS = (("show", MODELS[0]), ("query", QUADS), ("stats",), ("view", "--path"), ("update",))
ENTRIES = {".litweave", ".refreshed", "current", "builds", "cache", *directory.OUTPUTS}


@dataclass(frozen=True)
class State:
    """What a whole graph is: its files but for the report and the store, and how much the store holds."""

    files: Mapping[str, bytes]
    quads: str


@dataclass(frozen=True)
class Case:
    """A graph in `folder`, and what it is before and after the small digest `new` is added to it.

    Its cache knows the rows of `new`, so that an update takes a second, and a row of no use, so that the
    update writes the cache as well.
    """

    folder: Path
    new: Path
    states: Mapping[str, State]

    def copied(self, target: Path) -> Path:
        """Return a copy of the graph."""
        shutil.copytree(self.folder, target)
        return target

    def whole(self, root: Path) -> str:
        """Return whether the old or the new graph is in a folder, after finding it whole and readable."""
        state = state_of(root)
        (name,) = (name for name, known in self.states.items() if known == state)
        return name


def state_of(root: Path) -> State:
    """Return the state of a graph, as the pointer leads to it; the top of the folder must show the same."""
    build = directory.resolve(root)
    found = report.load(build)
    assert found.outputs == {name: report.hash_file(build / name) for name in found.outputs}
    assert found.outputs == {name: report.hash_file(root / name) for name in found.outputs}
    kg = litweave.open(root)
    assert kg.entity(MODELS[0]).item.label == MODELS[0]
    assert len(kg.graph.papers) == found.counts.papers
    return State(
        {name: (build / name).read_bytes() for name in found.outputs}, kg.query(QUADS).serialize("csv")
    )


def digest(path: Path, *numbers: int) -> Path:
    """Write a digest of these papers."""
    rows = [
        f"| {MODELS[n]}: A Model That Reasons (Read more on [arXiv](https://arxiv.org/abs/2501.129{n:02}))"
        f" | Ada Lovelace | We introduce {MODELS[n]}, a reasoning model. {MODELS[n]} uses GRPO. |\n"
        for n in numbers
    ]
    head = f"## Papers for {path.stem}\n\n| Title | Authors | Summary |\n|---|---|---|\n"
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    work = tmp_path_factory.mktemp("case")
    one, new = digest(work / "2025-01-23.md", *range(ROWS)), work / "2025-01-24.md"
    litweave.build([one, digest(new, ROWS, ROWS + 1)], work / "cache")
    litweave.build([one, digest(new, ROWS)], work / "new")
    litweave.build(one, work / "old")
    shutil.rmtree(work / "old" / "cache")
    shutil.copytree(work / "cache" / "cache", work / "old" / "cache")
    return Case(work / "old", new, {name: state_of(work / name) for name in ("old", "new")})


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "litweave", *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True)


def command_on(root: Path, read: tuple[str, ...]) -> list[str | Path]:
    name, *rest = read
    return [name, root, *rest]


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def kill_an_update(case: Case, root: Path, after: float) -> tuple[str, bool]:
    """Kill an update after some seconds; return which graph is there, and if a part of the other one was.

    That graph is whole, and the next build works and leaves nothing else.
    """
    case.copied(root)
    with subprocess.Popen(command("update", root, case.new), stdout=subprocess.DEVNULL) as process:
        time.sleep(after)
        process.kill()
    partly = any((root / "builds").glob("tmp-*"))
    survivor = case.whole(root)
    assert litweave.update(root, case.new).counts.rows == ROWS + 1
    assert case.whole(root) == "new"
    assert entries(root) == ENTRIES
    assert len(entries(root / "builds")) == 1
    assert entries(root / "cache") == {"2025-01-23.cache", "2025-01-24.cache"}
    return survivor, partly


def test_a_build_killed_at_any_moment_leaves_a_whole_graph_and_the_next_build_works(
    case: Case, tmp_path: Path
) -> None:
    start = time.perf_counter()
    assert run("update", case.copied(tmp_path / "timed"), case.new).returncode == 0
    duration = (time.perf_counter() - start) * AT_ONCE / 2
    seeded = random.Random(2501)  # noqa: S311 (no secret)
    moments = [seeded.uniform(0, duration) for _ in range(KILLS)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        roots = [tmp_path / str(number) for number in range(KILLS)]
        outcomes = Counter(pool.map(lambda *each: kill_an_update(case, *each), roots, moments))
    assert outcomes["old", False] + outcomes["old", True] > 0
    assert outcomes["old", True] > 0, "none was killed while it wrote"
    for read in READS:
        done = run(*command_on(roots[-1], read))
        assert (done.returncode, done.stderr) == (0, "")


LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


def run_limited(size: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command that can write no file of more than `size` bytes: a full disk for those not root."""
    python, *rest = command(*arguments)
    return subprocess.run([python, "-c", LIMITED, str(size), *rest], capture_output=True, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits")
def test_a_full_disk_is_an_error_wherever_it_strikes_and_leaves_the_old_graph(
    case: Case, tmp_path: Path
) -> None:
    """The limits are just below sizes of what a build writes: each lets it come a bit further."""
    done = case.copied(tmp_path / "done")
    litweave.update(done, case.new)
    sizes = {path.stat().st_size for path in done.rglob("*") if path.is_file()}
    root = case.copied(tmp_path / "out")
    for size in sorted(sizes - {0})[::3]:
        tried = run_limited(size - 1, "update", root, case.new)
        assert (tried.returncode, tried.stdout) == (1, "")
        assert tried.stderr.startswith(f"Error: {root} "), tried.stderr
        assert "oo large" in tried.stderr
        assert case.whole(root) == "old"
        assert entries(root) == ENTRIES
        assert len(entries(root / "builds")) == 1
        assert all(name.endswith(".cache") for name in entries(root / "cache"))
    assert litweave.update(root, case.new).counts.rows == ROWS + 1
    assert case.whole(root) == "new"


def test_a_full_disk_while_nothing_was_built_yet(case: Case, tmp_path: Path) -> None:
    tried = run_limited(100, "build", case.new, "-o", tmp_path / "out")
    assert (tried.returncode, tried.stdout) == (1, "")
    assert tried.stderr.startswith(f"Error: {tmp_path / 'out'} was not built"), tried.stderr
    assert run("stats", tmp_path / "out").returncode == 1
    assert run("build", case.new, "-o", tmp_path / "out").returncode == 0


def test_the_second_of_two_builds_says_so_and_stops_and_a_killed_one_holds_nothing_up(
    case: Case, tmp_path: Path
) -> None:
    root = case.copied(tmp_path / "out")
    with subprocess.Popen(
        command("update", root, "-"), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as first:
        assert first.stdin
        first.stdin.write(b"\n" * 1_000_000)  # more than a pipe holds: once written, the build is reading
        first.stdin.flush()
        second = run("update", root, case.new)
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr == f"Error: {root}: another build is running here; wait until it has ended\n"
        assert run("stats", root).returncode == 0
        assert first.poll() is None
        first.kill()
    assert case.whole(root) == "old"
    assert run("update", root, case.new).returncode == 0
    assert case.whole(root) == "new"


def test_an_update_takes_over_the_store(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = case.copied(tmp_path / "out")
    monkeypatch.setattr("export.store.write_store", None)
    litweave.update(root, case.new)
    assert case.whole(root) == "new"
    litweave.update(root, remove=case.new)
    assert case.whole(root) == "old"


@pytest.mark.parametrize("file", ["CURRENT", "*.sst", "MANIFEST*"])
def test_an_update_mends_a_damaged_store(case: Case, tmp_path: Path, file: str) -> None:
    root = case.copied(tmp_path / "out")
    for path in (directory.resolve(root) / "store").glob(file):
        path.unlink()
    litweave.update(root, case.new)
    assert case.whole(root) == "new"


def test_a_file_changed_by_hand_does_not_get_into_the_store(case: Case, tmp_path: Path) -> None:
    root = case.copied(tmp_path / "out")
    path = directory.resolve(root) / "graph.trig"
    path.write_bytes(path.read_bytes().replace(b"GRPO", b"PPO"))
    litweave.update(root, case.new)
    assert case.whole(root) == "new"


def test_no_command_touches_a_graph_of_another_schema(case: Case, tmp_path: Path) -> None:
    root = case.copied(tmp_path / "out")
    (root / "current").write_text('{"schema": 99, "build": "later"}')
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    commands = [command_on(root, read) for read in READS]
    commands.append(["build", case.new, "-o", root, "--replace"])
    for arguments in commands:
        tried = run(*arguments)
        assert (tried.returncode, tried.stdout) == (1, "")
        assert f"Error: {root} was written with schema 99" in tried.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
