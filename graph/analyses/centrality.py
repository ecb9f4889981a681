"""How central the nodes of a network are, in several senses; answers are in the order of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

from graph.analyses.engine import Engine, IndexedNetwork

_CELLS = 500_000
"""How many numbers a batch of breadth-first searches holds: what fits the processor's cache is fastest."""
_BATCH = (8, 64)
_DAMPING, _TOLERANCE, _ROUNDS = 0.85, 1e-12, 500


def pivots(network: IndexedNetwork, count: int, seed: int = 0) -> list[int]:
    """Return at most `count` nodes chosen at random, the same for equal networks."""
    size = len(network.names)
    return sorted(Random(seed).sample(range(size), min(count, size)))  # noqa: S311 (no secret)


def betweenness(network: IndexedNetwork, sources: Sequence[int]) -> list[float]:
    """Return the share of all shortest paths between two others that lead over each node, edges counted as 1.

    The method of U. Brandes (2001), many searches at once as products with the matrix of the network. Only
    paths from `sources` are followed, and the sum is scaled up to all nodes (U. Brandes and C. Pich 2007):
    exact if `sources` are all nodes. There must be one.
    """
    import numpy as np

    A = network.matrix()
    size = len(network.names)
    if size < 3:
        return [0.0] * size
    total = np.zeros(size)
    least, most = _BATCH
    batch = max(least, min(most, _CELLS // size))
    for start in range(0, len(sources), batch):
        total += _dependencies(A, sources[start : start + batch])
    scale = size / len(sources) / ((size - 1) * (size - 2))
    return list(map(float, total * scale))


def _dependencies(A: Any, sources: Sequence[int]) -> Any:
    """Return how much of the shortest paths from some nodes leads over each node."""
    import numpy as np

    columns = range(len(sources))
    paths = np.zeros((A.shape[0], len(sources)))
    paths[sources, columns] = 1
    front = paths.copy()
    levels = [front > 0]
    seen = levels[0].copy()
    while levels[-1].any():
        front = A @ front
        front[seen] = 0
        levels.append(front > 0)
        paths += front
        seen |= levels[-1]
    dependency = np.zeros_like(paths)
    paths[~seen] = 1  # divided by, never counted
    for depth in range(len(levels) - 1, 0, -1):
        share = np.where(levels[depth], (1 + dependency) / paths, 0)
        dependency += np.where(levels[depth - 1], (A @ share) * paths, 0)
    dependency[sources, columns] = 0
    return dependency.sum(axis=1)


def pagerank(network: IndexedNetwork) -> list[float]:
    """Return the PageRank (S. Brin and L. Page 1998) of each node by the weights of its edges."""
    import numpy as np

    size = len(network.names)
    if not size:
        return []
    A = network.matrix(weighted=True)
    strength = A.sum(axis=1)
    ends = strength == 0
    share = 1 / np.where(ends, 1, strength)
    rank = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        spread = A @ (rank * share) + rank[ends].sum() / size
        new = _DAMPING * spread + (1 - _DAMPING) / size
        if np.abs(new - rank).sum() < _TOLERANCE:
            break
        rank = new
    return list(map(float, new))


def core_numbers(network: IndexedNetwork, engine: Engine = "networkx") -> list[int]:
    """Return for each node the largest k such that it is in a part where all have k neighbours or more."""
    if engine == "networkit":
        import networkit as nk

        method = nk.centrality.CoreDecomposition(network.networkit)
        method.run()
        return list(map(int, method.scores()))
    import networkx as nx

    found = nx.core_number(network.networkx)
    return [found[number] for number in range(len(network.names))]


def participation(counts: Counter[int]) -> float:
    """Return how evenly links are spread over communities (R. Guimerà and L. Amaral 2005).

    `counts` has the links to each community. 0 means that all lead to one, values near 1 that they are spread
    over many.
    """
    total = counts.total()
    return 1 - sum((count / total) ** 2 for count in counts.values()) if total else 0.0
