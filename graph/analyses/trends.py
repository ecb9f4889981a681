"""What papers speak of from month to month, and what rises or fades.

A thing is counted by the papers that mention it; of a task, by those that a digest labels with it. What the
last months say is compared with the months before by an exact test (`graph.analyses.rates`). Three things
must not pass for a trend:

- Months differ in papers, and digests in how many names they put into a summary. So a change must hold twice:
  as a share of the month's papers, and as a share of all mentions of things of its type (that two papers or
  more mention). The rate of a task is one of papers that have labels at all.
- Few papers differ by chance: what fewer than `MIN_PAPERS` mention is not tested, a condition that does not
  depend on when they do.
- Of many things some differ by chance: among the things of one type, the false discovery rate is held at
  `LEVEL`.

Something is rising, or fading, if the test finds it and the 95 % interval of the ratio of rates lies above,
or below, 1.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from graph.analyses.rates import Change, benjamini_hochberg, both, compare
from graph.analyses.selection import Selection, month_of
from graph.analyses.uptake import Uptake, authors_by_paper, uptake
from graph.model import NAMED_TYPES, Entity, KnowledgeGraph, Statement

TYPES = (*NAMED_TYPES, "Task")
MIN_PAPERS = 10
LEVEL = 0.05
TAKEN_UP = 2
"""What so many other groups mention was taken up; one alone may have a namesake in mind."""
MIN_GROUPS = 5
"""What no paper of the corpus introduces is new only if so many groups begin to mention it at once."""

_LEAST_SHARE = 0.1  # of the median month's papers: fewer are stragglers
_LONGEST_WINDOW = 6


@dataclass(frozen=True, slots=True)
class Trend:
    """One thing: the papers that mention it, by month, and how the last months differ from those before.

    `change` is None for what too few papers mention to tell; `q` is its p-value adjusted for all that was
    tested beside it. `first` is the earliest month of the corpus that mentions it, `origin` what its earliest
    paper says: that it introduces, or only mentions it.
    """

    entity: Entity
    counts: tuple[int, ...]
    first: str
    origin: Statement
    uptake: Uptake
    change: Change | None = None
    q: float = 1.0

    @property
    def rising(self) -> bool:
        """Whether it is more often mentioned than before."""
        return self.change is not None and self.q <= LEVEL and self.change.low > 1

    @property
    def fading(self) -> bool:
        """Whether it is less often mentioned than before."""
        return self.change is not None and self.q <= LEVEL and self.change.high < 1


@dataclass(frozen=True, slots=True)
class Trends:
    """The months that were counted, and what papers mention, the most mentioned first.

    `months` are those with papers in number, `papers` says how many, `labelled` how many of them have task
    labels; all run alongside `Trend.counts`. The last `recent` of the months are compared with the others.
    `skipped` are the months with too few papers to count; `incomplete` those in which the digests begin and
    end: other papers of these months may be missing.
    """

    months: tuple[str, ...]
    papers: tuple[int, ...]
    labelled: tuple[int, ...]
    recent: int
    trends: tuple[Trend, ...]
    skipped: tuple[str, ...]
    incomplete: tuple[str, ...]

    @property
    def rising(self) -> tuple[Trend, ...]:
        """What is rising: what has grown by most at least, by the lower end of its interval, first."""
        return tuple(sorted((t for t in self.trends if t.rising), key=lambda t: (-_change(t).low, t.q)))

    @property
    def fading(self) -> tuple[Trend, ...]:
        """What is fading: what has shrunk by most at least, by the upper end of its interval, first."""
        return tuple(sorted((t for t in self.trends if t.fading), key=lambda t: (_change(t).high, t.q)))

    @property
    def new(self) -> tuple[Trend, ...]:
        """What papers of the last months introduce and others take up, or many take up: by most groups first.

        What few papers mention without introducing it may be old, and rare.
        """
        if not self.recent:
            return ()
        start = self.months[-self.recent]
        found = (
            t
            for t in self.trends
            if t.first >= start and t.uptake.groups >= (TAKEN_UP if t.entity.introduced_by else MIN_GROUPS)
        )
        return tuple(sorted(found, key=lambda t: (-t.uptake.groups, -sum(t.counts), t.entity.ref)))

    def bases(self, type: str) -> tuple[int, ...]:
        """Return of how many papers a month's count of things of a type is the share."""
        return self.labelled if type == "Task" else self.papers


def _change(trend: Trend) -> Change:
    return trend.change or Change(1.0, 0.0, math.inf, 1.0)


