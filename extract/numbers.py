"""Numbers in a sentence as written, with comparator, unit and range; not what is clearly no result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from extract.knowledge import Knowledge
from graph.model import canonical_decimal

Comparator = Literal["=", "<", ">", "~"]

_SIGNS: dict[str, Comparator] = {
    "~": "~",
    "≈": "~",
    ">=": ">",
    "<=": "<",
    "≥": ">",
    "≤": "<",
    ">": ">",
    "<": "<",
}
_WORDS: dict[str, Comparator] = {
    "about": "~",
    "around": "~",
    "approximately": "~",
    "nearly": "~",
    "almost": "~",
    "roughly": "~",
    "over": ">",
    "more than": ">",
    "up to": "=",  # the number is reached, if only at best
    "at least": ">",
    "below": "<",
    "under": "<",
    "less than": "<",
    "above": ">",
}
_COMPARATORS = _SIGNS | _WORDS
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_TOTAL_BEFORE = re.compile(r"\d\s?(?:/|\s(?:out\s)?of\s)(?:the\s|all\s)?$")
_FROM = re.compile(r"\bfrom\s(?:an?\s|only\s|about\s|around\s|approximately\s)?[~≈]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_DIGIT = re.compile(r"\d")
_LOOK_BACK = 14
"""So far before its first digit a number's comparator may begin."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at an offset; `low` and `high` are canonical decimals as text."""

    start: int
    end: int
    text: str
    low: str
    high: str
    comparator: Comparator
    unit: str

    @property
    def plain(self) -> bool:
        """A whole number without unit or sign, whatever its comparator: seldom a result."""
        return not self.unit and self.text.replace(",", "").isdigit()


class NumberReader:
    """Finds numbers; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._pattern = _number_pattern(knowledge.pattern("number.unit").pattern)
        self._no_result_after = knowledge.pattern("number.no-result-after")
        self._no_result_before = knowledge.pattern("number.no-result-before")

    def find(self, text: str, start: int, end: int) -> Iterator[Number]:
        """Yield the numbers of `text[start:end]` that could be results: no years, sizes, versions, money."""
        for match in self._matches(text, start, end):
            before = text[max(start, match.start("value") - 22) : match.start("value")]
            if self._may_be_result(match, before, text[match.end() : match.end() + 14]):
                yield from _numbers(match, before)

    def _matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what looks like a number, tried only where a digit is near."""
        at = start
        while digit := _DIGIT.search(text, at, end):
            match = self._pattern.search(text, max(at, digit.start() - _LOOK_BACK), end)
            if not match:
                return
            yield match
            at = max(match.end(), digit.end())

    def _may_be_result(self, match: re.Match[str], before: str, after: str) -> bool:
        value = match["value"]
        if not _unit(match) and (
            after[:1].isalpha() or _YEAR.match(value) or self._no_result_after.match(after)
        ):
            return False
        return not (
            value.startswith("$") or _TOTAL_BEFORE.search(before) or self._no_result_before.search(before)
        )


def _number_pattern(unit: str) -> re.Pattern[str]:
    """Return the expression of a number with all that belongs to it; `unit` is that of its units."""
    signs = "|".join(_SIGNS)
    words = "|".join(rf"\b{word}\s" for word in _WORDS).replace(" ", r"\s")
    return re.compile(
        rf"""
        (?P<cmp>{signs}|{words})?\s?
        (?P<value>(?<![\w.$€£/^-])(?:[+\u2212-](?=\d|\.))?\$?(?:{_NUM}))
        (?:  # a range, if its unit tells it from a difference
            \s?(?P<unit0>%|x)?\s?(?:-|\u2013|\u2014|\sto\s|\u2009)\s?
            (?P<high>{_NUM})(?=\s?(?:%|x\b|×|percent|pp|points|ms\b))
        )?
        (?P<exp>\s?(?:x|×|\\times)\s?10\^?[{{\s]*[-\u2212]?\d+[}}]?)?
        (?:\s?\\?(?P<unit>{unit})|[-\s](?P<unit2>fold|times|point|points|percentage[-\s]points?)\b)?
        """,
        re.VERBOSE,
    )


def _numbers(match: re.Match[str], before: str) -> Iterator[Number]:
    """Yield the number or range of a match; `from 58.8% to 90.0%` and `67% to 10%` are two numbers."""
    try:
        low = canonical_decimal(match["value"])
        high = canonical_decimal(match["high"]) if match["high"] else low
    except InvalidOperation:
        return
    start, unit = match.start("value"), _unit(match)
    if match["high"] and (_FROM.search(before) or Decimal(high) < Decimal(low)):
        yield Number(start, match.end("value"), match["value"], low, low, "=", unit)
        start, low = match.start("high"), high
    text = match.string[start : match.end()].strip()
    comparator = _COMPARATORS.get((match["cmp"] or "").strip(), "=")
    yield Number(start, match.end(), text, low, high, comparator, unit)


def _unit(match: re.Match[str]) -> str:
    """Return the unit, normalised: percent and percentage points stay apart."""
    text = match["unit"] or match["unit2"] or match["unit0"] or ""
    folded = text.lower().strip(" -")
    if folded in ("%", "percent", "percentage"):
        return "%"
    if folded.startswith(("percentage", "pp", "p.p")):
        return "pp"
    if folded in ("x", "×", "fold", "times"):
        return "x"
    if folded.rstrip("s") in ("point", "pt"):
        return "points"
    return {"second": "s", "seconds": "s", "minutes": "min", "hours": "h"}.get(folded, text.strip())
