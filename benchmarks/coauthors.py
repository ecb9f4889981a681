"""Measure the network of co-authors: engines beside each other, and the questions beside opening the graph.

    python benchmarks/coauthors.py [GRAPH]

The synthetic network has 100,000 authors and about a million links: papers of five authors, four in five of
them from one group of 50. GRAPH is a folder that `litweave build` made: on it each question is told as a
ratio to opening the graph, and where networkit begins to pay. Seconds are those of the processors, of all
threads together; networkit comes with `pip install 'litweave[fast]'`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import networkx as nx

import litweave
from graph.analyses.centrality import betweenness, core_numbers, pagerank, pivots
from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.communities import partition
from graph.analyses.engine import Engine, IndexedNetwork, indexed
from graph.analyses.standing import PIVOTS, SCALE, standings
from graph.model import Authorship
from litweave.api import KG

AUTHORS, PAPERS, GROUP, LISTED, AT_HOME = 100_000, 105_000, 50, 5, 0.8
ENGINES: tuple[Engine, ...] = ("networkx", "networkit")
WHO = (*ENGINES, "ours")
RUNS, SOURCES = 3, 8


def seconds(work: Callable[[], object]) -> float:
    """Return how long the processors work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def median(work: Callable[[], object]) -> float:
    """Return the median of some runs."""
    return statistics.median(seconds(work) for _ in range(RUNS))


def synthetic() -> CoauthorNetwork:
    """Return the network of random papers, the same each time."""
    rng = Random(0)  # noqa: S311
    rows = []
    for paper in range(PAPERS):
        home = rng.randrange(AUTHORS // GROUP) * GROUP
        for position in range(LISTED):
            at_home = rng.random() < AT_HOME
            author = home + rng.randrange(GROUP) if at_home else rng.randrange(AUTHORS)
            rows.append(Authorship(f"p{paper:06}", position, f"a{author:06}"))
    return CoauthorNetwork(rows)


def compare(network: IndexedNetwork) -> None:
    """Print what each library takes, and how good the communities are that it finds."""
    import networkit as nk

    resolution = 2 * sum(weight for *_, weight in network.edges) / SCALE
    sources = pivots(network, SOURCES)
    G, H = network.networkx, network.networkit
    measures: dict[str, tuple[Callable[[], object], ...]] = {
        "core numbers": tuple(partial(core_numbers, network, engine) for engine in ENGINES),
        "communities": tuple(partial(partition, network, 0, resolution, engine) for engine in ENGINES),
        "components": (
            lambda: list(nx.connected_components(G)),
            lambda: nk.components.ConnectedComponents(H).run(),
        ),
        "PageRank": (
            lambda: nx.pagerank(G),
            lambda: nk.centrality.PageRank(H, tol=1e-10).run(),
            lambda: pagerank(network),
        ),
        f"betweenness from {SOURCES}": (
            lambda: nx.betweenness_centrality(G, k=SOURCES, seed=0),
            lambda: nk.centrality.EstimateBetweenness(H, SOURCES).run(),
            lambda: betweenness(network, sources),
        ),
    }
    for name, works in measures.items():
        taken = [seconds(works[0]), *map(median, works[1:])]
        told = ", ".join(f"{who} {each:.2f} s" for who, each in zip(WHO, taken, strict=False))
        print(f"{name}: {told}; networkit/networkx {taken[1] / taken[0]:.3f}", flush=True)
    numbers = {name: number for number, name in enumerate(network.names)}
    for engine in ENGINES:
        groups = partition(network, 0, resolution, engine)
        found = nx.community.modularity(G, [{numbers[name] for name in group} for group in groups])
        print(f"{engine}: {len(groups):,} communities, modularity {found:.4f}", flush=True)


def on_graph(folder: Path) -> None:
    """Print what questions take on a graph, as ratios to opening it, and where networkit begins to pay."""

    def opened() -> KG:
        kg = litweave.open(folder)
        kg.labels  # noqa: B018 (reads the names)
        return kg

    base = median(opened)
    kg = litweave.open(folder)
    kg.coauthors()  # everything is read now
    questions: dict[str, Callable[[], object]] = {
        "communities, brokers, growth": kg.coauthors,
        "one author": lambda: kg.collaborators("Tianyi Zhou"),
        "path": lambda: kg.coauthor_path("Tianyi Zhou", "Ziwei Liu"),
        "of some months, computed for them": lambda: kg.coauthors(since="2025-06"),
    }
    print(f"opening and reading the names: {base:.2f} s")
    for name, question in questions.items():
        taken = median(question)
        print(f"{name}: {taken:.2f} s, {taken / base:.2f} of opening")
    network = CoauthorNetwork(kg._read.named.authorships)
    print(f"all measures, as a build takes them: {median(lambda: standings(network)):.2f} s")
    for share in (4, 2, 1):
        papers = sorted(network.lists)[::share]
        part = CoauthorNetwork(Authorship(p, 0, author) for p in papers for author in network.lists[p])
        graph = indexed(set(part.papers), part.weights)
        one, other = (median(partial(partition, graph, engine=engine)) for engine in ENGINES)
        print(f"{len(graph.edges):,} links: communities networkx {one:.2f} s, networkit {other:.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        on_graph(Path(sys.argv[1]))
    made = synthetic()
    whole = indexed(set(made.papers), made.weights)
    print(f"synthetic: {len(whole.names):,} authors, {len(whole.edges):,} links, {PIVOTS} pivots in a build")
    compare(whole)
    print(f"all measures, as a build takes them: {seconds(lambda: standings(made)):.1f} s", flush=True)
    print(f"the same with networkit: {seconds(lambda: standings(made, (), 'networkit')):.1f} s")
