"""Graphs to draw, made from papers told as in `papers.toml`, every fact with its sentence."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from graph.analyses.coauthor_network import CoauthorNetwork
from graph.analyses.standing import standings
from graph.keys import author_key, iri_key, match_key
from graph.model import (
    Author,
    Authorship,
    Entity,
    Evidence,
    KnowledgeGraph,
    Measure,
    Paper,
    Result,
    Source,
    Span,
    Statement,
)

HERE = Path(__file__).parent
DIGEST = "2025-08-01"
CONFIDENCE = 0.9


class GraphBuilder:
    """Makes a graph from papers told as in `papers.toml`, every fact with its sentence."""

    def __init__(self, types: dict[str, list[str]]) -> None:
        self.type_of = {name: t for t, names in types.items() for name in names}
        self.sources: list[Source] = []
        self.papers: list[Paper] = []
        self.authors: dict[str, Author] = {}
        self.authorships: list[Authorship] = []
        self.introduced: dict[str, str] = {}
        self.facts: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        self.results: list[Result] = []

    def add(self, paper: dict[str, Any]) -> None:
        """Add one paper with its row, authors, mentions, facts and results."""
        links = " ".join(
            [f"https://huggingface.co/papers/{paper['id']}", *filter(None, [paper.get("code", "")])]
        )
        source = Source(
            paper["id"], DIGEST, paper["title"], ", ".join(paper["authors"]), paper["summary"], links=links
        )
        ref = f"paper/{paper['id']}"
        self.sources.append(source)
        month = f"20{paper['id'][:2]}-{paper['id'][2:4]}"
        self.papers.append(Paper(ref, paper["id"], paper["title"], month, (DIGEST,), tuple(links.split())))
        self._authors(source, ref, paper["authors"])
        for name in sorted(self.type_of, key=len):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source.summary):
                self._fact(source, ref, "mentions", name, [name])
        for name in paper.get("introduces", []):
            self.introduced.setdefault(name, ref)
            self._fact(source, ref, "introduces", name, [name])
        for name in paper.get("tasks", []):
            self._fact(source, ref, "hasTask", name, [name])
        for fact in paper.get("facts", []):
            subject, relation, name = fact.split(" | ")
            self._fact(source, self.ref(subject), relation, name, [subject, name])
        if "code" in paper:
            self._said(source, (ref, "hasCode", paper["code"]), "links", [paper["code"]])
        for told in paper.get("results", []):
            self._result(source, ref, *(part.strip() for part in told.split("|")))

    def _papers(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        paper_of = {source.key: f"paper/{source.paper}" for source in self.sources}
        return tuple(sorted({paper_of[each.source] for each in evidence}))

    def graph(self) -> KnowledgeGraph:
        """Return the graph of all papers added."""
        statements = (
            Statement(*triple, CONFIDENCE, DIGEST, DIGEST, self._papers(evidence), tuple(sorted(evidence)))
            for triple, evidence in self.facts.items()
        )
        return KnowledgeGraph(
            tuple(sorted(self.sources)),
            tuple(sorted(self.papers)),
            tuple(sorted(self.authors.values())),
            tuple(sorted(self.authorships)),
            tuple(sorted(self._entities())),
            tuple(sorted(statements)),
            tuple(sorted(self.results)),
        )

    @staticmethod
    def ref(name: str) -> str:
        """Return the reference of a thing by its name; of nothing, nothing."""
        return f"entity/{iri_key(match_key(name))}" if name else ""

    def _entities(self) -> Iterator[Entity]:
        for name, kind in self.type_of.items():
            paper = self.introduced.get(name, "")
            aliases = (f"{name}s", f"the {name} {kind.lower()}") if paper else ()
            types = ((kind, 2), ("Technique", 1)) if name == "Mamba" else ((kind, 1),)
            date = next((p.date for p in self.papers if p.ref == paper), "")
            yield Entity(self.ref(name), name, types, aliases, (paper,) if paper else (), date)

    def _authors(self, source: Source, ref: str, names: list[str]) -> None:
        for position, name in enumerate(names, 1):
            author = f"author/{author_key(name)}"
            self.authors[author] = Author(author, name)
            self.authorships.append(Authorship(ref, position, author))
            self._said(source, (ref, "authoredBy", author), "authors", [name])

    def _fact(self, source: Source, subject: str, relation: str, name: str, words: list[str]) -> None:
        self._said(source, (subject, relation, self.ref(name)), "summary", words)

    def _said(self, source: Source, triple: tuple[str, str, str], field: Any, words: list[str]) -> None:
        span = sentence(source, field, words)
        self.facts[triple].append(Evidence(source.key, span, f"sample.{triple[1]}", CONFIDENCE))

    def _result(
        self, source: Source, paper: str, subject: str, benchmark: str, metric: str, text: str
    ) -> None:
        span = sentence(source, "summary", [word for word in (benchmark or subject, text) if word])
        unit = "%" if text.endswith("%") else ""
        number = text.rstrip("%")
        direction: Literal["higher", "lower"] = "lower" if metric == "FID" else "higher"
        measure = Measure(text, number, number, unit=unit, direction=direction)
        evidence = (Evidence(source.key, span, "sample.result", CONFIDENCE),)
        refs = (self.ref(subject), self.ref(benchmark), self.ref(metric))
        self.results.append(Result(*refs, measure, "", CONFIDENCE, DIGEST, DIGEST, (paper,), evidence))


def sentence(source: Source, field: Any, words: list[str]) -> Span:
    """Return the first sentence of a field that holds all `words`, these marked."""
    text = source.text(field)
    pieces = re.finditer(r"\S.*?[.?](?=\s|$)|\S.*$", text) if field == "summary" else re.finditer(r".+", text)
    for piece in pieces:
        if all(word in piece[0] for word in words):
            starts = [text.index(word, piece.start()) for word in words]
            marks = tuple(
                sorted((start, start + len(word)) for start, word in zip(starts, words, strict=True))
            )
            return Span(field, piece.start(), piece.end(), marks)
    raise ValueError(f"{source.paper}: no sentence of {field} holds {words}")


def sample() -> KnowledgeGraph:
    """Return the graph of `papers.toml`."""
    told = tomllib.loads((HERE / "papers.toml").read_text(encoding="utf-8"))
    builder = GraphBuilder(told["types"])
    for paper in told["paper"]:
        builder.add(paper)
    return builder.graph()


def communities_of(kg: KnowledgeGraph) -> dict[str, int]:
    """Return the communities of a graph's authors, as a build finds them."""
    found = standings(CoauthorNetwork(kg.authorships), set())
    return {each.author: each.community for each in found}
