"""Leaderboards of small graphs, ranked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyses.leaderboard import (
    Board,
    Coverage,
    Leaderboard,
    coverage,
    leaderboard,
    records,
    siblings,
    standings,
)
from graph.analyses.measures import Conventions
from graph.analyses.ranking import LESSER, Other
from graph.model import Result
from tests.graph.analyses.measured import MONTHS, graph_of, result


def board_of(*results: Result) -> Board:
    """Return the only board of some results."""
    (board,) = leaderboard(graph_of(results), "entity/gsm8k").boards
    return board


def ranks(board: Board) -> list[tuple[int | None, str, str]]:
    return [(row.rank, row.subject.partition("/")[2], row.result.measure.text) for row in board.rows]


def test_more_accuracy_is_better() -> None:
    board = board_of(result("70%", "a"), result("90%", "b"), result("80%", "c"))
    assert ranks(board) == [(1, "b", "90%"), (2, "c", "80%"), (3, "a", "70%")]
    assert (board.direction, board.derived, board.metric) == ("higher", "", "accuracy")


def test_less_error_is_better() -> None:
    board = board_of(*(result(v, n, "FID", direction="lower") for v, n in (("3.5", "a"), ("2.5", "b"))))
    assert ranks(board) == [(1, "b", "2.5"), (2, "a", "3.5")]
    assert [str(row.value) for row in board.best] == ["2.5"]


def test_numbers_are_no_text() -> None:
    board = board_of(result("9.5%", "a"), result("10%", "b"), result("9.50%", "c"))
    assert [rank for rank, *_ in ranks(board)] == [1, 2, 2]


def test_after_a_tie_the_next_has_the_rank_of_its_place() -> None:
    values = (("90%", "a"), ("80%", "b"), ("80.0%", "c"), ("70%", "d"))
    assert [rank for rank, *_ in ranks(board_of(*(result(*v) for v in values)))] == [1, 2, 2, 4]


def test_a_range_counts_by_its_better_end() -> None:
    higher = board_of(result("80-92%", "a"), result("90%", "b"))
    assert ranks(higher) == [(1, "a", "80-92%"), (2, "b", "90%")]
    lower = board_of(*(result(v, n, "FID", direction="lower") for v, n in (("2-9", "a"), ("3", "b"))))
    assert [str(row.value) for row in lower.rows] == ["2", "3"]


def test_a_bound_that_was_not_reached_has_no_rank() -> None:
    board = board_of(result("<95%", "a"), result("90%", "b"), result(">92%", "c"), result("~91%", "d"))
    assert ranks(board) == [(1, "c", "92%"), (2, "d", "91%"), (3, "b", "90%"), (None, "a", "95%")]
    assert [str(row.value) for row in board.best] == ["92"]


def test_of_errors_the_other_bound_was_not_reached() -> None:
    rows = [result(v, n, "FID", direction="lower") for v, n in ((">1", "a"), ("2", "b"), ("<3", "c"))]
    assert ranks(board_of(*rows)) == [(1, "b", "2"), (2, "c", "3"), (None, "a", "1")]


def test_without_a_direction_nobody_is_ahead() -> None:
    rows = [result(v, paper=p, metric="hops", direction="unknown") for v, p in (("3", 1), ("5", 0))]
    board = board_of(*rows)
    assert ranks(board) == [(None, "a", "5"), (None, "a", "3")]
    assert (board.direction, board.best) == ("unknown", ())


def test_a_direction_is_derived_from_the_benchmarks_other_results() -> None:
    known = [result(value, metric=f"m{value}", direction="lower") for value in ("7", "8", "9")]
    unnamed = result("6", metric="", direction="unknown")
    for results, found in (
        ([*known, unnamed], ("lower", "benchmark")),
        ([*known[1:], unnamed], ("unknown", "")),
    ):
        boards = leaderboard(graph_of(results), "entity/gsm8k").boards
        assert [(board.direction, board.derived) for board in boards if not board.metric] == [found]


def test_the_direction_of_percentages_is_that_of_most_in_the_graph() -> None:
    known = [result(f"{value}%", benchmark="math", metric=f"m{value}") for value in (70, 80, 90)]
    for results, found in ((known, ("higher", "graph")), (known[1:], ("unknown", ""))):
        kg = graph_of([*results, result("60%", metric="", direction="unknown")])
        (board,) = leaderboard(kg, "entity/gsm8k").boards
        assert (board.direction, board.derived) == found
    (plain,) = leaderboard(
        graph_of([*known, result("60", metric="", direction="unknown")]), "entity/gsm8k"
    ).boards
    assert plain.direction == "unknown"


def test_where_the_results_disagree_nobody_is_ahead() -> None:
    rows = [result(f"{n}", metric="fid", direction="lower" if n < 3 else "higher") for n in range(1, 5)]
    assert board_of(*rows).direction == "unknown"


def test_numbers_far_apart_without_a_metric_are_not_ranked() -> None:
    assert board_of(result("288", "a", "score"), result("3.4", "b", "score")).direction == "unknown"
    assert board_of(result("88", "a", "score"), result("83.4", "b", "score")).direction == "higher"
    assert board_of(result("288", "a", "length"), result("3.4", "b", "length")).direction == "higher"


def test_fractions_and_percent_meet_and_it_is_said() -> None:
    board = board_of(*(result(v, n) for v, n in (("91%", "a"), ("92%", "b"), ("95%", "c"), ("0.93", "d"))))
    assert [rank for rank, *_ in ranks(board)] == [1, 2, 3, 4]
    assert ranks(board)[1] == (2, "d", "0.93")
    assert board.rows[1].remarks == ("a fraction, times 100",)


def test_gains_stand_apart_and_without_ranks() -> None:
    found = leaderboard(
        graph_of([result("90%"), result("5%", kind="delta", over="b"), result("2x", kind="delta", paper=1)]),
        "entity/gsm8k",
    )
    assert [ranks(board) for board in found.boards] == [[(1, "a", "90%")]]
    assert {board.quantity.unit: ranks(board) for board in found.gains} == {
        "%": [(None, "a", "5%")],
        "x": [(None, "a", "2x")],
    }
    assert all(board.best == () for board in found.gains)


def test_gains_over_different_things_are_two() -> None:
    gains = [result("5%", kind="delta", over=over) for over in ("b", "c")]
    (board,) = leaderboard(graph_of(gains), "entity/gsm8k").gains
    assert [row.result.over for row in board.rows] == ["entity/b", "entity/c"]


def test_settings_units_and_benchmarks_are_apart() -> None:
    rows = [
        result("90%"),
        result("91%", setting="5-shot"),
        result("3 s", metric="time", direction="lower"),
        result("3 ms", metric="time", direction="lower"),
        result("92%", benchmark="gsm8k-v"),
    ]
    found = leaderboard(graph_of(rows), "entity/gsm8k")
    assert sorted(len(board.rows) for board in found.boards) == [1, 1, 1, 1]


def test_one_value_of_several_papers_is_one_row() -> None:
    (row,) = board_of(
        result("90%", paper=2, metric="gsm8k accuracy", belief=0.6), result("90.0%", paper=1, belief=0.8)
    ).rows
    assert row.papers == ("paper/p1", "paper/p2")
    assert (row.month, row.belief, len(row.results)) == (MONTHS[1], 0.8, 2)


def test_other_values_of_a_subject_are_named_with_their_papers() -> None:
    first, second, third = board_of(
        result("90%", paper=0), result("85%", paper=1), result("88%", "b", paper=1)
    ).rows
    assert first.others == (Other(third.value, ("paper/p1",)),)
    assert second.others == ()
    assert third.others == (Other(first.value, ("paper/p0",)),)


def test_what_another_paper_introduced_is_a_baseline() -> None:
    rows = [result("90%", "mine"), result("80%", "theirs"), result("70%", "p0"), result("60%", "nobodys")]
    introduced = [("p0", "introduces", "mine"), ("p1", "introduces", "mine"), ("p1", "introduces", "theirs")]
    (board,) = leaderboard(graph_of(rows, introduced), "entity/gsm8k").boards
    assert [row.baseline for row in board.rows] == [False, True, False, True]


def test_a_variant_is_its_papers_own() -> None:
    rows = [result("90%", "mine-7b"), result("80%", "theirs-7b")]
    said = [
        ("p0", "introduces", "mine"),
        ("mine-7b", "variantOf", "mine"),
        ("theirs-7b", "variantOf", "theirs"),
    ]
    (board,) = leaderboard(graph_of(rows, said), "entity/gsm8k").boards
    assert [row.baseline for row in board.rows] == [False, True]


def test_the_lesser_of_a_papers_own_values_is_doubtful() -> None:
    rows = [result(value, "mine", paper=paper) for value, paper in (("90%", 0), ("80%", 0), ("85%", 1))]
    rows += [result(value, "theirs", paper=2) for value in ("70%", "60%")]
    said = [("p0", "introduces", "mine"), ("p1", "introduces", "mine")]
    (board,) = leaderboard(graph_of(rows, said), "entity/gsm8k").boards
    assert [row.result.measure.text for row in board.rows if LESSER in row.remarks] == ["80%"]


def test_the_best_so_far_has_one_step_a_month() -> None:
    values = (("70%", 0), ("75%", 1), ("74%", 1), ("60%", 2), ("75%", 3), ("90%", 9), ("80%", 4))
    board = board_of(*(result(v, f"m{n}", paper=p) for n, (v, p) in enumerate(values)))
    assert [(row.month, row.result.measure.text) for row in board.best] == [
        (MONTHS[0], "70%"),
        (MONTHS[1], "75%"),
        (MONTHS[4], "80%"),
    ]


VALUES = st.tuples(
    st.integers(0, 1000).map(lambda n: str(n / 10)),
    st.sampled_from("<>~ "),
    st.sampled_from("abcd"),
    st.integers(0, len(MONTHS) - 1),
)


@given(st.lists(VALUES, min_size=1, max_size=12), st.sampled_from(["higher", "lower"]))
def test_ranks_and_the_best_so_far_are_monotone(
    values: list[tuple[str, str, str, int]], direction: str
) -> None:
    rows = [
        result(f"{sign.strip()}{value}", subject, "FID", paper=paper, direction=direction)
        for value, sign, subject, paper in values
    ]
    found = leaderboard(graph_of(rows), "entity/gsm8k")
    sign = 1 if direction == "higher" else -1
    for board in found.boards:
        ranked = [row for row in board.rows if row.rank]
        assert [row.rank for row in ranked] == [
            1 + sum(sign * other.value > sign * row.value for other in ranked) for row in ranked
        ]
        assert board.rows[: len(ranked)] == tuple(ranked)
        steps = [sign * row.value for row in board.best]
        assert steps == sorted(set(steps))
        assert [row.month for row in board.best] == sorted({row.month for row in board.best})
        assert steps[-1:] == [max(sign * row.value for row in ranked)] if ranked else not steps
        for row in ranked:
            assert any(s.month <= row.month and sign * s.value >= sign * row.value for s in board.best)
    assert sum(len(row.results) for board in found.boards for row in board.rows) == len(rows)


@given(st.permutations([result(f"{n}%", s, paper=n % 3) for n, s in enumerate("abcabcab", 90)]))
def test_the_order_of_results_does_not_matter(results: list[Result]) -> None:
    assert board_of(*results) == board_of(*sorted(results))


def test_conventions_of_the_whole_graph_hold_for_a_part() -> None:
    whole = graph_of([result("91%"), result("92%"), result("93%"), result("0.94", "b", paper=1)])
    part = graph_of([result("0.94", "b", paper=1)])
    found = leaderboard(part, "entity/gsm8k", Conventions(whole))
    assert [board.quantity.unit for board in found.boards] == ["%"]


def test_nothing_was_measured_on_what_has_no_results() -> None:
    assert leaderboard(graph_of([result("91%")]), "entity/other") == Leaderboard("entity/other", (), ())


def test_the_benchmark_with_most_results_comes_first() -> None:
    rows = [result("1%", benchmark="b"), result("2%", benchmark="b", kind="delta")]
    rows += [result("3%", benchmark="a", kind="delta")]
    found = standings(graph_of(rows))
    assert [(each.benchmark, each.results) for each in found] == [("entity/b", 2), ("entity/a", 1)]
    assert [each.board and ranks(each.board) for each in found] == [[(1, "a", "1%")], None]


def test_records_are_the_last_changes() -> None:
    old = [result(f"{n}%", f"m{n}", paper=p, benchmark="old") for n, p in ((70, 0), (80, 1), (60, 4), (5, 5))]
    new = [result(f"{n}%", f"m{n}", paper=p, benchmark="new") for n, p in ((70, 0), (80, 1), (90, 3), (5, 5))]
    few = [result(f"{n}%", f"m{n}", paper=p, benchmark="few") for n, p in ((70, 0), (80, 5))]
    never = [result(f"{n}%", f"m{n}", paper=0, benchmark="never") for n in range(4)]
    found = records(graph_of([*old, *new, *few, *never]), 10)
    assert [(r.board.quantity.benchmark, r.row.subject, r.before.subject, r.row.month) for r in found] == [
        ("entity/new", "entity/m90", "entity/m80", MONTHS[3]),
        ("entity/old", "entity/m80", "entity/m70", MONTHS[1]),
    ]
    assert records(graph_of([*old, *new]), 1) == records(graph_of([*old, *new]), 2)[:1]


def test_what_results_name_is_counted() -> None:
    rows = [
        result("1%", "p0"),
        result("2%", benchmark="", setting="5-shot"),
        result("3%", metric=""),
        result("4%", kind="delta", over="b"),
        result("5%", kind="delta"),
    ]
    assert coverage(graph_of(rows)) == Coverage(
        results=5,
        with_subject=4,
        with_benchmark=4,
        with_metric=4,
        with_all=2,
        deltas=2,
        deltas_over=1,
        with_setting=1,
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [("MMLU", ["MMLU-Pro"]), ("MMLU-Pro", ["MMLU"]), ("AIME", ["AIME 2024", "AIME24"]), ("CMMLU", [])],
)
def test_benchmarks_of_like_names(name: str, found: list[str]) -> None:
    names = ["MMLU", "MMLU-Pro", "CMMLU", "AIME", "AIME 2024", "AIME24"]
    kg = graph_of([result("1%", benchmark=each) for each in names])
    assert siblings(kg, f"entity/{name}") == tuple(f"entity/{each}" for each in found)
