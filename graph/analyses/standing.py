"""Where each author stands in the network of co-authors: what needs the whole of it to know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.analyses.centrality import betweenness, core_numbers, pagerank, participation, pivots
from graph.analyses.coauthor_network import CoauthorNetwork, Pair
from graph.analyses.communities import partition
from graph.analyses.engine import Engine, indexed
from graph.decisions import Decision

PIVOTS = 256
"""Betweenness follows the shortest paths from so many authors."""

SCALE = 2_500
"""How coarse communities are: the weight of all ties at which the resolution is 1; it grows with the weight.

With a resolution of 1 communities grow with the network, and strangers fall into one (S. Fortunato and
M. Barthélemy 2007). docs/analyses/coauthors.md tells how this number was found.
"""

_DIGITS = 9
"""More would not be the same on every processor."""


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """Where an author stands.

    `author` is a reference. `coauthors` counts those with whom papers were written (the degree), `strength`
    sums the weights of the ties to them, which is the number of papers written with others. `community`
    counts from 1, the largest. `betweenness` is estimated from the shortest paths that start at `pivots`
    authors; `pagerank` goes by weight, `core` is the k of the author's k-core. `reached` is the number of
    communities that the co-authors are in, `participation` says how evenly they are spread over them.
    """

    author: str
    papers: int
    coauthors: int
    strength: float
    community: int
    betweenness: float
    pivots: int
    pagerank: float
    core: int
    reached: int
    participation: float


def doubtful(decisions: Iterable[Decision]) -> set[str]:
    """Return the authors of whom it was found that they may be several people of one name."""
    return {each.subject for each in decisions if each.what == "homonym" and each.about == "author"}


def standings(
    network: CoauthorNetwork, left_out: Collection[str] = (), engine: Engine = "networkx"
) -> tuple[Standing, ...]:
    """Return where each author stands, sorted by reference, but for those `left_out`.

    A name of several people joins strangers: nobody's path leads over such a name, and it has no place.
    Their ties count among the co-authors and the strength of others. Only the communities, and what is said
    of them, depend on the engine.
    """
    ties = {pair: weight for pair, weight in network.weights.items() if not _any(pair, left_out)}
    graph = indexed(network.papers.keys() - set(left_out), ties)
    resolution = max(1.0, 2 * sum(ties.values()) / SCALE)
    groups = partition(graph, resolution=resolution, engine=engine)
    community = {author: number for number, group in enumerate(groups, 1) for author in group}
    links = _links_to(community, ties)
    degree, strength = _ties(network)
    sources = pivots(graph, PIVOTS)
    measures = zip(betweenness(graph, sources), pagerank(graph), core_numbers(graph, engine), strict=True)
    return tuple(
        Standing(
            author,
            len(network.papers[author]),
            degree[author],
            round(strength[author], _DIGITS),
            community[author],
            round(between, _DIGITS),
            len(sources),
            round(rank, _DIGITS),
            core,
            len(links[author]),
            round(participation(links[author]), _DIGITS),
        )
        for author, (between, rank, core) in zip(graph.names, measures, strict=True)
    )


def _any(pair: Pair, authors: Collection[str]) -> bool:
    return pair[0] in authors or pair[1] in authors


def _ties(network: CoauthorNetwork) -> tuple[Counter[str], dict[str, float]]:
    """Return how many co-authors each author has, and the weight of the ties to them."""
    degree: Counter[str] = Counter()
    strength: dict[str, float] = defaultdict(float)
    for pair, weight in network.weights.items():
        for author in pair:
            degree[author] += 1
            strength[author] += weight
    return degree, strength


def _links_to(community: Mapping[str, int], ties: Iterable[Pair]) -> dict[str, Counter[int]]:
    """Return how many co-authors each author has in each community."""
    links: dict[str, Counter[int]] = defaultdict(Counter)
    for one, other in ties:
        links[one][community[other]] += 1
        links[other][community[one]] += 1
    return links
