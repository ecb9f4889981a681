"""A store made from an earlier one: what stayed is taken over, only what differs is removed and loaded.

Loading all again takes ten times as long as finding what one more day of digests changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from export.store import StoreError

MOST = 0.2
"""So large a part of the blocks may differ: beyond it, loading all takes less time and memory."""

Block = tuple[bytes, bytes, bytes]
"""The head of its file, the line that opens its graph (empty for the default graph), its own text."""

_END = b"\n.\n\n"
_CHUNK = 4 << 20


def update_store(path: Path, files: Sequence[Path], old_path: Path, old_files: Sequence[Path]) -> None:
    """Write what `export.store.write_store(path, files)` would from the store `old_path` of `old_files`.

    No triple may stand twice in the files. The old store is not changed; hard links share its bulk with the
    new one. Raises `StoreError` if too much differs or the old store is damaged, `OSError` if something
    cannot be read, linked or written; then whatever stands at `path` is of no use.
    """
    removed, added = _differences(old_files, files)
    gone, new = set(_quads(removed)), set(_quads(added))
    try:
        Store.read_only(str(old_path))  # where opening a damaged store to write may make an empty one
        shutil.copytree(old_path, path, copy_function=_share)
        _change(Store(path), gone - new, new - gone)
    except RuntimeError as error:  # so Oxigraph calls corruption
        raise StoreError(f"{old_path} is damaged: {error}") from error


def _change(store: Store, gone: Set[Quad], new: Set[Quad]) -> None:
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    for graph in {quad.graph_name for quad in gone} - {DefaultGraph()}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)
    store.flush()


def _differences(old_files: Iterable[Path], files: Iterable[Path]) -> tuple[list[Block], list[Block]]:
    """Return the blocks that only the old files hold, and those that only the new ones hold."""
    gone = {_digest(block) for block in _blocks(old_files)}
    most = MOST * len(gone)
    added: list[Block] = []
    for block in _blocks(files):
        digest = _digest(block)
        if digest in gone:
            gone.remove(digest)
        elif len(added) < most:
            added.append(block)
        else:
            raise StoreError("more is new than can be added to a store well")
    if len(gone) > most:
        raise StoreError("more is gone than can be removed from a store well")
    return [block for block in _blocks(old_files) if _digest(block) in gone], added


def _digest(block: Block) -> bytes:
    return blake2b(b"\0".join(block), digest_size=16).digest()


def _blocks(files: Iterable[Path]) -> Iterator[Block]:
    """Yield the blocks of files of `export.turtle`."""
    for file in files:
        texts = _texts(file)
        head, _, first = next(texts).partition(b"\n\n")
        graph = b""
        for text in chain([first], texts):
            if text.startswith(b"}\n\n"):
                graph, text = b"", text[3:]
            if text.partition(b"\n")[0].endswith(b" {"):
                graph, _, text = text.partition(b"\n\n")
            if text:
                yield head, graph, text


def _texts(file_path: Path) -> Iterator[bytes]:
    """Cut a file where its blocks end; the end is left out, what stands between blocks is with the next."""
    rest = b""
    with file_path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            *whole, rest = (rest + chunk).split(_END)
            yield from whole
    yield rest


def _quads(blocks: Iterable[Block]) -> Iterator[Quad]:
    for (head, graph), group in groupby(blocks, itemgetter(0, 1)):
        text = b"".join(text + _END for _, _, text in group)
        document = b"".join((head, b"\n\n", graph, b"\n", text, b"}\n" if graph else b""))
        yield from parse(document, RdfFormat.TRIG)


def _share(source: str, target: str) -> None:
    """Link what a store never changes once it is written, and copy all else."""
    link_or_copy = os.link if source.endswith(".sst") else shutil.copy2
    link_or_copy(source, target)
