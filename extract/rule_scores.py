"""How right each rule is where annotations tell: how often it fired, how often rightly, how sure that is.

A rule counts once for a thing or fact of a row, however often it fired. What counts as right:

- `name`: the thing it found a mention of is annotated, whatever its type;
- `type`: the type it votes for is the annotated one (votes on what is not annotated are left out);
- `introduce`: the thing is annotated as introduced;
- `relation`: head, relation and tail are annotated; `roughly` right if relation and tail are;
- `result`: value and kind are annotated.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extract.evaluation import Comparison
from extract.gold import Annotation, Thing, annotation, number_in
from extract.knowledge import Rule
from extract.record import records
from graph.keys import match_key
from graph.model import ExtractedEntity, Extraction

ENOUGH = 10
"""With fewer cases a rule's share of right ones says little."""

_PRIOR = 10
"""What its class says of a rule weighs as much as so many cases."""

_FIRING = ("name", "type", "introduce", "relation")
"""Kinds of rules whose ids facts bear; results bear one that no file holds."""

_Z = 1.645
"""Normal quantile of a one-sided 95 % bound."""


class Firing(NamedTuple):
    """One case of a rule."""

    kind: str
    rule: str
    right: bool
    roughly: bool


@dataclass(frozen=True, slots=True)
class RuleScore:
    """The cases of one rule; `confidence` is its share of right ones, drawn towards that of its class."""

    kind: str
    rule: str
    fired: int
    right: int
    roughly: int
    confidence: float

    @property
    def lower(self) -> float:
        """The lower bound of its precision: 95 % sure that it is not less."""
        return lower_bound(self.right, self.fired)

    @property
    def doubtful(self) -> bool:
        """Whether it is worth dropping: cases enough, and more of them wrong than right."""
        return self.fired >= ENOUGH and 2 * self.right < self.fired


def lower_bound(right: int, fired: int) -> float:
    """Return Wilson's one-sided 95 % lower bound of a share (Wilson, JASA 22, 1927); 0 without cases."""
    if not fired:
        return 0.0
    share, spread = right / fired, _Z * _Z / fired
    margin = _Z * math.sqrt((share * (1 - share) + spread / 4) / fired)
    return max(0.0, (share + spread / 2 - margin) / (1 + spread))


def judge(
    gold: Iterable[Annotation], extractions: Iterable[Extraction], rules: Iterable[Rule] = ()
) -> list[RuleScore]:
    """Judge every rule that fired on annotated papers, and those of `rules` that did not, by kind and id."""
    annotated = {paper.id: paper for paper in gold}
    cases = [
        firing
        for extraction in extractions
        if (paper := annotated.get(extraction.source.paper))
        for firing in firings(paper, extraction)
    ]
    tested = [(rule.kind, rule.id) for rule in rules if rule.kind in _FIRING]
    return _score(cases, tested)


def firings(gold: Annotation, extraction: Extraction) -> Iterator[Firing]:
    """Yield every case of a rule in one row of an annotated paper."""
    (record,) = records([extraction])
    c = Comparison(gold, annotation(record))
    found = {match_key(thing.name): number for number, thing in enumerate(c.found.things)}
    annotated = {f: g for g, f in c.pairs.items()}
    for entity in extraction.entities:
        g = annotated.get(found[match_key(entity.name)])
        yield from _thing_firings(entity, None if g is None else c.gold.things[g])
    yield from _relation_firings(c, extraction)
    yield from _result_firings(c, extraction)


def _thing_firings(entity: ExtractedEntity, thing: Thing | None) -> Iterator[Firing]:
    """Yield the cases behind an entity; `thing` is what it is annotated as, if it is."""
    for rule in sorted({mention.rule for mention in entity.mentions}):
        yield _firing("name", rule, thing is not None)
    for type_, rule in sorted({(vote.type, vote.rule) for vote in entity.votes}) if thing else ():
        yield _firing("type", rule, thing is not None and type_ == thing.type)
    if entity.introduced:
        yield _firing("introduce", entity.introduced_rule, thing is not None and thing.introduced)


def _firing(kind: str, rule: str, right: bool) -> Firing:
    return Firing(kind, rule, right, right)


def _relation_firings(c: Comparison, extraction: Extraction) -> Iterator[Firing]:
    gold = c.gold_relations()
    rough = {relation[1:] for relation in gold}
    read = {(r.rule, c.resolve((r.head, r.relation, r.tail))) for r in extraction.relations}
    for rule, relation in sorted(read, key=repr):
        yield Firing("relation", rule, relation in gold, relation[1:] in rough)


def _result_firings(c: Comparison, extraction: Extraction) -> Iterator[Firing]:
    """Yield a case for each distinct result of the record; an annotated number is right but once."""
    left = Counter((r.value, r.kind) for r in c.gold.results)
    for result in extraction.results:
        fact = (number_in(result.measure.text), result.measure.kind)
        right = left[fact] > 0
        left[fact] -= right
        yield _firing("result", result.rule, right)


_Key = tuple[str, str]
"""Kind and id of a rule."""


def _score(cases: Iterable[Firing], tested: Iterable[_Key]) -> list[RuleScore]:
    fired: Counter[_Key] = Counter(dict.fromkeys(tested, 0))
    right: Counter[_Key] = Counter()
    roughly: Counter[_Key] = Counter()
    for case in cases:
        key = case.kind, case.rule
        fired[key] += 1
        right[key] += case.right
        roughly[key] += case.roughly
    expected = _expectations(fired, right)
    return [
        RuleScore(
            *key, fired[key], right[key], roughly[key], _drawn(right[key], fired[key], expected[_class(key)])
        )
        for key in sorted(fired)
    ]


def _class(key: _Key) -> _Key:
    """Return kind and class of a rule: what its id has before the first dot."""
    return key[0], key[1].partition(".")[0]


def _expectations(fired: Mapping[_Key, int], right: Mapping[_Key, int]) -> dict[_Key, float]:
    """Return the precision to expect of each class: its own, drawn towards that of its kind."""
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    classes: dict[_Key, list[int]] = defaultdict(lambda: [0, 0])
    for key, count in fired.items():
        for sums in (kinds[key[0]], classes[_class(key)]):
            sums[0] += right.get(key, 0)
            sums[1] += count
    overall = {kind: _drawn(hits, count, 0.5) for kind, (hits, count) in kinds.items()}
    return {each: _drawn(hits, count, overall[each[0]]) for each, (hits, count) in classes.items()}


def _drawn(right: int, fired: int, expected: float) -> float:
    """Return a share drawn towards what is expected: the mean of a beta distribution with that prior."""
    return (right + _PRIOR * expected) / (fired + _PRIOR)


def confidence_file(scores: Iterable[RuleScore], papers: int) -> str:
    """Return the text of a `confidence.toml`: the confidence of each rule, with the cases behind it."""
    lines = [
        f"# What `litweave evaluate --write` measured on {papers} annotated papers: the share of right cases",
        "# of each rule, drawn towards that of its class. Behind each: right cases of all.",
        "[confidence]",
        *(f"{json.dumps(s.rule)} = {s.confidence:.3f}  # {s.right} of {s.fired}" for s in scores),
    ]
    return "\n".join(lines) + "\n"
