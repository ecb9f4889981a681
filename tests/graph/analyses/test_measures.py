"""What names of metrics mean one thing, and in which unit a number counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analyses.measures import Conventions, Placed, metric_key
from graph.model import Result
from tests.graph.analyses.measured import graph_of, result


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("accuracy", "accuracy"),
        ("Accuracies", "accuracy"),
        ("GSM8K accuracy", "accuracy"),
        ("highest accuracy", "accuracy"),
        ("average accuracy", "average accuracy"),
        ("FID score", "fid"),
        ("F1-score", "f1"),
        ("success rate", "success"),
        ("success", "success"),
        ("overall score", ""),
        ("GSM8K benchmark score", ""),
        ("GSM 8K score", ""),
        ("score", ""),
        ("rate", ""),
        ("minor performance", ""),
        ("mathematical performance", ""),
        ("Pass@1 accuracy", "pass@1"),
        ("top-1 accuracy", "top-1"),
        ("Quality Score", "quality"),
        ("zero-shot accuracy", "zero-shot accuracy"),
        ("", ""),
    ],
)
def test_what_names_of_a_metric_have_in_common(label: str, key: str) -> None:
    assert metric_key(label, {"gsm8k"}) == key


def place(*results: Result) -> list[Placed]:
    """Place results by the conventions of a graph of them."""
    return Conventions(graph_of(results)).place(results)


def test_what_is_often_in_percent_is_a_share() -> None:
    values = ("91%", "92%", "93%", "0.94", "95", "0.5-0.6", "1", "120", "-3", "-0.5")
    placed = place(*map(result, values))
    assert [(str(p.high), p.quantity.unit) for p in placed] == [
        ("91", "%"),
        ("92", "%"),
        ("93", "%"),
        ("94.00", "%"),
        ("95", "%"),
        ("60.0", "%"),
        ("1", ""),
        ("120", ""),
        ("-3", ""),
        ("-0.5", ""),
    ]
    assert [p.remarks for p in placed[3:6]] == [
        ("a fraction, times 100",),
        ("no unit written, taken as %",),
        ("a fraction, times 100",),
    ]


@pytest.mark.parametrize("values", [("91%", "92%", "0.93"), ("1%", "2%", "3%", *map(str, range(10, 20)))])
def test_what_is_seldom_in_percent_is_kept_apart(values: tuple[str, ...]) -> None:
    placed = place(*map(result, values))
    assert [p.quantity.unit for p in placed] == ["%" if "%" in value else "" for value in values]
    assert {p.remarks for p in placed} == {()}


def test_percent_of_a_speed_are_no_scores() -> None:
    factors = [result("2x", metric="speed", kind="delta", subject=name) for name in "abc"]
    scores = [result(value, metric="speed") for value in ("91%", "92%", "93%", "0.9")]
    assert [p.quantity.unit for p in place(*factors, *scores)][-1] == ""


def test_tries_are_counted_together_but_apart() -> None:
    shares = [result(value, metric="avg@32") for value in ("91%", "92%", "93%")]
    (*_, placed) = place(*shares, result("0.94", metric="avg@64"))
    assert (placed.quantity.metric, placed.quantity.unit) == ("avg@64", "%")


def test_a_number_has_the_unit_that_its_metric_is_written_in() -> None:
    values = [result(value, metric="PSNR") for value in ("28 dB", "29 dB", "30 dB", "31.5")]
    placed = place(*values)[-1]
    assert placed.quantity.unit == "dB"
    assert placed.remarks == ("no unit written, taken as dB",)


def test_of_two_units_none_is_assumed() -> None:
    values = [result(value, metric="latency") for value in ("2 s", "3 s", "4 s", "5 ms", "6")]
    assert [p.quantity.unit for p in place(*values)] == ["s", "s", "s", "ms", ""]


def test_spellings_of_a_unit_are_one() -> None:
    placed = place(*(result(value, metric="throughput") for value in ("3 tokens/sec", "4 tokens/s")))
    assert {p.quantity.unit for p in placed} == {"tokens/s"}


def test_two_scales_of_plain_numbers_are_kept_apart() -> None:
    placed = place(*(result(value, metric="CLIP") for value in ("0.3", "0.32", "31.5")))
    assert [p.quantity.scale for p in placed] == ["up to 1", "up to 1", "above 1"]
    close = place(*(result(value, metric="FID") for value in ("0.9", "1.2", "3.4")))
    assert {p.quantity.scale for p in close} == {""}


def test_a_number_without_a_metric_is_one_of_the_usual_share() -> None:
    usual = [result(value) for value in ("91%", "92%", "93%")]
    unnamed = [result("80%", metric=""), result("81", metric="score"), result("850", metric="score")]
    placed = place(*usual, *unnamed)
    assert [p.quantity.metric for p in placed[3:]] == ["accuracy", "accuracy", ""]
    assert placed[3].remarks == ("metric not stated",)
    assert placed[4].remarks == ("called score", "no unit written, taken as %")


@pytest.mark.parametrize("metrics", [("accuracy",) * 2, ("accuracy",) * 3 + ("pass@1",) * 2])
def test_a_metric_is_usual_if_it_prevails(metrics: tuple[str, ...]) -> None:
    named = [result(f"{90 + number}%", metric=metric) for number, metric in enumerate(metrics)]
    assert place(*named, result("80%", metric=""))[-1].quantity.metric == ""


def test_a_number_without_a_metric_is_never_taken_for_what_is_no_share() -> None:
    named = [result(value, metric="FID", direction="lower") for value in ("2", "3", "4")]
    assert place(*named, result("5", metric="score"))[-1].quantity.metric == ""


def test_gains_and_settings_are_apart() -> None:
    placed = place(result("3%"), result("3%", kind="delta"), result("3%", setting="5-shot"))
    assert len({p.quantity for p in placed}) == 3


def test_what_has_no_benchmark_has_no_place() -> None:
    assert place(replace(result("3%"), benchmark="")) == []


def test_a_metric_has_its_commonest_name() -> None:
    results = [result("1", metric="fid score"), result("2", metric="FID"), result("3", "b", metric="FID")]
    conventions = Conventions(graph_of(results))
    assert {conventions.name(p.quantity) for p in conventions.place(results)} == {"FID"}


def test_the_rest_of_a_benchmarks_name_is_no_metric() -> None:
    kg = graph_of([result("1", metric="24 pass@1 score")], labels=[("gsm8k", "AIME'24")])
    assert Conventions(kg).key("entity/24 pass@1 score", "entity/gsm8k") == "pass@1"
