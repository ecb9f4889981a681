"""What the sentences say between things: the nearest trigger governs a name, the types decide what it can mean.

Heads are the subject of the clause, or the paper's main introduced thing, or `PAPER`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.entities import Draft, Place
from extract.scene import Name, Scene, Trigger
from graph.model import PAPER, ExtractedRelation, Span

_REACH = 170
"""A trigger governs names up to so many characters behind it."""

_ATTACHED = re.compile(
    r"^['’]?s?(?:\s*\([^()]{0,60}\))?(?:\s(?!and|or|on|in|for|with|to)[\w-]+){0,2}(?:,?\s(?:which|that))?\s*$"
)
_CONCLUSION = re.compile(
    r"^\W{0,4}(?:(?:[a-z]|[ivx]+)\)\s*)?\W{0,4}(?:For (?:AI )?(?:practitioners|engineers|researchers|developers)|(?:AI )?[Pp]ractitioners|"
    r"The (?:main|principal|key|primary|practical) implications?|(?:The )?[Pp]rincipal implications?|(?:The )?(?:main|key) implications?|"
    r"Implications? for|This (?:work|research|study|finding|suggests|implies|means|allows|enables|provides))"
)
_APPOSITION = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?[\"'”’]?(?:,\s+|\s+(?:is|are)\s+)(?:an?|the)\s[^,.;:]{0,80}$"
)
_CHANGED = re.compile(
    r"\b(?:modified|enhanced|augmented|variant of|version of|extension of|adapted|extended|generalized|accelerated)\b"
)
_COPULA_TAIL = re.compile(
    r"^(?:\s*\([^()]{1,40}\))?(?:-based|-style|-powered|-driven)?\s+(?:[\w-]+\s){0,3}?(?:model|framework|method|approach|architecture|system|pipeline|algorithm|agent|network|technique|strategy|variant|scheme|loss|paradigm|module|decoder|encoder|generator|solution|LLM|MLLM|VLM)s?\b"
)


class Relator:
    """Finds the relations of one row; `main` is the paper's main introduced thing."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        own = [d for d in drafts if d.introduced]
        prefixed = [d for d in own if d.introduced_rule == "introduced.title-prefix"]
        things = [d for d in own if d.type in ("Technique", "Model")]
        self.main = next(iter(prefixed or things or own), None)
        self._drafts = drafts

    def checkpoints(self) -> Iterator[ExtractedRelation]:
        """Yield `uses` of a checkpoint that is named after the technique it was made with (`FooBar-7B`)."""
        for draft in self._drafts:
            base = self.main
            if (
                base
                and base.type == "Technique"
                and draft.introduced
                and draft.type == "Model"
                and draft is not base
            ):
                if draft.name.startswith(base.name):
                    place = draft.places[0]
                    start, end = place.passage.sentence_of(place.candidate.start)
                    span = Span(
                        place.passage.field, start, end, ((place.candidate.start, place.candidate.end),)
                    )
                    yield ExtractedRelation(draft.name, "uses", base.name, span, "uses.checkpoint")

    def find(self, scene: Scene) -> Iterator[ExtractedRelation]:
        """Yield what one sentence states."""
        if scene.passage.field == "title":
            yield from self._title(scene)
            return
        aiming = _AIM.match(scene.text(scene.start, scene.end)) is not None
        scored = _NUMBER.search(scene.text(scene.start, scene.end)) is not None
        concluding = _CONCLUSION.match(scene.text(scene.start, scene.end)) is not None
        for index, name in enumerate(scene.names):
            trigger, rule, relation = self._governor(scene, index)
            if not (meant := self._meaning(name.draft, relation)):
                continue
            if concluding and (
                meant in ("comparedWith", "extends") or (meant == "evaluatedOn" and not scored)
            ):
                continue
            marks = [(name.start, name.end)] + ([(trigger.start, trigger.end)] if trigger else [])
            if meant == "extends" and (aiming or _OF_ITS.match(scene.text(name.end, scene.end))):
                meant = "uses"
            for head, said in self._statements(scene, index, trigger, meant):
                if head != name.draft.name and self._fits(head, said, name.draft):
                    yield ExtractedRelation(head, said, name.draft.name, scene.span(*marks), rule)
                if self._under_test(scene, name, trigger, head):
                    yield ExtractedRelation(
                        name.draft.name,
                        "evaluatedOn",
                        _name(self.main),
                        scene.span(*marks),
                        "evaluated.model",
                    )

    def _statements(
        self, scene: Scene, index: int, trigger: Trigger | None, relation: str
    ) -> Iterator[tuple[str, str]]:
        """Yield head and relation; what a benchmark's paper compares unnamed things with, it uses."""
        head = self._head(scene, index, trigger, relation)
        about_data = self.main is not None and self.main.type in ("Benchmark", "Dataset")
        if relation == "comparedWith" and about_data and head in (PAPER, _name(self.main)):
            head, relation = PAPER, "uses"
        yield head, relation

    def _under_test(self, scene: Scene, name: Name, trigger: Trigger | None, head: str) -> bool:
        """Say whether the sentence says that a named model is evaluated in a paper on its own benchmark."""
        if not self.main or self.main.type != "Benchmark" or name.draft.type != "Model" or head != PAPER:
            return False
        left = scene.text(scene.start, name.start).lower()
        return _TESTING.search(left) is not None

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
                    self.main.name,
                    relation,
                    name.draft.name,
                    scene.span((name.start, name.end)),
                    "uses.title",
                )

    def _governor(self, scene: Scene, index: int) -> tuple[Trigger | None, str, str]:
        """Return the trigger that governs a name, the rule's id, and the relation it yields."""
        name = scene.names[index]
        trigger = scene.governing(name)
        if (after := scene.following(name)) and (rule := after.rule("relation", "left")):
            before = trigger.rule("relation", "right") if trigger else None
            if trigger and before and before.yields == "extends":
                return trigger, before.id, "extends"
            return after, rule.id, rule.yields
        if index and (found := _apposed(scene, index)):
            return None, "uses.apposition", found
        if trigger and name.start - trigger.end <= _REACH and (rule := trigger.rule("relation", "right")):
            if rule.id == "extends.changed" and (outer := scene.before_trigger(trigger)):
                return _changed(scene, trigger, outer)
            return trigger, rule.id, rule.yields
        if name.draft.introduced and self.main and name.draft is not self.main:
            return None, "uses.component", "uses"
        return None, "evaluated.benchmark", ""

    def _meaning(self, tail: Draft, relation: str) -> str:
        """Turn a trigger's relation into what it can mean for a tail of this type; empty for nothing."""
        if relation == "none" and tail.type != "Benchmark":
            return ""
        if (
            relation == "extends"
            and tail.type == "Benchmark"
            and self.main
            and self.main.type in ("Benchmark", "Dataset")
        ):
            return "" if tail.introduced else "extends"
        if tail.type == "Benchmark":
            return "trainedOn" if relation == "trainedOn" and not tail.introduced else "evaluatedOn"
        if tail.type == "Dataset":
            if tail.introduced and relation != "trainedOn":
                return ""
            return {
                "uses": "trainedOn",
                "trainedOn": "trainedOn",
                "evaluatedOn": "evaluatedOn",
                "extends": "extends",
            }.get(relation, "")
        if relation == "evaluatedOn":
            tested = self.main is None or self.main.type in ("Benchmark", "Dataset")
            return "uses" if tail.type == "Model" or tested else ""
        return {"trainedOn": "uses"}.get(relation, relation)

    def _head(self, scene: Scene, index: int, trigger: Trigger | None, relation: str) -> str:
        """Return the head: the name the trigger is attached to, the sentence's subject, the main thing, or PAPER."""
        name = scene.names[index]
        limit = trigger.start if trigger and trigger.end <= name.start else name.start
        before = [n for n in scene.before(limit) if n.draft is not name.draft]
        if before and limit < name.start:
            nearest = _bearer(scene, before[-1])
            attached = _ATTACHED.match(scene.text(before[-1].end, limit)) and nearest.draft.type in (
                "Technique",
                "Model",
            )
            if attached and (nearest.draft.introduced or relation in ("comparedWith", "extends")):
                return nearest.draft.name
        subject = self._subject(scene, before, name.draft, relation) if before else None
        if subject and not (
            subject.type in ("Benchmark", "Dataset") and not self._may_head(subject, relation, name.draft)
        ):
            return subject.name
        rule = trigger.rule("relation", "right") if trigger else None
        return self._default(relation, name.draft, tested=rule is not None and rule.yields == "evaluatedOn")

    def _may_head(self, subject: Draft, relation: str, tail: Draft) -> bool:
        """Say whether a benchmark or dataset can be the head: it uses what it was made with, and extends another."""
        return relation == "extends" or (relation == "uses" and subject.type == "Dataset")

    def _subject(self, scene: Scene, before: Sequence[Name], tail: Draft, relation: str) -> Draft | None:
        """Return the first name of the sentence if it stands free and can act, else the first introduced thing.

        A comparison of two known things has the last one of the tail's type before the verb as its head.
        """
        if tail.introduced and relation == "uses" and self.main and self.main is not tail:
            return self.main
        acting = [n for n in before if _acts(scene, n)]
        own = [n for n in acting if n.draft.introduced]
        if own:
            free = (n.draft for n in own if not _is_taken(scene, n))
            main = self.main if self.main and self.main.type in ("Technique", "Model") else None
            return next(free, main or own[0].draft)
        if relation == "comparedWith":
            return next((n.draft for n in reversed(acting) if n.draft.type == tail.type), None)
        first = acting[0] if acting else None
        free = first and not any(t.end <= first.start and t.rule("relation", "right") for t in scene.triggers)
        if first and free and first.draft.type in ("Technique", "Model"):
            return first.draft
        return next(
            (n.draft for n in before if n.draft.introduced and n.draft.type in ("Technique", "Model")), None
        )

    def _default(self, relation: str, tail: Draft, tested: bool) -> str:
        main = self.main
        if not main or (tested and main.type == "Benchmark"):
            return PAPER
        if main.type == "Benchmark" and (
            tail.type == "Model" or relation in ("comparedWith", "evaluatedOn", "trainedOn")
        ):
            return PAPER
        if main.type == "Dataset" and relation in ("comparedWith", "evaluatedOn", "trainedOn"):
            return PAPER
        return main.name

    def _fits(self, head: str, relation: str, tail: Draft) -> bool:
        """Reject what cannot be: a thing evaluated on itself, an unnamed model on the paper's own benchmark."""
        if relation == "extends" and head != PAPER:
            data = {d.name for d in self._drafts if d.type in ("Benchmark", "Dataset")}
            if (head in data) != (tail.type in ("Benchmark", "Dataset")):
                return False
        if tail.introduced and tail.type in ("Benchmark", "Dataset"):
            return head != PAPER and relation in ("evaluatedOn", "trainedOn")
        if tail is self.main:
            return relation == "comparedWith" and head != PAPER
        if tail.introduced and (relation in ("comparedWith", "extends") or tail.name.startswith(head)):
            return False
        return True


