"""Terms that are spelt nearly like another: an index of letter pairs, then a comparison of the candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from itertools import pairwise

MIN_NEARNESS = 0.72
"""Of four letters one may be wrong, of eight two; names of three letters have no near ones of that length."""

_CANDIDATES = 50
_MAX_VISITS = 80_000


class NearTerms:
    """An index of terms that finds those near to any string.

    Pairs of neighbouring letters are kept without their order: swapping two letters spoils only two pairs.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = sorted(terms)
        self._sizes = [len(_pairs(term)) for term in self._terms]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, term in enumerate(self._terms):
            for pair in _pairs(term):
                self._holders[pair].append(number)

    def nearest(self, term: str, limit: int = 10) -> list[tuple[str, float]]:
        """Return at most `limit` terms and their nearness from `MIN_NEARNESS` to 1, the nearest first."""
        rated = ((candidate, nearness(term, candidate)) for candidate in self._candidates(term))
        near = [(candidate, rate) for candidate, rate in rated if rate >= MIN_NEARNESS]
        return sorted(near, key=lambda each: (-each[1], each[0]))[:limit]

    def _candidates(self, term: str) -> list[str]:
        """Return the terms that share most pairs; rare pairs count first, common ones while work is left."""
        holders = sorted(
            (self._holders.get(pair, []) for pair in _pairs(term)), key=lambda h: (len(h), h[:1])
        )
        shared: Counter[int] = Counter()
        visits = used = 0
        for numbers in holders:
            visits += len(numbers)
            if visits > _MAX_VISITS:
                break
            used += 1
            shared.update(numbers)
        wrong = int(len(term) * (1 - MIN_NEARNESS) / MIN_NEARNESS)
        enough = max(1, used - 2 * wrong)  # no letter stands in more than two pairs
        alike = [number for number, count in shared.items() if count >= enough]
        best = nlargest(_CANDIDATES, alike, key=lambda n: (shared[n] / (len(holders) + self._sizes[n]), -n))
        return [self._terms[number] for number in best]


def nearness(one: str, other: str) -> float:
    """Return 1 less the share of letters to insert, delete, replace or swap to get from one to the other."""
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > longest * (1 - MIN_NEARNESS):
        return 0.0
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if before and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return 1 - row[-1] / longest if longest else 1.0


def _pairs(term: str) -> set[str]:
    padded = f"\x02{term}\x03"
    return {a + b if a < b else b + a for a, b in pairwise(padded)}
