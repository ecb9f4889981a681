"""What a paper presents as its own: rules of the kind `introduce`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.chunks import chunk_kind
from extract.data import Knowledge
from extract.entities import Draft, Place
from extract.scene import Name, Scene
from extract.votes import in_list
from graph.keys import match_key

_BREAK = re.compile(
    r"\b(?:for|to|using|based|with|of|on|from|that|which|by|via|leveraging|in|into|as|and|where|through|combining|over)\b|[;:.]"
)
_CALLED = re.compile(r"\b(?:called|named|termed|dubbed|namely|titled|known as|referred to as)\s+(?:the\s)?[\"'“‘*]*$")
_TYPED_LIST = re.compile(r"(?:[:,]|\bincluding|\bnamely|\bcalled)\s*(?:the\s)?$")


class Introducer:
    """Marks drafts as introduced; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._novel = [re.compile(p) for p in knowledge.rule("introduced.novel").patterns]
        self._opening = [re.compile(p) for p in knowledge.rule("introduced.opening").patterns]

    def mark(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> None:
        """Set `introduced_at` and the rule on what the paper presents as its own."""
        for draft in drafts:
            for place in draft.places:
                if place.candidate.rule == "name.title-prefix":
                    _introduce(draft, place, "introduced.title-prefix")
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
        """Mark the first name behind the verb, unless the sentence turns to something else before it."""
        name = next((n for n in scene.names if n.start >= end), None)
        if not name or name.start - end > 160:
            return
        between = scene.text(end, name.start)
        called = _CALLED.search(between)
        if (_BREAK.search(between) and not called) or (rule == "introduced.own" and between.strip()):
            return
        if may_be_own(name.draft) or called or not between.strip():
            if not may_be_own(name.draft) and not _own_apposition(scene, name):
                return
            _introduce(name.draft, _place(name.draft, name), rule)

    def _left(self, scene: Scene, start: int, rule: str) -> None:
        """Mark the subject of a passive: the first name of the clause, if nothing governs it."""
        subject = next((n for n in scene.names if n.end <= start), None)
        if subject and may_be_own(subject.draft) and not any(t.end <= subject.start for t in scene.triggers):
            _introduce(subject.draft, _place(subject.draft, subject), rule)

    def _patterns(self, scene: Scene) -> None:
        """Mark `X is a novel ...`, and the opening subject of a summary."""
        for index, name in enumerate(scene.names):
            if not may_be_own(name.draft):
                continue
            right = scene.text(name.end, min(scene.end, name.end + 160))
            opening = index == 0 and scene.start == scene.passage.sentences[0][0] and _opens(scene, name)
            if any(p.match(right) for p in self._novel):
                _introduce(name.draft, _place(name.draft, name), "introduced.novel")
            elif opening and any(p.match(right) for p in self._opening):
                _introduce(name.draft, _place(name.draft, name), "introduced.opening")

    def _lists(self, scene: Scene) -> None:
        """Carry `introduced` on to the coined names of the same list."""
        for left, right in zip(scene.names, scene.names[1:], strict=False):
            if not left.draft.introduced or left.draft.introduced_rule in ("introduced.title-prefix", "introduced.own"):
                continue
            p, q = _place(left.draft, left), _place(right.draft, right)
            if left.draft.introduced_at is p and may_be_own(right.draft) and in_list(p, q):
                _introduce(right.draft, q, "introduced.list")


def _own_apposition(scene: Scene, name: Name) -> bool:
    """Say whether a known name is at once said to be new: `introduces Qwen2.5-Coder, a series of ...`."""
    right = scene.text(name.end, name.end + 60)
    return bool(re.match(r"^(?:\s*\([^()]{1,40}\))?,\s+(?:an?|the first|our)\s", right))


def may_be_own(draft: Draft) -> bool:
    """Say whether a paper could introduce this: coined, a version of a known family, or known but with a coined shape.

    An established technique (`reinforcement learning`, `Direct Preference Optimization`) is nobody's own.
    """
    if draft.coined:
        return True
    if draft.known_type == "Model" and any(p.candidate.rule == "name.version" for p in draft.places):
        return True
    return " " not in draft.name and chunk_kind(draft.name) == "strong"


def _opens(scene: Scene, name: Name) -> bool:
    return not scene.text(scene.start, name.start).strip(" -*\"'“abi)1.")


def _place(draft: Draft, name: Name) -> Place:
    return next(p for p in draft.places if p.candidate.start == name.start and p.candidate.end == name.end)


def _introduce(draft: Draft, place: Place, rule: str) -> None:
    if not draft.introduced:
        draft.introduced_at, draft.introduced_rule = place, rule


def _families(drafts: Sequence[Draft]) -> None:
    """Mark what is named after something introduced: `Foo-Bench`, `Foo-7B`."""
    own = [d for d in drafts if d.introduced and len(d.name) >= 3]
    for draft in drafts:
        if draft.introduced or not draft.coined:
            continue
        for base in own:
            stem = match_key(base.name)
            if any(re.match(rf"{re.escape(base.name)}[-_ +/]?[A-Z0-9b]", p.text) and match_key(p.text) != stem for p in draft.places):
                _introduce(draft, draft.places[0], "introduced.family")
                break
