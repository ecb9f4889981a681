"""The command coauthors and what it rests on, on the graph of `examples/`."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.model import KnowledgeGraph
from litweave import steps
from litweave.api import KG
from litweave.cli import app
from litweave.errors import LitweaveError, NotFound

SECTIONS = {"communities", "brokers", "central", "growth"}
OF_ONE = {"collaborators", "papers", "topics", "standing"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["coauthors", *map(str, arguments)])


def test_the_whole_network_as_json(example_folder: Path, example_kg: KnowledgeGraph) -> None:
    done = run(example_folder, "--format", "json")
    found = json.loads(done.stdout)
    assert set(found) == {*SECTIONS, "notes"}
    largest = found["communities"][0]
    assert len(largest["members"]) == largest["authors"]
    assert len(found["communities"]) == 10
    last = found["growth"][-1]
    assert last["authors so far"] == len({each.author for each in example_kg.authorships})
    assert "cut" in found["notes"][0]


def test_the_standings_of_the_build_are_those_of_the_graph(
    example_graph: KG, example_kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is installed: else two machines would build different bytes."""
    stored = example_graph.coauthors()
    assert stored.engine is None
    monkeypatch.setattr("graph.analyses.engine.LARGE", 0)
    assert steps.analyse(example_kg, steps.Steps()) == stored.standings
    monkeypatch.setitem(sys.modules, "networkit", None)
    assert steps.analyse(example_kg, steps.Steps()) == stored.standings


def test_weights_and_degrees_are_those_of_the_lists(example_graph: KG, example_kg: KnowledgeGraph) -> None:
    lists: dict[str, set[str]] = {}
    for each in example_kg.authorships:
        lists.setdefault(each.paper, set()).add(each.author)
    pairs = {pair for each in lists.values() for pair in combinations(sorted(each), 2)}
    degree = Counter(name for pair in pairs for name in pair)
    together = Counter(name for each in lists.values() if len(each) > 1 for name in each)
    for standing in example_graph.coauthors().standings:
        assert standing.coauthors == degree[standing.author]
        assert standing.strength == pytest.approx(together[standing.author])


def test_a_selection_is_computed_for_itself(example_graph: KG) -> None:
    part = example_graph.coauthors(since="2024", until="2025-12")
    assert part.engine == "networkx"
    assert 0 < len(part.standings) < len(example_graph.coauthors().standings)
    assert part.growth[0].month >= "2024-01"
    assert {each.author for each in part.standings} == set(part.network.papers) - part.doubtful
    with pytest.raises(LitweaveError, match="no date"):
        example_graph.coauthors(since="lately")
    sure = example_graph.coauthors(min_belief=0.99)
    assert (sure.engine, sure.standings) == (None, example_graph.coauthors().standings)


def test_months_without_papers_are_an_empty_answer(example_folder: Path) -> None:
    done = run(example_folder, "--since", "2040", "--format", "json")
    assert done.exit_code == 0, done.output
    assert all(json.loads(done.stdout)[section] == [] for section in SECTIONS)
    assert json.loads(done.stdout)["notes"] == ["No papers of these months"]


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_one_section(section: str, example_folder: Path) -> None:
    done = run(example_folder, "--show", section, "--format", "csv", "--limit", 3)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.exit_code == 0
    assert len(rows) == 3 or section in ("growth", "brokers")


def test_one_author(example_folder: Path, example_graph: KG) -> None:
    found = json.loads(run(example_folder, "Tri Dao", "--format", "json").stdout)
    assert set(found) == {*OF_ONE, "notes"}
    card = example_graph.author("Tri Dao")
    assert {row["ref"]: row["papers"] for row in found["collaborators"]} == {
        author.ref: count for author, count in card.coauthors
    }
    assert [row["ref"] for row in found["papers"]] == [paper.ref for paper in card.papers]
    ranks = {row["measure"]: row["rank"] for row in found["standing"]}
    assert ranks["papers"] == 1
    assert {"co-authors", "communities"} <= ranks.keys()
    assert "author/tri-dao" in found["notes"][0]


def test_a_path_and_none(example_folder: Path) -> None:
    done = run(example_folder, "Albert Gu", "--to", "Stefano Ermon")
    first, second = done.stdout.splitlines()[1:]
    assert first.startswith("Albert Gu")
    assert "Tri Dao" in first
    assert "Stefano Ermon" in second
    assert "paper/" in second
    none = run(example_folder, "Albert Gu", "--to", "Alec Radford")
    assert none.exit_code == 0
    assert "No common papers lead from Albert Gu to Alec Radford" in none.stderr
    assert "Both are the same" in run(example_folder, "Tri Dao", "--to", "tri dao").stderr


def test_wrong_usage_and_unknown_names(example_folder: Path, example_graph: KG) -> None:
    for arguments in (
        ("--to", "Tri Dao"),
        ("Tri Dao", "--show", "growth"),
        ("--show", "topics"),
        ("Tri Dao", "--plot", "a.svg"),
        ("Tri Dao", "--to", "Albert Gu", "--show", "papers"),
    ):
        assert run(example_folder, *arguments).exit_code == 2, arguments
    missing = run(example_folder, "Tri Doa")
    assert missing.exit_code == 1
    assert "the nearest: Tri Dao" in missing.stderr
    with pytest.raises(NotFound):
        example_graph.collaborators("nobody at all")


def test_a_picture(example_folder: Path, tmp_path: Path) -> None:
    done = run(example_folder, "--show", "growth", "--plot", tmp_path / "a.svg")
    assert done.exit_code == 0, done.output
    assert "Hugo Touvron" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert run(example_folder, "--plot", tmp_path / "a.pdf").exit_code == 2
