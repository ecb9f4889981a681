"""Answers as tables: printed for people, or as Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from litweave import console

Format = Literal["table", "json", "csv", "md"]
Cell = str | int | float | None | tuple[str, ...]

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer. People are shown the first `shown` columns, or all; JSON and CSV hold all.

    `name` is the key in JSON; tables that share one have the same columns, and are one table to programs.
    People read `title` and `heads` in place of the name and the first columns, where there are any.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int | None = None
    title: str = ""
    heads: tuple[str, ...] = ()

    @property
    def columns_shown(self) -> tuple[str, ...]:
        """What people read above the columns that they are shown."""
        return (*self.heads, *self.columns[len(self.heads) :])[: self.shown]


def emit(tables: Sequence[Table], form: Format, notes: Sequence[str] = ()) -> None:
    """Print tables to standard output; CSV holds the first of them alone, with those that share its name.

    `notes` say what the reader should know of them: they stand under the tables in JSON and Markdown, else on
    standard error.
    """
    if form == "json":
        _emit_json(tables, notes)
    elif form == "csv":
        console.emit(_csv([table for table in tables if table.name == tables[0].name]))
    elif form == "md":
        console.emit("\n".join([*_markdown(tables), *(f"{_cell(note)}\n" for note in notes)]))
    else:
        for number, table in enumerate(tables):
            if number:
                console.out()
            if len(tables) > 1:
                console.out(f"{table.title or table.name}:")
            _show(table)
    if form in ("table", "csv"):
        for note in notes:
            console.err(note)


def _emit_json(tables: Sequence[Table], notes: Sequence[str]) -> None:
    found: dict[str, list[object]] = {}
    for table in tables:
        rows = found.setdefault(table.name, [])
        rows += (dict(zip(table.columns, map(_exact, row), strict=True)) for row in table.rows)
    if notes:
        found["notes"] = list(notes)
    console.emit(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def _exact(cell: Cell) -> Cell:
    return round(cell, _DIGITS) if isinstance(cell, float) else cell


def _csv(tables: Sequence[Table]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(tables[0].columns)
    writer.writerows([_flat(_exact(cell)) for cell in row] for table in tables for row in table.rows)
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
    console.table(table.columns_shown, (_readable(row[: table.shown]) for row in table.rows))


def _markdown(tables: Sequence[Table]) -> Iterator[str]:
    """Yield each table, under its title if there are several."""
    for table in tables:
        if len(tables) > 1:
            yield f"**{_cell(table.title or table.name)}**\n"
        columns = table.columns_shown
        lines = [columns, ["---"] * len(columns), *(_readable(row[: table.shown]) for row in table.rows)]
        yield "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


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


def more(what: str, total: int, limit: int) -> list[str]:
    """Return the note that there are more things of a kind than the `limit` that is printed, if so."""
    return [f"{total - limit:,} more {what}; see them with --limit {total}"] if total > limit else []


def paper_ids(papers: Iterable[str]) -> tuple[str, ...]:
    """Return what people call papers, given their references: arXiv ids."""
    return tuple(paper.removeprefix("paper/") for paper in papers)
