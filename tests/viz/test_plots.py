"""What all pictures have in common."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from viz.plots.figure import PlotError, label, new_figure, save


@pytest.mark.parametrize("name", ["a.svg", "a.PNG"])
def test_a_picture_is_the_same_every_time(name: str, tmp_path: Path) -> None:
    written = []
    for folder in ("one", "two"):
        figure = new_figure()
        figure.subplots().plot([1, 2], [3, 4], label=label("x"))
        (tmp_path / folder).mkdir()
        save(figure, tmp_path / folder / name)
        written.append((tmp_path / folder / name).read_bytes())
    assert written[0] == written[1]


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlotError, match=r"a\.pdf: a picture is an \.svg or \.png file"):
        save(new_figure(), tmp_path / "a.pdf")
    with pytest.raises(PlotError, match=r"none: no such folder"):
        save(new_figure(), tmp_path / "none" / "a.svg")


@pytest.mark.parametrize(
    "text", [r"$\frac{1}{", "$x$ and $", "\x1b[31m\u202e", "<script>&amp;", "模型 𝔸", "\ud800"]
)
def test_hostile_text_is_drawn_as_text(text: str, tmp_path: Path) -> None:
    figure = new_figure()
    figure.subplots().set_title(label(text))
    save(figure, tmp_path / "a.svg")
    assert "<script" not in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_label_is_cut() -> None:
    assert label("abcdef", 4) == "abc…"


def test_without_matplotlib_the_reason_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(PlotError, match=r"pip install 'litweave\[plot\]'"):
        new_figure()
