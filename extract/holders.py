"""Whose number it is: the subject, benchmark and baseline of a figure in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.drafts import Draft
from extract.knowledge import Knowledge
from extract.numbers import Number
from extract.scene import Name, Scene
from graph.model import PAPER

_LIST = re.compile(r"^\s*(?:%|points?|x)?\s*(?:,|and|,\s*and|/|and up to)\s*$")
_OBJECT = ("comparedWith", "uses", "extends", "trainedOn", "none")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """The number at an index among the results of a sentence; `main` is the paper's main introduced thing."""

    scene: Scene
    numbers: Sequence[Number]
    index: int
    main: Draft | None

    @property
    def number(self) -> Number:
        """The number itself."""
        return self.numbers[self.index]

    @property
    def following(self) -> int:
        """Where the next number begins, or the sentence ends."""
        after = self.index + 1
        return self.numbers[after].start if after < len(self.numbers) else self.scene.end

    @property
    def group(self) -> Sequence[Number]:
        """The numbers of the list it stands in (`2.1, 3.6, and 4.5`)."""
        first = last = self.index
        while first and self._linked(first - 1):
            first -= 1
        while last + 1 < len(self.numbers) and self._linked(last):
            last += 1
        return self.numbers[first : last + 1]

    def _linked(self, index: int) -> bool:
        between = self.scene.text(self.numbers[index].end, self.numbers[index + 1].start)
        return _LIST.match(between) is not None

    def left(self, width: int) -> str:
        """Return what stands before the number in its sentence, at most so many characters."""
        return left_of(self.scene, self.number, width)

    def names_of(self, *types: str) -> list[Name]:
        """Return the sentence's names of some types."""
        return [n for n in self.scene.names if n.draft.type in types]


def left_of(scene: Scene, number: Number, width: int) -> str:
    """Return what stands before a number in its sentence, at most so many characters."""
    return scene.text(max(scene.start, number.start - width), number.start)


