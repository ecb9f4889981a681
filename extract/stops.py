"""What is never a name: the stop lists, with their case."""

from __future__ import annotations

import re

from extract.chunks import chunk_kind
from extract.data import Knowledge
from graph.keys import match_key

_TRAILING_NUMBER = re.compile(r"\s[\d.]+%?$")
_COMPOUND = re.compile(r"^[a-z]+-(\w+)$")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z]+)")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z]+s?$")


class StopLists:
    """Answers whether words are ordinary; made once for some knowledge.

    A lower-case entry and one of several words is meant in any case, a word with capitals in that case only.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        everything = frozenset().union(*knowledge.stops.values())
        self._any_case = frozenset(
            match_key(e) for e in everything if e.islower() or " " in e or not e.isascii()
        )
        self._exact = frozenset(e for e in everything if not e.islower() and " " not in e)
        classes = knowledge.stops.get("classes", frozenset())
        self._class_phrases = frozenset(match_key(e) for e in classes if " " in e or "-" in e)
        self._class_words = frozenset(match_key(e) for e in classes if " " not in e)
        self._class_acronyms = frozenset(e for e in classes if _ACRONYM.match(e))
        self._metrics = frozenset(
            match_key(e) for e in knowledge.stops.get("metrics", frozenset()) if " " in e
        )
        makers = knowledge.stops.get("organisations", frozenset()) | knowledge.stops.get(
            "hardware", frozenset()
        )
        self._makers = makers | self._class_acronyms

    def __contains__(self, surface: str) -> bool:
        """Say whether a whole surface is never a name."""
        bare = _TRAILING_NUMBER.sub("", surface)
        if bare != surface and bare in self:
            return True
        if (compound := _COMPOUND.match(surface)) and self.is_maker(compound[1]):
            return True
        words = surface.split()
        if len(words) == 2 and all(match_key(w) in self._class_words for w in words):
            return True
        key = match_key(surface)
        if len(key) < 2 or not any(c.isalpha() for c in key) or surface in self._exact:
            return True
        return key in self._any_case or surface.removesuffix("s") in self._exact

    def is_metric(self, surface: str, right: str) -> bool:
        """Say whether a surface is the first part of a metric's name (`CLIP` in `CLIP score`)."""
        word = _NEXT_WORD.match(right)
        return word is not None and match_key(f"{surface} {word[1]}") in self._metrics

    def is_exact(self, surface: str) -> bool:
        """Say whether a stop list holds this very spelling."""
        return surface in self._exact or surface.removesuffix("s") in self._exact

    def is_maker(self, word: str) -> bool:
        """Say whether a word beside a name is not part of it: an organisation, hardware, `LLM`."""
        return word in self._makers or word.removesuffix("s") in self._makers

    def ends_in_class(self, surface: str) -> bool:
        """Say whether a phrase names a class of models by its last words (`Multimodal Large Language Models`)."""
        words = surface.split()
        if len(words) > 1 and words[-1] in self._class_acronyms:
            return True
        tails = (match_key(" ".join(words[-n:])) for n in (1, 2, 3) if n <= len(words))
        return any(tail in self._class_phrases for tail in tails) and chunk_kind(words[0]) != "strong"
