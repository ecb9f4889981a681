"""The columns of the Parquet tables: names, types and, as field metadata, what each one means."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from graph.decisions import DECISION_KINDS

Schema = Any
"""A `pyarrow.Schema`; pyarrow ships no types."""

DECIMAL = pa.decimal128(38, 12)
"""Holds numbers of up to 26 digits before the point and 12 after it."""

_TEXT = pa.string()
_TEXTS = pa.list_(pa.field("item", pa.string(), nullable=False))


def _pairs(first: str, first_type: Any, second: str, second_type: Any) -> Any:
    """Return the type of a list of pairs, such as the marks of a sentence."""
    pair = pa.struct(
        [pa.field(first, first_type, nullable=False), pa.field(second, second_type, nullable=False)]
    )
    return pa.list_(pa.field("item", pair, nullable=False))


def _field(name: str, type_: Any, description: str, nullable: bool = False) -> Any:
    return pa.field(name, type_, nullable=nullable, metadata={"description": description})


def _schema(description: str, *fields: Any) -> Schema:
    return pa.schema(fields, metadata={"description": description})


_SOURCES = _schema(
    "The rows of the digests, their cells as plain text, which all offsets count in.",
    _field("key", _TEXT, "Hash of the row's content; `evidence.source` names it"),
    _field("paper", _TEXT, "arXiv id without version, or t- and a hash of the title; see papers.id"),
    _field("digest", _TEXT, "ISO date of the digest, or empty"),
    _field("title", _TEXT, "Title as the digest writes it"),
    _field("authors", _TEXT, "Author cell"),
    _field("summary", _TEXT, "Summary cell, which a language model wrote"),
    _field("classification", _TEXT, "Task labels cell"),
    _field("links", _TEXT, "The row's URLs, joined by one space"),
    _field("all_authors", pa.bool_(), "Whether the row is of a format that never cuts author lists"),
)

_PAPERS = _schema(
    "The papers, each joined from all its rows.",
    _field("ref", _TEXT, "IRI without its base"),
    _field("id", _TEXT, "arXiv id without version, or t- and a hash of the title"),
    _field("title", _TEXT, "Title"),
    _field("date", _TEXT, "Month of the arXiv id, as in 2025-04, or empty"),
    _field("digests", _TEXTS, "Dates of the digests that list it"),
    _field("links", _TEXTS, "URLs that the digests give for it"),
    _field("authors", _TEXT, "How much of its author list is known: complete, cut or missing"),
)

_AUTHORS = _schema(
    "The authors.",
    _field("ref", _TEXT, "IRI without its base"),
    _field("name", _TEXT, "Preferred spelling"),
    _field("aliases", _TEXTS, "Other spellings, account handles among them"),
)

_AUTHORSHIPS = _schema(
    "Who stands where in a paper's author column.",
    _field("paper", _TEXT, "papers.ref"),
    _field("position", pa.int32(), "Place in the author column, from 1"),
    _field("author", _TEXT, "authors.ref"),
)

_ENTITIES = _schema(
    "The things that papers name: models, datasets, benchmarks, techniques, tasks, metrics.",
    _field("ref", _TEXT, "IRI without its base"),
    _field("label", _TEXT, "Preferred name"),
    _field("type", _TEXT, "The type that most papers give it"),
    _field("types", _pairs("type", _TEXT, "papers", pa.int32()), "All types, commonest first"),
    _field("aliases", _TEXTS, "Other names"),
    _field("introduced_by", _TEXTS, "Papers (papers.ref) that introduce it"),
    _field("date", _TEXT, "Month in which it was introduced, as in 2025-04, or empty"),
)

_FACT_TAIL = (
    _field("belief", pa.float64(), "Probability that it is a right reading of the digests"),
    _field("first", _TEXT, "First digest date that states it"),
    _field("last", _TEXT, "Last digest date that states it"),
)
_PAPERS_OF_FACT = _field("papers", _TEXTS, "Papers (papers.ref) that state it")
_COUNT = _field("evidence", pa.int32(), "How many rows of the table evidence support it")

_STATEMENTS = _schema(
    "The facts that have two ends.",
    _field("key", _TEXT, "Hash of the triple; `evidence.fact` names it"),
    _field("subject", _TEXT, "papers.ref or entities.ref"),
    _field("relation", _TEXT, "Name of the relation, as in ontology.ttl"),
    _field("object", _TEXT, "entities.ref or authors.ref; of hasCode a URL"),
    *_FACT_TAIL,
    _PAPERS_OF_FACT,
    _COUNT,
)

_RESULTS = _schema(
    "The measured numbers.",
    _field("key", _TEXT, "Hash of what is claimed; `evidence.fact` names it"),
    _field("subject", _TEXT, "What was measured: entities.ref or papers.ref"),
    _field("benchmark", _TEXT, "Where: entities.ref, or empty"),
    _field("metric", _TEXT, "In what: entities.ref, or empty"),
    _field("over", _TEXT, "The baseline of a delta: entities.ref, or empty"),
    _field("text", _TEXT, "The number as written"),
    _field("low", DECIMAL, "Lower end, null where low_text does not fit the type", nullable=True),
    _field("high", DECIMAL, "Upper end, equal to low for a single number", nullable=True),
    _field("low_text", _TEXT, "Lower end as an exact canonical decimal"),
    _field("high_text", _TEXT, "Upper end as an exact canonical decimal"),
    _field("comparator", _TEXT, "=, <, > or ~"),
    _field("unit", _TEXT, "%, pp (percentage points), x (a factor), a unit such as ms, or empty"),
    _field("kind", _TEXT, "absolute or delta"),
    _field("setting", _TEXT, "Circumstances, or empty"),
    _field("direction", _TEXT, "Which is better: higher, lower or unknown"),
    *_FACT_TAIL,
    _PAPERS_OF_FACT,
    _COUNT,
)

_EVIDENCE = _schema(
    "The places that support facts; all of one fact stand together, in the order of the facts.",
    _field("fact", _TEXT, "statements.key or results.key"),
    _field("kind", _TEXT, "statement or result"),
    _field("source", _TEXT, "sources.key"),
    _field("field", _TEXT, "Column of sources that the offsets count in"),
    _field("start", pa.int32(), "Start of the sentence, in Unicode code points of that text"),
    _field("end", pa.int32(), "End of the sentence"),
    _field("marks", _pairs("start", pa.int32(), "end", pa.int32()), "Words to mark; offsets in that text"),
    _field("quote", _TEXT, "The sentence"),
    _field("rule", _TEXT, "Id of the rule that read it"),
    _field("confidence", pa.float64(), "How sure that rule is"),
)

_LINKS = _schema(
    "The decisions on which names are one thing.",
    _field("what", _TEXT, f"One of {', '.join(DECISION_KINDS)}"),
    _field("about", _TEXT, "author, entity or fact"),
    _field("subject", _TEXT, "The name judged: authors.ref, entities.ref or, of what was merged, the name"),
    _field("object", _TEXT, "What it is or may be: a ref, or empty where one name is judged alone"),
    _field("score", pa.float64(), "How sure, from 0 to 1"),
    _field("rule", _TEXT, "Id of the rule that decided"),
    _field("why", _TEXT, "The facts it rests on"),
)

_STANDINGS = _schema(
    "Where each author stands in the network of co-authors; names that may be several people have no row.",
    _field("author", _TEXT, "authors.ref"),
    _field("papers", pa.int32(), "How many papers list the author"),
    _field("coauthors", pa.int32(), "How many others are listed with the author: the degree"),
    _field("strength", pa.float64(), "Sum of Newman's weights of these ties: papers written with others"),
    _field("community", pa.int32(), "Number of the community (Louvain), 1 the largest"),
    _field("betweenness", pa.float64(), "Estimated share of all shortest paths that lead over the author"),
    _field("pivots", pa.int32(), "Of how many authors the shortest paths were followed to estimate it"),
    _field("pagerank", pa.float64(), "PageRank by Newman's weights"),
    _field("core", pa.int32(), "The k of the author's k-core"),
    _field("reached", pa.int32(), "How many communities the co-authors are in"),
    _field("participation", pa.float64(), "How evenly they are spread over communities: 0 one, near 1 many"),
)

SCHEMAS: dict[str, Schema] = {
    "sources": _SOURCES,
    "papers": _PAPERS,
    "authors": _AUTHORS,
    "authorships": _AUTHORSHIPS,
    "entities": _ENTITIES,
    "statements": _STATEMENTS,
    "results": _RESULTS,
    "evidence": _EVIDENCE,
    "links": _LINKS,
    "standings": _STANDINGS,
}
