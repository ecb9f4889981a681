"""What the commands that ask a graph have in common: its folder, how to print, which papers to ask of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from litweave import console
from litweave.commands.output import Format
from litweave.errors import LitweaveError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graph.search import Hit
    from litweave.api import KG


def _picture(path: Path | None) -> Path | None:
    """Refuse a file that no picture can be written to, before the question is answered."""
    if path is not None:
        from viz.plots.figure import PlotError, check

        try:
            check(path)
        except PlotError as error:
            raise typer.BadParameter(str(error)) from error
    return path


Directory = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of the graph.", show_default=False)
]
Form = Annotated[Format, typer.Option("--format", help="How to print the answer.")]
Since = Annotated[
    str, typer.Option("--since", metavar="MONTH", help="Only papers from this month on, as in 2025-04.")
]
Until = Annotated[
    str, typer.Option("--until", metavar="MONTH", help="Only papers up to this month, as in 2025-04.")
]
MinBelief = Annotated[
    float, typer.Option("--min-belief", metavar="P", help="Only facts at least so sure.", min=0, max=1)
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", help="Print at most so many rows.", min=1)]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE",
        help="Draw it to an .svg or .png file; needs matplotlib: pip install 'litweave\\[plot]'.",
        dir_okay=False,
        writable=True,
        callback=_picture,
    ),
]


class Selected(TypedDict):
    """Which papers and facts to ask of."""

    since: str
    until: str
    min_belief: float


def find(kg: KG, name: str, types: Collection[str], kind: str = "thing") -> Hit:
    """Return what has a name, what most papers speak of first, and tell of others with the same name.

    Raises `NotFound` with the nearest names. `kind` is what to call what was not found.
    """
    first, *others = kg.found(name, types, kind)
    if others:
        console.err(f"Also of this name: {', '.join(f'{hit.label} {hit.ref}' for hit in others)}")
    return first


def draw(path: Path, figure: Callable[[], Figure]) -> None:
    """Write the picture that `figure` makes to a file. Raises `LitweaveError` if that cannot be."""
    from viz.plots.figure import PlotError, save

    try:
        save(figure(), path)
    except PlotError as error:
        raise LitweaveError(str(error)) from error
    console.err(f"Wrote {path}")
