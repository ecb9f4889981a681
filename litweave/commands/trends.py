"""The command trends: what papers speak of from month to month."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from litweave.commands.options import Directory, Form, Limit, MinBelief, Plot, Since, Until, draw, find
from litweave.commands.output import Cell, Table, emit, more, paper_ids

if TYPE_CHECKING:
    from graph.analyses.trends import Trend, Trends
    from graph.search import Hit
    from litweave.api import KG

Kind = Literal["Technique", "Model", "Benchmark", "Dataset", "Task"]
Section = Literal["rising", "fading", "new", "counts"]

_BARS = "▁▂▃▄▅▆▇█"
_SHOWN = 10
_WHAT = {"rising": "that rise", "fading": "that fade", "new": "that are new"}


def trends(
    folder: Directory,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Only this thing, month by month.", show_default=False)
    ] = "",
    kind: Annotated[Kind | None, typer.Option("--type", help="Only things of this type.")] = None,
    show: Annotated[
        Section | None, typer.Option(help="Only this part; counts lists all, the most mentioned first.")
    ] = None,
    recent: Annotated[
        int,
        typer.Option(
            metavar="N", help="Compare the last N months with those before; 0 for a third of all.", min=0
        ),
    ] = 0,
    since: Since = "",
    until: Until = "",
    min_belief: MinBelief = 0.0,
    limit: Limit = 20,
    format: Form = "table",
    plot: Plot = None,
) -> None:
    """Show what papers mention more, and what less, than in the months before; what is new and taken up.

    Example: litweave trends graph --type Technique --plot rising.svg
    """
    from graph.analyses.trends import TYPES
    from litweave.api import open as open_graph

    if name and (kind or show):
        raise typer.BadParameter("--type and --show are for all things; leave out NAME")
    kg = open_graph(folder)
    hit = find(kg, name, TYPES) if name else None
    types = (hit.type,) if hit else (kind,) if kind else TYPES
    found = kg.trends(types, recent=recent, since=since, until=until, min_belief=min_belief)
    parts = _parts(found, show, hit)
    quoted = format in ("json", "csv")
    tables = [
        Table(title, *_columns(found, part[:limit], _sentences(kg, part[:limit]) if quoted else {}))
        for title, part in parts.items()
    ]
    if hit:
        tables = [_months(found, parts["trend"]), *tables, _origin(kg, parts["trend"])]
    emit(tables, format, [*_notes(found, types, show), *_left_out(found, parts, limit)])
    if plot:
        drawn = next(filter(None, parts.values()), ())
        from viz.plots.trends import figure

        draw(plot, lambda: figure(found, drawn))


def _parts(found: Trends, show: Section | None, hit: Hit | None) -> dict[str, tuple[Trend, ...]]:
    """Return what to print by its title: the sections of all things, or one thing alone."""
    if hit:
        return {"trend": tuple(trend for trend in found.trends if trend.entity.ref == hit.ref)}
    sections = {
        "rising": lambda: found.rising,
        "fading": lambda: found.fading,
        "new": lambda: found.new,
        "counts": lambda: found.trends,
    }
    chosen = [show] if show else ["rising", "fading", "new"]
    return {section: sections[section]() for section in chosen}


def _months(found: Trends, of: Sequence[Trend]) -> Table:
    """Return the table of one thing's months."""
    from graph.analyses.rates import wilson

    rows: list[tuple[Cell, ...]] = []
    for trend in of:
        bases = found.bases(trend.entity.type)
        for month, count, base in zip(found.months, trend.counts, bases, strict=True):
            low, high = wilson(count, base)
            share = count / base if base else None
            text = f"{_percent(share)} ({_percent(low)} to {_percent(high)})" if base else ""
            rows.append((month, base, count, text, share, low, high))
    columns = ("month", "papers", "mentioned by", "share", "exact share", "low", "high")
    return Table("months", columns, tuple(rows), shown=4)


def _origin(kg: KG, of: Sequence[Trend]) -> Table:
    """Return the table of the paper that is the first to mention a thing, with its sentence."""
    sentences = _sentences(kg, of)
    rows = (
        (trend.first, *paper_ids([paper]), kg.labels[paper], sentences.get(trend.entity.ref, ""))
        for trend in of
        for paper in [trend.origin.subject]
    )
    return Table("first seen", ("month", "paper", "title", "sentence"), tuple(rows))


