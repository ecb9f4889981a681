"""Networks in the form that the fast libraries take, and which of them to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx as nx

Engine = Literal["networkx", "networkit"]

LARGE = 30_000
"""From so many edges on, networkit saves more time than it takes to load; see benchmarks/coauthors.py."""


def engine_for(edges: int) -> Engine:
    """Return the engine that is faster for so many edges, among those that are installed."""
    return "networkit" if edges >= LARGE and find_spec("networkit") else "networkx"


@dataclass(frozen=True)
class IndexedNetwork:
    """An undirected network whose nodes are numbered by their sorted names, so that equal ones are the same.

    `edges` are sorted; each has the lesser number, the greater number and a weight.
    """

    names: tuple[str, ...]
    edges: tuple[tuple[int, int, float], ...]

    @cached_property
    def networkx(self) -> nx.Graph:
        """The network as a NetworkX graph of numbers, whose sets have an order that lasts."""
        import networkx as nx

        G = nx.Graph()
        G.add_nodes_from(range(len(self.names)))
        G.add_weighted_edges_from(self.edges)
        return G

    @cached_property
    def networkit(self) -> Any:
        """The network as a networkit graph."""
        import networkit as nk

        ones, others, weights = self._columns
        return nk.GraphFromCoo((weights, (ones, others)), n=len(self.names), weighted=True)

    def matrix(self, weighted: bool = False) -> Any:
        """Return the symmetric matrix of edges in SciPy's compressed rows: weights, or ones."""
        import numpy as np
        from scipy.sparse import csr_array

        ones, others, weights = self._columns
        values = weights if weighted else np.ones(len(weights))
        ends = (np.concatenate([ones, others]), np.concatenate([others, ones]))
        size = len(self.names)
        return csr_array((np.concatenate([values, values]), ends), shape=(size, size))

    @cached_property
    def _columns(self) -> tuple[Any, Any, Any]:
        import numpy as np

        ones, others, weights = zip(*self.edges, strict=True) if self.edges else ((), (), ())
        return np.array(ones, np.int64), np.array(others, np.int64), np.array(weights, np.float64)


def indexed(nodes: set[str], weights: Mapping[tuple[str, str], float]) -> IndexedNetwork:
    """Return the network of `nodes` whose pairs have weights; each pair stands there in one order only."""
    names = tuple(sorted(nodes))
    numbers = {name: number for number, name in enumerate(names)}
    edges = (
        (min(numbers[one], numbers[other]), max(numbers[one], numbers[other]), float(weight))
        for (one, other), weight in weights.items()
    )
    return IndexedNetwork(names, tuple(sorted(edges)))
