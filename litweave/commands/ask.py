"""The command query: SPARQL, the user's own or of the cookbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from litweave import console
from litweave.commands.options import Directory
from litweave.commands.output import Table, emit
from litweave.errors import LitweaveError

if TYPE_CHECKING:
    from litweave.api import KG

_Format = Literal["table", "csv", "json", "tsv", "md"]


def query(
    folder: Directory,
    sparql: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="The query.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", "-f", metavar="FILE", help="Read the query from a file.", exists=True, dir_okay=False
        ),
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", metavar="NAME", help="Ask a query of the cookbook.")
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a value of the named query; see --list."),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the queries of the cookbook.")] = False,
    text: Annotated[
        bool, typer.Option("--print", help="Print the query instead of its answer, to change it.")
    ] = False,
    format: Annotated[
        _Format, typer.Option(help="How to print the answer; JSON is that of SPARQL.")
    ] = "table",
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="Stop after so long.", min=0.1)] = 30,
) -> None:
    """Ask the graph in SPARQL; Litweave's prefixes are declared. The cookbook has queries to start from.

    Example: litweave query graph --named leaderboard --set benchmark=MMLU
    """
    if listing:
        _list(format)
        return
    if sum(each is not None for each in (sparql, file, named)) != 1:
        raise typer.BadParameter("give one of a query, --file and --named")
    if values and named is None:
        raise typer.BadParameter("--set sets values of a query that --named names")
    from litweave.api import open as open_graph

    kg = open_graph(folder)
    asked = _named(kg, named, values or ()) if named is not None else _read(file) if file else sparql or ""
    if text:
        console.emit(asked if asked.endswith("\n") else f"{asked}\n")
        return
    _answer(kg, asked, format, timeout)


def _answer(kg: KG, sparql: str, format: _Format, timeout: float) -> None:
    answer = kg.query(sparql, timeout)
    if format != "table" and format != "md":
        console.emit(answer.serialize(format))
    elif answer.boolean is not None:
        console.out("true" if answer.boolean else "false")
    else:
        emit([Table("answer", tuple(answer.columns), tuple(answer.table(kg.base)))], format)
    if answer.truncated:
        console.err(f"Only the first {len(answer.rows):,} rows are shown; add LIMIT and OFFSET to see others")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LitweaveError(f"{file} is not UTF-8 text: {error}") from error


def _named(kg: KG, name: str, values: Sequence[str]) -> str:
    """Return a query of the cookbook with values set, given as `NAME=VALUE`."""
    pairs = [value.partition("=") for value in values]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise typer.BadParameter(f"--set {wrong[0]}: write NAME=VALUE")
    return kg.cookbook(name, **{name: value for name, _, value in pairs})


def _list(format: _Format) -> None:
    from export.cookbook import queries

    if format == "tsv":
        raise typer.BadParameter("--list is printed as a table, csv, json or md")
    rows = (
        (each.name, each.question, tuple(f"{s.name}={s.default}" for s in each.settings))
        for each in queries().values()
    )
    emit([Table("queries", ("name", "question", "to set"), tuple(rows))], format)
