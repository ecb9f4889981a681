"""Who is who in author columns: spellings of one person merged, likely ones and likely homonyms recorded.

A pure function of author lists and topics, independent of their order. Each step compares what the step
before left, all of it at once, so that no merge of a step depends on another of the same step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.author_evidence import Coauthors, Lists, Shared
from graph.author_pairs import Names, Pair, equal_names, handles, shortened_names
from graph.commonness import Commonness
from graph.decisions import Decision, DecisionKind
from graph.keys import author_key
from graph.model import Author
from graph.spelling import given_first, is_handle

MERGED_FROM = 0.8
"""Two names that score at least this are one author; chosen by reading, see tests/data/author_pairs.tsv."""

RECORDED_FROM = 0.3
"""A pair that scores less is not worth a record."""

COMMON_FROM = 0.3
"""Where at least so many others are expected under a name, it may stand for several."""

_REF = "author/"
_SAME_PAPER = 0.95
_MOST = 0.99
_HOMONYM_PAPERS = 3
_NAMED = 3


@dataclass(frozen=True, slots=True)
class AuthorLinks:
    """All authors, the reference that each name as written stands for, and what was decided."""

    authors: tuple[Author, ...]
    refs: Mapping[str, str]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a pair: how sure it is that it is one person, and what that rests on."""

    pair: Pair
    what: DecisionKind
    score: float
    shared: Shared


