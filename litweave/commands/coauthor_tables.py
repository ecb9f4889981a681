"""What the command coauthors prints, as tables and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.analyses.author_communities import Mark, brokers, central
from graph.analyses.author_profile import AuthorPath, AuthorProfile
from graph.analyses.selection import month_of
from litweave.commands.output import Cell, Table, more

if TYPE_CHECKING:
    from graph.analyses.author_communities import Community
    from graph.analyses.coauthor_growth import Month
    from graph.analyses.standing import Standing
    from litweave.api import KG
    from litweave.coauthors import CoauthorSurvey

_LEADING, _MARKS = 5, 3
_TOLD = {
    "coauthors": ("co-authors", 1),
    "reached": ("communities", 1),
    "betweenness": ("betweenness %", 100),
    "pagerank": ("pagerank (mean 1)", 0),
}
"""What else measures are called, and by what they are multiplied, 0 for the number of authors."""
Labels = Mapping[str, str]


def of_survey(survey: CoauthorSurvey, kg: KG, limit: int) -> dict[str, Table]:
    """Return the tables on all authors by their title; of months all are shown."""
    size = len(survey.standings)
    return {
        "communities": _communities(survey.communities[:limit], kg.labels),
        "brokers": _authors("brokers", brokers(survey.standings)[:limit], kg.labels, size),
        "central": _authors("central", central(survey.standings)[:limit], kg.labels, size),
        "growth": _growth(survey.growth),
    }


def _communities(found: Sequence[Community], labels: Labels) -> Table:
    columns = ("community", "authors", "papers", "period", "months", "handles", "leading members")
    marks = ("techniques", "benchmarks")
    hidden = ("members", "paper refs", "technique refs", "benchmark refs", "ties to communities")
    rows = (
        (
            each.number,
            len(each.members),
            len(each.papers),
            " to ".join((each.months[0], each.months[-1])) if each.months else "",
            len(each.months),
            f"{each.handles / len(each.members):.0%}",
            tuple(labels.get(ref, ref) for ref in each.members[:_LEADING]),
            tuple(_mark(mark, labels) for mark in each.techniques[:_MARKS]),
            tuple(_mark(mark, labels) for mark in each.benchmarks[:_MARKS]),
            each.members,
            each.papers,
            tuple(mark.thing for mark in each.techniques),
            tuple(mark.thing for mark in each.benchmarks),
            tuple(f"{number}: {ties}" for number, ties in each.ties),
        )
        for each in found
    )
    return Table("communities", (*columns, *marks, *hidden), tuple(rows), shown=len(columns) + len(marks))


def _mark(mark: Mark, labels: Labels) -> str:
    return f"{labels.get(mark.thing, mark.thing)} ({mark.papers}, {mark.lift:.0f}x)"


def _authors(title: str, found: Sequence[Standing], labels: Labels, size: int) -> Table:
    """Return authors with their standing, PageRank in multiples of the mean, betweenness in percent."""
    columns = (
        *("author", "papers", "co-authors", "betweenness %", "communities", "participation"),
        *("pagerank (mean 1)", "core", "community", "strength", "ref"),
    )
    rows = (
        (
            *(labels.get(each.author, each.author), each.papers, each.coauthors, 100 * each.betweenness),
            *(each.reached, each.participation, each.pagerank * size, each.core, each.community),
            *(each.strength, each.author),
        )
        for each in found
    )
    return Table(title, columns, tuple(rows), shown=len(columns) - 2)


def _growth(months: Sequence[Month]) -> Table:
    columns = (
        *("month", "papers", "with authors", "share", "authors", "new", "authors per paper"),
        *("authors so far", "largest component", "share in it"),
    )
    rows = (
        (
            *(each.month, each.papers, each.listed, f"{each.coverage:.0%}", each.authors, each.new),
            *(each.per_paper, each.so_far, each.largest, f"{each.share:.0%}"),
        )
        for each in months
    )
    return Table("growth", columns, tuple(rows))


def survey_notes(survey: CoauthorSurvey, show: str | None, limit: int) -> list[str]:
    """Return what to know of tables on all authors, of which `limit` rows are printed."""
    if not survey.coverage:
        return ["No papers of these months"]
    notes = [_lists(survey.coverage)]
    if show in (None, "communities"):
        notes.append(
            "What marks a community: how many of its papers speak of it, and how many times the mean"
        )
        notes += more("communities", len(survey.communities), limit)
    if survey.doubtful:
        several = f"{len(survey.doubtful):,} names may be those of several people"
        notes.append(f"{several} (litweave links --what homonym): they have no place here and join nobody")
    pivots = survey.standings[0].pivots if survey.standings else 0
    if show in (None, "brokers", "central") and pivots < len(survey.standings):
        notes.append(f"Betweenness is estimated from the shortest paths of {pivots} authors")
    if survey.engine:
        notes.append(_computed(survey.engine))
    return notes


def _computed(engine: str) -> str:
    return f"Computed for these papers alone, with {engine}: that takes longer than for the whole graph"


def _lists(coverage: Mapping[str, int]) -> str:
    counts = (f"{coverage.get(each, 0):,} {each}" for each in ("complete", "cut", "missing"))
    return f"Author lists of papers: {', '.join(counts)}. Of a cut list the first five are known"


def of_profile(profile: AuthorProfile, kg: KG, limit: int) -> dict[str, Table]:
    """Return the tables on one author by their title."""
    labels = kg.labels
    collaborators = (
        (
            *(labels.get(each.author, each.author), len(each.tie.papers), each.tie.weight),
            *(each.first, each.last, "may be several" if each.doubtful else "", each.author, each.tie.papers),
        )
        for each in profile.collaborators[:limit]
    )
    papers = ((month_of(paper), paper.title, paper.authors, paper.ref) for paper in profile.papers[:limit])
    topics = (
        (labels.get(each.thing, each.thing), each.type, each.papers, each.introduced, each.thing)
        for each in profile.topics[:limit]
    )
    return {
        "collaborators": Table(
            "collaborators",
            ("author", "papers", "weight", "first", "last", "doubt", "ref", "paper refs"),
            tuple(collaborators),
            shown=7,
        ),
        "papers": Table("papers", ("month", "title", "author list", "ref"), tuple(papers)),
        "topics": Table("topics", ("thing", "type", "papers", "introduced", "ref"), tuple(topics)),
        "standing": Table(
            "standing", ("measure", "value", "rank", "of"), tuple(_standing(profile, profile.ranked))
        ),
    }


def _standing(profile: AuthorProfile, size: int) -> Iterator[tuple[Cell, ...]]:
    standing = profile.standing
    if standing is None:
        return
    for measure, rank in profile.ranks:
        name, factor = _TOLD.get(measure, (measure, 1))
        yield name, getattr(standing, measure) * (factor or size), rank, size
    yield "participation", standing.participation, None, None
    yield "community", standing.community, None, None


def profile_notes(profile: AuthorProfile, kg: KG, show: str | None, limit: int) -> list[str]:
    """Return what to know of tables on one author, of which `limit` rows are printed."""
    author = profile.author
    coverage = Counter[str](paper.authors for paper in profile.papers)
    notes = [", ".join((f"{author.name} {author.ref}", *author.aliases)), _lists(coverage)]
    if profile.standing is None and profile.papers:
        notes.append("The name may be that of several people, so it has no place among all authors")
    for doubt in profile.doubts:
        other = doubt.object if doubt.subject == author.ref else doubt.subject
        what = f"May be the same as {kg.labels.get(other, other)}" if other else "May be several people"
        notes.append(f"{what} ({doubt.score:.2f}): {doubt.why}")
    if profile.engine:
        notes.append(_computed(profile.engine))
    sections = {
        "collaborators": profile.collaborators,
        "papers": profile.papers,
        "topics": profile.topics,
    }
    for name, found in sections.items():
        if show in (None, name):
            notes += more(name, len(found), limit)
    return notes


def path(found: AuthorPath, kg: KG) -> Table:
    """Return the steps from one author to another, each with the earliest paper that makes it."""
    columns = ("from", "to", "papers", "weight", "paper", "ref", "from ref", "to ref", "paper refs")
    rows = (
        (
            *(kg.labels.get(step.start, step.start), kg.labels.get(step.end, step.end)),
            *(len(step.tie.papers), step.tie.weight),
            *(kg.labels.get(step.tie.papers[0], ""), step.tie.papers[0]),
            *(step.start, step.end, step.tie.papers),
        )
        for step in found.steps
    )
    return Table("path", columns, tuple(rows), shown=6)


def path_notes(found: AuthorPath, kg: KG, ends: Sequence[str]) -> list[str]:
    """Return what to know of a path between two authors."""
    names = [kg.labels.get(ref, ref) for ref in ends]
    if ends[0] == ends[1]:
        return ["Both are the same"]
    if not found.steps:
        return [f"No common papers lead from {names[0]} to {names[1]}; cut author lists may hide them"]
    doubts = (
        ("Names that may be those of several people", found.doubtful),
        ("Common names that alone join the papers before and after", found.joints),
    )
    labels = kg.labels
    return [f"{what}: {', '.join(labels.get(ref, ref) for ref in refs)}" for what, refs in doubts if refs]
