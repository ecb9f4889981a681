"""The graph as Parquet tables, one file a kind of record, and back again without loss.

Equal graphs give equal bytes. A row's `file` and `line`, which are no part of its identity, are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from export.table_rows import Row, all_rows, entity, evidence, results, statements
from export.table_schemas import SCHEMAS, Schema
from export.whole_characters import whole, whole_characters
from graph.analyses.standing import Standing
from graph.decisions import Decision
from graph.model import Author, Authorship, Evidence, KnowledgeGraph, Paper, Source

ROW_GROUP = 65_536


class TablesError(ValueError):
    """A table is missing, damaged or of another shape; the message names the file and the reason."""


class Tables(Mapping[str, pa.Table]):
    """The tables in a folder by name, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        """Return one table. Raises `KeyError` for an unknown name, `TablesError` for an unreadable file."""
        if name not in SCHEMAS:
            raise KeyError(f"no table {name!r}; there are {', '.join(SCHEMAS)}")
        if name not in self._read:
            self._read[name] = _read_file(self.folder, name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SCHEMAS)

    def __len__(self) -> int:
        return len(SCHEMAS)


def open_tables(folder: Path) -> Tables:
    """Return the tables that `write_tables` wrote to `folder`; nothing is read yet."""
    return Tables(folder)


def write_tables(kg: KnowledgeGraph, folder: Path, standings: Sequence[Standing] = ()) -> None:
    """Write `<table>.parquet` for every table of `SCHEMAS` to `folder`, which is made if need be.

    `standings` say where its authors stand.
    Half characters, which Parquet cannot hold, become U+FFFD. Raises `KeyError` if evidence names a source
    that the graph lacks.
    """
    try:
        tables = _to_arrow(kg, standings)
    except UnicodeEncodeError:
        tables = _to_arrow(whole_characters(kg), whole(tuple(standings)))
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        pq.write_table(
            table,
            _path(folder, name),
            compression="zstd",
            row_group_size=ROW_GROUP,
            write_page_checksum=True,
        )


def read_tables(folder: Path) -> KnowledgeGraph:
    """Return the graph that `write_tables` wrote to `folder`.

    Raises `TablesError` if a table is missing, damaged or does not fit the others.
    """
    tables = open_tables(folder)
    facts = {name: tables[name] for name in ("statements", "results", "evidence")}
    return replace(
        read_names(tables),
        sources=read_sources(tables),
        decisions=read_decisions(tables),
        **_facts(facts, folder),
    )


def read_about(tables: Tables, ref: str) -> KnowledgeGraph:
    """Return only the facts that have `ref` at one of their ends, as a graph without anything else."""
    found = {
        "statements": _where_any(tables["statements"], ("subject", "object"), ref),
        "results": _where_any(tables["results"], ("subject", "benchmark", "metric", "over"), ref),
    }
    keys = pa.chunked_array(
        [*found["statements"]["key"].chunks, *found["results"]["key"].chunks], pa.string()
    )
    evidence = tables["evidence"]
    found["evidence"] = evidence.filter(pc.is_in(evidence["fact"], keys))
    return KnowledgeGraph(**_facts(found, tables.folder))


def read_evidence(tables: Tables, facts: Collection[str]) -> dict[str, tuple[Evidence, ...]]:
    """Return what supports each of some facts, by the fact's key."""
    table = tables["evidence"]
    wanted = table.filter(pc.is_in(table["fact"], pa.array(sorted(facts), pa.string())))
    found: dict[str, list[Evidence]] = {key: [] for key in facts}
    for row in _rows(wanted, "evidence"):
        found[row[0]].append(evidence(row))
    return {key: tuple(each) for key, each in found.items()}


def read_facts(tables: Tables, without: Collection[str] = ()) -> KnowledgeGraph:
    """Return the statements and results without their evidence, which takes far longer, and nothing else.

    Statements of the relations `without` are left out.
    """
    statements = tables["statements"]
    if without:
        relations = pa.array(sorted(without), pa.string())
        statements = statements.filter(pc.invert(pc.is_in(statements["relation"], relations)))
    bare = {"statements": _without_evidence(statements), "results": _without_evidence(tables["results"])}
    bare["evidence"] = SCHEMAS["evidence"].empty_table()
    return KnowledgeGraph(**_facts(bare, tables.folder))