def link_authors(lists: Lists, topics: Mapping[str, Collection[str]]) -> AuthorLinks:
    """Decide who is who in author lists of names as written; `topics` are labels of what papers speak of.

    Authors are those whom the fullest list of a paper names; the other lists serve as evidence.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for name in {name for rows in lists.values() for row in rows for name in row}:
        forms[author_key(given_first(name))].add(name)
    names = {key: min(map(given_first, forms[key]), key=_rank) for key in sorted(forms)}
    key_of = {name: key for key, written in forms.items() for name in written}
    common = Commonness(name for name in names.values() if not is_handle(name))
    merged: dict[str, str] = {}
    verdicts: list[Verdict] = []
    for pairs_of in (equal_names, shortened_names, handles):
        present = {key: name for key, name in names.items() if key not in merged}
        coauthors = Coauthors(_persons(lists, key_of, merged), topics)
        found = list(judge(pairs_of(present), names, coauthors, common))
        merged |= {v.pair.spelling: v.pair.person for v in found if v.what == "merge"}
        verdicts += found
    person_of = {key: _last(key, merged) for key in names}
    refs = {name: f"{_REF}{person_of[key]}" for name, key in key_of.items()}
    listed = {refs[name] for rows in lists.values() for name in rows[0]}
    coauthors = Coauthors(_persons(lists, key_of, merged), topics)
    decisions = {*_decisions(verdicts, names, person_of), *homonyms(names, coauthors, common)}
    return AuthorLinks(
        authors=tuple(sorted(a for a in _authors(names, forms, person_of) if a.ref in listed)),
        refs=refs,
        decisions=tuple(sorted(d for d in decisions if _is_about(d, listed))),
    )


def _is_about(decision: Decision, listed: Collection[str]) -> bool:
    """Say whether the references of a decision are those of authors."""
    refs = (ref for ref in (decision.subject, decision.object) if ref.startswith(_REF))
    return all(ref in listed for ref in refs)


def _rank(name: str) -> tuple[bool, bool, str]:
    return name.islower(), name.isupper(), name


def _last(key: str, merged: Mapping[str, str]) -> str:
    while key in merged:
        key = merged[key]
    return key


def _persons(lists: Lists, key_of: Mapping[str, str], merged: Mapping[str, str]) -> Lists:
    person_of = {name: _last(key, merged) for name, key in key_of.items()}
    return {paper: [[person_of[name] for name in row] for row in rows] for paper, rows in lists.items()}


def _authors(
    names: Names, forms: Mapping[str, Collection[str]], person_of: Mapping[str, str]
) -> Iterator[Author]:
    aliases: dict[str, set[str]] = defaultdict(set)
    for key, person in person_of.items():
        aliases[person].update(forms[key])
    for person, written in aliases.items():
        yield Author(f"{_REF}{person}", names[person], tuple(sorted(written - {names[person]})))


def judge(pairs: Iterable[Pair], names: Names, coauthors: Coauthors, common: Commonness) -> Iterator[Verdict]:
    """Weigh pairs by spelling, rivals, commonness of the name and what both share; leave out the unlikely.

    A spelling that could be merged with several persons is merged with none.
    """
    rivals: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        rivals[pair.spelling].append(pair)
    for group in rivals.values():
        total = sum(pair.strength for pair in group)
        shared = [coauthors.shared(pair.spelling, pair.person) for pair in group]
        scores = [
            _score(pair.strength * pair.strength / total / (1 + common.expected(names[pair.person])), each)
            for pair, each in zip(group, shared, strict=True)
        ]
        likely: DecisionKind = "merge" if sum(score >= MERGED_FROM for score in scores) == 1 else "ambiguous"
        for pair, score, each in zip(group, scores, shared, strict=True):
            if score >= RECORDED_FROM:
                yield Verdict(pair, likely if score >= MERGED_FROM else "match", score, each)


def _score(alone: float, shared: Shared) -> float:
    """Return how sure it is that two names are one, given what their spelling alone says."""
    if shared.listed_together:
        return 0.0
    against = (1 - alone) * (1 - shared.weight) * (1 - _SAME_PAPER if shared.papers else 1)
    return round(min(_MOST, 1 - against), 3)


def _decisions(verdicts: Iterable[Verdict], names: Names, person_of: Mapping[str, str]) -> Iterator[Decision]:
    """Record verdicts; what a later step made one needs no record of an earlier doubt."""
    for v in verdicts:
        spelling, person = person_of[v.pair.spelling], person_of[v.pair.person]
        if v.what == "merge" or spelling != person:
            subject = names[v.pair.spelling] if v.what == "merge" else f"{_REF}{spelling}"
            why = _why(v, names)
            yield Decision(v.what, "author", subject, f"{_REF}{person}", v.score, v.pair.rule, why)


def _why(v: Verdict, names: Names) -> str:
    facts = [v.pair.reason]
    if v.shared.papers:
        facts.append(f"one list of {v.shared.papers[0]} has this name, another the other")
    if v.shared.coauthors:
        facts.append(_counted("shared co-author", [names[key] for key in v.shared.coauthors]))
    if v.shared.topics:
        facts.append(_counted("shared topic", v.shared.topics))
    if len(facts) == 1:
        facts.append("no shared co-author or topic")
    return "; ".join(facts)


def _counted(what: str, names: Sequence[str]) -> str:
    shown = ", ".join([*names[:_NAMED], *(["..."] if len(names) > _NAMED else [])])
    return f"{len(names)} {what}{'s' if len(names) > 1 else ''} ({shown})"


def homonyms(names: Names, coauthors: Coauthors, common: Commonness) -> Iterator[Decision]:
    """Yield the common names of several papers whose co-authors fall into circles that never touch."""
    for person, papers_of in coauthors.papers.items():
        papers, expected = len(papers_of), common.expected(names[person])
        if papers < _HOMONYM_PAPERS or expected < COMMON_FROM:
            continue
        circles = coauthors.circles(person)
        if len(circles) > 1:
            score = round(1 - 1 / (1 + expected * (len(circles) - 1)), 3)
            why = (
                f"{papers} papers in {len(circles)} circles of co-authors that never touch; "
                f"a common name, {expected:.1f} others expected to bear it by chance"
            )
            yield Decision("homonym", "author", f"{_REF}{person}", "", score, "author.homonym", why)
