"""ontology.ttl against the code's vocabulary, and against what a reasoner makes of it."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from export.rdflib_graph import to_rdflib
from export.vocabulary import FOREIGN, FOREIGN_NAMESPACES, LW, LW_NAMESPACE
from graph.model import ENTITY_TYPES, RELATIONS, KnowledgeGraph

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology.ttl"


def own(nodes: set[rdflib.term.Node]) -> set[str]:
    """Return the local names of those nodes that are Litweave's."""
    return {str(node).removeprefix(LW_NAMESPACE) for node in nodes if str(node).startswith(LW_NAMESPACE)}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY)


def test_vocabulary_and_ontology_define_the_same_terms(ontology: rdflib.Graph) -> None:
    in_code = {
        term.value.removeprefix(LW_NAMESPACE) for term in vars(LW).values() if isinstance(term, NamedNode)
    }
    assert in_code == own(set(ontology.subjects()))


def test_vocabulary_attributes_are_named_as_their_terms() -> None:
    for name, term in vars(LW).items():
        if isinstance(term, NamedNode):
            assert term.value == LW_NAMESPACE + name
    for name, term in vars(FOREIGN).items():
        if isinstance(term, NamedNode):
            prefix, _, local = name.partition("_")
            assert term.value == FOREIGN_NAMESPACES[prefix] + local


def test_ontology_speaks_of_no_undefined_term(ontology: rdflib.Graph) -> None:
    assert own(set(ontology.objects())) <= own(set(ontology.subjects()))


def test_every_entity_type_is_a_class_and_every_relation_a_property(ontology: rdflib.Graph) -> None:
    assert set(ENTITY_TYPES) <= own(set(ontology.subjects(RDF.type, OWL.Class)))
    kinds = (OWL.ObjectProperty, RDF.Property)
    properties = {node for kind in kinds for node in ontology.subjects(RDF.type, kind)}
    assert set(RELATIONS) <= own(properties)


def test_every_term_has_one_english_label_and_comment(ontology: rdflib.Graph) -> None:
    for term in own(set(ontology.subjects())):
        for annotation in (RDFS.label, RDFS.comment):
            texts = list(ontology.objects(rdflib.URIRef(LW_NAMESPACE + term), annotation))
            assert [text.language for text in texts if isinstance(text, rdflib.Literal)] == ["en"], term


def test_no_property_has_several_domains_or_ranges_or_is_tied_to_cito(ontology: rdflib.Graph) -> None:
    for constraint in (RDFS.domain, RDFS.range):
        constrained = list(ontology.subjects(constraint))
        assert len(constrained) == len(set(constrained))
    assert not [node for triple in ontology for node in triple if "/cito/" in str(node)]


def test_the_ontology_has_a_title_and_a_version(ontology: rdflib.Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, rdflib.DCTERMS.title)


def lw_types(rdf: rdflib.Graph) -> set[tuple[rdflib.term.Node, rdflib.term.Node]]:
    return {
        (node, kind) for node, kind in rdf.subject_objects(RDF.type) if str(kind).startswith(LW_NAMESPACE)
    }


def flat(rdf: rdflib.Dataset) -> rdflib.Graph:
    merged = rdflib.Graph()
    for subject, predicate, value, _ in rdf.quads():
        merged.add((subject, predicate, value))
    return merged


@pytest.mark.parametrize("semantics", [owlrl.RDFS_Semantics, owlrl.OWLRL_Semantics])
def test_entailments_type_nothing_wrongly(
    semantics: type, ontology: rdflib.Graph, small_graph: KnowledgeGraph
) -> None:
    rdf = flat(to_rdflib(small_graph, evidence=True))
    asserted = lw_types(rdf)
    superclasses = {
        kind: set(ontology.transitive_objects(kind, RDFS.subClassOf))
        for kind in ontology.subjects(RDF.type, OWL.Class)
    }
    allowed = {(node, above) for node, kind in asserted for above in superclasses[kind]}
    rdf += ontology
    owlrl.DeductiveClosure(semantics).expand(rdf)
    individuals = {(node, kind) for node, kind in lw_types(rdf) if not str(node).startswith(LW_NAMESPACE)}
    assert individuals <= allowed
    assert asserted < individuals, "the reasoner entailed nothing: is the ontology in the graph?"
    assert not list(
        rdf.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage"))
    )


def test_what_may_be_text_or_a_team_entails_nothing_too_strong(ontology: rdflib.Graph) -> None:
    has_code, author = rdflib.URIRef(LW.hasCode.value), rdflib.URIRef(LW.Author.value)
    assert ontology.value(has_code, RDFS.range) is None
    assert rdflib.FOAF.Person not in set(ontology.objects(author, RDFS.subClassOf))
    assert rdflib.FOAF.Person in set(ontology.objects(author, SKOS.closeMatch))
