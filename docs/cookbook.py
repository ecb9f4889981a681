"""Print `docs/cookbook.md`, made of `export/cookbook/*.rq`. `make docs` writes it, a test compares it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from export.cookbook import queries

INTRODUCTION = """\
# The cookbook

Questions in SPARQL that run as they stand; [rdf.md](rdf.md) explains the graph that they ask. `make docs`
writes this page from `export/cookbook/`, and a test asks each of the graph of `examples/`, in Oxigraph and in
rdflib. On the graph of 300 days of digests each takes less than a second.

```console
$ litweave query demo --list
$ litweave query demo --named leaderboard
$ litweave query demo --named leaderboard --set benchmark=MMLU --format csv
$ litweave query demo --named leaderboard --set benchmark=MMLU --print > mine.rq
$ litweave query demo --file mine.rq
```

A line such as `VALUES ?benchmark { entity:gsm8k }` holds what can be set. `--set benchmark=NAME` takes any
name of a thing, a paper or an author, and offers the nearest where nothing has it; months are written
`2025-04`, days `2025-04-30`, types `Model`, relations `extends`. The value becomes an IRI or a literal, never
a part of the query's text. From Python: `kg.query(kg.cookbook("leaderboard", benchmark="MMLU")).rows`.
"""
TOPICS = {
    "Papers": (
        "papers-of-month",
        "introduced-by-paper",
        "facts-of-paper",
        "papers-with-code",
        "new-models-with-code",
        "papers-without-introduction",
        "arxiv-ids",
    ),
    "People": (
        "coauthors-of-author",
        "authors-with-most-papers",
        "people-of-technique",
        "authors-bridging-techniques",
        "author-lists",
    ),
    "Lineage": (
        "descendants",
        "ancestors",
        "shortest-lineage",
        "descends-from",
        "most-extended",
        "model-family",
        "kinds-of",
    ),
    "Results": (
        "leaderboard",
        "results-of-model",
        "results-beside-baselines",
        "gains-over-baseline",
        "shared-benchmarks",
        "conflicting-values",
        "sentences-of-result",
        "compared-with",
    ),
    "Use": ("training-data", "trained-on", "most-used-techniques", "used-together"),
    "Time and tasks": (
        "mentions-by-month",
        "first-seen-in-month",
        "benchmarks-by-month",
        "tasks",
        "techniques-of-task",
    ),
    "Names": ("things-by-name", "other-names", "senses-of-name", "current-iri"),
    "Where it is from, and how sure it is": (
        "sentences-of-fact",
        "doubtful-facts",
        "facts-of-several-days",
        "rules-that-read",
        "digest",
        "papers-in-several-digests",
    ),
    "The graph": ("types", "relations", "neighbourhood", "all-triples-of"),
}


def page() -> Iterator[str]:
    """Yield the parts of the page."""
    yield INTRODUCTION
    for topic, names in TOPICS.items():
        yield f"\n## {topic}\n"
        for name in names:
            query = queries()[name]
            note = f" {query.note}" if query.note else ""
            body = "".join(
                line for line in query.sparql.splitlines(keepends=True) if not line.startswith("#")
            )
            yield f"\n### {name}\n\n{query.question}{note}\n\n```sparql\n{body}```\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(page())
