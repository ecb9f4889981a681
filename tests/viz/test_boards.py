"""The page's columns say which results can be compared, and in which direction."""

from __future__ import annotations

from graph.analyses.measures import Conventions
from graph.model import Entity, KnowledgeGraph, Measure, Result
from viz.boards import board_columns


def result(text: str, metric: str = "m", unit: str = "", *, benchmark: str = "b", **more: str) -> Result:
    measure = Measure(text, text, text, unit=unit, **more)  # type: ignore[arg-type]
    subject = f"entity/{text}"
    return Result(subject, benchmark and f"entity/{benchmark}", metric, measure, "", 0.9, "", "", (), ())


def columns(*results: Result) -> tuple[list[dict[str, object]], dict[str, list[object]]]:
    labels = {"entity/b": "Bench", "accuracy": "Bench accuracy", "fid": "FID"}
    entities = tuple(Entity(ref, label, (("Benchmark", 1),)) for ref, label in sorted(labels.items()))
    boards, of_results = board_columns(KnowledgeGraph(entities=entities, results=results))
    rows = [dict(zip(boards, values, strict=True)) for values in zip(*boards.values(), strict=True)]
    return rows, {name: list(column) for name, column in of_results.items()}


def test_one_board_holds_what_can_be_compared() -> None:
    up = {"direction": "higher"}
    shares = [result(text, "accuracy", "%", **up) for text in ("80", "85", "90")]
    boards, of_results = columns(
        *shares,
        result("0.7", "accuracy", **up),
        result("3.2", "fid", direction="lower"),
        result("5", "accuracy", "%", kind="delta", **up),
        result("1", benchmark="", metric=""),
    )
    assert of_results["board"] == [0, 0, 0, 0, 1, 2, -1]
    assert of_results["times"] == [1, 1, 1, 100, 1, 1, 1]
    assert [(b["metric"], b["unit"], b["kind"], b["direction"]) for b in boards] == [
        ("Bench accuracy", "%", "absolute", "higher"),
        ("FID", "", "absolute", "lower"),
        ("Bench accuracy", "%", "delta", "unknown"),
    ]


def test_numbers_of_several_metrics_have_no_direction() -> None:
    boards, _ = columns(result("2", "", direction="higher"), result("900", "", direction="higher"))
    assert [(b["metric"], b["direction"]) for b in boards] == [("", "unknown")]


def test_a_direction_may_be_that_of_the_benchmarks_other_numbers() -> None:
    known = [result(text, "accuracy", "%", direction="higher") for text in ("80", "85", "90")]
    boards, _ = columns(*known, result("7", "f1", "%"))
    assert [(b["direction"], b["source"]) for b in boards] == [("higher", ""), ("higher", "benchmark")]


def test_an_empty_graph_has_no_boards() -> None:
    boards, of_results = columns()
    assert boards == []
    assert of_results["board"] == []
    assert Conventions(KnowledgeGraph()).place([]) == []
