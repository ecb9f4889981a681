"""Lineage: the ancestors and descendants of one thing, and the chains between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from graph.analyses.descent import Cut, Descent, Link
from graph.model import KnowledgeGraph, Statement

MAX_CHAINS = 50
"""So many chains between two things are listed."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a tree of descent, and what branches off it.

    `date` is its month, empty if no paper introduces it; `seen` is the first month of which a paper names it;
    `papers` introduce it. `link` leads here from the thing before (None at the root). `again`: its branches
    stand elsewhere in the tree, where it is nearer to the root. `beyond` counts further links from here that
    are not followed.
    """

    ref: str
    date: str
    seen: str
    papers: tuple[str, ...]
    link: Link | None = None
    branches: tuple[Node, ...] = ()
    again: bool = False
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a thing descends from and what descends from it, as trees whose root it is.

    `uses` and `used_by` are the statements that it uses something or is used, if asked for. `cuts` are the
    links left out because they closed a cycle through one of these things.
    """

    ancestors: Node
    descendants: Node
    uses: tuple[Statement, ...] = ()
    used_by: tuple[Statement, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @property
    def ref(self) -> str:
        """The reference of the thing."""
        return self.ancestors.ref


@dataclass(frozen=True, slots=True)
class Chains:
    """The shortest chains of descent between two things, each from a child up to an ancestor.

    Each node's `link` leads to it from the node before, its child. If neither of the two descends from the
    other, `common` are the ancestors that are nearest to both, and the chains lead from each of the two up to
    them. At most `MAX_CHAINS` are listed; `more` says that there are others.
    """

    chains: tuple[tuple[Node, ...], ...]
    common: tuple[str, ...] = ()
    more: bool = False


def lineage(kg: KnowledgeGraph, descent: Descent, ref: str, depth: int = 3, uses: bool = False) -> Lineage:
    """Return the lineage of `ref`, `depth` links far in each direction.

    `uses` adds what it uses and what uses it as `kg` states it, the most believed first.
    """
    up, down = _tree(descent, ref, depth, upwards=True), _tree(descent, ref, depth, upwards=False)
    met = {node.ref for tree in (up, down) for node in walk(tree)}
    used = sorted((s for s in kg.statements if uses and s.relation == "uses"), key=lambda s: (-s.belief, s))
    return Lineage(
        up,
        down,
        tuple(s for s in used if s.subject == ref),
        tuple(s for s in used if s.object == ref),
        tuple(cut for cut in descent.cuts if met.intersection(cut.cycle)),
    )


def walk(root: Node) -> Iterator[Node]:
    """Yield a tree's nodes, the root first, then those one link away, and so on."""
    level = [root]
    while level:
        yield from level
        level = [branch for node in level for branch in node.branches]


def pruned(root: Node, limit: int) -> Node:
    """Return a tree with at most `limit` nodes beside its root, the nearest."""
    kept = {id(node) for node in islice(walk(root), limit + 1)}

    def copy(node: Node) -> Node:
        branches = tuple(copy(each) for each in node.branches if id(each) in kept)
        return replace(node, branches=branches, beyond=node.beyond + len(node.branches) - len(branches))

    return copy(root)


def chains(descent: Descent, one: str, other: str) -> Chains:
    """Return the shortest chains of descent between two things, whichever of them is the ancestor."""
    ends, common = [(one, other), (other, one)], tuple[str, ...]()
    if not any(ancestor in _distances(descent, child) for child, ancestor in ends):
        common = _nearest_common(descent, one, other)
        ends = [(end, ancestor) for ancestor in common for end in (one, other)]
    found = [chain for child, ancestor in ends for chain in _shortest(descent, child, ancestor)]
    drawn = (
        (_node(descent, chain[0].child), *(_node(descent, link.parent, link) for link in chain))
        for chain in found[:MAX_CHAINS]
    )
    return Chains(tuple(drawn), common, len(found) > MAX_CHAINS)


def _node(descent: Descent, ref: str, link: Link | None = None) -> Node:
    return Node(ref, descent.date(ref), descent.seen(ref), descent.introducing(ref), link)


def _tree(descent: Descent, root: str, depth: int, upwards: bool) -> Node:
    links = descent.parents if upwards else descent.children
    homes = _homes(links, root, depth, upwards)

    def tree(ref: str, link: Link | None, left: int) -> Node:
        node, found = _node(descent, ref, link), links.get(ref, ())
        if link and link not in homes:
            return replace(node, again=True)
        if not left:
            return replace(node, beyond=len(found))
        branches = (tree(each.parent if upwards else each.child, each, left - 1) for each in found)
        return replace(node, branches=tuple(branches))

    return tree(root, None, depth)


def _homes(links: Mapping[str, tuple[Link, ...]], root: str, depth: int, upwards: bool) -> set[Link]:
    """Return the links that reach a thing for the first time, going outwards from the root."""
    reached, homes, level = {root}, set[Link](), [root]
    for _ in range(depth):
        following = []
        for link in (link for ref in level for link in links.get(ref, ())):
            ref = link.parent if upwards else link.child
            if ref not in reached:
                reached.add(ref)
                homes.add(link)
                following.append(ref)
        level = following
    return homes


def _distances(descent: Descent, start: str) -> dict[str, int]:
    """Return how many links up each ancestor is, the thing itself included."""
    found, level, distance = {start: 0}, [start], 0
    while level:
        distance += 1
        above = {link.parent for ref in level for link in descent.parents.get(ref, ())}
        level = sorted(above - found.keys())
        found.update(dict.fromkeys(level, distance))
    return found


def _nearest_common(descent: Descent, one: str, other: str) -> tuple[str, ...]:
    """Return the ancestors of two things that the fewest links lead to, taken together."""
    ups, others = _distances(descent, one), _distances(descent, other)
    links = {ref: ups[ref] + others[ref] for ref in ups.keys() & others.keys()}
    return tuple(sorted(ref for ref, count in links.items() if count == min(links.values())))


def _shortest(descent: Descent, child: str, ancestor: str) -> list[tuple[Link, ...]]:
    """Return the shortest chains from a thing up to an ancestor, in order of time, at most one too many."""
    distance = _distances(descent, child)
    if child == ancestor or ancestor not in distance:
        return []
    found: list[tuple[Link, ...]] = [()]
    for left in reversed(range(distance[ancestor])):
        found = [
            (link, *chain)
            for chain in found
            for link in descent.children.get(chain[0].child if chain else ancestor, ())
            if distance.get(link.child) == left
        ][: MAX_CHAINS + 1]
    return found
