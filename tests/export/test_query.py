"""Queries: answers, formats, limits, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from export import query as query_module
from export.query import (
    QueryError,
    QueryMemoryError,
    QuerySyntaxError,
    QueryTimeout,
    run_query,
)
from export.query_guard import calls_service
from export.store import write_store
from export.turtle import write_trig
from export.vocabulary import DEFAULT_BASE
from graph.model import KnowledgeGraph

CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def store(trig: Path, tmp_path: Path) -> Path:
    write_store(tmp_path / "store", [trig])
    return tmp_path / "store"


def test_our_prefixes_are_declared(store: Path) -> None:
    found = run_query(store, "SELECT ?x ?label { entity:grpo lw:uses ?x . ?x skos:prefLabel ?label }")
    assert found.kind == "select"
    assert found.columns == ("x", "label")
    assert found.rows == ((NamedNode(DEFAULT_BASE + "entity/ppo"), Literal("PPO")),)
    assert found.table() == [("entity:ppo", "PPO")]
    assert not found.truncated
    assert found.boolean is None


def test_prefixes_of_the_query_win_and_relative_iris_have_the_base(store: Path) -> None:
    assert run_query(
        store, f"PREFIX e: <{DEFAULT_BASE}entity/> ASK {{ e:grpo lw:uses <entity/ppo> }}"
    ).boolean


def test_another_base(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_trig(small_graph, tmp_path / "other.trig", "https://example.org/")
    write_store(tmp_path / "other", [tmp_path / "other.trig"])
    found = run_query(tmp_path / "other", "SELECT * { entity:grpo lw:uses ?x }", "https://example.org/")
    assert found.table("https://example.org/") == [("entity:ppo",)]


def test_evidence_is_in_the_graphs_of_digests(store: Path) -> None:
    found = run_query(store, "SELECT DISTINCT ?g { GRAPH ?g { ?e lw:supports ?a } } ORDER BY ?g")
    assert found.table() == [("digest:2025-04-17",), ("digest:2025-04-18",), ("digest:undated",)]


def test_ask(store: Path) -> None:
    assert run_query(store, "ASK { entity:grpo lw:uses entity:ppo }").boolean is True
    no = run_query(store, "ASK { entity:ppo lw:uses entity:grpo }")
    assert no.boolean is False
    assert (no.columns, no.rows, no.table()) == ((), (), [])
    assert [no.serialize("csv"), no.serialize("tsv"), json.loads(no.serialize("json"))["boolean"]] == [
        "false",
        "false",
        False,
    ]


@pytest.mark.parametrize("sparql", ["CONSTRUCT WHERE { ?s lw:uses ?o }", "DESCRIBE entity:ppo"])
def test_triples_are_rows_of_three(sparql: str, store: Path) -> None:
    found = run_query(store, sparql)
    assert found.kind == "graph"
    assert found.columns == ("subject", "predicate", "object")
    assert found.rows
    assert found.serialize("csv").startswith("subject,predicate,object")


def test_unbound_variables_and_empty_answers(store: Path) -> None:
    assert run_query(store, "SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }").table() == [("1", "")]
    assert run_query(store, "SELECT ?x { ?x lw:uses lw:nothing }").rows == ()
    assert run_query(store, "SELECT * { }").rows == ((),)


def test_formats_carry_hostile_text(store: Path, small_graph: KnowledgeGraph) -> None:
    found = run_query(store, "SELECT ?label { entity:grpo skos:prefLabel ?label }")
    label = small_graph.entities[1].label.replace("\ufffe", "\ufffd")
    assert found.rows == ((Literal(label),),)
    assert json.loads(found.serialize("json"))["results"]["bindings"][0]["label"]["value"] == label
    assert list(csv.reader(io.StringIO(found.serialize("csv"), newline=""))) == [["label"], [label]]
    assert found.serialize("tsv").count("\n") == 2


def test_tables_hold_nothing_that_a_terminal_acts_on(store: Path) -> None:
    ((label,),) = run_query(store, "SELECT ?label { entity:grpo skos:prefLabel ?label }").table()
    assert label == 'GRPO"\\ </script>\ufffd\ufffd🦊\ufffd'


def test_rows_are_bounded_and_it_says_so(store: Path) -> None:
    found = run_query(store, "SELECT * { ?s ?p ?o }", max_rows=7)
    assert len(found.rows) == 7
    assert found.truncated
    exact = run_query(store, "SELECT * { ?s ?p ?o } LIMIT 7", max_rows=7)
    assert len(exact.rows) == 7
    assert not exact.truncated


@pytest.mark.parametrize("sparql", [f"SELECT (COUNT(*) AS ?n) {CROSS}", f"SELECT * {CROSS} ORDER BY ?a"])
def test_a_query_without_end_is_stopped(sparql: str, store: Path) -> None:
    started = time.monotonic()
    with pytest.raises((QueryTimeout, QueryMemoryError), match=r"stopped after 1 s|memory"):
        run_query(store, sparql, timeout=1)
    assert time.monotonic() - started < 5


def test_a_query_that_wants_too_much_memory_is_stopped(store: Path) -> None:
    with pytest.raises(QueryMemoryError, match="more than 700 MiB"):
        run_query(store, f"SELECT * {CROSS} ORDER BY ?a", timeout=20, memory=700 << 20)


@pytest.mark.parametrize(
    "sparql", ["SELEC", "SELECT * { ?x nope:y ?z }", "INSERT DATA { lw:a lw:b lw:c }", "ASK{} \ud800"]
)
def test_what_is_no_query_is_a_syntax_error(sparql: str, store: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="not a valid query"):
        run_query(store, sparql)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("ASK {\n ?x foo:y 1 }", "line 2, column 10 (Prefix not found)\n   ?x foo:y 1 }\n           ^"),
        ("ASK { ?x ?y", "line 1, column 12\n  ASK { ?x ?y\n             ^"),
    ],
)
def test_a_syntax_error_shows_the_place(sparql: str, message: str, store: Path) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        run_query(store, sparql)
    assert str(caught.value) == f"not a valid query: {message}"


def test_no_store_is_a_query_error(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="failed"):
        run_query(tmp_path / "nothing", "ASK {}")


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:1/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:1/> AS ?x) SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE#>\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<2)#>'''\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #'''\n}",
    "SELECT * { ?s ?p '''a'''' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\"" SERVICE <http://127.0.0.1:1/#"> { ?s ?p ?o } }',
    "SELECT * { ?s ?p <http://x/#'> . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { # a comment\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_service_is_refused_however_it_is_written(sparql: str, store: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="SERVICE is not allowed"):
        run_query(store, sparql)


HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://x> {}" }',
    "SELECT * { ?s ?p '''it's a SERVICE \\''' SERVICE ''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "SELECT * { ?s ?p <http://x.org/SERVICE#service> }",
    "SELECT * { ?s ?p <entity/customer-service> }",
    "SELECT ?service { ?service ?p $SERVICE }",
    "SELECT * { entity:web-service ?p entity:service }",
    "SELECT * { ?a ?b ?c FILTER (?a<?b&&?b>?service) }",
    'SELECT * { ?s ?p "" , """service""" }',
]


@pytest.mark.parametrize("sparql", HARMLESS)
def test_the_word_service_elsewhere_is_fine(sparql: str) -> None:
    assert not calls_service(sparql)
    list(Store().query(sparql, base_iri=DEFAULT_BASE, prefixes={"entity": DEFAULT_BASE}))  # type: ignore[arg-type]


def test_modules_of_the_working_directory_do_not_get_into_the_worker(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "pyoxigraph.py", "resource.py"):
        (tmp_path / name).write_text("raise RuntimeError('foreign')")
    monkeypatch.chdir(tmp_path)
    assert run_query(store, "ASK {}").boolean


def test_a_worker_that_nobody_stops_ends_by_itself(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_worker = query_module._ask_worker
    monkeypatch.setattr(query_module, "_ask_worker", lambda request, timeout: ask_worker(request, 30))
    started = time.monotonic()
    with pytest.raises(QueryTimeout):
        run_query(store, f"SELECT (COUNT(*) AS ?n) {CROSS}", timeout=1)
    assert time.monotonic() - started < 5
