"""The store on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store, parse

from export.rdf import quads
from export.store import StoreError, write_store
from export.store_update import update_store
from export.turtle import write_replaced, write_trig
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


def changed_graphs(kg: KnowledgeGraph) -> Iterator[KnowledgeGraph]:
    """Yield graphs with less and with other things in them than `kg`, one without a whole digest."""
    yield kg
    yield replace(kg, entities=kg.entities[1:])
    yield replace(kg, entities=(replace(kg.entities[0], label="Another name"), *kg.entities[1:]))
    yield replace(kg, papers=tuple(replace(paper, title="{ } .") for paper in kg.papers))
    dated = {row.key for row in kg.sources if row.digest}
    yield replace(
        kg,
        sources=tuple(row for row in kg.sources if row.digest),
        results=(),
        statements=tuple(
            replace(statement, evidence=kept)
            for statement in kg.statements
            if (kept := tuple(each for each in statement.evidence if each.source in dated))
        ),
    )


def test_a_store_made_from_another_equals_one_made_anew(
    small_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("export.store_update.MOST", 1)
    monkeypatch.setattr("export.store_update._CHUNK", 100)
    folders = []
    for number, kg in enumerate(changed_graphs(small_graph)):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_trig(kg, folder / "graph.trig")
        write_replaced({f"entity/{number}": "entity/b"}, folder / "replaced.ttl")
        write_store(folder / "store", stored(folder))
        folders.append(folder)
    for number, (old, new) in enumerate(product(folders, folders)):
        before = {path.name: path.read_bytes() for path in (old / "store").iterdir()}
        update_store(tmp_path / f"store-{number}", stored(new), old / "store", stored(old))
        made, anew = Store.read_only(str(tmp_path / f"store-{number}")), Store.read_only(str(new / "store"))
        assert set(made) == set(anew)
        assert set(made.named_graphs()) == set(anew.named_graphs())
        assert before == {path.name: path.read_bytes() for path in (old / "store").iterdir()}


def stored(folder: Path) -> list[Path]:
    return [folder / "graph.trig", folder / "replaced.ttl"]


def test_no_triple_stands_twice_in_the_files_of_a_store(trig: Path) -> None:
    triples = list(parse(path=trig))
    assert len(triples) == len(set(triples))


def test_a_store_is_not_made_from_one_that_differs_much(trig: Path, tmp_path: Path) -> None:
    write_replaced({"entity/a": "entity/b"}, tmp_path / "replaced.ttl")
    write_store(tmp_path / "few", [tmp_path / "replaced.ttl"])
    write_store(tmp_path / "many", [trig])
    for old, old_file, new_file in (
        ("few", tmp_path / "replaced.ttl", trig),
        ("many", trig, tmp_path / "replaced.ttl"),
    ):
        with pytest.raises(StoreError, match="more is"):
            update_store(tmp_path / "store", [new_file], tmp_path / old, [old_file])
    assert not (tmp_path / "store").exists()
