"""What a paper presents as its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Extraction

Read = Callable[..., Extraction]


def own(x: Extraction) -> set[str]:
    return {e.name for e in x.entities if e.introduced}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We introduce FooNet.", {"FooNet"}),
        ("We introduce a diffusion model, FooNet.", {"FooNet"}),
        ("We introduce a method based on FooNet.", set()),
        ("We introduce rewards for GRPO and FooNet.", set()),
        ("The paper uses GRPO and LoRA.", set()),
        ("FooNet, a loss, is introduced: FooMix and BarMix.", {"FooNet", "FooMix", "BarMix"}),
        ("The authors release Qwen2.5-Coder, a series of code models.", {"Qwen2.5-Coder"}),
        ("This paper introduces FooNet along with the BarBench benchmark.", {"FooNet", "BarBench"}),
    ],
)
def test_verbs(read: Read, text: str, names: set[str]) -> None:
    assert own(read(text)) == names


def test_the_title_tells_and_an_established_technique_before_a_colon_is_a_topic(read: Read) -> None:
    assert own(read("FooNet ranks pages.", "FooNet: Ranking")) == {"FooNet"}
    assert own(read("It surveys reinforcement learning.", "Reinforcement Learning: A Survey")) == set()


def test_a_family_shares_the_name_of_something_introduced(read: Read) -> None:
    x = read("This paper introduces FooNet, a model. FooNet-Hard and FooNetwork are sets.")
    assert {"FooNet", "FooNet-Hard"} <= own(x)


def test_what_is_introduced_says_where_and_why(read: Read) -> None:
    (entity,) = read("It is old. We introduce FooNet.").entities
    assert entity.introduced_rule == "introduced.verb"
    assert entity.introduced_at is not None
    assert entity.introduced_at.marks == ((24, 30),)


def test_very_many_introduced_names_take_no_time(read: Read) -> None:
    text = "We introduce " + ", ".join(f"Foo{n}Net and Foo{n}Net-7B" for n in range(400)) + "."
    assert len(read(text).entities) >= 400
