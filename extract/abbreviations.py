"""Abbreviation pairs in a text: `long form (SF)` and `SF (long form)`.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(PSB 2003), with two more conditions that a corpus of AI summaries asked for: a short form holds two capitals
(or a capital and a digit), and the long form starts with the short form's first letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"^[\"'“]?([A-Za-z0-9][\w.+&/-]{0,14}(?:\s[A-Z0-9][\w-]{0,8})?)[\"'”]?$")
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
_STANDS_FOR = re.compile(
    r"(?P<short>[A-Z][\w-]{1,12}),?\s(?:which\s)?(?:stands|standing|short)\sfor\s(?P<long>[A-Za-z][\w-]*(?:\s[\w-]+){1,8})(?=[,.;)]|$)"
)
_OR = re.compile(r",\sor\s([A-Z][\w-]{1,12})(?=[,.;]|$)")
_TITLE = re.compile(r"([A-Z][\w-]{1,11}):\s")
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A short form and its long form, with their offsets."""

    short: tuple[int, int]
    long: tuple[int, int]


def is_short_form(text: str) -> bool:
    """Say whether `text` may abbreviate something: two capitals, or a capital and a digit."""
    capitals = sum(c.isupper() for c in text)
    return len(text) >= 2 and (capitals >= 2 or (capitals == 1 and any(c.isdigit() for c in text)))


def find_pairs(text: str, start: int = 0, end: int | None = None) -> Iterator[Pair]:
    """Yield the pairs of `text[start:end]` in order of their brackets."""
    stop = len(text) if end is None else end
    for bracket in _BRACKET.finditer(text, start, stop):
        inner = re.split(r"[;,]\s", bracket[1], maxsplit=1)[0].strip()
        offset = bracket.start() + 1 + bracket[1].find(inner)
        short = _SHORT.match(inner)
        if short and is_short_form(short[1]):
            a = offset + short.start(1)
            if long := _long_before(text, start, bracket.start(), short[1]):
                yield Pair((a, a + len(short[1])), long)
        elif pair := _short_before(text, start, bracket.start(), inner, offset):
            yield pair


def worded_pairs(text: str, start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs that words make: `SF, which stands for long form`, `long form, or SF`."""
    for match in _STANDS_FOR.finditer(text, start, end):
        if is_short_form(match["short"]):
            letters = [c for c in match["short"] if c.isalnum()]
            if _match_backwards(match["long"], 0, len(match["long"]), letters) == 0:
                yield Pair(match.span("short"), match.span("long"))
    for match in _OR.finditer(text, start, end):
        if is_short_form(match[1]) and (long := _long_before(text, start, match.start(), match[1])):
            yield Pair(match.span(1), long)


def title_pair(title: str) -> Pair | None:
    """Return the pair of a title that spells its name out: `WINA: Weight Informed Neuron Activation`."""
    head = _TITLE.match(title)
    if not head or not is_short_form(head[1]):
        return None
    letters = [c.casefold() for c in head[1] if c.isalnum()]
    words = list(_PART.finditer(title, head.end()))[: len(letters)]
    initials = [title[w.start()].casefold() for w in words]
    if initials != letters or len(words) < 3:
        return None
    return Pair(head.span(1), (words[0].start(), words[-1].end()))


def _long_before(text: str, start: int, end: int, short: str) -> tuple[int, int] | None:
    """Return the long form that ends at the bracket, as short as it can be."""
    singular = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
    letters = [c for c in singular if c.isalnum()]
    limit = min(len(letters) + 5, 2 * len(letters))
    words = list(_WORD.finditer(text, max(start, end - 25 * limit), end))[-limit:]
    if not words or text[words[-1].end() : end].strip("\"”’' "):
        return None
    stop = words[-1].end()
    first = _by_initials(text, words, letters)
    if first is None:
        first = _match_backwards(text, words[0].start(), stop, letters)
    if first is None or any(c in text[first:stop] for c in ",;:()"):
        return None
    return (first, stop) if stop - first > len(short) else None


def _by_initials(text: str, words: list[re.Match[str]], letters: list[str]) -> int | None:
    """Return where the last words begin whose initials are just these letters, hyphens parting words too."""
    starts = [m.start() for word in words for m in _PART.finditer(text, word.start(), word.end())]
    tail = starts[-len(letters) :]
    if len(tail) == len(letters) and all(
        text[s].lower() == c.lower() for s, c in zip(tail, letters, strict=True)
    ):
        return tail[0] if tail[0] in {w.start() for w in words} else None
    return None


def _match_backwards(text: str, start: int, end: int, letters: list[str]) -> int | None:
    """Match the letters right to left; the first must begin a word. Returns where the long form starts."""
    at = end - 1
    for index in range(len(letters) - 1, -1, -1):
        letter = letters[index].lower()
        while at >= start and (
            text[at].lower() != letter
            or (index == 0 and at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"))
        ):
            at -= 1
        if at < start:
            return None
        at -= 1
    first = at + 1
    while first > start and text[first - 1] not in ' ("“':  # take the whole hyphenated word
        first -= 1
    return first


def _short_before(text: str, start: int, bracket: int, inner: str, offset: int) -> Pair | None:
    """Return the pair of `SF (long form)`."""
    words = list(_WORD.finditer(text, max(start, bracket - 20), bracket))
    if not words or text[words[-1].end() : bracket] != " " or len(inner.split()) < 2:
        return None
    short = words[-1]
    if not is_short_form(short[0]) or len(short[0]) > 12:
        return None
    letters = [c for c in short[0].rstrip("s") if c.isalnum()]
    if len(inner.split()) > len(letters) + 2 or inner[0].lower() != letters[0].lower():
        return None
    found = _match_backwards(inner, 0, len(inner), letters)
    return Pair((short.start(), short.end()), (offset, offset + len(inner))) if found == 0 else None
