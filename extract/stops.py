"""What is never a name: the stop lists, with their case, and the shapes of metrics."""

from __future__ import annotations

import re

from extract.chunks import chunk_kind
from extract.knowledge import Knowledge
from graph.keys import match_key

_TRAILING_NUMBER = re.compile(r"\s[\d.]+%?$")
_COMPOUND = re.compile(r"^[a-z]+-(\w+)$")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z]+)")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z]+s?$")
_NOTHING: frozenset[str] = frozenset()


class StopLists:
    """Answers whether words are ordinary; made once for some knowledge.

    A lower-case entry and one of several words is meant in any case, a word with capitals in that case only.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.stops
        everything = _NOTHING.union(*lists.values())
        self._any_case = {match_key(e) for e in everything if e.islower() or " " in e or not e.isascii()}
        self._exact = {e for e in everything if not e.islower() and " " not in e}
        kinds = _NOTHING.union(*(lists.get(k, _NOTHING) for k in ("classes", "tasks", "organisations")))
        kind_keys = {match_key(e) for e in kinds}
        self._coinable = {match_key(e) for e in everything} - kind_keys
        classes = lists.get("classes", _NOTHING)
        self._class_phrases = {match_key(e) for e in classes if " " in e or "-" in e}
        self._class_words = {match_key(e) for e in classes if " " not in e}
        self._class_acronyms = {e for e in classes if _ACRONYM.match(e)}
        self._metrics = {match_key(e) for e in lists.get("metrics", _NOTHING) if " " in e}
        self._metric_shape = knowledge.pattern("name.not-metric")
        makers = lists.get("organisations", _NOTHING) | lists.get("hardware", _NOTHING)
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
        if len(key) < 2 or not any(c.isalpha() for c in key):
            return True
        return key in self._any_case or self.is_exact(surface)

    def may_be_coined(self, word: str) -> bool:
        """Say whether a word in capitals is stopped only as a word, which someone may use for a name."""
        return chunk_kind(word) == "strong" and match_key(word) in self._coinable

    def rules_out(self, surface: str) -> bool:
        """Say whether a surface is never a name: in the lists, or a metric by its shape."""
        return surface in self or self._metric_shape.search(surface) is not None

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
        """Say whether the last words of a phrase name a class of models (`Medical Language Models`)."""
        words = surface.split()
        if len(words) > 1 and words[-1] in self._class_acronyms:
            return True
        tails = (match_key(" ".join(words[-n:])) for n in (1, 2, 3) if n <= len(words))
        return any(tail in self._class_phrases for tail in tails) and chunk_kind(words[0]) != "strong"
