"""What differs between two graphs: as lines in the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from rich.text import Text

from graph.difference import Changes, Difference
from graph.model import Author, Entity, Paper, Result, Statement
from litweave.commands.card import describe
from litweave.console import clean

Item = Paper | Author | Entity | Statement | Result
Labels = Mapping[str, str]

_GROUPS = ("added", "withdrawn", "changed", "moved")
_COLUMNS = ("old", "new", *_GROUPS)


def lines(difference: Difference, limit: int) -> Iterator[Text]:
    """Yield the counts of each kind, then `limit` changes of each group; those that weigh most come first."""
    kinds = _kinds(difference)
    yield Text(f"{'':<14}" + "".join(f"{name:>10}" for name in _COLUMNS), style="bold")
    for kind, changes in kinds.items():
        counts = _counts(changes).values()
        if any(counts):
            yield Text(f"{kind:<14}" + "".join(f"{count:>10,}" for count in counts))
    if not difference:
        yield Text("Nothing differs.")
    for kind, changes in kinds.items():
        for name in _GROUPS:
            yield from _group(f"{kind} {name}", _pairs(changes, name), difference.labels, limit)


def to_json(difference: Difference) -> dict[str, Any]:
    """Return all that differs, ready for JSON; `labels` has names for what the facts refer to.

    Records have the fields of `graph.model`; facts have their key and no evidence.
    """
    kinds = _kinds(difference)
    refs = {ref for changes in kinds.values() for item in _items(changes) for ref in _refs(item)}
    labels = difference.labels
    return {
        "counts": {kind: _counts(changes) for kind, changes in kinds.items()},
        "changes": {kind: _records(changes) for kind, changes in kinds.items()},
        "labels": {ref: labels[ref] for ref in sorted(refs) if ref in labels},
    }


def _kinds(difference: Difference) -> dict[str, Changes[Any]]:
    """Return the changes by the name of their kind, those of facts first."""
    return {
        **difference.statements,
        "results": difference.results,
        "entities": difference.entities,
        "papers": difference.papers,
        "authors": difference.authors,
    }


def _counts(changes: Changes[Any]) -> dict[str, int]:
    sizes = {name: len(getattr(changes, name)) for name in _GROUPS}
    return {"old": changes.old, "new": changes.new, **sizes}


def _pairs(changes: Changes[Any], name: str) -> list[tuple[Item | None, Item]]:
    """Return one group as pairs of what was and what is, or of nothing and what came or went."""
    found = getattr(changes, name)
    return list(found) if name in ("changed", "moved") else [(None, item) for item in found]


def _group(
    title: str, pairs: Sequence[tuple[Item | None, Item]], labels: Labels, limit: int
) -> Iterator[Text]:
    if not pairs:
        return
    yield Text()
    yield Text(f"{title} ({len(pairs):,})", style="bold cyan")
    for old, new in sorted(pairs, key=lambda pair: -_weight(*pair))[:limit]:
        says, detail = _describe(new, labels)
        line = Text("  ").append(clean(says), style="bold").append(f"  {detail}", style="dim")
        yield line.append(f", was {clean(_was(old, new))}" if old else "", style="dim")
    if (rest := len(pairs) - limit) > 0:
        yield Text(f"  and {rest:,} more", style="dim")


def _weight(old: Item | None, new: Item) -> float:
    """Return how much belief changed, from none for a fact that came; of entities how many papers name it."""
    if isinstance(new, Statement | Result):
        return abs(new.belief - (old.belief if isinstance(old, Statement | Result) else 0.0))
    return sum(papers for _, papers in new.types) if isinstance(new, Entity) else 0


def _describe(item: Item, labels: Labels) -> tuple[str, str]:
    """Return what to call a thing or what a fact says, and what else is worth knowing of it."""
    match item:
        case Statement():
            ends = (labels.get(ref, ref) for ref in (item.subject, item.object))
            return f"  {item.relation}  ".join(ends), f"belief {item.belief:.2f}"
        case Result():
            return describe(item, labels), f"belief {item.belief:.2f}"
        case Entity():
            return item.label, f"{item.type}  {item.ref}"
        case Paper():
            return item.title, item.ref
        case Author():
            return item.name, item.ref


def _was(old: Item, new: Item) -> str:
    """Return what an item was: of a fact that did not move the belief, of one that did its references too."""
    if isinstance(old, Statement | Result) and isinstance(new, Statement | Result) and old.key == new.key:
        return f"{old.belief:.2f}"
    return "  ".join(_describe(old, {}))


def _items(changes: Changes[Any]) -> Iterator[Item]:
    return chain(changes.added, changes.withdrawn, *changes.changed, *changes.moved)


def _refs(item: Item) -> tuple[str, ...]:
    """Return what a fact refers to."""
    if isinstance(item, Statement):
        return item.subject, item.object
    if isinstance(item, Result):
        return item.subject, item.benchmark, item.metric, item.over, *item.papers
    return ()


def _records(changes: Changes[Any]) -> dict[str, list[Any]]:
    singles = {name: [_record(item) for item in getattr(changes, name)] for name in ("added", "withdrawn")}
    pairs = {
        name: [{"old": _record(old), "new": _record(new)} for old, new in getattr(changes, name)]
        for name in ("changed", "moved")
    }
    return singles | pairs


def _record(item: Item) -> dict[str, Any]:
    record = asdict(item)
    if isinstance(item, Statement | Result):
        del record["evidence"]
        return {"key": item.key, **record}
    return record
