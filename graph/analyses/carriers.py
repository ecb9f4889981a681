"""Who carries a technique where: the papers that took part in it, the groups behind them, their results."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.analyses.communities import communities
from graph.analyses.selection import month_of
from graph.cards import SYMMETRIC
from graph.model import KnowledgeGraph, Result, Statement

ROLES = {
    "introduces": "introduced",
    "extends": "extended",
    "uses": "used",
    "trainedOn": "trained on",
    "evaluatedOn": "evaluated on",
    "comparedWith": "compared with",
}
"""What a paper that states a relation to a thing did with it, what carries it furthest first."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A paper that did something with a thing.

    `statements` say what, `things` are what it did it with (other ends of the statements, the paper itself
    left out). `results` are the numbers it reports of these, of the thing, or of itself, or measures on the
    thing or against it. `authors` are in their order; `group` is a position in `Carriers.groups`, None if no
    author is known.
    """

    paper: str
    month: str
    roles: tuple[str, ...]
    things: tuple[str, ...]
    statements: tuple[Statement, ...]
    results: tuple[Result, ...]
    authors: tuple[str, ...]
    group: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that share authors, in order of time; `roles` says how many of them did what.

    `authors` are theirs: who wrote most of them first, of equals who stands further in front.
    """

    authors: tuple[str, ...]
    papers: tuple[str, ...]
    roles: tuple[tuple[str, int], ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who carries a thing: papers in order of time, groups by their number of papers.

    `things` are the thing and its variants, which count as the thing.
    """

    things: tuple[str, ...]
    papers: tuple[Carrier, ...]
    groups: tuple[Group, ...]


def carriers(kg: KnowledgeGraph, things: Collection[str]) -> Carriers:
    """Return who did something with a thing; `things` are its reference and those of its variants.

    Groups are communities in the network of these papers, where papers are linked by the authors they share.
    """
    stated = _stated(kg.statements, things)
    authors = _author_lists(kg, stated)
    results = _results(kg.results, {ref: {ref, *things, *_ends(stated[ref], things)} for ref in stated})
    month = {paper.ref: month_of(paper) for paper in kg.papers}
    order = sorted(stated, key=lambda ref: (month[ref] or "9999-99", ref))
    place = {ref: position for position, ref in enumerate(order)}
    groups = sorted(
        (sorted(group, key=place.__getitem__) for group in _communities(authors)),
        key=lambda group: (-len(group), place[group[0]]),
    )
    number = {ref: position for position, group in enumerate(groups) for ref in group}
    papers = {
        ref: Carrier(
            paper=ref,
            month=month[ref],
            roles=tuple(dict.fromkeys(ROLES[s.relation] for s in stated[ref])),
            things=tuple(each for each in _ends(stated[ref], things) if each != ref),
            statements=tuple(stated[ref]),
            results=tuple(results[ref]),
            authors=tuple(authors.get(ref, ())),
            group=number.get(ref),
        )
        for ref in order
    }
    return Carriers(
        tuple(sorted(things)),
        tuple(papers.values()),
        tuple(_group([papers[ref] for ref in group]) for group in groups),
    )


def _stated(statements: Iterable[Statement], things: Collection[str]) -> dict[str, list[Statement]]:
    """Return what each paper states of the things, by the paper's reference, what carries furthest first."""
    rank = {relation: position for position, relation in enumerate(ROLES)}
    found: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        ends = (s.subject, s.object) if s.relation == SYMMETRIC else (s.object,)
        if s.relation in rank and any(end in things for end in ends):
            for paper in s.papers:
                found[paper].append(s)
    return {paper: sorted(each, key=lambda s: (rank[s.relation], s)) for paper, each in found.items()}


def _ends(statements: Iterable[Statement], things: Collection[str]) -> list[str]:
    """Return what else the statements speak of, each once, in their order."""
    ends = (end for s in statements for end in (s.subject, s.object))
    return list(dict.fromkeys(end for end in ends if end not in things))


def _author_lists(kg: KnowledgeGraph, papers: Collection[str]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = defaultdict(list)
    for each in sorted(kg.authorships, key=lambda a: (a.paper, a.position, a.author)):
        if each.paper in papers:
            lists[each.paper].append(each.author)
    return lists


def _communities(authors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the papers in groups of those that share authors with one another more than with others."""
    import networkx as nx

    written: dict[str, list[str]] = defaultdict(list)
    for paper, each in sorted(authors.items()):
        for author in each:
            written[author].append(paper)
    shared = Counter(pair for papers in written.values() for pair in combinations(papers, 2))
    G = nx.Graph()
    G.add_nodes_from(sorted(authors))
    G.add_weighted_edges_from((*pair, count) for pair, count in sorted(shared.items()))
    return communities(G)


def _results(results: Iterable[Result], about: Mapping[str, Collection[str]]) -> dict[str, list[Result]]:
    """Return the numbers that each paper reports of what it is about, or measures on or against it."""
    found: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        for paper in result.papers:
            if not {result.subject, result.benchmark, result.over}.isdisjoint(about.get(paper, ())):
                found[paper].append(result)
    return found


def _group(papers: Sequence[Carrier]) -> Group:
    written = Counter(author for paper in papers for author in paper.authors)
    place = {author: n for paper in reversed(papers) for n, author in enumerate(paper.authors)}
    roles = Counter(role for paper in papers for role in paper.roles)
    return Group(
        authors=tuple(sorted(written, key=lambda author: (-written[author], place[author], author))),
        papers=tuple(paper.paper for paper in papers),
        roles=tuple((role, roles[role]) for role in ROLES.values() if roles[role]),
        first=min((paper.month for paper in papers if paper.month), default=""),
        last=max(paper.month for paper in papers),
    )
