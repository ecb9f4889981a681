"""A file of `export.turtle` as graphs for a validator: small in memory, one part of it at a time.

Targets of shapes are sought in a part alone; what is then asked of a node is answered from the default graph
too. That stays in memory, as dictionaries that share their terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, RDFS
from rdflib.store import Store

from export.rdflib_graph import to_node

Node = rdflib.URIRef | rdflib.Literal
Triple = tuple[Node, Node, Node]

_CACHED_TERMS = 1 << 17
_OF_CLASSES = (RDF.type, RDFS.subClassOf)


def parts(trig: Path, classes: Iterable[Triple]) -> Iterator[rdflib.Graph]:
    """Yield the default graph of a file that `write_trig` wrote, then each named graph; all with `classes`.

    Behind the default graph stand the triples of named graphs that begin or end at one of its nodes, behind
    each named graph stands the default graph.
    Raises `OSError`, `SyntaxError` if the file is no TriG.
    """
    classes = tuple(classes)
    default = _Index(chain(classes, (_triple(quad) for quad in _quads(trig) if _in_default(quad))))
    links = (link for link in map(_triple, _evidence(trig)) if link[0] in default or link[2] in default)
    yield _graph(default, _Index(links))
    for _, quads in groupby(_evidence(trig), attrgetter("graph_name")):
        yield _graph(_Index(chain(classes, map(_triple, quads))), default)


def _quads(trig: Path) -> Iterator[pyoxigraph.Quad]:
    return iter(pyoxigraph.parse(path=trig, format=pyoxigraph.RdfFormat.TRIG))


def _in_default(quad: pyoxigraph.Quad) -> bool:
    return isinstance(quad.graph_name, pyoxigraph.DefaultGraph)


def _evidence(trig: Path) -> Iterator[pyoxigraph.Quad]:
    return (quad for quad in _quads(trig) if not _in_default(quad))


@lru_cache(maxsize=_CACHED_TERMS)
def _node(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> Node:
    """Convert a term; equal ones are kept once, which saves most of the memory."""
    return to_node(term)


def _triple(quad: pyoxigraph.Quad) -> Triple:
    return _node(quad.subject), _node(quad.predicate), _node(quad.object)


def _graph(part: _Index, behind: _Index) -> rdflib.Graph:
    return rdflib.Graph(_View(part, behind), bind_namespaces="none")


class _Index:
    """Triples by subject and by predicate, and by object once somebody asks."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[Node, dict[Node, tuple[Node, ...]]] = {}
        self._subjects: defaultdict[Node, list[Node]] = defaultdict(list)
        self._inverse: dict[Node, defaultdict[Node, list[Node]]] = {}
        for triple in triples:
            self._add(triple)

    def _add(self, triple: Triple) -> None:
        subject, predicate, value = triple
        about = self._about.setdefault(subject, {})
        values = about.get(predicate, ())
        if not values:
            self._subjects[predicate].append(subject)
        about[predicate] = (*values, value)

    def __contains__(self, subject: Node) -> bool:
        return subject in self._about

    def __len__(self) -> int:
        return sum(map(len, self._subjects.values()))

    def matching(self, subject: Node | None, predicate: Node | None, value: Node | None) -> Iterator[Triple]:
        """Yield the triples of a pattern, in which None fits anything."""
        for known in (predicate,) if predicate else tuple(self._subjects):
            if subject is not None:
                found = self._about.get(subject, {}).get(known, ())
                yield from ((subject, known, each) for each in found if value is None or each == value)
            elif value is not None:
                yield from ((each, known, value) for each in self._to(known).get(value, ()))
            else:
                for each in self._subjects[known]:
                    yield from ((each, known, one) for one in self._about[each][known])

    def _to(self, predicate: Node) -> defaultdict[Node, list[Node]]:
        """Return the subjects of a predicate by object."""
        if predicate not in self._inverse:
            found = self._inverse[predicate] = defaultdict(list)
            for subject in self._subjects.get(predicate, ()):
                for value in self._about[subject][predicate]:
                    found[value].append(subject)
        return self._inverse[predicate]


class _View(Store):
    """A part, and behind it what is known of its nodes and of those that it speaks of."""

    context_aware = graph_aware = True  # pySHACL asks for both, and then for no context

    def __init__(self, part: _Index, behind: _Index) -> None:
        super().__init__()
        self._part = part
        self._both = (part, behind)

    def __len__(self, context: Any = None) -> int:
        return len(self._part)

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Any, Iterator[None]]]:
        """Yield the triples of a pattern; where it seeks nodes of a class or with a property, the part's."""
        subject, predicate, value = triple_pattern
        seeks_targets = subject is None and (value is None or predicate in _OF_CLASSES)
        for index in (self._part,) if seeks_targets else self._both:
            for triple in index.matching(subject, predicate, value):
                yield triple, iter(())
