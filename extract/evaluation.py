"""How right extractions are: precision, recall and F1 against annotated papers, with bootstrap intervals.

Things, relations and results are compared paper by paper (`Comparison`) and counted (`Tally`); the counts of
all papers are summed, so that every fact weighs the same. Intervals come from drawing papers with replacement
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13: percentiles).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.gold import Annotation, Number, Thing, fold
from graph.model import NAMED_TYPES, PAPER, THING_RELATIONS

SAMPLES = 1000
_SEED = 20250401
_TAIL = 0.025
"""Each end of a 95 % interval leaves so much out."""

End = int | str
"""The number of an annotated thing, `PAPER`, or `?` and the folded name of what is not annotated."""

Relation = tuple[End, str, End]
Fact = tuple[End | float, ...]


class Tally(NamedTuple):
    """How many facts were found and right, how many are annotated, how many were found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def rates(self) -> Rates:
        """Precision, recall and F1; 0 where nothing could be right."""
        precision = self.hit / self.found if self.found else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = precision + recall
        return Rates(precision, recall, 2 * precision * recall / both if both else 0.0)


class Rates(NamedTuple):
    """Precision, recall, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Score:
    """One row of an evaluation; `low` and `high` bound the 95 % intervals, if any were asked for."""

    name: str
    tally: Tally
    low: Rates | None = None
    high: Rates | None = None


def pair_up(
    gold: int, found: int, agree: Callable[[int, int], bool], start: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Return a largest one-to-one matching of gold to found numbers; what `start` matches stays matched.

    Augmenting paths (Kuhn's algorithm), tried in the order of the numbers.
    """
    partners = [[f for f in range(found) if agree(g, f)] for g in range(gold)]
    holder = {f: g for g, f in (start or {}).items()}

    def settle(g: int, tried: set[int]) -> bool:
        for f in partners[g]:
            if f in tried:
                continue
            tried.add(f)
            if f not in holder or settle(holder[f], tried):
                holder[f] = g
                return True
        return False

    for g in sorted(set(range(gold)) - set(holder.values())):
        settle(g, set())
    return {g: f for f, g in holder.items()}


@dataclass(slots=True)
class Comparison:
    """An annotation beside what was extracted; `typed` and `pairs` map annotated things to found ones."""

    gold: Annotation
    found: Annotation
    typed: dict[int, int] = field(init=False)
    pairs: dict[int, int] = field(init=False)
    _gold_ends: dict[str, End] = field(init=False)
    _found_ends: dict[str, End] = field(init=False)

    def __post_init__(self) -> None:
        gold, found = self.gold.things, self.found.things

        def alike(g: int, f: int) -> bool:
            return not gold[g].forms.isdisjoint(found[f].forms)

        def same(g: int, f: int) -> bool:
            return gold[g].type == found[f].type and alike(g, f)

        self.typed = pair_up(len(gold), len(found), same)
        self.pairs = pair_up(len(gold), len(found), alike, self.typed)
        self._gold_ends = _ends(gold, {g: g for g in range(len(gold))})
        self._found_ends = _ends(found, {f: g for g, f in self.pairs.items()})

    def gold_relations(self) -> set[Relation]:
        """Return the annotated relations, each once."""
        return {_relation(r, self._gold_ends) for r in self.gold.relations}

    def found_relations(self) -> set[Relation]:
        """Return the extracted relations, each once."""
        return set(map(self.resolve, self.found.relations))

    def resolve(self, relation: tuple[str, str, str]) -> Relation:
        """Return an extracted relation with its ends looked up."""
        return _relation(relation, self._found_ends)

    def gold_results(self) -> list[tuple[End, End, float | str]]:
        """Return subject, benchmark and value of the annotated results."""
        return [_result(r, self._gold_ends) for r in self.gold.results]

    def found_results(self) -> list[tuple[End, End, float | str]]:
        """Return subject, benchmark and value of the extracted results."""
        return [_result(r, self._found_ends) for r in self.found.results]


def _ends(things: Sequence[Thing], gold_of: Mapping[int, int]) -> dict[str, End]:
    """Map folded forms to ends; a name goes before a mention, a thing with a partner before others."""
    names = [fold(thing.name) for thing in things]
    ends: dict[str, End] = {form: g for i, g in gold_of.items() for form in things[i].forms}
    ends |= {name: f"?{name}" for i, name in enumerate(names) if i not in gold_of}
    return ends | {names[i]: g for i, g in gold_of.items()}


