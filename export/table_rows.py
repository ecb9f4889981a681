"""The records of the graph as rows of the tables, in the order of their schemas, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from typing import Any, NamedTuple

from export.table_schemas import DECIMAL
from graph.analyses.standing import Standing
from graph.model import (
    Entity,
    Evidence,
    KnowledgeGraph,
    Measure,
    Result,
    Source,
    Span,
    Statement,
)

Row = tuple[Any, ...]

_MAX_WHOLE_DIGITS = DECIMAL.precision - DECIMAL.scale


def all_rows(kg: KnowledgeGraph, standings: Sequence[Standing]) -> dict[str, Iterable[Row]]:
    """Return the rows of each table. Raises `KeyError` if evidence names a source that the graph lacks."""
    sources = {source.key: source for source in kg.sources}
    return {
        "sources": (
            (
                s.key,
                s.paper,
                s.digest,
                s.title,
                s.authors,
                s.summary,
                s.classification,
                s.links,
                s.all_authors,
            )
            for s in kg.sources
        ),
        "papers": ((p.ref, p.id, p.title, p.date, p.digests, p.links, p.authors) for p in kg.papers),
        "authors": ((a.ref, a.name, a.aliases) for a in kg.authors),
        "authorships": ((a.paper, a.position, a.author) for a in kg.authorships),
        "entities": map(_entity_row, kg.entities),
        "statements": map(_statement_row, kg.statements),
        "results": map(_result_row, kg.results),
        "evidence": chain(
            _evidence_rows("statement", kg.statements, sources),
            _evidence_rows("result", kg.results, sources),
        ),
        "links": ((d.what, d.about, d.subject, d.object, d.score, d.rule, d.why) for d in kg.decisions),
        "standings": map(astuple, standings),
    }


def _entity_row(e: Entity) -> Row:
    types = [{"type": name, "papers": count} for name, count in e.types]
    return e.ref, e.label, e.type, types, e.aliases, e.introduced_by, e.date


def _statement_row(s: Statement) -> Row:
    return s.key, s.subject, s.relation, s.object, s.belief, s.first, s.last, s.papers, len(s.evidence)


def _result_row(r: Result) -> Row:
    m = r.measure
    numbers = (m.text, _decimal(m.low), _decimal(m.high), m.low, m.high)
    meaning = (m.comparator, m.unit, m.kind, m.setting, m.direction)
    tail = (r.belief, r.first, r.last, r.papers, len(r.evidence))
    return (r.key, r.subject, r.benchmark, r.metric, r.over, *numbers, *meaning, *tail)


def _evidence_rows(
    kind: str, facts: Iterable[Statement | Result], sources: Mapping[str, Source]
) -> Iterator[Row]:
    for fact in facts:
        key = fact.key
        for e in fact.evidence:
            span = e.span
            marks = [{"start": start, "end": end} for start, end in span.marks]
            quote = sources[e.source].text(span.field)[span.start : span.end]
            place = (e.source, span.field, span.start, span.end, marks)
            yield (key, kind, *place, quote, e.rule, e.confidence)


def _decimal(text: str) -> Decimal | None:
    """Return the number if the column type holds it exactly, else None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):  # infinities and NaN
        return None
    fits = exponent >= -DECIMAL.scale and number.adjusted() < _MAX_WHOLE_DIGITS
    return number if fits else None


def entity(row: Row) -> Entity:
    """Return the entity of a row."""
    ref, label, _, types, aliases, introduced_by, date = row
    counted = tuple((each["type"], each["papers"]) for each in types)
    return Entity(ref, label, counted, tuple(aliases), tuple(introduced_by), date)


def statements(rows: Iterable[Row], evidence: Iterator[Row]) -> Iterator[Statement]:
    """Yield the statements of rows, taking from `evidence` what supports each.

    Raises `ValueError` if the rows of evidence are not those that the statements count.
    """
    for key, subject, relation, object_, belief, first, last, papers, count in rows:
        support = _take(evidence, count, key) if count else ()
        yield Statement(subject, relation, object_, belief, first, last, tuple(papers), support)


class _ResultRow(NamedTuple):
    """A row of the table of results, in the order of its schema."""

    key: str
    subject: str
    benchmark: str
    metric: str
    over: str
    text: str
    low: Decimal | None
    high: Decimal | None
    low_text: str
    high_text: str
    comparator: Any
    unit: str
    kind: Any
    setting: str
    direction: Any
    belief: float
    first: str
    last: str
    papers: list[str]
    evidence: int


def results(rows: Iterable[Row], evidence: Iterator[Row]) -> Iterator[Result]:
    """Yield the results of rows, as `statements` does."""
    for r in map(_ResultRow._make, rows):
        measure = Measure(
            r.text, r.low_text, r.high_text, r.comparator, r.unit, r.kind, r.setting, r.direction
        )
        support = _take(evidence, r.evidence, r.key) if r.evidence else ()
        claim = (r.subject, r.benchmark, r.metric, measure, r.over)
        yield Result(*claim, r.belief, r.first, r.last, tuple(r.papers), support)


def _take(support: Iterator[Row], count: int, fact: str) -> tuple[Evidence, ...]:
    """Take the next `count` rows of evidence, which must be those of `fact`."""
    rows = list(islice(support, count))
    if len(rows) != count or any(row[0] != fact for row in rows):
        raise ValueError(f"does not hold the {count} rows of fact {fact}")
    return tuple(map(evidence, rows))


def evidence(row: Row) -> Evidence:
    """Return the evidence of a row."""
    _, _, source, field, start, end, marks, _, rule, confidence = row
    spans = tuple((mark["start"], mark["end"]) for mark in marks)
    return Evidence(source, Span(field, start, end, spans), rule, confidence)
