"""A `KnowledgeGraph` as RDF: the plain facts, which go into the default graph.

`export.provenance` adds what supports them. Generators are pure: same graph and base, same quads, same order.
`comparedWith` holds both ways and is written once; the ontology declares it symmetric, and a query without a
reasoner asks for `lw:comparedWith|^lw:comparedWith`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from export.provenance import assertion_nodes, evidence_graphs
from export.refs import authorship_ref, digest_ref, result_ref
from export.terms import (
    Described,
    Properties,
    Terms,
    day_literal,
    decimal_literal,
    fact_terms,
    integer_literal,
    month_literal,
    text_literal,
    web_term,
)
from export.vocabulary import DEFAULT_BASE, ENTITY_CLASS, FOREIGN, LW
from graph.keys import is_spelling
from graph.model import Author, Authorship, Entity, KnowledgeGraph, Paper, Result

ARXIV_PAGE = "https://arxiv.org/abs/"


def quads(kg: KnowledgeGraph, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield everything: facts and assertions in the default graph, evidence in one graph per digest.

    Raises `BaseIriError` for a base that cannot be one, `KeyError` for evidence whose row `kg` lacks.
    """
    yield from fact_quads(kg, base)
    yield from _quads_of(assertion_nodes(kg, base))
    for graph, nodes in evidence_graphs(kg, base):
        yield from _quads_of(nodes, graph)


def fact_quads(kg: KnowledgeGraph, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield the facts. Raises `BaseIriError`."""
    return _quads_of(fact_nodes(kg, base))


def _quads_of(nodes: Iterable[Described], graph: NamedNode | None = None) -> Iterator[Quad]:
    for subject, properties in nodes:
        for predicate, value in properties:
            yield Quad(subject, predicate, value, graph)


def fact_nodes(kg: KnowledgeGraph, base: str = DEFAULT_BASE) -> Iterator[Described]:
    """Yield papers, authors, entities and results, then what is said of them: a node can come again.

    Raises `BaseIriError` for a base that cannot be one.
    """
    terms = Terms(base)
    for day in sorted({row.digest for row in kg.sources}.union(*(paper.digests for paper in kg.papers))):
        yield terms.iri(digest_ref(day)), _digest(day)
    for paper in kg.papers:
        yield terms.known(paper.ref), _paper(paper, terms)
    for author in kg.authors:
        yield terms.known(author.ref), _author(author)
    for authorship in kg.authorships:
        yield terms.iri(authorship_ref(authorship)), _authorship(authorship, terms)
    for entity in kg.entities:
        yield terms.known(entity.ref), _entity(entity)
    for result in kg.results:
        yield terms.iri(result_ref(result)), _result(result, terms)
    for statement in kg.statements:
        subject, predicate, about = fact_terms(statement, terms)
        yield subject, iter([(predicate, about)])


def _digest(day: str) -> Properties:
    yield FOREIGN.rdf_type, LW.Digest
    if date := day_literal(day):
        yield FOREIGN.dcterms_date, date


def _paper(paper: Paper, terms: Terms) -> Properties:
    yield FOREIGN.rdf_type, LW.Paper
    yield FOREIGN.dcterms_title, text_literal(paper.title)
    yield FOREIGN.rdfs_label, text_literal(paper.title)
    if not paper.id.startswith("t-"):
        yield FOREIGN.fabio_hasArXivId, text_literal(paper.id)
        yield FOREIGN.foaf_page, web_term(ARXIV_PAGE + paper.id)
    if month := month_literal(paper.date):
        yield FOREIGN.dcterms_date, month
    yield LW.authorCoverage, text_literal(paper.authors)
    for day in paper.digests:
        yield LW.inDigest, terms.known(digest_ref(day))
    for link in paper.links:
        yield FOREIGN.rdfs_seeAlso, web_term(link)


def _author(author: Author) -> Properties:
    yield FOREIGN.rdf_type, LW.Author
    yield FOREIGN.foaf_name, text_literal(author.name)
    yield FOREIGN.rdfs_label, text_literal(author.name)
    for alias in author.aliases:
        yield FOREIGN.skos_altLabel, text_literal(alias)


def _authorship(authorship: Authorship, terms: Terms) -> Properties:
    yield FOREIGN.rdf_type, LW.Authorship
    yield LW.paper, terms.known(authorship.paper)
    yield LW.author, terms.known(authorship.author)
    yield LW.position, integer_literal(authorship.position)


def _entity(entity: Entity) -> Properties:
    for name, _ in entity.types:
        yield FOREIGN.rdf_type, ENTITY_CLASS[name]
    yield LW.mainType, ENTITY_CLASS[entity.type]
    yield FOREIGN.skos_prefLabel, text_literal(entity.label)
    yield FOREIGN.rdfs_label, text_literal(entity.label)
    for alias in entity.aliases:
        hidden = is_spelling(alias, entity.label)
        yield (FOREIGN.skos_hiddenLabel if hidden else FOREIGN.skos_altLabel), text_literal(alias)
    if month := month_literal(entity.date):
        yield FOREIGN.dcterms_date, month


def _result(result: Result, terms: Terms) -> Properties:
    yield FOREIGN.rdf_type, LW.Result
    named = {
        LW.subject: result.subject,
        LW.benchmark: result.benchmark,
        LW.metric: result.metric,
        LW.over: result.over,
    }
    for predicate, ref in named.items():
        if ref:
            yield predicate, terms.known(ref)
    for paper in result.papers:
        yield LW.reportedIn, terms.known(paper)
    measure = result.measure
    yield LW.low, decimal_literal(measure.low)
    yield LW.high, decimal_literal(measure.high)
    written = {
        LW.valueText: measure.text,
        LW.comparator: measure.comparator,
        LW.unit: measure.unit,
        LW.kind: measure.kind,
        LW.setting: measure.setting,
        LW.direction: measure.direction,
    }
    for predicate, text in written.items():
        if text:
            yield predicate, text_literal(text)
