"""Which authors write together: the communities of the network of common papers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from graph.analyses.communities import communities
from graph.model import Authorship


def author_groups(authorships: Iterable[Authorship]) -> dict[str, int]:
    """Return the community of each author by reference, numbered from 0, the largest first.

    Two authors are linked by as many papers as name both; who wrote with nobody is a community of one.
    """
    import networkx as nx

    authors_of: dict[str, set[str]] = defaultdict(set)
    for each in authorships:
        authors_of[each.paper].add(each.author)
    common = Counter(pair for authors in authors_of.values() for pair in combinations(sorted(authors), 2))
    G = nx.Graph()
    G.add_nodes_from(author for authors in authors_of.values() for author in authors)
    G.add_weighted_edges_from((one, other, papers) for (one, other), papers in common.items())
    return {author: i for i, group in enumerate(communities(G)) for author in group}