_AIM = re.compile(
    r"^\W{0,4}(?:(?:[a-z]|[ivx]+)\)\s*)?\W{0,4}(?:The|Its|Their|This|Main|Key|Primary|Research)\s(?:\w+\s){0,5}?(?:objectives?|questions?|goals?|aims?|aim|seeks|explores|investigates)\b",
    re.IGNORECASE,
)
_OF_ITS = re.compile(
    r"^(?:['’]s)?(?:\s(?:model|LLM)s?)?(?:['’]s?)?\s(?:average\s|overall\s|mean\s)?(?:accuracy|performance|scores?|quality|pass@\d|results?|\d)|^['’]s\s[\d~]"
)


def _acts(scene: Scene, name: Name) -> bool:
    """Say whether a name can be a subject: it follows no preposition."""
    return not _PREPOSITION.search(scene.text(max(scene.start, name.start - 24), name.start))


_PREPOSITION = re.compile(
    r"\b(?:with|on|for|of|in|using|by|to|via|from|without|under|through|over|than|like|into|against|between)\s(?:the\s|an?\s|its\s)?$"
)
_NUMBER = re.compile(r"\d(?:\.\d+)?\s?(?:%|x\b|points?)|\d\.\d")


def _name(draft: Draft | None) -> str:
    return draft.name if draft else PAPER


