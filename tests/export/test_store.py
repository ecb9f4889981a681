"""The store on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store, parse

from export.rdf import quads
from export.store import StoreError, write_store
from export.turtle import write_replaced
from graph.model import KnowledgeGraph


@pytest.mark.parametrize("piece", [1, 1000, 1 << 20])
def test_the_store_holds_everything_however_it_is_cut(
    piece: int, small_graph: KnowledgeGraph, trig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("export.store.PIECE", piece)
    write_store(tmp_path / "store", [trig])
    assert set(Store.read_only(str(tmp_path / "store"))) == set(quads(small_graph))


def test_the_store_holds_several_files(trig: Path, tmp_path: Path) -> None:
    write_replaced({"entity/a": "entity/b"}, tmp_path / "replaced.ttl")
    write_store(tmp_path / "store", [trig, tmp_path / "replaced.ttl"])
    found = set(Store.read_only(str(tmp_path / "store")))
    assert found == set(parse(path=trig)) | set(parse(path=tmp_path / "replaced.ttl"))


def test_a_file_that_cannot_be_loaded_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.trig").write_text("no such thing")
    with pytest.raises(SyntaxError):
        write_store(tmp_path / "store", [tmp_path / "bad.trig"])


@pytest.mark.parametrize("copy", [shutil.copy2, os.link])
def test_the_folder_can_be_copied_and_hard_linked(
    copy: Callable[[str, str], object], small_graph: KnowledgeGraph, trig: Path, tmp_path: Path
) -> None:
    write_store(tmp_path / "store", [trig])
    shutil.copytree(tmp_path / "store", tmp_path / "copy", copy_function=copy)
    shutil.rmtree(tmp_path / "store")
    assert set(Store.read_only(str(tmp_path / "copy"))) == set(quads(small_graph))


def test_several_readers_open_it_at_once_and_none_writes(trig: Path, tmp_path: Path) -> None:
    write_store(tmp_path / "store", [trig])
    first, second = Store.read_only(str(tmp_path / "store")), Store.read_only(str(tmp_path / "store"))
    assert len(first) == len(second)
    node = NamedNode("https://example.org/x")
    with pytest.raises((OSError, RuntimeError), match="read"):
        first.add(Quad(node, node, node))


def test_a_store_is_written_once(trig: Path, tmp_path: Path) -> None:
    write_store(tmp_path / "store", [trig])
    with pytest.raises(StoreError, match="not empty"):
        write_store(tmp_path / "store", [trig])
