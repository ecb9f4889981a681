"""Named queries on the command line and from Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import litweave
from export.cookbook import queries
from litweave.api import KG
from litweave.cli import app
from litweave.errors import LitweaveError, NotFound


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_list_has_every_query_with_its_question_and_values(example_folder: Path) -> None:
    lines = run("query", example_folder, "--list").stdout.splitlines()
    assert len(lines) == len(queries()) + 1
    (line,) = (line for line in lines if line.startswith("leaderboard "))
    assert queries()["leaderboard"].question in line
    assert line.split()[-1] == "benchmark=entity:gsm8k"


def test_a_named_query_is_answered_with_the_value_that_is_set(example_folder: Path) -> None:
    as_it_is = run("query", example_folder, "--named", "leaderboard", "--format", "csv").stdout
    other = run("query", example_folder, "--named", "leaderboard", "--set", "benchmark=aime 2024").stdout
    assert "DeepSeekMath-RL 7B" in as_it_is
    assert "DeepSeek-R1" in other
    assert "DeepSeekMath-RL 7B" not in other


def test_what_is_printed_can_be_asked(example_folder: Path, tmp_path: Path) -> None:
    asked = ("query", example_folder, "--named", "coauthors-of-author", "--set", "author=Albert Gu")
    (tmp_path / "q.rq").write_text(run(*asked, "--print").stdout, encoding="utf-8")
    assert run("query", example_folder, "--file", tmp_path / "q.rq").stdout == run(*asked).stdout
    assert "Tri Dao" in run(*asked).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--named", "leaderbord"], 1, "no query 'leaderbord'; the nearest: leaderboard"),
        (
            ["--named", "leaderboard", "--set", "benchmark=GSM8KK"],
            1,
            "no entity 'GSM8KK'; the nearest: GSM8K",
        ),
        (
            ["--named", "leaderboard", "--set", "b=GSM8K"],
            1,
            "leaderboard has no b to set; it takes benchmark",
        ),
        (["--named", "leaderboard", "--set", "name=GSM8K"], 1, "leaderboard has no name to set"),
        (["--named", "papers-of-month", "--set", "month=2025"], 1, "'2025' is no month"),
        (["--named", "leaderboard", "--set", "benchmark"], 2, "write NAME=VALUE"),
        (["--named", "types", "ASK {}"], 2, "give one of a query, --file and --named"),
        (["ASK {}", "--set", "a=b"], 2, "--set sets values of a query that --named names"),
        ([], 2, "give one of a query, --file and --named"),
    ],
)
def test_what_cannot_be_asked_says_why(
    arguments: list[str], code: int, message: str, example_folder: Path
) -> None:
    shown = run("query", example_folder, *arguments)
    assert shown.exit_code == code
    assert message in " ".join(shown.stderr.replace("│", " ").split())


def test_from_python(example_graph: KG) -> None:
    text = example_graph.cookbook("introduced-by-paper", paper="https://arxiv.org/abs/2402.03300v3")
    assert [str(row[1]) for row in example_graph.query(text).rows if "grpo" in str(row[0])] == ['"GRPO"']
    with pytest.raises(NotFound) as missing:
        example_graph.cookbook("shortest")
    assert missing.value.nearest[0] == "shortest-lineage"
    with pytest.raises(LitweaveError, match="is no type"):
        example_graph.cookbook("first-seen-in-month", type="Paper")


def test_a_hostile_value_is_a_name_that_nothing_has(example_folder: Path) -> None:
    value = 'name=" } { SELECT * { ?s ?p ?o } } #'
    shown = run("query", example_folder, "--named", "things-by-name", "--set", value, "--format", "csv")
    assert shown.stdout.splitlines() == ["thing,label,type"]


def test_another_base_has_its_own_iris(tmp_path: Path) -> None:
    (tmp_path / "2025-01-23.md").write_text(
        "## Papers for 2025-01-23\n\n| Title | Authors | Summary |\n|---|---|---|\n"
        "| Mamba ([arXiv](https://arxiv.org/abs/2312.00752)) | Albert Gu | We introduce Mamba, a model. |\n",
        encoding="utf-8",
    )
    litweave.build([tmp_path / "2025-01-23.md"], tmp_path / "out", base="https://example.org/")
    kg = litweave.open(tmp_path / "out")
    text = kg.cookbook("other-names", thing="Mamba")
    assert "<https://example.org/entity/mamba>" in text
    assert [row[0] and row[0].value for row in kg.query(text).rows] == ["Mamba"]  # type: ignore[union-attr]


def test_answers_and_the_list_as_markdown_and_json(example_folder: Path) -> None:
    shown = run("query", example_folder, "--named", "types", "--format", "md").stdout.splitlines()
    assert shown[0].startswith("| ")
    assert set(shown[1]) <= set("| -")
    listed = json.loads(run("query", example_folder, "--list", "--format", "json").stdout)["queries"]
    assert {row["name"]: row["to set"] for row in listed}["types"] == []
    assert run("query", example_folder, "--list", "--format", "tsv").exit_code == 2
