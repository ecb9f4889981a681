"""Which papers and facts a question is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analyses.selection import Selection, month_of, select, selecting
from graph.model import KnowledgeGraph

OLD, NEW = "paper/1707.06347", "paper/2402.03300"


def test_nothing_selected_is_the_graph_itself(tiny_graph: KnowledgeGraph) -> None:
    assert select(tiny_graph, Selection()) is tiny_graph


def test_facts_of_other_papers_are_left_out(tiny_graph: KnowledgeGraph) -> None:
    kept = select(tiny_graph, selecting(since="2024"))
    assert [paper.ref for paper in kept.papers] == [NEW]
    assert len(kept.statements) == len(tiny_graph.statements) - 1
    assert kept.results == tiny_graph.results
    assert kept.entities == tiny_graph.entities


def test_a_fact_keeps_the_selected_ones_of_its_papers(tiny_graph: KnowledgeGraph) -> None:
    (compared,) = (s for s in select(tiny_graph, selecting(until="2017")).statements if s.relation[0] == "c")
    assert compared.papers == (OLD,)
    assert compared.belief == 0.6


def test_authorships_go_with_their_papers(tiny_graph: KnowledgeGraph) -> None:
    assert select(tiny_graph, selecting(until="2023-12")).authorships == ()


def test_what_is_less_sure_is_left_out(tiny_graph: KnowledgeGraph) -> None:
    kept = select(tiny_graph, selecting(min_belief=0.8))
    assert min(s.belief for s in kept.statements) == 0.8
    assert kept.results == ()
    assert kept.papers == tiny_graph.papers


@pytest.mark.parametrize(
    ("since", "until", "month", "holds"),
    [
        ("2025-02", "", "2025-01", False),
        ("2025-02", "", "2025-02", True),
        ("2025", "2025", "2025-12", True),
        ("", "2025", "2026-01", False),
        ("", "2025-03-14", "2025-03", True),
        ("2025", "", "", False),
        ("", "2025", "", False),
        ("", "", "", True),
    ],
)
def test_bounds_are_whole_months(since: str, until: str, month: str, holds: bool) -> None:
    assert selecting(since, until).holds(month) is holds


@pytest.mark.parametrize("text", ["2025-13", "25", "soon", "2025-1", "2025-01-"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date; write 2025-04"):
        selecting(since=text)


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="no month is from 2025-02 to 2025-01"):
        selecting("2025-02", "2025-01-31")
    assert selecting("2025-02", "2025-02").holds("2025-02")


def test_a_paper_without_month_has_that_of_its_first_digest(tiny_graph: KnowledgeGraph) -> None:
    paper = replace(tiny_graph.papers[0], date="", digests=("2025-06-01", "2025-05-31"))
    assert month_of(paper) == "2025-05"
    assert month_of(replace(paper, digests=("",))) == ""
