"""Numbers in a sentence: as written, with comparator, unit and range; what is clearly no result is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Literal

from graph.model import canonical_decimal

Comparator = Literal["=", "<", ">", "~"]

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_UNIT = (
    r"%|percentage[- ]points?|percent(?:age)?\b(?!\s+points?)|pp\b|p\.p\.|points?\b|pts?\b|[x×](?![\w/])|-?fold\b|-?times\b(?! (?:step|scale|series))|"
    r"ms\b|seconds?\b|secs?\b|s\b|minutes?\b|mins?\b|hours?\b|FPS\b|fps\b|dB\b|GB\b|MB\b|Hz\b|kHz\b|tokens?/s(?:ec(?:ond)?)?\b|"
    r"tokens per second\b|K/s\b|Elo\b|bits?\b|nats?\b|BLEU\b|mm\b|cm\b|GFLOPs\b|TFLOPS\b|TFLOPs\b"
)
_NUMBER = re.compile(
    rf"""
    (?P<cmp>~|≈|>=|<=|≥|≤|>|<|\babout\s|\baround\s|\bapproximately\s|\bnearly\s|\balmost\s|\broughly\s|\bover\s|\bmore\sthan\s|\bup\sto\s|\bat\sleast\s|\bbelow\s|\bunder\s|\bless\sthan\s|\babove\s)?\s?
    (?P<value>(?<![\w.$€£/^-])(?:[+\u2212-](?=\d|\.))?\$?(?:{_NUM}))
    (?:\s?(?P<u0>%|x)?\s?(?:-|\u2013|\u2014|\sto\s|\u2009)\s?(?P<high>{_NUM})(?=\s?(?:%|x\b|×|percent|pp|points|ms\b)))?
    (?P<exp>\s?(?:x|×|\\times)\s?10\^?[{{\s]*[-\u2212]?\d+[}}]?)?
    (?:\s?\\?(?P<unit>{_UNIT})|[-\s](?P<unit2>fold|times|point|points|percentage[-\s]points?)\b)?
    """,
    re.VERBOSE,
)
_NO_RESULT_AFTER = re.compile(
    r"^[-\s]?(?:[BMKTbk]\b|million|billion|trillion|thousand|k\b|B-|M-|[A-Za-z]{1,2}\d|[-–]\d+(?:\.\d+)?[BMK]|\w*[-_]?bit\b|-shot|-way|-step|-hop|-turn|-stage|-layer|-dimensional|-class|-expert|D\b|p\b|×\d|x\d)"
)
_NO_RESULT_BEFORE = re.compile(
    r"(?:[A-Za-z][-_.]?|\bv|\bversion |\bGPT-|\bLlama |\bTop-|top-|\bk=|\bn=|=\s?|\bECCV |\bCVPR |[$€£]|\b(?:temperature|threshold|learning rate|top-p|alpha|beta|gamma|epsilon|weight|dropout|guidance scale)(?: of| is| =|=)? |\bPhase |\bStage |\bStep |\bLevel |\bFigure |\bTable )$"
)
_TOTAL_BEFORE = re.compile(r"\d\s?(?:/|\s(?:out\s)?of\s)(?:the\s|all\s)?$")
_FROM = re.compile(r"\bfrom\s(?:an?\s|only\s|about\s|around\s|approximately\s)?[~≈]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


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
        """A whole number without unit, comparator or sign: seldom a result."""
        return not self.unit and self.text.replace(",", "").isdigit()


def find_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers of `text[start:end]` that could be results: no years, sizes, versions, money."""
    for m in _matches(text, start, end):
        unit = _unit(m["unit"] or m["unit2"] or m["u0"] or "")
        value = m["value"]
        before, after = (
            text[max(start, m.start("value") - 22) : m.start("value")],
            text[m.end() : m.end() + 14],
        )
        if not unit and (_YEAR.match(value) or _NO_RESULT_AFTER.match(after)):
            continue
        if (
            _TOTAL_BEFORE.search(before)
            or value.startswith("$")
            or _NO_RESULT_BEFORE.search(before)
            or (after[:1].isalpha() and not unit)
        ):
            continue
        try:
            low = canonical_decimal(value)
            high = canonical_decimal(m["high"]) if m["high"] else low
        except InvalidOperation:
            continue
        at, stop = m.start("value"), m.end()
        if m["high"] and _FROM.search(before):  # "from 58.8% to 90.0%" is two numbers, not a range
            yield Number(at, m.end("value"), value, low, low, "=", unit)
            at = m.start("high")
            low = high
        yield Number(at, stop, text[at:stop].strip(), low, high, _comparator(m["cmp"]), unit)


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of `_NUMBER`, tried only where a digit is near."""
    at = start
    while digit := _DIGIT.search(text, at, end):
        match = _NUMBER.search(text, max(at, digit.start() - 14), end)
        if not match:
            return
        yield match
        at = max(match.end(), digit.end())


_DIGIT = re.compile(r"\d")


def _unit(text: str) -> str:
    """Normalise a unit: percent and percentage points stay apart."""
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


def _comparator(text: str | None) -> Comparator:
    word = (text or "").strip()
    if word in ("~", "≈", "about", "around", "approximately", "nearly", "almost", "roughly"):
        return "~"
    if word in (">", ">=", "≥", "over", "more than", "at least", "above"):
        return ">"
    if word in ("<", "<=", "≤", "below", "under", "less than"):
        return "<"
    return "="
