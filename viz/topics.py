"""The topics of a graph: groups of techniques and benchmarks that papers name together, and their papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from graph.analyses.communities import partition
from graph.analyses.engine import indexed
from graph.model import KnowledgeGraph

TYPES = ("Technique", "Benchmark")
LEAST_PAPERS = 3
"""What fewer papers name groups nothing."""
LEAST_SHARED = 2
LINKS_EACH = 4
MAX_TOPICS = 20
LEAST_MEMBERS = 3

Pair = tuple[str, str]
Papers = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of things, the most central first, and the papers that belong to it rather than to another."""

    members: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """The largest topics, those of most papers first, and the links between their members."""

    topics: tuple[Topic, ...]
    links: Mapping[Pair, float]


def find_topics(kg: KnowledgeGraph, most: int = MAX_TOPICS) -> Topics:
    """Return at most `most` topics of a graph; the rest of its things and papers are in none."""
    papers = _papers(kg)
    links = _strongest(_links(papers))
    network = indexed({name for pair in links for name in pair}, links)
    groups = [group for group in partition(network) if len(group) >= LEAST_MEMBERS]
    found = _with_papers(groups, papers, links)[:most]
    kept = {name for topic in found for name in topic.members}
    return Topics(tuple(found), {pair: links[pair] for pair in sorted(links) if kept.issuperset(pair)})


def _papers(kg: KnowledgeGraph) -> Papers:
    wanted = {e.ref for e in kg.entities if e.type in TYPES}
    papers: dict[str, set[str]] = defaultdict(set)
    for s in kg.statements:
        if s.relation == "mentions" and s.object in wanted:
            papers[s.object].add(s.subject)
    return {ref: papers[ref] for ref in sorted(papers) if len(papers[ref]) >= LEAST_PAPERS}


def _links(papers: Papers) -> dict[Pair, float]:
    """Return the cosine of the papers of each two things that share enough."""
    things = defaultdict(list)
    for ref, named_by in papers.items():
        for paper in named_by:
            things[paper].append(ref)
    shared = Counter(pair for refs in things.values() for pair in combinations(refs, 2))
    return {
        (a, b): n / sqrt(len(papers[a]) * len(papers[b]))
        for (a, b), n in sorted(shared.items())
        if n >= LEAST_SHARED
    }


def _strongest(links: Mapping[Pair, float]) -> dict[Pair, float]:
    """Keep the links that are among the strongest of one of their ends."""
    kept: Counter[str] = Counter()
    chosen = {}
    for pair in sorted(links, key=lambda p: (-links[p], p)):
        if min(kept[pair[0]], kept[pair[1]]) < LINKS_EACH:
            kept.update(pair)
            chosen[pair] = links[pair]
    return chosen


def _with_papers(groups: Iterable[Sequence[str]], papers: Papers, links: Mapping[Pair, float]) -> list[Topic]:
    """Give each paper to the group whose members it names most, the rarer members counting more."""
    members = list(groups)
    of = {name: i for i, group in enumerate(members) for name in group}
    votes: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for name, group in of.items():
        for paper in papers[name]:
            votes[paper][group] += 1 / sqrt(len(papers[name]))
    mine: dict[int, list[str]] = defaultdict(list)
    for paper in sorted(votes):
        mine[min(votes[paper], key=lambda g: (-votes[paper][g], g))].append(paper)
    topics = [
        Topic(tuple(_central(group, papers, links, of)), tuple(mine[i])) for i, group in enumerate(members)
    ]
    return sorted(topics, key=lambda t: (-len(t.papers), t.members))


def _central(
    group: Sequence[str], papers: Papers, links: Mapping[Pair, float], of: Mapping[str, int]
) -> list[str]:
    """Sort a group: first what is most strongly linked inside, weighed by how many papers name it."""
    strength: dict[str, float] = defaultdict(float)
    for (a, b), weight in links.items():
        if of.get(a) == of.get(b) == of[group[0]]:
            strength[a] += weight
            strength[b] += weight
    return sorted(group, key=lambda name: (-strength[name] * sqrt(len(papers[name])), name))
