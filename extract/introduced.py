"""What a paper presents as its own: rules of the kind `introduce`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.chunks import chunk_kind
from extract.drafts import Draft, Place
from extract.knowledge import Knowledge
from extract.scene import Name, Scene
from extract.votes import in_list
from graph.keys import match_key

MAX_FAMILIES = 20
"""So many introduced things of a row lend their name to a family; no paper introduces more."""
_PREFIX_END = re.compile(r"\s*:\s|\s+[-–—]{1,3}\s|\s+(?:Technical|System|Tech)\s+Report")
_OWN_APPOSITION = re.compile(r"^\)?(?:\s*\([^()]{1,40}\))?,\s+(?:an?|the first|our)\s")
_SUBJECT = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?(?:,|\s(?:is|are|introduces|presents|proposes))\s(?:an?|the|our|one)\s"
)
_QUALIFIES = re.compile(r"^[^,.;:]*(?:,|called|named|termed|dubbed)\s[\"'“]?$")
_EXPLAINED = re.compile(
    r"^(?:\s\([^()]{1,60}\))?,\s(?:an?|the|our)\s[^.;]{2,90}?"
    r",?\s(?:and|alongside|along with)\s(?:the\s|an?\s)?[\"“]?$"
)
_CLOSED = re.compile(r"^[\"”]?(?:\s[a-z]+)?\)")
_CLOSING_QUOTE = re.compile(r"[,.]?[\"”'’`](?!\s(?:baseline|setting))")
_OPENING_QUOTES = ('"', "“", "'", "‘", "`")


class Introducer:
    """Marks drafts as introduced; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._novel = knowledge.pattern("introduced.novel")
        self._new = knowledge.pattern("introduced.new")
        self._fresh = knowledge.pattern("introduced.fresh")
        self._bracket = knowledge.pattern("introduced.bracket")
        self._opening = knowledge.pattern("introduced.opening")
        self._break = knowledge.pattern("introduced.break")
        self._concept = knowledge.pattern("introduced.concept")
        self._called = knowledge.pattern("introduced.called")
        self._alongside = knowledge.pattern("introduced.alongside")

    def mark(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> None:
        """Set `introduced_at` and the rule on what the paper presents as its own."""
        for draft in drafts:
            for place in draft.places:
                if _is_title_prefix(draft, place):
                    draft.introduce(place, "introduced.title-prefix")
        for scene in scenes:
            if scene.passage.field == "summary":
                self._verbs(scene)
                self._patterns(scene)
        for scene in scenes:
            self._lists(scene)
        _families(drafts)

    def _verbs(self, scene: Scene) -> None:
        for trigger in scene.triggers:
            if rule := trigger.rule("introduce", "right"):
                self._right(scene, trigger.end, rule.id)
            if rule := trigger.rule("introduce", "left"):
                self._left(scene, trigger.start, rule.id)

    def _right(self, scene: Scene, end: int, rule: str) -> None:
        """Mark the name behind the words, unless the sentence turns to something else before it.

        An established name in between only says what kind of thing it is (`a diffusion model, FooBar`).
        """
        behind = [n for n in scene.names if n.start >= end]
        name = next((n for i, n in enumerate(behind) if not _qualifies(scene, behind, i)), None)
        if not name or name.start - end > 160:
            return
        between = self._concept.sub(" ", scene.text(end, name.start))
        turns = self._break.search(between) and not self._called.search(between)
        adjacent = not between.strip("\"'“‘*` ")
        if turns or (rule == "introduced.own" and not adjacent):
            return
        new_phrase = adjacent and rule == "introduced.verb" and name.place.text[0].isupper()
        if _may_be_new(name.draft) or new_phrase or _own_apposition(scene, name):
            name.draft.introduce(name.place, rule)

    def _left(self, scene: Scene, start: int, rule: str) -> None:
        """Mark what a passive is said of: the nearest coined name before it, the list behind its colon."""
        near = [n for n in scene.before(start) if start - n.end < 150]
        before = [n for n in near if _may_be_new(n.draft) or _own_apposition(scene, n)]
        listed = [n for n in scene.names if n.start > start]
        if listed and ":" not in scene.text(start, listed[0].start):
            listed = []
        for name in (*before[-1:], *(n for n in listed if n.draft.coined)):
            name.draft.introduce(name.place, rule)

    def _patterns(self, scene: Scene) -> None:
        """Mark `X is a novel ...`, and the opening subject of a summary."""
        for index, name in enumerate(scene.names):
            if _may_be_new(name.draft) and (rule := self._pattern(scene, index, name)):
                name.draft.introduce(name.place, rule)

    def _pattern(self, scene: Scene, index: int, name: Name) -> str:
        """Return the rule by which a name is introduced without a verb, or an empty string."""
        right = scene.text(name.end, min(scene.end, name.end + 160))
        if self._novel.match(right):
            return "introduced.novel"
        if name.draft.coined and _quoted(scene, name):
            return "introduced.quoted"
        before = scene.text(scene.start, name.start)
        if name.draft.coined and _CLOSED.match(right) and self._bracket.search(before):
            return "introduced.bracket"
        if name.draft.coined and self._new.search(before):
            return "introduced.new"
        if self._fresh.search(before):
            return "introduced.fresh"
        opening = index == 0 and scene.start == scene.passage.sentences[0][0] and _opens(scene, name)
        if opening and self._opening.match(right) and _is_subject(name.draft, right):
            return "introduced.opening"
        return ""

    def _lists(self, scene: Scene) -> None:
        """Carry `introduced` on to the coined names of the same list, or named alongside."""
        for left, right in pairwise(scene.names):
            if not left.draft.introduced or left.draft.introduced_rule == "introduced.own":
                continue
            p, q = left.place, right.place
            leads = left.draft.introduced_at is p or (left is scene.names[0] and _opens(scene, left))
            if leads and may_be_own(right.draft) and (in_list(p, q) or _lists_on(scene, left, right)):
                right.draft.introduce(q, "introduced.list")
        if any(t.rule("introduce", "right") for t in scene.triggers):
            for name in scene.names:
                if name.draft.coined and self._alongside.search(scene.text(scene.start, name.start)):
                    name.draft.introduce(name.place, "introduced.list")


def _lists_on(scene: Scene, left: Name, right: Name) -> bool:
    """Say whether a list goes on behind what one item is: `FooBar, a framework, and BazMix`."""
    return _EXPLAINED.match(scene.text(left.end, right.start)) is not None


def _qualifies(scene: Scene, names: Sequence[Name], index: int) -> bool:
    """Say whether a name only describes the next one: `diffusion model` in `a diffusion model, FooBar`."""
    if may_be_own(names[index].draft) or index + 1 >= len(names):
        return False
    between = scene.text(names[index].end, names[index + 1].start)
    return len(between) < 40 and _QUALIFIES.match(between) is not None


def _is_title_prefix(draft: Draft, place: Place) -> bool:
    """Say whether a title opens with the name and a colon; an established technique there is a topic."""
    if place.candidate.rule == "name.title-prefix":
        return True
    if place.passage.field != "title" or place.candidate.start:
        return False
    proper = " " not in draft.name and draft.name[:1].isupper()
    topic = draft.known and draft.known_type == "Technique" and not proper and not may_be_own(draft)
    return not topic and _PREFIX_END.match(place.passage.text, place.candidate.end) is not None


def _own_apposition(scene: Scene, name: Name) -> bool:
    """Say whether a known name is at once said to be new: `introduces Qwen2.5-Coder, a series of ...`."""
    return _OWN_APPOSITION.match(scene.text(name.end, name.end + 60)) is not None


def may_be_own(draft: Draft) -> bool:
    """Say whether a paper could introduce this: coined, a version of a known family, or of a coined shape.

    An established technique (`reinforcement learning`, `Direct Preference Optimization`) is nobody's own.
    """
    if draft.coined:
        return True
    if draft.known_type == "Model" and any(p.candidate.rule == "name.version" for p in draft.places):
        return True
    kinds = [chunk_kind(word) for word in draft.name.split()]
    return "strong" in kinds and "lower" not in kinds


def _may_be_new(draft: Draft) -> bool:
    """Say whether a summary can introduce this: something of its own, or what its title opens with."""
    return may_be_own(draft) or _opens_title(draft)


def _opens_title(draft: Draft) -> bool:
    """Say whether a title opens with the name and a colon."""
    return any(
        p.passage.field == "title"
        and not p.candidate.start
        and _PREFIX_END.match(p.passage.text, p.candidate.end) is not None
        for p in draft.places
    )


def _is_subject(draft: Draft, right: str) -> bool:
    """Say whether the opening name is what the summary is about: coined, or at once said to be something."""
    return draft.coined or _opens_title(draft) or _SUBJECT.match(right) is not None


def _quoted(scene: Scene, name: Name) -> bool:
    """Say whether a name stands in quotation marks of its own."""
    left, right = scene.text(name.start - 1, name.start), scene.text(name.end, name.end + 12)
    return left in _OPENING_QUOTES and _CLOSING_QUOTE.match(right) is not None


def _opens(scene: Scene, name: Name) -> bool:
    return not scene.text(scene.start, name.start).strip(" -*\"'“abi)1.")


def _families(drafts: Sequence[Draft]) -> None:
    """Mark what is named after something introduced: `Foo-Bench`, `Foo-7B`."""
    bases = [d for d in drafts if d.introduced][:MAX_FAMILIES]
    forms = (place.text for base in bases for place in base.places)
    stems = {text for text in forms if len(text) >= 3 and text[0].isupper()}
    for draft in drafts:
        if draft.introduced or not may_be_own(draft):
            continue
        if any(_extends_name(p.text, stem) for p in draft.places for stem in stems):
            draft.introduce(draft.places[0], "introduced.family")


def _extends_name(text: str, stem: str) -> bool:
    rest = text.removeprefix(stem)
    prefixed = rest != text and rest.lstrip("-_ +/")[:1].isalnum()
    return (prefixed or text.endswith(f"-{stem}")) and match_key(text) != match_key(stem)
