"""Panels of shares by month."""

from __future__ import annotations

from pathlib import Path

import pytest
from numpy import asarray

from graph.analyses.trends import Trend, Trends
from graph.analyses.uptake import Uptake
from graph.model import Entity, Statement
from viz.plots.figure import PlotError, save
from viz.plots.trends import MOST, figure


def trends(number: int, labelled: tuple[int, ...] = (0, 0, 0)) -> Trends:
    origin = Statement("paper/1", "mentions", "entity/x", 1, "", "", ("paper/1",), ())
    made = tuple(
        Trend(
            Entity(f"entity/{n}", f"$name {n}$", (("Technique", 1),)), (1, 0, n), "", origin, Uptake(0, 0, 0)
        )
        for n in range(number)
    )
    return Trends(("2025-01", "2025-02", "2025-03"), (20, 10, 40), labelled, 1, made, (), ())


@pytest.mark.parametrize(("number", "panels"), [(1, 1), (3, 3), (20, MOST)])
def test_each_thing_has_a_panel_with_its_share(number: int, panels: int, tmp_path: Path) -> None:
    found = trends(number)
    drawn = figure(found, found.trends)
    assert len(drawn.axes) == panels
    last = drawn.axes[-1]
    assert last.get_title(loc="left") == rf"\$name {panels - 1}\$"
    assert asarray(last.lines[0].get_ydata()).tolist() == pytest.approx([1 / 20, 0, (panels - 1) / 40])
    save(drawn, tmp_path / "a.png")


def test_the_last_month_is_told_and_names_do_not_overlap(tmp_path: Path) -> None:
    found = trends(8)
    drawn = figure(found, found.trends)
    save(drawn, tmp_path / "a.png")
    boxes = [box for axes in drawn.axes if (box := axes.get_tightbbox())]
    assert len(boxes) == len(drawn.axes)
    overlapping = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)]
    assert overlapping == []
    assert drawn.axes[-1].get_xticklabels()[-1].get_text() == "2025-03"


def test_months_without_labels_have_no_point() -> None:
    found = trends(1, labelled=(10, 0, 5))
    task = Trend(
        Entity("entity/t", "t", (("Task", 1),)), (5, 0, 1), "", found.trends[0].origin, Uptake(0, 0, 0)
    )
    assert asarray(figure(found, [task]).axes[0].lines[0].get_xdata()).tolist() == [0, 2]


def test_nothing_to_draw_says_so() -> None:
    with pytest.raises(PlotError, match="nothing to draw"):
        figure(trends(0), ())
