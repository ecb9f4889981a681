"""Spelt-out acronyms: which of them name something, and which are tasks, classes and common nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.candidates import Candidate
from extract.knowledge import Knowledge
from extract.language import Lexicon
from extract.passage import Passage
from extract.stops import StopLists
from graph.keys import match_key


class Acronyms:
    """Judges the abbreviation pairs of a passage; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, stops: StopLists) -> None:
        self._lexicon = lexicon
        self._stops = stops
        self._task_head = knowledge.pattern("name.task-head")
        self._made_for = knowledge.pattern("name.made-for")
        self._class_plural = knowledge.pattern("name.class-plural")
        self._technical_head = knowledge.pattern("name.technical-head")

    def candidates(self, passage: Passage) -> Iterator[Candidate]:
        """Yield both sides of each pair that names something, tied by the short form's key."""
        for pair in passage.pairs:
            short, long = (passage.text[slice(*span)] for span in (pair.short, pair.long))
            if not self._is_task(passage.text, pair.long) and self._names_something(short, long):
                for span in (pair.short, pair.long):
                    yield Candidate(*span, "name.abbreviation", pair=match_key(short))

    def banned(self, passage: Passage) -> frozenset[str]:
        """Return the keys of short forms that the text spells out as something that is no name."""
        keys: set[str] = set()
        if passage.field == "title":  # what a title spells out is the paper's own
            return frozenset()
        for pair in passage.pairs:
            short, long = (passage.text[slice(*span)] for span in (pair.short, pair.long))
            if self._is_task(passage.text, pair.long):
                keys.update((match_key(short), match_key(long)))
            elif short.rstrip("s").isupper() and not self._names_something(short, long):
                keys.add(match_key(short))
        return frozenset(keys)

    def _is_task(self, text: str, long: tuple[int, int]) -> bool:
        """Say whether a spelt-out phrase is what something is made for (`for Video Grounding (VG)`)."""
        phrase = text[slice(*long)]
        made_for = self._made_for.search(text, max(0, long[0] - 12), long[0])
        return (
            made_for is not None
            and self._task_head.search(phrase) is not None
            and not self._lexicon.whole(phrase)
        )

    def _names_something(self, short: str, long: str) -> bool:
        """Say whether a spelt-out acronym is a name: no class or metric; with capitals or a technical head.

        `domain-specific language (DSL)` and `partial differential equations (PDEs)` are common nouns.
        """
        if self._stops.rules_out(short) or self._stops.rules_out(long) or self._class_plural.search(long):
            return False
        if self._stops.ends_in_class(long) and (long.endswith("s") or "-" not in short):
            return False
        capitals = sum(word[:1].isupper() for word in re.split(r"[ -]", long))
        known = capitals >= 2 or self._lexicon.whole(long) is not None
        return known or self._technical_head.search(long) is not None
