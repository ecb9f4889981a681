"""Trees of descent and chains, counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.analyses.descent import Descent
from graph.analyses.influence import Ancestor, ancestors, family
from graph.analyses.lineage import MAX_CHAINS, Chains, Lineage, Node, chains, lineage, pruned, walk
from graph.model import KnowledgeGraph

Family = Callable[..., KnowledgeGraph]
CHAIN = ("B extends A", "C extends B", "D extends C", "E extends D")
DIAMOND = ("B extends A", "C extends A", "D extends B", "D extends C", "E extends D")


def told(node: Node) -> str:
    """Return a tree as text: `A(B(D) C(D*))`, where `*` stands elsewhere and `+2` counts what is beyond."""
    inner = " ".join(told(branch) for branch in node.branches)
    marks = ("*" if node.again else "") + (f"+{node.beyond}" if node.beyond else "")
    return node.ref.removeprefix("entity/") + marks + (f"({inner})" if inner else "")


def asked(kg: KnowledgeGraph, name: str, depth: int = 3, uses: bool = False) -> Lineage:
    return lineage(kg, Descent(kg), f"entity/{name}", depth, uses)


def test_a_chain_in_both_directions(family_of: Family) -> None:
    found = asked(family_of(*CHAIN), "C")
    assert found.ref == "entity/C"
    assert told(found.ancestors) == "C(B(A))"
    assert told(found.descendants) == "C(D(E))"


@pytest.mark.parametrize(
    ("depth", "tree"), [(1, "A(B+1)"), (2, "A(B(C+1))"), (4, "A(B(C(D(E))))"), (9, "A(B(C(D(E))))")]
)
def test_depth_bounds_and_says_what_is_beyond(family_of: Family, depth: int, tree: str) -> None:
    assert told(asked(family_of(*CHAIN), "A", depth).descendants) == tree


def test_what_is_reached_twice_stands_once_in_full(family_of: Family) -> None:
    found = asked(family_of(*DIAMOND), "A")
    assert told(found.descendants) == "A(B(D(E)) C(D*))"
    assert told(asked(family_of(*DIAMOND), "E").ancestors) == "E(D(B(A) C(A*)))"


def test_the_place_in_full_is_the_nearest(family_of: Family) -> None:
    kg = family_of("B extends A", "C extends B", "C extends A", "D extends C")
    assert told(asked(kg, "A", 2).descendants) == "A(B(C*) C(D))"


def test_two_relations_between_two_things_are_two_steps(family_of: Family) -> None:
    found = asked(family_of("B extends A", "B variantOf A", "C extends B"), "A")
    assert told(found.descendants) == "A(B(C) B*)"
    assert [node.link.statement.relation for node in found.descendants.branches if node.link] == [
        "extends",
        "variantOf",
    ]


def test_a_node_says_when_and_where_it_comes_from(family_of: Family) -> None:
    kg = family_of("B extends A", dates={"B": "2024-03"}, naming={"2024-05": "A", "2024-06": "B"})
    (child,) = asked(kg, "A").descendants.branches
    assert (child.date, child.seen, child.papers) == ("2024-03", "2024-06", ("paper/of-B",))
    root = asked(kg, "A").descendants
    assert (root.date, root.seen, root.papers, root.link) == ("", "2024-05", (), None)


def test_uses_are_one_hop_from_the_thing_alone(family_of: Family) -> None:
    kg = family_of("B extends A", "B uses X 0.5", "B uses Y 0.9", "Z uses B", "X uses W", "A uses V")
    found = asked(kg, "B", uses=True)
    assert [s.object for s in found.uses] == ["entity/Y", "entity/X"]
    assert [s.subject for s in found.used_by] == ["entity/Z"]
    assert (asked(kg, "B").uses, asked(kg, "B").used_by) == ((), ())


def test_cycles_elsewhere_are_not_told(family_of: Family) -> None:
    kg = family_of("B extends A", "A extends B", "D extends C", "C extends D")
    (cut,) = asked(kg, "A").cuts
    assert set(cut.cycle) == {"entity/A", "entity/B"}
    assert told(asked(kg, "B").ancestors) == "B(A)"


def test_a_thing_without_family(family_of: Family) -> None:
    found = asked(family_of("B uses A"), "A")
    assert (told(found.ancestors), told(found.descendants)) == ("A", "A")


def test_a_tree_is_pruned_from_its_ends(family_of: Family) -> None:
    tree = asked(family_of(*DIAMOND), "A").descendants
    assert [node.ref[-1] for node in walk(tree)] == ["A", "B", "C", "D", "D", "E"]
    assert told(pruned(tree, 3)) == "A(B(D+1) C+1)"
    assert told(pruned(tree, 1)) == "A+1(B+1)"
    assert pruned(tree, 5) == tree


def lines(found: Chains) -> list[str]:
    return [" < ".join(node.ref[-1] for node in chain) for chain in found.chains]


def ask_chains(kg: KnowledgeGraph, one: str, other: str) -> Chains:
    return chains(Descent(kg), f"entity/{one}", f"entity/{other}")


@pytest.mark.parametrize(("one", "other"), [("E", "A"), ("A", "E")])
def test_all_shortest_chains_in_either_direction(family_of: Family, one: str, other: str) -> None:
    found = ask_chains(family_of(*DIAMOND, "E extends X", "X extends Y", "Y extends A"), one, other)
    assert lines(found) == ["E < D < B < A", "E < D < C < A", "E < X < Y < A"]
    assert (found.common, found.more) == ((), False)
    assert [node.link and node.link.child[-1] for node in found.chains[0]] == [None, "E", "D", "B"]


def test_longer_chains_are_left_out(family_of: Family) -> None:
    assert lines(ask_chains(family_of(*CHAIN, "E extends B"), "E", "A")) == ["E < B < A"]


def test_siblings_meet_in_their_nearest_common_ancestor(family_of: Family) -> None:
    found = ask_chains(family_of("B extends A", "C extends B", "D extends B"), "C", "D")
    assert found.common == ("entity/B",)
    assert lines(found) == ["C < B", "D < B"]


def test_strangers_have_no_chain(family_of: Family) -> None:
    assert ask_chains(family_of("B extends A", "D extends C"), "B", "D") == Chains(())


def test_a_thing_is_at_the_end_of_no_chain_to_itself(family_of: Family) -> None:
    assert lines(ask_chains(family_of(*CHAIN), "C", "C")) == []


def test_very_many_chains_are_cut(family_of: Family) -> None:
    ladder = [f"{n}{a} extends {n + 1}{b}" for n in range(7) for a in "xy" for b in "xy"]  # 2^6 ways
    found = chains(Descent(family_of(*ladder)), "entity/0x", "entity/7x")
    assert (len(found.chains), found.more) == (MAX_CHAINS, True)


def test_a_chain_longer_than_the_stack_is_found(family_of: Family) -> None:
    kg = family_of(*(f"{n} extends {n + 1}" for n in range(1500)))
    (chain,) = chains(Descent(kg), "entity/0", "entity/1500").chains
    assert len(chain) == 1501


def test_influence_counts_by_hand(family_of: Family) -> None:
    kg = family_of(
        "A7 variantOf A",
        "A7 extends A",  # a variant, so it counts once, as such
        "A7x variantOf A7",
        "B extends A",
        "C extends A7x",
        "D extends C",
        "B extends A7",
        dates={"A": "2023-01", "B": "2024-01", "D": "2025-01"},
        naming={"2023-02": "A7"},
    )
    descent = Descent(kg)
    assert family(descent, "entity/A") == {"entity/A", "entity/A7", "entity/A7x"}
    found = ancestors(descent)
    assert [(a.ref[7:], a.direct, a.variants, a.descendants, a.papers) for a in found] == [
        ("A", 2, 2, 5, 7),
        ("A7", 2, 1, 4, 4),
        ("A7x", 1, 0, 2, 2),
        ("C", 1, 0, 1, 1),
    ]
    assert found[0] == Ancestor("entity/A", "2023-01", "", 2, 2, 5, "2023-02", "2025-01", 7)
    assert found[-1].first == found[-1].last == "2025-01"
