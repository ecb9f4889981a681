"""Groups of nodes that are linked more closely among themselves than with others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.analyses.engine import Engine, IndexedNetwork, indexed

if TYPE_CHECKING:
    import networkx as nx


def communities(G: nx.Graph, seed: int = 0, resolution: float = 1) -> tuple[tuple[str, ...], ...]:
    """Return the nodes of an undirected graph in groups, the largest first, ties by the least member.

    The method of Louvain (V. D. Blondel et al. 2008), by the edges' `weight`, 1 where there is none; the
    higher the `resolution`, the smaller the groups. The method may leave a group whose parts no edge joins
    (V. A. Traag et al. 2019); such a group is split, which can only raise the modularity. Nodes without
    neighbours are groups of one. The answer does not depend on the order of nodes and edges.
    """
    weights = {(one, other): weight for one, other, weight in G.edges(data="weight", default=1)}
    return partition(indexed(set(G), weights), seed, resolution)


def partition(
    network: IndexedNetwork, seed: int = 0, resolution: float = 1, engine: Engine = "networkx"
) -> tuple[tuple[str, ...], ...]:
    """Return what `communities` does. Each engine finds a partition of its own, of about equal modularity."""
    import networkx as nx

    G = network.networkx
    found: Iterable[set[int]]
    if engine == "networkit":
        found = _networkit(network, seed, resolution)
    else:
        found = nx.community.louvain_communities(G, seed=seed, resolution=resolution)
    groups = [
        tuple(network.names[number] for number in sorted(part))
        for group in found
        for part in nx.connected_components(G.subgraph(group))
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0])))


def _networkit(network: IndexedNetwork, seed: int, resolution: float) -> list[set[int]]:
    """Return the groups that networkit finds, with one thread: with several no two runs would agree."""
    import networkit as nk

    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)
    nk.setSeed(seed, False)
    try:
        method = nk.community.PLM(network.networkit, refine=True, gamma=resolution)
        method.run()
    finally:
        nk.setNumberOfThreads(threads)
    groups = method.getPartition()
    return [groups.getMembers(group) for group in sorted(groups.getSubsetIds())]
