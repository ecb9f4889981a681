"""The whole graph as columns that gzip packs well, for the page to hold and `static/decode.js` to read.

Things are numbered in the order of their references, facts in the order of the graph. Every sentence is
stored once, as a place in a row; every row's text is stored once. Offsets count code points.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from graph.model import (
    ENTITY_TYPES,
    FIELDS,
    RELATIONS,
    Evidence,
    FieldName,
    KnowledgeGraph,
    Result,
    Source,
    Statement,
)
from viz.boards import board_columns

NODE_TYPES = ("Paper", "Author", *ENTITY_TYPES)

Column = Sequence[int | str]
Table = dict[str, Column]
Place = tuple[str, FieldName, int, int]
Places = dict[Place, int]

_T = TypeVar("_T")


def pack(data: dict[str, object]) -> str:
    """Return `data` as JSON, gzipped, in base64; equal data give equal text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 6, mtime=0)).decode("ascii")


def page_data(kg: KnowledgeGraph, communities: Mapping[str, int]) -> dict[str, object]:
    """Return the tables of the page, each a dict of equally long columns (see the functions below).

    `communities` are those of the authors, by reference. Raises `ValueError` if a fact names something that
    the graph does not hold.
    """
    number = thing_numbers(kg)
    urls = _numbers(sorted({s.object for s in kg.statements if s.relation == "hasCode"}))
    evidence, places = _all_evidence(kg), _places(kg)
    boards, of_results = board_columns(kg)
    try:
        return {
            "vocabulary": {"types": NODE_TYPES, "relations": RELATIONS, "fields": FIELDS, "urls": list(urls)},
            "things": _things(kg, number),
            "aliases": _aliases(kg, number),
            "types": _second_types(kg, number),
            "communities": _communities(communities, number),
            "links": _links(kg, number),
            "facts": _facts(kg.statements, number, urls),
            "results": _results(kg, number) | of_results,
            "boards": boards,
            **_cited(kg, number, places, evidence),
        }
    except KeyError as error:
        raise ValueError(f"a fact names {error.args[0]!r}, which the graph does not hold") from error


def thing_numbers(kg: KnowledgeGraph) -> dict[str, int]:
    """Return the number of each paper, author and entity: its place among their references, sorted."""
    refs = [*(x.ref for x in kg.papers), *(x.ref for x in kg.authors), *(x.ref for x in kg.entities)]
    return _numbers(sorted(refs))


def _numbers(items: Iterable[_T]) -> dict[_T, int]:
    """Give each of `items` its place, from 0."""
    return {item: i for i, item in enumerate(items)}


def _deltas(values: Sequence[int]) -> list[int]:
    """Return the steps between values: small and alike, which packs better."""
    return [b - a for a, b in pairwise([0, *values])]


def _percent(share: float) -> int:
    return round(share * 100)


def _things(kg: KnowledgeGraph, number: dict[str, int]) -> Table:
    """Return reference, name, type and month of every thing, in the order of `number`."""
    rows = {p.ref: (p.title, "Paper", p.date) for p in kg.papers}
    rows |= {a.ref: (a.name, "Author", "") for a in kg.authors}
    rows |= {e.ref: (e.label, e.type, e.date) for e in kg.entities}
    types = _numbers(NODE_TYPES)
    return {
        "ref": list(number),
        "label": [rows[ref][0] for ref in number],
        "type": [types[rows[ref][1]] for ref in number],
        "date": [rows[ref][2] for ref in number],
    }


def _aliases(kg: KnowledgeGraph, number: dict[str, int]) -> Table:
    """Return the other names of things; a paper's is its id, so that it can be searched for."""
    pairs = [(number[p.ref], p.id) for p in kg.papers]
    pairs += [(number[a.ref], alias) for a in kg.authors for alias in a.aliases]
    pairs += [(number[e.ref], alias) for e in kg.entities for alias in e.aliases]
    pairs.sort()
    return {"thing": _deltas([i for i, _ in pairs]), "name": [name for _, name in pairs]}


def _second_types(kg: KnowledgeGraph, number: dict[str, int]) -> Table:
    """Return the counted types of those things that have more than one."""
    types = _numbers(NODE_TYPES)
    rows = [(number[e.ref], types[t], n) for e in kg.entities if len(e.types) > 1 for t, n in e.types]
    rows.sort(key=lambda row: row[0])
    return {
        "thing": _deltas([r[0] for r in rows]),
        "type": [r[1] for r in rows],
        "papers": [r[2] for r in rows],
    }


def _communities(groups: Mapping[str, int], number: dict[str, int]) -> Table:
    rows = sorted((number[author], group) for author, group in groups.items() if author in number)
    return {"author": _deltas([author for author, _ in rows]), "community": [group for _, group in rows]}


