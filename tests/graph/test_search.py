"""Names found, and in which order."""

from __future__ import annotations

import pytest

from graph.model import KnowledgeGraph
from graph.search import Named, NameIndex, arxiv_id, named_things


@pytest.fixture
def index(tiny_graph: KnowledgeGraph) -> NameIndex:
    return NameIndex(named_things(tiny_graph))


def _things(*labels: str, papers: int = 1) -> list[Named]:
    return [Named(f"entity/{label}", label, "Model", (label,), papers) for label in labels]


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("GRPO", "entity/grpo"),
        ("grpo", "entity/grpo"),
        ("Group Relative Policy Optimization", "entity/grpo"),
        ("group-relative policy", "entity/grpo"),
        ("relative policy", "entity/grpo"),
        ("gpro", "entity/grpo"),
        ("relativ policy", "entity/grpo"),
        ("DeepSekMath", "paper/2402.03300"),
        ("2402.03300v3", "paper/2402.03300"),
        ("https://arxiv.org/pdf/2402.03300v1.pdf", "paper/2402.03300"),
        ("2402.03", "paper/2402.03300"),
        ("lovelace", "author/ada-lovelace"),
        ("z shao", "author/zhihong-shao"),
    ],
)
def test_a_query_finds_what_is_meant(index: NameIndex, query: str, ref: str) -> None:
    assert index.search(query)[0].ref == ref


@pytest.mark.parametrize("query", ["", "  ", "xyzzy", "2402.03301", "日本", "\x00", "*"])
def test_what_is_not_there_is_not_found(index: NameIndex, query: str) -> None:
    assert index.search(query) == []


def test_exact_comes_before_prefix_before_word_before_near() -> None:
    index = NameIndex(_things("Tiny Llama", "Llamo", "Llama", "Llama-2"))
    assert [hit.label for hit in index.search("llama")] == ["Llama", "Llama-2", "Tiny Llama", "Llamo"]


def test_among_equals_the_more_written_about_comes_first() -> None:
    index = NameIndex([*_things("Llama-2", "Llama-1"), *_things("Llama-Guard", papers=40)])
    assert [hit.label for hit in index.search("llama")] == ["Llama-Guard", "Llama-1", "Llama-2"]


def test_the_answer_is_bounded_and_does_not_depend_on_order() -> None:
    things = _things(*(f"Qwen-{number}" for number in range(50)))
    hits = NameIndex(things).search("qwen", limit=7)
    assert len(hits) == 7
    assert hits == NameIndex(reversed(things)).search("qwen", limit=7)


def test_what_is_indexed_is_chosen_by_type(example_kg: KnowledgeGraph, index: NameIndex) -> None:
    everything = {hit.type for hit in index.search("proximal policy optimization")}
    assert everything == {"Technique", "Paper"}
    (hit,) = NameIndex(named_things(example_kg, ["Paper"])).search("proximal policy optimization")
    assert hit.ref == "paper/1707.06347"
    assert {thing.type for thing in named_things(example_kg, ["Author", "Model"])} == {"Author", "Model"}


def test_exact_takes_references_and_names_but_no_near_ones(index: NameIndex) -> None:
    assert [hit.ref for hit in index.exact("entity/grpo")] == ["entity/grpo"]
    assert [hit.ref for hit in index.exact("grpo")] == ["entity/grpo"]
    for both in ("GRPO (Group Relative Policy Optimization)", "Some Policy Optimization (GRPO)"):
        assert [hit.ref for hit in index.exact(both)] == ["entity/grpo"]
    assert index.exact("gpro") == []
    assert index.exact("(GRPO)x") == []
    assert index.exact("grp") == []


def test_a_very_long_query_is_answered(index: NameIndex) -> None:
    assert [hit.ref for hit in index.search("grpo " * 10_000)] == ["entity/grpo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2402.03300", "2402.03300"),
        (" 2402.03300v12 ", "2402.03300"),
        ("arXiv:2402.03300", "2402.03300"),
        ("https://arxiv.org/abs/2402.03300v2", "2402.03300"),
        ("https://huggingface.co/papers/2402.03300", "2402.03300"),
        ("paper/2402.03300", "2402.03300"),
        ("http://arxiv.org/abs/cs/0112017", "cs/0112017"),
        ("GPT-4", None),
        ("12402.03300", None),
        ("2402.03300 is nice", None),
    ],
)
def test_arxiv_ids_are_read_from_what_people_paste(text: str, expected: str | None) -> None:
    assert arxiv_id(text) == expected
