"""What the front page draws: the things most papers share, joined where they share papers.

Drawing the things with most edges would show little, since they meet through papers. So papers are left
out, and two things are joined by the share of papers that name both; each keeps its strongest links only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from graph.model import NAMED_TYPES, THING_RELATIONS, Entity, KnowledgeGraph

MAX_THINGS = 50
LINKS_EACH = 2
TOGETHER = "together"
"""The relation of two things that papers name together and no sentence relates."""

Papers = dict[str, set[str]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the overview; `papers` name both ends."""

    subject: str
    relation: str
    object: str
    papers: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The things and edges to draw first, strongest first."""

    things: tuple[Entity, ...]
    links: tuple[Link, ...]


def overview(kg: KnowledgeGraph, limit: int = MAX_THINGS) -> Overview:
    """Choose at most `limit` things and the links between them; things without a link are left out."""
    papers: Papers = defaultdict(set)
    for s in kg.statements:
        if s.relation == "mentions":
            papers[s.object].add(s.subject)
    ranked = sorted(_named(kg), key=lambda e: (-len(papers[e.ref]), e.ref))[:limit]
    shared = _shared({e.ref: papers[e.ref] for e in ranked})
    links = _label(_strongest(shared, papers), shared, kg)
    linked = {ref for link in links for ref in (link.subject, link.object)}
    return Overview(tuple(e for e in ranked if e.ref in linked), tuple(links))


def _named(kg: KnowledgeGraph) -> list[Entity]:
    return [e for e in kg.entities if e.type in NAMED_TYPES]


def _shared(papers: Papers) -> Counter[Pair]:
    """Count the papers that each pair of things shares."""
    things = defaultdict(list)
    for ref in sorted(papers):
        for paper in papers[ref]:
            things[paper].append(ref)
    return Counter(pair for refs in things.values() for pair in combinations(refs, 2))


def _strongest(shared: Counter[Pair], papers: Papers) -> list[Pair]:
    """Return the pairs that are among the strongest links of one of their ends, strongest first."""

    def strength(pair: Pair) -> float:
        return shared[pair] / sqrt(len(papers[pair[0]]) * len(papers[pair[1]]))

    kept: Counter[str] = Counter()
    chosen = []
    for pair in sorted(shared, key=lambda p: (-strength(p), p)):
        if min(kept[pair[0]], kept[pair[1]]) < LINKS_EACH:
            kept.update(pair)
            chosen.append(pair)
    return chosen


def _label(pairs: list[Pair], shared: Counter[Pair], kg: KnowledgeGraph) -> list[Link]:
    """Name each link by the surest fact that relates its ends, whichever way round."""
    wanted = set(pairs)
    facts: dict[Pair, tuple[float, str, str, str]] = {}
    for s in kg.statements:
        pair = (min(s.subject, s.object), max(s.subject, s.object))
        if pair in wanted and s.relation in THING_RELATIONS:
            fact = (-s.belief, s.subject, s.relation, s.object)
            facts[pair] = min(fact, facts.get(pair, fact))
    triples = [facts[pair][1:] if pair in facts else (pair[0], TOGETHER, pair[1]) for pair in pairs]
    return [Link(*triple, shared[pair]) for triple, pair in zip(triples, pairs, strict=True)]
