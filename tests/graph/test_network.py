"""The NetworkX graph as documented."""

from __future__ import annotations

from graph.model import KnowledgeGraph
from graph.network import to_networkx


def test_nodes_are_documented_references(tiny_graph: KnowledgeGraph) -> None:
    G = to_networkx(tiny_graph)
    assert G.nodes["entity/grpo"] == {"label": "GRPO", "type": "Technique", "date": "2024-02"}
    assert G.nodes["paper/1707.06347"]["type"] == "Paper"
    assert G.nodes["author/ada-lovelace"] == {"label": "Ada Lovelace", "type": "Author", "date": ""}
    assert G.nodes["https://github.com/deepseek-ai/DeepSeek-Math"]["type"] == "Code"


def test_every_node_has_all_attributes(tiny_graph: KnowledgeGraph) -> None:
    G = to_networkx(tiny_graph)
    assert {frozenset(data) for _, data in G.nodes(data=True)} == {frozenset({"label", "type", "date"})}


def test_edges_are_the_statements(tiny_graph: KnowledgeGraph) -> None:
    G = to_networkx(tiny_graph)
    edges = set(G.edges(keys=True))
    assert edges == {(s.subject, s.object, s.relation) for s in tiny_graph.statements}
    assert G["entity/grpo"]["entity/ppo"]["extends"] == {"belief": 0.8, "papers": ("paper/2402.03300",)}


def test_an_edge_names_each_paper_once_in_order(tiny_graph: KnowledgeGraph) -> None:
    G = to_networkx(tiny_graph)
    papers = G["entity/grpo"]["entity/ppo"]["comparedWith"]["papers"]
    assert papers == ("paper/1707.06347", "paper/2402.03300")
    assert G["paper/2402.03300"]["entity/grpo"]["mentions"]["papers"] == ("paper/2402.03300",)
