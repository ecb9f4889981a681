"""Leaderboards as tables: a board's rows, its best so far, the gains, all boards, all benchmarks, records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analyses.leaderboard import Board, Coverage, Record, Standing
from graph.analyses.ranking import Other, Row
from litweave.commands.excerpt import excerpt
from litweave.commands.output import Cell, Table, listed, paper_ids

if TYPE_CHECKING:
    from decimal import Decimal

    from graph.model import Result
    from graph.provenance import Support
    from litweave.api import KG

UNNAMED = "(not named)"
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class BoardPrinter:
    """Makes tables; reads the sentences of the rows that are shown, at most `limit` a table."""

    kg: KG
    limit: int

    def rows(self, board: Board) -> Table:
        """Return the rows of a board with their sentences."""
        return self._table("board", ("rank", *_ROW), board, board.rows[: self.limit], title(board))

    def best(self, board: Board) -> Table:
        """Return the best so far over time."""
        return self._table("best", _ROW, board, board.best, "best so far")

    def gains(self, boards: Iterable[Board]) -> Table:
        """Return differences and factors, each with what it is over."""
        pairs = [(board, row) for board in boards for row in board.rows][: self.limit]
        supports = self.kg.supports(row.result for _, row in pairs)
        columns = ("metric", "value", "subject", "over", "month", "paper", "excerpt")
        rows = tuple(
            (
                board.metric or UNNAMED,
                written(row.result),
                self.kg.labels[row.subject],
                self.kg.labels[row.result.over] if row.result.over else "",
                row.month,
                paper_ids(row.papers),
                excerpt(supports[row.result.key], row.result.measure.text),
                *self._exact(board, row, supports[row.result.key]),
            )
            for board, row in pairs
        )
        return Table("gains", (*columns, *_EXACT), rows, shown=len(columns))

    def boards(self, boards: Sequence[Board]) -> Table:
        """Return what boards there are: how many rows each has, and its best."""
        rows = tuple((*self._summary(board), board.direction) for board in boards[: self.limit])
        return Table("metrics", (*_SUMMARY, "direction"), rows)

    def standings(self, standings: Sequence[Standing]) -> Table:
        """Return the benchmarks with most results, each with its largest board."""
        blank: tuple[Cell, ...] = ("", "", 0, "", "", "", "")
        rows = tuple(
            (
                self.kg.labels[each.benchmark],
                each.results,
                *(self._summary(each.board) if each.board else blank),
                each.benchmark,
            )
            for each in standings[: self.limit]
        )
        columns = ("benchmark", "results", *_SUMMARY, "ref")
        return Table("benchmarks", columns, rows, shown=len(columns) - 1)

    def records(self, records: Sequence[Record]) -> Table:
        """Return the last changes of the best results, with the sentence of each."""
        shown, labels = records[: self.limit], self.kg.labels
        supports = self.kg.supports(each.row.result for each in shown)
        rows = tuple(
            (
                each.row.month,
                labels[each.board.quantity.benchmark],
                each.board.metric or UNNAMED,
                written(each.row.result),
                labels[each.row.subject],
                written(each.before.result),
                labels[each.before.subject],
                each.before.month,
                paper_ids(each.row.papers),
                excerpt(supports[each.row.result.key], each.row.result.measure.text),
                each.board.quantity.benchmark,
                each.row.subject,
                each.before.subject,
            )
            for each in shown
        )
        columns = (
            "month",
            "benchmark",
            "metric",
            "value",
            "subject",
            "before",
            "by",
            "of",
            "paper",
            "excerpt",
        )
        refs = ("benchmark ref", "subject ref", "before ref")
        return Table("records", (*columns, *refs), rows, shown=len(columns))

    def _table(
        self, name: str, columns: tuple[str, ...], board: Board, shown: Sequence[Row], title: str
    ) -> Table:
        supports = self.kg.supports(row.result for row in shown)
        rows = []
        for row in shown:
            cells = self._cells(row, supports[row.result.key])
            exact = self._exact(board, row, supports[row.result.key])
            rows.append((*(cells[column] for column in columns), *exact, board.metric, board.quantity.scale))
        return Table(name, (*columns, *_EXACT, "metric", "scale"), tuple(rows), len(columns), title)

    def _cells(self, row: Row, supports: Sequence[Support]) -> Mapping[str, Cell]:
        return {
            "rank": row.rank,
            "value": written(row.result),
            "subject": self.kg.labels[row.subject],
            "baseline": "yes" if row.baseline else "",
            "month": row.month,
            "paper": paper_ids(row.papers),
            "remarks": (*row.remarks, *_also(row.others)),
            "excerpt": excerpt(supports, row.result.measure.text),
        }

    def _exact(self, board: Board, row: Row, supports: Sequence[Support]) -> tuple[Cell, ...]:
        """Return what programs want to know of a row, for the columns `_EXACT`."""
        quantity = board.quantity
        return (
            self.kg.types.get(row.subject, "Paper"),
            row.belief,
            float(row.value),
            quantity.unit,
            row.result.measure.comparator,
            quantity.setting,
            row.subject,
            row.result.metric,
            row.result.over,
            row.papers,
            supports[0].quote if supports else "",
        )

    def _summary(self, board: Board) -> tuple[Cell, ...]:
        first = next((row for row in board.rows if row.rank == 1), None)
        best: tuple[Cell, ...] = ("", "", "")
        if first:
            best = written(first.result), self.kg.labels[first.subject], first.month
        unit = " ".join(filter(None, (board.quantity.unit, board.quantity.scale)))
        return board.metric or UNNAMED, unit, len(board.rows), *best


_DERIVED = {
    "": "",
    "benchmark": ", taken from the benchmark's other results: these do not say",
    "graph": ", taken from most percentages in the graph: these do not say",
}
_ROW = ("value", "subject", "baseline", "month", "paper", "remarks", "excerpt")
_SUMMARY = ("metric", "unit", "rows", "best", "by", "month")
_EXACT = (
    "type",
    "belief",
    "number",
    "unit",
    "comparator",
    "setting",
    "subject ref",
    "metric ref",
    "over ref",
    "paper refs",
    "sentence",
)


def title(board: Board) -> str:
    """Return what to call a board: its metric, unit, setting and scale."""
    quantity = board.quantity
    parts = (board.metric or "metric not named", quantity.unit, quantity.setting, quantity.scale)
    return ", ".join(filter(None, parts))


def direction_note(board: Board) -> str:
    """Return a sentence on which way a board is ranked."""
    if board.direction == "unknown":
        return f"{title(board)}: not ranked, for nobody says whether more is better; the earliest come first"
    return f"{title(board)}: {board.direction} is better{_DERIVED[board.derived]}"


def coverage_note(found: Coverage) -> str:
    """Return a sentence on how many results name what a leaderboard needs."""
    counts = (
        f"{found.with_benchmark:,} name a benchmark",
        f"{found.with_subject:,} a subject",
        f"{found.with_metric:,} a metric",
        f"{found.with_all:,} all three",
        f"{found.with_setting:,} a setting",
    )
    gains = f"{found.deltas:,} are differences or factors, {found.deltas_over:,} of them say over what"
    return f"Of {found.results:,} results {', '.join(counts)}; {gains}"


def written(result: Result) -> str:
    """Return a number as written, with its comparator."""
    measure = result.measure
    return measure.text if measure.comparator == "=" else f"{measure.comparator}{measure.text}"


def number(value: Decimal) -> str:
    """Return a number without trailing zeros."""
    return format(value.normalize(), "f")


def _also(others: Iterable[Other]) -> tuple[str, ...]:
    return listed((f"also {number(o.value)} ({', '.join(paper_ids(o.papers))})" for o in others), _OTHERS)
