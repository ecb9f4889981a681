"""The largest communities as a small map: who leads each, who of them write together, what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.analyses.author_communities import Community
from graph.analyses.coauthor_network import CoauthorNetwork


@dataclass(frozen=True, slots=True)
class Drawn:
    """A community, its leading members, and the weights of the ties among them, by their places in it."""

    community: Community
    leaders: tuple[str, ...]
    ties: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class CommunityMap:
    """Communities, and how many pairs of co-authors join two of them, by their places in the tuple."""

    drawn: tuple[Drawn, ...]
    ties: tuple[tuple[int, int, int], ...]


def community_map(
    communities: Sequence[Community], network: CoauthorNetwork, count: int = 10, leaders: int = 6
) -> CommunityMap:
    """Return the map of the first communities, each with its first members."""
    first = communities[:count]
    place = {each.number: at for at, each in enumerate(first)}
    drawn = []
    for each in first:
        names = each.members[:leaders]
        pairs = ((i, j, tuple(sorted((names[i], names[j])))) for i, j in combinations(range(len(names)), 2))
        ties = ((i, j, network.weights.get((pair[0], pair[1]), 0.0)) for i, j, pair in pairs)
        drawn.append(Drawn(each, names, tuple(tie for tie in ties if tie[2])))
    between = (
        (place[each.number], place[other], ties)
        for each in first
        for other, ties in each.ties
        if other in place and place[each.number] < place[other]
    )
    return CommunityMap(tuple(drawn), tuple(sorted(between)))
