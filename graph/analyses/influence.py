"""Influence: which things most others descend from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.analyses.descent import Descent, Link


@dataclass(frozen=True, slots=True)
class Ancestor:
    """How much descends from a thing. `date` and `seen` are as in a `Node` of a lineage.

    `direct` counts what extends it or one of its variants, `variants` its variants and theirs,
    `descendants` all that descends from it over any number of links. `first` and `last` are the months of the
    earliest and latest descendant, `papers` counts the papers that state the links.
    """

    ref: str
    date: str
    seen: str
    direct: int
    variants: int
    descendants: int
    first: str
    last: str
    papers: int


def ancestors(descent: Descent) -> tuple[Ancestor, ...]:
    """Return all that something descends from, what is most often extended first."""
    found = [_ancestor(descent, ref) for ref in descent.children]
    return tuple(sorted(found, key=lambda a: (-a.direct, -a.descendants, a.ref)))


def family(descent: Descent, ref: str) -> set[str]:
    """Return the reference of a thing and those of its variants, and theirs."""
    return {ref} | {link.child for link in _below(descent, ref, _is_variant)}


def _ancestor(descent: Descent, ref: str) -> Ancestor:
    one = family(descent, ref)
    links = _below(descent, ref, lambda link: True)
    below = {link.child for link in links}
    extending = {link.child for link in links if link.parent in one and not _is_variant(link)} - one
    months = sorted(filter(None, (descent.date(each) or descent.seen(each) for each in below)))
    return Ancestor(
        ref,
        descent.date(ref),
        descent.seen(ref),
        direct=len(extending),
        variants=len(one) - 1,
        descendants=len(below),
        first=months[0] if months else "",
        last=months[-1] if months else "",
        papers=len({paper for link in links for paper in link.statement.papers}),
    )


def _is_variant(link: Link) -> bool:
    return link.statement.relation == "variantOf"


def _below(descent: Descent, ref: str, wanted: Callable[[Link], bool]) -> list[Link]:
    """Return the links that are wanted from a thing to its children, from these to theirs, and so on."""
    found: list[Link] = []
    reached, level = {ref}, [ref]
    while level:
        links = [link for each in level for link in descent.children.get(each, ()) if wanted(link)]
        found += links
        level = list(dict.fromkeys(link.child for link in links if link.child not in reached))
        reached.update(level)
    return found
