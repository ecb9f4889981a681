"""What rules, lexicon entries and all of them together are; `extract.data` reads them from files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model import NamedType


def alternatives(words: Iterable[str]) -> str:
    """Return an expression of any of the words, in order; with a branch for each first letter it is fast."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items())


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A name, its other forms, and misspellings that texts really contain."""

    name: str
    type: NamedType
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule file.

    `verbs` stand for all their inflections, `present` for those but the past (which before a name is an
    adjective: `a distilled X`), `words` for themselves. `patterns` are regular expressions, in which
    `{words}` stands for any of the words. `place` is where the words stand as seen from the name (`type`), or
    where the name stands as seen from the words (`introduce`, `relation`). A relation's words govern names up
    to `reach` words behind them; 0 sets no such bound. The rules of kind `context` yield nothing themselves:
    they hold what the code looks for, by their ids, around names and numbers.
    """

    id: str
    kind: str
    yields: str = ""
    place: str = ""
    verbs: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    weight: float = 1.0
    reach: int = 0
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def regexes(self) -> list[re.Pattern[str]]:
        """The patterns, compiled."""
        words = alternatives(self.words)
        return [re.compile(pattern.replace("{words}", words)) for pattern in self.patterns]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the extractor knows beside its code."""

    rules: tuple[Rule, ...]
    lexicon: tuple[LexiconEntry, ...]
    stops: Mapping[str, frozenset[str]]
    confidences: dict[str, float] = field(default_factory=dict)

    def of_kind(self, kind: str, place: str | None = None) -> list[Rule]:
        """Return the rules of one kind (and place), in file order."""
        return [r for r in self.rules if r.kind == kind and place in (None, r.place)]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with this id; raises KeyError."""
        return {r.id: r for r in self.rules}[rule_id]

    def pattern(self, rule_id: str) -> re.Pattern[str]:
        """Return one expression for all patterns of a rule; raises KeyError."""
        regexes = self.rule(rule_id).regexes
        return regexes[0] if len(regexes) == 1 else re.compile("|".join(f"(?:{r.pattern})" for r in regexes))
