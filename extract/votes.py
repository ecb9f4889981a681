"""What type a named thing has: votes by rules of the kind `type`, each with its id, added up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.drafts import Draft, Place
from extract.knowledge import Knowledge, Rule, alternatives
from extract.scene import LIST_LINK, Name, Scene, Trigger
from graph.model import NAMED_TYPES, NamedType, Vote

_BRACKET = r"(?:\s*\([^()]{1,60}\))?"
_LIST_LINK = re.compile(
    r"^\s*(?:,|and|or|,\s*and|,\s*or|/|&|as well as|\+)\s*$|^\s*\([^()]{0,40}\)\s*(?:,|and|,\s*and)\s*$"
)
_NOUN_PHRASE_WORD = (
    r"(?!(?:for|of|to|with|in|on|that|which|using|by|from|into|as|is|are|while|where|when|via|through)\b)"
    r"(?:[^\s,;:()]*[^\s,.;:()],?|\([^()]{1,30}\))\s"
)
_KNOWN_BUT_NEW = 1.0
"""What the lexicon's type weighs for something that the paper introduces: little, the text knows better."""
_BENCHMARK_USE = {
    "type.frame.evaluated",
    "type.frame.scored",
    "type.after.benchmark",
    "type.before.benchmark",
    "type.is.benchmark",
}
_SCORED_ON = {"type.frame.evaluated", "type.frame.scored"}
"""What makes a paper's own dataset a benchmark, too: the text evaluates or scores on it."""
_LONGEST_LINK = 80
_ON_ITS_OWN = re.compile(r"\s+(?:for|that|to|which|designed|with|of|capable|built|trained|tailored)\b")
"""What follows in `FooBench introduces a benchmark for ...`, which has no name but the subject's."""


