"""Leaderboards: the results on a benchmark, those that can be compared ranked, and the best so far.

A board holds the results of one benchmark, metric, unit and setting (`graph.analyses.measures` says which
those are). Differences and factors stand on boards of their own, the gains, which are not ranked: over what
they are counted differs from row to row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.analyses.directions import Source
from graph.analyses.measures import Conventions, Placed, Quantity
from graph.analyses.ranking import Direction, Row, best_so_far, rank
from graph.analyses.selection import month_of
from graph.model import KnowledgeGraph, Result

MEASURED_TYPES = ("Benchmark", "Dataset", "Model", "Technique", "Task")
"""What may have a leaderboard: whatever something was measured on."""

_FAR_APART = 10
_MIN_ROWS = 4
"""A board of fewer rows has no records worth telling: its first numbers are all there is."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Board:
    """Comparable results, the best first; without a known direction, or as gains, the earliest first.

    `metric` is the name that most results give it, empty if they give none. `derived` says what the direction
    is taken from where its results do not state it. `best` are the rows that were better than all of earlier
    months.
    """

    quantity: Quantity
    metric: str
    direction: Direction
    derived: Source
    rows: tuple[Row, ...]
    best: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """All that was measured on a benchmark: boards and gains, those of most rows first.

    `siblings` are the benchmarks with results whose names begin alike, which are not this one.
    """

    benchmark: str
    boards: tuple[Board, ...]
    gains: tuple[Board, ...]
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A benchmark, how many results it has, and its board of most rows, if it has any but gains."""

    benchmark: str
    results: int
    board: Board | None


@dataclass(frozen=True, slots=True)
class Record:
    """The last time that a board's best result changed: what was best before, and what came."""

    board: Board
    row: Row
    before: Row


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many results a graph has, and how many of them name what a leaderboard needs."""

    results: int
    with_subject: int
    with_benchmark: int
    with_metric: int
    with_all: int
    deltas: int
    deltas_over: int
    with_setting: int


def coverage(kg: KnowledgeGraph) -> Coverage:
    """Count the results of a graph; a paper is no named subject."""
    named = {entity.ref for entity in kg.entities}
    results = kg.results
    deltas = [result for result in results if result.measure.kind == "delta"]
    return Coverage(
        results=len(results),
        with_subject=sum(r.subject in named for r in results),
        with_benchmark=sum(bool(r.benchmark) for r in results),
        with_metric=sum(bool(r.metric) for r in results),
        with_all=sum(r.subject in named and bool(r.benchmark and r.metric) for r in results),
        deltas=len(deltas),
        deltas_over=sum(bool(r.over) for r in deltas),
        with_setting=sum(bool(r.measure.setting) for r in results),
    )


def leaderboard(kg: KnowledgeGraph, benchmark: str, conventions: Conventions | None = None) -> Leaderboard:
    """Return what was measured on a benchmark, given its reference.

    `conventions` are those of the whole graph where `kg` is a part of it.
    """
    made = boards(kg, [result for result in kg.results if result.benchmark == benchmark], conventions)
    return Leaderboard(
        benchmark,
        tuple(board for board in made if board.quantity.kind == "absolute"),
        tuple(board for board in made if board.quantity.kind == "delta"),
        siblings(kg, benchmark),
    )


def standings(kg: KnowledgeGraph, conventions: Conventions | None = None) -> list[Standing]:
    """Return the benchmarks that have results, those with most first."""
    results: dict[str, list[Result]] = defaultdict(list)
    for result in kg.results:
        if result.benchmark:
            results[result.benchmark].append(result)
    maker = _Maker(kg, conventions or Conventions(kg))
    found = []
    for benchmark, measured in sorted(results.items(), key=lambda item: (-len(item[1]), item[0])):
        absolute = [result for result in measured if result.measure.kind == "absolute"]
        found.append(Standing(benchmark, len(measured), next(iter(maker.boards(absolute)), None)))
    return found


def records(kg: KnowledgeGraph, limit: int, conventions: Conventions | None = None) -> list[Record]:
    """Return the last change of each board's best result, the latest first.

    Boards of fewer than four rows are left out. Of changes in one month those on larger boards come first.
    """
    absolute = [result for result in kg.results if result.benchmark and result.measure.kind == "absolute"]
    found = [
        Record(board, board.best[-1], board.best[-2])
        for board in boards(kg, absolute, conventions)
        if len(board.rows) >= _MIN_ROWS and len(board.best) > 1
    ]
    return sorted(found, key=lambda record: record.row.month, reverse=True)[:limit]


def boards(
    kg: KnowledgeGraph, results: Sequence[Result], conventions: Conventions | None = None
) -> list[Board]:
    """Return the boards of some results of a graph, those of most rows first."""
    return _Maker(kg, conventions or Conventions(kg)).boards(results)


def siblings(kg: KnowledgeGraph, benchmark: str) -> tuple[str, ...]:
    """Return the other benchmarks with results whose names this one's name begins, or that begin it."""
    measured = {result.benchmark for result in kg.results}
    words = {entity.ref: _words(entity.label) for entity in kg.entities if entity.ref in measured}
    own = words.get(benchmark) or next((_words(e.label) for e in kg.entities if e.ref == benchmark), ())

    def alike(other: Sequence[str]) -> bool:
        shared = min(len(own), len(other))
        return shared > 0 and own[:shared] == other[:shared]

    return tuple(sorted(ref for ref, other in words.items() if ref != benchmark and alike(other)))


