"""From candidate spans to the named things of a row: which spans mean the same, and what to call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.abbreviations import is_short_form
from extract.candidates import Candidate, Finder, echoes, resolve_overlaps
from extract.passage import Passage
from graph.keys import match_key
from graph.model import Mention, NamedType, Vote

_STRONG = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Z][a-z]*\d")


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


@dataclass(slots=True)
class Draft:
    """A named thing while its row is being read."""

    name: str
    places: list[Place]
    keys: frozenset[str]
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

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions, title first, then by position."""
        found = {
            Mention(p.passage.field, p.candidate.start, p.candidate.end, p.text, p.candidate.rule)
            for p in self.places
        }
        return tuple(sorted(found.union(self.qualified), key=lambda m: (m.field != "title", m.start, m.end)))


def find_drafts(finder: Finder, passages: Sequence[Passage]) -> list[Draft]:
    """Return the named things of a row in order of their first mention, the summary before the title."""
    banned = frozenset().union(*(finder.banned(p) for p in passages))
    places = [Place(p, c) for p in passages for c in resolve_overlaps(finder.find(p))]
    summary = next((p.text for p in passages if p.field == "summary"), "")
    places = _drop_unsupported(summary, [p for p in places if match_key(p.text) not in banned])
    names = [p.text for p in places if p.candidate.rule != "name.capitals" or " " in p.text]
    for passage in passages:
        taken = [p.candidate for p in places if p.passage is passage]
        places.extend(Place(passage, c) for c in echoes(passage, names, taken))
    listed = _listed_with_known(places)
    drafts = [d for d in _group(places) if not _is_bare_acronym(d) or any(id(p) in listed for p in d.places)]
    for draft in drafts:
        if draft.known_type == "Technique":
            draft.qualified.extend(m for p in draft.places if (m := _qualified(finder, p)))
    return drafts


def _listed_with_known(places: Sequence[Place]) -> set[int]:
    """Return the ids of the places that stand in a list beside a name of the lexicon."""
    ordered = sorted(places, key=lambda p: (p.passage.field, p.candidate.start))
    found = set()
    for left, right in zip(ordered, ordered[1:], strict=False):
        link = left.passage.text[left.candidate.end : right.candidate.start]
        if left.passage is right.passage and _LINK.match(link):
            found.update({id(left)} if right.candidate.known else set())
            found.update({id(right)} if left.candidate.known else set())
    return found


_LINK = re.compile(r"^\s*(?:,|and|or|,\s*and|/|&)\s*$")


def _is_bare_acronym(draft: Draft) -> bool:
    """Say whether all that is known of a name is a few capitals: no expansion, no type word beside it, no title."""
    if draft.known or any(
        len(p.text.rstrip("s")) > 4 or not p.text.rstrip("s").isupper() for p in draft.places
    ):
        return False
    return not any(
        p.candidate.pair or p.candidate.rule == "name.title-prefix" or _TYPE_WORD.match(p.right)
        for p in draft.places
    )


_TYPE_WORD = re.compile(
    r"[\"'”’]?(?:\s\([^()]{1,40}\))?(?:,\s(?:an?|the)\s|\sis\san?\s|\s(?:[a-z-]+\s)?(?:benchmark|dataset|model|framework|method|algorithm|module|agent|system|loss|"
    r"architecture|optimizer|baseline|network|corpus|approach|technique|strategy|layer|library|tool|engine)s?\b)"
)


def _qualified(finder: Finder, place: Place) -> Mention | None:
    """Return the mention together with the words that qualify it, if there are any."""
    c = place.candidate
    start = finder.qualified(place.passage, c) if place.text[:1].islower() else c.start
    if start == c.start:
        return None
    return Mention(place.passage.field, start, c.end, place.passage.text[start : c.end], "name.qualified")


def _drop_unsupported(text: str, places: list[Place]) -> list[Place]:
    """Drop names that need support and have none: weak lexicon words, title prefixes of plain words."""
    summary = {match_key(p.text) for p in places if p.passage.field == "summary"}

    def supported(place: Place) -> bool:
        c = place.candidate
        if c.rule == "name.title-prefix":
            return _is_prefix_name(place.text, summary, text)
        if place.passage.field == "title" and (c.rule == "name.shape" or c.weak):
            return match_key(place.text) in summary or place.text in text
        return not (c.weak and c.rule == "name.lexicon" and not place.text[:1].isupper())

    return [p for p in places if supported(p)]


def _is_prefix_name(prefix: str, summary_keys: set[str], summary: str) -> bool:
    """Say whether a title's prefix is a name: coined by shape, or one word, or repeated by the summary."""
    words = prefix.split()
    repeated = match_key(prefix) in summary_keys or prefix in summary
    if len(words) == 1:
        repeated = repeated or prefix.casefold() in summary.casefold()
        return bool(_STRONG.search(prefix)) or repeated
    return repeated or (len(words) <= 3 and bool(_STRONG.search(words[0])))


def _group(places: Iterable[Place]) -> list[Draft]:
    """Join places by match key; an abbreviation pair joins the keys of its two sides."""
    ordered = sorted(places, key=lambda p: (p.passage.field == "title", p.candidate.start))
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    def join(a: str, b: str) -> None:
        leader[find(b)] = find(a)

    for place in ordered:
        c = place.candidate
        join(match_key(c.known or place.text), match_key(place.text))
        if c.pair:
            join(match_key(place.text), c.pair)
    groups: dict[str, list[Place]] = {}
    for place in ordered:
        groups.setdefault(find(match_key(place.text)), []).append(place)
    return [_draft(group) for group in groups.values()]


def _draft(places: list[Place]) -> Draft:
    """Name a group: the lexicon's name, else the title's spelling, else the commonest of the longest-known forms."""
    opens_title = any(p.passage.field == "title" and not p.candidate.start for p in places)
    known = next(
        (
            p.candidate
            for p in places
            if p.candidate.known
            and not (p.candidate.weak and opens_title)
            and not _expands_otherwise(p, places)
        ),
        None,
    )
    typed = next(
        (
            p.candidate.known_type
            for p in places
            if p.candidate.known_type and (known or not p.candidate.known)
        ),
        None,
    )
    counts = Counter(p.text for p in places)
    from_title = next((p.text for p in places if p.candidate.rule == "name.title-prefix"), "")
    best = (
        known.known
        if known
        else from_title or min(counts, key=lambda t: (-counts[t], t.isupper(), len(t), t))
    )
    return Draft(
        name=best,
        places=places,
        keys=frozenset(match_key(p.text) for p in places) | {match_key(best)},
        known_type=typed,
        known=known is not None or typed is not None,
        weak=known is not None and known.weak,
    )


def _expands_otherwise(place: Place, places: Sequence[Place]) -> bool:
    """Say whether the text itself spells an acronym out, in a way the lexicon does not know: another thing."""
    return is_short_form(place.text) and any(
        p.candidate.rule == "name.abbreviation" and not p.candidate.known and re.search(r"[ -]", p.text)
        for p in places
    )
