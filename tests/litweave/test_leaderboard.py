"""The commands leaderboard and compare, and their functions, on the example graph."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from graph.provenance import Support
from litweave.api import KG
from litweave.cli import app
from litweave.commands.excerpt import excerpt
from litweave.errors import LitweaveError, NotFound


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def answer(*arguments: object) -> Any:
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_board_is_ranked_and_each_value_has_its_sentence(example_folder: Path, example_graph: KG) -> None:
    example_board = example_graph.leaderboard("AIME 2024").boards[0]
    found = answer("leaderboard", example_folder, "AIME 2024", "--limit", 100)
    rows = found["board"]
    assert len(rows) > 3
    numbers = [row["number"] for row in rows if row["rank"] is not None]
    assert numbers == sorted(numbers, reverse=True)
    for row in rows:
        assert row["value"].lstrip("<>~") in row["sentence"]
        assert row["paper refs"]
        assert row["metric"] == example_board.metric
    assert any("higher is better" in note for note in found["notes"])
    assert {"best", "metrics", "gains"} <= found.keys()


def test_the_python_function_gives_the_same_board(example_folder: Path, example_graph: KG) -> None:
    found = answer("leaderboard", example_folder, "aime2024", "--limit", 100)
    board = example_graph.leaderboard("AIME 2024").boards[0]
    assert [row["subject ref"] for row in found["board"]] == [row.subject for row in board.rows]


def test_without_a_name_the_benchmarks_are_listed(example_folder: Path, example_graph: KG) -> None:
    found = answer("leaderboard", example_folder, "--limit", 3)
    standings = example_graph.benchmarks()
    assert [row["ref"] for row in found["benchmarks"]] == [each.benchmark for each in standings[:3]]
    coverage = example_graph.coverage()
    assert f"Of {coverage.results:,} results" in found["notes"][0]
    assert f"{coverage.with_all:,} all three" in found["notes"][0]


def test_the_records_that_fell_last(example_folder: Path, example_graph: KG) -> None:
    rows = answer("leaderboard", example_folder, "--show", "records")["records"]
    assert len(rows) == len(example_graph.records())
    assert [row["month"] for row in rows] == sorted((row["month"] for row in rows), reverse=True)


def test_csv_holds_the_section_asked_for(example_folder: Path) -> None:
    done = run("leaderboard", example_folder, "AIME 2024", "--show", "gains", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert {"metric", "value", "over", "sentence"} <= rows[0].keys()


def test_a_metric_is_chosen_by_any_name_that_means_it(example_folder: Path) -> None:
    rows = answer("leaderboard", example_folder, "CIFAR-10", "--metric", "best fid score", "--show", "board")
    assert {row["metric"] for row in rows["board"]} == {"FID"}
    assert [row["number"] for row in rows["board"]] == sorted(row["number"] for row in rows["board"])
    wrong = run("leaderboard", example_folder, "CIFAR-10", "--metric", "beauty")
    assert wrong.exit_code == 1
    assert "no metric 'beauty'; there are FID" in wrong.stderr


def test_months_that_say_nothing_are_told(example_folder: Path) -> None:
    done = run("leaderboard", example_folder, "AIME 2024", "--until", "2001")
    assert done.exit_code == 1
    assert "no result on it in the papers and facts selected" in done.stderr


def test_a_name_not_found_offers_the_nearest(example_folder: Path, example_graph: KG) -> None:
    assert "AIME 2024" in run("leaderboard", example_folder, "AIMEE 2024").stderr
    with pytest.raises(NotFound):
        example_graph.leaderboard("AIMEE 2024")


@pytest.mark.parametrize(
    "arguments",
    [("--metric", "FID"), ("--show", "gains"), ("--plot", "a.svg"), ("AIME 2024", "--show", "records")],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    example_folder: Path, arguments: tuple[str, ...]
) -> None:
    assert run("leaderboard", example_folder, *arguments).exit_code == 2


def test_the_curve_is_drawn(example_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "aime.svg"
    done = run("leaderboard", example_folder, "AIME 2024", "--plot", path)
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8").startswith("<?xml")


def test_two_things_side_by_side(example_folder: Path, example_graph: KG) -> None:
    found = answer("compare", example_folder, "GRPO", "Dr. GRPO")
    facts = {row["what"]: row for row in found["facts"]}
    assert facts["types"]["one"] == ["Technique"]
    assert (facts["ref"]["one"], facts["ref"]["other"]) == ("entity/grpo", "entity/drgrpo")
    assert any("GRPO" in way for way in facts["common ancestors"]["both"])
    comparison = example_graph.compare("GRPO", "entity/drgrpo")
    assert [each.ref for each in comparison.ancestors] == ["entity/grpo"]


def test_a_paper_and_the_thing_that_it_introduces(example_folder: Path) -> None:
    done = run("compare", example_folder, "2402.03300", "GRPO")
    assert done.exit_code == 0, done.output
    assert "One of the two is the paper that introduces the other" in done.stderr


def test_results_of_both_stand_side_by_side(example_folder: Path) -> None:
    rows = answer("compare", example_folder, "DeepSeek-R1", "s1-32B", "--show", "results")["results"]
    found = {(row["benchmark"], row["rank"], row["one"], row["other"]) for row in rows}
    assert {("AIME 2024", 1, "79.8%", ""), ("AIME 2024", 5, "", "56.7%")} <= found


def test_nothing_is_compared_with_itself(example_folder: Path, example_graph: KG) -> None:
    done = run("compare", example_folder, "GRPO", "Group Relative Policy Optimization")
    assert done.exit_code == 1
    assert "both are the same" in done.stderr
    with pytest.raises(LitweaveError, match="both are the same"):
        example_graph.compare("GRPO", "entity/grpo")


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ("", "one two three …"),
        ("six", "… five six seven …"),
        ("nine", "… seven eight nine"),
        ("absent", "one two three …"),
    ],
)
def test_an_excerpt_is_cut_at_words_around_the_number(around: str, found: str) -> None:
    sentence = Support("one two three four five six seven eight nine", (), "", "", "summary", "", 1.0)
    assert excerpt([sentence], around, width=18) == found
    assert excerpt([sentence], around, width=100) == sentence.quote
    assert excerpt([], around) == ""
