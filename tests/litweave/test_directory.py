"""The output folder: whatever stops a build, one whole graph is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from litweave import directory
from litweave.directory import BusyError, DirectoryError

KILLED = 9


def make(root: Path, version: str) -> None:
    """Build a graph whose files hold just the version."""
    directory.claim(root)
    with directory.locked(root):
        with directory.staging(root) as folder:
            (folder / "tables").mkdir()
            for name in ("graph.ttl", "report.json", "tables/papers.parquet"):
                (folder / name).write_text(version)
            directory.commit(root, folder, version)
        directory.refresh(root)


def contents(folder: Path) -> set[str]:
    names = ("graph.ttl", "report.json", "tables/papers.parquet")
    return {(folder / name).read_text() for name in names}


def die_at(step: int) -> None:
    """Let this process die, as if killed, before its n-th change of the disk."""
    left = step

    def dying(run: Any) -> Any:
        def change(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(KILLED)
            return run(*args, **kwargs)

        return change

    for owner, names in ((os, ("fsync", "link")), (shutil, ("rmtree",)), (Path, PATH_CHANGES)):
        for name in names:
            setattr(owner, name, dying(getattr(owner, name)))


PATH_CHANGES = ("replace", "rename", "unlink", "mkdir")


def die_at_every_step(folder: Path) -> None:
    """Build over an old graph in `folder/<n>` in a process that dies at step n, until one lives."""
    for step in range(200):
        make(folder / str(step), "old")
        if (child := os.fork()) == 0:
            die_at(step)
            make(folder / str(step), "new")
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code != KILLED:
            sys.exit(code)


def test_a_build_shows_at_the_top_of_the_folder_and_old_builds_go(tmp_path: Path) -> None:
    make(tmp_path / "out", "old")
    make(tmp_path / "out", "new")
    assert directory.resolve(tmp_path / "out").name == "new"
    assert contents(tmp_path / "out") == {"new"}
    assert [path.name for path in (tmp_path / "out" / "builds").iterdir()] == ["new"]


def test_the_same_build_twice(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "one")
    assert contents(directory.resolve(tmp_path)) == contents(tmp_path) == {"one"}
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".new", ".old")] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_build_killed_at_any_step_leaves_one_whole_graph(tmp_path: Path) -> None:
    # Run as a script of its own: to fork the process of the tests, which may have threads, is not safe.
    subprocess.run([sys.executable, __file__, str(tmp_path)], check=True)
    survivors = []
    for root in sorted(tmp_path.iterdir(), key=lambda path: int(path.name)):
        build = directory.resolve(root)
        assert contents(build) == {build.name}
        assert contents(root) == {build.name}, "a later command finishes the refresh"
        make(root, "next")
        assert [path.name for path in (root / "builds").iterdir()] == ["next"]
        survivors.append(build.name)
    assert survivors == sorted(survivors, reverse=True), "once committed, always committed"
    assert survivors.count("old") > 5
    assert survivors.count("new") > 5, "killed between the commit and the end of the refresh"


def test_an_error_while_building_leaves_the_old_graph_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "old")
    with directory.locked(tmp_path), pytest.raises(DirectoryError, match="full"), directory.staging(tmp_path):
        raise OSError("the disk is full")
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["old"]


def test_a_deleted_output_comes_back(tmp_path: Path) -> None:
    make(tmp_path, "one")
    (tmp_path / "graph.ttl").unlink()
    directory.resolve(tmp_path)
    assert contents(tmp_path) == {"one"}


def test_reading_goes_on_while_a_build_holds_the_lock(tmp_path: Path) -> None:
    make(tmp_path, "one")
    (tmp_path / "graph.ttl").unlink()
    with directory.locked(tmp_path):
        assert contents(directory.resolve(tmp_path)) == {"one"}
        assert directory.top(tmp_path, "graph.ttl").read_text() == "one"
    assert not (tmp_path / "graph.ttl").exists()


def test_reading_goes_on_in_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "one")
    (tmp_path / "graph.ttl").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    assert contents(directory.resolve(tmp_path)) == {"one"}


def test_copies_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    make(tmp_path, "one")
    assert contents(tmp_path) == {"one"}
    assert (tmp_path / "graph.ttl").stat().st_nlink == 1


def test_a_second_build_stops_at_once(tmp_path: Path) -> None:
    make(tmp_path, "one")
    with directory.locked(tmp_path), pytest.raises(BusyError, match="another build"):
        make(tmp_path, "two")
    make(tmp_path, "two")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(DirectoryError, match="not made by Litweave"):
        directory.claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_called_current_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("mine")
    with pytest.raises(DirectoryError, match="not made by Litweave"):
        directory.claim(tmp_path)


def test_a_copy_without_the_hidden_marker_is_ours(tmp_path: Path) -> None:
    make(tmp_path, "one")
    (tmp_path / directory.MARKER).unlink()
    make(tmp_path, "two")
    assert contents(tmp_path) == {"two"}


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for root in (tmp_path, tmp_path / "out"):
        with pytest.raises(DirectoryError, match=r"cannot be made an output folder: .*denied"):
            directory.claim(root)


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DirectoryError, match=r"cannot be made an output folder: .*file"):
        directory.claim(tmp_path / "file" / "out")


def test_what_killed_builds_left_goes_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "one")
    (tmp_path / "builds" / "tmp-1" / "store").mkdir(parents=True)
    (tmp_path / ".tables.old").mkdir()
    (tmp_path / "inputs").mkdir()
    for name in (
        ".current.new",
        ".graph.ttl.new",
        "inputs/.stdin-1.md.new",
        "inputs/stdin-1.md",
        ".mine.new",
    ):
        (tmp_path / name).write_text("half a file")
    before = {path.name for path in tmp_path.iterdir()}
    make(tmp_path, "two")
    gone = {".tables.old", ".current.new", ".graph.ttl.new"}
    assert {path.name for path in tmp_path.iterdir()} == before - gone
    assert [path.name for path in (tmp_path / "inputs").iterdir()] == ["stdin-1.md"]
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["two"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(DirectoryError, match="is a file"):
        directory.claim(tmp_path / "out")


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="no such folder"):
        directory.resolve(tmp_path / "none")
    directory.claim(tmp_path)
    with pytest.raises(DirectoryError, match="litweave build"):
        directory.resolve(tmp_path)


def test_another_schema_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "one")
    (tmp_path / "current").write_text(json.dumps({"schema": 99, "build": "one"}))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for use in (directory.resolve, lambda root: make(root, "two"), directory.sweep, directory.refresh):
        with pytest.raises(DirectoryError, match="schema 99"):
            use(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "pointer", ["", "[]", "{}", '{"schema": 1, "build": "gone"}', '{"schema": 1, "build": "../.."}', "\xff"]
)
def test_a_damaged_pointer_is_named(tmp_path: Path, pointer: str) -> None:
    make(tmp_path, "one")
    (tmp_path / "current").write_text(pointer, encoding="latin-1")
    with pytest.raises(DirectoryError, match="current is damaged"):
        directory.resolve(tmp_path)


def test_what_a_build_wrote_is_no_input_but_what_came_by_standard_input_is(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")
    assert directory.owns(tmp_path / "out" / "builds" / "one" / "report.json")
    assert directory.owns(tmp_path / "out" / "report.json")
    assert not directory.owns(tmp_path / "out" / "inputs" / "stdin-1.md")
    assert not directory.owns(tmp_path / "report.json")


if __name__ == "__main__":
    die_at_every_step(Path(sys.argv[1]))
