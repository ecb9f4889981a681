"""Two papers or things side by side: what they share, what sets them apart, where both were measured.

A paper is taken with all that it introduces: what its model uses, it uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.analyses.descent import Descent
from graph.analyses.leaderboard import Board, boards
from graph.analyses.measures import Conventions
from graph.analyses.ranking import Row
from graph.analyses.selection import month_of
from graph.cards import SYMMETRIC
from graph.model import KnowledgeGraph, Result, Statement

ASPECTS = ("authors", "introduces", "uses", "extends", "trainedOn", "evaluatedOn", "hasTask", "used by")
"""What is compared: relations, authors, and what uses or extends either."""

DEPTH = 4
"""So many steps back common ancestors are looked for."""

_USED_BY = ("uses", "extends")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its types, commonest first, or `Paper`; the papers that introduce it, or itself.

    `members` are the references that facts about it may have as subject. `mentioned` counts the papers that
    name it, and is 0 of a paper.
    """

    ref: str
    types: tuple[str, ...]
    date: str
    papers: tuple[str, ...]
    members: tuple[str, ...]
    mentioned: int


@dataclass(frozen=True, slots=True)
class Aspect:
    """What the two have in one respect: both, only the first, only the second; references, sorted."""

    name: str
    shared: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A board on which both were measured, and their rows of it."""

    board: Board
    one: tuple[Row, ...]
    other: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A nearest common ancestor, and the way to it from each of the two, over the steps of descent.

    A way begins with one of the two and ends with the ancestor; it is that alone where the other descends
    from it.
    """

    ref: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two papers or things side by side.

    `compared` are statements that compare them, `gains` the results of one over the other.
    """

    one: Side
    other: Side
    aspects: tuple[Aspect, ...]
    compared: tuple[Statement, ...]
    gains: tuple[Result, ...]
    meetings: tuple[Meeting, ...]
    ancestors: tuple[Ancestor, ...]


def compare(
    kg: KnowledgeGraph,
    one: str,
    other: str,
    conventions: Conventions | None = None,
    descent: Descent | None = None,
) -> Comparison:
    """Return two papers or things side by side, given their references.

    Where `kg` is a part of a graph, `conventions` are those of the whole, and `descent` knows its months.
    Raises `ValueError` if `kg` lacks one of the two, or both are the same.
    """
    if one == other:
        raise ValueError("there is nothing to compare: both are the same")
    sides = _side(kg, one), _side(kg, other)
    aspects = [_of(kg, side) for side in sides]
    first, second = (frozenset(side.members) for side in sides)

    def between(head: str, tail: str) -> bool:
        return (head in first and tail in second) or (head in second and tail in first)

    return Comparison(
        *sides,
        tuple(filter(_any, (_aspect(name, aspects[0][name], aspects[1][name]) for name in ASPECTS))),
        tuple(s for s in kg.statements if s.relation == SYMMETRIC and between(s.subject, s.object)),
        tuple(r for r in kg.results if r.over and between(r.subject, r.over)),
        tuple(_meetings(kg, first, second, conventions or Conventions(kg))),
        common_ancestors(descent or Descent(kg), first, second),
    )


def _side(kg: KnowledgeGraph, ref: str) -> Side:
    for paper in kg.papers:
        if paper.ref == ref:
            introduced = (s.object for s in kg.statements if s.relation == "introduces" and s.subject == ref)
            return Side(ref, ("Paper",), month_of(paper), (ref,), (ref, *introduced), 0)
    for entity in kg.entities:
        if entity.ref == ref:
            mentioned = sum(s.relation == "mentions" and s.object == ref for s in kg.statements)
            types = tuple(name for name, _ in entity.types)
            return Side(ref, types, entity.date, entity.introduced_by, (ref,), mentioned)
    raise ValueError(f"{ref} is neither a thing nor a paper of these months")


def _of(kg: KnowledgeGraph, side: Side) -> Mapping[str, frozenset[str]]:
    """Return what one side has in each aspect."""
    members = frozenset(side.members)
    found: dict[str, set[str]] = defaultdict(set)
    for statement in kg.statements:
        if statement.subject in members:
            found[statement.relation].add(statement.object)
        if statement.object in members and statement.relation in _USED_BY:
            found["used by"].add(statement.subject)
    found["authors"] = {a.author for a in kg.authorships if a.paper in side.papers}
    found["evaluatedOn"] |= {r.benchmark for r in kg.results if r.subject in members and r.benchmark}
    return {name: frozenset(found[name] - members) for name in ASPECTS} | {
        "introduces": frozenset(found["introduces"])
    }


def _aspect(name: str, one: frozenset[str], other: frozenset[str]) -> Aspect:
    return Aspect(name, *(tuple(sorted(refs)) for refs in (one & other, one - other, other - one)))


def _any(aspect: Aspect) -> bool:
    return bool(aspect.shared or aspect.one or aspect.other)


def _meetings(
    kg: KnowledgeGraph, one: Collection[str], other: Collection[str], conventions: Conventions
) -> Iterator[Meeting]:
    """Yield the boards with rows of both; they hold the rows of all others, so that ranks mean something."""
    measured = [
        {r.benchmark for r in kg.results if r.subject in side and r.benchmark} for side in (one, other)
    ]
    both = measured[0] & measured[1]
    results = [r for r in kg.results if r.benchmark in both and r.measure.kind == "absolute"]
    for board in boards(kg, results, conventions):
        rows = [tuple(row for row in board.rows if row.subject in side) for side in (one, other)]
        if all(rows):
            yield Meeting(board, *rows)


def common_ancestors(descent: Descent, one: Iterable[str], other: Iterable[str]) -> tuple[Ancestor, ...]:
    """Return what both descend from, the nearest first.

    Left out is what lies behind a nearer common ancestor. Breadth first, so that the ways are shortest.
    """
    first, second = _ways(descent, one), _ways(descent, other)
    common = [Ancestor(ref, first[ref], second[ref]) for ref in first.keys() & second.keys()]
    nearest: dict[str, Ancestor] = {}
    for each in sorted(common, key=lambda each: (len(each.one) + len(each.other), each.ref)):
        if nearest.keys().isdisjoint((*each.one, *each.other)):
            nearest[each.ref] = each
    return tuple(nearest.values())


def _ways(descent: Descent, starts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return a shortest way to each ancestor, itself included, of at most `DEPTH` steps."""
    found: dict[str, tuple[str, ...]] = {start: (start,) for start in sorted(starts)}
    edge = list(found)
    for _ in range(DEPTH):
        reached = []
        for ref in edge:
            for link in descent.parents.get(ref, ()):
                if link.parent not in found:
                    found[link.parent] = (*found[ref], link.parent)
                    reached.append(link.parent)
        edge = reached
    return found
