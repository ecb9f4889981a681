"""Reading a built graph from Python; thin, for what it does lies in `graph` and `export`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from graph.cards import SYMMETRIC, Card, Item, card
from graph.decisions import Decision, DecisionKind
from graph.model import ENTITY_TYPES, Entity, KnowledgeGraph, Paper, Result, Statement
from graph.provenance import Support
from graph.search import AUTHOR_TYPE, PAPER_TYPE, Hit
from litweave import directory
from litweave.errors import LitweaveError, NotFound
from litweave.notebook import NotebookPage
from litweave.people import AuthorCard, author_card
from litweave.questions import Questions
from litweave.reader import Reader

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from export.query import QueryResult
    from export.tables import Tables
    from graph.difference import Difference

Triple = tuple[str, str, str]
_TYPES_OF = {"entity": ENTITY_TYPES, "paper": (PAPER_TYPE,), "author": (AUTHOR_TYPE,)}


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

    before, after = open(old)._read, open(new)._read
    by_name = reidentify(before.named, {}, after.named)
    by_report = report.load(after.folder).reidentified
    return compare(before.stated, after.stated, {**by_name, **by_report})


class KG(Questions):
    """A built graph. Everything is read when first asked for, and then kept.

    `folder` holds the build, `base` is what its IRIs start with. A graph that is built again while it is open
    must be opened again.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        super().__init__(Reader(folder, base))

    def __repr__(self) -> str:
        return f"<litweave.KG {self.folder}>"

    @property
    def tables(self) -> Tables:
        """The tables by name, such as `results`, as Arrow tables whose fields carry descriptions."""
        return self._read.tables

    @property
    def graph(self) -> KnowledgeGraph:
        """The whole graph as records of `graph.model`."""
        return self._read.graph

    @property
    def labels(self) -> Mapping[str, str]:
        """What to call each paper, author and entity, by reference."""
        return self._read.labels

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The type that most papers give each entity, by reference."""
        return {entity.ref: entity.type for entity in self._read.named.entities}

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Return the entities, papers and authors whose names match best, in spite of typing errors."""
        return self._read.index.search(query, limit)

    def named(self, name: str) -> list[Hit]:
        """Return every entity, paper and author of this name, what most papers name first."""
        return self._read.index.exact(name.removeprefix(self.base))

    def found(self, name: str, types: Collection[str], kind: str = "thing") -> list[Hit]:
        """Return what has a name among `types` (see `Hit.type`), what most papers name first.

        Raises `NotFound`, which calls it a `kind`, with the nearest names.
        """
        return self._read.found(name, types, kind)

    def supports(self, facts: Iterable[Statement | Result]) -> dict[str, list[Support]]:
        """Return the sentences that state each of some facts, by the fact's key, the surest first."""
        return self._read.supports(facts)

    def entity(self, name: str) -> Card[Entity]:
        """Return all about an entity, given any of its names, its reference or its IRI.

        Of several with that name it is the one that most papers name; `named` gives all. Raises `NotFound`.
        """
        ref = self._ref("entity", name, ENTITY_TYPES)
        return self._card(next(entity for entity in self._read.named.entities if entity.ref == ref))

    def paper(self, name: str) -> Card[Paper]:
        """Return all about a paper, given its arXiv id (any version), a URL with it, its reference or title.

        Raises `NotFound`.
        """
        ref = self._ref("paper", name, (PAPER_TYPE,))
        return self._card(next(paper for paper in self._read.named.papers if paper.ref == ref))

    def author(self, name: str) -> AuthorCard:
        """Return an author's papers and co-authors, given any spelling of the name, a reference or an IRI.

        Of several with that name it is the one with most papers. Raises `NotFound`.
        """
        ref = self._ref("author", name, (AUTHOR_TYPE,))
        named = self._read.named
        return author_card(next(author for author in named.authors if author.ref == ref), named)

    def links(self, name: str = "", what: DecisionKind | None = None) -> list[Decision]:
        """Return the decisions on which names are one thing, the surest first.

        `name` (a spelling, a reference or an IRI) asks for those on one author or thing, `what` for those of
        one kind. Raises `NotFound` for a name that nothing has.
        """
        hits = self._read.found(name, (AUTHOR_TYPE, *ENTITY_TYPES), "author or thing") if name else []
        refs = {hit.ref for hit in hits}
        found = (
            d
            for d in self._read.decisions
            if what in (None, d.what) and (not name or refs & {d.subject, d.object})
        )
        return sorted(found, key=lambda d: (-d.score, d))

    def evidence(self, fact: Statement | Result | Triple) -> list[Support]:
        """Return the sentences that state a fact, the surest first.

        A triple is subject, relation, object; names will do for entities and papers. Raises `NotFound`.
        """
        statement = self._statement(fact) if isinstance(fact, tuple) else fact
        return self._read.supports([statement])[statement.key]

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

    def cookbook(self, name: str, /, **values: str) -> str:
        """Return a query of the cookbook (docs/cookbook.md), to ask with `query`.

        Values replace those that the query comes with: `kg.cookbook("leaderboard", benchmark="MMLU")`.
        Things, papers and authors go by any of their names. Raises `NotFound` for a name that nothing has,
        and `LitweaveError` for a value that the query cannot take.
        """
        from export.cookbook import CookbookError, queries, with_values

        def iri(kind: str, value: str) -> str:
            return self.base + self._ref(kind, value, _TYPES_OF[kind])

        if name not in queries():
            raise NotFound("query", name, get_close_matches(name, queries(), cutoff=0.4))
        try:
            return with_values(queries()[name], values, iri)
        except CookbookError as error:
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

    def html(self, name: str = "", depth: int = 2) -> str:
        """Return the page of the graph, or of what is at most `depth` steps from a thing, paper or author.

        Raises `NotFound` if nothing has that name.
        """
        from graph.ego import ego_graph
        from viz.page import address, render_page

        communities = {each.author: each.community for each in self._read.standings}
        if not name:
            return render_page(self.graph, communities)
        ref = self._ref("thing", name, (*ENTITY_TYPES, PAPER_TYPE, AUTHOR_TYPE))
        return render_page(ego_graph(self.graph, ref, depth), communities, address(ref))

    def show(self, name: str = "", depth: int = 2) -> NotebookPage:
        """Return the page that `html` makes, for a notebook to display."""
        return NotebookPage(self.html(name, depth))

    def _card(self, item: Item) -> Card[Item]:
        return card(item, self._read.about(item.ref), self.labels)

    def _statement(self, triple: Triple) -> Statement:
        subject, relation, object_ = triple
        subjects, objects = self._refs(subject), self._refs(object_)
        wanted = set(product(subjects, [relation], objects))
        if relation == SYMMETRIC:
            wanted |= set(product(objects, [relation], subjects))
        for ref in subjects:
            for each in self._read.about(ref).statements:
                if (each.subject, each.relation, each.object) in wanted:
                    return each
        raise NotFound("fact", " ".join(triple))

    def _refs(self, name: str) -> list[str]:
        """Return what `name` may refer to, itself included: a URL of code has no other name."""
        name = name.removeprefix(self.base)
        return [name, *(hit.ref for hit in self._read.index.exact(name))]