def _end(name: str, ends: Mapping[str, End]) -> End:
    if name == PAPER:
        return PAPER
    folded = fold(name)
    return ends.get(folded, f"?{folded}")


def _relation(relation: tuple[str, str, str], ends: Mapping[str, End]) -> Relation:
    head, name, tail = relation
    return _end(head, ends), name, _end(tail, ends)


def _result(result: Number, ends: Mapping[str, End]) -> tuple[End, End, float | str]:
    benchmark = _end(result.benchmark, ends) if result.benchmark else ""
    return _end(result.subject, ends), benchmark, result.value


def tallies(c: Comparison) -> dict[str, Tally]:
    """Count what one paper's extraction has right, in the rows of an evaluation."""
    return {**_thing_tallies(c), **_relation_tallies(c), **_result_tallies(c)}


def _thing_tallies(c: Comparison) -> dict[str, Tally]:
    gold, found = c.gold.things, c.found.things
    rows = {
        "entity (typed)": Tally(len(c.typed), len(gold), len(found)),
        "entity (untyped)": Tally(len(c.pairs), len(gold), len(found)),
    }
    for name in NAMED_TYPES:
        hit = sum(gold[g].type == name for g in c.typed)
        rows[name] = Tally(hit, sum(t.type == name for t in gold), sum(t.type == name for t in found))
    own = sum(gold[g].introduced and found[f].introduced for g, f in c.pairs.items())
    rows["introduced"] = Tally(own, sum(t.introduced for t in gold), sum(t.introduced for t in found))
    return rows


def _relation_tallies(c: Comparison) -> dict[str, Tally]:
    gold, found = c.gold_relations(), c.found_relations()
    stated, read = ({r[1:] for r in side} for side in (gold, found))
    rows = {"relation (paper level)": _overlap(stated, read)}
    for name in THING_RELATIONS:
        rows[name] = _overlap({r for r in stated if r[0] == name}, {r for r in read if r[0] == name})
    rows["relation (head and tail)"] = _overlap(gold, found)
    lineage = ({r for r in side if r[1] == "extends"} for side in (gold, found))
    rows["lineage (head and tail)"] = _overlap(*lineage)
    return rows


def _result_tallies(c: Comparison) -> dict[str, Tally]:
    gold, found = c.gold.results, c.found.results
    return {
        "result (value)": _overlap([r.value for r in gold], [r.value for r in found]),
        "result (value, kind)": _overlap(
            [(r.value, r.kind) for r in gold], [(r.value, r.kind) for r in found]
        ),
        "result (subject, benchmark, value)": _overlap(c.gold_results(), c.found_results()),
    }


def _overlap(gold: Collection[object], found: Collection[object]) -> Tally:
    """Count what two bags have in common."""
    return Tally((Counter(gold) & Counter(found)).total(), len(gold), len(found))


def compare(gold: Iterable[Annotation], found: Mapping[str, Annotation]) -> list[Comparison]:
    """Set each annotated paper beside what was extracted of it, which may be nothing."""
    return [Comparison(g, found.get(g.id, Annotation(g.id))) for g in gold]


def score(comparisons: Sequence[Comparison], samples: int = SAMPLES) -> list[Score]:
    """Return the rows of an evaluation; with no `samples`, without intervals. At least one comparison."""
    papers = list(map(tallies, comparisons))
    rows = {name: [paper[name] for paper in papers] for name in papers[0]}
    bounds = _intervals(rows, samples) if samples else {}
    return [Score(name, _total(row), *bounds.get(name, ())) for name, row in rows.items()]


def _total(row: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*row, strict=True)))


def _intervals(rows: Mapping[str, Sequence[Tally]], samples: int) -> dict[str, tuple[Rates, Rates]]:
    """Return the lower and upper bounds of each row's rates, from papers drawn with replacement."""
    rng = random.Random(_SEED)  # noqa: S311 (no secret: the same figures every time)
    papers = range(len(next(iter(rows.values()))))
    drawn = [rng.choices(papers, k=len(papers)) for _ in range(samples)]
    return {
        name: _bounds([_total([row[i] for i in draw]).rates for draw in drawn]) for name, row in rows.items()
    }


def _bounds(rates: Sequence[Rates]) -> tuple[Rates, Rates]:
    first, last = math.floor(_TAIL * len(rates)), math.ceil((1 - _TAIL) * len(rates)) - 1
    ranked = [sorted(values) for values in zip(*rates, strict=True)]
    return Rates(*(values[first] for values in ranked)), Rates(*(values[last] for values in ranked))
