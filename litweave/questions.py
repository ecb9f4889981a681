"""The questions people build the graph for, asked of a built graph; `graph.analyses` answers them.

In all of them `since` and `until` are months (2025-04) or other dates, and only what papers of the months
between them state counts, with at least `min_belief`. Text that is no date, or an end before the beginning,
raises `LitweaveError`, a name that nothing has `NotFound`.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from graph.analyses.trends import TYPES, Trends, trends
from graph.model import ENTITY_TYPES, KnowledgeGraph
from graph.search import AUTHOR_TYPE, PAPER_TYPE
from litweave.errors import LitweaveError
from litweave.reader import Reader, selection

if TYPE_CHECKING:
    from graph.analyses.author_profile import AuthorPath, AuthorProfile
    from graph.analyses.carriers import Carriers
    from graph.analyses.comparison import Comparison
    from graph.analyses.descent import Descent
    from graph.analyses.influence import Ancestor
    from graph.analyses.leaderboard import Coverage, Leaderboard, Record, Standing
    from graph.analyses.lineage import Chains, Lineage
    from graph.analyses.measures import Conventions
    from litweave.coauthors import CoauthorSurvey

_DESCENDING = (*ENTITY_TYPES, PAPER_TYPE)


class Questions:
    """Asks what `read` reads; `litweave.KG` is one."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def coauthors(self, *, since: str = "", until: str = "", min_belief: float = 0.0) -> CoauthorSurvey:
        """Return the communities of co-authors, where each author stands, and the growth of the network.

        The papers are those from the month `since` to the month `until`, which takes seconds if not all; what
        marks a community rests on facts of `min_belief` and more. Raises `LitweaveError` for text that is no
        date.
        """
        from litweave.coauthors import survey

        return survey(self._read, since, until, min_belief)

    def collaborators(
        self, name: str, *, since: str = "", until: str = "", min_belief: float = 0.0
    ) -> AuthorProfile:
        """Return an author's collaborators, papers, topics and standing; as `author` and `coauthors` do."""
        from litweave.coauthors import profile

        return profile(self._read, self._ref("author", name, (AUTHOR_TYPE,)), since, until, min_belief)

    def coauthor_path(self, start: str, end: str, *, since: str = "", until: str = "") -> AuthorPath:
        """Return the shortest path of common papers between two authors; as `coauthors` does."""
        from litweave.coauthors import path

        ends = [self._ref("author", name, (AUTHOR_TYPE,)) for name in (start, end)]
        return path(self._read, ends[0], ends[1], since, until)

    def lineage(
        self,
        name: str,
        *,
        depth: int = 3,
        uses: bool = False,
        since: str = "",
        until: str = "",
        min_belief: float = 0.0,
    ) -> Lineage:
        """Return what a thing (or paper) extends or is a variant of, what does so with it, and so on.

        Only what papers from `since` to `until` (months) state counts. `uses` adds what it uses and what uses
        it. Raises `NotFound`, or `LitweaveError` for text that is no date; so do the next three.
        """
        from graph.analyses.lineage import lineage

        part = self._read.selected(since, until, min_belief)
        return lineage(part, self._descent(part), self._ref("thing or paper", name, _DESCENDING), depth, uses)

    def chains(
        self, name: str, to: str, *, since: str = "", until: str = "", min_belief: float = 0.0
    ) -> Chains:
        """Return the shortest chains of descent between two things, whichever is the ancestor.

        Where neither is, they lead to the common ancestors that are nearest.
        """
        from graph.analyses.lineage import chains

        descent = self._descent(self._read.selected(since, until, min_belief))
        return chains(descent, *(self._ref("thing or paper", each, _DESCENDING) for each in (name, to)))

    def ancestors(self, *, since: str = "", until: str = "", min_belief: float = 0.0) -> tuple[Ancestor, ...]:
        """Return all that something descends from, what is most often extended first."""
        from graph.analyses.influence import ancestors

        return ancestors(self._descent(self._read.selected(since, until, min_belief)))

    def carriers(self, name: str, *, since: str = "", until: str = "", min_belief: float = 0.0) -> Carriers:
        """Return who introduced, extended, used and evaluated a thing or its variants: papers and groups."""
        from graph.analyses.carriers import carriers
        from graph.analyses.influence import family

        part = self._read.selected(since, until, min_belief)
        return carriers(part, family(self._descent(part), self._ref("thing or paper", name, _DESCENDING)))

    def leaderboard(
        self, name: str, *, since: str = "", until: str = "", min_belief: float = 0.0
    ) -> Leaderboard:
        """Return what was measured on a benchmark: boards of comparable results, ranked, and gains apart.

        Only what papers of the months from `since` to `until` state counts. Raises `NotFound`.
        """
        from graph.analyses.leaderboard import MEASURED_TYPES, leaderboard

        kg = self._read.selected(since, until, min_belief)
        return leaderboard(kg, self._ref("benchmark", name, MEASURED_TYPES), self._conventions)

    def benchmarks(self, *, since: str = "", until: str = "", min_belief: float = 0.0) -> list[Standing]:
        """Return the benchmarks that have results, those with most first, each with its largest board."""
        from graph.analyses.leaderboard import standings

        return standings(self._read.selected(since, until, min_belief), self._conventions)

    def records(
        self, limit: int = 20, *, since: str = "", until: str = "", min_belief: float = 0.0
    ) -> list[Record]:
        """Return the last changes of the best results on benchmarks, the latest first."""
        from graph.analyses.leaderboard import records

        return records(self._read.selected(since, until, min_belief), limit, self._conventions)

    def coverage(self, *, since: str = "", until: str = "", min_belief: float = 0.0) -> Coverage:
        """Return how many results there are, and how many of them name what a leaderboard needs."""
        from graph.analyses.leaderboard import coverage

        return coverage(self._read.selected(since, until, min_belief))

    def compare(
        self, one: str, other: str, *, since: str = "", until: str = "", min_belief: float = 0.0
    ) -> Comparison:
        """Return two papers or things side by side, given any of their names.

        Raises `NotFound`, or `LitweaveError` if both are the same.
        """
        from graph.analyses.comparison import compare

        kg = self._read.selected(since, until, min_belief)
        types = (*ENTITY_TYPES, PAPER_TYPE)
        refs = [self._ref("paper or thing", name, types) for name in (one, other)]
        try:
            return compare(kg, refs[0], refs[1], self._conventions, self._descent(kg))
        except ValueError as error:
            raise LitweaveError(str(error)) from error

    def trends(
        self,
        types: Collection[str] = TYPES,
        *,
        recent: int = 0,
        since: str = "",
        until: str = "",
        min_belief: float = 0.0,
    ) -> Trends:
        """Return what papers mention of some types, by month, and what of it is rising, fading or new.

        The last `recent` months (0: a third of all, six at most) are compared with those before.
        `graph.analyses.trends` says how. Raises `LitweaveError` for text that is no date.
        """
        chosen = selection(since, until, min_belief)
        return trends(self._read.asked, types, selection=chosen, recent=recent)

    def _descent(self, part: KnowledgeGraph) -> Descent:
        from graph.analyses.descent import Descent

        return Descent(part, self._read.asked)

    @cached_property
    def _conventions(self) -> Conventions:
        """How metrics are written in the whole graph."""
        from graph.analyses.measures import Conventions

        return Conventions(self._read.asked)

    def _ref(self, kind: str, name: str, types: Collection[str]) -> str:
        return self._read.found(name, types, kind)[0].ref
