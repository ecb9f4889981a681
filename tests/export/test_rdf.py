"""The triples themselves: IRIs, facts, assertions, evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from export.rdf import fact_quads, quads
from export.refs import authorship_ref, evidence_ref
from export.terms import (
    clean_text,
    day_literal,
    decimal_literal,
    month_literal,
    probability_literal,
    web_term,
)
from export.vocabulary import DEFAULT_BASE, FOREIGN, LW, RELATION, BaseIriError, Shortener, prefixes
from graph.keys import author_key, iri_key, match_key, paper_key
from graph.model import RELATIONS, KnowledgeGraph, Paper, Source


def node(ref: str, base: str = DEFAULT_BASE) -> NamedNode:
    return NamedNode(base + ref)


def objects(found: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(q.object.value for q in found if (q.subject, q.predicate) == (subject, predicate))  # type: ignore[union-attr]


@pytest.fixture
def facts(small_graph: KnowledgeGraph) -> list[Quad]:
    return list(fact_quads(small_graph))


@pytest.fixture
def store(small_graph: KnowledgeGraph) -> Store:
    store = Store()
    store.extend(quads(small_graph))
    return store


def select(store: Store, sparql: str) -> list[list[str]]:
    found = store.query(sparql, prefixes=prefixes())
    assert isinstance(found, QuerySolutions)
    return [[term.value for term in row] for row in found]


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes()))


@pytest.mark.parametrize("base", ["http://a.org/", "https://a.org:8080/x#", "https://a.org/x/y/"])
def test_bases_are_taken(base: str, small_graph: KnowledgeGraph) -> None:
    papers = [q.subject for q in fact_quads(small_graph, base) if q.object == LW.Paper]
    assert node("paper/2402.03300", base) in papers


@pytest.mark.parametrize(
    "base",
    [
        "",
        "x/",
        "/x/",
        "https://a.org",
        "https://a.org/x",
        "ftp://a.org/",
        "https://a.org/a b/",
        "https://é/%zz/",
    ],
)
def test_a_base_that_cannot_be_one_is_refused(base: str, small_graph: KnowledgeGraph) -> None:
    with pytest.raises(BaseIriError, match="cannot be a base"):
        next(fact_quads(small_graph, base))


def test_every_relation_is_a_plain_triple(facts: list[Quad]) -> None:
    assert {q.predicate for q in facts} >= {RELATION[name] for name in RELATIONS}
    assert Quad(node("entity/grpo"), LW.extends, node("entity/ppo")) in facts


def test_an_entity_has_every_type_it_has_and_one_main_type(facts: list[Quad]) -> None:
    gsm = node("entity/gsm8k")
    assert objects(facts, gsm, FOREIGN.rdf_type) == [LW.Benchmark.value, LW.Dataset.value]
    assert objects(facts, gsm, LW.mainType) == [LW.Benchmark.value]


def test_a_pair_that_was_compared_is_one_triple(facts: list[Quad]) -> None:
    assert len([q for q in facts if q.predicate == LW.comparedWith]) == 1


def test_papers_carry_date_and_arxiv_id_where_they_have_one(facts: list[Quad]) -> None:
    assert objects(facts, node("paper/2402.03300"), FOREIGN.fabio_hasArXivId) == ["2402.03300"]
    assert objects(facts, node("paper/2402.03300"), FOREIGN.foaf_page) == ["https://arxiv.org/abs/2402.03300"]
    month = Literal("2024-02", datatype=FOREIGN.xsd_gYearMonth)
    assert Quad(node("paper/2402.03300"), FOREIGN.dcterms_date, month) in facts
    assert not objects(facts, node("paper/t-0123456789abcdef"), FOREIGN.fabio_hasArXivId)
    assert not objects(facts, node("paper/t-0123456789abcdef"), FOREIGN.dcterms_date)


def test_a_result_keeps_the_text_beside_the_number(store: Store) -> None:
    assert ask(
        store, '?r lw:valueText "51.7%" ; lw:low 51.7 ; lw:high 51.7 ; lw:unit "%" ; lw:kind "absolute"'
    )
    assert ask(store, '?r lw:comparator "~" ; lw:low 60.0 ; lw:high 65.0 ; lw:subject entity:qwen2')
    assert ask(
        store, '?r lw:kind "delta" ; lw:over entity:qwen2 ; lw:subject ?p ; lw:reportedIn ?p . ?p a lw:Paper'
    )


def test_numbers_are_written_as_the_store_would_rewrite_them(
    small_graph: KnowledgeGraph, store: Store
) -> None:
    assert set(quads(small_graph)) == set(store)


def test_each_statement_has_one_assertion_and_is_also_a_fact(
    store: Store, small_graph: KnowledgeGraph
) -> None:
    rows = select(
        store,
        "SELECT ?a ?s ?p ?o { ?a a lw:Assertion, rdf:Statement, prov:Entity ; lw:belief ?b ;"
        " rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }",
    )
    assert len(rows) == len(small_graph.statements)
    assert not ask(
        store, "?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o FILTER NOT EXISTS { ?s ?p ?o }"
    )


def test_every_assertion_and_result_has_belief_and_evidence(store: Store) -> None:
    for kind in ("lw:Assertion", "lw:Result"):
        assert ask(store, f"?x a {kind}")
        assert not ask(store, f"?x a {kind} FILTER NOT EXISTS {{ ?x lw:belief ?b }}")
        assert not ask(store, f"?x a {kind} FILTER NOT EXISTS {{ GRAPH ?g {{ ?e lw:supports ?x }} }}")


def test_evidence_of_one_fact_from_two_days_stands_in_two_graphs(store: Store) -> None:
    pattern = (
        "?a rdf:subject paper:2402.03300 ; rdf:predicate lw:mentions ; rdf:object entity:qwen2 ;"
        ' lw:belief 0.995 ; lw:firstSeen "2025-04-17"^^xsd:date ; lw:lastSeen "2025-04-18"^^xsd:date .'
        " GRAPH digest:2025-04-17 { ?e lw:supports ?a } GRAPH digest:2025-04-18 { ?f lw:supports ?a }"
    )
    assert ask(store, pattern)


def test_only_rows_and_evidence_stand_in_named_graphs(store: Store) -> None:
    assert {str(name) for name in store.named_graphs()} == {
        f"<{DEFAULT_BASE}digest/{day}>" for day in ("2025-04-17", "2025-04-18", "undated")
    }
    assert not ask(store, "GRAPH ?g { ?x a ?t FILTER (?t NOT IN (lw:Row, lw:Evidence, prov:Activity)) }")


def test_quotes_are_the_slices_their_offsets_name(store: Store, small_graph: KnowledgeGraph) -> None:
    query = (
        "SELECT ?text ?start ?end ?quote { GRAPH ?g { ?e lw:start ?start ; lw:end ?end ; lw:quote ?quote ;"
        " lw:field ?field ; prov:wasDerivedFrom ?row . ?row ?p ?text"
        " FILTER (?p = IRI(CONCAT(STR(lw:), ?field, 'Text'))) } }"
    )
    rows = select(store, query)
    evidence = [*(s.evidence for s in small_graph.statements), *(r.evidence for r in small_graph.results)]
    assert len(rows) == sum(map(len, evidence))
    for text, start, end, quote in rows:
        assert quote == text[int(start) : int(end)] != ""


def test_provenance_names_the_language_model_and_the_paper_but_no_clock(store: Store) -> None:
    assert ask(
        store,
        "GRAPH ?g { ?row a lw:Row ; prov:wasAttributedTo lw:languageModel ."
        " ?row prov:wasDerivedFrom paper:2402.03300 ."
        " ?activity prov:used ?row ; a prov:Activity ; prov:wasAssociatedWith lw:litweave ."
        " ?g prov:wasGeneratedBy ?activity }",
    )
    assert not ask(store, "GRAPH ?g { ?s ?p ?o FILTER (CONTAINS(STR(?o), 'digest.md')) }")


def test_the_row_of_an_old_arxiv_id_comes_from_its_paper(small_graph: KnowledgeGraph) -> None:
    row = Source("math.CO/0309136", "2025-04-17", "An old paper")
    paper = Paper(f"paper/{paper_key(row.paper)}", row.paper, row.title, "2003-09", (row.digest,), ())
    found = list(quads(replace(small_graph, sources=(*small_graph.sources, row), papers=(paper,))))
    assert any(q.predicate == FOREIGN.prov_wasDerivedFrom and q.object == node(paper.ref) for q in found)
    assert objects(found, node(paper.ref), FOREIGN.foaf_page) == ["https://arxiv.org/abs/math.CO/0309136"]


def test_dropping_a_day_leaves_the_other_days(store: Store) -> None:
    store.remove_graph(node("digest/2025-04-17"))
    assert not ask(store, "GRAPH ?g { ?e prov:wasDerivedFrom/prov:wasDerivedFrom paper:2402.03300 }")
    assert ask(store, "GRAPH digest:2025-04-18 { ?e lw:supports ?a }")


def test_evidence_of_a_row_that_is_missing_is_an_error(small_graph: KnowledgeGraph) -> None:
    with pytest.raises(KeyError):
        list(quads(replace(small_graph, sources=())))


def test_references_made_here_are_unique(small_graph: KnowledgeGraph) -> None:
    found = [authorship_ref(authorship) for authorship in small_graph.authorships]
    for statement in small_graph.statements:
        found += [evidence_ref(f"statement/{statement.key}", piece) for piece in statement.evidence]
    assert max(Counter(found).values()) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://github.com/a/b", "https://github.com/a/b"),
        ("https://a.org/x y>z", "https://a.org/x%20y%3Ez"),
        ("https://a.org/%41%zz", "https://a.org/%41%25zz"),
        ("https://a.org/#a#b", "https://a.org/#a%23b"),
        ("https://a.org/[x]?é", "https://a.org/%5Bx%5D?%C3%A9"),
    ],
)
def test_urls_become_safe_iris(url: str, expected: str) -> None:
    assert web_term(url) == NamedNode(expected)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://", "https://<b>/", "github.com/a", "", "http://a@b/"]
)
def test_what_is_no_web_address_stays_text(url: str) -> None:
    assert web_term(url) == Literal(url)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_a_term(text: str) -> None:
    assert isinstance(web_term(text), Literal | NamedNode)
    assert isinstance(web_term(f"https://a.org/{text}"), NamedNode)
    assert len(clean_text(text)) == len(text)


def test_literals_are_canonical_or_absent() -> None:
    assert decimal_literal("1,050.10").value == "1050.1"
    assert probability_literal(0.9).value == "0.9"
    assert probability_literal(1.0).value == "1"
    assert month_literal("2025-13") is None
    assert day_literal("2025-02-30") is None


@given(st.text(st.characters(codec="utf-8")))
def test_shortened_iris_mean_the_same(text: str) -> None:
    """Every key that the graph makes is a legal IRI; those that Turtle can take are shortened."""
    shortener = Shortener()
    for ref in (f"entity/{iri_key(match_key(text))}", f"author/{author_key(text)}"):
        iri = NamedNode(DEFAULT_BASE + ref)
        short = shortener.short(iri.value)
        if short:
            assert short == ref.replace("/", ":")


def test_local_names_that_need_escapes_are_not_shortened() -> None:
    shortener = Shortener()
    assert shortener.short(f"{DEFAULT_BASE}entity/a.b-c") == "entity:a.b-c"
    for local in ("", "-x", ".x", "x.", "a/b", "é", "x~"):
        assert shortener.short(f"{DEFAULT_BASE}entity/{local}") is None
    assert shortener.short("https://example.org/x") is None
