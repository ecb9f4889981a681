"""Answers as tables: printed for people, or as Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from litweave import console

Format = Literal["table", "json", "csv", "md"]
Cell = str | int | float | None | tuple[str, ...]

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer. People are shown the first `shown` columns, or all; JSON and CSV hold all."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int | None = None


def emit(tables: Sequence[Table], form: Format, notes: Sequence[str] = ()) -> None:
    """Print tables to standard output; CSV holds the first of them alone.

    `notes` say what the reader should know of them: they stand under the tables in JSON and Markdown, else on
    standard error.
    """
    if form == "json":
        _emit_json(tables, notes)
    elif form == "csv":
        console.emit(_csv(tables[0]))
    elif form == "md":
        console.emit("\n".join([*map(_markdown, tables), *(f"{_cell(note)}\n" for note in notes)]))
    else:
        for number, table in enumerate(tables):
            if number:
                console.out()
            if len(tables) > 1:
                console.out(f"{table.title}:")
            _show(table)
    if form in ("table", "csv"):
        for note in notes:
            console.err(note)


def _emit_json(tables: Sequence[Table], notes: Sequence[str]) -> None:
    found: dict[str, object] = {
        table.title: [dict(zip(table.columns, map(_exact, row), strict=True)) for row in table.rows]
        for table in tables
    }
    if notes:
        found["notes"] = list(notes)
    console.emit(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def _exact(cell: Cell) -> Cell:
    return round(cell, _DIGITS) if isinstance(cell, float) else cell


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_flat(_exact(cell)) for cell in row] for row in table.rows)
    return text.getvalue()


def _flat(cell: Cell) -> str | int | float | None:
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def _readable(row: Sequence[Cell]) -> list[str]:
    return [
        ""
        if cell is None
        else f"{cell:.{_DIGITS}f}"
        if isinstance(cell, float)
        else ", ".join(cell)
        if isinstance(cell, tuple)
        else str(cell)
        for cell in row
    ]


def _show(table: Table) -> None:
    console.table(table.columns[: table.shown], (_readable(row[: table.shown]) for row in table.rows))


def _markdown(table: Table) -> str:
    columns = table.columns[: table.shown]
    lines = [columns, ["---"] * len(columns), *(_readable(row[: table.shown]) for row in table.rows)]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """Return text that stands in a cell of Markdown as it is, and is no markup there."""
    escaped = console.clean(text).replace("\\", "\\\\")
    for mark in "|<[*_`":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def listed(names: Iterable[str], limit: int) -> tuple[str, ...]:
    """Return the first `limit` names, and how many more there are."""
    found = tuple(names)
    return found if len(found) <= limit else (*found[:limit], f"and {len(found) - limit:,} more")
