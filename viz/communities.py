"""Groups of things that belong together: the Louvain method.

V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre: Fast unfolding of communities in large networks
(2008). Things are visited in sorted order, never at random: equal links give equal groups on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[str, str]
_Network = list[dict[int, float]]

_LEAST_GAIN = 1e-9


def communities(links: Mapping[Pair, float]) -> list[list[str]]:
    """Return the ends of weighted, undirected `links` in groups of great modularity, the largest first.

    Each group is sorted, groups of one size by their first member.
    """
    names = sorted({name for pair in links for name in pair})
    number = {name: i for i, name in enumerate(names)}
    network: _Network = [{} for _ in names]
    for (a, b), weight in sorted(links.items()):
        i, j = number[a], number[b]
        network[i][j] = network[i].get(j, 0.0) + weight
        network[j][i] = network[j].get(i, 0.0) + weight
    group_of = list(range(len(names)))
    while network:
        found = _move(network)
        group_of = [found[group] for group in group_of]
        if len(set(found)) == len(network):
            break
        network = _merge(network, found)
    groups: dict[int, list[str]] = defaultdict(list)
    for name, group in zip(names, group_of, strict=True):
        groups[group].append(name)
    return sorted(groups.values(), key=lambda members: (-len(members), members))


def _move(network: _Network) -> list[int]:
    """Move each node to the group that gains most, until none gains; return the groups, numbered from 0."""
    degree = [sum(ends.values()) for ends in network]
    total = sum(degree) or 1.0
    group = list(range(len(network)))
    weight = list(degree)
    moved = True
    while moved:
        moved = False
        for node, ends in enumerate(network):
            own = group[node]
            weight[own] -= degree[node]
            inside: dict[int, float] = defaultdict(float)
            for other, strength in ends.items():
                if other != node:
                    inside[group[other]] += strength
            gain = {g: inside[g] - weight[g] * degree[node] / total for g in (own, *sorted(inside))}
            best = max(gain, key=lambda g: (gain[g], -g))
            if gain[best] <= gain[own] + _LEAST_GAIN:
                best = own
            weight[best] += degree[node]
            group[node] = best
            moved |= best != own
    place = {g: i for i, g in enumerate(sorted(set(group)))}
    return [place[g] for g in group]


def _merge(network: _Network, group: list[int]) -> _Network:
    """Return the network of groups; what lies inside a group becomes its link to itself."""
    merged: _Network = [{} for _ in set(group)]
    for node, ends in enumerate(network):
        row = merged[group[node]]
        for other, strength in ends.items():
            row[group[other]] = row.get(group[other], 0.0) + strength
    return merged
