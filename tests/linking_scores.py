"""Scores of linking: of all pairs of surface forms (pairwise) and of the cluster of each (B-cubed)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Mapping[str, float]:
    """Return precision, recall and F1 over all pairs of items that are in one cluster."""
    pairs = list(combinations(range(len(gold)), 2))
    same = {p for p in pairs if gold[p[0]] == gold[p[1]]}
    said = {p for p in pairs if found[p[0]] == found[p[1]]}
    return _scores(len(same & said), len(said), len(same))


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Mapping[str, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin, 1998).

    They are means over items: how much of its found cluster, and of its gold cluster, the two share.
    """
    precision = recall = 0.0
    for g, f in zip(gold, found, strict=True):
        mine = {i for i, other in enumerate(gold) if other == g}
        theirs = {i for i, other in enumerate(found) if other == f}
        precision += len(mine & theirs) / len(theirs)
        recall += len(mine & theirs) / len(mine)
    n = len(gold)
    return _f1(precision / n, recall / n)


def _scores(hit: int, said: int, same: int) -> Mapping[str, float]:
    return _f1(hit / said if said else 1.0, hit / same if same else 1.0)


def _f1(precision: float, recall: float) -> Mapping[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(f1, 3)}