def read_names(tables: Tables) -> KnowledgeGraph:
    """Return the papers, authors and entities, as a graph without rows and facts, which take far longer."""
    return KnowledgeGraph(
        papers=tuple(
            Paper(ref, id_, title, date, tuple(digests), tuple(links), authors)
            for ref, id_, title, date, digests, links, authors in _rows(tables["papers"], "papers")
        ),
        authors=tuple(
            Author(ref, name, tuple(aliases)) for ref, name, aliases in _rows(tables["authors"], "authors")
        ),
        authorships=tuple(Authorship(*row) for row in _rows(tables["authorships"], "authorships")),
        entities=tuple(map(entity, _rows(tables["entities"], "entities"))),
    )


def read_sources(tables: Tables) -> tuple[Source, ...]:
    """Return the rows of the digests."""
    return tuple(
        Source(paper, digest, title, authors, summary, classification, links, all_authors=all_authors)
        for _, paper, digest, title, authors, summary, classification, links, all_authors in _rows(
            tables["sources"], "sources"
        )
    )


def read_decisions(tables: Tables) -> tuple[Decision, ...]:
    """Return the decisions on which names are one thing."""
    return tuple(Decision(*row) for row in _rows(tables["links"], "links"))


def read_standings(tables: Tables) -> tuple[Standing, ...]:
    """Return where each author stands in the network of co-authors."""
    return tuple(Standing(*row) for row in _rows(tables["standings"], "standings"))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _to_arrow(kg: KnowledgeGraph, standings: Sequence[Standing]) -> dict[str, pa.Table]:
    return {name: _arrow_table(SCHEMAS[name], rows) for name, rows in all_rows(kg, standings).items()}


def _arrow_table(schema: Schema, rows: Iterable[Row]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, type_) for column, type_ in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _read_file(folder: Path, name: str) -> pa.Table:
    path = _path(folder, name)
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
    except FileNotFoundError as error:
        raise TablesError(f"{path}: there is no such table; build the graph again") from error
    except (pa.ArrowException, OSError) as error:
        raise TablesError(f"{path}: cannot be read ({error}); build the graph again") from error
    for wanted in SCHEMAS[name]:
        index = table.schema.get_field_index(wanted.name)
        if index < 0:
            raise TablesError(f"{path}: has no column {wanted.name!r}; build the graph again")
        if table.schema.field(index).type != wanted.type:
            found = table.schema.field(index).type
            raise TablesError(f"{path}: column {wanted.name!r} is {found}, not {wanted.type}")
    return table


def _rows(table: pa.Table, name: str) -> Iterator[Row]:
    """Iterate over the columns that we know, in our order, whatever else the file holds."""
    return zip(*(table.column(column).to_pylist() for column in SCHEMAS[name].names), strict=True)


def _where_any(table: pa.Table, columns: Iterable[str], value: str) -> pa.Table:
    """Return the rows that hold `value` in one of the columns."""
    return table.filter(reduce(pc.or_, (pc.equal(table[column], value) for column in columns)))


def _without_evidence(facts: pa.Table) -> pa.Table:
    """Return a table of facts that count no rows of evidence."""
    column = facts.schema.get_field_index("evidence")
    none = pa.repeat(pa.scalar(0, facts.schema.field(column).type), len(facts))
    return facts.set_column(column, facts.schema.field(column), none)


def _facts(tables: Mapping[str, pa.Table], folder: Path) -> dict[str, Any]:
    """Return the statements and results; the rows of evidence stand in the same order as the facts."""
    evidence = _rows(tables["evidence"], "evidence")
    try:
        found = {
            "statements": tuple(statements(_rows(tables["statements"], "statements"), evidence)),
            "results": tuple(results(_rows(tables["results"], "results"), evidence)),
        }
    except ValueError as error:
        raise TablesError(f"{_path(folder, 'evidence')}: {error}") from error
    if next(evidence, None) is not None:
        raise TablesError(f"{_path(folder, 'evidence')}: holds more rows than the facts count")
    return found
