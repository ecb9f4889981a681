"""What is wrong with an extraction, error by error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.evaluation import Comparison, End, Fact
from extract.gold import fold

ERROR_KINDS = (
    "missed",
    "spurious",
    "wrong type",
    "missed as introduced",
    "not introduced",
    "missed relation",
    "spurious relation",
    "missed result",
    "spurious result",
)


class Miss(NamedTuple):
    """Something wrong: one of `ERROR_KINDS`, what, and in which paper."""

    kind: str
    what: str
    paper: str


def errors_of(c: Comparison) -> Iterator[Miss]:
    """Yield what is wrong with one paper's extraction. A fact with a wrong end is missed and spurious."""
    kinds = (
        *_thing_errors(c),
        *_fact_errors(c, "relation", c.gold_relations(), c.found_relations()),
        *_fact_errors(c, "result", c.gold_results(), c.found_results()),
    )
    yield from (Miss(kind, what, c.gold.id) for kind, what in kinds)


def _thing_errors(c: Comparison) -> Iterator[tuple[str, str]]:
    for g, thing in enumerate(c.gold.things):
        match = c.found.things[c.pairs[g]] if g in c.pairs else None
        if match is None:
            yield "missed", f"{thing.type}: {thing.name}"
            continue
        if thing.type != match.type:
            yield "wrong type", f"{thing.name}: {thing.type}, not {match.type}"
        if thing.introduced != match.introduced:
            yield "missed as introduced" if thing.introduced else "not introduced", thing.name
    for f in sorted(set(range(len(c.found.things))) - set(c.pairs.values())):
        yield "spurious", f"{c.found.things[f].type}: {c.found.things[f].name}"


def _fact_errors(
    c: Comparison, kind: str, gold: Iterable[Fact], found: Iterable[Fact]
) -> Iterator[tuple[str, str]]:
    """Yield relations or results that one side alone has; a `?` stands before what is not annotated."""
    stated, read = Counter(gold), Counter(found)
    names = {fold(thing.name): thing.name for thing in c.found.things}

    def describe(end: End | float) -> str:
        if isinstance(end, int):
            return c.gold.things[end].name
        text = str(end)
        return "?" + names.get(text[1:], text[1:]) if text.startswith("?") else text

    for label, only in ((f"missed {kind}", stated - read), (f"spurious {kind}", read - stated)):
        yield from sorted((label, " | ".join(map(describe, fact))) for fact in only.elements())
