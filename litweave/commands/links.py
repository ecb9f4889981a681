"""The command links: the decisions on which names are one thing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, fields
from typing import Annotated, Literal

import typer

from graph.decisions import Decision, DecisionKind
from litweave import console
from litweave.commands.options import Directory

_COLUMNS = tuple(field.name for field in fields(Decision))


def links(
    folder: Directory,
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Only those on this author or thing.", show_default=False),
    ] = "",
    what: Annotated[DecisionKind | None, typer.Option(help="Only decisions of this kind.")] = None,
    format: Annotated[
        Literal["table", "json", "csv"], typer.Option(help="How to print the decisions.")
    ] = "table",
    limit: Annotated[int, typer.Option(metavar="N", help="Print at most so many; 0 for all.", min=0)] = 50,
) -> None:
    """List which names are taken for one author or thing, may be one, or may stand for several.

    Example: litweave links graph --what homonym
    """
    from litweave.api import open as open_graph

    kg = open_graph(folder)
    found = kg.links(name, what)
    shown = found[: limit or None]
    if format == "json":
        console.emit("".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in shown))
    elif format == "csv":
        console.emit(_csv(shown))
    elif shown:
        rows = (
            (d.what, kg.labels.get(d.subject, d.subject), kg.labels.get(d.object, d.object)) for d in shown
        )
        tails = ((f"{d.score:.2f}", d.why) for d in shown)
        console.table(
            ("what", "subject", "object", "score", "why"),
            [(*row, *tail) for row, tail in zip(rows, tails, strict=True)],
        )
    if not found:
        console.err("No such decision was made")
    if len(shown) < len(found):
        console.err(f"{len(found) - len(shown):,} more; see them with --limit 0")


def _csv(decisions: Iterable[Decision]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(astuple, decisions))
    return text.getvalue()
