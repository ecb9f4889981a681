"""The records that flow through Litweave: frozen, hashable, ordered.

Offsets (`start`, `end`) count Unicode code points in the named field's text as a `Source` stores it.
References such as `paper/2405.04434`, `entity/grpo`, `author/ada-lovelace` are IRIs without their base.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from graph.decisions import Decision

FieldName = Literal["title", "summary", "authors", "classification", "links"]
FIELDS: tuple[FieldName, ...] = ("title", "summary", "authors", "classification", "links")

NamedType = Literal["Model", "Dataset", "Benchmark", "Technique"]
NAMED_TYPES: tuple[NamedType, ...] = ("Model", "Dataset", "Benchmark", "Technique")
Coverage = Literal["complete", "cut", "missing"]
"""How much of a paper's author list the digests give; a list as long as digests allow counts as cut."""

ENTITY_TYPES: tuple[str, ...] = (*NAMED_TYPES, "Task", "Metric")

PAPER_RELATIONS = ("introduces", "mentions", "authoredBy", "hasTask", "hasCode")
THING_RELATIONS = ("uses", "extends", "trainedOn", "evaluatedOn", "comparedWith")
NAME_RELATIONS = ("variantOf", "broader")
RELATIONS = (*PAPER_RELATIONS, *THING_RELATIONS, *NAME_RELATIONS)

PAPER = "PAPER"
"""Head of a record's relations and subject of its results where nothing named is meant."""


