"""Two papers or things side by side, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analyses.comparison import Ancestor, Aspect, common_ancestors, compare
from graph.analyses.descent import Descent
from graph.model import Author, Authorship, KnowledgeGraph, Result
from tests.graph.analyses.measured import MONTHS, graph_of, result

STATEMENTS = (
    ("p0", "introduces", "grpo"),
    ("p1", "introduces", "dapo"),
    ("p2", "mentions", "grpo"),
    ("p3", "mentions", "grpo"),
    ("grpo", "uses", "adam"),
    ("dapo", "uses", "adam"),
    ("dapo", "uses", "clip"),
    ("p1", "uses", "verl"),
    ("p1", "uses", "dapo"),
    ("grpo", "extends", "ppo"),
    ("dapo", "extends", "grpo"),
    ("ppo", "extends", "trpo"),
    ("dpo", "extends", "ppo"),
    ("dpo", "extends", "trpo"),
    ("grpo", "evaluatedOn", "math"),
    ("dapo", "comparedWith", "grpo"),
    ("light", "uses", "grpo"),
    ("light", "uses", "dapo"),
)


def compared(results: tuple[Result, ...] = ()) -> KnowledgeGraph:
    kg = graph_of(results, STATEMENTS)
    introduced = {"entity/grpo": ("paper/p0",), "entity/dapo": ("paper/p1",)}
    return replace(
        kg,
        authors=tuple(Author(f"author/{name}", name) for name in ("ada", "bea", "cai")),
        authorships=tuple(
            Authorship(f"paper/p{paper}", 1, f"author/{name}")
            for paper, name in ((0, "ada"), (0, "bea"), (1, "bea"), (1, "cai"))
        ),
        entities=tuple(replace(e, introduced_by=introduced.get(e.ref, ())) for e in kg.entities),
    )


KG = compared()


def aspects(kg: KnowledgeGraph, one: str, other: str) -> dict[str, Aspect]:
    return {aspect.name: aspect for aspect in compare(kg, one, other).aspects}


def test_who_they_are() -> None:
    found = compare(KG, "entity/grpo", "paper/p1")
    assert (found.one.types, found.one.papers, found.one.mentioned) == (("Model",), ("paper/p0",), 2)
    assert (found.other.types, found.other.date, found.other.mentioned) == (("Paper",), MONTHS[1], 0)
    assert found.other.members == ("paper/p1", "entity/dapo")


def test_what_both_have_and_what_one_has() -> None:
    found = aspects(KG, "entity/grpo", "entity/dapo")
    assert found["uses"] == Aspect("uses", ("entity/adam",), (), ("entity/clip",))
    assert found["authors"] == Aspect("authors", ("author/bea",), ("author/ada",), ("author/cai",))
    assert found["used by"] == Aspect("used by", ("entity/light",), ("entity/dapo",), ("paper/p1",))
    assert found["evaluatedOn"].one == ("entity/math",)
    assert "trainedOn" not in found


def test_a_paper_has_what_its_things_have() -> None:
    found = aspects(KG, "paper/p0", "paper/p1")
    assert found["uses"] == Aspect("uses", ("entity/adam",), (), ("entity/clip", "entity/verl"))
    assert found["introduces"] == Aspect("introduces", (), ("entity/grpo",), ("entity/dapo",))


def test_both_ends_of_a_comparison_are_found() -> None:
    for one, other in (("grpo", "dapo"), ("dapo", "grpo")):
        (statement,) = compare(KG, f"entity/{one}", f"entity/{other}").compared
        assert statement.relation == "comparedWith"
    assert compare(KG, "entity/grpo", "entity/dpo").compared == ()


def test_they_meet_where_both_were_measured() -> None:
    results = (
        result("50%", "dapo", paper=1),
        result("40%", "grpo", paper=1),
        result("60%", "other"),
        result("70%", "dapo", benchmark="aime"),
        result("3%", "dapo", kind="delta", over="grpo"),
        result("9", "grpo", metric="loss", direction="lower"),
    )
    found = compare(compared(results=results), "entity/grpo", "entity/dapo")
    (meeting,) = found.meetings
    assert [(row.rank, row.subject) for row in meeting.one] == [(3, "entity/grpo")]
    assert [(row.rank, row.subject) for row in meeting.other] == [(2, "entity/dapo")]
    assert [gain.measure.text for gain in found.gains] == ["3%"]
    assert {a.name: a for a in found.aspects}["evaluatedOn"].shared == ("entity/gsm8k",)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("grpo", "dpo", [("ppo", "grpo ppo", "dpo ppo")]),
        ("dapo", "dpo", [("ppo", "dapo grpo ppo", "dpo ppo")]),
        ("dapo", "ppo", [("ppo", "dapo grpo ppo", "ppo")]),
        ("grpo", "adam", []),
    ],
)
def test_the_nearest_common_ancestors(one: str, other: str, found: list[tuple[str, str, str]]) -> None:
    def refs(names: str) -> tuple[str, ...]:
        return tuple(f"entity/{name}" for name in names.split())

    assert common_ancestors(Descent(KG), refs(one), refs(other)) == tuple(
        Ancestor(f"entity/{ref}", refs(first), refs(second)) for ref, first, second in found
    )


def test_a_cycle_ends() -> None:
    kg = graph_of([], [("a", "extends", "b"), ("b", "extends", "a"), ("c", "extends", "b")])
    assert [each.ref for each in common_ancestors(Descent(kg), ["entity/a"], ["entity/c"])] == ["entity/a"]


def test_what_is_the_same_or_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="both are the same"):
        compare(KG, "entity/grpo", "entity/grpo")
    with pytest.raises(ValueError, match="paper/none is neither a thing nor a paper"):
        compare(KG, "entity/grpo", "paper/none")
