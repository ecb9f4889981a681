"""Match keys and the IRI parts made of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.keys import MAX_KEY, author_key, iri_key, is_spelling, match_key, paper_key, repair_encoding

SAFE = re.compile(r"[A-Za-z0-9_-]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""What Turtle takes behind a prefix without an escape."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fine-Tuning", "fine tuning"),
        ("GPT-4o", "gpt 4O"),
        ("LLMs", "LLM"),
        ("Poincaré", "Poincare"),
        ("âˆž-Bench", "∞Bench"),
        ("$\\infty$-Bench", "∞-Bench"),
        ("\\text{Foo}Net", "FooNet"),
        ("Qwen2.0", "Qwen2"),
        ("`Foo`Net", "FooNet"),
        ("Foo\u2011Net", "Foo Net"),
        ("Group Relative Policy Optimisation", "Group Relative Policy Optimization"),
        ("quantised tokenisers", "quantized tokenizer"),
        ("neighbour modelling", "neighbor modeling"),
    ],
)
def test_variants_of_a_name_meet(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++", "C#"),
        ("C++", "C"),
        ("Llama-3-8B", "Llama-38B"),
        ("Qwen2.5", "Qwen25"),
        ("模型", "数据"),
        ("loss", "los"),
        ("GPT-3.5", "GPT-35"),
        ("-", "+"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)
    assert iri_key(match_key(one)) != iri_key(match_key(other))


def test_the_empty_surface_has_the_empty_key() -> None:
    assert match_key("") == ""


@pytest.mark.parametrize("name", ["C#", "模型", "a.", ".a", "x" * 500, "x" * 500 + "y", "∞", "1|2", "<b>&"])
def test_an_iri_part_needs_no_escape(name: str) -> None:
    assert SAFE.fullmatch(iri_key(match_key(name)))
    assert len(iri_key(match_key(name))) <= MAX_KEY


def test_very_long_names_stay_apart() -> None:
    assert iri_key("x" * 500) != iri_key("x" * 500 + "y")


@given(st.text(max_size=40), st.text(max_size=40))
def test_different_keys_have_different_iri_parts(one: str, other: str) -> None:
    a, b = match_key(one), match_key(other)
    assert (iri_key(a) == iri_key(b)) == (a == b)


@given(st.text(alphabet="aA1.-_ +#|é∞Z{}$\\s", max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    key = match_key(text).replace("|", "-")
    assert match_key(key) in (match_key(text), match_key(match_key(key)))


def test_wrong_encodings_are_undone_even_twice() -> None:
    twice = "∞".encode().decode("cp1252").encode().decode("cp1252")
    assert repair_encoding(twice) == repair_encoding("âˆž") == "∞"
    assert repair_encoding("Âme") == "Âme"


def test_papers_and_authors() -> None:
    assert paper_key("2501.00001") == "2501.00001"
    assert paper_key("math.CO/0309136") != paper_key("math.CO-0309136")
    assert author_key("Ada  LOVELACE") == author_key("ada lovelace") == "ada-lovelace"
    assert author_key("Zoë") != author_key("Zoe")
    assert author_key("ada-lovelace") != author_key("ada lovelace"), "a handle is not a name"
    assert len(author_key("山" * 300)) <= MAX_KEY


@pytest.mark.parametrize(
    ("alias", "name", "same"),
    [
        ("gpt-4O", "GPT-4o", True),
        ("GPT-40", "GPT-4o", True),
        ("diffusion models", "Diffusion Model", True),
        ("LLaVA-v1.5", "LLaVA 1.5", True),
        ("DINO v2", "DINOv2", True),
        ("CoT", "chain-of-thought", False),
        ("GPT-4", "GPT-4o", False),
    ],
)
def test_spellings_of_a_name_are_told_from_other_names(alias: str, name: str, same: bool) -> None:
    assert is_spelling(alias, name) is same
