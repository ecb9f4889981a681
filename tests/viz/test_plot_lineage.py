"""The picture of a lineage: who stands where, and that no label lies on another."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from graph.analyses.descent import Link
from graph.analyses.lineage import Lineage, Node
from graph.model import Statement
from viz.plots.figure import PlotError, save
from viz.plots.lineage import MOST, lineage_figure

ROOT = Node("entity/grpo", "2024-02", "2024-03", ("paper/1",))


def node(name: str, date: str, seen: str = "", *branches: Node, late: str = "", again: bool = False) -> Node:
    fact = Statement(f"entity/{name}", "extends", "entity/x", 0.6, "", "", (), ())
    return Node(f"entity/{name}", date, seen, (), Link(fact, late), branches, again)


def drawn(up: tuple[Node, ...], down: tuple[Node, ...], root: Node = ROOT) -> Figure:
    ancestors, descendants = (
        Node(root.ref, root.date, root.seen, root.papers, None, branches) for branches in (up, down)
    )
    names = {each.ref: each.ref.removeprefix("entity/") for each in (root, *_all(up), *_all(down))}
    return lineage_figure(Lineage(ancestors, descendants), names)


def _all(nodes: tuple[Node, ...]) -> list[Node]:
    return [each for node in nodes for each in (node, *_all(node.branches))]


def places(figure: Figure) -> dict[str, tuple[int, int]]:
    """Return where each thing stands: months from January 2024, rows downwards."""
    texts = [each for each in figure.axes[0].texts if isinstance(each, Annotation)]
    return {each.get_text(): (round(each.xy[0]) - 2024 * 12, round(each.xy[1])) for each in texts}


def test_ancestors_stand_left_above_and_descendants_right_below() -> None:
    figure = drawn(
        (node("ppo", "2023-06", "", node("trpo", "", "2024-05")),),
        (node("dapo", "2025-03", "", node("vapo", "", "2025-04")), node("lite", "", "2023-12")),
    )
    assert places(figure) == {
        "grpo": (1, 0),
        "ppo": (-7, -1),
        "trpo": (-7, -2),  # named in 2024-05, but no younger than PPO
        "dapo": (14, 1),
        "vapo": (15, 2),
        "lite": (1, 3),  # named before GRPO, which a paper introduces
    }


def test_a_child_that_is_older_stands_where_its_date_says() -> None:
    figure = drawn((), (node("old", "2023-01", late="it is older"),))
    assert places(figure)["old"] == (-12, 1)
    sides = {text.get_text(): text.get_horizontalalignment() for text in figure.axes[0].texts}
    assert sides == {"grpo": "left", "old": "right"}, "the line of the older one leaves it to the right"
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["doubtful: the child is older", "introduced by a paper here"]


def test_what_only_is_named_stands_where_it_is_named_if_its_parent_is_only_named() -> None:
    root = Node("entity/grpo", "", "2024-12", ())
    assert places(drawn((), (node("rl", "", "2024-09"),), root)) == {"grpo": (11, 0), "rl": (8, 1)}


def test_a_thing_that_stands_elsewhere_is_drawn_once() -> None:
    one, other = node("d", "2025-01"), node("d", "2025-01", again=True)
    figure = drawn((), (node("b", "2024-03", "", one), node("c", "2024-04", "", other)))
    assert sorted(places(figure)) == ["b", "c", "d", "grpo"]


def test_no_label_lies_on_another() -> None:
    down = tuple(
        node(
            f"a rather long name of thing {n}",
            f"2024-{n % 12 + 1:02}",
            "",
            node(f"{n}", "2025-01"),
        )
        for n in range(15)
    )
    figure = drawn(tuple(node(f"old{n}", "2020-01") for n in range(5)), down)
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == 36
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    width, height = figure.get_size_inches() * figure.dpi
    assert all(box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height for box in boxes)


def test_of_very_many_the_nearest_are_drawn_and_the_title_says_so() -> None:
    down = tuple(node(f"n{n}", "2025-01", "", node(f"m{n}", "2025-02")) for n in range(MOST))
    figure = drawn((), down)
    assert len(places(figure)) == MOST + 1
    assert figure.axes[0].get_title() == f"Lineage of grpo, {MOST} of {2 * MOST} descendants drawn"


@pytest.mark.parametrize(
    ("first", "labels"),
    [
        ("2024-01", ["2024-01", "2024-02"]),
        ("2021-03", ["2021-01", "2021-04", "2021-07"]),
        ("1986-01", ["1985", "1990", "1995"]),
    ],
)
def test_months_are_the_ruler(first: str, labels: list[str]) -> None:
    axes = drawn((node("old", first),), ()).axes[0]
    assert [tick.get_text() for tick in axes.get_xticklabels()][: len(labels)] == labels


def test_without_a_month_there_is_no_picture() -> None:
    with pytest.raises(PlotError, match="no paper with a known month names it"):
        drawn((), (), Node("entity/grpo", "", "", ()))


def test_a_hostile_name_is_drawn_as_text(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        figure = drawn((), (node("$\\frac{1}{", "2025-01"), node("<script>\x1b", "2025-01")))
        save(figure, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert "<script" not in (tmp_path / "a.svg").read_text(encoding="utf-8")
