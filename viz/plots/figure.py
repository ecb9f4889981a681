"""What all pictures have in common: colours, harmless labels, and files that are the same every time."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
"""The set of Okabe and Ito (2008), which colour-blind people can tell apart, most visible first."""
DASHES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
"""Colour is never the only difference: series differ in dashes and markers as well."""

SUFFIXES = (".svg", ".png")
_DPI = 150
_HOSTILE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class PlotError(ValueError):
    """A picture that cannot be drawn or written; the message says why."""


def new_figure(width: float = 9, height: float = 5) -> Figure:
    """Return an empty figure, its sides in inches. Raises `PlotError` without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise PlotError("pictures need matplotlib: pip install 'litweave[plot]'") from error
    return Figure(figsize=(width, height), layout="constrained")


def label(text: str, limit: int = 40) -> str:
    """Return text to draw as it is: on one line, no mathematics, at most `limit` characters."""
    plain = _HOSTILE.sub(" ", text)
    return (plain if len(plain) <= limit else f"{plain[: limit - 1]}…").replace("$", r"\$")


def check(path: Path) -> None:
    """Raise `PlotError` if a file is of no format that pictures are written in, or its folder not there."""
    if path.suffix.lower() not in SUFFIXES:
        raise PlotError(f"{path}: a picture is an {' or '.join(SUFFIXES)} file")
    if not path.parent.is_dir():
        raise PlotError(f"{path.parent}: no such folder")


def save(figure: Figure, path: Path) -> None:
    """Write a figure; equal figures give equal bytes. Raises `PlotError` as `check` does, or `OSError`."""
    import matplotlib as mpl

    check(path)
    metadata = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
    with mpl.rc_context({"svg.hashsalt": "litweave"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # an empty box says so, too
        figure.savefig(path, dpi=_DPI, metadata=metadata)
