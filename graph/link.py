"""Which named things of different papers are one: names meet by match key.

What two papers introduce stays apart, unless the name is common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.keys import iri_key, match_key, paper_key
from graph.model import ENTITY_TYPES, Entity, ExtractedEntity, Extraction


@dataclass(frozen=True, slots=True)
class Links:
    """The outcome of linking: all entities, and the reference that a name of a paper stands for."""

    entities: tuple[Entity, ...]
    refs: Mapping[tuple[str, str], str]

    def ref(self, paper: str, name: str) -> str:
        """Return the reference of an extracted entity's name in a paper (by id); raises KeyError."""
        return self.refs[paper, match_key(name)]


COMMON = 5
"""What so many times more papers name than introduce is one thing, whoever claims to introduce it."""


def paper_ref(paper: str) -> str:
    """Return the reference of a paper, by its id."""
    return f"paper/{paper_key(paper)}"


def paper_date(paper: str) -> str:
    """Return the month of an arXiv id as `2025-04`, or an empty string for other ids."""
    digits = paper[:4]
    return (
        f"20{digits[:2]}-{digits[2:]}"
        if digits.isdigit() and paper[4:5] == "." and "01" <= digits[2:] <= "12"
        else ""
    )


def link(extractions: Iterable[Extraction]) -> Links:
    """Link the named things, task labels and metrics of all rows; independent of their order.

    Each match key is one entity, whose reference is `entity/<key>`. Where several papers introduce one key,
    the earliest (by id) has it, and each later one has a sense of its own, `entity/<key>--<paper>`; not so
    where far more papers just name it: nobody introduces reinforcement learning again.
    """
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    preferred: dict[str, Counter[str]] = defaultdict(Counter)
    refs: dict[tuple[str, str], str] = {}
    introducers = _introducers(rows := list(extractions))
    for x in rows:
        paper = x.source.paper
        for name, type_, forms in _named(x):
            key = match_key(name)
            owners = introducers.get(key, [])
            sense = paper if paper in owners[1:] else ""
            ref = refs[paper, key] = reference(key, sense)
            types[ref][type_].add(paper)
            preferred[ref][name] += 1
            surfaces[ref].update(forms)
    owner_of = {
        reference(k, p if i else ""): [p] for k, owners in introducers.items() for i, p in enumerate(owners)
    }
    entities = (
        _entity(ref, preferred[ref], surfaces[ref], types[ref], owner_of.get(ref, []))
        for ref in sorted(types)
    )
    return Links(tuple(entities), refs)


def reference(key: str, sense: str = "") -> str:
    """Return the reference of a match key, or of one paper's sense of it."""
    return f"entity/{iri_key(key)}--{paper_key(sense)}" if sense else f"entity/{iri_key(key)}"


def _introducers(rows: Iterable[Extraction]) -> dict[str, list[str]]:
    """Return the papers that introduce each key, earliest id first; ids that are no arXiv ids come last."""
    found: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for x in rows:
        for entity in x.entities:
            key = match_key(entity.name)
            named[key].add(x.source.paper)
            if entity.introduced:
                found[key].add(x.source.paper)
    return {
        key: sorted(papers, key=lambda p: (not paper_date(p), p))[
            : 1 if _is_common(named[key], papers) else None
        ]
        for key, papers in found.items()
    }


def _is_common(named: set[str], introducing: set[str]) -> bool:
    """Say whether a name is common property: far more papers name it than say that they introduce it."""
    return len(named) >= COMMON * len(introducing)


def _named(x: Extraction) -> Iterable[tuple[str, str, list[str]]]:
    """Yield name, type and surface forms of everything a row names."""
    for entity in x.entities:
        yield entity.name, entity.type, _surfaces(entity)
    for task in x.tasks:
        yield task.text, "Task", [task.text]
    for metric in dict.fromkeys(r.metric for r in x.results if r.metric):
        yield metric, "Metric", [metric]


def _surfaces(entity: ExtractedEntity) -> list[str]:
    return [entity.name, *(m.text for m in entity.mentions)]


def _entity(
    ref: str, names: Counter[str], surfaces: Counter[str], types: Mapping[str, set[str]], owners: list[str]
) -> Entity:
    label = min(names, key=lambda n: (-names[n], n))
    sizes = ((type_, len(papers)) for type_, papers in types.items())
    counted = sorted(sizes, key=lambda item: (-item[1], ENTITY_TYPES.index(item[0])))
    return Entity(
        ref=ref,
        label=label,
        types=tuple(counted),
        aliases=tuple(sorted(set(surfaces) - {label})),
        introduced_by=tuple(map(paper_ref, owners)),
        date=paper_date(owners[0]) if owners else "",
    )
