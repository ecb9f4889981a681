"""The part of a graph around one thing, small enough to hand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, permutations

from graph.cards import labels
from graph.model import Entity, KnowledgeGraph, Result, Statement


def ego_graph(kg: KnowledgeGraph, ref: str, depth: int) -> KnowledgeGraph:
    """Return what is at most `depth` steps from a paper, author or entity, with the facts among it.

    A fact is a step between its ends, a result one between what was measured and the benchmark. Added without
    a step are the papers that state the facts, and the metrics and baselines of the results, so that nothing
    refers to what is missing. Order is that of `kg`. Raises `KeyError` if the graph does not hold `ref`.
    """
    if ref not in labels(kg):
        raise KeyError(ref)
    near = _within(_neighbours(kg), ref, depth)
    statements = tuple(s for s in kg.statements if s.subject in near and _leads_into(s, near))
    results = tuple(r for r in kg.results if r.subject in near and (r.benchmark or r.subject) in near)
    return _with_context(kg, near, statements, results)


def _neighbours(kg: KnowledgeGraph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    pairs = chain(
        ((s.subject, s.object) for s in kg.statements if s.relation != "hasCode"),
        ((r.subject, r.benchmark) for r in kg.results if r.benchmark),
    )
    for pair in pairs:
        for one, other in permutations(pair):
            found[one].add(other)
    return found


def _within(neighbours: dict[str, set[str]], ref: str, depth: int) -> set[str]:
    """Return what a breadth-first search reaches in `depth` steps."""
    reached = front = {ref}
    for _ in range(depth):
        front = set[str]().union(*(neighbours.get(each, ()) for each in front)) - reached
        reached = reached | front
    return reached


def _leads_into(statement: Statement, near: Collection[str]) -> bool:
    """Say whether the object is near, or code, which stands nowhere else."""
    return statement.relation == "hasCode" or statement.object in near


def _with_context(
    kg: KnowledgeGraph, near: set[str], statements: tuple[Statement, ...], results: tuple[Result, ...]
) -> KnowledgeGraph:
    facts: list[Statement | Result] = [*statements, *results]
    stating = {paper for fact in facts for paper in fact.papers}
    refs = near | stating | {ref for r in results for ref in (r.metric, r.over) if ref}
    refs |= set(_introducing(kg.entities, refs))
    used = {evidence.source for fact in facts for evidence in fact.evidence}
    papers = tuple(p for p in kg.papers if p.ref in refs)
    listed = {p.id for p in papers if p.ref in near}
    return replace(
        kg,
        sources=tuple(s for s in kg.sources if s.key in used or s.paper in listed),
        papers=papers,
        authors=tuple(a for a in kg.authors if a.ref in refs),
        authorships=tuple(a for a in kg.authorships if a.paper in refs and a.author in refs),
        entities=tuple(e for e in kg.entities if e.ref in refs),
        statements=statements,
        results=results,
        decisions=tuple(d for d in kg.decisions if d.subject in refs or d.object in refs),
    )


def _introducing(entities: Iterable[Entity], refs: Collection[str]) -> Iterator[str]:
    for entity in entities:
        if entity.ref in refs:
            yield from entity.introduced_by
