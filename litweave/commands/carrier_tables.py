"""Who carries a thing, as tables: groups of authors, and papers month by month."""

from __future__ import annotations

from graph.analyses.carriers import Carrier, Carriers
from litweave.commands.card import describe
from litweave.commands.descent_tables import Labels, Quotes, Supports
from litweave.commands.excerpt import excerpt
from litweave.commands.output import Cell, Table, listed

_LEADING = 3
_RESULTS = 3


def carrier_notes(found: Carriers) -> list[str]:
    """Return what to say beneath the tables."""
    unknown = sum(paper.group is None for paper in found.papers)
    return [f"Of {unknown:,} of {len(found.papers):,} papers no author is known"] if unknown else []


def groups_table(found: Carriers, labels: Labels, limit: int) -> Table:
    """Return the groups with their leading authors, and what they did in how many papers."""
    columns = ("group", "papers", "first", "last", "did", "leading", "authors", "author refs", "paper refs")
    rows = (
        (
            number,
            len(group.papers),
            group.first,
            group.last,
            tuple(f"{role} {count}" for role, count in group.roles),
            listed((labels[author] for author in group.authors), _LEADING),
            len(group.authors),
            group.authors,
            group.papers,
        )
        for number, group in enumerate(found.groups[:limit], 1)
    )
    return Table("groups", columns, tuple(rows), 6)


def papers_table(found: Carriers, labels: Labels, supports: Supports, limit: int) -> Table:
    """Return the papers in order of time: what each did with the thing, who wrote it, what came out."""
    shown = found.papers[:limit]
    quotes = supports([*dict.fromkeys(paper.statements[0] for paper in shown)])
    columns = ("month", "group", "did", "with", "authors", "paper", "results", "excerpt")
    hidden = ("sentence", "paper ref", "thing refs", "author refs", "facts", "all results", "result facts")
    rows = (_paper_row(paper, labels, quotes) for paper in shown)
    return Table("papers", (*columns, *hidden), tuple(rows), len(columns))


def _paper_row(paper: Carrier, labels: Labels, quotes: Quotes) -> tuple[Cell, ...]:
    results = [describe(result, labels) for result in paper.results]
    supports = [s for s in quotes[paper.statements[0].key] if s.paper == paper.paper]
    return (
        paper.month,
        None if paper.group is None else paper.group + 1,
        paper.roles,
        tuple(labels.get(thing, thing) for thing in paper.things),
        listed((labels[author] for author in paper.authors), _LEADING),
        labels[paper.paper],
        listed(results, _RESULTS),
        excerpt(supports),
        supports[0].quote if supports else "",
        paper.paper,
        paper.things,
        paper.authors,
        tuple(statement.key for statement in paper.statements),
        tuple(results),
        tuple(result.key for result in paper.results),
    )
