"""What the wording of a sentence says of its names, beside its verbs: the rules `relation.*`."""

from __future__ import annotations

import re

from extract.knowledge import Knowledge
from extract.scene import Name, Scene, Trigger

_NUMBER = re.compile(r"\d(?:\.\d+)?\s?(?:%|x\b|points?)|\d\.\d")
_ATTACHED = re.compile(
    r"""
    ^['’]?s? (?:\s*\([^()]{0,60}\))?               # the name's plural, its bracket
    (?:\s(?!and|or|on|in|for|with|to)[\w-]+){0,2}  # its noun
    (?:,?\s(?:which|that))?\s*$
    """,
    re.VERBOSE,
)
_COMMA = re.compile(r"^(?:\s*\([^()]{0,60}\))?(?:\s[\w-]+){0,2},\s(?:an?\s)?(?:[\w-]+\s){0,2}$")
_APPOSITION = re.compile(
    r"^(?:\s*\([^()]{1,60}\))?[\"'”’]?(?:,\s+|\s+(?:is|are)\s+)(?:an?|the)\s[^,.;:]{0,80}$"
)
_SHORT_APPOSITION = 40
"""Between a name and a longer apposition a noun must say that the second describes the first."""


class Cues:
    """Reads wordings; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._conclusion = knowledge.pattern("relation.conclusion")
        self._aim = knowledge.pattern("relation.aim")
        self._changed = knowledge.pattern("relation.changed")
        self._kind = knowledge.pattern("relation.kind")
        self._likeness = knowledge.pattern("relation.likeness")
        self._training = knowledge.pattern("relation.training")
        self._describes = knowledge.pattern("relation.describes")
        self._achieving = knowledge.pattern("relation.achieving")
        self._variant = knowledge.pattern("relation.variant")
        self._improving = knowledge.pattern("extends.aim")
        self._denial = knowledge.pattern("relation.denial")
        self._of_its = knowledge.pattern("relation.of-its")
        self._preposition = knowledge.pattern("relation.preposition")
        self._makes = knowledge.pattern("relation.makes")
        self._testing = knowledge.pattern("evaluated.model")

    def concludes(self, scene: Scene) -> bool:
        """Say whether a sentence says what follows from the paper, not what the paper did."""
        return self._conclusion.match(scene.content) is not None

    def aims(self, scene: Scene) -> bool:
        """Say whether a sentence says what the paper wants."""
        return self._aim.match(scene.content) is not None

    def scores(self, scene: Scene) -> bool:
        """Say whether a sentence holds a number that could be a result."""
        return _NUMBER.search(scene.content) is not None

    def tests(self, scene: Scene, name: Name) -> bool:
        """Say whether a sentence says that a name is evaluated."""
        return self._testing.search(scene.text(scene.start, name.start).lower()) is not None

    def trains(self, scene: Scene, trigger: Trigger) -> bool:
        """Say whether the clause before a trigger speaks of training, and of no evaluation behind that."""
        return self._training.search(scene.text(scene.start, trigger.start)) is not None

    def improves(self, scene: Scene, name: Name) -> bool:
        """Say whether a sentence says of a name that it is to be improved."""
        before = scene.text(max(scene.start, name.start - 90), name.start)
        return self._improving.search(before) is not None

    def denies(self, scene: Scene, trigger: Trigger) -> bool:
        """Say whether what stands before a verb denies it (`rather than relying on`)."""
        return (
            self._denial.search(scene.text(max(scene.start, trigger.start - 40), trigger.start)) is not None
        )

    def is_of_its(self, scene: Scene, name: Name) -> bool:
        """Say whether the sentence speaks of a name's accuracy, not of the name."""
        return self._of_its.match(scene.text(name.end, scene.end)) is not None

    def is_likeness(self, scene: Scene, name: Name) -> bool:
        """Say whether a name only says what something is like (`o1-like reasoning`)."""
        return self._likeness.match(scene.text(name.end, name.end + 12)) is not None

    def acts(self, scene: Scene, name: Name) -> bool:
        """Say whether a name can be a subject: it follows no preposition and only describes no other noun.

        In `with FooNet achieving` it is one all the same.
        """
        right = scene.text(name.end, min(scene.end, name.end + 40))
        if self._describes.match(right):
            return False
        before = scene.text(max(scene.start, name.start - 24), name.start)
        return not self._preposition.search(before) or (
            before.endswith(("with ", "with the ")) and self._achieving.match(right) is not None
        )

    def is_attached(self, scene: Scene, name: Name, limit: int) -> bool:
        """Say whether nothing but the rest of its noun phrase stands between a name and an offset."""
        return _ATTACHED.match(scene.text(name.end, limit)) is not None

    def is_variant(self, scene: Scene, name: Name, trigger: Trigger) -> bool:
        """Say whether a name is at once said to be a variant of something: `GRPO, a variant of`."""
        words = scene.text(trigger.start, trigger.end)
        return bool(self._variant.search(words) and _COMMA.match(scene.text(name.end, trigger.start)))

    def apposed(self, scene: Scene, index: int) -> str:
        """Say what `X, a Y method` or `X is a Y method` means for Y: uses, or extends if Y is changed.

        Returns an empty string if the name at an index stands in no apposition to the one before it.
        """
        name, subject = scene.names[index], scene.names[index - 1]
        between = scene.text(subject.end, name.start)
        if not _APPOSITION.match(between) or any(
            subject.end < t.start < name.start and t.relation for t in scene.triggers
        ):
            return ""
        described = self._kind.match(scene.text(name.end, min(scene.end, name.end + 60)))
        if not described and len(between) > _SHORT_APPOSITION:
            return ""
        return "extends" if self._changed.search(between) else "uses"

    def changed(self, scene: Scene, trigger: Trigger, outer: Trigger) -> tuple[Trigger, str, str]:
        """Return the trigger, rule id and relation of `an enhanced X`, by what governs it.

        `based on` and `train` keep it lineage, other verbs mean what they always do.
        """
        rule = outer.relation
        if rule and not self._makes.match(scene.text(outer.start, outer.end)):
            return outer, rule.id, rule.yields
        return trigger, "extends.changed", "extends"
