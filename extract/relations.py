"""What the sentences say between things: the nearest trigger governs a name, the types decide what it can mean.

Heads are the subject of the clause, or the paper's main introduced thing, or `PAPER`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.entities import Draft
from extract.scene import Name, Scene, Trigger
from graph.model import PAPER, ExtractedRelation

_REACH = 170
"""A trigger governs names up to so many characters behind it."""

_ATTACHED = re.compile(r"^['’]?s?(?:\s*\([^()]{0,60}\))?(?:,?\s(?:which|that|who)|,|(?:\s(?!and|or|on|in|for|with|to)[\w-]+){0,2},?(?:\s(?:which|that))?)?\s*$")
_APPOSITION = re.compile(r"^(?:\s*\([^()]{1,60}\))?[\"'”’]?(?:,\s+|\s+(?:is|are)\s+)(?:an?|the)\s[^,.;:]{0,80}$")
_CHANGED = re.compile(r"\b(?:modified|enhanced|augmented|improved|variant of|version of|extension of|adapted|extended|generalized|accelerated)\b")
_COPULA_TAIL = re.compile(r"^(?:\s*\([^()]{1,40}\))?(?:-based|-style|-powered|-driven)?\s+(?:[\w-]+\s){0,3}?(?:model|framework|method|approach|architecture|system|pipeline|algorithm|agent|network|technique|strategy|variant|scheme|loss|paradigm|module|decoder|encoder|generator|solution|LLM|MLLM|VLM)s?\b")


class Relator:
    """Finds the relations of one row; `main` is the paper's main introduced thing."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        own = [d for d in drafts if d.introduced]
        prefixed = [d for d in own if d.introduced_rule == "introduced.title-prefix"]
        things = [d for d in own if d.type in ("Technique", "Model")]
        self.main = next(iter(prefixed or things or own), None)
        self._drafts = drafts

    def find(self, scene: Scene) -> Iterator[ExtractedRelation]:
        """Yield what one sentence states."""
        if scene.passage.field == "title":
            yield from self._title(scene)
            return
        for index, name in enumerate(scene.names):
            trigger, rule, relation = self._governor(scene, index)
            if not (meant := self._meaning(name.draft, relation)):
                continue
            head = self._head(scene, index, trigger, meant)
            if head == name.draft.name or not self._fits(head, meant, name.draft):
                continue
            marks = [(name.start, name.end)] + ([(trigger.start, trigger.end)] if trigger else [])
            yield ExtractedRelation(head, meant, name.draft.name, scene.span(*marks), rule)

    def _title(self, scene: Scene) -> Iterator[ExtractedRelation]:
        """Yield `uses` or `extends` for what a title names behind the paper's own name."""
        if not self.main or not scene.names or scene.names[0].draft is not self.main:
            return
        for name in scene.names[1:]:
            if name.draft.type not in ("Technique", "Model") or name.draft is self.main:
                continue
            trigger = scene.governing(name)
            rule = trigger.rule("relation", "right") if trigger else None
            relation = rule.yields if rule and rule.yields in ("extends", "comparedWith", "none") else "uses"
            if relation != "none":
                yield ExtractedRelation(
                    self.main.name, relation, name.draft.name, scene.span((name.start, name.end)), "uses.title"
                )

    def _governor(self, scene: Scene, index: int) -> tuple[Trigger | None, str, str]:
        """Return the trigger that governs a name, the rule's id, and the relation it yields."""
        name = scene.names[index]
        if (after := scene.following(name)) and (rule := after.rule("relation", "left")):
            return after, rule.id, rule.yields
        if index and (found := _apposed(scene, index)):
            return None, "uses.apposition", found
        trigger = scene.governing(name)
        if trigger and name.start - trigger.end <= _REACH and (rule := trigger.rule("relation", "right")):
            return trigger, rule.id, rule.yields
        if name.draft.introduced and self.main and name.draft is not self.main:
            return None, "uses.component", "uses"
        return None, "evaluated.benchmark" if name.draft.type == "Benchmark" else "uses.plain", ""

    def _meaning(self, tail: Draft, relation: str) -> str:
        """Turn a trigger's relation into what it can mean for a tail of this type; empty for nothing."""
        if relation == "none" and tail.type != "Benchmark":
            return ""
        if tail.type == "Benchmark":
            return "trainedOn" if relation == "trainedOn" and not tail.introduced else "evaluatedOn"
        if tail.type == "Dataset":
            if tail.introduced and relation != "trainedOn":
                return ""
            return {"uses": "trainedOn", "trainedOn": "trainedOn", "evaluatedOn": "evaluatedOn", "extends": "extends"}.get(relation, "")
        return {"evaluatedOn": "uses", "trainedOn": "uses"}.get(relation, relation)

    def _head(self, scene: Scene, index: int, trigger: Trigger | None, relation: str) -> str:
        """Return the head: the name the trigger is attached to, the sentence's subject, the main thing, or PAPER."""
        name = scene.names[index]
        before = [n for n in scene.before(trigger.start if trigger and trigger.end <= name.start else name.start) if n.draft is not name.draft]
        if before:
            nearest = before[-1]
            limit = trigger.start if trigger and trigger.end <= name.start else name.start
            between = scene.text(nearest.end, limit)
            if nearest.draft.type in ("Technique", "Model") and _ATTACHED.match(between) and trigger and trigger.end <= name.start:
                if nearest.draft.introduced or relation in ("comparedWith", "extends"):
                    return nearest.draft.name
            if relation == "uses" and trigger is None and _ATTACHED.match(between) and nearest.draft.introduced:
                return nearest.draft.name
            if subject := self._subject(scene, before):
                return subject
        return self._default(relation, name.draft)

    def _subject(self, scene: Scene, before: Sequence[Name]) -> str:
        """Return the first name of the sentence, if it stands free and can act; else nothing."""
        first = before[0]
        free = not any(t.end <= first.start and t.rule("relation", "right") for t in scene.triggers)
        acts = first.draft.type in ("Technique", "Model") or first.draft.introduced
        if not (free and acts):
            first = next((n for n in before if n.draft.introduced and n.draft.type in ("Technique", "Model")), first)
            if not first.draft.introduced:
                return ""
        return first.draft.name

    def _default(self, relation: str, tail: Draft) -> str:
        main = self.main
        if not main:
            return PAPER
        if main.type in ("Benchmark", "Dataset") and (tail.type == "Model" or relation in ("comparedWith", "evaluatedOn", "trainedOn")):
            return PAPER
        return main.name

    def _fits(self, head: str, relation: str, tail: Draft) -> bool:
        """Reject what cannot be: a thing evaluated on itself, an unnamed model on the paper's own benchmark."""
        if tail.introduced and tail.type in ("Benchmark", "Dataset"):
            return head != PAPER and relation in ("evaluatedOn", "trainedOn")
        if tail is self.main:
            return relation == "comparedWith" and head != PAPER
        if tail.introduced and relation in ("comparedWith", "extends"):
            return False
        return True


def _apposed(scene: Scene, index: int) -> str:
    """Say what `X, a Y method` or `X is a Y method` means for Y: uses, or extends if Y is changed; else empty."""
    name, subject = scene.names[index], scene.names[index - 1]
    between = scene.text(subject.end, name.start)
    if not _APPOSITION.match(between) or any(subject.end < t.start < name.start and t.rule("relation", "right") for t in scene.triggers):
        return ""
    if not _COPULA_TAIL.match(scene.text(name.end, min(scene.end, name.end + 60))) and len(between) > 40:
        return ""
    return "extends" if _CHANGED.search(between) else "uses"


def mark_components(drafts: Sequence[Draft], relations: Sequence[ExtractedRelation]) -> bool:
    """Mark as introduced the coined techniques that something introduced uses; say whether any was."""
    own = {d.name for d in drafts if d.introduced}
    used = {r.tail for r in relations if r.relation == "uses" and r.head in own}
    other = {r.tail for r in relations if r.relation == "comparedWith"}
    changed = False
    for draft in drafts:
        eligible = draft.type == "Technique" and draft.coined and not draft.introduced
        if eligible and draft.name in used - other:
            draft.introduced_at, draft.introduced_rule = draft.places[0], "introduced.component"
            changed = True
    return changed
