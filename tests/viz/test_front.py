"""Rises, by hand-counted graphs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Entity, KnowledgeGraph, Paper, Statement
from viz.rising import rising

MONTHS = [f"2025-{m:02}" for m in range(1, 10)]


def corpus(each_month: int, named: dict[str, list[int]]) -> KnowledgeGraph:
    """Return a graph of `each_month` papers a month, of which so many name each thing."""
    papers = [
        Paper(f"paper/{m}-{i:03}", f"{m}-{i:03}", "A title", m, (), ())
        for m in MONTHS
        for i in range(each_month)
    ]
    statements = [
        Statement(f"paper/{m}-{i:03}", "mentions", f"entity/{name}", 0.9, "", "", (), ())
        for name, counts in named.items()
        for m, n in zip(MONTHS, counts, strict=True)
        for i in range(n)
    ]
    entities = [Entity(f"entity/{name}", name, (("Technique", 1),)) for name in named]
    return KnowledgeGraph(
        papers=tuple(papers), entities=tuple(sorted(entities)), statements=tuple(sorted(statements))
    )


def test_what_grows_surely_comes_before_what_grew_little_or_may_have() -> None:
    named = {
        "steep": [0, 0, 1, 1, 2, 2, 12, 15, 18],
        "gentle": [5, 5, 5, 5, 5, 5, 10, 10, 10],
        "flat": [9] * 9,
        "falling": [9, 9, 9, 9, 9, 9, 3, 3, 3],
        "tiny": [0, 0, 0, 0, 0, 0, 1, 1, 1],
    }
    found = rising(corpus(50, named), 9)
    assert [rise.ref for rise in found.rises] == ["entity/steep", "entity/gentle"]
    assert found.rises[0].papers == tuple(named["steep"])
    assert found.months == tuple(MONTHS)
    assert found.papers == (50,) * 9


def test_growth_is_the_lower_bound_of_the_ratio_of_shares() -> None:
    """30 of 150 after 30 of 300: twice the share; Katz's one-sided 95 % bound of it, by hand, is 1.31."""
    (rise,) = rising(corpus(50, {"gentle": [5] * 6 + [10] * 3}), 9).rises
    assert rise.growth == pytest.approx(1.31, abs=0.005)


def test_more_papers_alone_are_no_rise() -> None:
    """Digests that double double every count; the share stays."""
    few = corpus(10, {"steady": [2] * 9})
    more = [
        Paper(f"paper/x{m}-{i}", f"x{m}-{i}", "A title", m, (), ()) for m in MONTHS[-3:] for i in range(30)
    ]
    said = [
        Statement(p.ref, "mentions", "entity/steady", 0.9, "", "", (), ())
        for p in more
        if int(p.ref.split("-")[-1]) < 6
    ]
    grown = replace(few, papers=(*few.papers, *more), statements=(*few.statements, *said))
    assert rising(grown, 9).rises == ()


def test_few_months_tell_nothing() -> None:
    kg = corpus(9, {"a": [9] * 9})
    short = replace(kg, papers=tuple(p for p in kg.papers if p.date >= "2025-07"))
    assert rising(short, 9).rises == ()
    assert rising(KnowledgeGraph(), 9).rises == ()
