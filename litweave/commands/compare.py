"""The command compare: two papers or things side by side."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from graph.model import ENTITY_TYPES
from graph.search import PAPER_TYPE
from litweave.commands.options import Directory, Form, MinBelief, Since, Until, find
from litweave.commands.output import emit

Section = Literal["facts", "results", "sentences"]
_TYPES = (*ENTITY_TYPES, PAPER_TYPE)
_NAME = "The name of a thing, or the arXiv id, URL or title of a paper."


def compare(
    folder: Directory,
    one: Annotated[str, typer.Argument(metavar="A", help=_NAME, show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="What to compare it with.", show_default=False)],
    show: Annotated[
        Section | None,
        typer.Option(
            help="Print this alone: what both have or only one; results on the same benchmarks; what is said "
            "of one beside the other.",
            show_default=False,
        ),
    ] = None,
    since: Since = "",
    until: Until = "",
    min_belief: MinBelief = 0.0,
    limit: Annotated[
        int,
        typer.Option(metavar="N", help="Name at most so many things, and print so many sentences.", min=1),
    ] = 8,
    format: Form = "table",
) -> None:
    """Set two papers, models or techniques side by side: what they share, and where both were measured.

    Example: litweave compare graph GRPO DPO
    """
    from litweave.api import open as open_graph
    from litweave.commands.compare_tables import ComparisonPrinter

    kg = open_graph(folder)
    hits = [find(kg, name, _TYPES, "paper or thing") for name in (one, other)]
    refs = [hit.ref for hit in hits]
    found = kg.compare(*refs, since=since, until=until, min_belief=min_belief)
    printer = ComparisonPrinter(kg, found, limit if format in ("table", "md") else None)
    sections = {
        "facts": printer.facts,
        "results": printer.results,
        "sentences": printer.sentences,
    }
    wanted = [show] if show else list(sections)
    tables = [sections[name]() for name in wanted]
    emit([table for table in tables if table.rows] or tables[:1], format, printer.notes())
