"""What supports the facts: an assertion node each, and evidence in one named graph per digest.

Dropping a digest's graph withdraws all that was read from it. A result is its own assertion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode

from export.refs import activity_ref, digest_ref, evidence_ref, result_ref, row_ref, statement_ref
from export.terms import (
    Described,
    Properties,
    Terms,
    clean_text,
    day_literal,
    fact_terms,
    integer_literal,
    probability_literal,
    text_literal,
)
from export.vocabulary import DEFAULT_BASE, FIELD_TEXT, FOREIGN, LW
from graph.keys import paper_key
from graph.model import Evidence, KnowledgeGraph, Result, Source, Statement

Support = tuple[str, Evidence]
"""The reference of what is supported, and by what."""


def assertion_nodes(kg: KnowledgeGraph, base: str = DEFAULT_BASE) -> Iterator[Described]:
    """Yield one node per statement, and belief and dates of statements and results: for the default graph."""
    terms = Terms(base)
    for statement in kg.statements:
        yield terms.iri(statement_ref(statement)), _assertion(statement, terms)
    for result in kg.results:
        yield terms.iri(result_ref(result)), _standing(result)


def evidence_graphs(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE
) -> Iterator[tuple[NamedNode, Iterator[Described]]]:
    """Yield every digest's graph by date, with the rows and the evidence in it.

    Raises `KeyError` for evidence whose row `kg` lacks.
    """
    terms = Terms(base)
    row_of = {row.key: row for row in kg.sources}
    supports = _supports_by_digest(kg, row_of)
    rows_of: defaultdict[str, dict[str, Source]] = defaultdict(dict)
    for key, row in sorted(row_of.items()):
        rows_of[row.digest][key] = row
    for day in sorted(rows_of):
        yield terms.iri(digest_ref(day)), _digest_nodes(day, rows_of[day], supports[day], terms)


def _supports_by_digest(kg: KnowledgeGraph, row_of: dict[str, Source]) -> defaultdict[str, list[Support]]:
    found: defaultdict[str, list[Support]] = defaultdict(list)
    supported = chain(
        ((statement_ref(statement), statement.evidence) for statement in kg.statements),
        ((result_ref(result), result.evidence) for result in kg.results),
    )
    for ref, pieces in supported:
        for evidence in pieces:
            found[row_of[evidence.source].digest].append((ref, evidence))
    return found


def _digest_nodes(
    day: str, rows: dict[str, Source], supports: list[Support], terms: Terms
) -> Iterator[Described]:
    activity = terms.iri(activity_ref(day))
    yield activity, _activity(rows, terms)
    yield terms.iri(digest_ref(day)), iter([(FOREIGN.prov_wasGeneratedBy, activity)])
    for key, row in rows.items():
        yield terms.known(row_ref(key)), _row(row, terms)
    text_of = {(key, name): clean_text(row.text(name)) for key, row in rows.items() for name in FIELD_TEXT}
    for supported, evidence in supports:
        span = evidence.span
        quote = text_of[evidence.source, span.field][span.start : span.end]
        yield terms.iri(evidence_ref(supported, evidence)), _evidence(supported, evidence, quote, terms)


def _assertion(statement: Statement, terms: Terms) -> Properties:
    subject, predicate, about = fact_terms(statement, terms)
    yield FOREIGN.rdf_type, LW.Assertion
    yield FOREIGN.rdf_type, FOREIGN.rdf_Statement
    yield FOREIGN.rdf_type, FOREIGN.prov_Entity
    yield FOREIGN.rdf_subject, subject
    yield FOREIGN.rdf_predicate, predicate
    yield FOREIGN.rdf_object, about
    yield from _standing(statement)


def _standing(fact: Statement | Result) -> Properties:
    yield LW.belief, probability_literal(fact.belief)
    if first := day_literal(fact.first):
        yield LW.firstSeen, first
    if last := day_literal(fact.last):
        yield LW.lastSeen, last


def _activity(rows: Iterable[str], terms: Terms) -> Properties:
    """Yield no clock, host or path: the same rows must give the same bytes."""
    yield FOREIGN.rdf_type, FOREIGN.prov_Activity
    yield FOREIGN.prov_wasAssociatedWith, LW.litweave
    for key in rows:
        yield FOREIGN.prov_used, terms.known(row_ref(key))


def _row(row: Source, terms: Terms) -> Properties:
    yield FOREIGN.rdf_type, LW.Row
    yield FOREIGN.prov_wasDerivedFrom, terms.known(f"paper/{paper_key(row.paper)}")
    if row.summary:
        yield FOREIGN.prov_wasAttributedTo, LW.languageModel
    for name, predicate in FIELD_TEXT.items():
        if text := row.text(name):
            yield predicate, text_literal(text)


def _evidence(supported: str, evidence: Evidence, quote: str, terms: Terms) -> Properties:
    span = evidence.span
    yield FOREIGN.rdf_type, LW.Evidence
    yield LW.supports, terms.iri(supported)
    yield LW.field, text_literal(span.field)
    yield LW.start, integer_literal(span.start)
    yield LW.end, integer_literal(span.end)
    yield LW.quote, text_literal(quote)
    yield LW.rule, text_literal(evidence.rule)
    yield LW.confidence, probability_literal(evidence.confidence)
    yield FOREIGN.prov_wasDerivedFrom, terms.known(row_ref(evidence.source))
    if span.marks:
        yield LW.marks, text_literal(" ".join(f"{start}-{end}" for start, end in span.marks))
