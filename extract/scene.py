"""A sentence as relations and results see it: names, triggers and the subject, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.drafts import Draft, Place
from extract.knowledge import Rule
from extract.language import Triggers
from extract.passage import Passage
from graph.model import Span

LIST_LINK = re.compile(
    r"^\s*(?:,|and|or|,\s*and|,\s*or|/|&|as well as|\+|,\s*as well as)\s*(?:the\s|an?\s)?$"
    r"|^\s*\([^()]{0,40}\)\s*(?:,|and|,\s*and|or)\s*(?:the\s|an?\s)?$"
    r"|^-(?:based|style)\s$"
)
_CLAUSE = re.compile(r"\bwhile\s(?!(?:also\s|still\s)?\w+ing\b)|\b(?:whereas|although|though|but)\s|;\s")
_NOUN_BEFORE = re.compile(
    r"^\s(?:the|an?|existing)\s[^,.;:]{0,70}"
    r"\b(?:model|framework|architecture|method|network|backbone|LLM|algorithm)\s$"
)
_STEP = re.compile(r"[,;:.]|\b(?:by|for|in|on|to|with|and|or|using|through|via|that|which|into|from|of|as)\b")
_MEASURING = ("by", "over")
_AMOUNT = re.compile(
    r"\s(?:(?:up to|over|more than|about|an?|approximately|nearly|almost|around|at least)\s)?[~+-]?\d"
)
_CLOSE = re.compile(r"^['’]?s?\s*(?:\([^()]{0,40}\))?\s*(?:[\w-]+\s){0,2}$")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention in a sentence, with the thing it names."""

    start: int
    end: int
    draft: Draft
    place: Place


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of one or more rules in a sentence."""

    start: int
    end: int
    rules: tuple[Rule, ...]
    relation: Rule | None
    """Its rule for the relation to a name behind it, if it has one; asked for at every name."""

    def rule(self, kind: str, place: str) -> Rule | None:
        """Return its rule of this kind and place, if it has one."""
        return next((r for r in self.rules if r.kind == kind and r.place == place), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its names and triggers, both sorted; triggers never lie inside a name."""

    passage: Passage
    start: int
    end: int
    names: tuple[Name, ...]
    triggers: tuple[Trigger, ...]
    turns: tuple[int, ...]
    """Where its further clauses begin."""

    @property
    def content(self) -> str:
        """The sentence's text."""
        return self.passage.text[self.start : self.end]

    def text(self, start: int, end: int) -> str:
        """Return a slice of the passage's text."""
        return self.passage.text[start:end]

    def span(self, *marks: tuple[int, int]) -> Span:
        """Return the sentence as evidence, with words to mark."""
        return Span(self.passage.field, self.start, self.end, tuple(sorted(set(marks))))

    def before(self, offset: int) -> list[Name]:
        """Return the names that end at or before an offset."""
        return [n for n in self.names if n.end <= offset]

    def governing(self, name: Name) -> Trigger | None:
        """Return the nearest trigger left of a name that takes its object on the right and reaches it."""
        index = bisect_right(self.triggers, name.start, key=lambda t: t.end)
        turn = bisect_right(self.turns, name.start)
        clause = self.turns[turn - 1] if turn else 0
        for trigger in reversed(self.triggers[:index]):
            if trigger.start < clause:
                return None
            rule = trigger.relation
            if rule and (not rule.reach or self._within(trigger, name, rule.reach)):
                return trigger
        return None

    def governing_rule(self, name: Name) -> Rule | None:
        """Return the relation rule of the trigger that governs a name."""
        trigger = self.governing(name)
        return trigger.relation if trigger else None

    def is_object(self, name: Name) -> bool:
        """Say whether some verb stands left of a name, wherever."""
        return any(t.end <= name.start and t.relation for t in self.triggers)

    def before_trigger(self, trigger: Trigger) -> Trigger | None:
        """Return the relation trigger that ends at most three words before another, with no name between."""
        for other in reversed(self.triggers):
            if other.end <= trigger.start and other.relation:
                between = self.text(other.end, trigger.start)
                clear = not any(other.end <= n.start < trigger.start for n in self.names)
                return other if clear and len(between.split()) <= 3 and "," not in between else None
        return None

    def _within(self, trigger: Trigger, name: Name, words: int) -> bool:
        """Say whether a name, or the list it stands in, begins at most so many words behind a trigger."""
        first = name
        for other in reversed([n for n in self.names if trigger.end <= n.start < name.start]):
            if not LIST_LINK.match(self.text(other.end, first.start)):
                return False
            first = other
        between = self.text(trigger.end, first.start)
        if _NOUN_BEFORE.match(between):
            return True
        return len(between.split()) <= words and not _STEP.search(between)

    def following(self, name: Name) -> Trigger | None:
        """Return the trigger right behind a name or its bracket that takes its object on the left."""
        for trigger in self.triggers:
            if trigger.start >= name.end and trigger.rule("relation", "left"):
                between = self.passage.text[name.end : trigger.start]
                return trigger if _CLOSE.match(between) else None
        return None


def make_scenes(passage: Passage, drafts: Sequence[Draft], triggers: Triggers) -> Iterator[Scene]:
    """Yield the sentences of a passage, in order."""
    here = ((d, p) for d in drafts for p in d.places if p.passage is passage)
    names = sorted((Name(p.candidate.start, p.candidate.end, d, p) for d, p in here), key=lambda n: n.start)
    covered = [(n.start, n.end) for n in names]
    found = [
        Trigger(start, end, rules, _relation(rules))
        for start, end, rules in triggers.find(passage.doc)
        if not _inside(covered, start, end) and not _measures(passage.text, start, end)
    ]
    for start, end in passage.sentences:
        content = tuple(_between(names, start, end)), tuple(_between(found, start, end))
        turns = tuple(m.end() for m in _CLAUSE.finditer(passage.text, start, end))
        yield Scene(passage, start, end, *content, turns)


T = TypeVar("T", Name, Trigger)


def _between(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    first = bisect_right(items, start - 1, key=lambda i: i.start)
    last = bisect_right(items, end - 1, key=lambda i: i.start)
    return items[first:last]


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether [start, end) overlaps one of the sorted spans: a trigger must not lie inside a name."""
    index = bisect_right(spans, start, key=lambda s: s[0])
    return any(a < end and start < b for a, b in spans[max(0, index - 1) : index + 1])


def _measures(text: str, start: int, end: int) -> bool:
    """Say whether the words lead to a number (`by 5.7% and`), which is no name's business."""
    return text[start:end].lower() in _MEASURING and _AMOUNT.match(text, end) is not None


def _relation(rules: tuple[Rule, ...]) -> Rule | None:
    return next((r for r in rules if r.kind == "relation" and r.place == "right"), None)
