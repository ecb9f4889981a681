"""The test, the interval and the correction, against SciPy and by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from graph.analyses.rates import Change, benjamini_hochberg, both, compare, wilson

counts = st.integers(0, 300)
exposures = st.integers(1, 5000)


@given(counts, counts)
def test_wilson_is_that_of_scipy(successes: int, failures: int) -> None:
    trials = successes + failures
    if not trials:
        assert wilson(0, 0) == (0, 1)
        return
    wanted = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((wanted.low, wanted.high), abs=1e-6)


@given(counts, counts, exposures, exposures)
def test_p_is_twice_the_smaller_tail_of_the_binomial(now: int, before: int, new: int, old: int) -> None:
    null = stats.binom(now + before, new / (new + old))
    wanted = min(1, 2 * min(null.cdf(now), null.sf(now - 1)))
    assert compare(now, before, new, old).p == pytest.approx(wanted, rel=1e-6, abs=1e-300)


@given(counts, counts, exposures, exposures)
def test_turned_round_the_ratio_is_its_inverse(now: int, before: int, new: int, old: int) -> None:
    forth, back = compare(now, before, new, old), compare(before, now, old, new)
    assert forth.p == pytest.approx(back.p)
    if now and before:
        assert forth.ratio == pytest.approx(1 / back.ratio)
        assert forth.low == pytest.approx(1 / back.high)
        assert forth.low < forth.ratio < forth.high


def test_twice_as_often_in_half_the_papers() -> None:
    assert compare(40, 40, 100, 200).ratio == pytest.approx(2)


def test_a_rate_that_was_nothing_has_no_upper_bound() -> None:
    change = compare(12, 0, 100, 300)
    assert change.ratio == change.high == math.inf
    assert 1 < change.low < math.inf


def test_nothing_at_all_says_nothing() -> None:
    change = compare(0, 0, 10, 20)
    assert (change.low, change.high, change.p) == (0, math.inf, 1)


def test_what_holds_twice_is_as_unsure_as_the_less_sure() -> None:
    papers, names = compare(40, 40, 100, 200), compare(40, 40, 150, 200)
    found = both(papers, names)
    assert found == Change(papers.ratio, names.low, papers.high, names.p)
    assert names.p > papers.p


def test_without_exposure_there_is_no_rate() -> None:
    with pytest.raises(ValueError, match="nothing was exposed"):
        compare(1, 1, 0, 5)


@given(st.lists(st.floats(0, 1)))
def test_adjusted_values_are_those_of_scipy(ps: list[float]) -> None:
    wanted = stats.false_discovery_control(ps) if ps else []
    assert benjamini_hochberg(ps) == pytest.approx(list(wanted))
