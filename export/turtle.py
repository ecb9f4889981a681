"""Turtle and TriG that a person can read and compare: sorted, one property a line, a blank line between.

A block ends in a `.` on its own line, so that a property more is one line more in a diff.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode

from export.provenance import assertion_nodes, evidence_graphs
from export.rdf import fact_nodes
from export.terms import Described, Object, Properties, Terms
from export.vocabulary import DEFAULT_BASE, FOREIGN, FOREIGN_NAMESPACES, Shortener, prefixes
from graph.model import KnowledgeGraph

# Legal in Turtle as they are, but they hide, reorder or break lines where a person reads the file.
_INVISIBLE = re.compile("[\u0080-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_NUMBER = {"integer": re.compile(r"[+-]?\d+"), "decimal": re.compile(r"[+-]?\d+\.\d+")}
_CACHED_IRIS = 100_000


def write_turtle(kg: KnowledgeGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write the facts of `kg` as Turtle. Equal graphs give equal bytes. Raises `BaseIriError`, `OSError`."""
    writer = _Writer(base)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(writer.header())
        file.writelines(writer.sorted_blocks(fact_nodes(kg, base)))


def write_trig(kg: KnowledgeGraph, path: Path, base: str = DEFAULT_BASE, turtle: Path | None = None) -> None:
    """Write facts, assertions and, digest by digest, evidence as TriG.

    The facts are copied from `turtle` if that names what `write_turtle` wrote of the same graph with the same
    base. Raises as `write_turtle`.
    """
    if turtle:
        shutil.copyfile(turtle, path)
    else:
        write_turtle(kg, path, base)
    writer = _Writer(base)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(writer.blocks(assertion_nodes(kg, base)))
        for graph, nodes in evidence_graphs(kg, base):
            file.write(f"{writer.term(graph)} {{\n\n")
            file.writelines(writer.blocks(nodes))
            file.write("}\n\n")


def write_replaced(replaced: Mapping[str, str], path: Path, base: str = DEFAULT_BASE) -> None:
    """Write as Turtle which references are gone, and which stand for them now. Raises as `write_turtle`."""
    writer, terms = _Writer(base), Terms(base)
    nodes = (
        (terms.iri(old), iter([(FOREIGN.dcterms_isReplacedBy, terms.iri(new))]))
        for old, new in sorted(replaced.items())
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(writer.header())
        file.writelines(writer.blocks(nodes))


class _Writer:
    """Renders terms with the prefixes of one base."""

    def __init__(self, base: str) -> None:
        self._prefixes = prefixes(base)
        self._shortener = Shortener(base)
        self._iri = lru_cache(maxsize=_CACHED_IRIS)(self._render_iri)

    def header(self) -> Iterator[str]:
        for name, namespace in self._prefixes.items():
            yield f"@prefix {name}: <{namespace}> .\n"
        yield "\n"

    def blocks(self, nodes: Iterable[Described]) -> Iterator[str]:
        """Yield a block for each node."""
        for subject, properties in nodes:
            yield self._block(self.term(subject), self._properties(properties))

    def sorted_blocks(self, nodes: Iterable[Described]) -> Iterator[str]:
        """Yield one block for each node, however often it comes, in the nodes' order."""
        properties_of: defaultdict[str, set[str]] = defaultdict(set)
        for subject, properties in nodes:
            properties_of[self.term(subject)] |= self._properties(properties)
        for name in sorted(properties_of):
            yield self._block(name, properties_of[name])

    @staticmethod
    def _block(subject: str, properties: set[str]) -> str:
        return f"{subject}\n    " + "\n    ".join(sorted(properties)) + "\n.\n\n"

    def _properties(self, properties: Properties) -> set[str]:
        term = self.term
        return {f"{term(predicate)} {term(value)} ;" for predicate, value in properties}

    def term(self, term: Object) -> str:
        """Return a term as Turtle writes it."""
        return self._iri(term) if isinstance(term, NamedNode) else _render_literal(str(term))

    def _render_iri(self, node: NamedNode) -> str:
        if node == FOREIGN.rdf_type:  # always a predicate here
            return "a"
        return self._shortener.short(node.value) or str(node)


def _render_literal(text: str) -> str:
    """Shorten a literal as N-Triples writes it, and make visible what hides in it."""
    if not text.isascii():
        text = _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04X}", text)
    if text.endswith('"'):
        return text
    quoted, _, datatype = text.rpartition("^^<" + FOREIGN_NAMESPACES["xsd"])
    name, number = datatype[:-1], quoted[1:-1]
    if name in _NUMBER and _NUMBER[name].fullmatch(number):
        return number
    return f"{quoted}^^xsd:{name}"
