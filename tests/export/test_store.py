"""The store on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from export.rdf import quads
from export.store import StoreError, open_store, write_store
from graph.model import KnowledgeGraph


def test_the_store_holds_everything(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    count = write_store(tmp_path / "store", small_graph)
    assert set(open_store(tmp_path / "store")) == set(quads(small_graph))
    assert count == len(set(quads(small_graph)))


@pytest.mark.parametrize("copy", [shutil.copy2, os.link])
def test_the_folder_can_be_copied_and_hard_linked(
    copy: Callable[[str, str], object], small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_store(tmp_path / "store", small_graph)
    shutil.copytree(tmp_path / "store", tmp_path / "copy", copy_function=copy)
    shutil.rmtree(tmp_path / "store")
    assert set(open_store(tmp_path / "copy")) == set(quads(small_graph))


def test_several_readers_open_it_at_once_and_none_writes(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_store(tmp_path / "store", small_graph)
    first, second = open_store(tmp_path / "store"), open_store(tmp_path / "store")
    assert len(first) == len(second)
    node = NamedNode("https://example.org/x")
    with pytest.raises((OSError, RuntimeError), match="read"):
        first.add(Quad(node, node, node))


def test_a_store_is_written_once(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_store(tmp_path / "store", small_graph)
    with pytest.raises(StoreError, match="not empty"):
        write_store(tmp_path / "store", small_graph)


def test_no_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        open_store(tmp_path / "nothing")
