"""Turtle and TriG files: what is written is read back by every reader, and equal graphs give equal bytes."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, parse
from rdflib.compare import isomorphic

from export.rdf import fact_quads, quads
from export.rdflib_graph import to_rdflib
from export.terms import clean_text
from export.turtle import write_replaced, write_trig, write_turtle
from export.vocabulary import FOREIGN
from graph.model import Entity, KnowledgeGraph, Paper

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def read(path: Path) -> set[Quad]:
    return set(parse(path=path))


def rapper_count(path: Path, syntax: str) -> int:
    ended = subprocess.run(
        ["rapper", "-c", "-i", syntax, str(path)], capture_output=True, text=True, check=True
    )
    assert "Error" not in ended.stderr
    return int(re.findall(r"returned (\d+) triples", ended.stderr)[0])


@given(title=ANY_TEXT, label=ANY_TEXT, url=ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_survives_writing_and_reading(title: str, label: str, url: str) -> None:
    kg = KnowledgeGraph(
        papers=(Paper("paper/1", "1", title, "", (), (url, f"https://a.org/{url}")),),
        entities=(Entity("entity/e", label, (("Model", 1),), (title,)),),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        write_turtle(kg, path)
        assert read(path) == set(fact_quads(kg))
        assert isomorphic(rdflib.Graph().parse(path), to_rdflib(kg))


def test_hostile_text_comes_back_as_it_was(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl")
    texts = {str(text) for text in rdflib.Graph().parse(tmp_path / "graph.ttl").objects()}
    for paper in small_graph.papers:
        assert clean_text(paper.title) in texts
    for entity in small_graph.entities:
        assert clean_text(entity.label) in texts


def test_files_hold_what_the_generators_yield(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl")
    write_trig(small_graph, tmp_path / "graph.trig")
    assert read(tmp_path / "graph.ttl") == set(fact_quads(small_graph))
    assert read(tmp_path / "graph.trig") == set(quads(small_graph))


def test_facts_can_be_taken_from_the_turtle_file(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl")
    write_trig(small_graph, tmp_path / "alone.trig")
    write_trig(small_graph, tmp_path / "graph.trig", turtle=tmp_path / "graph.ttl")
    assert (tmp_path / "graph.trig").read_bytes() == (tmp_path / "alone.trig").read_bytes()


@pytest.mark.needs("rapper")
def test_all_readers_count_the_same_triples(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    turtle, trig = tmp_path / "graph.ttl", tmp_path / "graph.trig"
    write_turtle(small_graph, turtle)
    write_trig(small_graph, trig)
    assert (
        len(rdflib.Graph().parse(turtle)) == len(list(parse(path=turtle))) == rapper_count(turtle, "turtle")
    )
    assert len(list(parse(path=trig))) == rapper_count(trig, "trig")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's reader uses what rdflib deprecates
def test_rdflib_reads_the_trig_and_has_the_same_dataset(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_trig(small_graph, tmp_path / "graph.trig")
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "graph.trig")
    assert set(dataset.quads()) == set(to_rdflib(small_graph, evidence=True).quads())


def test_equal_graphs_give_equal_bytes(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_turtle(replace(small_graph), tmp_path / name)
        write_trig(replace(small_graph), tmp_path / f"{name}.trig")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert (tmp_path / "first.trig").read_bytes() == (tmp_path / "second.trig").read_bytes()


def test_one_alias_more_is_one_line_more(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    entities = [
        replace(e, aliases=(*e.aliases, "zzz")) if e.label == "Qwen2" else e for e in small_graph.entities
    ]
    write_turtle(small_graph, tmp_path / "before")
    write_turtle(replace(small_graph, entities=tuple(entities)), tmp_path / "after")
    before, after = ((tmp_path / name).read_text().split("\n") for name in ("before", "after"))
    after.remove('    skos:altLabel "zzz" ;')
    assert before == after


def test_the_layout_is_for_people(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl")
    head, *blocks = (tmp_path / "graph.ttl").read_text().split("\n\n")
    assert all(line.startswith("@prefix ") for line in head.split("\n"))
    subjects = [block.partition("\n")[0] for block in blocks if block]
    assert subjects == sorted(set(subjects))
    assert (
        "entity:gsm8k\n    a lw:Benchmark ;\n    a lw:Dataset ;\n    lw:mainType lw:Benchmark ;"
        in "\n\n".join(blocks)
    )


def test_marks_that_turn_the_writing_direction_are_visible(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text()
    assert "\\u202E" in text
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2028\x00-\x09\x0b-\x1f\ufffe]", text)


def test_a_base_of_ones_own_is_in_every_iri(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_turtle(small_graph, tmp_path / "graph.ttl", "https://example.org/kg#")
    assert "https://w3id.org/litweave/entity/" not in (tmp_path / "graph.ttl").read_text()
    assert read(tmp_path / "graph.ttl") == set(fact_quads(small_graph, "https://example.org/kg#"))


def test_old_references_lead_to_new_ones(tmp_path: Path) -> None:
    base, path = "https://example.org/", tmp_path / "replaced.ttl"
    write_replaced({"entity/b": "entity/c", "entity/a": "entity/c"}, path, base)
    a, b, c = (NamedNode(f"{base}entity/{name}") for name in "abc")
    assert read(path) == {Quad(old, FOREIGN.dcterms_isReplacedBy, c) for old in (a, b)}
    write_replaced({}, path, base)
    assert read(path) == set()
