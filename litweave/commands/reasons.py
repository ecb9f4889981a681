"""Reasons in the terminal: each fact of a row with its sentence, its rule and the votes behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from extract.explain import Ballot, EntityReasons, Quote, Reasons
from graph.belief import confidence
from graph.model import ExtractedRelation, ExtractedResult
from litweave.console import clean, marked

_MARK = "bold yellow"


def lines(reasons: Reasons, confidences: Mapping[str, float]) -> Iterator[Text]:
    """Yield the lines on one row; `confidences` are the measured precisions of rules."""
    source = reasons.extraction.source
    yield Text(clean(source.title), style="bold")
    place = f"{source.file}:{source.line}" if source.file else ""
    yield Text(clean("  " + "  ".join(filter(None, (source.paper, source.digest, place)))), style="dim")
    yield from _title("names", reasons.entities)
    for entity in reasons.entities:
        yield from _entity(entity)
    yield from _title("relations", reasons.relations)
    for relation, quote in reasons.relations:
        yield Text(f"  {clean(_relation(relation))}")
        yield _fact_quote(quote, confidences)
    yield from _title("results", reasons.results)
    for result, quote in reasons.results:
        yield Text(f"  {clean(_result(result))}")
        yield _fact_quote(quote, confidences)
    yield Text()


def _title(name: str, items: Sequence[object]) -> Iterator[Text]:
    if items:
        yield Text()
        yield Text(f"{name} ({len(items)})", style="bold cyan")


def _entity(reasons: EntityReasons) -> Iterator[Text]:
    entity = reasons.entity
    head = Text("  ").append(clean(entity.name), style="bold").append(f"  {entity.type}", style="cyan")
    yield head.append("  introduced" if entity.introduced else "", style="green")
    for ballot in reasons.ballots:
        yield Text(f"    votes for {_ballot(ballot)}")
    if reasons.overruled:
        yield Text(f"    {entity.type} all the same, by what the text does with it or by its family")
    if reasons.introduced:
        yield _quote(reasons.introduced, "introduced: ")
    for quote in reasons.quotes:
        yield _quote(quote)


def _ballot(ballot: Ballot) -> str:
    votes = ", ".join(f"{vote.rule} {vote.weight:.3g}" for vote in ballot.votes)
    return f"{ballot.type} {ballot.sum:.3g}: {votes}"


def _relation(relation: ExtractedRelation) -> str:
    return f"{relation.head}  {relation.relation}  {relation.tail}"


def _result(result: ExtractedResult) -> str:
    measure = result.measure
    parts = (
        f"{result.subject}:",
        result.metric or "no metric,",
        measure.text,
        measure.kind,
        f"on {result.benchmark}" if result.benchmark else "",
        f"over {result.over}" if result.over else "",
        f"({measure.setting})" if measure.setting else "",
        f"[{measure.direction} is better]" if measure.direction != "unknown" else "",
    )
    return " ".join(filter(None, parts))


def _fact_quote(quote: Quote, confidences: Mapping[str, float]) -> Text:
    """Return a fact's sentence; what it is marked for stands behind it too, as marks need a terminal."""
    words = " … ".join(quote.text[start:end] for start, end in quote.marks)
    sure = ", ".join(f"{confidence(rule, confidences):.2f}" for rule in quote.rules)
    return _quote(quote).append(clean(f" by “{words}”, confidence {sure}"), style="dim")


def _quote(quote: Quote, lead: str = "") -> Text:
    line = Text(f"    {lead}").append_text(marked(quote.text, quote.marks, _MARK))
    return line.append(f"  [{clean(quote.field)}: {clean(', '.join(quote.rules))}]", style="dim")
