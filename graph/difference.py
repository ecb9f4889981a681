"""What differs between two graphs: records that one of them lacks, that changed, or that only moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Generic, TypeVar

from graph.assemble import triple
from graph.cards import labels
from graph.model import RELATIONS, Author, Entity, KnowledgeGraph, Paper, Result, Statement

BELIEF_CHANGE = 0.01
"""A belief that differs by no more than this counts as the same."""

_BELIEF_DIGITS = 3
"""As `graph.belief` rounds; a difference of two beliefs has noise behind them."""

Item = TypeVar("Item", Paper, Author, Entity, Statement, Result)
Fact = TypeVar("Fact", Statement, Result)


@dataclass(frozen=True, slots=True)
class Changes(Generic[Item]):
    """How the records of one kind differ between an old and a new graph, in the order of the graphs.

    `old` and `new` count the records. `added` and `withdrawn` are in one of the graphs only. `changed` are
    pairs, old and new, with one reference or key: facts whose belief changed, things whose name or type did.
    `moved` are pairs with different ones, because an entity was re-identified; their belief, name or type may
    differ too.
    """

    old: int
    new: int
    added: tuple[Item, ...]
    withdrawn: tuple[Item, ...]
    changed: tuple[tuple[Item, Item], ...]
    moved: tuple[tuple[Item, Item], ...]

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.added or self.withdrawn or self.changed or self.moved)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between an old and a new graph.

    `statements` are by relation, all of `RELATIONS`. `labels` says what to call each paper, author and entity
    of either graph, by reference, as the new one does if both know it.
    """

    papers: Changes[Paper]
    authors: Changes[Author]
    entities: Changes[Entity]
    statements: Mapping[str, Changes[Statement]]
    results: Changes[Result]
    labels: Mapping[str, str]

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        things = self.papers or self.authors or self.entities
        return bool(things or any(self.statements.values()) or self.results)


def compare(old: KnowledgeGraph, new: KnowledgeGraph, replaced: Mapping[str, str]) -> Difference:
    """Return what differs. Statements and results are compared by key and belief, their evidence is not.

    `replaced` maps references of earlier builds that are gone to those that stand for them now: a fact that
    says the same of the replacement has moved, and is neither withdrawn nor added.
    """
    kept = {entity.ref for entity in new.entities}
    gone = {entity.ref for entity in old.entities} - kept
    moved = {ref: target for ref, target in replaced.items() if ref in gone and target in kept}
    ref, key = attrgetter("ref"), attrgetter("key")
    before, after = _by_relation(old.statements), _by_relation(new.statements)
    follow = partial(_follow_statement, moved=moved)
    return Difference(
        papers=_changes(old.papers, new.papers, ref, _stay, lambda a, b: a.title != b.title),
        authors=_changes(old.authors, new.authors, ref, _stay, lambda a, b: a.name != b.name),
        entities=_changes(
            old.entities, new.entities, ref, lambda e: replace(e, ref=moved.get(e.ref, e.ref)), _renamed
        ),
        statements={
            relation: _changes(before[relation], after[relation], key, follow, _believed_otherwise)
            for relation in RELATIONS
        },
        results=_changes(
            old.results, new.results, key, partial(_follow_result, moved=moved), _believed_otherwise
        ),
        labels=labels(old) | labels(new),
    )


def _changes(
    old: Iterable[Item],
    new: Iterable[Item],
    key: Callable[[Item], str],
    follow: Callable[[Item], Item],
    differ: Callable[[Item, Item], bool],
) -> Changes[Item]:
    """Pair records by key; `follow` returns an old record as it reads under the new references."""
    before, after = ({key(item): item for item in items} for items in (old, new))
    changed, moved, withdrawn = [], [], []
    reached = set()
    for name, item in before.items():
        if name in after:
            if differ(item, after[name]):
                changed.append((item, after[name]))
        elif (target := key(follow(item))) in after:
            moved.append((item, after[target]))
            reached.add(target)
        else:
            withdrawn.append(item)
    added = [item for name, item in after.items() if name not in before and name not in reached]
    groups = (tuple(added), tuple(withdrawn), tuple(changed), tuple(moved))
    return Changes(len(before), len(after), *groups)


def _by_relation(statements: Iterable[Statement]) -> defaultdict[str, list[Statement]]:
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.relation].append(statement)
    return groups


def _stay(item: Item) -> Item:
    return item


def _follow_statement(statement: Statement, moved: Mapping[str, str]) -> Statement:
    ends = (moved.get(ref, ref) for ref in (statement.subject, statement.object))
    subject, relation, object_ = triple(next(ends), statement.relation, next(ends))
    return replace(statement, subject=subject, relation=relation, object=object_)


def _follow_result(result: Result, moved: Mapping[str, str]) -> Result:
    subject, benchmark, metric, over = (
        moved.get(ref, ref) for ref in (result.subject, result.benchmark, result.metric, result.over)
    )
    return replace(result, subject=subject, benchmark=benchmark, metric=metric, over=over)


def _renamed(old: Entity, new: Entity) -> bool:
    return (old.label, old.type) != (new.label, new.type)


def _believed_otherwise(old: Fact, new: Fact) -> bool:
    return round(abs(new.belief - old.belief), _BELIEF_DIGITS) > BELIEF_CHANGE
