"""Benchmarks whose best result changed last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.model import KnowledgeGraph, Result

_FRACTIONS_UP_TO = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A best result and the one that it beat, as places in the graph's results."""

    result: int
    beaten: int


def records(kg: KnowledgeGraph, limit: int) -> list[Record]:
    """Return the last change of the best result of each benchmark, the newest first.

    Compared are values of one metric in one unit and setting whose better direction is known; differences are
    no values, and where plain numbers lie on both sides of 1 some may be fractions: those are left out.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, result in enumerate(kg.results):
        if _comparable(result):
            m = result.measure
            groups[result.benchmark, result.metric, m.unit, m.setting, m.direction].append(i)
    changes = [change for rows in groups.values() if _one_scale(kg, rows) for change in _changes(kg, rows)]
    changes.sort(key=lambda record: (kg.results[record.result].first, -record.result), reverse=True)
    newest: dict[str, Record] = {}
    for change in changes:
        newest.setdefault(kg.results[change.result].benchmark, change)
    return list(newest.values())[:limit]


def _comparable(result: Result) -> bool:
    m = result.measure
    plain = m.kind == "absolute" and m.comparator == "=" and m.low == m.high and m.direction != "unknown"
    percent = m.unit != "%" or 0 <= Decimal(m.low) <= 100
    return bool(plain and percent and result.benchmark and result.metric and result.first)


def _one_scale(kg: KnowledgeGraph, rows: Sequence[int]) -> bool:
    measures = [kg.results[i].measure for i in rows]
    low = [abs(Decimal(m.low)) <= _FRACTIONS_UP_TO for m in measures]
    return bool(measures[0].unit) or len(set(low)) == 1


def _changes(kg: KnowledgeGraph, rows: Sequence[int]) -> Iterator[Record]:
    """Yield each time that a later digest gave a better value than all before it."""
    sign = 1 if kg.results[rows[0]].measure.direction == "higher" else -1

    def value(i: int) -> Decimal:
        return sign * Decimal(kg.results[i].measure.low)

    best: int | None = None
    days: dict[str, list[int]] = defaultdict(list)
    for i in rows:
        days[kg.results[i].first].append(i)
    for day in sorted(days):
        top = max(days[day], key=lambda i: (value(i), -i))
        if best is None:
            best = top
        elif value(top) > value(best):
            yield Record(top, best)
            best = top
