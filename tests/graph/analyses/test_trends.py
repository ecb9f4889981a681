"""What rises and what fades: on corpora made for it, where chance must not pass for a trend."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from graph.analyses.selection import selecting
from graph.analyses.trends import MIN_PAPERS, Trend, Trends, rising_list, trends
from graph.analyses.uptake import Uptake, uptake
from graph.model import Author, Authorship, Entity, KnowledgeGraph, Paper, Statement

MONTHS = tuple(f"2025-{number:02}" for number in range(1, 13))


def corpus(
    papers: Sequence[int],
    named: Mapping[str, Sequence[int]],
    type_: str = "Technique",
    introduced: Mapping[str, str] | None = None,
) -> KnowledgeGraph:
    """Return a graph with so many papers a month, the first of which mention each thing so many times."""
    refs = [[f"paper/{m}.{n:05}" for n in range(count)] for m, count in zip(MONTHS, papers, strict=False)]
    relation = "hasTask" if type_ == "Task" else "mentions"
    return KnowledgeGraph(
        papers=tuple(
            Paper(ref, ref[6:], ref, month, (f"{month}-{1 + n % 28:02}",), ())
            for month, group in zip(MONTHS, refs, strict=False)
            for n, ref in enumerate(group)
        ),
        entities=tuple(
            Entity(f"entity/{name}", name, ((type_, 1),), (), ((introduced or {})[name],))
            if name in (introduced or {})
            else Entity(f"entity/{name}", name, ((type_, 1),))
            for name in sorted(named)
        ),
        statements=tuple(
            Statement(ref, relation, f"entity/{name}", 0.9, "", "", (ref,), ())
            for name, counts in sorted(named.items())
            for count, group in zip(counts, refs, strict=False)
            for ref in group[:count]
        ),
    )


def names(found: Sequence[Trend]) -> list[str]:
    return [trend.entity.label for trend in found]


def called(found: Trends) -> list[str]:
    return names(found.rising) + names(found.fading)


STEADY = {"steady": [30] * 12, "also": [20] * 12}


def test_what_grows_is_rising_and_what_shrinks_is_fading() -> None:
    named = {**STEADY, "up": [1] * 8 + [8] * 4, "down": [8] * 8 + [0] * 4}
    found = trends(corpus([100] * 12, named))
    assert (names(found.rising), names(found.fading)) == (["up"], ["down"])
    (up,) = found.rising
    assert up.counts == (1,) * 8 + (8,) * 4
    assert up.change is not None
    assert up.change.ratio == pytest.approx((32 / 400) / (8 / 800))


def test_a_month_with_half_the_papers_is_no_trend() -> None:
    papers = [100] * 9 + [50] * 3
    named = {"one": [30] * 9 + [15] * 3, "two": [10] * 9 + [5] * 3}
    assert called(trends(corpus(papers, named))) == []


def test_digests_that_name_more_are_no_trend() -> None:
    """Twice as many names a paper, and each thing twice as often."""
    named = {name: [count] * 8 + [2 * count] * 4 for name, count in (("one", 30), ("two", 10), ("x", 5))}
    assert called(trends(corpus([100] * 12, named))) == []


def test_a_type_that_is_named_less_makes_no_trend_of_what_is_named_as_before() -> None:
    """Of fewer names the same number is a larger share; of papers it is not."""
    named = {"same": [4] * 12, **{f"t{number}": [20] * 8 + [5] * 4 for number in range(5)}}
    assert "same" not in called(trends(corpus([100] * 12, named)))


@pytest.mark.parametrize("type_", ["Technique", "Task"])
def test_a_thing_in_few_papers_never_rises(type_: str) -> None:
    few = {"few": [0] * 11 + [MIN_PAPERS - 1], "three": [0] * 11 + [3]}
    found = trends(corpus([1000] * 12, {"steady": [900] * 12, **few}, type_), recent=1)
    assert called(found) == []
    assert {trend.entity.label: trend.change for trend in found.trends if trend.change is None}.keys() == {
        "few",
        "three",
    }


def test_chance_passes_for_a_trend_no_more_often_than_promised() -> None:
    """Things of no trend, months of unequal size and wordiness: in one of twenty corpora, one is called."""
    wrong = 0
    for seed in range(20):
        chance = random.Random(seed)  # noqa: S311 (no secret)
        papers = [chance.randint(40, 160) for _ in MONTHS]
        words = [chance.uniform(0.6, 1.4) for _ in MONTHS]
        rates = [chance.uniform(0.01, 0.12) for _ in range(60)]
        named = {
            f"t{number}": [
                sum(chance.random() < rate * wordy for _ in range(count))
                for count, wordy in zip(papers, words, strict=True)
            ]
            for number, rate in enumerate(rates)
        }
        wrong += bool(called(trends(corpus(papers, named))))
    assert wrong <= 3


def test_a_real_trend_among_many_things_is_found() -> None:
    chance = random.Random(1)  # noqa: S311 (no secret)
    named = {
        f"t{number}": [sum(chance.random() < 0.05 for _ in range(100)) for _ in MONTHS]
        for number in range(60)
    }
    assert called(trends(corpus([100] * 12, {**named, "up": [3] * 8 + [12] * 4}))) == ["up"]


def test_months_with_hardly_a_paper_are_not_counted() -> None:
    found = trends(corpus([100, 2, 90, 80, 0, 110], {"one": [9, 2, 9, 9, 0, 9]}))
    assert found.months == ("2025-01", "2025-03", "2025-04", "2025-06")
    assert found.skipped == ("2025-02",)
    assert found.incomplete == ("2025-01", "2025-06")
    assert found.trends[0].counts == (9, 9, 9, 9)


def test_the_selection_bounds_the_months_but_not_when_a_thing_was_first_seen() -> None:
    kg = corpus([50] * 12, {"old": [1] + [0] * 8 + [5] * 3, **STEADY})
    found = trends(kg, selection=selecting("2025-04", "2025-11"))
    assert found.months == MONTHS[3:11]
    (old,) = (trend for trend in found.trends if trend.entity.label == "old")
    assert (old.first, sum(old.counts)) == ("2025-01", 10)
    assert "old" not in names(found.new)
    assert trends(kg, selection=selecting(min_belief=0.95)).trends == ()


def test_labels_are_shares_of_the_papers_that_have_some() -> None:
    """In months whose digests label nothing, no task fades."""
    found = trends(corpus([100] * 12, {"vision": [60] * 6 + [0] * 6, "text": [40] * 6 + [0] * 6}, "Task"))
    assert found.labelled == (60,) * 6 + (0,) * 6
    assert found.bases("Task") == found.labelled
    assert called(found) == []


def test_a_task_is_counted_by_labels_alone() -> None:
    """A paper may be labelled with a task and speak of it, too: that is one paper."""
    kg = corpus([10] * 2, {"vision": [4, 8]}, "Task")
    spoken = (replace(s, relation="mentions") for s in kg.statements)
    unlabelled = Statement("paper/1.00009", "mentions", "entity/vision", 0.9, "", "", ("paper/1.00009",), ())
    found = trends(replace(kg, statements=(*kg.statements, *spoken, unlabelled)))
    assert [trend.counts for trend in found.trends] == [(4, 8)]
    assert found.labelled == (4, 8)


def test_one_month_compares_with_nothing() -> None:
    found = trends(corpus([100], {"one": [20]}))
    assert (found.recent, found.rising, found.new) == (0, (), ())
    assert trends(KnowledgeGraph()).trends == ()


@pytest.mark.parametrize(("recent", "window"), [(0, 4), (1, 1), (99, 11)])
def test_the_window_leaves_a_month_before(recent: int, window: int) -> None:
    assert trends(corpus([9] * 12, {}), recent=recent).recent == window


def test_what_is_new_was_introduced_lately_and_taken_up_by_others() -> None:
    named = {
        "ours": [0] * 10 + [2, 1],
        "alone": [0] * 10 + [1, 1],
        "rare": [0] * 10 + [2, 2],
        "GPT-5": [0] * 10 + [2, 3],
        **STEADY,
    }
    kg = corpus([50] * 12, named, introduced=dict.fromkeys(("ours", "alone"), "paper/2025-11.00000"))
    kg = with_authors(kg)
    assert names(trends(kg).new) == ["GPT-5", "ours"]
    _, new = trends(kg).new
    assert new.origin.subject == "paper/2025-11.00000"


def with_authors(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph with an author of its own for each paper."""
    refs = {paper.ref: f"author/{paper.id}" for paper in kg.papers}
    return replace(
        kg,
        authors=tuple(Author(ref, ref) for ref in refs.values()),
        authorships=tuple(Authorship(paper, 1, author) for paper, author in refs.items()),
    )


def test_groups_are_papers_of_which_no_two_share_an_author() -> None:
    authors = {
        "first": frozenset("ab"),
        "own": frozenset("bx"),
        "other": frozenset("cd"),
        "same": frozenset("de"),
        "third": frozenset("ef"),
    }
    papers = ["first", "own", "other", "same", "third", "nameless"]
    assert uptake(papers, ["first"], authors) == Uptake(papers=3, groups=2, unknown=1)
    assert uptake(papers, [], authors) == Uptake(papers=5, groups=3, unknown=1)


def test_the_list_of_the_page_has_what_is_rising_only() -> None:
    named = {**STEADY, "up": [1] * 8 + [8] * 4, "more": [0] * 8 + [9] * 4}
    found = rising_list(corpus([100] * 12, named), ("Technique",), limit=1)
    assert names(found.trends) == ["more"]
    assert len(found.trends[0].counts) == len(found.months)
    assert rising_list(corpus([100] * 12, named), ("Model",)).trends == ()
