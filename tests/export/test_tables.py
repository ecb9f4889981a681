"""Parquet tables: the round trip, the bytes, the documentation in them, and damage."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.table_schemas import SCHEMAS
from export.tables import (
    TablesError,
    open_tables,
    read_about,
    read_facts,
    read_names,
    read_standings,
    read_tables,
    write_tables,
)
from export.whole_characters import whole_characters
from graph.analyses.standing import Standing
from graph.decisions import Decision
from graph.model import (
    Entity,
    Evidence,
    KnowledgeGraph,
    Measure,
    Paper,
    Result,
    Source,
    Span,
    Statement,
)

SOURCE = Source("2402.03300", "2024-02-06", "DeepSeekMath", summary="GRPO reaches 51.7% on MATH.")
PROOF = (Evidence(SOURCE.key, Span("summary", 0, 27, ((0, 4), (13, 18))), "test.rule", 0.9),)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
many_texts = st.lists(texts, max_size=3).map(tuple)
offsets = st.integers(0, 30)
spans = st.builds(
    Span,
    st.sampled_from(["title", "summary"]),
    offsets,
    offsets,
    st.lists(st.tuples(offsets, offsets)).map(tuple),
)
supports = st.lists(
    st.builds(Evidence, st.just(SOURCE.key), spans, texts, st.floats(0, 1)), min_size=1, max_size=3
).map(tuple)
statements = st.builds(Statement, texts, texts, texts, st.floats(0, 1), texts, texts, many_texts, supports)
numbers = st.one_of(st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: format(d, "f")), texts)
measures = st.builds(Measure, texts, numbers, numbers, unit=texts, setting=texts)
results = st.builds(
    Result, texts, texts, texts, measures, texts, st.floats(0, 1), texts, texts, many_texts, supports
)
types = st.lists(st.tuples(texts, st.integers(0, 9)), min_size=1, max_size=2).map(tuple)
graphs = st.builds(
    KnowledgeGraph,
    sources=st.just((SOURCE,)),
    papers=st.lists(st.builds(Paper, texts, texts, texts, texts, many_texts, many_texts), max_size=2).map(
        tuple
    ),
    entities=st.lists(st.builds(Entity, texts, texts, types, many_texts, many_texts, texts), max_size=2).map(
        tuple
    ),
    statements=st.lists(statements, max_size=3).map(tuple),
    results=st.lists(results, max_size=3).map(tuple),
)


def _result(low: str, high: str) -> Result:
    measure = Measure(f"{low} to {high}", low, high)
    return Result("entity/grpo", "entity/math", "", measure, "", 0.5, "", "", (), PROOF)


def _graph(*results: Result) -> KnowledgeGraph:
    return KnowledgeGraph(sources=(SOURCE,), results=results)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_graph_comes_back_equal(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph = whole_characters(small_graph)
    write_tables(graph, tmp_path)
    assert read_tables(tmp_path) == graph


def test_decisions_coverage_and_kinds_of_rows_come_back(tmp_path: Path) -> None:
    merge = Decision("merge", "author", "zhoutianyi", "author/tianyi-zhou", 0.9, "author.handle", "spelt")
    graph = KnowledgeGraph(
        sources=(replace(SOURCE, all_authors=True),),
        papers=(Paper("paper/1", "1", "One", "", (), (), "cut"),),
        decisions=(merge,),
    )
    write_tables(graph, tmp_path)
    assert read_tables(tmp_path) == graph


def test_standings_come_back_even_with_half_characters(tmp_path: Path) -> None:
    ada = Standing("author/ada", 3, 4, 2.5, 1, 0.25, 9, 0.125, 3, 2, 0.5)
    write_tables(_graph(), tmp_path / "one", (ada,))
    assert read_standings(open_tables(tmp_path / "one")) == (ada,)
    write_tables(_graph(), tmp_path / "two", (replace(ada, author="author/\ud800"),))
    assert read_standings(open_tables(tmp_path / "two")) == (replace(ada, author="author/\ufffd"),)


def test_half_characters_become_whole_ones_and_places_stay(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_tables(small_graph, tmp_path)
    back = read_tables(tmp_path)
    assert back == whole_characters(small_graph)
    keys = {source.key for source in back.sources}
    assert all(evidence.source in keys for fact in back.statements for evidence in fact.evidence)
    assert list(map(len, (s.summary for s in back.sources))) == [len(s.summary) for s in small_graph.sources]


@settings(max_examples=40)
@given(graphs)
def test_any_graph_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, kg: KnowledgeGraph) -> None:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(kg, folder)
    assert read_tables(folder) == kg


def test_an_empty_graph_has_all_tables(tmp_path: Path) -> None:
    write_tables(KnowledgeGraph(), tmp_path)
    assert read_tables(tmp_path) == KnowledgeGraph()
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(SCHEMAS)


def test_equal_graphs_give_equal_bytes_whatever_the_hash_seed(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_tables(small_graph, tmp_path / "here")
    code = (
        "import pathlib, pickle, sys; from export.tables import write_tables; "
        "write_tables(pickle.load(sys.stdin.buffer), pathlib.Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(tmp_path / seed)]
        subprocess.run(command, input=pickle.dumps(small_graph), env=environment, check=True)
        assert _bytes(tmp_path / seed) == _bytes(tmp_path / "here")


def test_where_a_row_was_read_does_not_change_the_bytes(tmp_path: Path) -> None:
    for place in ("one", "two"):
        write_tables(KnowledgeGraph(sources=(replace(SOURCE, file=place, line=3),)), tmp_path / place)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_every_column_is_described(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_tables(small_graph, tmp_path)
    for name, table in open_tables(tmp_path).items():
        assert table.schema.metadata[b"description"], name
        assert all(field.metadata[b"description"] for field in table.schema), name
        assert b"pandas" not in table.schema.metadata


def test_evidence_quotes_its_sentence(tmp_path: Path) -> None:
    write_tables(_graph(_result("51.7", "51.7")), tmp_path)
    (row,) = open_tables(tmp_path)["evidence"].to_pylist()
    assert row["quote"] == SOURCE.summary
    assert row["kind"] == "result"
    assert row["fact"] == _result("51.7", "51.7").key
    assert row["marks"] == [{"start": 0, "end": 4}, {"start": 13, "end": 18}]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("51.7", Decimal("51.7")),
        ("-0.000000000001", Decimal("-0.000000000001")),
        ("0.0000000000001", None),
        ("9" * 26, Decimal("9" * 26)),
        ("9" * 27, None),
        ("9" * 26 + "." + "9" * 12, Decimal("9" * 26 + "." + "9" * 12)),
        ("1" + "0" * 60, None),
        ("NaN", None),
        ("-Infinity", None),
        ("many", None),
        ("", None),
        ("0", Decimal(0)),
    ],
)
def test_numbers_are_exact_or_absent_and_their_text_stays(
    text: str, number: Decimal | None, tmp_path: Path
) -> None:
    kg = _graph(_result(text, "1"))
    write_tables(kg, tmp_path)
    (row,) = open_tables(tmp_path)["results"].to_pylist()
    assert row["low"] == number
    assert row["low_text"] == text
    assert read_tables(tmp_path) == kg


def test_tables_are_read_when_asked_for(tmp_path: Path) -> None:
    tables = open_tables(tmp_path)
    assert set(tables) == set(SCHEMAS)
    write_tables(_graph(), tmp_path)
    assert tables["sources"].num_rows == 1
    assert tables["sources"] is tables["sources"]
    with pytest.raises(KeyError, match="no table 'nothing'"):
        tables["nothing"]


def test_names_and_facts_can_be_read_apart(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    kg = whole_characters(small_graph)
    write_tables(kg, tmp_path)
    tables = open_tables(tmp_path)
    names = read_names(tables)
    assert (names.papers, names.entities, names.statements) == (kg.papers, kg.entities, ())
    facts = read_facts(tables)
    assert facts.statements == tuple(replace(s, evidence=()) for s in kg.statements)
    assert facts.results == tuple(replace(r, evidence=()) for r in kg.results)
    about = read_about(tables, "entity/ppo")
    assert about.statements == tuple(s for s in kg.statements if "entity/ppo" in (s.subject, s.object))
    assert read_about(tables, "entity/math").results == tuple(
        r for r in kg.results if r.benchmark == "entity/math"
    )
    assert read_about(tables, "entity/none") == KnowledgeGraph()


# Damage.


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    (tmp_path / "papers.parquet").unlink()
    with pytest.raises(TablesError, match=r"papers\.parquet: there is no such table"):
        read_tables(tmp_path)


@pytest.mark.parametrize("size", [0, 3, 200, -1])
def test_a_cut_table_is_named(size: int, tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    path = tmp_path / "sources.parquet"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(TablesError, match=r"sources\.parquet: cannot be read"):
        read_tables(tmp_path)


def test_a_changed_byte_of_the_content_is_noticed(tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    path = tmp_path / "sources.parquet"
    column = pq.read_metadata(path).row_group(0).column(SCHEMAS["sources"].get_field_index("summary"))
    data = bytearray(path.read_bytes())
    data[column.dictionary_page_offset + column.total_compressed_size - 1] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(TablesError, match=r"sources\.parquet"):
        read_tables(tmp_path)


def _rewrite(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    path = tmp_path / "authors.parquet"
    _rewrite(path, pq.read_table(path).drop_columns(["aliases"]))
    with pytest.raises(TablesError, match=r"authors\.parquet: has no column 'aliases'"):
        read_tables(tmp_path)


def test_a_column_of_another_type_is_named(tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    _rewrite(tmp_path / "authorships.parquet", pa.table({"paper": [1], "position": [1], "author": [1]}))
    with pytest.raises(TablesError, match="'paper' is int64, not string"):
        read_tables(tmp_path)


def test_columns_that_a_later_version_adds_are_passed_over(tmp_path: Path) -> None:
    write_tables(_graph(), tmp_path)
    path = tmp_path / "sources.parquet"
    table = pq.read_table(path)
    _rewrite(path, table.add_column(0, "new", pa.array([7])))
    assert read_tables(tmp_path) == _graph()


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_evidence_that_does_not_fit_the_facts_is_noticed(rows: int, tmp_path: Path) -> None:
    write_tables(_graph(_result("1", "1"), _result("2", "2")), tmp_path)
    path = tmp_path / "evidence.parquet"
    table = pq.read_table(path)
    _rewrite(path, pa.concat_tables([table, table]).slice(0, rows))
    with pytest.raises(TablesError, match=r"evidence\.parquet"):
        read_tables(tmp_path)


def test_evidence_of_an_unknown_row_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_tables(KnowledgeGraph(results=(_result("1", "1"),)), tmp_path)