def _columns(
    found: Trends, part: Sequence[Trend], sentences: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...], int]:
    """Return the columns of a table of trends, its rows, and how many columns people are shown.

    A sentence would be too narrow to read beside the others.
    """
    columns = (
        *("name", "type", "papers", "before", "now", "times", "months", "groups", "first seen"),
        *("introduced by", "sentence", "ref", "ratio", "low", "high", "p", "q", "first paper ref"),
        *("introduced by refs", "papers of others", "papers without authors", *found.months),
    )
    return columns, tuple(_row(found, trend, sentences) for trend in part), _SHOWN


def _row(found: Trends, trend: Trend, sentences: Mapping[str, str]) -> tuple[Cell, ...]:
    entity, uptake, change = trend.entity, trend.uptake, trend.change
    before, now = _shares(found, trend)
    return (
        *(entity.label, entity.type, sum(trend.counts), _percent(before), _percent(now)),
        *(_times(trend), _bars(trend.counts, found.bases(entity.type)), uptake.groups, trend.first),
        *(paper_ids(entity.introduced_by), sentences.get(entity.ref, ""), entity.ref),
        *((_finite(change.ratio), change.low, _finite(change.high)) if change else (None, None, None)),
        *((change.p, trend.q) if change else (None, None)),
        *(trend.origin.subject, entity.introduced_by, uptake.papers, uptake.unknown, *trend.counts),
    )


def _shares(found: Trends, trend: Trend) -> tuple[float | None, float | None]:
    """Return the shares of papers that mention a thing in the months before, and in the last ones."""
    cut = len(found.months) - found.recent
    bases = found.bases(trend.entity.type)
    parts = ((trend.counts[:cut], bases[:cut]), (trend.counts[cut:], bases[cut:]))
    before, now = (sum(counts) / sum(base) if sum(base) else None for counts, base in parts)
    return before, now


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _times(trend: Trend) -> str:
    """Return the ratio of rates with its interval, for reading."""
    if not (change := trend.change):
        return ""
    if not math.isfinite(change.high):
        return f"over {change.low:.1f}"
    return f"{change.ratio:.2f} ({change.low:.2f}–{change.high:.2f})"


def _bars(counts: Sequence[int], bases: Sequence[int]) -> str:
    """Return a bar for each month's share; the highest is full, a month without papers is blank."""
    shares = [count / base if base else None for count, base in zip(counts, bases, strict=True)]
    top = max((share for share in shares if share), default=1.0)
    return "".join(" " if share is None else _BARS[round(share / top * (len(_BARS) - 1))] for share in shares)


def _sentences(kg: KG, part: Sequence[Trend]) -> dict[str, str]:
    """Return for each thing the sentence in which its first paper introduces or mentions it."""
    supports = kg.supports(trend.origin for trend in part)
    found = {trend.entity.ref: supports[trend.origin.key] for trend in part}
    return {ref: sentences[0].quote for ref, sentences in found.items() if sentences}


def _left_out(found: Trends, parts: Mapping[str, Sequence[Trend]], limit: int) -> Iterator[str]:
    """Yield how much of each part is not printed, and whether one thing is not mentioned at all."""
    for title, part in parts.items():
        yield from more(_WHAT.get(title, "things"), len(part), limit)
    if found.months and parts.get("trend") == ():
        yield "No papers of these months mention it"


def _notes(found: Trends, types: Sequence[str], show: Section | None) -> Iterator[str]:
    """Yield what to know of an answer: which months were counted and compared, which may be incomplete."""
    if not found.months:
        yield "No papers of these months"
        return
    if found.recent:
        cut = len(found.months) - found.recent
        now, before = found.months[cut:], found.months[:cut]
        papers = sum(found.papers[cut:]), sum(found.papers[:cut])
        yield (
            f"Now: {_span(now)} ({papers[0]:,} papers); before: {_span(before)} ({papers[1]:,}). "
            "Shares are of papers; the interval of times allows for how many names digests give per paper"
        )
    else:
        yield f"{found.months[0]} is the only month with papers in number: nothing to compare it with"
    if found.skipped:
        yield f"Not counted, for few papers: {', '.join(found.skipped)}"
    if found.incomplete:
        yield f"Perhaps incomplete, for digests begin or end there: {', '.join(found.incomplete)}"
    if "Task" in types and show == "counts" and not any(found.labelled):
        yield "No digest of these months labels tasks"


def _span(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
