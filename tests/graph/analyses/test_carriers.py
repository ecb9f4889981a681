"""Who carries a technique: a small graph around GRPO, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analyses.carriers import Carriers, carriers
from graph.model import Authorship, Entity, KnowledgeGraph, Measure, Paper, Result, Statement

GRPO, LITE = "entity/grpo", "entity/grpo-lite"
AUTHORS = {
    "math": ("ada", "bea"),  # introduces GRPO
    "r1": ("bea", "cyd"),  # uses it; shares bea
    "dapo": ("dan", "eve"),  # extends it, and compares with it
    "lite": ("eve", "dan", "fay"),  # uses its variant
    "anon": (),  # is measured against it; nobody knows by whom
    "late": ("gus",),  # evaluates something on it
    "other": ("ada",),  # only names it
}
MONTHS = dict(
    zip(AUTHORS, ("2024-02", "2025-01", "2025-03", "2025-04", "2025-02", "", "2025-06"), strict=True)
)


def stated(paper: str, subject: str, relation: str, object_: str) -> Statement:
    return Statement(subject, relation, object_, 0.6, "", "", (f"paper/{paper}",), ())


def reported(paper: str, subject: str, over: str = "", benchmark: str = "") -> Result:
    measure = Measure("50%", "50", "50", "=", "%")
    return Result(subject, benchmark, "", measure, over, 0.5, "", "", (f"paper/{paper}",), ())


@pytest.fixture
def kg() -> KnowledgeGraph:
    return KnowledgeGraph(
        papers=tuple(
            sorted(Paper(f"paper/{name}", name, name.title(), MONTHS[name], (), ()) for name in AUTHORS)
        ),
        authorships=tuple(
            sorted(
                Authorship(f"paper/{name}", position, f"author/{author}")
                for name, authors in AUTHORS.items()
                for position, author in enumerate(authors, 1)
            )
        ),
        entities=(Entity(GRPO, "GRPO", (("Technique", 9),)),),
        statements=(
            stated("math", "paper/math", "introduces", GRPO),
            stated("math", "entity/deepseekmath", "uses", GRPO),
            stated("r1", "entity/r1", "uses", GRPO),
            stated("dapo", "entity/dapo", "comparedWith", GRPO),
            stated("dapo", "entity/dapo", "extends", GRPO),
            stated("lite", "entity/phone", "uses", LITE),
            stated("anon", GRPO, "comparedWith", "entity/ppo"),
            stated("late", "entity/late", "evaluatedOn", GRPO),
            stated("other", "paper/other", "mentions", GRPO),
            stated("other", "entity/rloo", "uses", "entity/ppo"),
        ),
        results=(
            reported("r1", "entity/r1"),
            reported("r1", "entity/qwen"),  # about something else
            reported("dapo", "entity/dapo", over=GRPO),
            reported("lite", "entity/qwen", over=LITE),
            reported("other", "entity/r1"),  # by a paper that carries nothing
            reported("anon", "paper/anon"),
            reported("late", "entity/x", benchmark=GRPO),
        ),
    )


def ask(kg: KnowledgeGraph) -> Carriers:
    return carriers(kg, {GRPO, LITE})


def test_papers_come_month_by_month_with_what_they_did(kg: KnowledgeGraph) -> None:
    assert [(p.paper[6:], p.month, p.roles) for p in ask(kg).papers] == [
        ("math", "2024-02", ("introduced", "used")),
        ("r1", "2025-01", ("used",)),
        ("anon", "2025-02", ("compared with",)),
        ("dapo", "2025-03", ("extended", "compared with")),
        ("lite", "2025-04", ("used",)),
        ("late", "", ("evaluated on",)),
    ]


def test_what_they_did_it_with_leaves_out_the_thing_and_the_paper(kg: KnowledgeGraph) -> None:
    found = {p.paper[6:]: p.things for p in ask(kg).papers}
    assert found["math"] == ("entity/deepseekmath",)
    assert found["dapo"] == ("entity/dapo",)
    assert found["anon"] == ("entity/ppo",)
    assert ask(kg).things == (GRPO, LITE)


def test_groups_share_authors_the_largest_and_earliest_first(kg: KnowledgeGraph) -> None:
    groups = ask(kg).groups
    assert [[ref[6:] for ref in group.papers] for group in groups] == [
        ["math", "r1"],
        ["dapo", "lite"],
        ["late"],
    ]
    assert groups[0].authors == ("author/bea", "author/ada", "author/cyd")
    assert groups[0].roles == (("introduced", 1), ("used", 2))
    assert (groups[0].first, groups[0].last) == ("2024-02", "2025-01")
    assert groups[1].authors == ("author/dan", "author/eve", "author/fay"), "dan stands first in dapo"
    assert (groups[2].first, groups[2].last) == ("", "")


def test_a_paper_without_known_authors_is_in_no_group(kg: KnowledgeGraph) -> None:
    found = {p.paper[6:]: p for p in ask(kg).papers}
    assert (found["anon"].group, found["anon"].authors) == (None, ())
    assert [found[name].group for name in ("math", "r1", "dapo", "lite", "late")] == [0, 0, 1, 1, 2]


def test_results_are_those_of_the_paper_about_what_it_did(kg: KnowledgeGraph) -> None:
    found = {p.paper[6:]: [(r.subject, r.over, r.benchmark) for r in p.results] for p in ask(kg).papers}
    assert found == {
        "math": [],
        "r1": [("entity/r1", "", "")],
        "anon": [("paper/anon", "", "")],
        "dapo": [("entity/dapo", GRPO, "")],
        "lite": [("entity/qwen", LITE, "")],
        "late": [("entity/x", "", GRPO)],
    }


def test_two_teams_that_one_author_links_loosely_stay_two(kg: KnowledgeGraph) -> None:
    """Papers of two teams of three, and one author who wrote once with each."""
    teams = {f"{team}{n}": tuple(f"{team}-{each}" for each in "abcd") for team in "xy" for n in range(3)}
    teams["x0"], teams["y0"] = (*teams["x0"], "both"), (*teams["y0"], "both")
    wide = replace(
        kg,
        papers=tuple(Paper(f"paper/{name}", name, name, "2025-01", (), ()) for name in sorted(teams)),
        authorships=tuple(
            sorted(
                Authorship(f"paper/{name}", position, f"author/{author}")
                for name, authors in teams.items()
                for position, author in enumerate(authors, 1)
            )
        ),
        statements=tuple(stated(name, f"entity/{name}", "uses", GRPO) for name in sorted(teams)),
    )
    assert [[ref[6] for ref in group.papers] for group in ask(wide).groups] == [["x"] * 3, ["y"] * 3]


def test_nobody_carries_what_nothing_is_said_of(kg: KnowledgeGraph) -> None:
    assert carriers(kg, {"entity/unknown"}) == Carriers(("entity/unknown",), (), ())