class Voter:
    """Applies the rules of kind `type`; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._after = [(r, _after(r)) for r in knowledge.of_kind("type", "after")]
        self._before = [(r, _before(r)) for r in knowledge.of_kind("type", "before")]
        self._is = [(r, _words(r)) for r in knowledge.of_kind("type", "apposition")]
        nouns = "|".join(alternatives for _, alternatives in self._is)
        self._apposition = _apposition(nouns, knowledge.pattern("type.phrase-end").pattern)
        self._scored = knowledge.pattern("type.scored")
        self._training = knowledge.pattern("relation.training")
        self._list_opener = knowledge.pattern("type.list-opener")
        self._ends = [(r, re.compile(rf"(?:^|[\s-])(?:{words})$")) for r, words in self._is]
        self._suffix = [(r, knowledge.pattern(r.id)) for r in knowledge.of_kind("type", "suffix")]
        self._frames = {r.id: r for r in knowledge.of_kind("type", "left")}
        self._lexicon = knowledge.rule("type.lexicon")
        self._version = knowledge.rule("type.version")
        self._default = knowledge.rule("type.default")

    def vote(self, drafts: Sequence[Draft]) -> None:
        """Add the votes of each draft's own shape and contexts; lists share their head noun."""
        for draft in drafts:
            draft.votes.extend(self._shape(draft))
            for place in draft.places:
                factor = 2.0 if place is draft.introduced_at else 1.0
                draft.votes.extend(Vote(v.type, v.rule, v.weight * factor) for v in self._context(place))
            draft.votes = list(dict.fromkeys(draft.votes))
        self._share_in_lists(drafts)

    def vote_by_frames(self, scenes: Iterable[Scene]) -> None:
        """Add the votes of verbs: what a text is evaluated or scores on, what it is trained on."""
        for scene in scenes:
            scored = bool(scene.names) and self._scored.search(scene.content) is not None
            for name in scene.names:
                rule = self._frame(scene, name, scored)
                if rule is None and scored and _is_dataset(name.draft) and not name.draft.introduced:
                    rule = self._frames["type.frame.scored"]
                if rule:
                    name.draft.votes.append(Vote(_type(rule), rule.id, rule.weight))

    def _frame(self, scene: Scene, name: Name, scored: bool) -> Rule | None:
        """Return the rule of the preposition that stands before a name or its list, if it tells the type."""
        trigger = scene.governing(name)
        rule = trigger.relation if trigger else None
        if not trigger or not rule or not self._is_object(scene, trigger, name):
            return None
        if rule.yields == "trainedOn":
            return self._frames["type.frame.trained"]
        if rule.id == "extends.source" and _is_data(name.draft):
            return self._frames["type.frame.source"]
        words = scene.text(trigger.start, trigger.end).lower()
        if rule.yields != "evaluatedOn" or not words.endswith(("on", "across")):
            return None
        if self._training.search(scene.text(scene.start, trigger.start)):
            return self._frames["type.frame.trained"] if _is_dataset(name.draft) else None
        if " " in words:
            return self._frames["type.frame.evaluated"]
        return self._frames["type.frame.scored"] if scored else None

    def _is_object(self, scene: Scene, trigger: Trigger, name: Name) -> bool:
        """Say whether only articles and adjectives, and other items of a list, stand between the two.

        Behind a preposition that opens the sentence a bare comma ends the phrase: `On FooBench, BarNet wins`.
        """
        opens = trigger.start - scene.start <= 4
        at, first = trigger.end, True
        for other in scene.names:
            if trigger.end <= other.start <= name.start:
                link = scene.text(at, other.start)
                if not (self._only_links(link.strip()) if first else LIST_LINK.match(link)):
                    return False
                if opens and not first and link.strip() == ",":
                    return False
                at, first = other.end, False
        return True

    def _only_links(self, text: str) -> bool:
        """Say whether a short text holds nothing but what links a preposition or a list to its next item."""
        at = 0
        while at < len(text):
            if len(text) > _LONGEST_LINK or not (match := self._list_opener.match(text, at)):
                return False
            at = match.end()
        return True

    def decide(self, draft: Draft) -> None:
        """Set the type with the highest sum of votes; of equal ones the one first in `NAMED_TYPES`.

        A rule counts once for a draft, however often it fired.
        """
        best: dict[tuple[NamedType, str], float] = {}
        for vote in draft.votes:
            best[vote.type, vote.rule] = max(vote.weight, best.get((vote.type, vote.rule), 0))
        sums: dict[NamedType, float] = defaultdict(float)
        for (type_, _), weight in best.items():
            sums[type_] += weight
        if not sums:
            draft.votes.append(Vote("Technique", self._default.id, self._default.weight))
            sums["Technique"] = self._default.weight
        draft.type = max(NAMED_TYPES, key=lambda t: (sums.get(t, 0), -NAMED_TYPES.index(t)))
        if draft.type == "Dataset" and draft.introduced:
            draft.type = "Benchmark" if _SCORED_ON & {v.rule for v in draft.votes} else "Dataset"
        elif draft.type in ("Dataset", "Benchmark"):
            draft.type = _use(draft)

    def _shape(self, draft: Draft) -> Iterable[Vote]:
        """Yield what the lexicon and the name itself say; of something introduced the text knows better."""
        if draft.known_type:
            versioned = any(p.candidate.rule == "name.version" for p in draft.places)
            rule = self._version if versioned else self._lexicon
            yield Vote(
                draft.known_type,
                rule.id,
                _KNOWN_BUT_NEW if draft.introduced else rule.weight / (3 if draft.weak else 1),
            )
            if not draft.introduced:
                return
        forms = sorted({p.text for p in draft.places})
        for rule, pattern in self._suffix:
            if any(pattern.search(form) for form in forms):
                yield Vote(_type(rule), rule.id, rule.weight / (2 if draft.introduced else 1))

    def _context(self, place: Place) -> Iterable[Vote]:
        left, right = place.left[-60:], place.right[:260]
        for rule, pattern in self._after:
            if match := pattern.match(right):
                of_technique = place.candidate.known_type == "Technique"
                if of_technique and rule.yields == "Dataset":  # chain-of-thought data
                    continue
                direct = not match["gap"] and not of_technique and rule.yields in ("Dataset", "Benchmark")
                yield Vote(_type(rule), rule.id, rule.weight * (2 if direct else 1))
        for rule, pattern in self._before:
            if pattern.search(left):
                yield Vote(_type(rule), rule.id, rule.weight)
        if match := self._apposition.match(right):
            made = match["makes"] and not _ON_ITS_OWN.match(right, match.end())
            yield from (v for v in self._head_of(match["np"]) if v.type == "Technique" or not made)

    def _head_of(self, phrase: str) -> Iterable[Vote]:
        """Vote by the noun that ends an apposition's noun phrase."""
        ends = [(rule, m) for rule, pattern in self._ends if (m := pattern.search(phrase))]
        if ends:
            rule = min(ends, key=lambda pair: pair[1].start())[0]
            yield Vote(_type(rule), rule.id, rule.weight)

    def _share_in_lists(self, drafts: Sequence[Draft]) -> None:
        """Let names in one list share the head noun of the last (`A and B benchmarks`) or first one."""
        located = sorted(
            ((p, d) for d in drafts for p in d.places),
            key=lambda pd: (pd[0].passage.field, pd[0].candidate.start),
        )
        shared = {r.id for r, _ in (*self._after, *self._before)}
        neighbours = [
            (d, e)
            for (p, d), (q, e) in pairwise(located)
            if p.passage is q.passage and d is not e and in_list(p, q)
        ]
        for left, right in neighbours:
            _share(right, left, shared)
        for left, right in reversed(neighbours):
            _share(left, right, shared)


def _is_data(draft: Draft) -> bool:
    return any(v.type in ("Dataset", "Benchmark") for v in draft.votes)


def _is_dataset(draft: Draft) -> bool:
    return any(v.type == "Dataset" for v in draft.votes)


def _use(draft: Draft) -> NamedType:
    """Tell Dataset from Benchmark by what the text does with it: trains, or evaluates and scores on it."""
    rules = {v.rule for v in draft.votes}
    if "type.frame.trained" in rules and not rules & {"type.after.benchmark", "type.is.benchmark"}:
        return "Dataset"
    if "type.frame.source" in rules and not rules & _BENCHMARK_USE:
        return "Dataset"
    known = draft.known_type == "Benchmark" and not draft.weak
    return "Benchmark" if known or rules & _BENCHMARK_USE else draft.type


def in_list(p: Place, q: Place) -> bool:
    """Say whether two neighbouring places are items of one list."""
    return bool(_LIST_LINK.match(p.passage.text[p.candidate.end : q.candidate.start]))


def _share(target: Draft, origin: Draft, rules: set[str]) -> None:
    known = {v.rule for v in target.votes}
    target.votes.extend(
        Vote(v.type, v.rule, v.weight / 2)
        for v in dict.fromkeys(origin.votes)
        if v.rule in rules and v.rule not in known
    )


def _type(rule: Rule) -> NamedType:
    return next(t for t in NAMED_TYPES if t == rule.yields)


def _words(rule: Rule) -> str:
    return alternatives(sorted(rule.words, key=len, reverse=True))


def _after(rule: Rule) -> re.Pattern[str]:
    """Match a head noun right of a name, with at most one word between (`FooBar reasoning benchmark`)."""
    return re.compile(
        rf"^[\"'”’`*]*{_BRACKET}(?:-(?:based|style)\s)?\s"
        r"(?P<gap>(?!and|or|on|for|is|to|with|of|in|the|by|as)[\w-]+\s)?"
        rf"(?:{_words(rule)})(?:s|es)?\b(?!-)(?!\s(?:data|dataset|set|corpus|benchmark)s?\b)"
    )


def _before(rule: Rule) -> re.Pattern[str]:
    """Match a noun left of a name: `benchmarks such as`, `the model`, `a framework called`, `datasets (`."""
    link = (
        r"(?:,?\s(?:such as|like|including|called|named|termed|dubbed|namely|specifically|e\.g\.,?)|:"
        r"|\s\((?:e\.g\.,?|such as|like|including|i\.e\.,?)?|)"
    )
    one = rf"\b(?:an?|our|new|novel|corresponding)\s(?:[\w-]+,?\s){{0,3}}(?:{_words(rule)}),"
    return re.compile(rf"(?:\b(?:{_words(rule)}){link}|{one})\s?(?:the\s)?[\"'“‘*]*$")


def _apposition(nouns: str, phrase_end: str) -> re.Pattern[str]:
    """Match what says what a name is, up to one of the nouns: `, a fast ranking framework`, `is our loss`."""
    return re.compile(
        rf"^{_BRACKET}[\"'”’*]*"
        r"(?:\s*[,–—:(]\s*"
        r"|\s+(?:is|are|was|as|serves as|represents|provides|offers|comprises|refers to"
        r"|(?P<makes>introduces|presents|proposes))\s+"
        r"|,?\s+which\s+(?:is|are)\s+)"
        r"(?:essentially\s+|thus\s+)?(?:an?|the|one of the|our|two|three)\s"
        rf"(?P<np>(?:{_NOUN_PHRASE_WORD}){{0,11}}?(?:{nouns})){phrase_end}"
    )
