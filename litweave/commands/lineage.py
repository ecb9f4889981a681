"""The command lineage: what descends from what, and who carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.model import ENTITY_TYPES
from graph.search import PAPER_TYPE
from litweave import console
from litweave.commands.carrier_tables import carrier_notes, groups_table, papers_table
from litweave.commands.descent_tables import (
    chains_table,
    cut,
    influence_table,
    lineage_notes,
    lineage_table,
)
from litweave.commands.descent_tree import show_trees
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
from litweave.commands.output import Format, Table, emit, more

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graph.analyses.lineage import Lineage
    from litweave.api import KG

Section = Literal["lineage", "groups", "papers"]
_TYPES = (*ENTITY_TYPES, PAPER_TYPE)


def lineage(
    folder: Directory,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="A thing, or a paper that extends one; without it, what is most extended is listed.",
            show_default=False,
        ),
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="Show the shortest chains to this thing instead.")
    ] = "",
    depth: Annotated[int, typer.Option(metavar="N", help="Go at most so many steps.", min=1, max=20)] = 3,
    uses: Annotated[bool, typer.Option("--uses", help="Add what it uses, and what uses it.")] = False,
    carriers: Annotated[
        bool, typer.Option("--carriers", help="Add who introduced, extended, used and evaluated it.")
    ] = False,
    show: Annotated[
        Section | None,
        typer.Option(help="Print this section alone, as CSV must: it holds the first.", show_default=False),
    ] = None,
    since: Since = "",
    until: Until = "",
    min_belief: MinBelief = 0.0,
    limit: Limit = 40,
    format: Form = "table",
    plot: Plot = None,
) -> None:
    """Show what a thing extends or is a variant of, and what does so with it, each step with its sentence.

    Example: litweave lineage graph GRPO
    """
    if not name and (to or uses or carriers or show or plot):
        raise typer.BadParameter("--to, --uses, --carriers, --show and --plot need a NAME")
    if to and (uses or carriers or show or plot):
        raise typer.BadParameter("--to goes without --uses, --carriers, --show and --plot")
    from litweave.api import open as open_graph

    selected: Selected = {"since": since, "until": until, "min_belief": min_belief}
    question = _Question(open_graph(folder), selected, limit, format)
    if not name:
        question.influence()
    elif to:
        question.chains(name, to)
    else:
        sections: Sequence[Section] = ("lineage", "groups", "papers") if carriers else ("lineage",)
        question.lineage(name, depth, uses, [show] if show else sections, plot)


@dataclass(frozen=True, slots=True)
class _Question:
    """Asks a graph what some papers say, and prints the answers."""

    kg: KG
    selected: Selected
    limit: int
    form: Format

    def influence(self) -> None:
        """Print what is most extended."""
        found = self.kg.ancestors(**self.selected)
        notes = more("things", len(found), self.limit)
        if not found:
            notes.append("None of these papers says that one thing extends another")
        emit([influence_table(found[: self.limit], self.kg.labels)], self.form, notes)

    def chains(self, name: str, to: str) -> None:
        """Print the chains between two things."""
        one, other = (find(self.kg, each, _TYPES, "thing or paper") for each in (name, to))
        found = self.kg.chains(one.ref, other.ref, **self.selected)
        labels, notes = self.kg.labels, list[str]()
        if one.ref == other.ref:
            notes.append("Both are the same")
        elif found.common or not found.chains:
            notes.append(f"Neither of {one.label} and {other.label} descends from the other")
        if found.common:
            notes.append(f"The nearest common ancestors: {', '.join(labels[ref] for ref in found.common)}")
        if found.more:
            notes.append(f"There are more chains than these {len(found.chains)}")
        table = chains_table(found, labels, self.kg.supports)
        emit([table] if table.rows or self.form != "table" else [], self.form, notes)

    def lineage(
        self, name: str, depth: int, uses: bool, sections: Sequence[Section], plot: Path | None
    ) -> None:
        """Print those of the sections that are asked for on a thing; draw its lineage."""
        ref, labels = find(self.kg, name, _TYPES, "thing or paper").ref, self.kg.labels
        tables, notes = list[Table](), list[str]()
        if "lineage" in sections or plot:
            whole = self.kg.lineage(ref, depth=depth, uses=uses, **self.selected)
        if "lineage" in sections:
            found = cut(whole, self.limit)
            notes += lineage_notes(whole, found, labels)
            if self.form == "table":
                show_trees(found, labels, self.kg.supports)
            else:
                tables.append(lineage_table(found, labels, self.kg.supports))
        if "groups" in sections or "papers" in sections:
            carried = self.kg.carriers(ref, **self.selected)
            notes += carrier_notes(carried)
        if "groups" in sections:
            tables.append(groups_table(carried, labels, self.limit))
            notes += more("groups", len(carried.groups), self.limit)
        if "papers" in sections:
            tables.append(papers_table(carried, labels, self.kg.supports, self.limit))
            notes += more("papers", len(carried.papers), self.limit)
        if self.form == "table" and tables and "lineage" in sections:
            console.out()
        emit(tables, self.form, notes)
        if plot:
            draw(plot, lambda: _figure(whole, labels))


def _figure(found: Lineage, labels: Mapping[str, str]) -> Figure:
    from viz.plots.lineage import lineage_figure

    return lineage_figure(found, labels)
