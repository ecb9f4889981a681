"""The shape of words."""

from __future__ import annotations

import pytest

from extract.chunks import Chunker, chunk_kind
from extract.knowledge import Knowledge


@pytest.fixture(scope="module")
def chunker(knowledge: Knowledge) -> Chunker:
    return Chunker(knowledge)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FooNet", "strong"),
        ("GPT-4o", "strong"),
        ("LLaVA-1.5", "strong"),
        ("foo-bench", "strong"),
        ("âˆž-Bench", "strong"),
        ("Arborist", "capital"),
        ("3D", "capital"),
        ("7B", "version"),
        ("v2.1", "version"),
        ("128K-token", "lower"),
        ("x^2", "lower"),
        ("A", "lower"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert chunk_kind(text) == kind


def runs(chunker: Chunker, text: str) -> list[str]:
    return [text[r.start : r.end] for r in chunker.runs(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a FooNet-based judge", ["FooNet"]),
        ("a FooNet-trained-only judge", ["FooNet"]),
        ("non-LLM and vanilla-LoRA", ["LLM", "LoRA"]),
        ("FooNet+BarNet/BazNet", ["FooNet", "BarNet", "BazNet"]),
        ("the Theory of Mind task", ["Theory of Mind"]),
        ("Qwen 7B wins", ["Qwen 7B"]),
        ("7B alone", []),
        ("plain words only", []),
        ("∞Bench is long", ["∞Bench"]),
    ],
)
def test_runs(chunker: Chunker, text: str, found: list[str]) -> None:
    assert runs(chunker, text) == found


def test_a_run_knows_whether_it_opens_the_sentence(chunker: Chunker) -> None:
    text = "1) FooNet beats BarNet"
    assert [r.opens_sentence for r in chunker.runs(text, 0, len(text))] == [True, False]


def test_nothing_is_left_of_a_run_cut_at_both_ends(chunker: Chunker) -> None:
    (run,) = chunker.runs("Gated Phase", 0, 11)
    assert run.without(left=1, right=1) is None
    shorter = run.without(left=1)
    assert shorter is not None
    assert (shorter.start, shorter.end) == (6, 11)


@pytest.mark.parametrize("text", ["A-" * 9_000, "A.b" * 9_000, "$" * 9_000, "A+" * 9_000, "é∞" * 9_000])
def test_hostile_words_take_no_time(chunker: Chunker, text: str) -> None:
    for chunk in chunker.chunks(text, 0, len(text)):
        assert text[chunk.start : chunk.end] == chunk.text
