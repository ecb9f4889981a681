"""The figures of an evaluation as tables: scores, rules, errors; printed for people, or as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.model import NAMED_TYPES, THING_RELATIONS
from litweave import console

if TYPE_CHECKING:
    from extract.evaluation import Score
    from extract.misses import Miss
    from extract.rule_scores import RuleScore

Format = Literal["table", "md", "csv", "json"]
Cell = str | int | float | None

_PAPERS_SHOWN = 3
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; people are shown the first `shown` columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int


def score_table(scores: Iterable[Score]) -> Table:
    """Return a row a score, with the interval of F1; for programs also those of precision and recall."""
    columns = (
        "score",
        "P",
        "R",
        "F1",
        "F1 low",
        "F1 high",
        "gold",
        "found",
        "P low",
        "P high",
        "R low",
        "R high",
    )
    return Table("scores", columns, tuple(map(_score_row, scores)), shown=8)


def _score_row(score: Score) -> tuple[Cell, ...]:
    (p_low, r_low, f_low), (p_high, r_high, f_high) = (score.low or (None,) * 3, score.high or (None,) * 3)
    tally = score.tally
    return (score.name, *tally.rates, f_low, f_high, tally.gold, tally.found, p_low, p_high, r_low, r_high)


def rule_table(scores: Iterable[RuleScore]) -> Table:
    """Return a row for each rule that fired. What is right but for its head is `roughly` right."""
    columns = ("kind", "rule", "fired", "right", "roughly", "precision", "lower", "confidence", "drop")
    fired = sorted((s for s in scores if s.fired), key=lambda s: (s.kind, -s.fired, s.rule))
    return Table("rules", columns, tuple(map(_rule_row, fired)), shown=len(columns))


def _rule_row(score: RuleScore) -> tuple[Cell, ...]:
    s = score
    roughly = s.roughly if s.kind == "relation" else None
    drop = "drop?" if s.doubtful else None
    return (s.kind, s.rule, s.fired, s.right, roughly, s.right / s.fired, s.lower, s.confidence, drop)


def error_table(misses: Iterable[Miss], limit: int) -> Table:
    """Return the `limit` commonest errors of each kind, with the first papers that have them."""
    from extract.misses import ERROR_KINDS

    papers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for miss in misses:
        papers[miss.kind][miss.what].append(miss.paper)
    rows = [
        (kind, len(where), what, " ".join(list(dict.fromkeys(where))[:_PAPERS_SHOWN]))
        for kind in ERROR_KINDS
        for what, where in sorted(papers[kind].items(), key=lambda item: (-len(item[1]), item[0]))[:limit]
    ]
    return Table("errors", ("error", "times", "what", "papers"), tuple(rows), shown=4)


def emit(tables: Sequence[Table], form: Format) -> None:
    """Print tables to standard output; CSV holds the last of them alone."""
    if form == "json":
        found = {
            t.title: [dict(zip(t.columns, map(_exact, row), strict=True)) for row in t.rows] for t in tables
        }
        console.emit(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    elif form == "csv":
        console.emit(_csv(tables[-1]))
    else:
        for number, table in enumerate(tables):
            if number:
                console.out()
            _show(table) if form == "table" else console.emit("".join(_markdown(table)))


def _exact(cell: Cell) -> Cell:
    return round(cell, _DIGITS) if isinstance(cell, float) else cell


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(map(_exact, row) for row in table.rows)
    return text.getvalue()


def _readable(row: Sequence[Cell]) -> list[str]:
    return ["" if c is None else f"{c:.{_DIGITS}f}" if isinstance(c, float) else str(c) for c in row]


def _show(table: Table) -> None:
    parts = {*NAMED_TYPES, *THING_RELATIONS}
    rows = (_readable(row[: table.shown]) for row in table.rows)
    console.table(
        table.columns[: table.shown], ([f"  {r[0]}" if r[0] in parts else r[0], *r[1:]] for r in rows)
    )


def _markdown(table: Table) -> Iterable[str]:
    yield _line(table.columns[: table.shown])
    yield _line(["---"] * table.shown)
    for row in table.rows:
        yield _line(_readable(row[: table.shown]))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(console.clean(cell).replace("|", "\\|") for cell in cells) + " |\n"
