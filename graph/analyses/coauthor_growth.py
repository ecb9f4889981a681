"""How the network of co-authors grows, among papers that have authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.selection import month_of
from graph.model import KnowledgeGraph


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of the network.

    `papers` counts all papers of the month, `listed` those that have authors, `authors` these authors, `new`
    those of them who are in no earlier month, `per_paper` is the mean length of the lists. `so_far` counts
    the authors up to this month, `largest` those of them in the largest connected component.
    """

    month: str
    papers: int
    listed: int
    authors: int
    new: int
    per_paper: float
    so_far: int
    largest: int

    @property
    def coverage(self) -> float:
        """The share of papers that have authors."""
        return self.listed / self.papers

    @property
    def share(self) -> float:
        """The share of all authors so far who are in the largest component."""
        return self.largest / self.so_far if self.so_far else 0.0


def growth(kg: KnowledgeGraph, network: CoauthorNetwork, left_out: Collection[str] = ()) -> tuple[Month, ...]:
    """Return the months in which there are papers, the earliest first; papers without a date are left out.

    Authors `left_out`, whose names may be those of several people, are counted, but join nobody.
    """
    by_month: dict[str, list[str]] = defaultdict(list)
    for paper in kg.papers:
        by_month[month_of(paper)].append(paper.ref)
    by_month.pop("", None)
    components = _Components()
    months = []
    for month, papers in sorted(by_month.items()):
        lists = [network.lists[paper] for paper in papers if paper in network.lists]
        authors = {author for each in lists for author in each}
        before = len(components)
        for each in lists:
            components.join([author for author in each if author not in left_out])
        for author in authors & set(left_out):
            components.join([author])
        mean = sum(map(len, lists)) / len(lists) if lists else 0.0
        counts = len(papers), len(lists), len(authors), len(components) - before
        months.append(Month(month, *counts, mean, len(components), components.largest))
    return tuple(months)


class _Components:
    """Connected components that grow: each member points to another, the last to itself."""

    def __init__(self) -> None:
        self._next: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self.largest = 0

    def __len__(self) -> int:
        return len(self._next)

    def join(self, members: Sequence[str]) -> None:
        """Put members into one component."""
        for member in members:
            if member not in self._next:
                self._next[member], self._size[member] = member, 1
            one, other = self._root(members[0]), self._root(member)
            if one != other:
                small, large = sorted((one, other), key=lambda root: self._size[root])
                self._next[small] = large
                self._size[large] += self._size.pop(small)
            self.largest = max(self.largest, self._size[self._root(member)])

    def _root(self, member: str) -> str:
        while (onward := self._next[member]) != member:
            self._next[member] = self._next[onward]  # half the way for those who come after
            member = onward
        return member
