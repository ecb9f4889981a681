"""The output folder of a build: claiming it, locking it, committing a build, finding the current one.

A build lives in `builds/<name>/`. The pointer file `current` names the build that counts: replacing it is
the one atomic step that commits. What stands at the top of the folder (`graph.ttl`, `tables/`, ...) are hard
links into the current build, refreshed after the commit; whoever comes next finishes a refresh cut short.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from litweave import atomic
from litweave.errors import LitweaveError

SCHEMA = 1
"""The version of the folder's layout and of everything in it; readers refuse any other."""

MARKER = ".litweave"
POINTER = "current"
BUILDS = "builds"
STAMP = ".refreshed"
CACHE = "cache"
INPUTS = "inputs"
"""Keeps what came by standard input."""

OUTPUTS = ("graph.ttl", "graph.trig", "graph.html", "replaced.ttl", "report.json", "tables", "store")

_MARKER_TEXT = "Litweave keeps its output in this folder and locks it through this file.\n"


class DirectoryError(LitweaveError):
    """An output folder that cannot be used as it stands."""


class BusyError(DirectoryError):
    """Another process is building into the folder."""


def claim(root: Path) -> None:
    """Make `root` an output folder of ours unless it is one.

    Raises `DirectoryError` if it is a file, a folder that holds somebody else's files, or cannot be written.
    """
    if root.exists() and not root.is_dir():
        raise DirectoryError(f"{root} is a file; the output must be a folder")
    try:
        if root.is_dir() and any(root.iterdir()) and not _is_ours(root):
            raise DirectoryError(
                f"{root} is not empty and was not made by Litweave; choose another output folder"
            )
        root.mkdir(parents=True, exist_ok=True)
        marker = root / MARKER
        if not marker.exists():
            marker.write_text(_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise DirectoryError(f"{root} cannot be made an output folder: {error}") from error


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system frees even if the process is killed.

    Raises `BusyError` at once if another process (or thread) holds it, `OSError` if there can be no lock.
    """
    with (root / MARKER).open("r+b") as handle:
        if not _try_lock(handle):
            raise BusyError(f"{root}: another build is running here; wait until it has ended")
        yield


def current(root: Path) -> Path | None:
    """Return the folder of the current build, None if nothing was built yet.

    Raises `DirectoryError` if the pointer is damaged or another version of Litweave wrote it.
    """
    try:
        pointer = json.loads((root / POINTER).read_text(encoding="utf-8"))
        schema, name = pointer["schema"], pointer["build"]
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(root) from error
    if schema != SCHEMA:
        raise DirectoryError(
            f"{root} was written with schema {schema}, this Litweave knows schema {SCHEMA}: "
            "use the version that wrote it, or build into another folder"
        )
    build = root / BUILDS / str(name)
    if build.parent != root / BUILDS or not build.is_dir():
        raise _damaged(root)
    return build


def resolve(root: Path) -> Path:
    """Return the folder of the current build, after finishing a refresh that was cut short.

    The refresh is left alone where the folder is read-only or a build is running: reading never waits.
    Raises `DirectoryError` if there is no graph to read.
    """
    build = _existing(root)
    if is_fresh(root, build):
        return build
    with contextlib.suppress(OSError, BusyError), locked(root):
        refresh(root)
    return _existing(root)


def top(root: Path, name: str) -> Path:
    """Return where to find one output: at the top of the folder if that is fresh, else in the build."""
    build = resolve(root)
    return root / name if is_fresh(root, build) else build / name


def is_fresh(root: Path, build: Path) -> bool:
    """Say whether the top of the folder shows all of this build."""
    try:
        stamp = (root / STAMP).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stamp == build.name and all((root / entry.name).exists() for entry in build.iterdir())


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """Yield an empty folder to make a build in, for `commit` to move. Needs the lock.

    What a killed build left is removed before, and what this build made if it fails. Raises `DirectoryError`
    in the place of any `OSError`, such as that of a full disk: then the graph that was there still counts.
    """
    try:
        sweep(root)
        folder = root / BUILDS / f"tmp-{os.getpid()}"
        folder.mkdir(parents=True)
        yield folder
    except BaseException as error:
        with contextlib.suppress(OSError):  # the first error says more than one of tidying up
            sweep(root)
        if isinstance(error, OSError):
            raise DirectoryError(f"{root} was not built, and is as it was: {error}") from error
        raise


def commit(root: Path, staged: Path, name: str) -> None:
    """Make a staged folder the current build, called `name` if that is free. Needs the lock.

    Whatever stops this, the folder holds the old build or the new one, whole.
    """
    atomic.sync_tree(staged)
    builds = root / BUILDS
    name = next(free for free in (name, f"{name}-again") if not (builds / free).exists())
    staged.rename(builds / name)
    atomic.sync_folder(builds)
    pointer = {"schema": SCHEMA, "build": name}
    atomic.write(root / POINTER, json.dumps(pointer).encode() + b"\n")


def refresh(root: Path) -> None:
    """Show the current build at the top of the folder and remove all others. Needs the lock."""
    build = current(root)
    if build is None:
        return
    if not is_fresh(root, build):
        for entry in sorted(build.iterdir()):
            _expose(entry, root / entry.name)
        atomic.write(root / STAMP, build.name.encode())
    sweep(root)


def owns(path: Path) -> bool:
    """Say whether a file is part of an output folder: no input, though it may lie in a folder that is one."""
    ours = (BUILDS, CACHE, *OUTPUTS)
    return any(
        (parent / MARKER).is_file() and path.relative_to(parent).parts[0] in ours for parent in path.parents
    )


def sweep(root: Path) -> None:
    """Remove old builds and what a killed build left behind. Needs the lock."""
    keep = current(root)
    builds = root / BUILDS
    for leftover in builds.iterdir() if builds.is_dir() else ():
        if leftover != keep:
            atomic.remove(leftover)
    for name in (POINTER, STAMP, *OUTPUTS):
        atomic.remove_leftovers(root / name)
    for leftover in (root / INPUTS).glob(f".*{atomic.NEW}"):
        atomic.remove(leftover)


def _is_ours(root: Path) -> bool:
    """Say whether Litweave made the folder; its marker is hidden, so that a copy may lack it."""
    return (root / MARKER).is_file() or ((root / BUILDS).is_dir() and (root / POINTER).is_file())


def _damaged(root: Path) -> DirectoryError:
    return DirectoryError(f"{root / POINTER} is damaged; delete it and build again")


def _existing(root: Path) -> Path:
    if not root.is_dir():
        raise DirectoryError(f"{root}: no such folder")
    build = current(root)
    if build is None:
        raise DirectoryError(f"{root} holds no graph; make one with: litweave build INPUT... -o {root}")
    return build


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _expose(source: Path, target: Path) -> None:
    with atomic.replacing(target) as fresh:
        if source.is_dir():
            shutil.copytree(source, fresh, copy_function=_link_or_copy)
        else:
            _link_or_copy(str(source), str(fresh))


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
