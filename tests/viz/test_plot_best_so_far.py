"""The curve of the best result so far, and labels that keep clear of each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from graph.analyses.leaderboard import Board, leaderboard
from tests.graph.analyses.measured import graph_of, result
from viz.plots.best_so_far import best_so_far_figure
from viz.plots.figure import PlotError, new_figure
from viz.plots.labels import place_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def boxes(axes: Axes) -> list[Bbox]:
    """Return the boxes of the labels beside points."""
    renderer = FigureCanvasAgg(axes.figure).get_renderer()  # type: ignore[no-untyped-call,arg-type]
    axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    found = []
    for annotation in axes.findobj(Annotation):
        assert isinstance(annotation, Annotation)
        annotation.update_positions(renderer)
        found.append(Text.get_window_extent(annotation, renderer))
    return found


def board_of(direction: str = "higher", values: tuple[float, ...] = (70, 71, 71.5, 90, 90.5, 91)) -> Board:
    rows = [
        result(f"{value}%", f"A rather long name {n}", "acc", paper=n % 6, direction=direction)
        for n, value in enumerate(values)
    ]
    return leaderboard(graph_of(rows), "entity/gsm8k").boards[0]


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_the_curve_steps_where_the_best_changes(direction: str) -> None:
    values = (70.0, 60.0, 80.0, 50.0, 90.0, 85.0)
    figure = best_so_far_figure(board_of(direction, values), "GSM8K", {})
    (line,) = figure.axes[0].lines
    steps = [70, 80, 90, 90] if direction == "higher" else [70, 60, 50, 50]
    assert list(line.get_ydata()) == steps  # type: ignore[arg-type]
    assert line.get_drawstyle() == "steps-post"


def test_no_label_covers_another_or_leaves_the_frame() -> None:
    figure = best_so_far_figure(board_of(), "GSM8K", {})
    axes = figure.axes[0]
    found = boxes(axes)
    assert len(found) == 6
    assert not any(one.overlaps(other) for one, other in combinations(found, 2))
    frame = axes.get_window_extent()
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in found)
    assert all(frame.y0 <= box.y0 and box.y1 <= frame.y1 for box in found)


def test_points_at_one_place_have_labels_apart() -> None:
    figure = new_figure()
    axes = figure.subplots()
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    place_labels(axes, [((5, 5), f"the label {number}") for number in range(8)], avoid=[(5, 5)])
    found = boxes(axes)
    assert not any(one.overlaps(other) for one, other in combinations(found, 2))
    place = axes.transData.transform((5, 5))
    assert not any(box.contains(*place) for box in found)


def test_a_bad_result_does_not_flatten_the_curve() -> None:
    figure = best_so_far_figure(board_of(values=(90, 91, 92, 93, 94, 2)), "GSM8K", {})
    axes = figure.axes[0]
    assert axes.get_ylim()[0] > 80
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [
        "5 results, 1 worse ones outside",
        "best so far",
    ]


def test_one_result_is_a_picture_too() -> None:
    figure = best_so_far_figure(board_of(values=(90,)), "$GSM8K$", {})
    assert figure.axes[0].get_title() == r"\$GSM8K\$"
    assert len(boxes(figure.axes[0])) == 1


def test_without_ranked_results_there_is_nothing_to_draw() -> None:
    with pytest.raises(PlotError, match="nothing to draw"):
        best_so_far_figure(board_of("unknown"), "GSM8K", {})
