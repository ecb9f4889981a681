"""Changing files and folders in one step: whatever stops it, the old one or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEW, OLD = ".new", ".old"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a free path beside `path`; the file or folder made there takes the place of `path`.

    An error leaves `path` as it was and nothing beside it; a kill, what `remove_leftovers` removes. A folder
    takes two steps, as no system exchanges two of them in one: killed in between, neither is there.
    """
    fresh, old = _beside(path, NEW), _beside(path, OLD)
    remove(fresh)
    remove(old)
    try:
        yield fresh
        if path.is_dir():
            path.rename(old)
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):  # the first error says more than one of tidying up
            remove(fresh)
            if old.exists():
                old.rename(path)
        raise
    remove(fresh)  # renaming one hard link of a file over another does nothing, by POSIX
    remove(old)


def write(path: Path, data: bytes) -> None:
    """Replace a file by one that survives a power cut."""
    with replacing(path) as fresh, fresh.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove what a killed replacement of `path` left beside it."""
    remove(_beside(path, NEW))
    remove(_beside(path, OLD))


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Wait until a folder and all in it are on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("r+b") as handle:
                os.fsync(handle.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}{suffix}")
