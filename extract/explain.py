"""Why a row says what it says: of each fact the sentence and the rule, of each type the votes behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.knowledge import Knowledge
from graph.keys import match_key
from graph.model import (
    NAMED_TYPES,
    PAPER,
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    Mention,
    NamedType,
    Span,
    Vote,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as it stands in its field; `marks` are offsets in `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    field: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """All votes for one type that count: a rule counts once, with the highest weight it voted with."""

    type: NamedType
    votes: tuple[Vote, ...]

    @property
    def sum(self) -> float:
        """The weight of the type."""
        return sum(vote.weight for vote in self.votes)


@dataclass(frozen=True, slots=True)
class EntityReasons:
    """Why a row names something: where, of which type the votes are, and where it is introduced, if it is.

    `overruled` says that the type is not the one with the highest sum of votes: use, or a family, decided.
    """

    entity: ExtractedEntity
    ballots: tuple[Ballot, ...]
    overruled: bool
    quotes: tuple[Quote, ...]
    introduced: Quote | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a row says what it says."""

    extraction: Extraction
    entities: tuple[EntityReasons, ...]
    relations: tuple[tuple[ExtractedRelation, Quote], ...]
    results: tuple[tuple[ExtractedResult, Quote], ...]


def explain(extraction: Extraction, name: str = "") -> Reasons:
    """Return the reasons for all that a row says, or for what it says of one named thing.

    `name` is the thing's name or a mention of it, in any spelling with the same match key, or `PAPER`. Of a
    name that the row does not hold there are no reasons.
    """
    wanted = names_of(extraction, name) if name else None

    def about(*ends: str) -> bool:
        return wanted is None or not wanted.isdisjoint(ends)

    return Reasons(
        extraction,
        tuple(_entity(extraction, e) for e in extraction.entities if about(e.name)),
        tuple((r, _quote(extraction, r.span, r.rule)) for r in extraction.relations if about(r.head, r.tail)),
        tuple(
            (r, _quote(extraction, r.span, r.rule))
            for r in extraction.results
            if about(r.subject, r.benchmark, r.over)
        ),
    )


def names_of(extraction: Extraction, name: str) -> set[str]:
    """Return the names of the things that a row calls `name`, perhaps none; `PAPER` is itself."""
    if name == PAPER:
        return {PAPER}
    key = match_key(name)
    return {e.name for e in extraction.entities if key in {match_key(form) for form in _forms(e)}}


def forms_of(extraction: Extraction) -> set[str]:
    """Return all names and mentions of a row."""
    return {form for entity in extraction.entities for form in _forms(entity)}


def _forms(entity: ExtractedEntity) -> Iterator[str]:
    yield entity.name
    yield from (mention.text for mention in entity.mentions)


def ballots(votes: Iterable[Vote]) -> tuple[Ballot, ...]:
    """Return the votes that count, by type, the heaviest type first."""
    best: dict[tuple[NamedType, str], Vote] = {}
    for vote in votes:
        key = vote.type, vote.rule
        best[key] = max(vote, best.get(key, vote), key=lambda v: v.weight)
    by_type: dict[NamedType, list[Vote]] = defaultdict(list)
    for vote in sorted(best.values(), key=lambda v: (-v.weight, v.rule)):
        by_type[vote.type].append(vote)
    found = (Ballot(type_, tuple(by_type[type_])) for type_ in NAMED_TYPES if type_ in by_type)
    return tuple(sorted(found, key=lambda ballot: -ballot.sum))


def _entity(extraction: Extraction, entity: ExtractedEntity) -> EntityReasons:
    at = entity.introduced_at
    cast = ballots(entity.votes)
    return EntityReasons(
        entity=entity,
        ballots=cast,
        overruled=bool(cast) and cast[0].type != entity.type,
        quotes=tuple(_sentences(extraction, entity.mentions)),
        introduced=_quote(extraction, at, entity.introduced_rule) if at else None,
    )


def _sentences(extraction: Extraction, mentions: Iterable[Mention]) -> Iterator[Quote]:
    """Yield each sentence that holds mentions, all of them marked, with the rules that found them."""
    held: dict[Span, list[Mention]] = defaultdict(list)
    for mention in mentions:
        at = extraction.sentence_of(mention)
        held[Span(at.field, at.start, at.end)].append(mention)
    for at, group in held.items():
        marks = tuple((m.start, m.end) for m in group)
        yield _quote(extraction, Span(at.field, at.start, at.end, marks), *sorted({m.rule for m in group}))


def _quote(extraction: Extraction, span: Span, *rules: str) -> Quote:
    text = extraction.source.text(span.field)[span.start : span.end]
    marks = tuple((start - span.start, end - span.start) for start, end in span.marks)
    return Quote(text, marks, span.field, rules)


def known_as(knowledge: Knowledge, name: str) -> list[str]:
    """Return what lexicon and stop lists know of a name: why it is found elsewhere, or never."""
    key = match_key(name)
    entries = [
        f"the lexicon knows {entry.name} as a {entry.type}"
        for entry in knowledge.lexicon
        if key in {match_key(form) for form in (entry.name, *entry.aliases, *entry.misspellings)}
    ]
    stops = [
        f"the stop list {title} holds {word}"
        for title, words in sorted(knowledge.stops.items())
        for word in sorted(words)
        if match_key(word) == key
    ]
    return entries + stops