def _changed(scene: Scene, trigger: Trigger, outer: Trigger) -> tuple[Trigger, str, str]:
    """Decide what `an enhanced X` means by what governs it: `based on` and `train` keep it lineage, else their own."""
    rule = outer.rule("relation", "right")
    own = trigger.rule("relation", "right")
    if rule and own and not _MAKES.match(scene.text(outer.start, outer.end)):
        return outer, rule.id, rule.yields
    return trigger, "extends.changed", "extends"


_MAKES = re.compile(
    r"(?:train(?:s|ing)?|(?:is |are )?based on|built (?:up)?on|building (?:up)?on|adapt\w*|propos\w+|introduc\w+|present\w*|design\w*|develop\w*)\b",
    re.I,
)
_TESTING = re.compile(r"\b(?:evaluat|test|assess|benchmark(?:s|ed|ing)\b|experiment|compar)")


def _is_taken(scene: Scene, name: Name) -> bool:
    """Say whether a name is the object of some verb to its left."""
    return any(t.end <= name.start and t.rule("relation", "right") for t in scene.triggers)


def _bearer(scene: Scene, name: Name) -> Name:
    """Return what a relative clause is said of: in `X is a Y framework that ...` X, else the name itself."""
    index = scene.names.index(name)
    return scene.names[index - 1] if index and _apposed(scene, index) else name


