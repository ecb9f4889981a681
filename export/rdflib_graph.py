"""The graph as an rdflib object, for programs that work with rdflib."""

from __future__ import annotations

from typing import Literal, overload

import pyoxigraph
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from export.rdf import fact_quads, quads
from export.vocabulary import DEFAULT_BASE, prefixes
from graph.model import KnowledgeGraph

Node = rdflib.URIRef | rdflib.Literal


@overload
def to_rdflib(kg: KnowledgeGraph, base: str = ..., evidence: Literal[False] = ...) -> rdflib.Graph: ...
@overload
def to_rdflib(kg: KnowledgeGraph, base: str = ..., *, evidence: Literal[True]) -> rdflib.Dataset: ...
@overload
def to_rdflib(kg: KnowledgeGraph, base: str = ..., evidence: bool = ...) -> rdflib.Graph: ...


def to_rdflib(kg: KnowledgeGraph, base: str = DEFAULT_BASE, evidence: bool = False) -> rdflib.Graph:
    """Return the facts as a `Graph`; with `evidence` everything, as a `Dataset`. Our prefixes are bound.

    Raises `BaseIriError` for a base that cannot be one, `KeyError` for evidence whose row `kg` lacks.
    """
    rdf = _dataset(kg, base) if evidence else _graph(kg, base)
    for prefix, namespace in prefixes(base).items():
        rdf.bind(prefix, namespace)
    return rdf


def _graph(kg: KnowledgeGraph, base: str) -> rdflib.Graph:
    rdf = rdflib.Graph()
    for quad in fact_quads(kg, base):
        rdf.add((to_node(quad.subject), to_node(quad.predicate), to_node(quad.object)))
    return rdf


def _dataset(kg: KnowledgeGraph, base: str) -> rdflib.Dataset:
    rdf = rdflib.Dataset()
    for quad in quads(kg, base):
        named = isinstance(quad.graph_name, pyoxigraph.NamedNode)
        graph = rdf.graph(to_node(quad.graph_name) if named else DATASET_DEFAULT_GRAPH_ID)
        graph.add((to_node(quad.subject), to_node(quad.predicate), to_node(quad.object)))
    return rdf


def to_node(term: object) -> Node:
    """Return a term of pyoxigraph as one of rdflib.

    Raises `TypeError` for anything but an IRI or a literal: the export makes no others.
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise TypeError(f"the export makes no {type(term).__name__}")
    datatype = None if term.datatype == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype)


_STRING = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#string")
