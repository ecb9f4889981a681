"""The graph as a NetworkX graph, for its algorithms and its many file formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import KnowledgeGraph

if TYPE_CHECKING:
    import networkx as nx

CODE = "Code"
"""Type of the nodes that are URLs: the objects of `hasCode`."""


def to_networkx(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return papers, authors, entities and code as nodes, and each statement as an edge.

    A node is a reference, the IRI without its base (`entity/grpo`); of code it is the URL. Its attributes:

    - `label`: the preferred name, a paper's title, or the URL;
    - `type`: `Paper`, `Author`, `Code`, or an entity's most frequent type, such as `Model`;
    - `date`: the month of introduction or publication (`2024-02`), or empty if unknown.

    An edge's key is its relation, so that `G["entity/grpo"]["entity/ppo"]["extends"]` is one fact. Its
    attributes:

    - `belief`: the probability that the fact is a right reading;
    - `papers`: the papers that state it, a sorted tuple of references.

    Results are no edges, for a number has more than two ends: see the table `results`.
    """
    import networkx as nx

    G = nx.MultiDiGraph()
    G.add_nodes_from((p.ref, {"label": p.title, "type": "Paper", "date": p.date}) for p in kg.papers)
    G.add_nodes_from((a.ref, {"label": a.name, "type": "Author", "date": ""}) for a in kg.authors)
    G.add_nodes_from((e.ref, {"label": e.label, "type": e.type, "date": e.date}) for e in kg.entities)
    for s in kg.statements:
        if s.relation == "hasCode":
            G.add_node(s.object, label=s.object, type=CODE, date="")
        G.add_edge(s.subject, s.object, key=s.relation, belief=s.belief, papers=s.papers)
    return G
