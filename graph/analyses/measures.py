"""Which numbers can be compared: what names of metrics mean one thing, and in which unit a number counts.

Digests write one metric in many ways (`accuracy`, `GSM8K accuracy`, `96%`, `0.96`, `96`). What belongs
together is decided by how the whole graph writes it; docs/analyses/leaderboard.md says what cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from graph.analyses.directions import Directions
from graph.model import KnowledgeGraph, Measure, Result

NO_METRIC = ""
"""The key of numbers whose metric is not named, or only as a score or performance."""

NOT_STATED = "metric not stated"
CALLED = "called {}"
NO_UNIT = "no unit written, taken as {}"
AS_FRACTION = "a fraction, times 100"

_PRAISE = re.compile(
    "absolute|benchmark|best|comparable|competitive|exhibiting|final|high|higher|highest|impressive|leading|minor"
    "|new|notable|overall|remarkable|reported|sota|state-of-the-art|strong|superior|top|total"
)
"""Words that say how good a number is, or that it is the whole one, not what was measured."""
_TAIL = re.compile(r"(?:^|[\s-])(?:scores?|rates?|values?|metrics?)$")
_OF_TRIES = re.compile(r"((?:[a-z]+@|top-)(?:k|\d+)) accuracy")
"""`pass@1 accuracy` is `pass@1`."""
_PERFORMANCE = re.compile(r"\bperformances?$")
_LAST_NUMBER = re.compile(r"\d{2,}$")
"""What may be left of a benchmark's name before a metric: `24 pass@1` on AIME'24."""
_TRIES = re.compile(r"@\d+")
_UNITS = {"tokens/sec": "tokens/s", "tokens/second": "tokens/s", "fps": "FPS"}
_MAX_NAME = 4

_SHARE_OF_PERCENT = Decimal("0.25")
_SHARE_OF_UNIT = Decimal("0.05")
_MIN_WRITTEN = 3
_APART = 10
_TIMES_THE_NEXT = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is comparable: results of one quantity can be ranked.

    `metric` is a key, see `Conventions.name`. Of numbers without a unit, `scale` is `up to 1` or `above 1`
    where a benchmark's values are written on two scales. The kind `delta` is a difference or, with the unit
    `x`, a factor.
    """

    benchmark: str
    metric: str
    unit: str = ""
    setting: str = ""
    kind: str = "absolute"
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A result with its quantity and its number, from `low` to `high`, in the quantity's unit.

    `remarks` say what was assumed.
    """

    result: Result
    quantity: Quantity
    low: Decimal
    high: Decimal
    remarks: tuple[str, ...] = ()


class Conventions:
    """How a graph writes its metrics. Made once from the whole graph, then asked about any of its results."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.directions = Directions(kg)
        self._results = [result for result in kg.results if result.benchmark]
        self._all = kg.results
        self._entities = {entity.ref: entity for entity in kg.entities}
        self._names: dict[str, frozenset[str]] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def place(self, results: Iterable[Result]) -> list[Placed]:
        """Return the results that have a benchmark, each with its quantity, in their order."""
        return [self._place(result) for result in results if result.benchmark]

    def key(self, metric: str, benchmark: str = "") -> str:
        """Return what the names of one metric have in common, given references.

        The benchmark's own name, praise (`highest`) and what any number is (`score`, `rate`) do not count; a
        `performance` names no metric.
        """
        found = self._keys.get((metric, benchmark))
        if found is None:
            label = self._entities[metric].label if metric in self._entities else metric
            found = metric_key(label, self._names_of(benchmark))
            self._keys[metric, benchmark] = found
        return found

    def usual(self, benchmark: str) -> str:
        """Return the key of the metric that a benchmark's scores are usually measured by, else nothing.

        It is what most of its absolute results name: at least three, and twice as many as the next.
        """
        return self._usual.get(benchmark, NO_METRIC)

    def name(self, quantity: Quantity) -> str:
        """Return the name that most results give the metric of a quantity, else nothing."""
        names = self._written.get(quantity.metric) if quantity.metric else None
        return min(names, key=lambda name: (-names[name], len(name), name)) if names else ""

    def _place(self, result: Result) -> Placed:
        measure, metric = result.measure, self.key(result.metric, result.benchmark)
        remarks: tuple[str, ...] = ()
        if metric == NO_METRIC and measure.kind == "absolute" and self._may_be_usual(result):
            metric, remarks = self.usual(result.benchmark), (self._unnamed_as(result.metric),)
        quantity = Quantity(result.benchmark, metric, _unit(measure), measure.setting, measure.kind)
        placed = Placed(result, quantity, Decimal(measure.low), Decimal(measure.high), remarks)
        return self._scaled(placed) if measure.kind == "absolute" and not measure.unit else placed

    def _may_be_usual(self, result: Result) -> bool:
        """Say whether a number without a metric is taken for the benchmark's usual one: only as a share.

        Other metrics have no range that would tell.
        """
        if not self._is_share(self.usual(result.benchmark)):
            return False
        return result.measure.unit == "%" or (not result.measure.unit and bool(_as_share(result.measure)))

    def _unnamed_as(self, metric: str) -> str:
        """Return what to say of a number without a metric that is taken for one of the usual metric."""
        label = self._entities[metric].label if metric in self._entities else ""
        return CALLED.format(label) if label and not _PERFORMANCE.search(label.lower()) else NOT_STATED

    def _scaled(self, placed: Placed) -> Placed:
        """Return a number without a unit in the one that its metric is otherwise written in, if any."""
        quantity, measure = placed.quantity, placed.result.measure
        share = self._is_share(quantity.metric or _unnamed(quantity.benchmark))
        factor = _as_share(measure) if share else None
        if factor:
            remark = AS_FRACTION if factor != 1 else NO_UNIT.format("%")
            return replace(
                placed,
                quantity=replace(quantity, unit="%"),
                low=placed.low * factor,
                high=placed.high * factor,
                remarks=(*placed.remarks, remark),
            )
        if unit := self._unit_of.get(_any_tries(quantity.metric)):
            remarks = (*placed.remarks, NO_UNIT.format(unit))
            return replace(placed, quantity=replace(quantity, unit=unit), remarks=remarks)
        if (quantity.benchmark, quantity.metric) in self._on_two_scales:
            scale = "up to 1" if placed.high <= 1 else "above 1"
            return replace(placed, quantity=replace(quantity, scale=scale))
        return placed

    def _names_of(self, benchmark: str) -> frozenset[str]:
        if benchmark not in self._names:
            entity = self._entities.get(benchmark)
            names = (entity.label, *entity.aliases) if entity else ()
            years = (match[0] for match in map(_LAST_NUMBER.search, names) if match)
            self._names[benchmark] = frozenset(map(_folded, names)) | frozenset(years)
        return self._names[benchmark]

    @cached_property
    def _written(self) -> Mapping[str, Counter[str]]:
        """By key, how often each name of a metric is written."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for result in self._all:
            if result.metric in self._entities:
                found[self.key(result.metric, result.benchmark)][self._entities[result.metric].label] += 1
        return found

    @cached_property
    def _usual(self) -> Mapping[str, str]:
        named: dict[str, Counter[str]] = defaultdict(Counter)
        for result in self._results:
            if result.measure.kind == "absolute" and (key := self.key(result.metric, result.benchmark)):
                named[result.benchmark][key] += 1
        found = {}
        for benchmark, counts in named.items():
            (key, most), *rest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
            if most >= _MIN_WRITTEN and most >= _TIMES_THE_NEXT * (rest[0][1] if rest else 0):
                found[benchmark] = key
        return found

    @cached_property
    def _units(self) -> Mapping[str, Counter[str]]:
        """By key, how often absolute results have each unit, and any have `x`; of no metric by benchmark.

        Metrics that differ in their tries alone, as `avg@32` and `avg@64`, are counted together.
        """
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for result in self._all:
            if result.measure.kind == "absolute" or result.measure.unit == "x":
                key = self.key(result.metric, result.benchmark) or _unnamed(result.benchmark)
                found[_any_tries(key)][_unit(result.measure)] += 1
        return found

    def _is_share(self, metric: str) -> bool:
        """Say whether a metric is a share, such as accuracy.

        At least three of its numbers are in percent, and a quarter of these and the plain ones. Of what is as
        often said to have grown by a factor, such as time or speed, percent are no scores.
        """
        counts = self._units.get(_any_tries(metric), Counter())
        plain = counts["%"] + counts[""]
        return counts["%"] >= max(_MIN_WRITTEN, counts["x"] + 1) and counts["%"] >= _SHARE_OF_PERCENT * plain

    @cached_property
    def _unit_of(self) -> Mapping[str, str]:
        """By key, the unit that numbers of a metric have where they have any, as PSNR has dB."""
        found = {}
        for key, counts in self._units.items():
            written = {unit: count for unit, count in counts.items() if unit not in ("", "%", "x")}
            if len(written) == 1:
                ((unit, count),) = written.items()
                if count >= _MIN_WRITTEN and count >= _SHARE_OF_UNIT * counts.total():
                    found[key] = unit
        return found

    @cached_property
    def _on_two_scales(self) -> frozenset[tuple[str, str]]:
        """The benchmarks and keys whose plain numbers are up to 1 or far above it, with nothing between."""
        plain: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for result in self._results:
            if result.measure.kind == "absolute" and not result.measure.unit:
                key = result.benchmark, self.key(result.metric, result.benchmark)
                plain[key].append(Decimal(result.measure.high))
        found = set()
        for key, values in plain.items():
            small, large = [v for v in values if 0 < v <= 1], [v for v in values if v > 1]
            if small and large and min(large) >= _APART * max(small):
                found.add(key)
        return frozenset(found)


def metric_key(label: str, of_benchmark: Collection[str] = ()) -> str:
    """Return what the names of one metric have in common; `of_benchmark` are the benchmark's folded names."""
    words = [word for word in _without(label.split(), of_benchmark) if not _PRAISE.fullmatch(word.lower())]
    key = " ".join(words).lower().replace("accuracies", "accuracy")
    if _PERFORMANCE.search(key):
        return NO_METRIC
    key = _TAIL.sub("", key)
    if found := _OF_TRIES.fullmatch(key):
        return found[1]
    return key


def _without(words: list[str], names: Collection[str]) -> list[str]:
    """Return the words less the longest run of them that is one of some folded names."""
    for length in range(min(_MAX_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if _folded(" ".join(words[start : start + length])) in names:
                return words[:start] + words[start + length :]
    return words


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _any_tries(key: str) -> str:
    return _TRIES.sub("@k", key)


def _unnamed(benchmark: str) -> str:
    """Return the key under which the units of a benchmark's numbers without a metric are counted."""
    return f"\x1f{benchmark}"


def _unit(measure: Measure) -> str:
    return _UNITS.get(measure.unit, measure.unit)


def _as_share(measure: Measure) -> Decimal | None:
    """Return what makes percent of a plain number: 100 of 0.85, 1 of 85; nothing where it can be no share.

    A whole number up to 1 may be either, so it is neither.
    """
    low, high = Decimal(measure.low), Decimal(measure.high)
    if low < 0 or high > 100:
        return None
    if high <= 1:
        return Decimal(100) if "." in measure.text else None
    return Decimal(1)
