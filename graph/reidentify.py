"""What became of references that a later graph no longer has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from graph.keys import author_key, match_key
from graph.model import KnowledgeGraph

Names = Mapping[str, list[str]]


def reidentify(previous: KnowledgeGraph, known: Mapping[str, str], graph: KnowledgeGraph) -> dict[str, str]:
    """Map references of authors and entities that are gone to those that hold their names now.

    `previous` is the graph before this one, of which names are enough; `known` is what became of references
    before. A name that nothing holds any more maps to nothing and is left out.
    """
    present = _names(graph)
    holders: dict[str, list[str]] = defaultdict(list)
    for ref, keys in present.items():
        for key in keys:
            holders[key].append(ref)
    moved = {
        ref: target
        for ref, keys in _names(previous).items()
        if ref not in present and (target := _new_holder(keys, holders))
    }
    for old, target in known.items():
        target = moved.get(target, target)
        if old not in present and target in present:
            moved.setdefault(old, target)
    return dict(sorted(moved.items()))


def _names(graph: KnowledgeGraph) -> Names:
    """Return the keys of the names behind each reference, that of the preferred name first."""
    entities = {e.ref: list(dict.fromkeys(map(match_key, (e.label, *e.aliases)))) for e in graph.entities}
    authors = {a.ref: [f"author/{author_key(name)}" for name in (a.name, *a.aliases)] for a in graph.authors}
    return {**entities, **authors}


def _new_holder(keys: list[str], holders: Names) -> str | None:
    """Return who shares most of these names; among equals who holds the earliest of them."""
    votes = Counter(ref for key in keys for ref in holders.get(key, ()))
    return max(votes, key=lambda ref: votes[ref]) if votes else None