class _Maker:
    """Makes boards of a graph's results."""

    def __init__(self, kg: KnowledgeGraph, conventions: Conventions) -> None:
        self._conventions = conventions
        self._months = {paper.ref: month_of(paper) for paper in kg.papers}
        self._introduced_by = _introducing(kg)

    def boards(self, results: Sequence[Result]) -> list[Board]:
        """Return the boards of results, those of most rows first."""
        groups: dict[Quantity, list[Placed]] = defaultdict(list)
        for placed in self._conventions.place(results):
            groups[placed.quantity].append(placed)
        made = [self._board(quantity, group) for quantity, group in groups.items()]
        return sorted(made, key=lambda board: (-len(board.rows), _order(board.quantity)))

    def _board(self, quantity: Quantity, group: Sequence[Placed]) -> Board:
        direction, source = board_direction(self._conventions, quantity, group)
        same: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
        for placed in group:
            measure = placed.result.measure
            value = (str(placed.low.normalize()), str(placed.high.normalize()), measure.comparator)
            same[(placed.result.subject, placed.result.over, *value)].append(placed)
        rows = [self._row(each, direction) for each in same.values()]
        ranked = rank(rows, direction)
        best = best_so_far(ranked, direction)
        return Board(quantity, self._conventions.name(quantity), direction, source, ranked, best)

    def _row(self, same: Sequence[Placed], direction: Direction) -> Row:
        """Return the row of a value that one or several results state."""
        ordered = sorted(same, key=lambda p: (-p.result.belief, len(p.remarks), p.result))
        papers = sorted({paper for placed in ordered for paper in placed.result.papers})
        subject = ordered[0].result.subject
        introduced_by = self._introduced_by.get(subject)
        months = filter(None, (self._months.get(paper, "") for paper in papers))
        return Row(
            rank=None,
            value=ordered[0].low if direction == "lower" else ordered[0].high,
            results=tuple(placed.result for placed in ordered),
            papers=tuple(papers),
            month=min(months, default=""),
            baseline=introduced_by is not None and introduced_by.isdisjoint(papers),
            remarks=ordered[0].remarks,
        )


def _introducing(kg: KnowledgeGraph) -> dict[str, set[str]]:
    """Return the papers that introduce each entity or its family; entities name only the earliest."""
    found = {entity.ref: set(entity.introduced_by) for entity in kg.entities}
    for statement in kg.statements:
        if statement.relation == "introduces" and statement.object in found:
            found[statement.object].add(statement.subject)
    for statement in kg.statements:
        if statement.relation == "variantOf" and statement.subject in found:
            found[statement.subject] |= found.get(statement.object, set())
    return found


def board_direction(
    conventions: Conventions, quantity: Quantity, group: Sequence[Placed]
) -> tuple[Direction, Source]:
    """Return in which direction a board is ranked, and what that is taken from if no result states it.

    Gains are not ranked, nor are numbers of several metrics.
    """
    if quantity.kind == "delta" or _is_mixture(quantity, group):
        return "unknown", ""
    stated = (placed.result.measure.direction for placed in group)
    return conventions.directions.of(stated, quantity.benchmark, quantity.unit)


def _is_mixture(quantity: Quantity, group: Sequence[Placed]) -> bool:
    """Say whether numbers without a metric are so far apart that they must be of several metrics."""
    if quantity.metric or quantity.unit == "%":
        return False
    values = [abs(placed.high) for placed in group if placed.high]
    return bool(values) and max(values) > _FAR_APART * min(values)


def _order(quantity: Quantity) -> tuple[str, ...]:
    return quantity.benchmark, quantity.metric, quantity.unit, quantity.setting, quantity.scale, quantity.kind


def _words(name: str) -> list[str]:
    """Return a name's words and numbers, so that `AIME24` begins as `AIME` does."""
    return _WORD.findall(name.lower())
