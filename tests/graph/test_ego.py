"""What stands around one thing."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

from graph.cards import labels
from graph.ego import ego_graph
from graph.model import KnowledgeGraph
from graph.network import to_networkx


def _refs(kg: KnowledgeGraph) -> set[str]:
    return set(labels(kg))


def test_depth_none_is_the_thing_with_the_papers_that_introduce_it(tiny_graph: KnowledgeGraph) -> None:
    alone = ego_graph(tiny_graph, "entity/grpo", 0)
    assert _refs(alone) == {"entity/grpo", "paper/2402.03300"}
    assert (alone.statements, alone.results) == ((), ())


def test_one_step_holds_the_neighbours_and_the_facts_among_them(tiny_graph: KnowledgeGraph) -> None:
    near = ego_graph(tiny_graph, "entity/ppo", 1)
    assert {e.label for e in near.entities} == {"GRPO", "PPO"}
    assert {(s.subject, s.relation) for s in near.statements if s.object == "entity/grpo"} == {
        ("paper/2402.03300", "introduces"),
        ("paper/2402.03300", "mentions"),
    }
    assert near.results == ()


def test_a_result_is_a_step_to_its_benchmark(tiny_graph: KnowledgeGraph) -> None:
    near = ego_graph(tiny_graph, "entity/math", 1)
    assert {e.label for e in near.entities} == {"GRPO", "MATH"}
    assert near.results == tiny_graph.results
    assert [source.paper for source in near.sources] == ["2402.03300"]


def test_enough_steps_hold_all_that_is_connected(tiny_graph: KnowledgeGraph) -> None:
    assert ego_graph(tiny_graph, "entity/grpo", 9).statements == tiny_graph.statements


def test_what_is_not_there_is_an_error(tiny_graph: KnowledgeGraph) -> None:
    with pytest.raises(KeyError, match="entity/none"):
        ego_graph(tiny_graph, "entity/none", 1)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_networkx_reaches_the_same_over_statements(example_kg: KnowledgeGraph, depth: int) -> None:
    bare = replace(example_kg, results=())
    found = _refs(ego_graph(bare, "entity/grpo", depth))
    G = to_networkx(bare).to_undirected()
    G.remove_nodes_from([node for node, kind in G.nodes(data="type") if kind == "Code"])
    reached = set(nx.ego_graph(G, "entity/grpo", radius=depth))
    assert reached <= found
    assert {ref for ref in found - reached if not ref.startswith("paper/")} == set()


def test_nothing_refers_to_what_is_missing(example_kg: KnowledgeGraph) -> None:
    near = ego_graph(example_kg, "entity/grpo", 1)
    refs, sources = _refs(near), {source.key for source in near.sources}
    for s in near.statements:
        assert {s.subject, *s.papers} <= refs
        assert s.object in refs or s.relation == "hasCode"
        assert {e.source for e in s.evidence} <= sources
    for r in near.results:
        assert {ref for ref in (r.subject, r.benchmark, r.metric, r.over, *r.papers) if ref} <= refs
    assert {paper for e in near.entities for paper in e.introduced_by} <= refs
