"""The co-authors of a built graph: what was computed with it, or for some months now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.analyses.author_communities import Community, author_communities, coverage
from graph.analyses.author_profile import AuthorPath, AuthorProfile, author_path, author_profile
from graph.analyses.coauthor_growth import Month, growth
from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.engine import Engine, engine_for
from graph.analyses.standing import Standing, doubtful, standings
from graph.model import KnowledgeGraph
from litweave.reader import Reader


@dataclass(frozen=True, slots=True)
class CoauthorSurvey:
    """The network of co-authors: the communities, where each author stands, and the growth by month.

    `coverage` counts papers by how much of their author lists is known. `doubtful` are the authors whose
    names may be those of several people; they have no place in communities. `engine` is what computed the
    standings for the selected months, None where they come with the build. `network` has all ties.
    """

    communities: tuple[Community, ...]
    standings: tuple[Standing, ...]
    growth: tuple[Month, ...]
    coverage: Mapping[str, int]
    doubtful: frozenset[str]
    engine: Engine | None
    network: CoauthorNetwork = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Selected:
    """The selected papers: their graph, the network of their authors, and where these stand."""

    kg: KnowledgeGraph
    network: CoauthorNetwork
    standings: tuple[Standing, ...]
    doubtful: set[str]
    engine: Engine | None


def _selected(read: Reader, since: str, until: str, min_belief: float) -> _Selected:
    kg = read.selected(since, until, min_belief)
    network = CoauthorNetwork(kg.authorships)
    several = doubtful(read.decisions)
    if not (since or until):
        return _Selected(kg, network, read.standings, several, None)
    engine = engine_for(len(network.weights))
    return _Selected(kg, network, standings(network, several, engine), several, engine)


def survey(read: Reader, since: str, until: str, min_belief: float) -> CoauthorSurvey:
    """Return what `KG.coauthors` does."""
    found = _selected(read, since, until, min_belief)
    return CoauthorSurvey(
        author_communities(found.kg, found.network, found.standings),
        found.standings,
        growth(found.kg, found.network, found.doubtful),
        coverage(found.kg),
        frozenset(found.doubtful),
        found.engine,
        found.network,
    )


def profile(read: Reader, ref: str, since: str, until: str, min_belief: float) -> AuthorProfile:
    """Return what `KG.collaborators` does of the author with a reference."""
    found = _selected(read, since, until, min_belief)
    author = next(author for author in read.named.authors if author.ref == ref)
    return author_profile(author, found.kg, found.network, found.standings, read.decisions, found.engine)


def path(read: Reader, start: str, end: str, since: str, until: str) -> AuthorPath:
    """Return what `KG.coauthor_path` does, between the authors with two references."""
    return author_path(read.selected(since, until, 0), start, end, doubtful(read.decisions))
