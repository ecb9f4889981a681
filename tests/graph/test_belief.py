"""How sure a fact is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.belief import DEFAULT_CONFIDENCE, OVERRIDE, SYSTEMATIC_ERROR, belief, confidence

SURENESS = st.floats(0, 1)


def test_a_rule_that_nobody_measured_has_the_default() -> None:
    assert confidence("a.rule", {"a.rule": 0.25}) == 0.25
    assert confidence("another", {"a.rule": 0.25}) == DEFAULT_CONFIDENCE


def test_what_cells_say_is_copied_and_what_users_say_is_sure() -> None:
    assert [confidence(rule, {}) for rule in ("author.column", OVERRIDE)] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("papers", "sure"), [([], 0.0), ([0.0], 0.0), ([1.0], 0.98), ([0.5], 0.49), ([0.5, 0.5], 0.735)]
)
def test_belief(papers: list[float], sure: float) -> None:
    assert belief(papers) == sure


@given(st.lists(SURENESS, max_size=8), SURENESS)
def test_more_papers_never_lower_it_and_never_make_it_certain(papers: list[float], more: float) -> None:
    assert 0 <= belief(papers) <= belief([*papers, more]) <= 1 - SYSTEMATIC_ERROR


@given(st.lists(SURENESS, max_size=6))
def test_the_order_of_papers_does_not_matter(papers: list[float]) -> None:
    assert belief(papers) == pytest.approx(belief(reversed(papers)), abs=0.001)
