"""The embedded RDF store: facts, assertions and evidence in an Oxigraph folder that queries open."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from export.rdf import quads
from export.vocabulary import DEFAULT_BASE
from graph.model import KnowledgeGraph


class StoreError(Exception):
    """A store cannot be made or opened."""


def write_store(path: Path, kg: KnowledgeGraph, base: str = DEFAULT_BASE) -> int:
    """Write `kg` into a new store at `path` and return its number of quads.

    When this returns, nothing holds the folder any more: it can be copied, hard-linked or moved.
    Raises `StoreError` if something is there already, `BaseIriError` for a base that cannot be one.
    """
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path} is not empty: a store is written once, into a new folder")
    store = Store(path)
    store.bulk_extend(quads(kg, base))
    store.optimize()
    store.flush()
    return len(store)


def open_store(path: Path) -> Store:
    """Open a store for reading only; several processes may at once. Raises `StoreError` if there is none."""
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"{path} holds no store that can be read: {error}") from error
