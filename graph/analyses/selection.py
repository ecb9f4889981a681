"""The part of a graph that a question is about: what papers of some months say, and how surely."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.model import KnowledgeGraph, Paper, Result, Statement

_FACT = TypeVar("_FACT", Statement, Result)
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Selection:
    """Papers from the month `since` to the month `until`, both included, and facts of at least `min_belief`.

    Months are written `2025-04`; empty ones do not bound.
    """

    since: str = ""
    until: str = ""
    min_belief: float = 0.0

    def holds(self, month: str) -> bool:
        """Say whether a month is within; an unknown one (empty) only if nothing bounds."""
        if not month:
            return not (self.since or self.until)
        return self.since <= month <= (self.until or month)


def selecting(since: str = "", until: str = "", min_belief: float = 0.0) -> Selection:
    """Return a selection; of dates given as a year or a day, what they hold counts.

    Raises `ValueError` for text that is no date, and for an end before the beginning.
    """
    first, last = _month(since, "01"), _month(until, "12")
    if first and last and last < first:
        raise ValueError(f"no month is from {first} to {last}")
    return Selection(first, last, min_belief)


def _month(text: str, of_year: str) -> str:
    if not text:
        return ""
    if not (found := _DATE.fullmatch(text.strip())):
        raise ValueError(f"{text!r} is no date; write 2025-04 or 2025")
    return f"{found[1]}-{found[2] or of_year}"


def month_of(paper: Paper) -> str:
    """Return the month of a paper's arXiv id, else that of the first digest that lists it, else nothing."""
    return paper.date or min(filter(None, paper.digests), default="")[:7]


def select(kg: KnowledgeGraph, selection: Selection) -> KnowledgeGraph:
    """Return the graph of the selected papers: their authorships, and the facts that they state.

    A fact's `papers` are then the selected ones among them; its belief and dates stay those of the whole
    graph, as do authors and entities.
    """
    if selection == Selection():
        return kg
    papers = tuple(paper for paper in kg.papers if selection.holds(month_of(paper)))
    kept = {paper.ref for paper in papers}
    everything = len(papers) == len(kg.papers)
    return replace(
        kg,
        papers=papers,
        authorships=tuple(each for each in kg.authorships if each.paper in kept),
        statements=tuple(_facts(kg.statements, selection.min_belief, None if everything else kept)),
        results=tuple(_facts(kg.results, selection.min_belief, None if everything else kept)),
    )


def _facts(facts: Iterable[_FACT], min_belief: float, papers: Collection[str] | None) -> Iterator[_FACT]:
    for fact in facts:
        if fact.belief < min_belief:
            continue
        stating = fact.papers if papers is None else tuple(each for each in fact.papers if each in papers)
        if len(stating) == len(fact.papers):
            yield fact
        elif stating:
            yield replace(fact, papers=stating)
