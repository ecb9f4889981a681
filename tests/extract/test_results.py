"""Which numbers are results, of what, on what, by which metric."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import PAPER, ExtractedResult, Extraction

Read = Callable[..., Extraction]
OWN = "This paper introduces FooNet. "


def results(x: Extraction) -> dict[str, ExtractedResult]:
    return {r.measure.text: r for r in x.results}


def test_a_result_has_subject_benchmark_and_metric(read: Read) -> None:
    (result,) = read(OWN + "FooNet reaches 71.2% accuracy on GSM8K.").results
    assert (result.subject, result.benchmark, result.metric) == ("FooNet", "GSM8K", "accuracy")
    assert (result.measure.kind, result.measure.direction, result.over) == ("absolute", "higher", "")


def test_a_difference_says_over_what(read: Read) -> None:
    (result,) = read(OWN + "FooNet outperforms GPT-4o by 3.1% on GSM8K.").results
    assert (result.measure.kind, result.over, result.benchmark) == ("delta", "GPT-4o", "GSM8K")


def test_nothing_is_better_than_itself(read: Read) -> None:
    (result,) = read(OWN + "Compared to the old baseline, FooNet shows a 3.5% improvement on GSM8K.").results
    assert (result.subject, result.over, result.measure.kind) == ("FooNet", "", "delta")


def test_a_score_behind_the_name_of_a_benchmark_is_no_version(read: Read) -> None:
    (result,) = read(OWN + "FooNet reaches GSM8K 0.51.").results
    assert (result.benchmark, result.measure.text) == ("GSM8K", "0.51")


def test_a_list_of_numbers_answers_to_a_list_of_benchmarks(read: Read) -> None:
    found = results(read(OWN + "FooNet scores 71.2%, 65.0%, and 40.3% on GSM8K, MMLU, and HumanEval."))
    assert [(t, r.benchmark) for t, r in found.items()] == [
        ("71.2%", "GSM8K"),
        ("65.0%", "MMLU"),
        ("40.3%", "HumanEval"),
    ]


def test_each_of_two_clauses_has_its_own_benchmark(read: Read) -> None:
    found = results(read(OWN + "FooNet scores 71.2% on GSM8K and 65.0% on MMLU."))
    assert (found["71.2%"].benchmark, found["65.0%"].benchmark) == ("GSM8K", "MMLU")


def test_the_value_of_a_baseline_is_the_baselines_or_nobodys(read: Read) -> None:
    named = results(read(OWN + "FooNet reaches 71.2% on GSM8K compared to 65.0% for GPT-4o."))
    assert (named["71.2%"].subject, named["65.0%"].subject) == ("FooNet", "GPT-4o")
    unnamed = results(read(OWN + "FooNet reaches 71.2% on GSM8K compared to 65.0% before."))
    assert list(unnamed) == ["71.2%"]


def test_the_score_of_people_or_of_the_unnamed_best_is_not_the_papers_thing(read: Read) -> None:
    x = read(
        "This paper introduces FooBench, a benchmark. The best model reaches 40.1%, human experts 91.0%."
    )
    found = results(x)
    assert found["40.1%"].subject == PAPER
    assert "91.0%" not in found


def test_lower_is_better_for_errors(read: Read) -> None:
    (result,) = read(OWN + "FooNet reaches a word error rate of 4.2% on LibriSpeech.").results
    assert result.measure.direction == "lower"
    assert "error" in result.metric


@pytest.mark.parametrize(
    "text",
    [
        "FooNet needs 10% of the data.",
        "FooNet has 70B parameters.",
        "FooNet was trained for 3 epochs in 2024.",
        "FooNet uses 128 GPUs.",
    ],
)
def test_shares_and_sizes_are_no_results(read: Read, text: str) -> None:
    assert read(OWN + text).results == ()


def test_the_title_gives_no_results(read: Read) -> None:
    assert read("FooNet is fast.", "FooNet: 71.2% accuracy on GSM8K").results == ()


def test_a_result_marks_its_number(read: Read) -> None:
    x = read(OWN + "FooNet reaches 71.2% on GSM8K.")
    (r,) = x.results
    ((a, b),) = r.span.marks
    assert x.source.summary[a:b].strip() == r.measure.text
