"""The picture of communities."""

from __future__ import annotations

from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from graph.analyses.author_communities import Community, Mark
from graph.analyses.community_map import CommunityMap, Drawn
from viz.plots.communities import around, draw_communities
from viz.plots.figure import save

HOSTILE = r"$\frac{1}{ <script> 模型"


def example(count: int) -> CommunityMap:
    marks, members, papers = (Mark("thing", 3, 2.0, 9.0),), ("a", "b", "c"), ("p", "q")
    communities = [Community(n + 1, members, papers, ("2025-01",), 0, marks, (), ()) for n in range(count)]
    drawn = tuple(Drawn(each, ("a", "b"), ((0, 1, 1.0),)) for each in communities)
    return CommunityMap(drawn, tuple((one, other, 3) for one, other in combinations(range(count), 2)))


@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_every_community_is_told_with_its_leading_members(count: int, tmp_path: Path) -> None:
    figure = draw_communities(example(count), {"a": HOSTILE, "thing": "Thing"})
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert sum(": 3 authors, 2 papers" in text for text in texts) == count
    assert texts.count("b") == count
    assert sum("Thing" in text for text in texts) == count
    for name in ("one.svg", "two.svg"):
        save(draw_communities(example(count), {"a": HOSTILE}), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert "<script" not in (tmp_path / "one.svg").read_text(encoding="utf-8")


def test_places_are_as_many_as_asked_for_and_apart() -> None:
    for count in range(1, 13):
        places = around(count)
        assert len(places) == count
        assert all(dist(one, other) > 2 for one, other in combinations(places, 2))
