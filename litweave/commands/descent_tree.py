"""A lineage as trees in the terminal: ancestors above, descendants below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.text import Text
from rich.tree import Tree

from graph.analyses.lineage import Lineage, Node, walk
from graph.model import Statement
from litweave import console
from litweave.commands.descent_tables import Labels, Quotes, Supports
from litweave.console import clean, marked


def show_trees(found: Lineage, labels: Labels, supports: Supports) -> None:
    """Print a lineage: each thing with the paper that introduces it and the sentence of its descent."""
    nodes = chain(walk(found.ancestors), walk(found.descendants))
    steps = [node.link.statement for node in nodes if node.link]
    printer = _Printer(labels, supports([*steps, *found.uses, *found.used_by]))
    if found.ancestors.branches:
        console.tree(printer.tree(Text("ancestors", style="bold cyan"), found.ancestors))
        console.out()
    console.tree(printer.tree(printer.lines(found.descendants), found.descendants))
    for title, statements in (("uses", found.uses), ("used by", found.used_by)):
        if statements:
            console.out()
            console.tree(printer.hops(title, statements, found.ref))


@dataclass(frozen=True, slots=True)
class _Printer:
    labels: Labels
    quotes: Quotes

    def tree(self, head: Text, node: Node) -> Tree:
        """Return what branches off a node, under a head of its own."""
        tree = Tree(head, guide_style="dim")
        for branch in node.branches:
            tree.add(self.tree(self.lines(branch), branch))
        if node.beyond:
            tree.add(Text(f"and {node.beyond:,} more", style="dim"))
        return tree

    def hops(self, title: str, statements: Sequence[Statement], ref: str) -> Tree:
        """Return what is used, or what uses."""
        tree = Tree(Text(title, style="bold cyan"), guide_style="dim")
        for s in statements:
            other = s.object if s.subject == ref else s.subject
            line = Text(clean(self.labels.get(other, other)), style="bold")
            line.append(f"  belief {s.belief:.2f}", style="not bold dim")
            tree.add(Text("\n").join([line, self._sentence(s)]))
        return tree

    def lines(self, node: Node) -> Text:
        """Return what a tree says of one thing."""
        line = Text(clean(self.labels[node.ref]), style="bold")
        month = node.date or (f"named {node.seen}" if node.seen else "")
        told = [month] if month else []
        if node.link:
            told = [node.link.statement.relation, *told, f"belief {node.link.statement.belief:.2f}"]
        line.append(f"  {'  '.join(told)}", style="not bold")
        if node.link and node.link.late:
            line.append(f"  doubtful: {node.link.late}", style="not bold yellow")
        if node.again:
            line.append("  (see its other place)", style="not bold dim")
        return Text("\n").join([line, *self._sources(node)])

    def _sources(self, node: Node) -> Iterator[Text]:
        if node.ref not in node.papers:
            for paper in node.papers:
                yield Text(clean(self.labels[paper]), style="not bold italic").append(
                    f"  {paper}", style="dim"
                )
        if node.link:
            yield self._sentence(node.link.statement)

    def _sentence(self, statement: Statement) -> Text:
        support = self.quotes[statement.key][0]
        return marked(support.quote, support.marks).append(f"  [{support.paper}]", style="dim")