def _links(kg: KnowledgeGraph, number: dict[str, int]) -> Table:
    pairs = sorted((number[p.ref], url) for p in kg.papers for url in p.links)
    return {"paper": _deltas([i for i, _ in pairs]), "url": [url for _, url in pairs]}


def _facts(statements: Sequence[Statement], number: dict[str, int], urls: dict[str, int]) -> Table:
    """Return the statements; objects from `len(number)` on are URLs; `evidence` counts rows of that table."""
    relations = _numbers(RELATIONS)
    objects = [
        urls[s.object] + len(number) if s.relation == "hasCode" else number[s.object] for s in statements
    ]
    return {
        "subject": _deltas([number[s.subject] for s in statements]),
        "relation": [relations[s.relation] for s in statements],
        "object": objects,
        "belief": [_percent(s.belief) for s in statements],
        "evidence": [len(s.evidence) for s in statements],
    }


def _results(kg: KnowledgeGraph, number: dict[str, int]) -> Table:
    """Return the results; their evidence follows that of the facts. -1 stands for nothing named."""
    optional = number | {"": -1}
    return {
        "subject": [optional[r.subject] for r in kg.results],
        "benchmark": [optional[r.benchmark] for r in kg.results],
        "metric": [optional[r.metric] for r in kg.results],
        "over": [optional[r.over] for r in kg.results],
        "text": [r.measure.text for r in kg.results],
        "low": [r.measure.low for r in kg.results],
        "unit": [r.measure.unit for r in kg.results],
        "kind": [r.measure.kind for r in kg.results],
        "setting": [r.measure.setting for r in kg.results],
        "direction": [r.measure.direction for r in kg.results],
        "belief": [_percent(r.belief) for r in kg.results],
        "evidence": [len(r.evidence) for r in kg.results],
    }


def _cited(
    kg: KnowledgeGraph, number: dict[str, int], places: Places, evidence: Sequence[Evidence]
) -> dict[str, Table]:
    """Return each piece of evidence as a sentence, sentences as rows, and rows with paper and date."""
    rows = _cited_rows(places, kg)
    place_of = _numbers(row.key for row in rows)
    number_of_paper = {p.id: number[p.ref] for p in kg.papers}
    return {
        "evidence": {"sentence": _deltas([places[_place(e)] for e in evidence])},
        "sentences": {"row": _deltas([place_of[source] for source, _, _, _ in places])},
        "rows": {
            "paper": [number_of_paper[row.paper] for row in rows],
            "digest": [row.digest for row in rows],
        },
    }


def page_quotes(kg: KnowledgeGraph) -> dict[str, object]:
    """Return what it takes to quote sentences: columns in the order of those of `page_data`.

    They are packed apart, so that the page can start before it has unpacked them.
    """
    evidence, places = _all_evidence(kg), _places(kg)
    rules = _numbers(sorted({(e.rule, _percent(e.confidence)) for e in evidence}))
    fields = _numbers(FIELDS)
    return {
        "evidence": {
            "rule": [rules[e.rule, _percent(e.confidence)] for e in evidence],
            "marks": [len(e.span.marks) for e in evidence],
        },
        "marks": _marks(evidence),
        "rules": {"id": [r for r, _ in rules], "confidence": [c for _, c in rules]},
        "sentences": {
            "field": [fields[name] for _, name, _, _ in places],
            "start": [start for _, _, start, _ in places],
            "length": [end - start for _, _, start, end in places],
        },
        "texts": _texts(kg, places),
    }


def _all_evidence(kg: KnowledgeGraph) -> list[Evidence]:
    facts: list[Statement | Result] = [*kg.statements, *kg.results]
    return [e for fact in facts for e in fact.evidence]


def _place(e: Evidence) -> Place:
    return e.source, e.span.field, e.span.start, e.span.end


def _places(kg: KnowledgeGraph) -> Places:
    """Give each sentence a number."""
    return _numbers(sorted(set(map(_place, _all_evidence(kg)))))


def _marks(evidence: Sequence[Evidence]) -> Table:
    """Return the words to mark, counted from the start of their sentence."""
    marks = [(start - e.span.start, end - start) for e in evidence for start, end in e.span.marks]
    return {"start": [start for start, _ in marks], "length": [length for _, length in marks]}


def _cited_rows(places: Places, kg: KnowledgeGraph) -> list[Source]:
    """Return the rows that hold a sentence, in the order of their keys."""
    used = {source for source, _, _, _ in places}
    return sorted((row for row in kg.sources if row.key in used), key=lambda row: row.key)


def _texts(kg: KnowledgeGraph, places: Places) -> Table:
    """Return the text of those fields that hold a sentence."""
    used = {(source, name) for source, name, _, _ in places}
    rows = _cited_rows(places, kg)
    return {name: [row.text(name) if (row.key, name) in used else "" for row in rows] for name in FIELDS}
