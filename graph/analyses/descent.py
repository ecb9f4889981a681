"""Descent: what extends, or is a variant of, what; without cycles, and with dates that speak against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from operator import attrgetter

from graph.analyses.selection import month_of
from graph.model import KnowledgeGraph, Statement

DESCENT = ("extends", "variantOf")
"""The relations of descent: the subject is the child, the object the parent."""

_UNKNOWN = "9999-99"


@dataclass(frozen=True, slots=True)
class Link:
    """One step of descent. `late` says why it cannot be if both dates are right; else it is empty."""

    statement: Statement
    late: str = ""

    @property
    def child(self) -> str:
        """The reference of what descends."""
        return self.statement.subject

    @property
    def parent(self) -> str:
        """The reference of what it descends from."""
        return self.statement.object


@dataclass(frozen=True, slots=True)
class Cut:
    """A step that was left out because it closed a cycle.

    `cycle` holds references, each a child of the next, the first of them again at the end.
    """

    statement: Statement
    cycle: tuple[str, ...]
    why: str


class Descent:
    """Parents and children of each thing (or paper that extends something), in order of time.

    `kg` gives the statements; `whole`, the graph that it was selected from, the months. Things of a cycle
    lose a step at a time until none is left: one whose child is older than its parent, else the least
    believed one. `cuts` tells of them.
    """

    def __init__(self, kg: KnowledgeGraph, whole: KnowledgeGraph | None = None) -> None:
        self._read_months(whole or kg)
        statements, self.cuts = self._without_cycles(s for s in kg.statements if s.relation in DESCENT)
        links = [Link(s, self._late(s)) for s in statements]
        self.parents = self._grouped(links, attrgetter("child"), attrgetter("parent"))
        self.children = self._grouped(links, attrgetter("parent"), attrgetter("child"))

    def _read_months(self, kg: KnowledgeGraph) -> None:
        months = {paper.ref: month_of(paper) for paper in kg.papers}
        self._dates = {entity.ref: entity.date for entity in kg.entities} | months
        self._introducing = {entity.ref: entity.introduced_by for entity in kg.entities}
        self._seen: dict[str, str] = {}
        for s in kg.statements:
            if s.relation == "mentions" and (month := months.get(s.subject)):
                self._seen[s.object] = min(month, self._seen.get(s.object, month))

    def date(self, ref: str) -> str:
        """Return the month of the paper that introduces a thing, of a paper its own; empty if unknown."""
        return self._dates.get(ref, "")

    def seen(self, ref: str) -> str:
        """Return the first month of which a paper names a thing: it is no younger; empty if unknown."""
        return self._seen.get(ref, "")

    def introducing(self, ref: str) -> tuple[str, ...]:
        """Return the references of the papers that introduce a thing, of a paper itself."""
        return self._introducing.get(ref, (ref,))

    def when(self, ref: str) -> tuple[str, str]:
        """Return what to sort by to have things in order of time, those of unknown months last."""
        return self.date(ref) or self.seen(ref) or _UNKNOWN, ref

    def _late(self, s: Statement) -> str:
        child, parent = self.date(s.subject), self.date(s.object)
        if child and parent and child < parent:
            return f"it is of {child}, what it descends from of {parent}"
        return ""

    def _without_cycles(self, statements: Iterable[Statement]) -> tuple[list[Statement], tuple[Cut, ...]]:
        kept, cuts = sorted(statements, key=lambda s: (s.subject, s.object, s.relation)), []
        while cycle := _cycle(kept):
            steps = set(pairwise(cycle))
            cut = self._weakest([s for s in kept if (s.subject, s.object) in steps], cycle)
            kept.remove(cut.statement)
            cuts.append(cut)
        return kept, tuple(cuts)

    def _weakest(self, steps: Sequence[Statement], cycle: tuple[str, ...]) -> Cut:
        late = [s for s in steps if self._late(s)]
        weakest = min(late or steps, key=lambda s: (s.belief, s.subject, s.object, s.relation))
        why = self._late(weakest) or f"no date speaks against one; the least believed, {weakest.belief:.2f}"
        return Cut(weakest, cycle, why)

    def _grouped(
        self, links: Iterable[Link], by: Callable[[Link], str], other: Callable[[Link], str]
    ) -> Mapping[str, tuple[Link, ...]]:
        groups: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(links, key=lambda link: (self.when(other(link)), link.statement.relation)):
            groups[by(link)].append(link)
        return {ref: tuple(found) for ref, found in groups.items()}


def _cycle(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the references of a cycle, each a child of the next, or nothing."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for s in statements:
        order.add(s.subject, s.object)
    try:
        order.prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()
