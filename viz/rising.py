"""What is on the rise: things that a growing share of the papers names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import exp, log, sqrt

from graph.model import KnowledgeGraph

TYPES = ("Technique", "Benchmark")
RECENT, BEFORE = 3, 6
"""Months that are compared: the last ones, and those before them."""
LEAST_PAPERS = 8
_SURE = 1.645
"""Standard errors taken off: with 95 in 100 the growth is at least what is left."""


@dataclass(frozen=True, slots=True)
class Rise:
    """A thing: how many papers of each month name it, and how much its share grew at least (2.0: twice)."""

    ref: str
    papers: tuple[int, ...]
    growth: float


@dataclass(frozen=True, slots=True)
class Rising:
    """The steepest rises first, over `months`, in which there are so many papers."""

    months: tuple[str, ...]
    papers: tuple[int, ...]
    rises: tuple[Rise, ...]


def rising(kg: KnowledgeGraph, limit: int) -> Rising:
    """Return the techniques and benchmarks whose share of the papers has surely grown, the steepest first.

    Compared is the share of papers that name a thing in the last months with that in the months before:
    shares, since digests grow too. The measure is the lower bound of the ratio (log method of Katz and
    others, 1978), so that two papers after none count for little.
    """
    month = {p.ref: p.date for p in kg.papers if p.date}
    total = Counter(month.values())
    months = sorted(total)[-RECENT - BEFORE :]
    if len(months) < RECENT + 1:
        return Rising((), (), ())
    wanted = {e.ref for e in kg.entities if e.type in TYPES}
    counts: dict[str, Counter[str]] = {ref: Counter() for ref in sorted(wanted)}
    for s in kg.statements:
        if s.relation == "mentions" and s.object in wanted and s.subject in month:
            counts[s.object][month[s.subject]] += 1
    all_papers = [total[m] for m in months]
    rises = [
        Rise(ref, each := tuple(count[m] for m in months), _growth(each, all_papers))
        for ref, count in counts.items()
    ]
    kept = [rise for rise in rises if sum(rise.papers[-RECENT:]) >= LEAST_PAPERS and rise.growth > 1]
    kept.sort(key=lambda rise: (-rise.growth, rise.ref))
    return Rising(tuple(months), tuple(all_papers), tuple(kept[:limit]))


def _growth(papers: tuple[int, ...], total: list[int]) -> float:
    """Return the least ratio of the recent share to the earlier one, half a paper added against zeros."""
    recent, before = sum(papers[-RECENT:]) + 0.5, sum(papers[:-RECENT]) + 0.5
    ratio = log(recent / (sum(total[-RECENT:]) + 0.5)) - log(before / (sum(total[:-RECENT]) + 0.5))
    error = sqrt(1 / recent + 1 / before)
    return round(exp(ratio - _SURE * error), 6)
