"""All that the graph says about one thing or paper, grouped for reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model import RELATIONS, Entity, KnowledgeGraph, Paper, Result, Statement

Item = TypeVar("Item", Entity, Paper)

SYMMETRIC = "comparedWith"
"""The one relation that says the same from both ends."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement seen from one of its ends: what stands at the other one."""

    other: str
    label: str
    statement: Statement


Facts = Mapping[str, tuple[Fact, ...]]
"""Facts by relation, in the order of `RELATIONS`; the most believed first, then those of most papers."""


@dataclass(frozen=True, slots=True)
class Card(Generic[Item]):
    """A thing or paper with its facts.

    `facts` holds the statements whose subject it is, and both ends of `comparedWith`; `inverse` those whose
    object it is: `inverse["uses"]` says what uses it. `results` are the numbers that it reached or, of a
    benchmark, metric or baseline, those measured with it.
    """

    item: Item
    facts: Facts
    inverse: Facts
    results: tuple[Result, ...]


def labels(kg: KnowledgeGraph) -> dict[str, str]:
    """Return what to call each paper, author and entity of a graph, by reference."""
    named = {paper.ref: paper.title for paper in kg.papers} | {
        author.ref: author.name for author in kg.authors
    }
    return named | {entity.ref: entity.label for entity in kg.entities}


def card(item: Item, kg: KnowledgeGraph, label: Mapping[str, str]) -> Card[Item]:
    """Return all that the facts of `kg` say about an entity or paper; other facts may be missing from it."""

    def fact(statement: Statement, other: str) -> Fact:
        return Fact(other, label.get(other, other), statement)

    ref = item.ref
    said = [fact(s, s.object) for s in kg.statements if s.subject == ref]
    back = [s for s in kg.statements if s.object == ref]
    said += [fact(s, s.subject) for s in back if s.relation == SYMMETRIC]
    inverse = [fact(s, s.subject) for s in back if s.relation != SYMMETRIC]
    measured = [r for r in kg.results if ref in (r.subject, r.benchmark, r.metric, r.over)]
    results = sorted(measured, key=lambda r: (-r.belief, r))
    return Card(item, _by_relation(said), _by_relation(inverse), tuple(results))


def _by_relation(facts: Iterable[Fact]) -> Facts:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.statement.relation].append(fact)
    return {
        relation: tuple(sorted(groups[relation], key=_rank)) for relation in RELATIONS if groups[relation]
    }


def _rank(fact: Fact) -> tuple[float, int, str, str]:
    return -fact.statement.belief, -len(fact.statement.papers), fact.label, fact.other