def trends(
    kg: KnowledgeGraph,
    types: Collection[str] = TYPES,
    *,
    selection: Selection | None = None,
    recent: int = 0,
) -> Trends:
    """Return what papers mention of some types, by month; the selection bounds months and belief.

    The last `recent` months are compared with those before; 0 stands for a third of all, six at most. There
    is always a month before. Where a thing is first mentioned is looked up from the beginning of the corpus.
    """
    selection = selection or Selection()
    month = {paper.ref: month_of(paper) for paper in kg.papers}
    number = Counter(each for each in month.values() if each and selection.holds(each))
    floor = _LEAST_SHARE * median(number.values()) if number else 0
    months = tuple(sorted(each for each in number if number[each] >= floor))
    column = {each: index for index, each in enumerate(months)}
    stated = _stated(kg, month, selection)
    window = min(recent or min(_LONGEST_WINDOW, len(months) // 3) or 1, max(0, len(months) - 1))
    authors = authors_by_paper(kg)
    found = [
        _trend(entity, stated[entity.ref], column, authors)
        for entity in kg.entities
        if entity.type in types and any(when in column for when, _ in stated.get(entity.ref, ()))
    ]
    labelled = {s.subject for s in kg.statements if s.relation == "hasTask"}
    by_month = Counter(month[paper] for paper in labelled)
    counted = Trends(
        months,
        tuple(number[each] for each in months),
        tuple(by_month[each] for each in months),
        window,
        (),
        tuple(sorted(number.keys() - column.keys())),
        tuple(sorted(column.keys() & _ends(kg))),
    )
    return replace(counted, trends=_tested(found, counted))


def rising_list(kg: KnowledgeGraph, types: Collection[str] = TYPES, limit: int = 20) -> Trends:
    """Return the first things that are rising, and nothing else, with their counts by month."""
    found = trends(kg, types)
    return replace(found, trends=found.rising[:limit])


def _ends(kg: KnowledgeGraph) -> set[str]:
    """Return the months of the first and of the last digest."""
    days = {day for paper in kg.papers for day in paper.digests if day}
    return {min(days)[:7], max(days)[:7]} if days else set()


def _stated(
    kg: KnowledgeGraph, month: Mapping[str, str], selection: Selection
) -> dict[str, list[tuple[str, Statement]]]:
    """Return by thing the statements that mention it, each with the month of its paper, in order of time.

    A task is mentioned by the labels of digests alone: its share is one of labelled papers. Months before the
    selection are there, too. Where a paper introduces a thing, that stands for its mention.
    """
    introducing = {(s.subject, s.object): s for s in kg.statements if s.relation == "introduces"}
    tasks = {entity.ref for entity in kg.entities if entity.type == "Task"}
    found: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for s in kg.statements:
        counts = s.relation == ("hasTask" if s.object in tasks else "mentions")
        if counts and s.belief >= selection.min_belief:
            when = month.get(s.subject)
            if when and when <= (selection.until or when):
                found[s.object].append((when, introducing.get((s.subject, s.object), s)))
    for each in found.values():
        each.sort(key=lambda pair: (pair[0], pair[1].subject))
    return found


def _trend(
    entity: Entity,
    stated: Sequence[tuple[str, Statement]],
    column: Mapping[str, int],
    authors: Mapping[str, frozenset[str]],
) -> Trend:
    counts = [0] * len(column)
    for when, _ in stated:
        if when in column:
            counts[column[when]] += 1
    first, origin = stated[0]
    taken_up = uptake([s.subject for _, s in stated], entity.introduced_by, authors)
    return Trend(entity, tuple(counts), first, origin, taken_up)


def _tested(found: Iterable[Trend], counted: Trends) -> tuple[Trend, ...]:
    """Return the trends with their changes, tested within each type, the most mentioned first."""
    by_type: dict[str, list[Trend]] = defaultdict(list)
    for trend in found:
        by_type[trend.entity.type].append(trend)
    tested = [each for type_, group in by_type.items() for each in _of_type(group, type_, counted)]
    return tuple(sorted(tested, key=lambda t: (-sum(t.counts), t.entity.ref)))


def _of_type(group: Sequence[Trend], type_: str, counted: Trends) -> Iterator[Trend]:
    papers = _parts(counted.bases(type_), counted.recent)
    names = papers if type_ == "Task" else _parts(_names(group, len(counted.months)), counted.recent)
    if not all((*papers, *names)):
        yield from group
        return
    able = [trend for trend in group if sum(trend.counts) >= MIN_PAPERS]
    parts = [_parts(trend.counts, counted.recent) for trend in able]
    changes = [both(compare(*part, *papers), compare(*part, *names)) for part in parts]
    qs = benjamini_hochberg([change.p for change in changes])
    yield from (replace(t, change=change, q=q) for t, change, q in zip(able, changes, qs, strict=True))
    yield from (trend for trend in group if sum(trend.counts) < MIN_PAPERS)


def _names(group: Iterable[Trend], months: int) -> tuple[int, ...]:
    """Return how often things that two papers or more mention are mentioned, by month."""
    shared = [trend.counts for trend in group if sum(trend.counts) > 1]
    return tuple(map(sum, zip(*shared, strict=True))) or (0,) * months


def _parts(counts: Sequence[int], recent: int) -> tuple[int, int]:
    """Return the sum of the last months and that of those before."""
    cut = len(counts) - recent
    return sum(counts[cut:]), sum(counts[:cut])
