"""Groups of closely linked nodes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import combinations

import networkx as nx

from graph.analyses.communities import communities


def cliques(*groups: str) -> nx.Graph:
    G = nx.Graph()
    for group in groups:
        G.add_edges_from(combinations(group, 2))
    return G


def test_cliques_joined_by_one_edge_are_communities_the_largest_first() -> None:
    G = cliques("abcd", "vwxyz")
    G.add_edge("d", "v")
    assert communities(G) == (tuple("vwxyz"), tuple("abcd"))


def test_of_equal_size_the_one_with_the_least_member_comes_first() -> None:
    assert communities(cliques("xyz", "abc")) == (("a", "b", "c"), ("x", "y", "z"))


def test_weights_decide_who_belongs_where() -> None:
    G = nx.cycle_graph(["a", "b", "c", "d"])
    nx.set_edge_attributes(G, {("a", "b"): 9, ("b", "c"): 1, ("c", "d"): 9, ("d", "a"): 1}, "weight")
    assert communities(G) == (("a", "b"), ("c", "d"))
    nx.set_edge_attributes(G, {("a", "b"): 1, ("b", "c"): 9, ("c", "d"): 1, ("d", "a"): 9}, "weight")
    assert communities(G) == (("a", "d"), ("b", "c"))


def test_nodes_without_neighbours_are_alone() -> None:
    G = cliques("abc")
    G.add_node("z")
    assert communities(G) == (("a", "b", "c"), ("z",))
    assert communities(nx.Graph()) == ()


def planted(seed: int) -> nx.Graph:
    G = nx.planted_partition_graph(6, 15, 0.5, 0.03, seed=seed)
    return nx.relabel_nodes(G, {node: f"n{node:03}" for node in G})


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    G = planted(3)
    nodes, edges = list(G), list(G.edges)
    random.Random(5).shuffle(nodes)  # noqa: S311
    random.Random(6).shuffle(edges)  # noqa: S311
    H = nx.Graph()
    H.add_nodes_from(nodes)
    H.add_edges_from((other, one) for one, other in edges)
    assert communities(G) == communities(H)


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "import networkx as nx; from graph.analyses.communities import communities; "
        "G = nx.gnp_random_graph(80, 0.08, seed=1); "
        "print(communities(nx.relabel_nodes(G, {n: f'author/{n}' for n in G})))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs != {""}


def test_every_community_hangs_together_and_they_are_a_partition() -> None:
    for seed in range(20):
        G = nx.gnp_random_graph(60, 0.04, seed=seed)
        G = nx.relabel_nodes(G, {node: f"n{node}" for node in G})
        groups = communities(G)
        assert all(nx.is_connected(G.subgraph(group)) for group in groups)
        assert sorted(node for group in groups for node in group) == sorted(G)
