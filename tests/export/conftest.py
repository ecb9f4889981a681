"""A small graph made by hand: every type, every relation, three kinds of results, hostile text everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.turtle import write_trig
from graph.model import (
    Author,
    Authorship,
    Entity,
    Evidence,
    KnowledgeGraph,
    Measure,
    Paper,
    Result,
    Source,
    Span,
    Statement,
)

HOSTILE_TITLE = (
    "\"Quoted\" \\back\\ </script><b>\n\u202eRTL\u202c 🦉 \x07 {\ud800} '''x''' \"\"\" \u2028 \x00."
)
HOSTILE_LABEL = 'GRPO"\\\n</script>\u200f\x1b🦊\ufffe'
HOSTILE_URL = 'https://example.org/a b>c<d"{e}|\\^`é/\u202e?q=%zz#x#y'
PLAIN_URL = "https://github.com/example/tool"

LLAMA, QWEN, GSM, MATH = "entity/llama-2-7b", "entity/qwen2", "entity/gsm8k", "entity/math"
GRPO, PPO, QA, ACCURACY = "entity/grpo", "entity/ppo", "entity/question-answering", "entity/accuracy"
FIRST, SECOND, THIRD = "paper/2402.03300", "paper/2404.14219", "paper/t-0123456789abcdef"
ADA, GRACE = "author/ada-lovelace", "author/grace-hopper"

ROWS = (
    Source(
        "2402.03300",
        "2025-04-17",
        HOSTILE_TITLE,
        "Ada Lovelace, Grace Hopper",
        f"{HOSTILE_LABEL} extends PPO, uses it. It has 51.7% on MATH \ud83d, is about 2x as fast as Qwen2.",
        "Question Answering",
        f"{PLAIN_URL} {HOSTILE_URL}",
        "digest.md",
        7,
    ),
    Source("2404.14219", "2025-04-18", "Qwen2", "Grace Hopper", "Qwen2 is trained on GSM8K, scoring 60-65."),
    Source("t-0123456789abcdef", "", "Untitled notes", "", "Llama-2-7B is a Llama."),
)


def span(row: Source, words: str) -> Span:
    """Return the span of a row's whole summary with `words` marked; the title's if they stand there."""
    for name in ("summary", "title", "authors", "classification", "links"):
        start = row.text(name).find(words)
        if start >= 0:
            return Span(name, 0, len(row.text(name)), ((start, start + len(words)),))
    raise ValueError(words)


def evidence(row: Source, words: str, rule: str = "test-rule", confidence: float = 0.9) -> Evidence:
    return Evidence(row.key, span(row, words), rule, confidence)


def fact(subject: str, relation: str, object_: str, row: Source, words: str) -> Statement:
    papers = (f"paper/{row.paper}",)
    return Statement(subject, relation, object_, 0.9, row.digest, row.digest, papers, (evidence(row, words),))


def entities() -> tuple[Entity, ...]:
    return (
        Entity(ACCURACY, "accuracy", (("Metric", 2),)),
        Entity(GRPO, HOSTILE_LABEL, (("Technique", 2),), ("Group Relative\tPolicy",), (FIRST,), "2024-02"),
        Entity(GSM, "GSM8K", (("Benchmark", 2), ("Dataset", 1)), ("gsm-8k",)),
        Entity(LLAMA, "Llama-2-7B", (("Model", 1),)),
        Entity(MATH, "MATH", (("Benchmark", 1),)),
        Entity(PPO, "PPO", (("Technique", 1),)),
        Entity(QA, "question answering", (("Task", 1),)),
        Entity(QWEN, "Qwen2", (("Model", 3),), (), (SECOND,), "2024-04"),
    )


def statements() -> tuple[Statement, ...]:
    first, second, third = ROWS
    pooled = Statement(
        FIRST,
        "mentions",
        QWEN,
        0.995,
        "2025-04-17",
        "2025-04-18",
        (FIRST,),
        (evidence(first, "Qwen2"), evidence(second, "Qwen2")),
    )
    return tuple(
        sorted(
            (
                fact(FIRST, "introduces", GRPO, first, HOSTILE_LABEL),
                pooled,
                fact(FIRST, "authoredBy", ADA, first, "Ada Lovelace"),
                fact(FIRST, "authoredBy", GRACE, first, "Grace Hopper"),
                fact(SECOND, "authoredBy", GRACE, second, "Grace Hopper"),
                fact(FIRST, "hasTask", QA, first, "Question Answering"),
                fact(FIRST, "hasCode", PLAIN_URL, first, PLAIN_URL),
                fact(FIRST, "hasCode", HOSTILE_URL, first, HOSTILE_URL),
                fact(SECOND, "hasCode", "javascript:alert(1)", second, "Qwen2"),
                fact(GRPO, "uses", PPO, first, "uses"),
                fact(GRPO, "extends", PPO, first, "extends"),
                fact(QWEN, "trainedOn", GSM, second, "trained on"),
                fact(THIRD, "evaluatedOn", MATH, third, "Llama"),
                fact(LLAMA, "comparedWith", QWEN, third, "Llama"),
                fact(LLAMA, "variantOf", QWEN, third, "is a"),
                fact(GRPO, "broader", PPO, first, "PPO"),
            )
        )
    )


def results() -> tuple[Result, ...]:
    first, second, _ = ROWS
    absolute = Measure("51.7%", "51.7", "51.7", "=", "%", "absolute", "zero-shot", "higher")
    factor = Measure("about 2x", "2", "2", "~", "x", "delta", "", "higher")
    between = Measure("60-65", "60", "65", "~")
    first_day, second_day = first.digest, second.digest
    return tuple(
        sorted(
            (
                Result(
                    GRPO,
                    MATH,
                    ACCURACY,
                    absolute,
                    "",
                    0.8,
                    first_day,
                    first_day,
                    (FIRST,),
                    (evidence(first, "51.7%"),),
                ),
                Result(
                    FIRST, "", "", factor, QWEN, 0.5, first_day, first_day, (FIRST,), (evidence(first, "2x"),)
                ),
                Result(
                    QWEN,
                    GSM,
                    "",
                    between,
                    "",
                    0.7,
                    second_day,
                    second_day,
                    (SECOND,),
                    (evidence(second, "60-65"),),
                ),
            )
        )
    )


@pytest.fixture
def small_graph() -> KnowledgeGraph:
    first, second, third = ROWS
    return KnowledgeGraph(
        sources=tuple(sorted(ROWS)),
        papers=(
            Paper(FIRST, first.paper, first.title, "2024-02", ("2025-04-17",), (HOSTILE_URL, PLAIN_URL)),
            Paper(SECOND, second.paper, second.title, "2024-04", ("2025-04-18",), ()),
            Paper(THIRD, third.paper, third.title, "", ("",), ()),
        ),
        authors=(Author(ADA, "Ada Lovelace", ('A. "Ada" Lovelace',)), Author(GRACE, "Grace Hopper")),
        authorships=(Authorship(FIRST, 1, ADA), Authorship(FIRST, 2, GRACE), Authorship(SECOND, 1, GRACE)),
        entities=entities(),
        statements=statements(),
        results=results(),
    )


@pytest.fixture
def trig(small_graph: KnowledgeGraph, tmp_path: Path) -> Path:
    """Return the small graph as a TriG file."""
    write_trig(small_graph, tmp_path / "small.trig")
    return tmp_path / "small.trig"
