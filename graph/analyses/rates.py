"""How often something is counted in one part of a corpus, against another: test, interval, many at once.

Counts are taken for Poisson: rare, and independent but for their rate. Then, of all that is counted in both
parts, how much falls into the first is binomial, with a probability that follows from the two exposures if
the rates are equal (Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson
series", Biometrika 31, 1940). That is exact for any count, however small.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959964  # of the normal distribution: 95 % lie within
_NEGLIGIBLE = 1e-17


@dataclass(frozen=True, slots=True)
class Change:
    """How many times the rate before is the rate now: `low` to `high` is the 95 % interval.

    `ratio` and `high` are infinite where nothing was counted before. `p` is the two-sided probability of
    counts at least so uneven if the rates are equal.
    """

    ratio: float
    low: float
    high: float
    p: float


def compare(now: int, before: int, exposure_now: float, exposure_before: float) -> Change:
    """Return how the rate `now / exposure_now` compares with that before.

    The interval is Wilson's for the share of counts that fall into now, turned into a ratio of rates. Raises
    `ValueError` without exposure.
    """
    if exposure_now <= 0 or exposure_before <= 0:
        raise ValueError("nothing was exposed")
    per_odds = exposure_before / exposure_now
    total = now + before
    low, high = wilson(now, total)
    share = now / total if total else 0.0
    return Change(
        _odds(share) * per_odds,
        _odds(low) * per_odds,
        _odds(high) * per_odds,
        _two_sided(now, total, exposure_now / (exposure_now + exposure_before)),
    )


def both(one: Change, other: Change) -> Change:
    """Return what holds by two ways of counting exposure: the first ratio, an interval that covers both.

    `p` is the higher of the two, which keeps its level: an intersection-union test (Berger, "Multiparameter
    hypothesis testing and acceptance sampling", Technometrics 24, 1982).
    """
    return Change(one.ratio, min(one.low, other.low), max(one.high, other.high), max(one.p, other.p))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion; of no trials 0 to 1.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
    """
    if not trials:
        return 0.0, 1.0
    share, z2 = successes / trials, _Z * _Z
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = _Z / (1 + z2 / trials) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    return low, 1.0 if successes == trials else min(1.0, centre + half)


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Return for each p-value the lowest false discovery rate at which it is still a discovery.

    Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 57, 1995.
    """
    adjusted = [1.0] * len(ps)
    least = 1.0
    for rank, index in reversed(list(enumerate(sorted(range(len(ps)), key=ps.__getitem__), start=1))):
        least = min(least, ps[index] * len(ps) / rank)
        adjusted[index] = least
    return adjusted


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _two_sided(successes: int, trials: int, share: float) -> float:
    """Return twice the smaller tail of the binomial distribution, at most 1."""
    if successes > trials * share:  # the upper tail is the lower one of the failures
        successes, share = trials - successes, 1 - share
    log_pmf = (
        math.lgamma(trials + 1)
        - math.lgamma(successes + 1)
        - math.lgamma(trials - successes + 1)
        + successes * math.log(share)
        + (trials - successes) * math.log1p(-share)
    )
    term = tail = math.exp(log_pmf)
    for k in range(successes, 0, -1):  # from the highest term down
        term *= k * (1 - share) / ((trials - k + 1) * share)
        tail += term
        if term < _NEGLIGIBLE * tail:
            break
    return min(1.0, 2 * tail)