class Holders:
    """Finds whose a figure is; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._baseline = knowledge.pattern("result.baseline-before")
        self._from = knowledge.pattern("result.from")
        self._not_ours = knowledge.pattern("result.not-ours")
        self._unnamed = knowledge.pattern("result.unnamed")
        self._beaten = knowledge.pattern("result.beaten")
        self._tied = knowledge.pattern("result.tied")
        self._part_of = knowledge.pattern("result.part-of")
        self._subject_after = knowledge.pattern("result.subject-after")
        self._run_with = knowledge.pattern("result.run-with")
        self._beside = knowledge.pattern("result.beside")
        self._compound = knowledge.pattern("relation.describes")
        self._on_all = knowledge.pattern("result.on-all")
        self._for = knowledge.pattern("result.for")
        self._preposition = knowledge.pattern("result.preposition")
        self._turn = knowledge.pattern("result.turn")
        self._clause = knowledge.pattern("result.clause")

    def subject(self, figure: Figure) -> str | None:
        """Return the subject's name or PAPER; None for the value of a baseline without a name."""
        scene, start, main = figure.scene, figure.number.start, figure.main
        baseline = self._baseline.search(figure.left(70)) is not None
        things = figure.names_of("Technique", "Model")
        if bound := self._bound(figure, things, baseline):
            return bound
        left = [n for n in things if n.end <= start]
        if baseline and self._from.search(figure.left(60)):
            models = [n for n in left if n.draft.type == "Model" and n.draft is not main]
            return models[-1].draft.name if models else None
        if baseline or self._not_ours.search(figure.left(80)):
            return None
        if rival := self._beside.search(figure.left(120)):
            inside = [n for n in left if n.start >= start - len(rival[0])]
            return inside[-1].draft.name if inside else None
        unnamed = self._unnamed.search(scene.text(scene.start, start))
        if unnamed and not self._beaten.search(scene.text(scene.start, scene.start + unnamed.start())):
            return PAPER
        free = [n for n in left if self._acts(scene, n, start) and _verb(scene, n) not in _OBJECT]
        if free:
            return next((n for n in reversed(free) if n.draft.introduced), free[-1]).draft.name
        if main and main.type != "Benchmark":
            return main.name
        models_left = {
            n.draft.name for n in left if n.draft.type == "Model" and _verb(scene, n) != "comparedWith"
        }
        return models_left.pop() if main and len(models_left) == 1 else PAPER

    def _bound(self, figure: Figure, things: Sequence[Name], baseline: bool) -> str:
        """Return the name that a number is tied to directly: `X (V)`, `X's V`, `V for X`; else nothing."""
        scene, number, main = figure.scene, figure.number, figure.main
        own = main is not None and main.acts and not baseline
        for name in things:
            if name.end <= number.start and self._tied.match(scene.text(name.end, number.start)):
                if own and not name.draft.introduced and self._is_setting(scene, name):
                    continue
                return name.draft.name
            if not number.end <= name.start < figure.following:
                continue
            if not (baseline or (name.draft.type == "Model" and name.draft is not main)):
                continue
            between = scene.text(number.end, name.start)
            if self._part_of.match(between):
                continue
            if self._subject_after.match(between) and (not own or self._for.search(between)):
                return name.draft.name
        return ""

    def _is_setting(self, scene: Scene, name: Name) -> bool:
        """Say whether a name is what the paper's own is run with: `the method with FooNet reaches`."""
        return self._run_with.search(scene.text(scene.start, name.start)) is not None

    def _acts(self, scene: Scene, name: Name, start: int) -> bool:
        """Say whether a name can be a clause's subject: behind no preposition, in no closed bracket."""
        between = scene.text(name.end, start)
        if between.count(")") > between.count("(") or self._compound.match(between):
            return False
        return not self._preposition.search(scene.text(scene.start, name.start)[-24:])

    def benchmark(self, figure: Figure) -> str:
        """Return the benchmark: that in the number's place in a list, the next behind it, or the last before.

        Of a sentence that names none, it is the paper's own, if a benchmark is what the paper is about.
        """
        scene, main, group = figure.scene, figure.main, figure.group
        own = main.name if main and main.type == "Benchmark" else ""
        names = [
            n
            for n in figure.names_of("Benchmark", "Dataset")
            if n.draft.type == "Benchmark" or n.draft is not main
        ]
        if named := _in_order(figure.number, group, names):
            return named
        end = group[-1].end
        behind = [n for n in names if end <= n.start < max(figure.following, end + _NEAR)]
        start = figure.number.start
        before = [n for n in names if n.end <= start and not self._clause.search(scene.text(n.end, start))]
        link = scene.text(end, behind[0].start) if behind else ""
        if behind and not self._turn.search(link) and (not before or _ON.search(link)):
            return behind[0].draft.name
        if not before and (named := self._of_all(figure, names)):
            return named
        return before[-1].draft.name if before else own

    def _of_all(self, figure: Figure, names: Sequence[Name]) -> str:
        """Return the only benchmark of a sentence, if its end says it of all numbers: `a, not b, on X`."""
        scene, end = figure.scene, figure.number.end
        if len({n.draft.name for n in names}) != 1 or names[0].start < end:
            return ""
        between = scene.text(end, names[0].start)
        inside = between.count("(") > between.count(")")
        return names[0].draft.name if not inside and self._on_all.match(between) else ""

    def baseline(self, figure: Figure, subject: str) -> str:
        """Return the baseline of a delta: what the sentence compares its subject with, the nearest thing."""
        things = [n for n in figure.names_of("Technique", "Model") if n.draft.name != subject]
        compared = [n for n in things if _verb(figure.scene, n) == "comparedWith"]
        start = figure.number.start
        return min(compared, key=lambda n: abs(n.start - start)).draft.name if compared else ""


_ON = re.compile(r"\b(?:on|for|in|across|over|of|at|to|the)\b")


def _in_order(number: Number, group: Sequence[Number], names: Sequence[Name]) -> str:
    """Return the name in a number's place, where as many names as numbers stand behind them or before."""
    if len(group) < 2:
        return ""
    size = len(group)
    answering = [n for n in names if n.start >= group[-1].end][:size]
    if len(answering) < size:
        answering = [n for n in names if n.end <= group[0].start][-size:]
    different = {n.draft.name for n in answering}
    return answering[group.index(number)].draft.name if len(different) == len(answering) == size else ""


def _verb(scene: Scene, name: Name) -> str:
    """Return the relation of the verb that governs a name."""
    rule = scene.governing_rule(name)
    return rule.yields if rule else ""
