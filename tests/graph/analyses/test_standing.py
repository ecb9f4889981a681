"""Where authors stand in the network of co-authors."""

from __future__ import annotations

import pytest

from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.engine import Engine
from graph.analyses.standing import doubtful, standings
from graph.decisions import Decision
from graph.model import Authorship

LISTS = ("abcd", "abcd", "abc", "dw", "wxyz", "wxyz", "s")
"""Two groups, joined by d and w; s writes alone."""


def network(*lists: str) -> CoauthorNetwork:
    return CoauthorNetwork(
        Authorship(f"p{number}", position, author)
        for number, authors in enumerate(lists)
        for position, author in enumerate(authors, 1)
    )


@pytest.mark.parametrize("engine", ["networkx", "networkit"])
def test_two_groups_and_who_joins_them(engine: Engine) -> None:
    found = {each.author: each for each in standings(network(*LISTS), engine=engine)}
    assert "".join(found) == "abcdswxyz"
    assert {found[name].community for name in "abcd"} == {1}
    assert {found[name].community for name in "wxyz"} == {2}
    d, a, s = found["d"], found["a"], found["s"]
    assert (d.papers, d.coauthors, d.strength, d.core) == (3, 4, 3.0, 3)
    assert (a.papers, a.coauthors, a.strength, a.core) == (3, 3, 3.0, 3)
    assert (d.reached, a.reached) == (2, 1)
    assert d.participation == pytest.approx(1 - (3**2 + 1**2) / 4**2)
    assert a.participation == 0
    assert d.betweenness == pytest.approx(2 * 3 * 4 / (8 * 7))  # a, b, c to w, x, y, z, both ways
    assert a.betweenness == 0
    assert d.pivots == 9
    assert (s.papers, s.coauthors, s.core, s.community, s.reached) == (1, 0, 0, 3, 0)
    assert sum(each.pagerank for each in found.values()) == pytest.approx(1)


def test_a_name_of_several_people_joins_nobody_but_is_a_coauthor() -> None:
    """Without v, the two groups would be one component; with it left out they are two."""
    found = {each.author: each for each in standings(network("abv", "xyv"), {"v"})}
    assert "".join(found) == "abxy"
    assert (found["a"].coauthors, found["a"].strength, found["a"].core) == (2, 1.0, 1)
    assert {each.betweenness for each in found.values()} == {0.0}
    assert [each.community for each in found.values()] == [1, 1, 2, 2]


def test_communities_are_the_finer_the_more_ties_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ties weigh so much more than what makes two groups, each of the nine is one."""
    monkeypatch.setattr("graph.analyses.standing.SCALE", 0.5)
    assert len({each.community for each in standings(network(*LISTS))}) == 9


def test_the_order_of_authorships_does_not_matter() -> None:
    rows = [Authorship(f"p{number}", 1, author) for number, each in enumerate(LISTS) for author in each]
    assert standings(CoauthorNetwork(rows)) == standings(CoauthorNetwork(reversed(rows)))


def test_nobody_at_all() -> None:
    assert standings(network()) == ()


def test_who_may_be_several_people() -> None:
    homonym = Decision("homonym", "author", "author/wei-li", "", 0.9, "r", "why")
    merge = Decision("merge", "author", "weili", "author/wei-li2", 0.9, "r", "why")
    assert doubtful([homonym, merge]) == {"author/wei-li"}
