"""Shares of papers by month, one panel a thing: eight lines with their intervals would hide each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.analyses.rates import wilson
from graph.analyses.trends import Trend, Trends
from viz.plots.figure import COLOURS, PlotError, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 8
"""More panels do not fit on a page."""
_COLUMNS = 2
_TICKS = 7


def figure(found: Trends, drawn: Sequence[Trend]) -> Figure:
    """Return the shares of the first `MOST` things by month, with 95 % intervals (Wilson).

    The months that are compared with those before are shaded. Each panel has a scale of its own. Raises
    `PlotError` if there is nothing to draw.
    """
    drawn = drawn[:MOST]
    if not drawn:
        raise PlotError("there is nothing to draw")
    columns = min(_COLUMNS, len(drawn))
    rows = -(-len(drawn) // columns)
    picture = new_figure(5.5 * columns, 1 + 2 * rows if rows > 1 else 4)
    for number, trend in enumerate(drawn):
        axes = picture.add_subplot(rows, columns, number + 1)
        _panel(axes, found, trend)
        if number < len(drawn) - columns:  # the panel below says the months
            axes.tick_params(labelbottom=False)
    picture.supylabel("share of the month's papers that mention it, with its 95 % interval", fontsize=9)
    picture.supxlabel("month of the papers; shaded: the months compared with those before", fontsize=9)
    return picture


def _panel(axes: Axes, found: Trends, trend: Trend) -> None:
    bases = found.bases(trend.entity.type)
    points = [
        (month, count / base, *wilson(count, base))
        for month, (count, base) in enumerate(zip(trend.counts, bases, strict=True))
        if base
    ]
    if points:
        months, shares, lows, highs = zip(*points, strict=True)
        axes.fill_between(months, lows, highs, color=COLOURS[0], alpha=0.18, linewidth=0)
        axes.plot(months, shares, color=COLOURS[0], marker="o", markersize=4, linewidth=1.8)
    _frame(axes, found)
    axes.set_title(label(trend.entity.label), fontsize=10, loc="left")


def _frame(axes: Axes, found: Trends) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    last = len(found.months) - 1
    if found.recent:
        axes.axvspan(last - found.recent + 0.5, last + 0.5, color="0.94", linewidth=0, zorder=0)
    step = -(-(last + 1) // _TICKS)
    shown = range(last % step, last + 1, step)  # the last month is always told
    axes.set_xticks(shown, [found.months[month] for month in shown], fontsize=8)
    axes.set_xlim(-0.5, last + 0.5)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda share, _: f"{share:.3%}".rstrip("0%").rstrip(".") + "%")
    )
    axes.tick_params(axis="y", labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="0.9", linewidth=0.6)
    axes.set_axisbelow(True)
