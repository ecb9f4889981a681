"""The command leaderboard: what was measured on a benchmark, ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.analyses.leaderboard import MEASURED_TYPES, Board, Leaderboard
from graph.analyses.measures import metric_key
from litweave.commands.board_tables import BoardPrinter, coverage_note, direction_note, title
from litweave.commands.options import (
    Directory,
    Form,
    Limit,
    MinBelief,
    Plot,
    Selected,
    Since,
    Until,
    draw,
    find,
)
from litweave.commands.output import Format, Table, emit, listed, more
from litweave.errors import LitweaveError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from litweave.api import KG

Section = Literal["board", "best", "metrics", "gains", "records"]
_Answer = tuple[Sequence[Table], Format, Sequence[str]]

_NAMED = 8


def leaderboard(
    folder: Directory,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[BENCHMARK]",
            help="What was measured on; without it, the benchmarks with most results.",
            show_default=False,
        ),
    ] = "",
    metric: Annotated[
        str,
        typer.Option(metavar="NAME", help="The boards of this metric, not the one with most rows."),
    ] = "",
    show: Annotated[
        Section | None,
        typer.Option(
            help="Print this alone: the ranking, the best so far, the benchmark's metrics, the differences "
            "and factors; without a benchmark, the records that fell last.",
            show_default=False,
        ),
    ] = None,
    since: Since = "",
    until: Until = "",
    min_belief: MinBelief = 0.0,
    limit: Limit = 20,
    format: Form = "table",
    plot: Plot = None,
) -> None:
    """Rank what was measured on a benchmark: by metric, unit and setting, each value with its sentence.

    Example: litweave leaderboard graph GSM8K
    """
    from litweave.api import open as open_graph

    selected: Selected = {"since": since, "until": until, "min_belief": min_belief}
    question = _Question(open_graph(folder), selected, limit)
    if not name:
        if metric or plot or show not in (None, "records"):
            raise typer.BadParameter("a metric, a picture and sections other than records need a BENCHMARK")
        emit(*question.overview(show, format))
        return
    if show == "records":
        raise typer.BadParameter("records are those of all benchmarks; name none")
    found = question.leaderboard(name, metric)
    emit(*question.answer(found, show, format, every_board=bool(metric)))
    if plot:
        question.picture(found, plot)


@dataclass(frozen=True, slots=True)
class _Question:
    """Asks a graph about some papers, and makes tables and notes of the answers."""

    kg: KG
    selected: Selected
    limit: int

    def overview(self, show: Section | None, form: Format) -> _Answer:
        """Return the benchmarks with most results, or the records; JSON holds both."""
        printer, tables, notes = BoardPrinter(self.kg, self.limit), [], []
        if show is None:
            found = self.kg.benchmarks(**self.selected)
            tables.append(printer.standings(found))
            notes += [
                coverage_note(self.kg.coverage(**self.selected)),
                *more("benchmarks", len(found), self.limit),
            ]
        if show or form == "json":
            tables.append(printer.records(self.kg.records(self.limit, **self.selected)))
        return tables, form, notes

    def leaderboard(self, name: str, metric: str) -> Leaderboard:
        """Return a benchmark's boards and gains, of one metric if it is given."""
        hit = find(self.kg, name, MEASURED_TYPES, "benchmark")
        found = self.kg.leaderboard(hit.ref, **self.selected)
        if not (found.boards or found.gains):
            among = " in the papers and facts selected" if any(self.selected.values()) else ""
            raise LitweaveError(f"{hit.label}: no result on it{among}")
        if not metric:
            return found
        kept = replace(found, boards=_of(found.boards, metric), gains=_of(found.gains, metric))
        if not (kept.boards or kept.gains):
            names = dict.fromkeys(board.metric for board in (*found.boards, *found.gains) if board.metric)
            there = ", ".join(listed(names, _NAMED)) or "none with a name"
            raise LitweaveError(f"{hit.label}: no metric {metric!r}; there are {there}")
        return kept

    def answer(self, found: Leaderboard, show: Section | None, form: Format, every_board: bool) -> _Answer:
        """Return the board of most rows, or all; its best so far; what boards there are; the gains."""
        printer = BoardPrinter(self.kg, self.limit)
        boards = found.boards if every_board else found.boards[:1]
        sections: dict[Section, Callable[[], list[Table]]] = {
            "board": lambda: [printer.rows(board) for board in boards],
            "best": lambda: [printer.best(board) for board in boards[:1]],
            "metrics": lambda: [printer.boards(found.boards)],
            "gains": lambda: [printer.gains(found.gains)],
        }
        wanted = [show] if show else [name for name in sections if name != "gains" or form == "json"]
        tables = [table for name in wanted for table in sections[name]()]
        return [table for table in tables if table.rows] or tables[:1], form, self._notes(found, boards, show)

    def picture(self, found: Leaderboard, path: Path) -> None:
        """Draw the board of most rows."""
        if not found.boards:
            raise LitweaveError("there is nothing to draw: all that was measured are differences and factors")
        board, benchmark = found.boards[0], self.kg.labels[found.benchmark]

        def figure() -> Figure:
            from viz.plots.best_so_far import best_so_far_figure

            return best_so_far_figure(board, f"{benchmark}: {title(board)}", self.kg.labels)

        draw(path, figure)

    def _notes(self, found: Leaderboard, boards: Sequence[Board], show: Section | None) -> list[str]:
        notes: list[str] = []
        if show in (None, "board", "best"):
            notes += map(direction_note, boards)
            notes += more("rows", max((len(board.rows) for board in boards), default=0), self.limit)
        gains = sum(len(board.rows) for board in found.gains)
        if show is None and gains:
            notes.append(f"{gains:,} differences and factors: --show gains")
        if show == "gains":
            notes += more("rows", gains, self.limit)
        if found.siblings:
            names = sorted(self.kg.labels[ref] for ref in found.siblings)
            notes.append(f"Other benchmarks of like names: {', '.join(listed(names, _NAMED))}")
        return notes


def _of(boards: Iterable[Board], metric: str) -> tuple[Board, ...]:
    """Return the boards of a metric, by any name that means it."""
    key = metric_key(metric)
    return tuple(b for b in boards if key == b.quantity.metric or metric.lower() == b.metric.lower())
