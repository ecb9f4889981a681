"""Who wrote papers with whom: the weighted network of co-authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from graph.model import Authorship

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What joins two co-authors: their common papers, and Newman's weight, see `CoauthorNetwork`."""

    papers: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step of a path from an author to a co-author."""

    start: str
    end: str
    tie: Tie


class CoauthorNetwork:
    """The co-authors in author lists, by reference.

    `lists` has the authors of each paper, sorted, without repetition. Two authors are tied if a paper lists
    both. A paper of n listed authors adds 1 / (n - 1) to the weight of each of its pairs (M. E. J. Newman
    2001), so that it adds 1 to what each of its authors has in all, however long its list is. Where a digest
    cuts lists, n counts those that it gives.
    """

    def __init__(self, authorships: Iterable[Authorship]) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for each in authorships:
            found[each.paper].add(each.author)
        self.lists: dict[str, tuple[str, ...]] = {
            paper: tuple(sorted(found[paper])) for paper in sorted(found)
        }

    @cached_property
    def papers(self) -> Mapping[str, Sequence[str]]:
        """The papers of each author, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for paper, authors in self.lists.items():
            for author in authors:
                found[author].append(paper)
        return dict(sorted(found.items()))

    @cached_property
    def weights(self) -> Mapping[Pair, float]:
        """The weight of each pair of co-authors, the lesser reference first, sorted."""
        found: dict[Pair, float] = defaultdict(float)
        for authors in self.lists.values():
            share = 1 / (len(authors) - 1) if len(authors) > 1 else 0.0
            for pair in combinations(authors, 2):
                found[pair] += share
        return dict(sorted(found.items()))

    def ties(self, author: str) -> dict[str, Tie]:
        """Return the co-authors of an author, sorted, each with what joins them."""
        common: dict[str, list[str]] = defaultdict(list)
        for paper in self.papers.get(author, ()):
            for other in self.lists[paper]:
                if other != author:
                    common[other].append(paper)
        return {
            other: Tie(tuple(papers), sum(1 / (len(self.lists[paper]) - 1) for paper in papers))
            for other, papers in sorted(common.items())
        }

    def path(self, start: str, end: str, avoid: Collection[str] = ()) -> tuple[Step, ...]:
        """Return the shortest path between two authors over none of those to `avoid`; empty if there is none.

        Of several with the fewest steps it is the one with most weight in all, then the least references.
        """
        front: dict[str, _Way] = {start: _Way(0.0, (start,), ())}
        seen = {start, *avoid} - {end}
        while front and end not in front:
            reached: dict[str, _Way] = {}
            for author, way in front.items():
                for other, tie in self.ties(author).items():
                    if other in seen:
                        continue
                    longer = way.on(Step(author, other, tie))
                    reached[other] = min(longer, reached.get(other, longer))
            seen.update(reached)
            front = reached
        return front[end].steps if end in front else ()


class _Way(NamedTuple):
    """A path so far; of two as long the lesser is better."""

    less: float
    names: tuple[str, ...]
    steps: tuple[Step, ...]

    def on(self, step: Step) -> _Way:
        """Return the path with one step more; rounded, so that the order of the sum does not matter."""
        return _Way(round(self.less - step.tie.weight, 9), (*self.names, step.end), (*self.steps, step))
