"""What communities are: members, papers, months, marks."""

from __future__ import annotations

from math import log

import pytest

from graph.analyses.author_communities import (
    author_communities,
    brokers,
    central,
    coverage,
    log_likelihood,
)
from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.community_map import community_map
from graph.analyses.standing import standings
from graph.model import KnowledgeGraph
from tests.people import graph, mention

PAPERS = (
    ("abc", "2024-11"),
    ("abc", "2025-02"),
    ("ab", "2025-02"),
    ("cw", "2025-03"),
    ("wxyz", "2025-03"),
    ("wxyz", "2025-04"),
    ("", "2025-04"),
    *[("s", "2025-04")] * 7,
)
"""Two groups, joined by c and w; a paper without authors; one author alone."""
ALL = tuple(mention(number, "common") for number in range(len(PAPERS)))
MARKS = tuple(mention(number, thing) for number in range(3) for thing in ("own", "test"))
OTHERS = (mention(0, "twice"), mention(1, "twice"), *(mention(number, "model") for number in range(3)))
TYPES = {**dict.fromkeys(("common", "own", "twice"), "Technique"), "test": "Benchmark", "model": "Model"}


def example() -> tuple[KnowledgeGraph, CoauthorNetwork]:
    kg = graph(*PAPERS, statements=(*ALL, *MARKS, *OTHERS), entities=TYPES)
    return kg, CoauthorNetwork(kg.authorships)


def test_members_papers_months_and_ties() -> None:
    """A paper of two communities belongs to that of more of its authors, else to the larger one."""
    kg, network = example()
    first, second = author_communities(kg, network, standings(network))
    assert (first.number, first.members) == (1, ("w", "x", "y", "z"))
    assert (second.number, second.members) == (2, ("a", "b", "c"))  # all on three papers; c less within
    assert first.papers == ("p3", "p4", "p5")
    assert second.papers == ("p0", "p1", "p2")
    assert (first.months, second.months) == (("2025-03", "2025-04"), ("2024-11", "2025-02"))
    assert (first.handles, second.handles) == (4, 0)
    assert (first.ties, second.ties) == (((2, 1),), ((1, 1),))


def test_what_marks_a_community_is_what_it_speaks_of_more_than_others() -> None:
    """Of 13 papers with authors, three speak of it, all of them of this community, which has three."""
    kg, network = example()
    first, second = author_communities(kg, network, standings(network))
    (own,) = second.techniques
    assert (own.thing, own.papers) == ("own", 3)
    assert own.lift == pytest.approx(13 / 3)
    assert own.score == pytest.approx(2 * 3 * log(13 / 3))
    assert [mark.thing for mark in second.benchmarks] == ["test"]
    assert first.techniques == first.benchmarks == ()


def test_what_most_papers_speak_of_marks_no_community() -> None:
    """All three papers of either community speak of it, and six of the seven others: chance would do."""
    others = [number for number in range(len(PAPERS) - 1) if PAPERS[number][0]]
    kg = graph(*PAPERS, statements=tuple(mention(n, "near") for n in others), entities={"near": "Technique"})
    network = CoauthorNetwork(kg.authorships)
    first, second = author_communities(kg, network, standings(network))
    assert (first.techniques, second.techniques) == ((), ())


def test_log_likelihood_is_that_of_dunning() -> None:
    """8 of 10 here, where 5 were expected: 2 (8 ln 8/5 + 2 ln 2/5); 0 where all is as expected."""
    assert log_likelihood(8, 5.0, 10) == pytest.approx(2 * (8 * log(8 / 5) + 2 * log(2 / 5)))
    assert log_likelihood(5, 5.0, 10) == 0


def test_brokers_join_communities_and_the_central_come_first() -> None:
    _, network = example()
    found = standings(network)
    assert {each.author for each in brokers(found)} == {"c", "w"}
    assert brokers(found)[0].betweenness >= brokers(found)[1].betweenness > 0
    ranks = [each.pagerank for each in central(found)]
    assert ranks == sorted(ranks, reverse=True)
    assert len(ranks) == 8


def test_coverage_counts_papers() -> None:
    assert coverage(example()[0]) == {"complete": 13, "missing": 1}


def test_the_map_has_the_leading_members_and_what_joins_them() -> None:
    kg, network = example()
    found = community_map(author_communities(kg, network, standings(network)), network, leaders=2)
    first, second = found.drawn
    assert (first.leaders, second.leaders) == (("w", "x"), ("a", "b"))
    assert first.ties == ((0, 1, 1 / 3 + 1 / 3),)
    assert second.ties == ((0, 1, 2.0),)
    assert found.ties == ((0, 1, 1),)
    only = community_map(author_communities(kg, network, standings(network)), network, count=1)
    assert (len(only.drawn), only.ties) == (1, ())
