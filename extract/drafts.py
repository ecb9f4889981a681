"""A named thing while its row is being read, and the places that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.candidates import Candidate
from extract.passage import Passage
from graph.model import Mention, NamedType, Span, Vote


@dataclass(slots=True)
class Place:
    """A candidate in its passage."""

    passage: Passage
    candidate: Candidate

    @property
    def text(self) -> str:
        """The surface form."""
        return self.passage.text[self.candidate.start : self.candidate.end]

    @property
    def left(self) -> str:
        """What stands before it in its sentence."""
        return self.passage.text[self.passage.sentence_of(self.candidate.start)[0] : self.candidate.start]

    @property
    def right(self) -> str:
        """What stands behind it in its sentence."""
        return self.passage.text[self.candidate.end : self.passage.sentence_of(self.candidate.start)[1]]

    @property
    def span(self) -> Span:
        """Its sentence as evidence, itself marked."""
        start, end = self.passage.sentence_of(self.candidate.start)
        return Span(self.passage.field, start, end, ((self.candidate.start, self.candidate.end),))


@dataclass(slots=True)
class Draft:
    """A named thing. Votes, type and what is introduced are filled in as the row is read."""

    name: str
    places: list[Place]
    known_type: NamedType | None = None
    known: bool = False
    weak: bool = False
    votes: list[Vote] = field(default_factory=list)
    type: NamedType = "Technique"
    qualified: list[Mention] = field(default_factory=list)
    introduced_at: Place | None = None
    introduced_rule: str = ""

    @property
    def introduced(self) -> bool:
        """Whether the paper presents it as its own."""
        return self.introduced_at is not None

    @property
    def coined(self) -> bool:
        """Whether no lexicon knows it."""
        return not self.known

    @property
    def acts(self) -> bool:
        """Whether it is something that does things, a technique or a model; data does nothing."""
        return self.type in ("Technique", "Model")

    def introduce(self, place: Place, rule: str) -> None:
        """Mark it as introduced by a rule, unless another rule has done so before."""
        if not self.introduced:
            self.introduced_at, self.introduced_rule = place, rule

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions, title first, then by position."""
        found = {
            Mention(p.passage.field, p.candidate.start, p.candidate.end, p.text, p.candidate.rule)
            for p in self.places
        }
        return tuple(sorted(found.union(self.qualified), key=lambda m: (m.field != "title", m.start, m.end)))


def main_thing(drafts: Sequence[Draft]) -> Draft | None:
    """Return what a paper is about: the name its title begins with, else what it introduces first."""
    own = [d for d in drafts if d.introduced]
    prefixed = [d for d in own if d.introduced_rule == "introduced.title-prefix"]
    return next(iter(prefixed or [d for d in own if d.acts] or own), None)
