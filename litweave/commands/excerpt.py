"""The part of a sentence that a table has room for."""

from __future__ import annotations

from collections.abc import Sequence

from graph.provenance import Support

_WIDTH = 110


def excerpt(supports: Sequence[Support], around: str = "", width: int = _WIDTH) -> str:
    """Return about `width` characters of the surest sentence, with the words `around` in the middle.

    Without such words, what marks its decisive ones is there.
    """
    if not supports:
        return ""
    quote = supports[0].quote
    if len(quote) <= width:
        return quote
    start, end = supports[0].marks[0] if supports[0].marks else (0, 0)
    if around:
        start = max(0, quote.find(around))
        end = start + len(around)
    middle = (start + end) // 2
    start = max(0, min(middle - width // 2, len(quote) - width))
    end = start + width
    if start:
        start = quote.find(" ", start, middle) + 1 or start
    if end < len(quote):
        end = max(quote.rfind(" ", middle, end), start + 1) if " " in quote[middle:end] else end
    return f"{'… ' if start else ''}{quote[start:end]}{' …' if end < len(quote) else ''}"
