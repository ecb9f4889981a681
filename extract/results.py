"""Results: which numbers of a sentence say how well something does, of what, on what, by which metric."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from extract.drafts import Draft
from extract.holders import Figure, Holders, left_of
from extract.knowledge import Knowledge
from extract.metrics import Metrics, states
from extract.numbers import Number, NumberReader
from extract.scene import Scene
from graph.model import ExtractedResult, Measure

_TIME_UNITS = ("ms", "s", "min", "h", "GB", "MB", "FPS", "fps", "sec", "secs", "hour", "mins", "minute")
"""Units that measure costs as well as results: a metric must stand beside them."""


_TO = re.compile(r"^\s?(?:\([^()]{1,40}\)\s)?to\s(?:only\s|just\s)?$")
"""Between the two values of `from 1.99s (Full Attention) to 0.35s`."""


class Quantifier:
    """Reads the results of scenes; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._numbers = NumberReader(knowledge)
        self._metrics = Metrics(knowledge)
        self._holders = Holders(knowledge)
        self._delta_before = knowledge.pattern("result.delta-before")
        self._delta_after = knowledge.pattern("result.delta-after")
        self._share = knowledge.pattern("result.share")
        self._reached = knowledge.pattern("result.reached")

    def find(self, scene: Scene, main: Draft | None) -> Iterator[ExtractedResult]:
        """Yield the results of one sentence; `main` is the paper's main introduced thing."""
        found = self._numbers.find(scene.passage.text, scene.start, scene.end)
        numbers = [n for n in found if not _in_name(scene, n)]
        metrics = {n: self._metrics.before(left_of(scene, n, 90)) for n in numbers}
        for first, second in pairwise(numbers):
            if not metrics[second] and _TO.match(scene.text(first.end, second.start)):
                metrics[second] = metrics[first]
        kept = [n for n in numbers if self._is_result(scene, n, metrics[n] is not None)]
        told = ""
        for index, number in enumerate(kept):
            figure = Figure(scene, kept, index, main)
            same = index > 0 and _scale(number.unit) == _scale(kept[index - 1].unit)
            told = self._metric(figure, metrics[number]) or (told if same else "") or self._near(figure)
            if (subject := self._holders.subject(figure)) is not None:
                yield self._result(figure, subject, told)

    def _metric(self, figure: Figure, before: re.Match[str] | None) -> str:
        """Return the metric right beside a number; `before` is the match of one before it."""
        scene, number = figure.scene, figure.number
        behind = self._metrics.behind(scene.text(number.end, min(scene.end, number.end + 60)))
        if before and states(left_of(scene, number, 20)):
            behind = None
        return self._metrics.name(behind or before)

    def _near(self, figure: Figure) -> str:
        """Return the nearest metric of the sentence; how many times faster something is needs none."""
        scene, number = figure.scene, figure.number
        if number.unit == "x":
            return ""
        return self._metrics.name(self._metrics.nearest(scene.content, number.start - scene.start))

    def _result(self, figure: Figure, subject: str, metric: str) -> ExtractedResult:
        number, scene = figure.number, figure.scene
        is_delta = self._is_delta(figure)
        measure = Measure(
            text=number.text,
            low=number.low,
            high=number.high,
            comparator=number.comparator,
            unit=number.unit,
            kind="delta" if is_delta else "absolute",
            direction=self._metrics.direction(metric),
        )
        return ExtractedResult(
            subject,
            self._holders.benchmark(figure),
            metric,
            measure,
            self._holders.baseline(figure, subject) if is_delta else "",
            scene.span((number.start, number.end)),
            "result.sentence",
        )

    def _is_result(self, scene: Scene, number: Number, has_metric: bool) -> bool:
        """Say whether a number states how well something does."""
        left, right = left_of(scene, number, 90), scene.text(number.end, min(scene.end, number.end + 90))
        if self._share.match(right):
            return False
        if number.unit in ("%", "pp", "points", "x"):
            return True
        near = has_metric or self._metrics.behind(right[:60]) is not None
        if number.unit in _TIME_UNITS:
            return near
        reached = self._reached.search(left) is not None
        if number.plain:
            return near and reached and int(number.low) > 1
        return near or reached

    def _is_delta(self, figure: Figure) -> bool:
        """Say whether a number is a difference; what stands before and behind a list counts for all."""
        scene, number = figure.scene, figure.number
        if number.unit in ("x", "pp", "points") or number.text.startswith("+"):
            return True
        left = left_of(scene, figure.group[0], 80)
        right = scene.text(number.end, min(scene.end, number.end + 60))
        last = figure.group[-1].end
        of_all = scene.text(last, min(scene.end, last + 60))
        return bool(
            self._delta_before.search(left)
            or self._delta_after.match(right)
            or (last != number.end and self._delta_after.match(of_all))
        )


def _scale(unit: str) -> str:
    """Return what a unit counts: percent and points share their metric."""
    return "%" if unit in ("%", "pp", "points") else unit


def _in_name(scene: Scene, number: Number) -> bool:
    index = bisect_left(scene.names, number.end, key=lambda n: n.start)
    return any(number.start < n.end for n in scene.names[max(0, index - 2) : index])
