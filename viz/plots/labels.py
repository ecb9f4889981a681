"""Labels beside points that hide neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox

Point = tuple[float, float]

_SIDES = ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1))
_DISTANCES = (5, 16, 30, 46, 64, 84, 106, 130, 160)
"""In points; what is farther off than the first of them gets a line to its point."""
_CLEAR = 3.0
_SIZE = 8
_OUTSIDE = 10
"""So much worse it is to leave the frame than to cover something."""
_HORIZONTAL: dict[int, Literal["left", "center", "right"]] = {-1: "right", 0: "center", 1: "left"}
_VERTICAL: dict[int, Literal["top", "bottom"]] = {-1: "top", 1: "bottom"}


def place_labels(axes: Axes, labels: Sequence[tuple[Point, str]], avoid: Sequence[Point]) -> None:
    """Write a text beside each of some points where it covers no other text and none of the points to avoid.

    Each tries places at growing distance, in a fixed order, and takes the first that is free; if none is,
    the one that covers least. Limits and other texts of the axes must be final.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = axes.get_figure(root=True)
    if figure is None or not labels:
        return
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    figure.draw_without_rendering()
    frame = axes.get_window_extent(renderer)
    taken = [_around(axes, point) for point in avoid]
    for point, text in labels:
        annotation = _annotation(axes, point, text)
        costs = []
        for number, (distance, side) in enumerate(product(_DISTANCES, _SIDES)):
            _put(annotation, distance, side)
            box = _box(annotation, renderer)
            covered = sum(_shared(box, other) for other in taken)
            costs.append((_OUTSIDE * _outside(box, frame) + covered, number))
            if not costs[-1][0]:
                break
        distance, side = list(product(_DISTANCES, _SIDES))[min(costs)[1]]
        _put(annotation, distance, side)
        if distance == _DISTANCES[0] and annotation.arrow_patch:
            annotation.arrow_patch.set_visible(False)
        taken.append(_box(annotation, renderer))


def _annotation(axes: Axes, point: Point, text: str) -> Annotation:
    annotation = axes.annotate(
        text,
        point,
        xytext=(0, 0),
        textcoords="offset points",
        fontsize=_SIZE,
        arrowprops={"arrowstyle": "-", "color": "0.6", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 3},
    )
    annotation.set_in_layout(False)
    return annotation


def _put(annotation: Annotation, distance: float, side: tuple[int, int]) -> None:
    annotation.set_position((side[0] * distance, side[1] * distance))
    annotation.set_horizontalalignment(_HORIZONTAL[side[0]])
    annotation.set_verticalalignment(_VERTICAL[side[1]])


def _box(annotation: Annotation, renderer: RendererBase) -> Bbox:
    """Return the box of an annotation's text; its own method counts the line to the point as well."""
    from matplotlib.text import Text

    annotation.update_positions(renderer)
    return Text.get_window_extent(annotation, renderer).padded(_CLEAR)


def _around(axes: Axes, point: Point) -> Bbox:
    from matplotlib.transforms import Bbox

    x, y = axes.transData.transform(point)
    return Bbox.from_extents(x - _CLEAR, y - _CLEAR, x + _CLEAR, y + _CLEAR)


def _shared(one: Bbox, other: Bbox) -> float:
    """Return the area that two boxes share."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return width * height if width > 0 and height > 0 else 0.0


def _outside(box: Bbox, frame: Bbox) -> float:
    """Return the area of a box that lies outside a frame."""
    return box.width * box.height - _shared(box, frame)
