"""What sentences say between things: the nearest verb governs a name, the types decide what it can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cues import Cues
from extract.drafts import Draft, main_thing
from extract.heads import Heads
from extract.scene import Name, Scene, Trigger
from graph.model import PAPER, ExtractedRelation

_REACH = 170
"""A trigger governs names up to so many characters behind it."""
_DATA = ("Benchmark", "Dataset")
_OF_DATASETS = {
    "uses": "trainedOn",
    "trainedOn": "trainedOn",
    "evaluatedOn": "evaluatedOn",
    "extends": "extends",
    "source": "extends",
}
"""What a trigger's relation means where its object is a dataset."""


class Relator:
    """Finds the relations of one row, whose drafts have their types and know whether they are introduced."""

    def __init__(self, cues: Cues, drafts: Sequence[Draft]) -> None:
        self._cues = cues
        self._main = main_thing(drafts)
        self._about_data = self._main is not None and self._main.type in _DATA
        self._heads = Heads(cues, self._main, [d for d in drafts if d.introduced and d.type in _DATA])
        self._models = {d.name for d in drafts if d.type == "Model" and d.introduced}
        self._data = {d.name for d in drafts if d.type in _DATA}

    def find(self, scene: Scene) -> Iterator[ExtractedRelation]:
        """Yield what one sentence states."""
        if scene.passage.field == "title":
            yield from self._title(scene)
            return
        aiming = self._cues.aims(scene)
        unsaid = self._unsaid(scene)
        for index, name in enumerate(scene.names):
            if aiming and self._is_improved(scene, name):
                yield from self._stated(scene, index, None, "extends.aim", "extends")
                continue
            trigger, rule, relation = self._governor(scene, index)
            if rule == "extends.source" and trigger:
                relation = self._sourced(scene, index, trigger)
            if relation == "evaluatedOn" and trigger and self._trains(scene, trigger, name.draft):
                relation = "trainedOn"
            meant = self._meaning(name.draft, relation)
            if not meant or meant in unsaid:
                continue
            if (
                meant == "extends"
                and rule == "extends.weights"
                and not self._makes_model(scene, index, trigger)
            ):
                meant = "uses"
            if meant == "extends" and (aiming or self._cues.is_of_its(scene, name)):
                meant = "uses"
            yield from self._stated(scene, index, trigger, rule, meant)

    def _is_improved(self, scene: Scene, name: Name) -> bool:
        """Say whether improving a known thing is the aim of what the paper introduces."""
        own = self._main is not None and self._main.acts
        known = name.draft.acts and not name.draft.introduced
        return own and known and self._cues.improves(scene, name)

    def _sourced(self, scene: Scene, index: int, trigger: Trigger) -> str:
        """Return what it means that something comes from a source; `source` if it is that of own data."""
        source = scene.names[index].draft
        if source.type not in _DATA:
            return "extends" if self._makes_model(scene, index, trigger) else "uses"
        if self._heads.own_data and not source.introduced:
            return "source"
        return "trainedOn" if self._cues.trains(scene, trigger) else "evaluatedOn"

    def _trains(self, scene: Scene, trigger: Trigger, tail: Draft) -> bool:
        """Say whether a bare `on` before a dataset belongs to training: `pretraining it on FooCorpus`."""
        bare = scene.text(trigger.start, trigger.end).lower() in ("on", "across")
        return bare and tail.type == "Dataset" and self._cues.trains(scene, trigger)

    def _makes_model(self, scene: Scene, index: int, trigger: Trigger | None) -> bool:
        """Say whether weights of a model go into a model of the paper: both ends are models."""
        head = self._heads.head(scene, index, trigger, "extends")
        return scene.names[index].draft.type == "Model" and head in self._models

    def _unsaid(self, scene: Scene) -> tuple[str, ...]:
        """Return the relations that a conclusion only hopes for."""
        if not self._cues.concludes(scene):
            return ()
        hoped = ("comparedWith", "extends")
        return hoped if self._cues.scores(scene) else (*hoped, "evaluatedOn")

    def _stated(
        self, scene: Scene, index: int, trigger: Trigger | None, rule: str, relation: str
    ) -> Iterator[ExtractedRelation]:
        """Yield the relation to one name, and that a model is evaluated on the paper's own benchmark."""
        name = scene.names[index]
        span = scene.span((name.start, name.end), *([(trigger.start, trigger.end)] if trigger else []))
        head = self._heads.head(scene, index, trigger, relation)
        if relation == "comparedWith" and self._about_data and head in (PAPER, _name(self._main)):
            head, relation = PAPER, "uses"  # what a benchmark's paper compares unnamed things with, it uses
        if relation == "uses" and not self._main:
            head = PAPER  # a study of known things uses them itself
        if head != name.draft.name and self._fits(head, relation, name.draft):
            yield ExtractedRelation(head, relation, name.draft.name, span, rule)
        if head == PAPER and self._is_tested(scene, name):
            yield ExtractedRelation(
                name.draft.name, "evaluatedOn", _name(self._main), span, "evaluated.model"
            )

    def _is_tested(self, scene: Scene, name: Name) -> bool:
        """Say whether the sentence says that a named model is evaluated in a paper on its own benchmark."""
        about_benchmark = self._main is not None and self._main.type == "Benchmark"
        return about_benchmark and name.draft.type == "Model" and self._cues.tests(scene, name)

    def _title(self, scene: Scene) -> Iterator[ExtractedRelation]:
        """Yield `uses` or `extends` for what a title names behind the paper's own name."""
        if not self._main or not scene.names or scene.names[0].draft is not self._main:
            return
        for name in scene.names[1:]:
            if not name.draft.acts or name.draft is self._main or self._cues.is_likeness(scene, name):
                continue
            rule = scene.governing_rule(name)
            tells = (
                rule and rule.id != "extends.source" and rule.yields in ("extends", "comparedWith", "none")
            )
            relation = rule.yields if rule and tells else "uses"
            if relation != "none":
                span = scene.span((name.start, name.end))
                yield ExtractedRelation(self._main.name, relation, name.draft.name, span, "uses.title")

    def _governor(self, scene: Scene, index: int) -> tuple[Trigger | None, str, str]:
        """Return the trigger that governs a name, the rule's id, and the relation it yields."""
        name = scene.names[index]
        trigger = scene.governing(name)
        if (after := scene.following(name)) and (rule := after.rule("relation", "left")):
            before = trigger.relation if trigger else None
            if trigger and before and before.yields == "extends":
                return trigger, before.id, "extends"
            return after, rule.id, rule.yields
        if index and (found := self._cues.apposed(scene, index)):
            return None, "uses.apposition", found
        if trigger and name.start - trigger.end <= _REACH and (rule := trigger.relation):
            if self._cues.denies(scene, trigger):
                return trigger, "none.contrast", "none"
            if rule.id == "extends.weights" and (against := self._compared_before(scene, trigger)):
                return against  # outperforms a fine-tuned X
            if rule.id == "extends.changed" and (outer := scene.before_trigger(trigger)):
                return self._cues.changed(scene, trigger, outer)
            return trigger, rule.id, rule.yields
        is_part = name.draft.introduced and name.draft.type == "Technique"
        if is_part and self._main and name.draft is not self._main:
            return None, "uses.component", "uses"
        return None, "evaluated.benchmark", ""

    def _compared_before(self, scene: Scene, trigger: Trigger) -> tuple[Trigger, str, str] | None:
        """Return the verb of comparison right before a trigger, its rule's id and relation, if any."""
        outer = scene.before_trigger(trigger)
        rule = outer.relation if outer else None
        return (outer, rule.id, rule.yields) if outer and rule and rule.yields == "comparedWith" else None

    def _meaning(self, tail: Draft, relation: str) -> str:
        """Turn a trigger's relation into what it can mean for a tail of this type; empty for nothing."""
        if tail.type == "Benchmark":
            if relation == "source" or (relation == "extends" and self._about_data):
                return "" if tail.introduced else "extends"
            return "trainedOn" if relation == "trainedOn" and not tail.introduced else "evaluatedOn"
        if relation == "none":
            return ""
        if tail.type == "Dataset":
            if tail.introduced and relation != "trainedOn":
                return ""
            return _OF_DATASETS.get(relation, "")
        if relation == "evaluatedOn":
            return "uses" if tail.type == "Model" or self._about_data or not self._main else ""
        return "uses" if relation == "trainedOn" else relation

    def _fits(self, head: str, relation: str, tail: Draft) -> bool:
        """Reject what cannot be: a thing used by itself, an unnamed model on the paper's own benchmark."""
        of_data = tail.type in _DATA
        if relation == "extends" and head != PAPER and (head in self._data) != of_data:
            return False
        if tail.introduced and of_data:
            return head != PAPER and relation in ("evaluatedOn", "trainedOn")
        if tail is self._main:
            return relation == "comparedWith" and head != PAPER
        if tail.introduced and relation == "uses" and tail.acts:
            beside = tail.type == "Model" and self._about_data and head == _name(self._main)
            if head == PAPER or beside:
                return False  # a model that comes with a benchmark is no part of it
        return not (
            tail.introduced and (relation in ("comparedWith", "extends") or tail.name.startswith(head))
        )


def _name(draft: Draft | None) -> str:
    return draft.name if draft else PAPER
