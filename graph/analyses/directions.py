"""Whether more is better, where the results themselves do not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from graph.analyses.ranking import Direction
from graph.model import KnowledgeGraph

Source = Literal["", "benchmark", "graph"]
"""What a direction is taken from: the results themselves, other results on the benchmark, or in the graph."""

_AGREED = 0.8
_AT_LEAST = 3


class Directions:
    """Knows in which direction the numbers of a graph's benchmarks go."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._on: dict[tuple[str, str], Counter[Direction]] = defaultdict(Counter)
        self._shares: Counter[Direction] = Counter()
        for result in kg.results:
            measure = result.measure
            if result.benchmark and measure.kind == "absolute" and measure.direction != "unknown":
                self._on[result.benchmark, measure.unit][measure.direction] += 1
                if measure.unit == "%":
                    self._shares[measure.direction] += 1

    def of(self, stated: Iterable[Direction], benchmark: str, unit: str) -> tuple[Direction, Source]:
        """Return the direction of comparable numbers, and what says so.

        What four in five of those that state one agree on; else that of four in five of the benchmark's other
        numbers in the unit; else, of shares, that of four in five in the graph. Of others, three must agree.
        """
        if (found := _agreed(Counter(stated), 1)) != "unknown":
            return found, ""
        if (found := _agreed(self._on[benchmark, unit], _AT_LEAST)) != "unknown":
            return found, "benchmark"
        if unit == "%" and (found := _agreed(self._shares, _AT_LEAST)) != "unknown":
            return found, "graph"
        return "unknown", ""


def _agreed(counts: Counter[Direction], at_least: int) -> Direction:
    total = counts["higher"] + counts["lower"]
    for direction in ("higher", "lower"):
        if counts[direction] >= at_least and counts[direction] >= _AGREED * total:
            return direction
    return "unknown"
