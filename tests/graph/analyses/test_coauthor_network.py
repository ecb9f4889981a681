"""Who wrote with whom: ties, weights, paths."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyses.coauthor_network import CoauthorNetwork, Step, Tie
from graph.model import Authorship


def network(*lists: str) -> CoauthorNetwork:
    """Return the network of papers `p0`, `p1`, ... whose authors are the letters of each list."""
    return CoauthorNetwork(
        Authorship(f"p{number}", position, author)
        for number, authors in enumerate(lists)
        for position, author in enumerate(authors, 1)
    )


def test_weights_are_those_of_newman() -> None:
    """Ada and Ben: one paper of two (1), one of three (1/2); Ben and Cy: one of three."""
    found = network("ab", "cab", "d")
    assert found.weights == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    assert found.ties("b") == {"a": Tie(("p0", "p1"), 1.5), "c": Tie(("p1",), 0.5)}
    assert found.papers == {"a": ["p0", "p1"], "b": ["p0", "p1"], "c": ["p1"], "d": ["p2"]}
    assert found.ties("d") == found.ties("nobody") == {}


def test_a_name_listed_twice_counts_once() -> None:
    assert network("aab").weights == {("a", "b"): 1.0}
    assert network("aa").weights == {}


lists = st.lists(st.text("abcdefgh", min_size=1, max_size=4), max_size=10)


@given(lists)
def test_the_ties_of_an_author_weigh_as_much_as_papers_with_others(papers: list[str]) -> None:
    found = network(*papers)
    for author in found.papers:
        with_others = sum(author in each and len(set(each)) > 1 for each in papers)
        assert sum(tie.weight for tie in found.ties(author).values()) == pytest.approx(with_others)
        for other, tie in found.ties(author).items():
            assert found.weights[min(author, other), max(author, other)] == pytest.approx(tie.weight)


def test_a_path_names_the_papers_of_each_step() -> None:
    found = network("ab", "bc", "cd", "xy")
    assert found.path("a", "c") == (
        Step("a", "b", Tie(("p0",), 1.0)),
        Step("b", "c", Tie(("p1",), 1.0)),
    )
    assert found.path("a", "x") == found.path("a", "a") == found.path("a", "nobody") == ()


@pytest.mark.parametrize(
    ("papers", "way"),
    [
        (("ab", "bd", "ac", "cd"), "abd"),  # equal: the lesser name
        (("ab", "bd", "ac", "cd", "cd"), "acd"),  # more papers
        (("ab", "bdxyz", "ac", "cd"), "acd"),  # a shorter list
        (("ab", "be", "ed", "ac", "cdxyz"), "acd"),  # fewer steps win over weight
    ],
)
def test_of_several_paths_the_one_with_most_weight_then_the_least_names(
    papers: tuple[str, ...], way: str
) -> None:
    steps = network(*papers).path("a", "d")
    assert "a" + "".join(step.end for step in steps) == way


def test_a_path_avoids_whom_it_is_told_to() -> None:
    found = network("ab", "bd", "ac", "ce", "ed")
    assert [step.end for step in found.path("a", "d", {"b"})] == ["c", "e", "d"]
    assert found.path("a", "d", {"b", "c"}) == ()
    assert [step.end for step in found.path("a", "d", {"a", "d"})] == ["b", "d"]


@given(lists)
def test_paths_are_as_short_as_networkx_says(papers: list[str]) -> None:
    found = network(*papers)
    G = nx.Graph(list(found.weights))
    for end in sorted(found.papers):
        steps = found.path("a", end)
        if end != "a" and "a" in G and end in G and nx.has_path(G, "a", end):
            assert len(steps) == nx.shortest_path_length(G, "a", end)
        else:
            assert steps == ()
