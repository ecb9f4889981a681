"""How sure a fact is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.belief import DEFAULT_CONFIDENCE, SYSTEMATIC_ERROR, belief, confidence

SURENESS = st.floats(0, 1)


def test_a_rule_that_nobody_measured_has_the_default() -> None:
    assert confidence("a.rule", {"a.rule": 0.25}) == 0.25
    assert confidence("another", {"a.rule": 0.25}) == DEFAULT_CONFIDENCE


@pytest.mark.parametrize(
    ("places", "sure"), [([], 0.0), ([0.0], 0.0), ([1.0], 0.98), ([0.5], 0.49), ([0.5, 0.5], 0.735)]
)
def test_belief(places: list[float], sure: float) -> None:
    assert belief(places) == sure


@given(st.lists(SURENESS, max_size=8), SURENESS)
def test_more_places_never_lower_it_and_never_make_it_certain(places: list[float], more: float) -> None:
    assert 0 <= belief(places) <= belief([*places, more]) <= 1 - SYSTEMATIC_ERROR


@given(st.lists(SURENESS, max_size=6))
def test_the_order_of_places_does_not_matter(places: list[float]) -> None:
    assert belief(places) == pytest.approx(belief(reversed(places)), abs=0.001)
