"""The public record of a paper: what `litweave extract` prints. Fields are added, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from graph.keys import match_key
from graph.model import PAPER, ExtractedEntity, Extraction, Span

SCHEMA = 1


def records(extractions: Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    """Yield one record a paper, sorted by id; several rows of a paper give the union of what they say."""
    papers: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        papers[extraction.source.paper].append(extraction)
    for paper in sorted(papers):
        yield _record(paper, sorted(papers[paper], key=lambda e: e.source))


def _record(paper: str, extractions: list[Extraction]) -> dict[str, Any]:
    groups: dict[str, list[ExtractedEntity]] = {}
    for entity in (e for x in extractions for e in x.entities):
        groups.setdefault(match_key(entity.name), []).append(entity)
    names = {key: group[0].name for key, group in groups.items()}

    def end(name: str) -> str:
        return name if name in ("", PAPER) else names[match_key(name)]

    relations = (
        {"head": end(r.head), "relation": r.relation, "tail": end(r.tail), **_at(r.span), "rule": r.rule}
        for x in extractions
        for r in x.relations
    )
    results = (
        {
            "subject": end(r.subject),
            "benchmark": end(r.benchmark) or None,
            "metric": r.metric or None,
            "text": r.measure.text,
            "value": r.measure.text,
            "unit": r.measure.unit,
            "over": end(r.over) or None,
            "kind": r.measure.kind,
            **_at(r.span),
            "rule": r.rule,
        }
        for x in extractions
        for r in x.results
    )
    return {
        "schema": SCHEMA,
        "id": paper,
        "digests": sorted({x.source.digest for x in extractions if x.source.digest}),
        "title": extractions[0].source.title,
        "entities": [_entity(group) for group in groups.values()],
        "relations": _distinct(relations),
        "results": _distinct(results),
    }


def _entity(group: list[ExtractedEntity]) -> dict[str, Any]:
    mentions = dict.fromkeys(m for e in group for m in e.mentions)
    return {
        "name": group[0].name,
        "type": group[0].type,
        "mentions": [{"text": m.text, "field": m.field, "start": m.start, "end": m.end} for m in mentions],
        "introduced": any(e.introduced for e in group),
    }


def _at(span: Span) -> dict[str, Any]:
    return {"field": span.field, "start": span.start, "end": span.end}


def _distinct(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({repr(item): item for item in items}.values())
