"""The largest communities of co-authors as a picture: circles of leading members, joined by common papers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, starmap
from math import cos, dist, pi, sin
from typing import TYPE_CHECKING

from graph.analyses.community_map import CommunityMap, Drawn
from viz.plots.figure import COLOURS, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Point = tuple[float, float]

_WIDTH, _HEIGHT = 15.0, 11.5
_ACROSS, _UP = 5.7, 4.5
_LIFT = 0.3  # room for the last note
_RING = 0.55
_STEPS = 2_000
_GREY, _NAME, _LIMIT = "#bbbbbb", 8, 22
_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
"""Under a text, so that no line runs through it."""


def draw_communities(found: CommunityMap, labels: Mapping[str, str]) -> Figure:
    """Return a picture of communities on an ellipse, the first at the top, then clockwise.

    `labels` are the names of authors and things. Raises `PlotError` without matplotlib.
    """
    figure = new_figure(_WIDTH, _HEIGHT)
    axes = figure.subplots()
    axes.set_xlim(-_WIDTH / 2, _WIDTH / 2)
    axes.set_ylim(-_HEIGHT / 2, _HEIGHT / 2)
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_title("The largest communities of co-authors", fontsize=13)
    centres = around(len(found.drawn))
    for one, other, ties in found.ties:
        _line(axes, centres[one], centres[other], color=_GREY, linewidth=0.6 * ties**0.5, zorder=0)
    for number, (drawn, centre) in enumerate(zip(found.drawn, centres, strict=True)):
        _draw(axes, drawn, centre, COLOURS[number % 6], labels)
    note = "Lines in a circle: common papers of leading members. Grey lines: co-authors in two communities."
    axes.text(0, -_HEIGHT / 2, note, ha="center", va="bottom", fontsize=_NAME, color="#555555")
    return figure


def _draw(axes: Axes, drawn: Drawn, centre: Point, colour: str, labels: Mapping[str, str]) -> None:
    """Draw one community: a disc, its leading members around it with their names, and what it is about."""
    from matplotlib.patches import Circle

    axes.add_patch(Circle(centre, _RING, facecolor="white", edgecolor=colour, linewidth=1, zorder=1))
    places = [_on_ring(centre, at, len(drawn.leaders)) for at in range(len(drawn.leaders))]
    for one, other, weight in drawn.ties:
        _line(axes, places[one], places[other], color=colour, linewidth=0.8 + weight, zorder=2, alpha=0.7)
    for place, ref in zip(places, drawn.leaders, strict=True):
        axes.plot(*place, "o", color=colour, markersize=5, zorder=3)
        right = place[0] > centre[0]
        axes.text(
            place[0] + (0.1 if right else -0.1),
            place[1],
            label(labels.get(ref, ref), _LIMIT),
            ha="left" if right else "right",
            va="center",
            fontsize=_NAME,
            bbox=_PAPER,
            zorder=2.5,
        )
    each = drawn.community
    things = [mark.thing for mark in (*each.techniques, *each.benchmarks)][:2]
    about = [label(labels.get(thing, thing), 34) for thing in things]
    head = f"{each.number}: {len(each.members)} authors, {len(each.papers)} papers"
    axes.text(
        centre[0],
        centre[1] - _RING - 0.2,
        "\n".join([head, *about]),
        ha="center",
        va="top",
        fontsize=_NAME,
        fontweight="bold",
        color="#222222",
        bbox=_PAPER,
        zorder=2.5,
    )


def _on_ring(centre: Point, at: int, count: int) -> Point:
    """Return the place of a member on a ring; none is at the very top or bottom, where names would meet."""
    angle = pi / 2 - (at + 0.5) * 2 * pi / count
    return centre[0] + _RING * cos(angle), centre[1] + _RING * sin(angle)


def _line(axes: Axes, start: Point, end: Point, **style: object) -> None:
    axes.plot((start[0], end[0]), (start[1], end[1]), solid_capstyle="round", **style)  # type: ignore[arg-type]


def around(count: int) -> list[Point]:
    """Return places on an ellipse, equally far from each other along it, from the top clockwise."""
    turns = (2 * pi * step / _STEPS for step in range(_STEPS + 1))
    outline = [(_ACROSS * sin(turn), _LIFT + _UP * cos(turn)) for turn in turns]
    length = sum(starmap(dist, pairwise(outline)))
    walked = 0.0
    found: list[Point] = []
    for here, there in pairwise(outline):
        if len(found) < count and walked >= length * len(found) / count:
            found.append(here)
        walked += dist(here, there)
    return found
