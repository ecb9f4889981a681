"""What is never a name."""

from __future__ import annotations

import pytest

from extract.knowledge import Knowledge
from extract.stops import StopLists


@pytest.fixture(scope="module")
def stops(knowledge: Knowledge) -> StopLists:
    lists = {
        "words": frozenset(("frozen ladder", "Ladder", "réseau")),
        "classes": frozenset(("language model", "agent", "wave", "MLLM")),
        "metrics": frozenset(("CLIP score",)),
        "organisations": frozenset(("Foolab",)),
    }
    return StopLists(Knowledge(knowledge.rules, (), lists))


@pytest.mark.parametrize(
    ("surface", "stopped"),
    [
        ("Frozen Ladders", True),
        ("Ladder", True),
        ("Ladders", True),
        ("LADDER", False),
        ("Réseau", True),
        ("Ladder 7", True),
        ("pre-MLLM", True),
        ("wave agents", True),
        ("X", True),
        ("123", True),
        ("", True),
        ("FooNet", False),
    ],
)
def test_lists_and_their_case(stops: StopLists, surface: str, stopped: bool) -> None:
    assert (surface in stops) is stopped


def test_shapes_of_metrics_are_ruled_out_beyond_the_lists(stops: StopLists) -> None:
    assert "WaveScore" not in stops
    assert stops.rules_out("WaveScore")
    assert not stops.rules_out("WaveNet")


def test_a_name_can_be_the_first_part_of_a_metric(stops: StopLists) -> None:
    assert stops.is_metric("CLIP", " scores rise")
    assert not stops.is_metric("CLIP", " is a model")


def test_makers_and_classes(stops: StopLists) -> None:
    assert stops.is_maker("Foolab")
    assert stops.is_maker("MLLMs")
    assert stops.ends_in_class("Medical Language Models")
    assert not stops.ends_in_class("FooNet Language Models"), "a coined word makes it a name"
