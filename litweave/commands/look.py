"""The commands that look at a graph: show, stats, diff, view."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from litweave import console, directory
from litweave.commands.options import Directory
from litweave.errors import NotFound

if TYPE_CHECKING:
    from graph.cards import Card
    from graph.model import Entity, Paper
    from litweave.api import KG
    from litweave.people import AuthorCard
    from litweave.report import Report

_FACTS_SHOWN = 5
_NEAREST = 5


def show(
    folder: Directory,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The name of a thing or an author, or the arXiv id, URL or title of a paper.",
            show_default=False,
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Show all there is, not only the first of each kind.")
    ] = False,
) -> None:
    """Show all about one thing or paper, each fact with its sentence; or an author's papers and co-authors.

    Example: litweave show graph GRPO
    """
    from litweave.api import open as open_graph
    from litweave.commands.card import CardPrinter
    from litweave.people import AuthorCard

    kg = open_graph(folder)
    printer = CardPrinter(kg.labels, kg.evidence, None if everything else _FACTS_SHOWN)
    card = _find(kg, name)
    for line in printer.author_lines(card) if isinstance(card, AuthorCard) else printer.lines(card):
        console.out(line)
    others = [f"{hit.label} {hit.ref}" for hit in kg.named(name) if hit.ref != card.item.ref]
    if others:
        console.err(f"Also of this name: {', '.join(others)}")


def _find(kg: KG, name: str) -> Card[Entity] | Card[Paper] | AuthorCard:
    """Return the card of a thing, else a paper, else an author; if there is none, raise the nearest names."""
    from graph.search import arxiv_id

    if arxiv_id(name):
        return kg.paper(name)
    for look in (kg.entity, kg.paper, kg.author):
        with contextlib.suppress(NotFound):
            return look(name)
    raise NotFound("thing, paper or author", name, [hit.label for hit in kg.search(name, _NEAREST)])


def stats(folder: Directory) -> None:
    """Count what the graph holds, and the papers of which little was understood.

    Example: litweave stats graph
    """
    from litweave import report

    found = report.load(directory.resolve(folder))
    counts = found.counts
    sections = {
        "Corpus": {"rows": counts.rows, "papers": counts.papers, "authors": counts.authors},
        "Entities": counts.entities,
        "Statements": counts.statements,
        "Numbers": {"results": counts.results, "evidence": counts.evidence},
    }
    for title, numbers in sections.items():
        console.out(title)
        for line in console.count_lines(numbers):
            console.out(line)
    _print_gaps(found)


def _print_gaps(found: Report) -> None:
    papers = found.counts.papers
    console.out("Papers with")
    for name, number in found.counts.gaps.items():
        (line,) = console.count_lines({name: number})
        console.out(f"{line}{number / papers if papers else 0:>8.1%}")
    console.out(f"Problems in the inputs: {len(found.problems)}")


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The folder of the earlier graph.", show_default=False)
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The folder of the later graph.", show_default=False)
    ],
    limit: Annotated[
        int, typer.Option(metavar="N", help="Show so many changes of each group; JSON holds all.", min=0)
    ] = 20,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to print the changes.")] = "text",
) -> None:
    """Compare two graphs: facts that came, went, moved or changed in belief; names likewise.

    The exit code is 0 whether or not they differ.

    Example: litweave diff graph-before graph
    """
    from litweave.api import diff as compare
    from litweave.commands import changes

    found = compare(old, new)
    if format == "json":
        console.emit(json.dumps(changes.to_json(found), indent=1, ensure_ascii=False) + "\n")
        return
    for line in changes.lines(found, limit):
        console.out(line)
