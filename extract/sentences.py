"""Where sentences begin and end, and where a summary stops speaking of its paper."""

from __future__ import annotations

import re

MAX_SENTENCE = 1500
"""Longer sentences are cut at a comma or space: what is quadratic in a sentence stays bounded."""

_END = re.compile(
    r"""
    # a full stop, then what can begin a sentence
    (?<=[.!?]) ["'”’)\]*]{0,4} \s{1,9} (?=["'“‘(\[*]{0,3} (?:[A-Z0-9\u00c0-\u1fff]|-\s|[a-z]\)))
    | (?<=[a-z)]\.) (?=[A-Z][a-z]+\s[a-z])                     # glued: "models.This method"
    | \s{1,9} (?=-\s{1,4}[A-Z][^-]{20})                        # a bullet
    | (?<=[:;.]) \s{1,9} (?=(?:[ivx]{1,4}|[a-e1-9])\)\s)       # i) ii) a) b) 1)
    | \n+
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:et al|vs|e\.g|i\.e|cf|fig|figs|eq|sec|no|approx|resp|dr|prof|st|ca|al)|\b[A-Z])\.\W*$", re.I
)
_FOLLOW_UP = re.compile(
    r"(?:here are (?:some|a few|three|two|several)[^.:?]{0,40}questions"
    r"|(?:^|[.!?*\s])\*{0,4}\s{0,4}(?:potential |possible |likely )?"
    r"follow[- ]?up questions?\b[^.?]{0,60}[:*])",
    re.I,
)
_PREAMBLE = re.compile(
    r"\W{0,3}Here(?:'s|’s| is) (?:a|the|your)\s[^\":]{0,80}(?:\"[^\"]{0,300}\"[^:\"]{0,80})?:\s"
)


def said_start(summary: str) -> int:
    """Return the offset behind a preamble such as `Here is a summary of the paper "...":`, else 0."""
    match = _PREAMBLE.match(summary)
    return match.end() if match else 0


def said_end(summary: str) -> int:
    """Return the offset where follow-up questions begin, or the length of the text.

    What such a list asks is not what the paper says. Only a list that is announced as one is cut, and only
    behind the first fifth of the text.
    """
    for match in _FOLLOW_UP.finditer(summary):
        if match.start() > len(summary) // 5:
            return match.start() + len(match[0]) - len(match[0].lstrip(" .!?*"))
    return len(summary)


def sentence_bounds(text: str, end: int | None = None, start: int = 0) -> list[tuple[int, int]]:
    """Split `text[start:end]` into sentences; returns offsets without blanks around, none of them empty."""
    stop = len(text) if end is None else end
    bounds: list[tuple[int, int]] = []
    for match in _END.finditer(text, start, stop):
        if _ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
            continue
        bounds.extend(pieces(text, start, match.start()))
        start = match.end()
    bounds.extend(pieces(text, start, stop))
    trimmed = (_trim(text, *piece) for piece in bounds)
    return [(a, b) for a, b in trimmed if a < b]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long behind the last comma, semicolon or blank before the limit."""
    pieces = []
    while end - start > MAX_SENTENCE:
        window = text[start : start + MAX_SENTENCE]
        gap = max(window.rfind(mark) for mark in ("; ", ", ", " "))
        cut = gap + 1 if gap > MAX_SENTENCE // 2 else MAX_SENTENCE
        pieces.append((start, start + cut))
        start += cut
    return [*pieces, (start, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without blanks at either end."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
