"""Comparing two graphs, one of them the tiny one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.difference import Changes, compare
from graph.model import RELATIONS, Entity, KnowledgeGraph, Measure, Result, Statement

GRPO, PPO = "entity/grpo", "entity/ppo"
AGRPO = "entity/agrpo"
"""Sorts before what it stands for, as `entity/z` does after."""


def with_statement(kg: KnowledgeGraph, old: Statement, *new: Statement) -> KnowledgeGraph:
    kept = (each for each in kg.statements if each != old)
    return replace(kg, statements=tuple(sorted((*kept, *new))))


def with_entity(kg: KnowledgeGraph, old: Entity, *new: Entity) -> KnowledgeGraph:
    kept = (each for each in kg.entities if each != old)
    return replace(kg, entities=tuple(sorted((*kept, *new))))


def moved_to(kg: KnowledgeGraph, target: str) -> KnowledgeGraph:
    """Return the graph as it is once GRPO is another entity."""

    def to(ref: str) -> str:
        return target if ref == GRPO else ref

    def statement(s: Statement) -> Statement:
        ends = to(s.subject), to(s.object)
        subject, object_ = sorted(ends) if s.relation == "comparedWith" else ends
        return replace(s, subject=subject, object=object_)

    return replace(
        kg,
        entities=tuple(sorted(replace(each, ref=to(each.ref)) for each in kg.entities)),
        statements=tuple(sorted(map(statement, kg.statements))),
        results=tuple(replace(each, subject=to(each.subject)) for each in kg.results),
    )


def extends(kg: KnowledgeGraph) -> Statement:
    return next(each for each in kg.statements if each.relation == "extends")


def test_equal_graphs_do_not_differ(tiny_graph: KnowledgeGraph) -> None:
    found = compare(tiny_graph, tiny_graph, {})
    assert not found
    assert found.papers == Changes(2, 2, (), (), (), ())
    assert {name: changes.old for name, changes in found.statements.items() if changes.old} == {
        "introduces": 1,
        "mentions": 3,
        "hasCode": 1,
        "extends": 1,
        "comparedWith": 1,
    }
    assert tuple(found.statements) == RELATIONS


def test_all_of_a_graph_is_added_to_an_empty_one_and_withdrawn_from_the_other(
    tiny_graph: KnowledgeGraph,
) -> None:
    empty = KnowledgeGraph()
    came, went = compare(empty, tiny_graph, {}), compare(tiny_graph, empty, {})
    assert came.papers.added == went.papers.withdrawn == tiny_graph.papers
    assert came.authors.added == went.authors.withdrawn == tiny_graph.authors
    assert came.entities.added == went.entities.withdrawn == tiny_graph.entities
    assert came.results.added == went.results.withdrawn == tiny_graph.results
    added = [each for changes in came.statements.values() for each in changes.added]
    withdrawn = [each for changes in went.statements.values() for each in changes.withdrawn]
    assert sorted(added) == sorted(withdrawn) == sorted(tiny_graph.statements)
    assert came.labels == went.labels
    assert came.labels[GRPO] == "GRPO"


@pytest.mark.parametrize(("belief", "differs"), [(0.8, False), (0.81, False), (0.79, False), (0.811, True)])
def test_a_belief_changes_by_more_than_a_hundredth(
    tiny_graph: KnowledgeGraph, belief: float, differs: bool
) -> None:
    old = extends(tiny_graph)
    new = replace(old, belief=belief)
    found = compare(tiny_graph, with_statement(tiny_graph, old, new), {})
    assert found.statements["extends"].changed == (((old, new),) if differs else ())
    assert bool(found) is differs


def test_evidence_and_dates_alone_are_no_difference(tiny_graph: KnowledgeGraph) -> None:
    old = extends(tiny_graph)
    assert not compare(
        tiny_graph, with_statement(tiny_graph, old, replace(old, last="2030-01-01", evidence=())), {}
    )


def test_another_number_is_another_result(tiny_graph: KnowledgeGraph) -> None:
    (old,) = tiny_graph.results
    new = replace(old, measure=Measure("52%", "52", "52", "=", "%"))
    found = compare(tiny_graph, replace(tiny_graph, results=(new,)), {}).results
    assert found == Changes(1, 1, (new,), (old,), (), ())


def test_things_are_renamed_or_get_another_type(tiny_graph: KnowledgeGraph) -> None:
    grpo = tiny_graph.entities[0]
    for new in (replace(grpo, label="Grpo"), replace(grpo, types=(("Model", 4), ("Technique", 3)))):
        found = compare(tiny_graph, with_entity(tiny_graph, grpo, new), {})
        assert found.entities.changed == ((grpo, new),)
    again = replace(grpo, types=(("Technique", 4),), aliases=(), date="")
    assert not compare(tiny_graph, with_entity(tiny_graph, grpo, again), {})


def test_papers_and_authors_are_renamed(tiny_graph: KnowledgeGraph) -> None:
    papers = (replace(tiny_graph.papers[0], title="PPO"), *tiny_graph.papers[1:])
    authors = (replace(tiny_graph.authors[0], name="ADA LOVELACE"), *tiny_graph.authors[1:])
    found = compare(tiny_graph, replace(tiny_graph, papers=papers, authors=authors), {})
    assert found.papers.changed == ((tiny_graph.papers[0], papers[0]),)
    assert found.authors.changed == ((tiny_graph.authors[0], authors[0]),)
    assert found.labels[papers[0].ref] == "PPO"


@pytest.mark.parametrize("target", [AGRPO, "entity/z"])
def test_facts_move_with_a_thing_that_is_reidentified(tiny_graph: KnowledgeGraph, target: str) -> None:
    new = moved_to(tiny_graph, target)
    found = compare(tiny_graph, new, {GRPO: target})
    kinds: tuple[Changes[Entity] | Changes[Statement] | Changes[Result], ...]
    kinds = (found.entities, found.results, *found.statements.values())
    assert not any(changes.added or changes.withdrawn or changes.changed for changes in kinds)
    assert [(old.ref, now.ref) for old, now in found.entities.moved] == [(GRPO, target)]
    assert {name: len(changes.moved) for name, changes in found.statements.items() if changes} == {
        "introduces": 1,
        "mentions": 1,
        "extends": 1,
        "comparedWith": 1,
    }
    assert found.results.moved == ((tiny_graph.results[0], new.results[0]),)


def test_without_a_replacement_it_goes_and_another_comes(tiny_graph: KnowledgeGraph) -> None:
    found = compare(tiny_graph, moved_to(tiny_graph, AGRPO), {})
    assert [each.ref for each in found.entities.withdrawn] == [GRPO]
    assert [each.ref for each in found.entities.added] == [AGRPO]
    assert len(found.statements["extends"].added) == len(found.statements["extends"].withdrawn) == 1


def test_a_replacement_counts_only_where_the_old_thing_is_gone_and_the_new_one_there(
    tiny_graph: KnowledgeGraph,
) -> None:
    assert not compare(tiny_graph, tiny_graph, {GRPO: PPO, "entity/gone": PPO})
    found = compare(tiny_graph, moved_to(tiny_graph, AGRPO), {GRPO: "entity/nowhere"})
    assert not found.entities.moved


def test_two_things_become_one(tiny_graph: KnowledgeGraph) -> None:
    """What was said of both is no more said of two; nothing new came."""
    grpo = tiny_graph.entities[0]
    mention = next(each for each in tiny_graph.statements if each.relation == "mentions")
    kept = tuple(each for each in tiny_graph.statements if GRPO not in (each.subject, each.object))
    merged = replace(with_entity(tiny_graph, grpo), statements=kept)
    found = compare(tiny_graph, merged, {GRPO: PPO})
    assert [(old.ref, new.ref) for old, new in found.entities.moved] == [(GRPO, PPO)]
    assert [(old, new.object) for old, new in found.statements["mentions"].moved] == [(mention, PPO)]
    assert len(found.statements["extends"].withdrawn) == 1
    assert not any(changes.added for changes in found.statements.values())
