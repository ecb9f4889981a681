"""Where a thing comes from, and who took it up: papers of others than those who introduced it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Uptake:
    """Who mentions a thing beside those who introduced it.

    `papers` are those that share no author with an introducing one, `groups` so many of them that no two
    share an author, `unknown` the papers whose authors are not known; they are in neither.
    """

    papers: int
    groups: int
    unknown: int


def authors_by_paper(kg: KnowledgeGraph) -> dict[str, frozenset[str]]:
    """Return the known authors of each paper that has some."""
    authors: dict[str, set[str]] = defaultdict(set)
    for each in kg.authorships:
        authors[each.paper].add(each.author)
    return {paper: frozenset(names) for paper, names in authors.items()}


def uptake(
    papers: Sequence[str], introduced_by: Sequence[str], authors: Mapping[str, frozenset[str]]
) -> Uptake:
    """Return who took up a thing that `papers`, in order of time, mention.

    Groups are counted greedily from the earliest paper on: one whose authors are all new is of a new group.
    Where no author of the introducing papers is known, their own later papers count as one group more.
    """
    own = frozenset[str]().union(*(authors.get(paper, frozenset()) for paper in introduced_by))
    others = groups = unknown = 0
    counted: set[str] = set()
    for paper in papers:
        if paper in introduced_by:
            continue
        if not (names := authors.get(paper)):
            unknown += 1
        elif own.isdisjoint(names):
            others += 1
            if counted.isdisjoint(names):
                groups += 1
                counted |= names
    return Uptake(others, groups, unknown)
