"""What a user knows better: names that are one or two things, right names and types, facts to drop or to add.

Applied on every build, after extraction, so that the cache stays valid.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.keys import match_key
from graph.model import ENTITY_TYPES, RELATIONS, Entity, Extraction, Problem

_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)
_FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "same": (frozenset(("names",)), frozenset(("reason",))),
    "different": (frozenset(("name", "paper")), frozenset(("reason",))),
    "name": (frozenset(("of", "name")), frozenset(("reason",))),
    "type": (frozenset(("of", "type")), frozenset(("reason",))),
    "drop": (frozenset(("name",)), frozenset(("paper", "reason"))),
    "reject": (frozenset(("subject", "relation", "object", "reason")), frozenset()),
    "add": (frozenset(("paper", "subject", "relation", "object", "reason")), frozenset()),
}
"""The tables of the file: the fields that an entry must have, and those that it may have."""


class OverridesError(ValueError):
    """A file of overrides that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its table, its fields, and the line of the file where it begins."""

    table: str
    fields: Mapping[str, Any]
    line: int

    def key(self, name: str) -> str:
        """Return the match key of a field."""
        return match_key(str(self.fields[name]))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a user adds: names or ids of papers, and the paper that says so."""

    paper: str
    subject: str
    relation: str
    object: str


@dataclass(slots=True)
class Overrides:
    """The entries of a file, and which of them matched something."""

    file: str = ""
    entries: tuple[Entry, ...] = ()
    used: set[int] = field(default_factory=set)

    def _of(self, table: str) -> Iterable[tuple[int, Entry]]:
        return ((i, e) for i, e in enumerate(self.entries) if e.table == table)

    def prepared(self, rows: Sequence[Extraction]) -> list[Extraction]:
        """Return the extractions without what is said to be no entity, and all that rests on it."""
        dropped = list(self._of("drop"))
        return [self._without(x, dropped) for x in rows] if dropped else list(rows)

    def _without(self, x: Extraction, dropped: Sequence[tuple[int, Entry]]) -> Extraction:
        gone: set[str] = set()
        for index, entry in dropped:
            if entry.fields.get("paper") in (None, x.source.paper):
                found = {e.name for e in x.entities if match_key(e.name) == entry.key("name")}
                self.used.update((index,) if found else ())
                gone |= found
        if not gone:
            return x
        return replace(
            x,
            entities=tuple(e for e in x.entities if e.name not in gone),
            relations=tuple(r for r in x.relations if not {r.head, r.tail} & gone),
            results=tuple(r for r in x.results if not {r.subject, r.benchmark, r.over} & gone),
        )

    def same(self, keys: Mapping[str, object]) -> dict[str, str]:
        """Return, of the keys that are said to be one with others, the first of them that is there."""
        joined: dict[str, str] = {}
        for index, entry in self._of("same"):
            present = [k for k in map(match_key, entry.fields["names"]) if k in keys]
            if len(present) > 1:
                self.used.add(index)
                joined.update(dict.fromkeys(present, present[0]))
        return joined

    def different(self, named: Callable[[str, str], bool]) -> set[tuple[str, str]]:
        """Return the (paper, key) that are said to be things of their own; `named` tells which exist."""
        found = set()
        for index, entry in self._of("different"):
            place = (str(entry.fields["paper"]), entry.key("name"))
            if named(*place):
                self.used.add(index)
                found.add(place)
        return found

    def renamed(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Return the entities with the names and types that the user prefers."""
        names = {e.key("of"): (i, str(e.fields["name"])) for i, e in self._of("name")}
        types = {e.key("of"): (i, str(e.fields["type"])) for i, e in self._of("type")}
        return tuple(self._renamed(entity, names, types) for entity in entities)

    def _renamed(
        self, entity: Entity, names: Mapping[str, tuple[int, str]], types: Mapping[str, tuple[int, str]]
    ) -> Entity:
        key = match_key(entity.label)
        if key in names:
            index, label = names[key]
            self.used.add(index)
            aliases = tuple(sorted({entity.label, *entity.aliases} - {label}))
            entity = replace(entity, label=label, aliases=aliases)
        if key in types:
            index, type_ = types[key]
            self.used.add(index)
            papers = sum(n for _, n in entity.types)
            entity = replace(entity, types=((type_, papers),))
        return entity

    def rejected(self, keys_of: Callable[[str], frozenset[str]], triple: tuple[str, str, str]) -> bool:
        """Say whether a fact is rejected; `keys_of` gives the keys by which a reference is known."""
        subject, relation, object_ = triple
        for index, entry in self._of("reject"):
            if relation != entry.fields["relation"]:
                continue
            if entry.key("subject") in keys_of(subject) and entry.key("object") in keys_of(object_):
                self.used.add(index)
                return True
        return False

    def added(self, papers: Mapping[str, object], keys: Mapping[str, object]) -> list[Fact]:
        """Return the facts to add: those that a known paper says of things with known keys."""
        facts = []
        for index, entry in self._of("add"):
            fact = Fact(*(str(entry.fields[f]) for f in ("paper", "subject", "relation", "object")))
            if fact.paper in papers and entry.key("subject") in keys and entry.key("object") in keys:
                self.used.add(index)
                facts.append(fact)
        return facts

    def problems(self) -> list[Problem]:
        """Return a warning for each entry that matched nothing, in the order of the file."""
        return [
            Problem(self.file, e.line, f"the override [[{e.table}]] matches nothing", "warning")
            for i, e in enumerate(self.entries)
            if i not in self.used
        ]


def parse(text: str, file: str) -> Overrides:
    """Read a TOML file of overrides.

    Raises `OverridesError` with file, line and reason for what is no TOML, an unknown table or field, a
    missing one, or a type or relation that does not exist.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OverridesError(f"{file}: {error}") from error
    lines: dict[str, list[int]] = {}
    for match in _HEADER.finditer(text):
        lines.setdefault(match[1], []).append(text.count("\n", 0, match.start(1)) + 1)
    entries = []
    for table, listed in tables.items():
        if table not in _FIELDS or not isinstance(listed, list):
            raise OverridesError(f"{file}: [[{table}]] is none of {', '.join(_FIELDS)}")
        where = lines.get(table, [])
        for index, fields in enumerate(listed):
            line = where[index] if index < len(where) else 0
            entries.append(_entry(table, fields, line, file))
    return Overrides(file, tuple(sorted(entries, key=lambda e: e.line)))


def _entry(table: str, fields: Mapping[str, Any], line: int, file: str) -> Entry:
    needed, allowed = _FIELDS[table]
    if missing := sorted(needed - fields.keys()):
        raise OverridesError(f"{file}, line {line}: [[{table}]] lacks {', '.join(missing)}")
    if unknown := sorted(fields.keys() - needed - allowed):
        raise OverridesError(f"{file}, line {line}: [[{table}]] has no field {', '.join(unknown)}")
    for name, value in fields.items():
        texts = value if name == "names" and isinstance(value, list) and len(value) > 1 else [value]
        if not all(isinstance(t, str) and t.strip() for t in texts) or (name == "names") != (texts is value):
            wanted = "a list of two names or more" if name == "names" else "a text"
            raise OverridesError(f"{file}, line {line}: {name} must be {wanted}")
    if fields.get("type", "Model") not in ENTITY_TYPES:
        raise OverridesError(f"{file}, line {line}: type must be one of {', '.join(ENTITY_TYPES)}")
    if fields.get("relation", "uses") not in RELATIONS:
        raise OverridesError(f"{file}, line {line}: relation must be one of {', '.join(RELATIONS)}")
    return Entry(table, fields, line)
