"""From a fact back to the sentences, digests and papers that state it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Evidence, FieldName, Paper, Source


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """One sentence that states a fact.

    `marks` are the words to mark, as offsets in `quote`; `paper` is a reference, `digest` a date or empty.
    """

    quote: str
    marks: tuple[tuple[int, int], ...]
    paper: str
    digest: str
    field: FieldName
    rule: str
    confidence: float


class Provenance:
    """The rows and papers of a graph, ready to look up where its evidence comes from."""

    def __init__(self, sources: Iterable[Source], papers: Iterable[Paper]) -> None:
        self._sources = {source.key: source for source in sources}
        self._refs = {paper.id: paper.ref for paper in papers}

    def supports(self, evidence: Iterable[Evidence]) -> list[Support]:
        """Return the sentences, the surest first."""
        supports = map(self._support, evidence)
        return sorted(supports, key=lambda s: (-s.confidence, s.digest, s.paper, s.quote, s.rule, s.marks))

    def _support(self, evidence: Evidence) -> Support:
        source, span = self._sources[evidence.source], evidence.span
        return Support(
            quote=source.text(span.field)[span.start : span.end],
            marks=tuple((start - span.start, end - span.start) for start, end in span.marks),
            paper=self._refs[source.paper],
            digest=source.digest,
            field=span.field,
            rule=evidence.rule,
            confidence=evidence.confidence,
        )
