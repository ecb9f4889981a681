"""A graph held against SHACL shapes by pySHACL, one part of it at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.parsers.notation3 import BadSyntax

from export.shacl_view import Triple, parts
from export.vocabulary import FOREIGN, LW, LW_NAMESPACE

_NAMING = tuple(
    rdflib.URIRef(predicate.value) for predicate in (FOREIGN.rdfs_label, LW.quote, LW.valueText, LW.titleText)
)
_KINDS = (SH.NodeShape, SH.PropertyShape)


class ShapesError(Exception):
    """A file of shapes cannot be read, or pySHACL cannot apply what it holds."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with a node.

    `label` is what to call the node, `path` the property if it is a single one, `values` what stands there.
    Empty where there is none.
    """

    focus: str
    label: str
    message: str
    path: str
    values: tuple[str, ...]


def own_file(name: str) -> Path:
    """Return where `ontology.ttl` or `shapes.ttl` lies: in this package, or at the root of a checkout."""
    here = Path(__file__).with_name(name)
    return here if here.exists() else Path(__file__).parents[1] / name


def read_shapes(path: Path) -> rdflib.Graph:
    """Return the shapes of a Turtle file. Raises `ShapesError` if it holds none, `OSError`."""
    try:
        shapes = rdflib.Graph().parse(data=path.read_text(encoding="utf-8-sig"), format="turtle")
    except (BadSyntax, UnicodeDecodeError) as error:
        raise ShapesError(f"{path} is not Turtle: {error}") from error
    if not any((None, RDF.type, kind) in shapes for kind in _KINDS):
        raise ShapesError(f"{path} holds no shapes: nothing in it is a sh:NodeShape or a sh:PropertyShape")
    return shapes


def violations(trig: Path, shapes: rdflib.Graph) -> Iterator[list[Violation]]:
    """Yield what violates the shapes, sorted, for each part of `graph.trig`: the facts, then each digest.

    What a node outside of a digest is called, and of which class, is known there; that a fact has evidence is
    known among the facts. Raises `ShapesError` for shapes that pySHACL cannot apply, `OSError`.
    """
    for part in parts(trig, _classes()):
        yield _violations_of(part, shapes)


def _classes() -> Iterator[Triple]:
    """Yield which of our classes is a kind of which other."""
    ontology = rdflib.Graph().parse(own_file("ontology.ttl"), format="turtle")
    for kind, wider in sorted(ontology.subject_objects(RDFS.subClassOf)):
        if (
            isinstance(kind, rdflib.URIRef)
            and isinstance(wider, rdflib.URIRef)
            and wider.startswith(LW_NAMESPACE)
        ):
            yield kind, RDFS.subClassOf, wider


def _violations_of(part: rdflib.Graph, shapes: rdflib.Graph) -> list[Violation]:
    try:
        conforms, report, text = pyshacl.validate(part, shacl_graph=shapes)
    except ReportableRuntimeError as error:
        raise ShapesError(f"the shapes cannot be applied: {error.message}") from error
    if not isinstance(report, rdflib.Graph):
        raise ShapesError(f"the shapes cannot be applied: {text}")
    if conforms:
        return []
    return sorted({_violation(result, report, part) for result in report.objects(None, SH.result)})


def _violation(result: rdflib.term.Node, report: rdflib.Graph, part: rdflib.Graph) -> Violation:
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    single = path if isinstance(path, rdflib.URIRef) else None
    values = list(report.objects(result, SH.value))
    if not values and single:
        values = list(part.objects(focus, single))
    return Violation(
        str(focus),
        _label(focus, part),
        "; ".join(sorted(map(str, report.objects(result, SH.resultMessage)))),
        str(single or ""),
        tuple(sorted(map(str, values))),
    )


def _label(node: rdflib.term.Node | None, part: rdflib.Graph) -> str:
    """Return what to call a node; an assertion has no name of its own but that of its fact."""
    for naming in _NAMING:
        if name := part.value(node, naming):
            return str(name)
    predicate = part.value(node, RDF.predicate)
    if predicate is None:
        return ""
    ends = (part.value(node, end) for end in (RDF.subject, RDF.object))
    subject, value = (part.value(end, RDFS.label) or end for end in ends)
    return f"{subject} {str(predicate).removeprefix(LW_NAMESPACE)} {value}"
