"""Centralities, with NetworkX as referee, and networkit beside it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest

from graph.analyses.centrality import betweenness, core_numbers, pagerank, participation, pivots
from graph.analyses.communities import partition
from graph.analyses.engine import Engine, IndexedNetwork, engine_for, indexed

ENGINES: tuple[Engine, ...] = ("networkx", "networkit")


def network_of(G: nx.Graph) -> IndexedNetwork:
    """Return the network of a graph whose nodes are numbers, in their order."""
    weights = {(f"{a:05}", f"{b:05}"): weight for a, b, weight in G.edges(data="weight", default=1)}
    return indexed({f"{node:05}" for node in G}, weights)


def random_graph(seed: int, size: int = 60, chance: float = 0.05) -> nx.Graph:
    G = nx.gnp_random_graph(size, chance, seed=seed)
    for number, edge in enumerate(G.edges):
        G.edges[edge]["weight"] = 0.25 * (1 + number % 4)
    return G


def test_the_middle_of_a_path_lies_between() -> None:
    """In a - b - c, one of the two ordered pairs of others each way leads over b: all of them."""
    assert betweenness(indexed(set("abc"), {("a", "b"): 1, ("b", "c"): 1}), range(3)) == [0, 1, 0]


@pytest.mark.parametrize("seed", range(8))
def test_betweenness_from_all_nodes_is_that_of_networkx(seed: int) -> None:
    G = random_graph(seed)
    expected = nx.betweenness_centrality(G)
    assert betweenness(network_of(G), range(60)) == pytest.approx([expected[node] for node in range(60)])


def test_sampled_betweenness_is_that_of_networkx_from_the_same_nodes() -> None:
    G = random_graph(3, size=200, chance=0.02)
    sources = pivots(network_of(G), 20)
    expected = nx.betweenness_centrality_subset(G, sources, list(G))  # each pair once
    scaled = [expected[node] * 2 * 200 / 20 / (199 * 198) for node in range(200)]
    assert betweenness(network_of(G), sources) == pytest.approx(scaled)


def test_pivots_are_the_same_for_equal_networks_and_no_more_than_there_are() -> None:
    network = network_of(nx.path_graph(300))
    assert pivots(network, 20) == pivots(network, 20)
    assert len(set(pivots(network, 20))) == 20
    assert pivots(network, 1000) == list(range(300))


@pytest.mark.parametrize("seed", range(8))
def test_pagerank_is_that_of_networkx(seed: int) -> None:
    G = random_graph(seed)
    expected = nx.pagerank(G, tol=1e-14, max_iter=1000)
    assert pagerank(network_of(G)) == pytest.approx([expected[node] for node in range(60)], abs=1e-10)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(4))
def test_core_numbers_are_those_of_networkx(seed: int, engine: Engine) -> None:
    G = random_graph(seed, chance=0.1)
    expected = nx.core_number(G)
    assert core_numbers(network_of(G), engine) == [expected[node] for node in range(60)]


@pytest.mark.parametrize("engine", ENGINES)
def test_networks_without_edges_or_nodes(engine: Engine) -> None:
    for names in (set[str](), {"a"}, {"a", "b"}):
        network = indexed(names, {})
        size = len(names)
        assert betweenness(network, range(size)) == [0.0] * size
        assert pagerank(network) == pytest.approx([1 / max(1, size)] * size)
        assert core_numbers(network, engine) == [0] * size
        assert partition(network, engine=engine) == tuple((name,) for name in sorted(names))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({}, 0), ({1: 5}, 0), ({1: 1, 2: 1}, 0.5), ({1: 3, 2: 1}, 0.375), ({1: 1, 2: 1, 3: 1, 4: 1}, 0.75)],
)
def test_participation_says_how_evenly_links_are_spread(counts: dict[int, int], expected: float) -> None:
    assert participation(Counter(counts)) == expected


def planted(seed: int = 1) -> nx.Graph:
    return nx.planted_partition_graph(8, 20, 0.6, 0.005, seed=seed)


@pytest.mark.parametrize("seed", range(3))
def test_both_engines_find_planted_communities(seed: int) -> None:
    truth = {tuple(f"{node:05}" for node in range(start, start + 20)) for start in range(0, 160, 20)}
    for engine in ENGINES:
        assert set(partition(network_of(planted(seed)), engine=engine)) == truth


def modularity(G: nx.Graph, groups: tuple[tuple[str, ...], ...]) -> float:
    found: float = nx.community.modularity(G, [set(map(int, group)) for group in groups])
    return found


@pytest.mark.parametrize("seed", range(3))
def test_on_a_random_network_both_engines_are_about_as_good(seed: int) -> None:
    G = random_graph(seed, size=300, chance=0.015)
    one, other = (modularity(G, partition(network_of(G), engine=engine)) for engine in ENGINES)
    assert one > 0.4
    assert other == pytest.approx(one, abs=0.03)


def test_networkit_finds_the_same_every_time_and_more_at_a_higher_resolution() -> None:
    network = network_of(random_graph(5, size=300, chance=0.015))
    found = [partition(network, engine="networkit") for _ in range(3)]
    assert found[0] == found[1] == found[2]
    for engine in ENGINES:
        sizes = [len(partition(network, resolution=g, engine=engine)) for g in (0.5, 2, 8, 32)]
        assert all(fewer < more for fewer, more in pairwise(sizes))


def test_networkit_is_asked_for_large_networks_if_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (engine_for(100), engine_for(10**6)) == ("networkx", "networkit")
    monkeypatch.setattr("graph.analyses.engine.find_spec", lambda name: None)
    assert engine_for(10**6) == "networkx"
