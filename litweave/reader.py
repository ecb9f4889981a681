"""What a built graph holds, each part read when it is first asked for, and names looked up in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyses.selection import Selection, select, selecting
from graph.analyses.standing import Standing
from graph.cards import labels
from graph.decisions import Decision
from graph.model import Evidence, KnowledgeGraph, Result, Statement
from graph.provenance import Provenance, Support
from graph.search import ANY_TYPE, Hit, NameIndex, named_things
from litweave.collector import collector_off
from litweave.errors import LitweaveError, NotFound

if TYPE_CHECKING:
    from export.tables import Tables

_NEAREST = 5


class Reader:
    """Reads the build in `folder`, whose IRIs start with `base`.

    Whatever cannot be read raises `LitweaveError` with the file and the reason.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self._indexes: dict[frozenset[str], NameIndex] = {}

    @cached_property
    def tables(self) -> Tables:
        """The tables by name."""
        from export.tables import open_tables

        return open_tables(self.folder / "tables")

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The whole graph."""
        from export.tables import read_tables

        with _reading():
            return read_tables(self.folder / "tables")

    @cached_property
    def named(self) -> KnowledgeGraph:
        """Papers, authors, authorships and entities."""
        from export.tables import read_names

        with _reading():
            return read_names(self.tables)

    @cached_property
    def stated(self) -> KnowledgeGraph:
        """The names and facts, without evidence."""
        return self._facts()

    @cached_property
    def asked(self) -> KnowledgeGraph:
        """What `stated` holds but who wrote what, a third of it: questions take that from authorships."""
        return self._facts(without=("authoredBy",))

    def _facts(self, without: Collection[str] = ()) -> KnowledgeGraph:
        from export.tables import read_facts

        with _reading():
            facts = read_facts(self.tables, without)
        return replace(self.named, statements=facts.statements, results=facts.results)

    def selected(self, since: str, until: str, min_belief: float) -> KnowledgeGraph:
        """Return what is `asked` of papers from one date to another.

        Raises `LitweaveError` for text that is no date, and for an end before the beginning.
        """
        return select(self.asked, selection(since, until, min_belief))

    def about(self, ref: str) -> KnowledgeGraph:
        """Return the facts that have `ref` at one of their ends, with evidence."""
        from export.tables import read_about

        with _reading():
            return read_about(self.tables, ref)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions on which names are one thing."""
        from export.tables import read_decisions

        with _reading():
            return read_decisions(self.tables)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where each author stands in the whole network of co-authors."""
        from export.tables import read_standings

        with _reading():
            return read_standings(self.tables)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What to call each paper, author and entity, by reference."""
        return labels(self.named)

    @property
    def index(self) -> NameIndex:
        """All names."""
        return self._index(ANY_TYPE)

    def _index(self, types: Collection[str]) -> NameIndex:
        """Return the names of things of some types: the fewer, the sooner they are indexed."""
        wanted = frozenset(types)
        if wanted not in self._indexes:
            with collector_off():
                self._indexes[wanted] = NameIndex(named_things(self.named, wanted))
        return self._indexes[wanted]

    @cached_property
    def provenance(self) -> Provenance:
        """The rows of the digests, to quote from."""
        from export.tables import read_sources

        with _reading():
            return Provenance(read_sources(self.tables), self.named.papers)

    def found(self, name: str, types: Collection[str], kind: str) -> list[Hit]:
        """Return what has a name, what most papers speak of first; raise `NotFound` if nothing has it.

        `name` may be a reference or an IRI. `kind` is what to call what was not found.
        """
        name = name.removeprefix(self.base)
        index = self._index(types)
        if hits := index.exact(name):
            return hits
        raise NotFound(kind, name, [hit.label for hit in index.search(name, _NEAREST)])

    def supports(self, facts: Iterable[Statement | Result]) -> dict[str, list[Support]]:
        """Return the sentences that state facts, by the fact's key, the surest first.

        The evidence of facts that came without it is read.
        """
        from export.tables import read_evidence

        evidence: dict[str, tuple[Evidence, ...]] = {fact.key: fact.evidence for fact in facts}
        if bare := [key for key, found in evidence.items() if not found]:
            with _reading():
                evidence.update(read_evidence(self.tables, bare))
        return {key: self.provenance.supports(found) for key, found in evidence.items()}


def selection(since: str, until: str, min_belief: float) -> Selection:
    """Return which papers and facts to ask of; raises what `Reader.selected` does."""
    try:
        return selecting(since, until, min_belief)
    except ValueError as error:
        raise LitweaveError(str(error)) from error


@contextmanager
def _reading() -> Iterator[None]:
    """Turn an unreadable table into an error that names the cause and is ours; reading makes no garbage."""
    from export.tables import TablesError

    try:
        with collector_off():
            yield
    except TablesError as error:
        raise LitweaveError(f"{error} (if it was built since it was opened, open it again)") from error
