"""`examples/` and the graph of it: what a stranger sees first must show everything, and be sound RDF."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from export.vocabulary import LW_NAMESPACE
from extract.inputs import read_inputs
from graph.model import ENTITY_TYPES, RELATIONS, KnowledgeGraph, Statement

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
LAYOUTS = (
    "| Title | Authors | Summary |",
    "| Title | Authors | Summary | Classification | GitHub URLs | HuggingFace URLs |",
)


@pytest.fixture(scope="module")
def facts(example_folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(example_folder / "graph.ttl")


def test_every_row_is_read_without_a_doubt() -> None:
    reading = read_inputs([EXAMPLES])
    text = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.md"))
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| Title |")]
    assert reading.problems == ()
    assert len(reading.sources) == len(rows)
    assert len({source.paper for source in reading.sources}) >= 24
    assert all(re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", source.paper) for source in reading.sources)


@pytest.mark.parametrize("header", LAYOUTS)
def test_both_layouts_occur(header: str) -> None:
    assert [path for path in EXAMPLES.glob("*.md") if header in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("type_", ENTITY_TYPES)
def test_every_type_occurs(type_: str, example_kg: KnowledgeGraph) -> None:
    assert [entity.label for entity in example_kg.entities if entity.type == type_]


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_occurs(relation: str, example_kg: KnowledgeGraph) -> None:
    assert [fact for fact in example_kg.statements if fact.relation == relation]


def test_results_are_of_every_kind(example_kg: KnowledgeGraph) -> None:
    measures = [result.measure for result in example_kg.results]
    assert {measure.kind for measure in measures} == {"absolute", "delta"}
    assert {measure.unit for measure in measures} >= {"", "%", "x"}
    assert {measure.direction for measure in measures} >= {"higher", "lower"}
    assert [result for result in example_kg.results if result.over]


def test_a_paper_of_two_digests_gives_facts_with_two_witnesses(example_kg: KnowledgeGraph) -> None:
    twice = [paper for paper in example_kg.papers if len(paper.digests) > 1]
    assert twice
    assert [fact for fact in example_kg.statements if fact.first < fact.last]


KNOWN = (
    ("entity/grpo", "extends", "entity/ppo"),
    ("entity/dapo", "extends", "entity/grpo"),
    ("paper/2402.03300", "introduces", "entity/grpo"),
    ("paper/1810.04805", "introduces", "entity/bert"),
    ("entity/roberta", "extends", "entity/bert"),
)


@pytest.mark.parametrize("triple", KNOWN, ids=" ".join)
def test_what_everybody_knows_is_in_the_graph(
    triple: tuple[str, str, str], example_kg: KnowledgeGraph
) -> None:
    def triple_of(fact: Statement) -> tuple[str, str, str]:
        return fact.subject, fact.relation, fact.object

    assert triple in set(map(triple_of, example_kg.statements))


def types(rdf: rdflib.Graph) -> set[tuple[rdflib.term.Node, rdflib.term.Node]]:
    """Return which individual is of which class of Litweave's."""
    return {
        (node, kind)
        for node, kind in rdf.subject_objects(RDF.type)
        if str(kind).startswith(LW_NAMESPACE) and not str(node).startswith(LW_NAMESPACE)
    }


def test_domains_and_ranges_type_nothing_wrongly(facts: rdflib.Graph) -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology.ttl")
    stated = types(facts)
    above = {kind: set(ontology.transitive_objects(kind, RDFS.subClassOf)) for _, kind in stated}
    expected = {(node, upper) for node, kind in stated for upper in above[kind]}
    reasoned = rdflib.Graph()
    reasoned += facts
    reasoned += ontology
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(reasoned)
    entailed = types(reasoned)
    assert entailed <= expected
    assert stated < entailed, "the reasoner entailed nothing: is the ontology in the graph?"


def test_a_choice_of_domains_holds_too(facts: rdflib.Graph) -> None:
    """RDFS sees nothing in an `owl:unionOf`: every subject and object must be of one of its classes."""
    ontology = rdflib.Graph().parse(ROOT / "ontology.ttl")
    checked: Counter[str] = Counter()
    for constraint, end in ((RDFS.domain, 0), (RDFS.range, 1)):
        for prop, choice in ontology.subject_objects(constraint):
            union = ontology.value(choice, OWL.unionOf)
            if union is None:
                continue
            classes = set(ontology.items(union))
            members = {sub for kind in classes for sub in ontology.transitive_subjects(RDFS.subClassOf, kind)}
            assert isinstance(prop, rdflib.URIRef)
            for ends in facts.subject_objects(prop):
                assert set(facts.objects(ends[end], RDF.type)) & members, (prop, ends)
                checked[str(prop)] += 1
    assert len(checked) >= 5


def test_rdflib_and_oxigraph_read_the_same_turtle(example_folder: Path, facts: rdflib.Graph) -> None:
    quads = list(pyoxigraph.parse(path=example_folder / "graph.ttl"))
    assert len(quads) == len(set(quads)) == len(facts) > 1_000


@pytest.mark.needs("rapper")
def test_raptor_reads_the_same_turtle(example_folder: Path, facts: rdflib.Graph) -> None:
    command = ["rapper", "--count", "--input", "turtle", str(example_folder / "graph.ttl")]
    counted = subprocess.run(command, capture_output=True, text=True, check=True)
    assert re.findall(r"returned (\d+) triples", counted.stderr) == [str(len(facts))]
    assert "warning" not in counted.stderr.lower()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's reader uses what rdflib deprecates
def test_rdflib_and_oxigraph_read_the_same_trig(example_folder: Path) -> None:
    quads = list(pyoxigraph.parse(path=example_folder / "graph.trig"))
    dataset = rdflib.Dataset()
    dataset.parse(data=(example_folder / "graph.trig").read_text(encoding="utf-8"), format="trig")
    assert len(set(quads)) == sum(1 for _ in dataset.quads()) > 10_000
