"""A lineage over time: ancestors above and to the left, descendants below and to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analyses.lineage import Lineage, Node, pruned, walk
from viz.plots.figure import COLOURS, PlotError, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 40
"""So many ancestors and descendants each are drawn at most, those nearest to the thing."""

_WIDTH, _MARGIN, _ROW = 11, 1.8, 0.24  # inches
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 1200)  # months between two labels of the axis
_TICKS = 12
_STYLES = {"extends": (COLOURS[0], "-"), "variantOf": (COLOURS[2], "--"), "": (COLOURS[1], ":")}
_TRUNK = "0.6"
_NAMES = {"extends": "extends", "variantOf": "is a variant of", "": "doubtful: the child is older"}


@dataclass(frozen=True, slots=True)
class _Point:
    """Where a thing is drawn: `x` counts months, `y` rows downwards; `side` is that of its label."""

    node: Node
    x: int
    y: int
    side: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A link to be drawn from one thing to another; `style` is a key of the styles."""

    start: _Point
    end: _Point
    style: str
    again: bool


def lineage_figure(found: Lineage, labels: Mapping[str, str]) -> Figure:
    """Return a picture of a lineage: months from left to right, each thing in a row of its own.

    A thing that no paper introduces stands, hollow, at the first month that names it; an ancestor at the
    latest where its child stands, a descendant not before the month of a parent that a paper introduces.
    Raises `PlotError` if the thing has no month, or without matplotlib.
    """
    up, down = pruned(found.ancestors, MOST), pruned(found.descendants, MOST)
    if (month := _month(down.date or down.seen)) is None:
        raise PlotError(f"{labels[found.ref]}: no paper with a known month names it")
    root = _Point(down, month, 0, 1)
    lines = [*_lines(root, up, -1), *_lines(root, down, 1)]
    points = [root, *dict.fromkeys(line.end for line in lines)]
    figure = new_figure(_WIDTH, _MARGIN + _ROW * len(points))
    axes = figure.subplots()
    for line in lines:
        _draw_line(axes, line)
    for point in points:
        _draw_point(axes, point, label(labels[point.node.ref]), point is root)
    axes.set_title(_title(found, up, down, labels))
    _draw_rulers(axes, points)
    _draw_legend(figure, axes, lines, points)
    return figure


def _lines(root: _Point, tree: Node, side: int) -> list[_Line]:
    """Return the links of a tree whose rows lead away from the root's, upwards if `side` is -1."""
    points, lines, again = {root.node.ref: root}, list[_Line](), list[tuple[_Point, Node]]()

    def place(start: _Point, node: Node) -> None:
        for branch in node.branches:
            if branch.again:
                again.append((start, branch))
                continue
            x = _place(branch, start, side)
            beyond = (x - start.x) * side >= 0
            point = _Point(branch, x, side * len(points), side if beyond else -side)
            points[branch.ref] = point
            lines.append(_Line(start, point, _style(branch), False))
            place(point, branch)

    place(root, tree)
    return lines + [_Line(start, points[node.ref], _style(node), True) for start, node in again]


def _place(node: Node, start: _Point, side: int) -> int:
    """Return the month of a node. One that is only named by then may be older: as old as dates demand."""
    month = _month(node.date or node.seen)
    if month is None:
        return start.x
    if node.date or (side > 0 and not start.node.date):
        return month
    return max(month, start.x) if side > 0 else min(month, start.x)


def _style(node: Node) -> str:
    return "" if node.link is None or node.link.late else node.link.statement.relation


def _month(text: str) -> int | None:
    """Return the months since the year 0."""
    if not text:
        return None
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _draw_line(axes: Axes, line: _Line) -> None:
    """Draw a link along the rows and months; one to a thing drawn already goes straight, and faintly."""
    start, end = line.start, line.end
    colour, dashes = _STYLES[line.style]
    if line.again:
        axes.plot((start.x, end.x), (start.y, end.y), dashes, color=colour, linewidth=1, alpha=0.5, zorder=1)
        return
    axes.plot((start.x, start.x), (start.y, end.y), "-", color=_TRUNK, linewidth=1, zorder=1)
    axes.plot((start.x, end.x), (end.y, end.y), dashes, color=colour, linewidth=1.3, zorder=1)


def _draw_point(axes: Axes, point: _Point, text: str, is_root: bool) -> None:
    colour = COLOURS[6] if is_root else _STYLES[_style(point.node)][0]
    axes.plot(
        point.x,
        point.y,
        marker="D" if is_root else "o",
        markersize=8 if is_root else 5,
        color=colour,
        markerfacecolor=colour if point.node.date else "white",
        zorder=2,
    )
    axes.annotate(
        text,
        (point.x, point.y),
        (9 * point.side, 0),
        textcoords="offset points",
        horizontalalignment="left" if point.side > 0 else "right",
        verticalalignment="center",
        fontsize=10 if is_root else 8.5,
        fontweight="bold" if is_root else "normal",
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
        zorder=3,
    )


def _title(found: Lineage, up: Node, down: Node, labels: Mapping[str, str]) -> str:
    parts = [f"Lineage of {label(labels[found.ref])}"]
    for what, whole, drawn in (
        ("ancestors", found.ancestors, up),
        ("descendants", found.descendants, down),
    ):
        total, shown = (len({node.ref for node in walk(tree)}) - 1 for tree in (whole, drawn))
        if shown < total:
            parts.append(f"{shown} of {total} {what} drawn")
    return ", ".join(parts)


def _draw_rulers(axes: Axes, points: Sequence[_Point]) -> None:
    """Rule the months, and leave out what says nothing."""
    first, last = min(p.x for p in points), max(p.x for p in points)
    step = next(s for s in _STEPS if (last - first) / s <= _TICKS)
    ticks = range(first - first % step, last + step, step)
    axes.set_xticks(
        ticks, [f"{m // 12:04}" if step >= 12 else f"{m // 12:04}-{m % 12 + 1:02}" for m in ticks]
    )
    if step <= 6:
        axes.set_xticks(range(first - first % step, last + step), minor=True)
    axes.grid(axis="x", color="0.9", zorder=0)
    axes.set_axisbelow(True)
    axes.set_xlabel("month of the introducing paper, or the first here that names it")
    axes.set_yticks([])
    axes.set_ylim(max(p.y for p in points) + 0.8, min(p.y for p in points) - 0.8)
    axes.spines[["left", "right", "top"]].set_visible(False)


def _draw_legend(figure: Figure, axes: Axes, lines: Sequence[_Line], points: Sequence[_Point]) -> None:
    """Explain what occurs."""
    drawn = {line.style for line in lines}
    for style, (colour, dashes) in _STYLES.items():
        if style in drawn:
            axes.plot([], [], dashes, color=colour, label=_NAMES[style])
    if any(point.node.date for point in points):
        axes.plot([], [], "o", color=_TRUNK, label="introduced by a paper here")
    if not all(point.node.date for point in points):
        axes.plot([], [], "o", color=_TRUNK, markerfacecolor="white", label="only named")
    figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=8.5)
