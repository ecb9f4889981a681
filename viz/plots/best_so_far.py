"""The best result so far on a benchmark, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.analyses.leaderboard import Board
from graph.analyses.ranking import Row
from viz.plots.figure import COLOURS, MARKERS, PlotError, label, new_figure
from viz.plots.labels import Point, place_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MAX_TICKS = 12
_NAME = 30
_ALONG = 80
_ROOM = 0.25
"""Labels need room: this share of the range of values above and below, and of the months on both sides."""


def best_so_far_figure(board: Board, title: str, labels: Mapping[str, str]) -> Figure:
    """Return the curve of a board's best result over the months, among its ranked results.

    Of the results only the better half and what lies in the curve's range are shown, and the legend says how
    many are not: single bad ones would flatten the curve. `labels` names subjects by reference. Raises
    `PlotError` without matplotlib, and if no result is ranked and has a month.
    """
    if not board.best:
        raise PlotError("there is nothing to draw: no ranked result has a month")
    figure = new_figure()
    axes = figure.subplots()
    steps = [_point(row) for row in board.best]
    results = [_point(row) for row in board.rows if row.rank is not None and row.month]
    last = max(x for x, _ in results)
    shown = _limit(axes, steps, results)
    _draw(axes, shown, len(results) - len(shown), [*steps, (last, steps[-1][1])])
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=8)
    _say(axes, board, title)
    _month_ticks(axes, min(x for x, _ in results), last)
    named = [(point, _named(row, labels)) for point, row in zip(steps, board.best, strict=True)]
    place_labels(axes, named, avoid=[*shown, *_curve(steps, last)])
    return figure


def _limit(axes: Axes, steps: Sequence[Point], results: Sequence[Point]) -> list[Point]:
    """Set the limits of the axes and return the results within them."""
    values = sorted(y for _, y in results)
    middle = values[len(values) // 2]
    low, high = min(middle, *(y for _, y in steps)), max(middle, *(y for _, y in steps))
    room = _ROOM * ((high - low) or abs(high) or 1)
    months = [x for x, _ in results]
    beside = max(1, _ROOM / 2 * (max(months) - min(months)))
    axes.set_xlim(min(months) - beside / 2, max(months) + beside)
    axes.set_ylim(low - room, high + room)
    return [(x, y) for x, y in results if low - room <= y <= high + room]


def _draw(axes: Axes, shown: Sequence[Point], hidden: int, curve: Sequence[Point]) -> None:
    worse = f", {hidden} worse ones outside" if hidden else ""
    months, values = zip(*shown, strict=True)
    axes.scatter(months, values, s=14, color="0.65", label=f"{len(shown)} results{worse}", zorder=1)
    months, values = zip(*curve, strict=True)
    axes.step(
        months,
        values,
        where="post",
        color=COLOURS[0],
        marker=MARKERS[0],
        markersize=5,
        markevery=range(len(curve) - 1),
        label="best so far",
        zorder=2,
    )


def _say(axes: Axes, board: Board, title: str) -> None:
    unit = f" ({board.quantity.unit})" if board.quantity.unit else ""
    axes.set_title(label(title, 90))
    axes.set_xlabel("month of the paper")
    axes.set_ylabel(label(f"{board.metric or 'metric not named'}{unit}, {board.direction} is better", 60))
    axes.spines[["top", "right"]].set_visible(False)


def _curve(steps: Sequence[Point], last: float) -> Iterator[Point]:
    """Yield points along the curve, so close that no label finds room between them."""
    ends = [*steps[1:], (last, steps[-1][1])]
    for (x, y), (next_x, next_y) in zip(steps, ends, strict=True):
        for number in range(_ALONG):
            yield x + (next_x - x) * number / _ALONG, y
            yield next_x, y + (next_y - y) * number / _ALONG


def _named(row: Row, labels: Mapping[str, str]) -> str:
    return f"{label(labels.get(row.subject, row.subject), _NAME)}, {float(row.value):g}"


def _point(row: Row) -> Point:
    """Return a row's month, as the number of months since year 0, and value."""
    year, month = row.month.split("-")
    return int(year) * 12 + int(month) - 1, float(row.value)


def _month_ticks(axes: Axes, first: float, last: float) -> None:
    step = max(1, -(-int(last - first + 1) // _MAX_TICKS))
    ticks = range(int(first), int(last) + 1, step)
    axes.set_xticks(ticks, [f"{tick // 12}-{tick % 12 + 1:02}" for tick in ticks], fontsize=8)
