"""Who wrote with whom, and about what: the evidence on whether two names are one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt

Lists = Mapping[str, Sequence[Sequence[str]]]
"""The author lists of each paper, by the paper's reference: one a row of a digest, the fullest first."""

_COAUTHOR, _TOPIC = 0.9, 0.2
_WIDESPREAD = 40
"""What more papers than this speak of tells nothing about who wrote them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two persons share; `weight` between 0 and 1 says how much it speaks for their being one.

    `listed_together`: one list holds both, so they are two. `papers` are those that one list gives to the
    one and another list to the other.
    """

    coauthors: tuple[str, ...]
    topics: tuple[str, ...]
    papers: tuple[str, ...]
    listed_together: bool
    weight: float


class Coauthors:
    """Co-authors and topics of the persons in author lists.

    `topics` are the references of what each paper speaks of.
    """

    def __init__(self, lists: Lists, topics: Mapping[str, Collection[str]]) -> None:
        self.lists, self._topics = lists, topics
        self._spread = Counter(topic for each in topics.values() for topic in each)
        self.papers: dict[str, set[str]] = defaultdict(set)
        for paper, rows in lists.items():
            for person in {person for row in rows for person in row}:
                self.papers[person].add(paper)

    def of_paper(self, person: str, paper: str) -> set[str]:
        """Return all who stand in a list of the paper with a person."""
        return {other for row in self.lists[paper] if person in row for other in row} - {person}

    def of(self, person: str) -> set[str]:
        """Return all co-authors of a person."""
        return set[str]().union(*(self.of_paper(person, paper) for paper in self.papers[person]))

    def shared(self, one: str, other: str) -> Shared:
        """Return what two persons share. A co-author or topic of few papers tells more than one of many."""
        common = self.papers[one] & self.papers[other]
        together = any(one in row and other in row for paper in common for row in self.lists[paper])
        people = tuple(sorted(self.of(one) & self.of(other)))
        topics = tuple(sorted(self._about(one) & self._about(other)))
        against = prod(1 - _COAUTHOR / sqrt(max(1, len(self.papers[each]) - 1)) for each in people)
        against *= prod(1 - _TOPIC / sqrt(max(1, self._spread[topic] - 1)) for topic in topics)
        return Shared(people, topics, tuple(sorted(common)), together, 1 - against)

    def _about(self, person: str) -> set[str]:
        found = {topic for paper in self.papers[person] for topic in self._topics.get(paper, ())}
        return {topic for topic in found if self._spread[topic] <= _WIDESPREAD}

    def circles(self, person: str) -> list[set[str]]:
        """Return a person's papers in groups that share no co-author, the largest first; ties by paper."""
        groups: list[tuple[set[str], set[str]]] = []
        for paper in sorted(self.papers[person]):
            papers, people = {paper}, self.of_paper(person, paper)
            apart = []
            for group in groups:
                if group[1] & people:
                    papers, people = papers | group[0], people | group[1]
                else:
                    apart.append(group)
            groups = [*apart, (papers, people)]
        return sorted((papers for papers, _ in groups), key=lambda papers: (-len(papers), min(papers)))
