"""Groups of nodes that are linked more closely among themselves than with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def communities(G: nx.Graph, seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return the nodes of an undirected graph in groups, the largest first, ties by the least member.

    The method of Louvain (V. D. Blondel et al. 2008), by the edges' `weight`, 1 where there is none. It may
    leave a group whose parts no edge joins (V. A. Traag et al. 2019); such a group is split, which can only
    raise the modularity. Nodes without neighbours are groups of one. The answer does not depend on the order
    of nodes and edges.
    """
    import networkx as nx

    names = sorted(G)
    # numbers, because the method walks over sets, and those of strings have no order that lasts
    numbers = {name: number for number, name in enumerate(names)}
    H = nx.Graph()
    H.add_nodes_from(range(len(names)))
    H.add_weighted_edges_from(
        sorted(
            (*sorted((numbers[one], numbers[other])), weight)
            for one, other, weight in G.edges(data="weight", default=1)
        )
    )
    groups = [
        tuple(sorted(names[number] for number in part))
        for group in nx.community.louvain_communities(H, seed=seed)
        for part in nx.connected_components(H.subgraph(group))
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group), group[0])))
