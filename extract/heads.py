"""Who a relation is said of: the name before the verb, the subject, the paper's main thing, or PAPER."""

from __future__ import annotations

from collections.abc import Sequence

from extract.cues import Cues
from extract.drafts import Draft
from extract.scene import Name, Scene, Trigger
from graph.model import PAPER


class Heads:
    """Finds heads in the sentences of one row, of which `main` is the main introduced thing.

    `own_data` are the datasets and benchmarks that it introduces: what is made out of other data.
    """

    def __init__(self, cues: Cues, main: Draft | None, own_data: Sequence[Draft]) -> None:
        self._cues = cues
        self._main = main
        self.own_data = own_data

    def head(self, scene: Scene, index: int, trigger: Trigger | None, relation: str) -> str:
        """Return the name of the head of a relation to the name at an index, or PAPER."""
        name = scene.names[index]
        limit = trigger.start if trigger and trigger.end <= name.start else name.start
        before = [n for n in scene.before(limit) if n.draft is not name.draft]
        if relation == "extends" and name.draft.type in ("Dataset", "Benchmark") and self.own_data:
            here = [n.draft for n in before if n.draft in self.own_data]
            return (here[-1:] or self.own_data)[-1 if here else 0].name
        if before and limit < name.start:
            nearest = self._bearer(scene, before[-1]).draft
            attached = nearest.acts and (
                self._cues.is_attached(scene, before[-1], limit)
                or (trigger is not None and self._cues.is_variant(scene, before[-1], trigger))
            )
            if attached and (nearest.introduced or relation in ("comparedWith", "extends")):
                return nearest.name
        subject = self._subject(scene, before, name.draft, relation) if before else None
        if subject and (_can_act(subject, relation) or _may_head(subject, relation)):
            return subject.name
        rule = trigger.relation if trigger else None
        return self._default(relation, name.draft, tested=rule is not None and rule.yields == "evaluatedOn")

    def _bearer(self, scene: Scene, name: Name) -> Name:
        """Return what a relative clause is said of: in `X is a Y framework that` X, else the name itself."""
        index = scene.names.index(name)
        return scene.names[index - 1] if index and self._cues.apposed(scene, index) else name

    def _subject(self, scene: Scene, before: Sequence[Name], tail: Draft, relation: str) -> Draft | None:
        """Return the first name of the sentence if it stands free and can act, else the first introduced one.

        A comparison of two known things has the last one of the tail's type before the verb as its head.
        """
        main = self._main
        if tail.introduced and relation == "uses" and main and main is not tail:
            return main
        acting = [n for n in before if self._cues.acts(scene, n)]
        own = [n for n in acting if n.draft.introduced]
        if own:
            free = (n.draft for n in own if not scene.is_object(n))
            return next(free, main if main and main.acts else own[0].draft)
        if relation == "comparedWith":
            alike = [n for n in reversed(acting) if n.draft.type == tail.type]
            return next((n.draft for n in alike if not scene.is_object(n)), alike[0].draft if alike else None)
        if acting and acting[0].draft.acts and not scene.is_object(acting[0]):
            return acting[0].draft
        return next((n.draft for n in before if n.draft.introduced and n.draft.acts), None)

    def _default(self, relation: str, tail: Draft, tested: bool) -> str:
        """Return the main thing, unless it is data: who is compared, tested or trained on it is unnamed."""
        main = self._main
        if not main or (tested and main.type == "Benchmark"):
            return PAPER
        done_to_models = relation in ("comparedWith", "evaluatedOn", "trainedOn")
        if main.type == "Benchmark" and (tail.type == "Model" or done_to_models):
            return PAPER
        return PAPER if main.type == "Dataset" and done_to_models else main.name


def _can_act(subject: Draft, relation: str) -> bool:
    """Say whether something can be the head; a way of training is not what is trained."""
    if relation == "trainedOn" and subject.known and subject.name.islower():
        return False
    return subject.acts


def _may_head(data: Draft, relation: str) -> bool:
    """Say whether data can be the head: a dataset uses what it was made with, a benchmark only extends."""
    return relation == "extends" or (relation == "uses" and data.type == "Dataset")
