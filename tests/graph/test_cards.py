"""What a card says of a thing, and in which order."""

from __future__ import annotations

from graph.cards import Card, card, labels
from graph.model import Entity, KnowledgeGraph


def _card(kg: KnowledgeGraph, label: str) -> Card[Entity]:
    (entity,) = (entity for entity in kg.entities if entity.label == label)
    return card(entity, kg, labels(kg))


def test_facts_stand_under_their_relation_with_the_other_end(tiny_graph: KnowledgeGraph) -> None:
    (fact,) = _card(tiny_graph, "GRPO").facts["extends"]
    assert (fact.other, fact.label, fact.statement.papers) == ("entity/ppo", "PPO", ("paper/2402.03300",))


def test_inverse_facts_are_apart(tiny_graph: KnowledgeGraph) -> None:
    ppo = _card(tiny_graph, "PPO")
    assert "extends" not in ppo.facts
    assert [fact.label for fact in ppo.inverse["extends"]] == ["GRPO"]


def test_a_comparison_is_the_same_from_both_ends(tiny_graph: KnowledgeGraph) -> None:
    assert [fact.label for fact in _card(tiny_graph, "GRPO").facts["comparedWith"]] == ["PPO"]
    assert [fact.label for fact in _card(tiny_graph, "PPO").facts["comparedWith"]] == ["GRPO"]
    assert "comparedWith" not in _card(tiny_graph, "PPO").inverse


def test_relations_come_in_the_order_of_the_model(tiny_graph: KnowledgeGraph) -> None:
    assert list(_card(tiny_graph, "GRPO").inverse) == ["introduces", "mentions"]


def test_a_benchmark_shows_the_results_on_it(tiny_graph: KnowledgeGraph) -> None:
    assert _card(tiny_graph, "MATH").results == tiny_graph.results
    assert _card(tiny_graph, "PPO").results == ()


def test_the_more_believed_fact_comes_first(tiny_graph: KnowledgeGraph) -> None:
    believed = [fact.statement.belief for fact in _card(tiny_graph, "PPO").inverse["mentions"]]
    assert believed == sorted(believed, reverse=True)
