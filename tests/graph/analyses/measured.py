"""Small graphs of results, each written as a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Entity, KnowledgeGraph, Measure, Paper, Result, Statement, canonical_decimal

MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")
"""Paper p0 is of the first month, p1 of the second, and so on; p9 of an unknown one."""

_VALUE = re.compile(r"(?P<cmp>[<>~]?)(?P<text>(?P<low>-?[\d.]+)(?:-(?P<high>[\d.]+))?\s?(?P<unit>\D*))")


def result(
    value: str,
    subject: str = "a",
    metric: str = "accuracy",
    *,
    paper: int = 0,
    benchmark: str = "gsm8k",
    direction: str = "higher",
    kind: str = "absolute",
    setting: str = "",
    over: str = "",
    belief: float = 0.9,
) -> Result:
    """Return a result such as `96.5%`, `~3 dB`, `<0.5` or `80-85%`, which `paper` states."""
    match = _VALUE.fullmatch(value)
    assert match
    measure = Measure(
        text=match["text"],
        low=canonical_decimal(match["low"]),
        high=canonical_decimal(match["high"] or match["low"]),
        comparator=match["cmp"] or "=",  # type: ignore[arg-type]
        unit=match["unit"],
        kind=kind,  # type: ignore[arg-type]
        setting=setting,
        direction=direction,  # type: ignore[arg-type]
    )
    refs = [_ref(name) if name else "" for name in (subject, benchmark, metric, over)]
    return Result(refs[0], refs[1], refs[2], measure, refs[3], belief, "", "", (f"paper/p{paper}",), ())


def graph_of(
    results: Sequence[Result],
    statements: Sequence[tuple[str, str, str]] = (),
    labels: Sequence[tuple[str, str]] = (),
) -> KnowledgeGraph:
    """Return a graph of results and statements, in names; things are called as in `labels`, or as named."""
    triples = sorted((_ref(head), relation, _ref(tail)) for head, relation, tail in statements)
    refs = {ref for r in results for ref in (r.subject, r.benchmark, r.metric, r.over)}
    refs |= {ref for head, _, tail in triples for ref in (head, tail)}
    names = sorted(ref.removeprefix("entity/") for ref in refs if ref.startswith("entity/"))
    called = dict(labels)
    papers = [(number, month) for number, month in enumerate(MONTHS)] + [(9, "")]
    return KnowledgeGraph(
        papers=tuple(Paper(f"paper/p{n}", f"p{n}", f"Paper {n}", month, (), ()) for n, month in papers),
        entities=tuple(Entity(f"entity/{name}", called.get(name, name), (("Model", 1),)) for name in names),
        statements=tuple(Statement(*triple, 0.9, "", "", ("paper/p0",), ()) for triple in triples),
        results=tuple(sorted(results)),
    )


def _ref(name: str) -> str:
    return f"paper/{name}" if re.fullmatch(r"p\d", name) else f"entity/{name}"
