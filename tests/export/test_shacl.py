"""shapes.ttl: a valid graph passes, and a graph that is broken in any one way does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import PROV, RDF, RDFS, SH, SKOS, XSD

from export.rdflib_graph import to_node
from export.shacl import ShapesError, Violation, own_file, read_shapes, violations
from export.vocabulary import DEFAULT_BASE, LW_NAMESPACE
from graph.model import RELATIONS

Term = rdflib.URIRef | rdflib.Literal
Quad = tuple[Term, Term, Term, str]

LW = rdflib.Namespace(LW_NAMESPACE)
SHAPES = read_shapes(own_file("shapes.ttl"))
ONTOLOGY = rdflib.Graph().parse(own_file("ontology.ttl"))
NO_CONSTRAINTS = {SH.path, SH.message, SH.flags, SH.targetClass, SH.targetSubjectsOf, RDF.type}
ADDED: dict[rdflib.URIRef, Term] = {
    SH["class"]: rdflib.URIRef("https://example.org/nowhere"),
    SH["or"]: rdflib.URIRef("https://example.org/nowhere"),
    SH["in"]: rdflib.Literal("wrong"),
    SH.datatype: rdflib.Literal("wrong", datatype=XSD.anyURI),
    SH.maxCount: rdflib.Literal("one more"),
    SH.maxInclusive: rdflib.Literal("1.001", datatype=XSD.decimal),
    SH.minInclusive: rdflib.Literal("-1", datatype=XSD.integer),
    SH.minLength: rdflib.Literal(""),
    SH.nodeKind: rdflib.Literal("text"),
    SH.pattern: rdflib.Literal("wrong?"),
}
"""What breaks a constraint when it stands there too."""
LATEST = {
    XSD.date: rdflib.Literal("9999-12-31", datatype=XSD.date),
    XSD.decimal: rdflib.Literal("1000000.5", datatype=XSD.decimal),
    XSD.integer: rdflib.Literal("1000000", datatype=XSD.integer),
}
DROPPED = {
    "Assertion-label": RDFS.label,
    "Evidence-belief": LW.belief,
    "Paper-authorships": LW.authoredBy,
    "Row-activity": PROV.used,
    "Supported-evidence": LW.supports,
}
"""What to take away from a graph to break a shape whose path is longer than a property."""


def top_shapes() -> list[rdflib.URIRef]:
    found = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in SHAPES.subjects(RDF.type, kind)}
    return sorted(node for node in found if isinstance(node, rdflib.URIRef))


def local(iri: str) -> str:
    return iri.partition("#")[2]


CASES = [
    pytest.param(
        shape, rdflib.URIRef(constraint), id=f"{shape.partition('#')[2]}-{constraint.partition('#')[2]}"
    )
    for shape in top_shapes()
    for constraint in sorted(map(str, set(SHAPES.predicates(shape)) - NO_CONSTRAINTS))
]


@pytest.fixture
def valid(trig: Path) -> list[Quad]:
    return [
        (to_node(q.subject), to_node(q.predicate), to_node(q.object), str(q.graph_name))
        for q in pyoxigraph.parse(path=trig)
    ]


def checked(quads: Iterable[Quad], shapes: rdflib.Graph, path: Path) -> set[Violation]:
    """Write quads as TriG and return what violates the shapes."""
    with path.open("w", encoding="utf-8") as file:
        for subject, predicate, value, graph in quads:
            triple = f"{subject.n3()} {predicate.n3()} {value.n3()} ."
            file.write(f"{triple}\n" if graph == "DEFAULT" else f"{graph} {{ {triple} }}\n")
    return {violation for part in violations(path, shapes) for violation in part}


def only(shape: rdflib.URIRef, constraint: rdflib.term.Node) -> rdflib.Graph:
    """Return a shape with one of its constraints."""
    found = SHAPES.cbd(shape)
    for predicate in set(found.predicates(shape)) - NO_CONSTRAINTS - {constraint}:
        found.remove((shape, predicate, None))
    return found


def targets(quads: list[Quad], shape: rdflib.URIRef) -> set[Term]:
    wanted = SHAPES.objects(shape, SH.targetClass)
    classes = {each for kind in wanted for each in ONTOLOGY.transitive_subjects(RDFS.subClassOf, kind)}
    properties = set(SHAPES.objects(shape, SH.targetSubjectsOf))
    return {s for s, p, o, _ in quads if p in properties or (p == RDF.type and o in classes)}


def broken(quads: list[Quad], shape: rdflib.URIRef, constraint: rdflib.URIRef) -> list[Quad]:
    """Return the graph changed so that one node violates one constraint; for longer paths, all nodes."""
    path, name = SHAPES.value(shape, SH.path), local(shape)
    if path is None:
        return [quad for quad in quads if quad[1] != RDF.type]
    if (name, constraint) == ("Row-activity", SH["class"]):
        return [quad for quad in quads if quad[2] != PROV.Activity]
    if not isinstance(path, rdflib.URIRef):
        return [quad for quad in quads if quad[1] != DROPPED[name]]
    nodes = targets(quads, shape)
    focus, _, value, graph = next(quad for quad in quads if quad[1] == path and quad[0] in nodes)
    if constraint in (SH.minCount, SH.hasValue):
        return [quad for quad in quads if quad[:2] != (focus, path)]
    if constraint in (SH.lessThan, SH.lessThanOrEquals):
        assert isinstance(value, rdflib.Literal)
        assert value.datatype is not None
        added: Term = LATEST[value.datatype]
    elif constraint == SH.disjoint:
        added = next(o for s, p, o, _ in quads if (s, p) == (focus, SKOS.prefLabel))
    else:
        added = ADDED[constraint]
    position = next(number for number, quad in enumerate(quads) if quad[0] == focus and quad[3] == graph)
    return [*quads[:position], (focus, path, added, graph), *quads[position:]]


@pytest.mark.parametrize(("shape", "constraint"), CASES)
def test_breaking_a_constraint_is_a_violation_with_its_message(
    shape: rdflib.URIRef, constraint: rdflib.URIRef, valid: list[Quad], tmp_path: Path
) -> None:
    shapes = only(shape, constraint)
    assert checked(valid, shapes, tmp_path / "valid.trig") == set()
    found = checked(broken(valid, shape, constraint), shapes, tmp_path / "broken.trig")
    assert {violation.message for violation in found} == {str(SHAPES.value(shape, SH.message))}


def test_a_valid_graph_has_no_violations(valid: list[Quad], tmp_path: Path) -> None:
    assert checked(valid, SHAPES, tmp_path / "valid.trig") == set()


def test_the_graph_of_the_examples_has_no_violations(example_folder: Path) -> None:
    parts = list(violations(example_folder / "graph.trig", SHAPES))
    assert len(parts) > 2
    assert not any(parts)


def test_every_constraint_has_one_message_and_stands_in_one_shape() -> None:
    messages = [list(SHAPES.objects(shape, SH.message)) for shape in top_shapes()]
    assert {len(each) for each in messages} == {1}
    assert len({str(each[0]) for each in messages}) == len(messages)
    assert (None, SH.sparql, None) not in SHAPES


def test_every_relation_has_a_shape_and_every_class_too() -> None:
    named = set(SHAPES.objects()) | set(SHAPES.predicates())
    assert {LW[name] for name in RELATIONS} <= named
    classes = {str(each) for each in ONTOLOGY.subjects(RDF.type, rdflib.OWL.Class)}
    assert {each for each in classes if each.startswith(LW_NAMESPACE)} <= set(map(str, named))


def test_a_violation_says_where_it_is_and_what_stands_there(valid: list[Quad], tmp_path: Path) -> None:
    paper = rdflib.URIRef(f"{DEFAULT_BASE}paper/2404.14219")
    twice = [*valid[:1], (paper, rdflib.DCTERMS.title, rdflib.Literal("Other"), "DEFAULT"), *valid[1:]]
    assert checked(twice, SHAPES, tmp_path / "twice.trig") == {
        Violation(
            str(paper),
            "Qwen2",
            "A paper must have one title, a text",
            str(rdflib.DCTERMS.title),
            ("Other", "Qwen2"),
        )
    }


def test_an_assertion_is_called_by_its_fact(valid: list[Quad], tmp_path: Path) -> None:
    (extends,) = {s for s, p, o, _ in valid if p == RDF.predicate and o == LW.variantOf}
    unsure = [quad for quad in valid if quad[:2] != (extends, LW.belief)]
    found = checked(unsure, SHAPES, tmp_path / "unsure.trig")
    assert {violation.label for violation in found if violation.focus == str(extends)} == {
        "Llama-2-7B variantOf Qwen2"
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("this is no Turtle", "not Turtle"),
        ("<a:a> <a:b> <a:c> .", "no shapes"),
        (b"\xff", "not Turtle"),
    ],
)
def test_what_is_no_file_of_shapes_is_an_error(text: str | bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ShapesError, match=reason):
        read_shapes(path)


def test_shapes_that_cannot_be_applied_are_an_error(trig: Path, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    shape = "[] a sh:PropertyShape ; sh:targetClass lw:Paper ; sh:path lw:mentions ; sh:minCount 'many' ."
    path.write_text(f"@prefix sh: <{SH}> . @prefix lw: <{LW}> . {shape}", encoding="utf-8")
    with pytest.raises(ShapesError, match="cannot be applied"):
        list(violations(trig, read_shapes(path)))
