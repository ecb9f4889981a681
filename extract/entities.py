"""From candidate spans to the named things of a row: which spans mean the same, and what to call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.abbreviations import is_short_form
from extract.candidates import Candidate, echoes, resolve_overlaps
from extract.drafts import Draft, Place
from extract.finder import Finder
from extract.knowledge import Knowledge
from extract.language import Lexicon
from extract.passage import Passage
from graph.keys import match_key
from graph.model import Mention

_STRONG = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Z][a-z]*\d")
_WORD_ENDS = re.compile(r"[a-z]\s$")
_LONG_TITLE = 24
"""A shorter title may be the name itself."""
_LINK = re.compile(r"^\s*(?:,|and|or|,\s*and|/|&)\s*$")


class Drafter:
    """Makes the drafts of a row; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._finder = Finder(knowledge, lexicon)
        self._role = knowledge.pattern("name.role")
        self._called = knowledge.pattern("name.called-before")

    def drafts(self, passages: Sequence[Passage]) -> list[Draft]:
        """Return the named things of a row in order of their first mention, the summary before the title."""
        places = self._places(passages)
        listed = _listed_with_known(places)
        drafts = [
            d
            for d in _group(places)
            if not self._is_bare_acronym(d) or any(id(p) in listed for p in d.places)
        ]
        for draft in drafts:
            if draft.known_type == "Technique":
                draft.qualified.extend(m for p in draft.places if (m := self._qualified(p)))
        return drafts

    def _places(self, passages: Sequence[Passage]) -> list[Place]:
        """Return the candidates that are kept, and further mentions of their names."""
        banned = frozenset[str]().union(*(self._finder.banned(p) for p in passages))
        places = [Place(p, c) for p in passages for c in resolve_overlaps(self._finder.find(p))]
        places = _drop_quoted_title(passages, places)
        summary = next((p.text for p in passages if p.field == "summary"), "")
        places = _drop_unsupported(summary, [p for p in places if match_key(p.text) not in banned])
        names = [p.text for p in places if p.candidate.rule != "name.capitals" or " " in p.text]
        for passage in passages:
            taken = [p.candidate for p in places if p.passage is passage]
            places.extend(Place(passage, c) for c in echoes(passage, names, taken))
        return places

    def _is_bare_acronym(self, draft: Draft) -> bool:
        """Say whether a name is but a few capitals: not spelt out, no type word beside it, no title."""
        bare = (p.text.rstrip("s") for p in draft.places)
        if draft.known or any(len(text) > 4 or not text.isupper() for text in bare):
            return False
        return not any(
            p.candidate.pair
            or (p.passage.field == "title" and not p.candidate.start)
            or self._role.match(p.right)
            or self._called.search(p.left[-20:])
            for p in draft.places
        )

    def _qualified(self, place: Place) -> Mention | None:
        """Return the mention together with the words that qualify it, if there are any."""
        c = place.candidate
        start = self._finder.qualified(place.passage, c) if place.text[:1].islower() else c.start
        if start == c.start:
            return None
        return Mention(place.passage.field, start, c.end, place.passage.text[start : c.end], "name.qualified")


def _listed_with_known(places: Sequence[Place]) -> set[int]:
    """Return the ids of the places that stand in a list beside a name of the lexicon."""
    ordered = sorted(places, key=lambda p: (p.passage.field, p.candidate.start))
    found = set()
    for left, right in pairwise(ordered):
        link = left.passage.text[left.candidate.end : right.candidate.start]
        if left.passage is right.passage and _LINK.match(link):
            found.update({id(left)} if right.candidate.known else set())
            found.update({id(right)} if left.candidate.known else set())
    return found


def _drop_quoted_title(passages: Sequence[Passage], places: list[Place]) -> list[Place]:
    """Drop what is a name by its capitals alone where the summary repeats the title.

    A sentence that introduces the whole title (`introduces Gated Phase Mixing`) takes it for a name.
    """
    title = next((p.text.strip().casefold() for p in passages if p.field == "title"), "")
    summary = next((p for p in passages if p.field == "summary"), None)
    start = summary.text.casefold().find(title) if summary and len(title) > _LONG_TITLE else -1
    if start < 0:
        return places

    def quoted(place: Place) -> bool:
        c = place.candidate
        whole = c.end - c.start >= len(title) - 1 and _WORD_ENDS.search(place.left) is not None
        return place.passage is summary and start <= c.start and c.end <= start + len(title) and not whole

    return [p for p in places if not (quoted(p) and p.candidate.rule in ("name.capitals", "name.typed"))]


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
    """Name a group: the lexicon's name, else the title's spelling, else the commonest and shortest form."""
    known = _known(places)
    types = (c.known_type for c in (p.candidate for p in places) if c.known_type and (known or not c.known))
    known_type = next(types, None)
    counts = Counter(p.text for p in places)
    from_title = next((p.text for p in places if p.candidate.rule == "name.title-prefix"), "")
    commonest = min(counts, key=lambda t: (-counts[t], t.isupper(), len(t), t))
    return Draft(
        name=known.known if known else from_title or commonest,
        places=places,
        known_type=known_type,
        known=known is not None or known_type is not None,
        weak=known is not None and known.weak,
    )


def _known(places: Sequence[Place]) -> Candidate | None:
    """Return the candidate by which the lexicon knows a group; a weak name that opens the title is none."""
    opens_title = any(p.passage.field == "title" and not p.candidate.start for p in places)
    known = (p for p in places if p.candidate.known and not (p.candidate.weak and opens_title))
    return next((p.candidate for p in known if not _expands_otherwise(p, places)), None)


def _expands_otherwise(place: Place, places: Sequence[Place]) -> bool:
    """Say whether the text spells an acronym out in a way the lexicon does not know: another thing."""
    return is_short_form(place.text) and any(
        p.candidate.rule == "name.abbreviation" and not p.candidate.known and re.search(r"[ -]", p.text)
        for p in places
    )
