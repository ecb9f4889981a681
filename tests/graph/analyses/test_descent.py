"""Parents and children, cycles, and dates that speak against a step."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyses.descent import Descent
from graph.analyses.influence import ancestors
from graph.model import KnowledgeGraph

Family = Callable[..., KnowledgeGraph]


def steps(descent: Descent) -> list[str]:
    found = [link for links in descent.parents.values() for link in links]
    return sorted(f"{link.child[7:]} {link.statement.relation} {link.parent[7:]}" for link in found)


def test_only_extends_and_variant_of_are_descent(family_of: Family) -> None:
    kg = family_of("B extends A", "C variantOf B", "D uses A", "E broader A", "F comparedWith A")
    descent = Descent(kg)
    assert steps(descent) == ["B extends A", "C variantOf B"]
    assert {ref: [link.child for link in links] for ref, links in descent.children.items()} == {
        "entity/A": ["entity/B"],
        "entity/B": ["entity/C"],
    }


def test_children_stand_in_order_of_time_the_undated_last(family_of: Family) -> None:
    kg = family_of(
        "B extends A",
        "C extends A",
        "D extends A",
        "E extends A",
        dates={"B": "2024-05", "D": "2023-01"},
        naming={"2024-02": "C"},
    )
    (links,) = Descent(kg).children.values()
    assert [link.child[-1] for link in links] == ["D", "C", "B", "E"]


def test_the_first_month_that_names_a_thing_is_that_of_the_whole_graph(family_of: Family) -> None:
    whole = family_of("B extends A", naming={"2024-07": "A", "2024-03": "A"})
    assert Descent(whole).seen("entity/A") == "2024-03"
    part = KnowledgeGraph(entities=whole.entities, statements=whole.statements[:1])
    assert Descent(part).seen("entity/A") == ""
    assert Descent(part, whole).seen("entity/A") == "2024-03"


def test_a_child_older_than_its_parent_is_flagged_and_stays(family_of: Family) -> None:
    kg = family_of("B extends A", "C extends A", dates={"A": "2025-02", "B": "2025-01", "C": "2025-02"})
    late = {link.child[-1]: link.late for link in Descent(kg).children["entity/A"]}
    assert late == {"B": "it is of 2025-01, what it descends from of 2025-02", "C": ""}


def test_a_cycle_of_two_loses_the_step_from_the_older_to_the_newer(family_of: Family) -> None:
    kg = family_of("A extends B 0.9", "B extends A 0.5", dates={"A": "2023-01", "B": "2024-01"})
    descent = Descent(kg)
    assert steps(descent) == ["B extends A"]
    (cut,) = descent.cuts
    assert (cut.statement.subject, cut.statement.object) == ("entity/A", "entity/B")
    assert cut.why == "it is of 2023-01, what it descends from of 2024-01"
    assert cut.cycle[0] == cut.cycle[-1]
    assert set(cut.cycle) == {"entity/A", "entity/B"}


@pytest.mark.parametrize(
    ("dates", "gone"),
    [
        ({}, "C extends B"),  # the least believed
        ({"A": "2024-01"}, "C extends B"),  # one date speaks against nothing
        ({"A": "2024-01", "B": "2024-01", "C": "2024-01"}, "C extends B"),
        ({"A": "2024-03", "B": "2024-02"}, "B extends A"),  # B is older than what it extends
    ],
)
def test_a_cycle_of_three(family_of: Family, dates: dict[str, str], gone: str) -> None:
    lines = ("B extends A 0.9", "C extends B 0.5", "A extends C 0.7")
    descent = Descent(family_of(*lines, dates=dates))
    assert steps(descent) == sorted({line[:11] for line in lines} - {gone})
    (cut,) = descent.cuts
    assert cut.why.startswith("it is of" if dates.get("A") == "2024-03" else "no date speaks against one")


def test_a_cycle_is_told_from_child_to_parent(family_of: Family) -> None:
    (cut,) = Descent(family_of("B extends A 0.9", "C extends B 0.5", "A extends C 0.7")).cuts
    turn = [ref[-1] for ref in cut.cycle]
    assert "".join(turn) in ("BACB", "ACBA", "CBAC")


def test_equal_steps_of_a_cycle_are_told_apart_by_name(family_of: Family) -> None:
    assert steps(Descent(family_of("A extends B", "B extends A"))) == ["B extends A"]


def test_nothing_descends_from_itself(family_of: Family) -> None:
    descent = Descent(family_of("A extends A", "B extends A"))
    assert steps(descent) == ["B extends A"]
    assert descent.cuts[0].cycle == ("entity/A", "entity/A")


def test_both_relations_between_two_things_are_broken_alike(family_of: Family) -> None:
    lines = ("B extends A 0.4", "B variantOf A 0.5", "A extends B 0.6")
    assert steps(Descent(family_of(*lines))) == ["A extends B"]


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24))
def test_what_is_left_has_no_cycle_and_every_cut_was_on_one(
    family_of: Family, edges: set[tuple[int, int]]
) -> None:
    kg = family_of(*(f"{child} extends {parent}" for child, parent in edges))
    descent = Descent(kg)
    left = [link for links in descent.parents.values() for link in links]
    G = nx.DiGraph((link.parent, link.child) for link in left)
    assert nx.is_directed_acyclic_graph(G)
    assert len(left) + len(descent.cuts) == len(edges)
    whole = nx.DiGraph((f"entity/{child}", f"entity/{parent}") for child, parent in edges)
    for cut in descent.cuts:
        assert nx.is_path(whole, cut.cycle)
    counted = {found.ref: (found.direct, found.descendants) for found in ancestors(descent)}
    assert counted == {
        ref: (G.out_degree(ref), len(nx.descendants(G, ref))) for ref in G if G.out_degree(ref)
    }


def test_the_order_of_statements_does_not_matter(family_of: Family) -> None:
    lines = ("B extends A", "C extends B", "A extends C", "D extends B", "B extends D")
    one, other = Descent(family_of(*lines)), Descent(family_of(*lines[::-1]))
    assert steps(one) == steps(other)
    assert [cut.cycle for cut in one.cuts] == [cut.cycle for cut in other.cuts]