def content_key(parts: Iterable[str], length: int = 16) -> str:
    """Return `length` hex digits of the SHA-256 of `parts`, kept apart by a character no text holds."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One row of a digest, its cells as plain text.

    `paper` is the arXiv id without version, or `t-` and a hash of the normalised title.
    `digest` is the ISO date of the digest section, or empty if none is known.
    `links` holds the row's URLs, in reading order, joined by one space.
    `file` and `line` serve messages only: they are not part of a row's identity.
    `all_authors` says that the format never cuts author lists.
    """

    paper: str
    digest: str
    title: str
    authors: str = ""
    summary: str = ""
    classification: str = ""
    links: str = ""
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    all_authors: bool = False

    @property
    def key(self) -> str:
        """A hash of the content, equal for equal rows wherever they were read."""
        cells = (self.title, self.authors, self.summary, self.classification, self.links)
        return content_key((self.paper, self.digest, *cells, *(["all authors"] if self.all_authors else [])))

    def text(self, name: FieldName) -> str:
        """Return the text of one field."""
        return str(getattr(self, name))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that could not be read, or was read with a doubt: where, and why."""

    file: str
    line: int
    reason: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One surface form at one place, and the rule that found it."""

    field: FieldName
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Vote:
    """One rule's opinion of a type."""

    type: NamedType
    rule: str
    weight: float


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The sentence that states a fact (`start`, `end`) and the words in it to mark."""

    field: FieldName
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedEntity:
    """A named thing in one row: its best surface form, type, mentions, and why."""

    name: str
    type: NamedType
    mentions: tuple[Mention, ...]
    votes: tuple[Vote, ...] = ()
    introduced: bool = False
    introduced_at: Span | None = None
    introduced_rule: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ExtractedRelation:
    """What one sentence states: `head` and `tail` are entity names of the row, the head perhaps `PAPER`."""

    head: str
    relation: str
    tail: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """A number as written, and what it means.

    `low` and `high` are canonical decimals as text and differ for a range. `unit` is `%`, `pp` (percentage
    points), `x` (a factor) or a unit such as `ms`; empty for plain numbers. `direction` says whether more is
    better.
    """

    text: str
    low: str
    high: str
    comparator: Literal["=", "<", ">", "~"] = "="
    unit: str = ""
    kind: Literal["absolute", "delta"] = "absolute"
    setting: str = ""
    direction: Literal["higher", "lower", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class ExtractedResult:
    """A number that says how well something does; names as in `ExtractedRelation`, empty where none is."""

    subject: str
    benchmark: str
    metric: str
    measure: Measure
    over: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one row says. A pure function of the row, the rules and the lexicons."""

    source: Source
    entities: tuple[ExtractedEntity, ...] = ()
    relations: tuple[ExtractedRelation, ...] = ()
    results: tuple[ExtractedResult, ...] = ()
    authors: tuple[Mention, ...] = ()
    tasks: tuple[Mention, ...] = ()
    code: tuple[Mention, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Span, ...] = ()  # the title's first, each field's in order

    def sentence_of(self, mention: Mention) -> Span:
        """Return the sentence that holds a mention, marked; where there is none, the mention alone."""
        mark = ((mention.start, mention.end),)
        place = (mention.field != "title", mention.start)
        index = bisect_right(self.sentences, place, key=lambda s: (s.field != "title", s.start)) - 1
        if index >= 0:
            s = self.sentences[index]
            if s.field == mention.field and mention.end <= s.end:
                return Span(s.field, s.start, s.end, mark)
        return Span(mention.field, mention.start, mention.end, mark)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One place that supports a fact: the sentence (`span`), the rule that read it, how sure that rule is."""

    source: str
    span: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class Paper:
    """A paper, joined from all its rows. `date` is the month of the arXiv id (`2025-04`), or empty.

    `authors` says how much of its author list is known.
    """

    ref: str
    id: str
    title: str
    date: str
    digests: tuple[str, ...]
    links: tuple[str, ...]
    authors: Coverage = "missing"


@dataclass(frozen=True, slots=True, order=True)
class Author:
    """An author; `aliases` are the other spellings, account handles among them."""

    ref: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Authorship:
    """Who stands where in a paper's author column; `position` counts from 1."""

    paper: str
    position: int
    author: str


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One thing of the corpus. `types` are counted in papers, commonest first; `date` as in `Paper`."""

    ref: str
    label: str
    types: tuple[tuple[str, int], ...]
    aliases: tuple[str, ...] = ()
    introduced_by: tuple[str, ...] = ()
    date: str = ""

    @property
    def type(self) -> str:
        """The type that most papers give it."""
        return self.types[0][0]


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A fact: two references and a relation, with all that supports it.

    `belief` is the probability that it is a right reading of the digests; `first` and `last` are the first
    and last digest dates that state it, `papers` the references of those that do.
    """

    subject: str
    relation: str
    object: str
    belief: float
    first: str
    last: str
    papers: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> str:
        """A hash of the triple, whatever its evidence."""
        return content_key((self.subject, self.relation, self.object))


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """A measured number as a fact; `subject` is a thing or a paper, the other references may be empty."""

    subject: str
    benchmark: str
    metric: str
    measure: Measure
    over: str
    belief: float
    first: str
    last: str
    papers: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> str:
        """A hash of what is claimed, whatever its evidence."""
        m = self.measure
        return content_key(
            (
                self.subject,
                self.benchmark,
                self.metric,
                self.over,
                m.low,
                m.high,
                m.comparator,
                m.unit,
                m.kind,
                m.setting,
            )
        )


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """The whole graph. Every tuple is sorted, so that equal inputs give equal bytes.

    `statements` holds every relation of `RELATIONS`, those of papers to authors, tasks and code included; the
    object of `hasCode` is a URL. `sources` are the rows, which `Evidence.source` names by key. `decisions`
    say which names were found to be one thing, or may be.
    """

    sources: tuple[Source, ...] = ()
    papers: tuple[Paper, ...] = ()
    authors: tuple[Author, ...] = ()
    authorships: tuple[Authorship, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    results: tuple[Result, ...] = ()
    decisions: tuple[Decision, ...] = ()


def canonical_decimal(text: str) -> str:
    """Return a number without exponent, thousands separators or trailing zeros: `1,050.10` gives `1050.1`.

    Raises `decimal.InvalidOperation` if `text` is no number.
    """
    number = Decimal(text.replace(",", "").replace("−", "-"))
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain
