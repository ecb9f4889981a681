"""Whose names of one spelling are one thing: who introduces it, what it is short for, what is beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.keys import match_key
from graph.model import Extraction

COMMON = 5
"""What so many times more papers name than introduce is one thing, whoever claims to introduce it."""

_FEW = 2
"""So many papers may name an acronym that only one spells out."""
_LONG = 3
"""Shorter acronyms mean too much for one paper to say what all mean."""
_FREQUENT = 60
"""A name that more papers use says nothing about which of two things a third one means."""
_DATA = frozenset(("Dataset", "Benchmark"))


@dataclass(slots=True)
class Usage:
    """How one paper uses one name: its surface forms, its type, what brackets say it is short for."""

    paper: str
    key: str
    type: str = ""
    introduced: bool = False
    forms: set[str] = field(default_factory=set)
    spelt: frozenset[str] = frozenset()
    """The keys that the paper's brackets give for this one: its expansions, or its short forms."""

    @property
    def is_data(self) -> bool:
        """Whether it is a dataset or benchmark rather than something that acts."""
        return self.type in _DATA


@dataclass(frozen=True, slots=True)
class Corpus:
    """The usages of all names, by key and by paper, and who wrote what."""

    by_key: Mapping[str, Mapping[str, Usage]]
    by_paper: Mapping[str, Mapping[str, Usage]]
    authors: Mapping[str, frozenset[str]]

    def neighbours(self, paper: str, key: str) -> frozenset[str]:
        """Return the rarer names that a paper names beside one."""
        others = self.by_paper.get(paper, {})
        return frozenset(k for k in others if k != key and len(self.by_key[k]) <= _FREQUENT)


def survey(rows: Iterable[Extraction]) -> Corpus:
    """Return how every paper uses every name of a thing; rows of one paper are joined."""
    by_key: dict[str, dict[str, Usage]] = defaultdict(dict)
    by_paper: dict[str, dict[str, Usage]] = defaultdict(dict)
    authors: dict[str, set[str]] = defaultdict(set)
    for x in rows:
        paper = x.source.paper
        authors[paper].update(m.text for m in x.authors)
        spelt = _expansions(x)
        for entity in x.entities:
            key = match_key(entity.name)
            usage = by_key[key].setdefault(paper, Usage(paper, key))
            by_paper[paper][key] = usage
            usage.type = usage.type or entity.type
            usage.introduced |= entity.introduced
            usage.forms.update((entity.name, *(m.text for m in entity.mentions)))
            usage.spelt |= spelt.get(key, frozenset())
    return Corpus(by_key, by_paper, {p: frozenset(a) for p, a in authors.items()})


def _expansions(x: Extraction) -> Mapping[str, frozenset[str]]:
    """Return, for each side of a row's abbreviation pairs, the keys of the other side."""
    found: dict[str, set[str]] = defaultdict(set)
    for short, long in x.abbreviations:
        a, b = match_key(short), match_key(long)
        if a != b:
            found[a].add(b)
            found[b].add(a)
    return {key: frozenset(others) for key, others in found.items()}


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name stands for: the papers that introduce it, earliest first."""

    key: str
    papers: tuple[str, ...]
    reason: str = ""
    """Why several papers introduce one thing; empty for one paper."""


def senses(corpus: Corpus, key: str, order: Mapping[str, int]) -> list[Sense]:
    """Return the things that papers introduce by one name, the earliest first; `order` ranks all papers.

    What several introduce is one thing if all just use it, if they spell it out alike, or if they share an
    author and call it the same kind of thing.
    """
    usages = corpus.by_key[key]
    owners = sorted((u for u in usages.values() if u.introduced), key=lambda u: order[u.paper])
    if not owners:
        return []
    if len(usages) >= COMMON * len(owners):
        return [Sense(key, (owners[0].paper,))]
    groups: list[tuple[list[Usage], str]] = []
    for usage in owners:
        for i, (members, reason) in enumerate(groups):
            if why := _agreement(corpus, members, usage):
                groups[i] = ([*members, usage], reason or why)
                break
        else:
            groups.append(([usage], ""))
    return [Sense(key, tuple(u.paper for u in members), reason) for members, reason in groups]


def _agreement(corpus: Corpus, members: Sequence[Usage], usage: Usage) -> str:
    """Return why a paper introduces what earlier ones introduced, or an empty string."""
    for other in members:
        if shared := other.spelt & usage.spelt:
            return f"both spell it out as {min(shared)}"
        if other.is_data == usage.is_data and not (other.spelt and usage.spelt):
            both = corpus.authors.get(other.paper, frozenset()) & corpus.authors.get(usage.paper, frozenset())
            if both:
                return f"both papers are by {min(both)}"
    return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sense that a mention's context supports, how well (0 to 1), and why; `sense` is None if none."""

    sense: Sense | None
    score: float
    why: str


def choose(corpus: Corpus, usage: Usage, among: Sequence[Sense], order: Mapping[str, int]) -> Choice:
    """Choose the sense that a paper means by a name which it does not introduce.

    Nothing means what was introduced after it. The expansion decides; else spelling, type and common names
    must speak for one sense clearly more than for any other.
    """
    earlier = [s for s in among if order[s.papers[0]] < order[usage.paper]]
    scored = sorted(((*_support(corpus, usage, s), s) for s in earlier), key=lambda t: (-t[0], t[2].papers))
    if not scored:
        return Choice(None, 0.0, "no paper introduced it before")
    best, why, sense = scored[0]
    rival = scored[1][0] if len(scored) > 1 else 0.0
    best = min(1.0, best + _ALONE * (len(scored) == 1 and best >= _SOME))
    if best >= _ENOUGH and best - rival >= _AHEAD:
        return Choice(sense, round(best, 2), why)
    return Choice(None, round(best, 2), f"{len(among)} papers introduce it, its context speaks for none")


_ENOUGH = 0.6
_AHEAD = 0.2
_SOME = 0.3
_ALONE = 0.3
"""What it is worth that nothing else of the name was there yet."""


def _support(corpus: Corpus, usage: Usage, sense: Sense) -> tuple[float, str]:
    """Return how much speaks for one sense, and the strongest reason."""
    owners = [corpus.by_key[sense.key][p] for p in sense.papers]
    if shared := {s for o in owners for s in o.spelt} & usage.spelt:
        return 1.0, f"spelt out as {min(shared)}"
    if usage.spelt and any(o.spelt for o in owners):
        return 0.0, "spelt out otherwise"
    same_type = any(o.is_data == usage.is_data for o in owners)
    same_form = any(o.forms & usage.forms for o in owners)
    near = corpus.neighbours(usage.paper, usage.key)
    common = {n for o in owners for n in corpus.neighbours(o.paper, o.key)} & near
    score = 0.3 * same_type + 0.2 * same_form + 0.15 * min(len(common), 3)
    return score, f"{'same kind' if same_type else 'other kind'}, {len(common)} names in common"


def may_be_one(corpus: Corpus, short: str, long: str) -> bool:
    """Say whether an acronym and its expansion, which some paper brackets, can be one thing throughout.

    They are of one kind, and at most one paper introduces them unless together they are common. One paper
    alone speaks for others only of what nobody coined: a bare `P2P` elsewhere is not this paper's own.
    """
    uses = corpus.by_key[short].values()
    spelling = {u.paper for u in (*uses, *corpus.by_key[long].values()) if u.spelt & {short, long}}
    usages = [u for key in (short, long) for u in corpus.by_key[key].values()]
    owners = {u.paper for u in usages if u.introduced}
    one_kind = _mostly_data(corpus, short) == _mostly_data(corpus, long)
    bare = [u for u in uses if u.paper not in spelling]
    few = len(uses) <= _FEW and len(short) >= _LONG and not owners
    enough = len(spelling) > 1 or few or not bare
    return one_kind and enough and (len(owners) < 2 or len(usages) >= COMMON * len(owners))


def _mostly_data(corpus: Corpus, key: str) -> bool:
    usages = corpus.by_key[key].values()
    return 2 * sum(u.is_data for u in usages) > len(usages)


def expansions(corpus: Corpus) -> Iterator[tuple[str, str, int, int]]:
    """Yield (short, long, agreeing, all) for names that brackets tie and that both stand alone, too.

    `agreeing` counts the papers that spell `short` out as `long`, `all` those that spell it out at all.
    """
    papers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, usages in corpus.by_key.items():
        for usage in usages.values():
            for other in usage.spelt:
                short, long = sorted((key, other), key=len)
                papers[short][long].add(usage.paper)
    for short, found in sorted(papers.items()):
        total = len({paper for each in found.values() for paper in each})
        for long, agreeing in sorted(found.items()):
            if short in corpus.by_key and long in corpus.by_key:
                yield short, long, len(agreeing), total
