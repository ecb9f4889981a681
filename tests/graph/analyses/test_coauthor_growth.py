"""Growth of the network by month, counted by hand and against NetworkX."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyses.coauthor_growth import Month, growth
from graph.analyses.coauthor_network import CoauthorNetwork
from tests.people import graph


def months(*papers: tuple[str, str], left_out: tuple[str, ...] = ()) -> tuple[Month, ...]:
    kg = graph(*papers)
    return growth(kg, CoauthorNetwork(kg.authorships), left_out)


def test_months_counted_by_hand() -> None:
    first, second, third = months(
        ("ab", "2025-01"), ("cde", "2025-01"), ("", "2025-02"), ("bc", "2025-02"), ("", "2025-04"), ("zz", "")
    )
    assert first == Month("2025-01", 2, 2, 5, 5, 2.5, 5, 3)
    assert second == Month("2025-02", 2, 1, 2, 0, 2.0, 5, 5)
    assert third == Month("2025-04", 1, 0, 0, 0, 0.0, 5, 5)
    assert (first.share, second.share, second.coverage, third.coverage) == (0.6, 1.0, 0.5, 0.0)


def test_before_anybody_is_listed_there_is_no_share() -> None:
    (only,) = months(("", "2025-01"))
    assert (only.so_far, only.largest, only.share) == (0, 0, 0.0)


def test_a_name_of_several_people_is_counted_but_joins_nobody() -> None:
    (both,) = months(("av", "2025-01"), ("vb", "2025-01"))
    (apart,) = months(("av", "2025-01"), ("vb", "2025-01"), left_out=("v",))
    assert (both.so_far, both.largest) == (3, 3)
    assert (apart.so_far, apart.largest) == (3, 1)


@given(
    st.lists(
        st.tuples(st.text("abcdefghij", max_size=4), st.sampled_from(["2025-01", "2025-02", "2025-03"])),
        max_size=12,
    )
)
def test_the_largest_component_is_that_of_networkx(papers: list[tuple[str, str]]) -> None:
    for found in months(*papers):
        G = nx.Graph()
        for authors, month in papers:
            if month <= found.month:
                nx.add_path(G, authors)
        assert found.so_far == len(G)
        assert found.largest == max(map(len, nx.connected_components(G)), default=0)
        lists = [set(authors) for authors, month in papers if month == found.month and authors]
        assert found.listed == len(lists)
        assert found.per_paper == pytest.approx(sum(map(len, lists)) / len(lists) if lists else 0)
