"""One author: with whom, what and about what, where among all others, and how far from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.analyses.coauthor_network import CoauthorNetwork, Step, Tie
from graph.analyses.engine import Engine
from graph.analyses.selection import month_of
from graph.analyses.standing import Standing, doubtful
from graph.author_evidence import Coauthors
from graph.commonness import Commonness
from graph.decisions import Decision
from graph.model import Author, KnowledgeGraph, Paper

MEASURES = ("papers", "coauthors", "strength", "betweenness", "pagerank", "core", "reached")
"""What authors are ranked by."""
_TOPICS = ("mentions", "introduces", "hasTask")
_DOUBTS = ("homonym", "match")
_NOT_RARE = 0.05
"""So many others who bear a name by chance make it worth a warning where it alone joins two circles."""


@dataclass(frozen=True, slots=True, order=True)
class Collaborator:
    """A co-author (a reference), the tie, and the first and last month of their common papers.

    `doubtful` says that the co-author's name may be that of several people.
    """

    author: str
    tie: Tie
    first: str
    last: str
    doubtful: bool


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """A thing (a reference) that some of an author's papers speak of, and how many of them introduce it."""

    thing: str
    type: str
    papers: int
    introduced: int


@dataclass(frozen=True, slots=True)
class AuthorProfile:
    """All about one author.

    `papers` are the newest first; `collaborators` those with most common papers, then most weight; `topics`
    those of most papers, then those that most papers of the whole graph speak of. `standing` is None for a
    name that may be several people; `ranks` has a rank for each of `MEASURES` (1 the highest; equals share a
    rank) among `ranked` authors. `doubts` are decisions on whether this is one person, or one with another.
    `engine` is what computed the standings for the selected months, None where they come with the build.
    """

    author: Author
    papers: tuple[Paper, ...]
    collaborators: tuple[Collaborator, ...]
    topics: tuple[Topic, ...]
    standing: Standing | None
    ranks: tuple[tuple[str, int], ...]
    ranked: int
    doubts: tuple[Decision, ...]
    engine: Engine | None = None


@dataclass(frozen=True, slots=True)
class AuthorPath:
    """The shortest path from one author to another, empty if there is none.

    `doubtful` are those on it whose names may be several people. Between the two there are such only if
    without them there is no path. `joints` are others between the two with a name that is not rare, whose
    papers before and after share no further author: the path breaks there if two people bear the name.
    """

    steps: tuple[Step, ...]
    doubtful: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()


def author_profile(
    author: Author,
    kg: KnowledgeGraph,
    network: CoauthorNetwork,
    standings: Sequence[Standing],
    decisions: Collection[Decision] = (),
    engine: Engine | None = None,
) -> AuthorProfile:
    """Return all about an author of `kg`; `network` is that of its papers, with the `standings` in it."""
    written = set(network.papers.get(author.ref, ()))
    papers = [paper for paper in kg.papers if paper.ref in written]
    month = {paper.ref: month_of(paper) for paper in papers}
    standing = next((each for each in standings if each.author == author.ref), None)
    return AuthorProfile(
        author,
        tuple(sorted(papers, key=lambda paper: (month[paper.ref], paper.ref), reverse=True)),
        _collaborators(network.ties(author.ref), month, doubtful(decisions)),
        _topics(kg, written),
        standing,
        tuple((name, _rank(name, standing, standings)) for name in MEASURES) if standing else (),
        len(standings),
        tuple(d for d in decisions if d.what in _DOUBTS and author.ref in (d.subject, d.object)),
        engine,
    )


def _collaborators(
    ties: Mapping[str, Tie], month: Mapping[str, str], several: Collection[str]
) -> tuple[Collaborator, ...]:
    found = []
    for author, tie in ties.items():
        months = sorted(month[paper] for paper in tie.papers)
        found.append(Collaborator(author, tie, months[0], months[-1], author in several))
    return tuple(sorted(found, key=lambda each: (-len(each.tie.papers), -each.tie.weight, each.author)))


def _topics(kg: KnowledgeGraph, papers: Collection[str]) -> tuple[Topic, ...]:
    """Return what papers speak of, and introduce."""
    about = [each for each in kg.statements if each.relation in _TOPICS]
    spread = Counter(each.object for each in about)
    pairs = {(each.subject, each.object) for each in about if each.subject in papers}
    found = Counter(thing for _, thing in pairs)
    new = Counter(each.object for each in about if each.relation == "introduces" and each.subject in papers)
    types = {entity.ref: entity.type for entity in kg.entities}
    return tuple(
        sorted(
            (Topic(thing, types.get(thing, ""), count, new[thing]) for thing, count in found.items()),
            key=lambda each: (-each.papers, -each.introduced, -spread[each.thing], each.thing),
        )
    )


def _rank(measure: str, standing: Standing, standings: Iterable[Standing]) -> int:
    own = getattr(standing, measure)
    return 1 + sum(1 for each in standings if getattr(each, measure) > own)


def author_path(kg: KnowledgeGraph, start: str, end: str, several: Collection[str]) -> AuthorPath:
    """Return the shortest path between two authors, over names of `several` only if there is no other."""
    network = CoauthorNetwork(kg.authorships)
    steps = network.path(start, end, several) or network.path(start, end)
    names = (start, *(step.end for step in steps))
    evidence = Coauthors({paper: [authors] for paper, authors in network.lists.items()}, {})
    common = Commonness(author.name for author in kg.authors)
    name_of = {author.ref: author.name for author in kg.authors}
    joints = (before.end for before, after in pairwise(steps) if _joint(before, after, evidence))
    return AuthorPath(
        steps,
        tuple(name for name in names if name in several),
        tuple(
            joint for joint in joints if joint not in several and common.expected(name_of[joint]) >= _NOT_RARE
        ),
    )


def _joint(before: Step, after: Step, evidence: Coauthors) -> bool:
    """Say whether nothing but the author between two steps joins their papers."""
    circles = evidence.circles(before.end)
    return not any(circle & set(before.tie.papers) and circle & set(after.tie.papers) for circle in circles)
