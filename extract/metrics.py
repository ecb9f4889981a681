"""The metric of a number: which words beside it name what was measured, and whether more of it is better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extract.knowledge import Knowledge, alternatives

Direction = Literal["higher", "lower", "unknown"]

_WORD = re.compile(r"[\w@&+-]+")
_ACRONYM_LAST = re.compile(r"\(([A-Za-z][\w@&-]*)\)$")
_STATES = re.compile(r"(?:\bof|\bis|:|=)\s?[~≈<>]?$")
_NO_LINK = r"(?!(?:and|or|on|for|with|while|compared|versus|vs|in|of|to)\b)"
"""Behind a number a metric's words must not lead on to the next number (`2.1 FID and 3.4 KID`)."""
_NEAR = 7
"""Behind a metric's last word come at most its acronym, a link and three words more."""
_LONG = 4
"""Shorter names of metrics count in their own case only: `IS` is a metric, `is` is a verb."""


class Metrics:
    """Reads metrics; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        known = sorted(knowledge.stops.get("metrics", ()), key=lambda m: (-len(m), m))
        nouns = knowledge.rule("result.metric").words
        self._last_words = {m.split()[-1].lower() for m in known} | {
            word.lower() for noun in nouns for word in noun.split()
        }
        metric = _metric_pattern(known, nouns)
        joined = _metric_pattern(known, nouns, apart=_NO_LINK)
        self._before = re.compile(
            rf"(?<![\w-])(?P<m>{metric}s?(?:\s(?:score|rate))?)"
            r"(?:\s(?:of|is|was|by|to|at|from|reaching|with|as low as|as high as)\s?|:\s?|\s?=\s?|\s\(|\s)"
            r"(?:[\w]+\s){0,3}?[~≈<>+(-]?$",
            re.IGNORECASE,
        )
        self._behind = re.compile(
            r"^\s?(?:(?:[a-z-]+\s){0,2}(?:improvement|increase|reduction|gain|drop|decrease|boost|rise)s?\s)?"
            rf"(?:in\s|on\s|for\s)?(?:the\s|an?\s|its\s)?(?P<m>{joined})(?!\w)",
            re.IGNORECASE,
        )
        self._anywhere = re.compile(rf"(?<![\w.-])(?P<m>{joined})(?![\w-])", re.IGNORECASE)
        self._lower = knowledge.pattern("result.lower-is-better")
        self._either = knowledge.pattern("result.no-direction")
        self._no_metric = knowledge.pattern("result.no-metric")
        self._change = knowledge.pattern("result.change")

    def before(self, left: str) -> re.Match[str] | None:
        """Match a metric that ends right before a number; most texts hold no metric's last word near it."""
        words = _WORD.findall(left)[-_NEAR:]
        if not any(map(self._ends_metric, words)):
            return None
        return self._before.search(left)

    def behind(self, right: str) -> re.Match[str] | None:
        """Match a metric that begins right behind a number."""
        return self._behind.match(right)

    def nearest(self, text: str, offset: int) -> re.Match[str] | None:
        """Return the match of the metric that stands nearest to an offset, before it if there is one."""
        words = list(_WORD.finditer(text))
        last = [i for i, w in enumerate(words) if self._ends_metric(w[0])]
        before = [i for i in reversed(last) if words[i].end() <= offset]
        behind = [i for i in last if words[i].start() >= offset]
        return next((m for i in (*before, *behind) if (m := self._ending_at(text, words, i))), None)

    def _ends_metric(self, word: str) -> bool:
        folded = word.lower()
        return folded in self._last_words or folded.rstrip("s") in self._last_words

    def _ending_at(self, text: str, words: Sequence[re.Match[str]], index: int) -> re.Match[str] | None:
        """Return the longest metric that begins at most three words before a word and covers it."""
        for first in words[max(0, index - 3) : index + 1]:
            match = self._anywhere.match(text, first.start())
            if match and match.end() >= words[index].end() and self.name(match):
                return match
        return None

    def name(self, match: re.Match[str] | None) -> str:
        """Return the metric of a match as written, without the words before its own; empty of no match.

        Its own words begin behind the last verb or function word. Of a spelt-out one the acronym is enough.
        """
        if not match:
            return ""
        if spelt_out := _ACRONYM_LAST.search(match["m"]):
            return spelt_out[1]
        words = match["m"].removeprefix("s ").split()
        cut = max((i for i, word in enumerate(words[:-1]) if self._no_metric.match(word)), default=-1)
        kept = words[cut + 1 :]
        return "" if all(self._change.match(word) for word in kept) else " ".join(kept)

    def direction(self, metric: str) -> Direction:
        """Say whether more of a metric is better."""
        if self._lower.search(metric):
            return "lower"
        return "unknown" if not metric or self._either.search(metric) else "higher"


def states(left: str) -> bool:
    """Say whether what stands before a number ends in a word that ties a metric to it (`an LPIPS of`)."""
    return _STATES.search(left) is not None


def _metric_pattern(known: list[str], nouns: tuple[str, ...], apart: str = "") -> str:
    """Return the expression of a metric: a known name or noun, up to three words before, `@5`, acronym.

    `apart` is a lookahead that none of the words before may fail.
    """
    heads = {noun.lower() for noun in nouns}  # `success rate` is a word before the noun `rate`
    names = alternatives([m for m in known if len(m) > _LONG and m.split()[-1].lower() not in heads])
    acronyms = alternatives([m for m in known if len(m) <= _LONG])
    generic = alternatives(nouns)
    return (
        rf"(?:(?:{apart}[A-Za-z@\d+-]+\s){{0,3}}?(?:{names}|(?-i:{acronyms})|(?:{generic}))"
        r"(?:@\d+|\s?@k)?)(?:\s\([A-Za-z@\d-]{1,12}\))?"
    )
