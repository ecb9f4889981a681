"""Reading a built graph from Python; thin, for what it does lies in `graph` and `export`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from graph.cards import SYMMETRIC, Card, Item, card, labels
from graph.decisions import Decision, DecisionKind
from graph.model import ENTITY_TYPES, Entity, KnowledgeGraph, Paper, Result, Statement
from graph.provenance import Provenance, Support
from graph.search import AUTHOR_TYPE, PAPER_TYPE, Hit, NameIndex, named_things
from litweave import directory
from litweave.errors import LitweaveError, NotFound
from litweave.people import AuthorCard, author_card

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from export.query import QueryResult
    from export.tables import Tables
    from graph.difference import Difference

Triple = tuple[str, str, str]

_NEAREST = 5


def open(path: str | Path) -> KG:
    """Open the graph that `litweave.build` made in the folder `path`.

    Raises `LitweaveError` if there is none, or one that this version cannot read.
    """
    from litweave import report

    folder = directory.resolve(Path(path))
    return KG(folder, report.load(folder).recipe.base)


def diff(old: str | Path, new: str | Path) -> Difference:
    """Return what differs between the graphs that `litweave.build` made in two folders.

    Its facts come without their evidence. A name that moved to another reference is found by what the report
    of `new` says, else by its spellings. Raises `LitweaveError` as `open` does.
    """
    from graph.difference import compare
    from graph.reidentify import reidentify
    from litweave import report

    before, after = open(old), open(new)
    by_name = reidentify(before._named, {}, after._named)
    by_report = report.load(after.folder).reidentified
    return compare(before._stated, after._stated, {**by_name, **by_report})


class KG:
    """A built graph. Everything is read when first asked for, and then kept.

    `folder` holds the build, `base` is what its IRIs start with. A graph that is built again while it is open
    must be opened again.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base

    def __repr__(self) -> str:
        return f"<litweave.KG {self.folder}>"

    @cached_property
    def tables(self) -> Tables:
        """The tables by name, such as `results`, as Arrow tables whose fields carry descriptions."""
        from export.tables import open_tables

        return open_tables(self.folder / "tables")

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The whole graph as records of `graph.model`."""
        from export.tables import read_tables

        with _reading():
            return read_tables(self.folder / "tables")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What to call each paper, author and entity, by reference."""
        return labels(self._named)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Return the entities, papers and authors whose names match best, in spite of typing errors."""
        return self._index.search(query, limit)

    def named(self, name: str) -> list[Hit]:
        """Return every entity, paper and author of this name, what most papers name first."""
        return self._index.exact(name.removeprefix(self.base))

    def entity(self, name: str) -> Card[Entity]:
        """Return all about an entity, given any of its names, its reference or its IRI.

        Of several with that name it is the one that most papers name; `named` gives all. Raises `NotFound`.
        """
        ref = self._ref("entity", name, ENTITY_TYPES)
        return self._card(next(entity for entity in self._named.entities if entity.ref == ref))

    def paper(self, name: str) -> Card[Paper]:
        """Return all about a paper, given its arXiv id (any version), a URL with it, its reference or title.

        Raises `NotFound`.
        """
        ref = self._ref("paper", name, (PAPER_TYPE,))
        return self._card(next(paper for paper in self._named.papers if paper.ref == ref))

    def author(self, name: str) -> AuthorCard:
        """Return an author's papers and co-authors, given any spelling of the name, a reference or an IRI.

        Of several with that name it is the one with most papers. Raises `NotFound`.
        """
        ref = self._ref("author", name, (AUTHOR_TYPE,))
        named = self._named
        return author_card(next(author for author in named.authors if author.ref == ref), named)

    def links(self, name: str = "", what: DecisionKind | None = None) -> list[Decision]:
        """Return the decisions on which names are one thing, the surest first.

        `name` (a spelling, a reference or an IRI) asks for those on one author or thing, `what` for those of
        one kind. Raises `NotFound` for a name that nothing has.
        """
        from export.tables import read_decisions

        with _reading():
            decisions = read_decisions(self.tables)
        refs = set(self._found("author or thing", name, (AUTHOR_TYPE, *ENTITY_TYPES))) if name else set()
        found = (
            d for d in decisions if what in (None, d.what) and (not name or refs & {d.subject, d.object})
        )
        return sorted(found, key=lambda d: (-d.score, d))

    def evidence(self, fact: Statement | Result | Triple) -> list[Support]:
        """Return the sentences that state a fact, the surest first.

        A triple is subject, relation, object; names will do for entities and papers. Raises `NotFound`.
        """
        statement = self._statement(fact) if isinstance(fact, tuple) else fact
        return self._provenance.supports(statement.evidence)

    def query(self, sparql: str, timeout: float = 30) -> QueryResult:
        """Answer a SPARQL query; Litweave's prefixes are declared. `timeout` is in seconds.

        Raises `LitweaveError` with the reason if there is no answer; its cause is an
        `export.query.QueryError`.
        """
        from export.query import QueryError, run_query

        try:
            return run_query(self.folder / "store", sparql, base=self.base, timeout=timeout)
        except QueryError as error:
            raise LitweaveError(str(error)) from error

    @overload
    def rdf(self, evidence: Literal[False] = ...) -> rdflib.Graph: ...
    @overload
    def rdf(self, evidence: Literal[True]) -> rdflib.Dataset: ...
    def rdf(self, evidence: bool = False) -> rdflib.Graph:
        """Return the facts as an RDFLib graph; with evidence as a dataset, its evidence in named graphs."""
        from export.rdflib_graph import to_rdflib

        return to_rdflib(self.graph, self.base, evidence=evidence)

    def networkx(self) -> nx.MultiDiGraph:
        """Return papers, authors, entities and the statements between them; see `graph.network`."""
        from graph.network import to_networkx

        return to_networkx(self.graph)

    def _ref(self, kind: str, name: str, types: Collection[str]) -> str:
        return self._found(kind, name, types)[0]

    def _found(self, kind: str, name: str, types: Collection[str]) -> list[str]:
        """Return what has a name, what most papers speak of first; raise `NotFound` if nothing has it."""
        name = name.removeprefix(self.base)
        if hits := self._index.exact(name, types):
            return [hit.ref for hit in hits]
        raise NotFound(kind, name, [hit.label for hit in self._index.search(name, _NEAREST, types)])

    def _card(self, item: Item) -> Card[Item]:
        return card(item, self._about(item.ref), self.labels, self._provenance)

    def _statement(self, triple: Triple) -> Statement:
        subject, relation, object_ = triple
        subjects, objects = self._refs(subject), self._refs(object_)
        wanted = set(product(subjects, [relation], objects))
        if relation == SYMMETRIC:
            wanted |= set(product(objects, [relation], subjects))
        for ref in subjects:
            for each in self._about(ref).statements:
                if (each.subject, each.relation, each.object) in wanted:
                    return each
        raise NotFound("fact", " ".join(triple))

    def _refs(self, name: str) -> list[str]:
        """Return what `name` may refer to, itself included: a URL of code has no other name."""
        name = name.removeprefix(self.base)
        return [name, *(hit.ref for hit in self._index.exact(name))]

    def _about(self, ref: str) -> KnowledgeGraph:
        from export.tables import read_about

        with _reading():
            return read_about(self.tables, ref)

    @cached_property
    def _named(self) -> KnowledgeGraph:
        from export.tables import read_names

        with _reading():
            return read_names(self.tables)

    @property
    def _stated(self) -> KnowledgeGraph:
        """The names and facts, without evidence."""
        from export.tables import read_facts

        with _reading():
            facts = read_facts(self.tables)
        return replace(self._named, statements=facts.statements, results=facts.results)

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(named_things(self._named))

    @cached_property
    def _provenance(self) -> Provenance:
        from export.tables import read_sources

        with _reading():
            return Provenance(read_sources(self.tables), self._named.papers)


@contextmanager
def _reading() -> Iterator[None]:
    """Turn an unreadable table into an error that names the cause and is ours."""
    from export.tables import TablesError

    try:
        yield
    except TablesError as error:
        raise LitweaveError(f"{error} (if it was built since it was opened, open it again)") from error