def _apposed(scene: Scene, index: int) -> str:
    """Say what `X, a Y method` or `X is a Y method` means for Y: uses, or extends if Y is changed; else empty."""
    name, subject = scene.names[index], scene.names[index - 1]
    between = scene.text(subject.end, name.start)
    if not _APPOSITION.match(between) or any(
        subject.end < t.start < name.start and t.rule("relation", "right") for t in scene.triggers
    ):
        return ""
    if not _COPULA_TAIL.match(scene.text(name.end, min(scene.end, name.end + 60))) and len(between) > 40:
        return ""
    return "extends" if _CHANGED.search(between) else "uses"


def mark_components(drafts: Sequence[Draft], relations: Sequence[ExtractedRelation]) -> bool:
    """Mark as introduced the coined techniques of a paper that introduces something; say whether any was.

    What a paper names in capitals or spells out, and neither the lexicon knows nor the text compares with, is a
    part of its own; a coined word of one chunk only if something introduced uses it.
    """
    own = {d.name for d in drafts if d.introduced}
    used = {r.tail for r in relations if r.relation == "uses" and r.head in own}
    other = {r.tail for r in relations if r.relation in ("comparedWith", "extends")}
    changed = False
    for draft in drafts:
        if not own or draft.introduced or draft.known or draft.type != "Technique" or draft.name in other:
            continue
        spelt = any(_is_spelt(p) and p.passage.field == "summary" for p in draft.places)
        if spelt:
            draft.introduced_at, draft.introduced_rule = draft.places[0], "introduced.component"
            changed = True
    return changed


def _is_spelt(place: Place) -> bool:
    rule = place.candidate.rule
    return rule in _SPELT or (rule == "name.shape" and " " in place.text)


_SPELT = ("name.capitals", "name.abbreviation", "name.coined", "name.announced")
