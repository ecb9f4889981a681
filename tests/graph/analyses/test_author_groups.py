"""Authors who write together are of one community."""

from __future__ import annotations

from graph.analyses.author_groups import author_groups
from graph.model import Authorship


def authorships(*papers: str) -> list[Authorship]:
    return [
        Authorship(f"paper/{i}", position, f"author/{name}")
        for i, names in enumerate(papers)
        for position, name in enumerate(names.split(), 1)
    ]


def test_the_largest_community_is_number_0() -> None:
    found = author_groups(authorships("a b c", "a b", "x y", "x y", "c x", "d c a", "alone"))
    assert found == {
        "author/a": 0,
        "author/b": 0,
        "author/c": 0,
        "author/d": 0,
        "author/x": 1,
        "author/y": 1,
        "author/alone": 2,
    }


def test_papers_in_common_bind_more_strongly() -> None:
    found = author_groups(authorships("a b", "a b", "a b", "b c", "c d", "c d", "c d", "d a"))
    assert found["author/a"] == found["author/b"] != found["author/c"] == found["author/d"]


def test_no_authorships_no_groups() -> None:
    assert author_groups([]) == {}
