"""Which names may be one person, by their spelling alone. An index says what is worth a comparison.

Each function takes the names of persons and yields pairs in no particular order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.spelling import (
    EQUAL,
    FULL,
    INITIAL,
    INITIALS,
    JOINED,
    MIDDLE,
    SHORT,
    WORD,
    fold,
    handle_core,
    handles_of,
    is_handle,
    name_parts,
    shortening,
)

Names = Mapping[str, str]
"""Names of persons, by the key of the person."""

SPELLING, SHORTER, HANDLE = "author.spelling", "author.short-name", "author.handle"
"""The rules that find pairs."""

_REASONS = {
    (SPELLING, EQUAL): "the same but for diacritics",
    (SPELLING, JOINED): "the same but for hyphens or blanks",
    (SHORTER, MIDDLE): "the same without middle names",
    (SHORTER, INITIAL): "the same with an initial for the given name",
    (HANDLE, FULL): "the handle spells the name in full",
    (HANDLE, SHORT): "the handle spells the name without middle names",
    (HANDLE, WORD): "the handle spells the name in full, but is a name by itself",
    (HANDLE, INITIALS): "the handle spells initials and family name, or one name and an initial",
    (HANDLE, INITIAL): "the handle spells one initial and family name",
}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two persons, by key, of whom `spelling` may be another form of `person`; `strength` is from 0 to 1."""

    spelling: str
    person: str
    strength: float
    rule: str

    @property
    def reason(self) -> str:
        """What the rule says, in words."""
        return _REASONS[self.rule, self.strength]


def equal_names(names: Names) -> Iterator[Pair]:
    """Yield names that differ in diacritics, hyphens, or blanks between given names only; the fullest stays.

    Diacritics are often left out; but Yi-Wen and Yiwen may well be two.
    """
    for group in _grouped(names, lambda name: ("".join(name_parts(name)[0]), name_parts(name)[1])):
        ranked = sorted(group, key=lambda key: (-_diacritics(names[key]), -len(names[key]), key))
        for key in ranked[1:]:
            same = fold(names[key]) == fold(names[ranked[0]])
            yield Pair(key, ranked[0], EQUAL if same else JOINED, SPELLING)


def _diacritics(name: str) -> int:
    return sum(not letter.isascii() for letter in name)


def shortened_names(names: Names) -> Iterator[Pair]:
    """Yield names without middle names, or with initials for given names, and what they may stand for."""
    for group in _grouped(names, lambda name: (name_parts(name)[0][0][0], name_parts(name)[1])):
        for pair in combinations(group, 2):
            short, full = sorted(pair, key=lambda key: (len("".join(name_parts(names[key])[0])), key))
            strength = shortening(name_parts(names[short])[0], name_parts(names[full])[0])
            if strength:
                yield Pair(short, full, strength, SHORTER)


def _grouped(names: Names, group_of: Callable[[str], tuple[str, str]]) -> Iterator[list[str]]:
    """Yield the persons with a given name whose names fall into one group, two or more of them."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, name in sorted(names.items()):
        if name_parts(name)[0]:
            groups[group_of(name)].append(key)
    return (group for group in groups.values() if len(group) > 1)


def handles(names: Names) -> Iterator[Pair]:
    """Yield handles with the names that they spell, each by its strongest reading.

    What is a given or family name by itself is no abbreviation, `Zhang` is not Hang Z., and may be the given
    name of somebody else, `yiren98` that of Yiren Song.
    """
    words = {word for name in names.values() for word in _words(name)}
    spelt: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        if is_handle(name) and (core := handle_core(name)):
            spelt[core].append(key)
    for person, name in names.items():
        found: dict[str, float] = {}
        for core, strength in handles_of(name):
            if core in words:
                strength = WORD if strength == FULL else 0.0
            for key in spelt.get(core, ()):
                found[key] = max(strength, found.get(key, 0.0))
        for key, strength in found.items():
            if strength:
                yield Pair(key, person, strength, HANDLE)


def _words(name: str) -> tuple[str, ...]:
    given, family = name_parts(name)
    return ("".join(given), family) if given else ()
