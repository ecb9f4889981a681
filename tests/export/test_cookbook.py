"""The cookbook: every query answers on the example graph, alike in two engines, and takes values safely."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QueryBoolean, Store

from export.cookbook import CookbookError, NamedQuery, parsed, queries, with_values
from export.query_guard import calls_service
from export.vocabulary import DEFAULT_BASE, LW, RELATION, prefixes
from litweave.api import KG

NAMES = sorted(queries())


def iri(kind: str, name: str) -> str:
    return f"{DEFAULT_BASE}{kind}/{name}"


@pytest.fixture(scope="module")
def store(example_folder: Path) -> Store:
    return Store.read_only(str(example_folder / "store"))


@pytest.fixture(scope="module")
def dataset(example_graph: KG) -> rdflib.Dataset:
    return example_graph.rdf(evidence=True)


def count(store: Store, sparql: str) -> int:
    answer = store.query(sparql, prefixes=prefixes())
    return int(bool(answer)) if isinstance(answer, QueryBoolean) else len(list(answer))


def test_there_are_queries_to_choose_from() -> None:
    assert len(NAMES) >= 25
    assert list(queries()) == NAMES


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's engine uses what rdflib deprecates
@pytest.mark.parametrize("name", NAMES)
def test_a_query_has_rows_and_as_many_in_rdflib(name: str, store: Store, dataset: rdflib.Dataset) -> None:
    query = queries()[name]
    found = count(store, query.sparql)
    assert found > 0
    assert not calls_service(query.sparql)
    answer = dataset.query(query.sparql, initNs=prefixes())
    assert (int(bool(answer.askAnswer)) if answer.type == "ASK" else len(list(answer))) == found


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_what_it_asks_and_uses_our_terms_only(name: str) -> None:
    query = queries()[name]
    assert query.question.endswith("?")
    assert query.sparql.endswith("\n")
    assert len({setting.name for setting in query.settings}) == len(query.settings)
    used = set(re.findall(r"\blw:(\w+)", query.sparql))
    assert used <= {name for name in dir(LW) if name[0] != "_"}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_ordered_by_is_what_is_shown(name: str) -> None:
    """A limit without an order would show any rows."""
    sparql = queries()[name].sparql
    assert "LIMIT" not in sparql or "ORDER BY" in sparql


def query(line: str) -> NamedQuery:
    """Return a query with one line of values."""
    return parsed("test", f"# Which?\nSELECT * WHERE {{\n  {line}\n  ?a ?b ?c\n}}\n")


@pytest.mark.parametrize(
    ("line", "value", "wanted"),
    [
        ("VALUES ?a { entity:grpo }", "ppo", f"<{DEFAULT_BASE}entity/ppo>"),
        ("VALUES ?a { paper:2402.03300 }", "1706.03762", f"<{DEFAULT_BASE}paper/1706.03762>"),
        ("VALUES ?a { lw:Model }", "Task", f"<{LW.Task.value}>"),
        ("VALUES ?a { lw:extends }", "uses", f"<{RELATION['uses'].value}>"),
        ('VALUES ?a { "2024-02"^^xsd:gYearMonth }', "2025-12", '"2025-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ('VALUES ?a { "2024-02-01"^^xsd:date }', "2025-12-31", '"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("VALUES ?a { 0.7 }", "0.50", '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ('VALUES ?a { "any text" }', "other", '"other"'),
    ],
)  # fmt: skip
def test_a_value_becomes_a_term_of_the_same_kind(line: str, value: str, wanted: str) -> None:
    assert f"  VALUES ?a {{ {wanted} }}\n" in with_values(query(line), {"a": value}, iri)


@pytest.mark.parametrize(
    "text", ['" } DROP ALL #', "\\", "a\nb", "\\u0022 } #", "} { ?x ?y ?z", '\'"""', "\0", "?a"]
)
def test_no_text_gets_out_of_its_literal(text: str, store: Store) -> None:
    named = queries()["things-by-name"]
    asked = with_values(named, {"name": text}, iri)
    assert count(store, asked) == 0
    assert asked.count("\n") == named.sparql.count("\n")
    store.query(
        asked.replace("SELECT DISTINCT ?thing ?label ?title ?type", "SELECT ?name"), prefixes=prefixes()
    )


@pytest.mark.parametrize(
    ("line", "value", "message"),
    [
        ("VALUES ?a { lw:Model }", "Modell", "'Modell' is no type; it is one of Model, "),
        ("VALUES ?a { lw:uses }", "lw:uses } #", "is no relation; it is one of introduces, "),
        ('VALUES ?a { "2024-02"^^xsd:gYearMonth }', "2025-13", "is no month"),
        ('VALUES ?a { "2024-02-01"^^xsd:date }', "2025-02-30", "is no date"),
        ("VALUES ?a { 0.7 }", "0.7 } #", "is no number"),
        ("VALUES ?a { 0.7 }", "NaN", "is no number"),
        ("VALUES ?a { lw:uses lw:extends }", "uses", "test has no a to set; it takes nothing"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(line: str, value: str, message: str) -> None:
    with pytest.raises(CookbookError, match=message):
        with_values(query(line), {"a": value}, iri)


def test_a_name_that_would_break_an_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        with_values(queries()["leaderboard"], {"benchmark": "x> } #"}, iri)
