"""A tiny graph: GRPO and what DeepSeekMath says of it, and two namesakes."""

from __future__ import annotations

import pytest

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

MATH = Source(
    paper="2402.03300",
    digest="2024-02-06",
    title="DeepSeekMath: Pushing the Limits of Mathematical Reasoning",
    authors="Zhihong Shao, Ada Lovelace",
    summary="The paper introduces GRPO. GRPO extends PPO and reaches 51.7% on MATH.",
)
PPO = Source(
    paper="1707.06347", digest="2024-02-07", title="Proximal Policy Optimization", summary="PPO is simple."
)

GRPO_REF, PPO_REF, MATH_REF = "entity/grpo", "entity/ppo", "entity/math"
PAPER_REF, PPO_PAPER_REF = "paper/2402.03300", "paper/1707.06347"


def _evidence(source: Source, sentence: str, *words: str, confidence: float = 0.9) -> Evidence:
    start = source.summary.index(sentence)
    places = (source.summary.index(word, start) for word in words)
    marks = tuple((place, place + len(word)) for place, word in zip(places, words, strict=True))
    return Evidence(source.key, Span("summary", start, start + len(sentence), marks), "test.rule", confidence)


def _statements(first: Evidence, second: Evidence, third: Evidence) -> tuple[Statement, ...]:
    day, next_day = MATH.digest, PPO.digest
    return (
        Statement(
            GRPO_REF,
            "comparedWith",
            PPO_REF,
            0.6,
            day,
            next_day,
            (PPO_PAPER_REF, PAPER_REF),
            (third, second),
        ),
        Statement(GRPO_REF, "extends", PPO_REF, 0.8, day, day, (PAPER_REF,), (second,)),
        Statement(
            PAPER_REF,
            "hasCode",
            "https://github.com/deepseek-ai/DeepSeek-Math",
            1.0,
            day,
            day,
            (PAPER_REF,),
            (first,),
        ),
        Statement(PAPER_REF, "introduces", GRPO_REF, 0.9, day, day, (PAPER_REF,), (first,)),
        Statement(PAPER_REF, "mentions", GRPO_REF, 1.0, day, day, (PAPER_REF,), (first, second)),
        Statement(PAPER_REF, "mentions", PPO_REF, 1.0, day, day, (PAPER_REF,), (second,)),
        Statement(PPO_PAPER_REF, "mentions", PPO_REF, 1.0, next_day, next_day, (PPO_PAPER_REF,), (third,)),
    )


@pytest.fixture
def tiny_graph() -> KnowledgeGraph:
    first = _evidence(MATH, "The paper introduces GRPO.", "GRPO")
    second = _evidence(MATH, "GRPO extends PPO and reaches 51.7% on MATH.", "GRPO", "PPO")
    third = _evidence(PPO, "PPO is simple.", "PPO", confidence=0.5)
    day, next_day = MATH.digest, PPO.digest
    return KnowledgeGraph(
        sources=(PPO, MATH),
        papers=(
            Paper(PPO_PAPER_REF, "1707.06347", PPO.title, "2017-07", (next_day,), ()),
            Paper(
                PAPER_REF, "2402.03300", MATH.title, "2024-02", (day,), ("https://arxiv.org/abs/2402.03300",)
            ),
        ),
        authors=(
            Author("author/ada-lovelace", "Ada Lovelace"),
            Author("author/zhihong-shao", "Zhihong Shao", ("Z. Shao",)),
        ),
        authorships=(
            Authorship(PAPER_REF, 1, "author/zhihong-shao"),
            Authorship(PAPER_REF, 2, "author/ada-lovelace"),
        ),
        entities=(
            Entity(
                GRPO_REF,
                "GRPO",
                (("Technique", 3), ("Model", 1)),
                ("Group Relative Policy Optimization",),
                (PAPER_REF,),
                "2024-02",
            ),
            Entity(MATH_REF, "MATH", (("Benchmark", 5),)),
            Entity(PPO_REF, "PPO", (("Technique", 9),), ("Proximal Policy Optimization",)),
        ),
        statements=_statements(first, second, third),
        results=(
            Result(
                GRPO_REF,
                MATH_REF,
                "",
                Measure("51.7%", "51.7", "51.7", "=", "%", "absolute", "", "higher"),
                "",
                0.7,
                day,
                day,
                (PAPER_REF,),
                (second,),
            ),
        ),
    )
