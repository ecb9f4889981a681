"""The command check: a graph held against shapes, and what violates them as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from litweave import console
from litweave.commands.options import Directory
from litweave.errors import LitweaveError

if TYPE_CHECKING:
    from export.shacl import Violation

_LABEL_SHOWN = 60


def check(
    folder: Directory,
    shapes: Annotated[
        Path | None,
        typer.Option(
            "--shapes",
            metavar="FILE",
            help="SHACL shapes in Turtle to hold it against, instead of Litweave's own.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    format: Annotated[Literal["table", "json"], typer.Option(help="How to print violations.")] = "table",
    limit: Annotated[int, typer.Option(metavar="N", help="Print so many violations; 0 for all.", min=0)] = 50,
) -> None:
    """Check that the graph keeps to its SHACL shapes; exit code 1 if it does not.

    Example: litweave check graph
    """
    from litweave.api import open as open_graph

    kg = open_graph(folder)
    found = _violations(kg.folder / "graph.trig", shapes)
    shown = found[: limit or None]
    if format == "json":
        rows = [asdict(violation) for violation in shown]
        console.emit(
            json.dumps({"violations": len(found), "shown": rows}, indent=1, ensure_ascii=False) + "\n"
        )
    else:
        _print(shown, len(found), kg.base)
    if found:
        raise typer.Exit(1)


def _violations(trig: Path, shapes: Path | None) -> list[Violation]:
    from export.shacl import ShapesError, own_file, read_shapes, violations

    found: set[Violation] = set()
    try:
        with console.progress() as progress:
            parts = violations(trig, read_shapes(shapes or own_file("shapes.ttl")))
            for number, part in enumerate(parts, 1):
                found.update(part)
                if progress:
                    progress("parts checked", number, 0)
    except ShapesError as error:
        raise LitweaveError(str(error)) from error
    return sorted(found)


def _print(shown: Sequence[Violation], number: int, base: str) -> None:
    if not number:
        console.out("No violations")
        return
    from export.vocabulary import Shortener

    shortener = Shortener(base)

    def short(text: str) -> str:
        return shortener.short(text) or text

    console.table(
        ("node", "label", "what is wrong", "value"),
        ((short(v.focus), _cut(v.label), v.message, _cut(" | ".join(map(short, v.values)))) for v in shown),
    )
    rest = f", {number - len(shown):,} of them not shown" if len(shown) < number else ""
    console.err(f"{number:,} violation{'' if number == 1 else 's'}{rest}")


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL_SHOWN else text[: _LABEL_SHOWN - 1] + "…"
