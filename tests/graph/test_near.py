"""Typing errors."""

from __future__ import annotations

import pytest

from graph.near import MIN_NEARNESS, NearTerms, nearness

TERMS = ("grpo", "ppo", "deepseek", "deepseekmath", "transformer", "attention")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gpro", "grpo"),  # swapped
        ("grppo", "grpo"),  # one too many
        ("deepsek", "deepseek"),  # one missing
        ("deapseek", "deepseek"),  # one wrong
        ("tranformers", "transformer"),
        ("atention", "attention"),
    ],
)
def test_a_typing_error_is_forgiven(typed: str, meant: str) -> None:
    assert NearTerms(TERMS).nearest(typed)[0][0] == meant


def test_far_terms_are_not_near() -> None:
    assert NearTerms(TERMS).nearest("llama") == []
    assert NearTerms(()).nearest("grpo") == []


def test_nearness_counts_letters() -> None:
    assert nearness("grpo", "grpo") == 1
    assert nearness("gpro", "grpo") == 0.75
    assert nearness("deepsek", "deepseek") == 1 - 1 / 8
    assert nearness("", "") == 1
    assert nearness("a", "abcdef") < MIN_NEARNESS
