"""Finding things by name: exactly, by the start, by words, and in spite of typing errors."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.keys import match_key
from graph.model import ENTITY_TYPES, KnowledgeGraph
from graph.near import NearTerms

EXACT, PREFIX, WORDS, NEAR = 1.0, 0.8, 0.6, 0.4
"""What a hit of each kind scores at least, a near one if it were spelt right; more papers add up to 0.1."""

MAX_QUERY = 200
"""Longer queries are cut: no name is longer, and the answer stays quick."""

PAPER_TYPE, AUTHOR_TYPE = "Paper", "Author"
ANY_TYPE = (*ENTITY_TYPES, PAPER_TYPE, AUTHOR_TYPE)

_POPULARITY = 0.1
_MAX_NEAR_KEY = 40
_MANY = 2_000
_WORD = re.compile(r"[^\W_](?:[\w.+#]*[\w+#])?")
_BOTH_NAMES = re.compile(r"([^()]*[^()\s])\s*\(([^()]+)\)$")
_ARXIV_ID = re.compile(
    r"(?:^|.*[/:\s])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?$", re.I
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `type` is an entity's commonest type, or `Paper` or `Author`; `score` at most 1.1."""

    ref: str
    label: str
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be found: its names, and how many papers speak of it."""

    ref: str
    label: str
    type: str
    names: tuple[str, ...]
    papers: int = 1


def arxiv_id(text: str) -> str | None:
    """Return the arXiv id, without version, that `text` or the end of this URL or reference is; else None."""
    found = _ARXIV_ID.match(text.strip())
    return found[1] if found else None


def named_things(kg: KnowledgeGraph, types: Collection[str] = ANY_TYPE) -> Iterator[Named]:
    """Yield the entities, papers and authors of some types in a graph; its facts are not looked at."""
    for e in kg.entities:
        if e.type in types:
            papers = sum(count for _, count in e.types)
            yield Named(e.ref, e.label, e.type, (e.label, *e.aliases), papers)
    if PAPER_TYPE in types:
        for p in kg.papers:
            yield Named(p.ref, p.title, PAPER_TYPE, (p.title, p.id))
    if AUTHOR_TYPE in types:
        written = Counter(authorship.author for authorship in kg.authorships)
        for a in kg.authors:
            yield Named(a.ref, a.name, AUTHOR_TYPE, (a.name, *a.aliases), written[a.ref])


class NameIndex:
    """An index of names. Making it is quick; what only some searches need is made by the first of them."""

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = sorted(things, key=lambda thing: (len(thing.label), thing.label, thing.ref))
        self._most = math.log1p(max((thing.papers for thing in self._things), default=0) or 1)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_ref = {thing.ref: number for number, thing in enumerate(self._things)}
        for number, thing in enumerate(self._things):
            for key in {match_key(name) for name in thing.names}:
                self._by_key[key].append(number)

    def exact(self, name: str) -> list[Hit]:
        """Return what has this reference, or else this name, whatever its case, hyphens and so on.

        Of a name with another in brackets, `Direct Preference Optimization (DPO)`, either is enough.
        What most papers speak of comes first.
        """
        number = self._by_ref.get(name)
        spelt = (name, *both.groups()) if (both := _BOTH_NAMES.match(name[:MAX_QUERY])) else (name,)
        found = (self._by_key[key] for key in map(_query_key, spelt) if key in self._by_key)
        numbers = next(found, []) if number is None else [number]
        return self._ranked(dict.fromkeys(numbers, EXACT))

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Return at most `limit` hits, the best first.

        Names that equal the query come first, then those that begin with it, then those that hold its words,
        then those spelt nearly so. Among equals, what more papers speak of comes first, then shorter names.
        """
        query = query.strip()[:MAX_QUERY]
        key = _query_key(query)
        if not key:
            return []
        scores = dict.fromkeys(self._by_key.get(key, ()), EXACT)
        for number in self._starting_with(key):
            scores.setdefault(number, PREFIX)
        words = _words(query)
        for number in self._with_words(words):
            scores.setdefault(number, WORDS)
        if len(scores) < limit and not arxiv_id(query):  # a paper with nearly this number is another paper
            for number, nearness in self._near(key, words).items():
                scores.setdefault(number, NEAR * nearness)
        return self._ranked(scores, limit)

    def _ranked(self, scores: Mapping[int, float], limit: int | None = None) -> list[Hit]:
        """Return the best hits; things are numbered in the order that equals are wanted in."""
        rated = ((-score - self._bonus(number), number) for number, score in scores.items())
        return [self._hit(number, -score) for score, number in sorted(rated)[:limit]]

    def _bonus(self, number: int) -> float:
        return _POPULARITY * math.log1p(self._things[number].papers) / self._most

    def _hit(self, number: int, score: float) -> Hit:
        thing = self._things[number]
        return Hit(thing.ref, thing.label, thing.type, round(score, 4))

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._by_key)

    @cached_property
    def _by_word(self) -> dict[str, set[int]]:
        index: dict[str, set[int]] = defaultdict(set)
        for number, thing in enumerate(self._things):
            for name in thing.names:
                for word in _words(name):
                    index[word].add(number)
        return index

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._by_word)

    @cached_property
    def _near_terms(self) -> NearTerms:
        return NearTerms({key for key in self._by_key if len(key) <= _MAX_NEAR_KEY} | self._by_word.keys())

    def _starting_with(self, key: str) -> Iterator[int]:
        """Yield what has a name that starts so: all of it, but of very many the shortest names only."""
        keys = sorted(_between(self._sorted_keys, key), key=lambda each: (len(each), each))[:_MANY]
        for each in keys:
            yield from self._by_key[each]

    def _with_words(self, words: list[str]) -> set[int]:
        """Return what holds all words, the last of them perhaps only begun."""
        if not words:
            return set()
        begun = _between(self._sorted_words, words[-1])[:_MANY] if len(words[-1]) > 1 else [words[-1]]
        found = set[int]().union(*(self._by_word.get(word, set()) for word in begun))
        return found.intersection(*(self._by_word.get(word, set()) for word in words[:-1]))

    def _near(self, key: str, words: list[str]) -> dict[int, float]:
        """Return what has a name near the key, or words near all the words, with its nearness from 0 to 1."""
        found: dict[int, float] = {}
        for term, nearness in self._near_terms.nearest(key):
            for number in self._by_key.get(term, ()):
                found.setdefault(number, nearness)
        for number, nearness in self._near_words(words).items():
            found[number] = max(nearness, found.get(number, 0.0))
        return found

    def _near_words(self, words: list[str]) -> dict[int, float]:
        """Return what holds a near word for each word; its nearness is that of the worst word."""
        found: dict[int, float] | None = None
        for word in words:
            holders: dict[int, float] = {}
            terms = [(word, 1.0)] if word in self._by_word else self._near_terms.nearest(word)
            for term, nearness in terms:
                for number in self._by_word.get(term, ()):
                    holders.setdefault(number, nearness)
            if found is None:
                found = holders
            else:
                found = {
                    number: min(found[number], holders[number]) for number in found.keys() & holders.keys()
                }
        return found or {}


def _query_key(query: str) -> str:
    return match_key(arxiv_id(query) or query)


def _words(name: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(match_key, _WORD.findall(name)))))


def _between(ordered: list[str], prefix: str) -> list[str]:
    """Return the strings of a sorted list that start with `prefix`."""
    low = bisect_left(ordered, prefix)
    return ordered[low : bisect_left(ordered, prefix + chr(0x10FFFF), low)]
