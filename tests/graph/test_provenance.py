"""From evidence to sentences."""

from __future__ import annotations

from graph.model import KnowledgeGraph
from graph.provenance import Provenance


def test_a_support_quotes_its_sentence_and_marks_words_in_it(tiny_graph: KnowledgeGraph) -> None:
    extends = next(s for s in tiny_graph.statements if s.relation == "extends")
    (support,) = Provenance(tiny_graph.sources, tiny_graph.papers).supports(extends.evidence)
    assert support.quote == "GRPO extends PPO and reaches 51.7% on MATH."
    assert [support.quote[start:end] for start, end in support.marks] == ["GRPO", "PPO"]
    assert (support.paper, support.digest, support.rule) == ("paper/2402.03300", "2024-02-06", "test.rule")


def test_the_surest_sentence_comes_first(tiny_graph: KnowledgeGraph) -> None:
    compared = next(s for s in tiny_graph.statements if s.relation == "comparedWith")
    supports = Provenance(tiny_graph.sources, tiny_graph.papers).supports(compared.evidence)
    assert [support.confidence for support in supports] == [0.9, 0.5]
