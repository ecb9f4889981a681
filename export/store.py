"""The embedded RDF store: facts, assertions and evidence in an Oxigraph folder that queries open."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, takewhile
from pathlib import Path
from threading import Event, Lock

from pyoxigraph import RdfFormat, Store

PIECE = 4 << 20
"""So many bytes of TriG are loaded at once. Loading takes some 40 times as much memory, since the store keeps
every quad in six orders; smaller pieces would leave more for it to merge."""

LOADERS = min(4, os.cpu_count() or 1)


class StoreError(Exception):
    """A store cannot be made."""


def write_store(path: Path, files: Iterable[Path]) -> None:
    """Write all that files of `export.turtle` hold into a new store at `path`.

    When this returns, nothing holds the folder any more: it can be copied, hard-linked or moved.
    Raises `StoreError` if something is there already, `OSError` if a file cannot be read.
    """
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path} is not empty: a store is written once, into a new folder")
    store = Store(path)
    _load(store, chain.from_iterable(map(_pieces, files)))
    store.flush()


def _load(store: Store, pieces: Iterator[bytes]) -> None:
    """Load pieces in several threads, which the store lets run at the same time."""
    turn, stop = Lock(), Event()

    def work(_: int) -> None:
        while not stop.is_set():
            with turn:
                piece = next(pieces, None)
            if piece is None:
                return
            store.bulk_load(piece, RdfFormat.TRIG)

    with ThreadPoolExecutor(LOADERS) as pool:
        try:
            list(pool.map(work, range(LOADERS)))  # the list raises what a thread raised
        finally:
            stop.set()  # so that an error or an interrupt ends the other threads soon


def _pieces(file_path: Path) -> Iterator[bytes]:
    """Cut a file where one of its blocks ends, and yield the pieces, each a TriG document by itself."""
    with file_path.open("rb") as file:
        head = b"".join(takewhile(lambda line: line != b"\n", file))
        graph = b""  # the line that opens the graph we are in
        piece, size = [head], 0
        for line in file:
            piece.append(line)
            size += len(line)
            if line.endswith(b"{\n"):
                graph = line
            elif line == b"}\n":
                graph = b""
            elif line == b".\n" and size >= PIECE:
                yield b"".join((*piece, b"}\n" if graph else b""))
                piece, size = [head, graph], 0
        yield b"".join(piece)
