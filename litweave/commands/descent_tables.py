"""Lineages, chains and influence as tables, and what a reader should know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.analyses.descent import Cut, Link
from graph.analyses.influence import Ancestor
from graph.analyses.lineage import Chains, Lineage, Node, pruned, walk
from graph.model import Result, Statement
from graph.provenance import Support
from litweave.commands.excerpt import excerpt
from litweave.commands.output import Cell, Table, more

Labels = Mapping[str, str]
Quotes = Mapping[str, Sequence[Support]]
"""The sentences of facts, by the fact's key, the surest first."""
Supports = Callable[[Iterable[Statement | Result]], Quotes]

_SHOWN = ("side", "step", "child", "relation", "parent", "date", "belief", "note", "excerpt")
_HIDDEN = (
    "sentence",
    "named",
    "child ref",
    "parent ref",
    "introduced by",
    "stated by",
    "fact",
    "again",
    "beyond",
)


def cut(found: Lineage, limit: int) -> Lineage:
    """Return a lineage with at most `limit` things on each side."""
    return replace(
        found,
        ancestors=pruned(found.ancestors, limit),
        descendants=pruned(found.descendants, limit),
        uses=found.uses[:limit],
        used_by=found.used_by[:limit],
    )


def lineage_notes(whole: Lineage, found: Lineage, labels: Labels) -> list[str]:
    """Return what to say beneath a lineage of which the part `found` is shown."""
    sizes = {
        "ancestors": (whole.ancestors, found.ancestors),
        "descendants": (whole.descendants, found.descendants),
    }
    counts = {what: [sum(1 for _ in walk(tree)) - 1 for tree in trees] for what, trees in sizes.items()}
    counts["things that it uses"] = [len(whole.uses), len(found.uses)]
    counts["things that use it"] = [len(whole.used_by), len(found.used_by)]
    notes = [note for what, (total, shown) in counts.items() for note in more(what, total, shown)]
    if not (whole.ancestors.branches or whole.descendants.branches):
        notes.append(f"No digest says that {labels[found.ref]} extends anything, or that anything extends it")
    nodes = [*walk(found.ancestors), *walk(found.descendants)]
    if any(not node.date and node.seen for node in nodes):
        notes.append("named: no paper here introduces it; this is the first month that names it")
    return notes + [_cut_note(each, labels) for each in whole.cuts]


def _cut_note(left_out: Cut, labels: Labels) -> str:
    s = left_out.statement
    cycle = " < ".join(labels[ref] for ref in left_out.cycle)
    said = f"{labels[s.subject]} {s.relation} {labels[s.object]}"
    return f"Left out of the cycle {cycle}: {said} ({left_out.why})"


def lineage_table(found: Lineage, labels: Labels, supports: Supports) -> Table:
    """Return the steps of a lineage, and what is used, each with its sentence."""
    steps = [*_steps("ancestor", found.ancestors), *_steps("descendant", found.descendants)]
    hops = [("uses", s) for s in found.uses] + [("used by", s) for s in found.used_by]
    quotes = supports([*(link.statement for _, _, _, link in steps), *(s for _, s in hops)])
    rows = [_row(side, step, link.statement, labels, quotes, node) for side, step, node, link in steps]
    rows += [_row(side, 1, statement, labels, quotes) for side, statement in hops]
    return Table("lineage", (*_SHOWN, *_HIDDEN), tuple(rows), len(_SHOWN))


def chains_table(found: Chains, labels: Labels, supports: Supports) -> Table:
    """Return the steps of chains, from each child to its parent, with their sentences."""
    steps = [
        (f"{number}", step, node, node.link)
        for number, chain in enumerate(found.chains, 1)
        for step, node in enumerate(chain)
        if node.link
    ]
    quotes = supports([link.statement for _, _, _, link in steps])
    rows = (_row(number, step, link.statement, labels, quotes, node) for number, step, node, link in steps)
    return Table("chains", ("chain", *_SHOWN[1:], *_HIDDEN), tuple(rows), len(_SHOWN))


def influence_table(found: Iterable[Ancestor], labels: Labels) -> Table:
    """Return what is most extended."""
    columns = (
        "thing",
        "date",
        "direct",
        "variants",
        "descendants",
        "first",
        "last",
        "papers",
        "named",
        "ref",
    )
    rows = (
        (labels[a.ref], a.date, a.direct, a.variants, a.descendants, a.first, a.last, a.papers, a.seen, a.ref)
        for a in found
    )
    return Table("influence", columns, tuple(rows), 8)


def _steps(side: str, node: Node, step: int = 1) -> Iterator[tuple[str, int, Node, Link]]:
    """Yield what is below a node, each with its distance from the root and before its own branches."""
    for branch in node.branches:
        if branch.link:
            yield side, step, branch, branch.link
        yield from _steps(side, branch, step + 1)


def _row(
    side: str,
    step: int,
    statement: Statement,
    labels: Labels,
    quotes: Quotes,
    node: Node | None = None,
) -> tuple[Cell, ...]:
    """Return a row on a step, which leads to `node` where it is one of descent."""
    note = node.link.late if node and node.link else ""
    ends = statement.subject, statement.object
    return (
        side,
        step,
        labels.get(ends[0], ends[0]),
        statement.relation,
        labels.get(ends[1], ends[1]),
        node.date if node else "",
        statement.belief,
        note,
        excerpt(quotes[statement.key]),
        quotes[statement.key][0].quote,
        node.seen if node else "",
        *ends,
        node.papers if node else (),
        statement.papers,
        statement.key,
        int(node.again) if node else 0,
        node.beyond if node else 0,
    )
