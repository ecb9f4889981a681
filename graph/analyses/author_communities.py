"""What the communities of co-authors are: who leads them, what they write about, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.selection import month_of
from graph.analyses.standing import Standing
from graph.model import KnowledgeGraph
from graph.spelling import is_handle

LEAST_PAPERS = 3
"""What fewer papers of a community speak of does not mark it."""
LEAST_SCORE = 6.63
"""What has a log-likelihood below this might do so by chance, once in a hundred times."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A thing that papers of a community speak of more than others do.

    `lift` is how many times as often, compared with all papers that have authors; `score` is the
    log-likelihood ratio (T. Dunning 1993), which counts how many papers it rests on as well.
    """

    thing: str
    papers: int
    lift: float
    score: float


@dataclass(frozen=True, slots=True)
class Community:
    """Authors who write with each other more than with others; all as references.

    `members` are ordered by their papers, then by the weight of their ties within. A paper belongs to the
    community of most of its listed authors. `months` are those of the papers, each once, the earliest first;
    `handles` counts the members who are known by the name of an account only. `techniques` and `benchmarks`
    mark it, the surest first. `ties` counts co-authors in other communities, by community.
    """

    number: int
    members: tuple[str, ...]
    papers: tuple[str, ...]
    months: tuple[str, ...]
    handles: int
    techniques: tuple[Mark, ...]
    benchmarks: tuple[Mark, ...]
    ties: tuple[tuple[int, int], ...]


def author_communities(
    kg: KnowledgeGraph, network: CoauthorNetwork, standings: Iterable[Standing]
) -> tuple[Community, ...]:
    """Return the communities of two authors or more, the largest first.

    `network` is that of the graph's papers, `standings` say who belongs to which community.
    """
    standing = {each.author: each for each in standings}
    number_of = {author: each.community for author, each in standing.items()}
    within, between = _weights(network, number_of)
    members: dict[int, list[str]] = defaultdict(list)
    for author, number in number_of.items():
        members[number].append(author)
    papers: dict[int, list[str]] = defaultdict(list)
    for paper, authors in network.lists.items():
        if numbers := Counter(number_of[author] for author in authors if author in number_of):
            papers[min(numbers, key=lambda number: (-numbers[number], number))].append(paper)
    month = {paper.ref: month_of(paper) for paper in kg.papers}
    handles = {author.ref for author in kg.authors if is_handle(author.name)}
    marks = {kind: _Marks(kg, kind, len(network.lists)) for kind in ("Technique", "Benchmark")}
    return tuple(
        Community(
            number,
            tuple(sorted(group, key=lambda author: (-standing[author].papers, -within[author], author))),
            tuple(papers[number]),
            tuple(sorted({month[paper] for paper in papers[number]} - {""})),
            sum(author in handles for author in group),
            marks["Technique"].of(papers[number]),
            marks["Benchmark"].of(papers[number]),
            tuple(sorted(between[number].items(), key=lambda pair: (-pair[1], pair[0]))),
        )
        for number, group in sorted(members.items())
        if len(group) > 1
    )


def _weights(
    network: CoauthorNetwork, number_of: Mapping[str, int]
) -> tuple[dict[str, float], dict[int, Counter[int]]]:
    """Return the weight of each author's ties within the community, and the ties between communities."""
    within: dict[str, float] = defaultdict(float)
    between: dict[int, Counter[int]] = defaultdict(Counter)
    for (one, other), weight in network.weights.items():
        if one not in number_of or other not in number_of:
            continue
        here, there = number_of[one], number_of[other]
        if here == there:
            within[one] += weight
            within[other] += weight
        else:
            between[here][there] += 1
            between[there][here] += 1
    return within, between


class _Marks:
    """The things of one type that papers speak of; `total` counts the papers that have authors."""

    def __init__(self, kg: KnowledgeGraph, kind: str, total: int) -> None:
        wanted = {entity.ref for entity in kg.entities if entity.type == kind}
        with_authors = {each.paper for each in kg.authorships}
        self._things: dict[str, list[str]] = defaultdict(list)
        for each in kg.statements:
            if each.relation == "mentions" and each.object in wanted and each.subject in with_authors:
                self._things[each.subject].append(each.object)
        self._spread = Counter(thing for things in self._things.values() for thing in things)
        self._total = total

    def of(self, papers: Collection[str]) -> tuple[Mark, ...]:
        """Return what marks some papers, the surest first."""
        found = Counter(thing for paper in papers for thing in self._things.get(paper, ()))
        return tuple(sorted(self._marks(found, len(papers)), key=lambda mark: (-mark.score, mark.thing)))

    def _marks(self, found: Mapping[str, int], size: int) -> Iterator[Mark]:
        for thing, count in found.items():
            expected = self._spread[thing] * size / self._total
            if count < LEAST_PAPERS or count <= expected:
                continue
            score = log_likelihood(count, expected, self._spread[thing])
            if score >= LEAST_SCORE:
                yield Mark(thing, count, count / expected, score)


def log_likelihood(count: int, expected: float, total: int) -> float:
    """Return how much a count here and the rest of `total` elsewhere tell against what was expected here."""
    score = count * log(count / expected)
    if rest := total - count:
        score += rest * log(rest / (total - expected))
    return 2 * score


def coverage(kg: KnowledgeGraph) -> dict[str, int]:
    """Return how many papers have which coverage of their author lists."""
    return dict(sorted(Counter(paper.authors for paper in kg.papers).items()))


def brokers(standings: Iterable[Standing]) -> Sequence[Standing]:
    """Return those whose co-authors are in several communities, most betweenness first."""
    found = (each for each in standings if each.reached > 1)
    return sorted(found, key=lambda each: (-each.betweenness, -each.reached, each.author))


def central(standings: Iterable[Standing]) -> Sequence[Standing]:
    """Return the authors with most PageRank first."""
    return sorted(standings, key=lambda each: (-each.pagerank, each.author))
