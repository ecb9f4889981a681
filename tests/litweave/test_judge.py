"""The commands evaluate and explain: what they print, and how they fail."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.data import read_confidences
from extract.pipeline import Extractor
from litweave import steps
from litweave.cli import app

DIGEST = """## Papers for 2025-01-23

| Title | Authors | Summary |
|---|---|---|
| DeepSeek-R1: Reasoning by Reinforcement Learning (Read more on [arXiv](https://arxiv.org/abs/2501.12948)) | A B | We introduce DeepSeek-R1, a reasoning model. DeepSeek-R1 uses GRPO and is evaluated on MATH-500. DeepSeek-R1 achieves 97.3% accuracy on MATH-500. |
| s1: Simple scaling (Read more on [arXiv](https://arxiv.org/abs/2501.19393)) | C D | The work proposes \x1b[31mBudget Forcing\x1b[0m, a method [bold]for\u202e test-time[/bold] scaling. |
"""  # noqa: E501 (rows of a table)
GOLD = {
    "id": "2501.12948",
    "entities": [
        {"name": "DeepSeek-R1", "type": "Model", "mentions": ["DeepSeek-R1"], "introduced": True},
        {"name": "GRPO", "type": "Technique", "mentions": ["GRPO"], "introduced": False},
        {"name": "MATH-500", "type": "Benchmark", "mentions": ["MATH-500"], "introduced": False},
    ],
    "relations": [["DeepSeek-R1", "uses", "GRPO"], ["DeepSeek-R1", "evaluatedOn", "MATH-500"]],
    "results": [
        {
            "subject": "DeepSeek-R1",
            "benchmark": "MATH-500",
            "metric": "accuracy",
            "value": "97.3%",
            "kind": "absolute",
        }
    ],
}


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin)


@pytest.fixture(autouse=True)
def one_extractor(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the commands share an extractor, but where they are given a lexicon."""
    make = steps.make_extractor
    monkeypatch.setattr(
        steps, "make_extractor", lambda recipe: make(recipe) if recipe.lexicons else extractor
    )


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digests") / "2025-01-23.md"
    path.write_text(DIGEST, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


def test_the_scores_of_a_paper(gold: Path, digest: Path) -> None:
    done = run("evaluate", gold, digest, "--samples", "50")
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0] == ["score", "P", "R", "F1", "F1", "low", "F1", "high", "gold", "found"]
    benchmark = next(row for row in rows if row[:1] == ["Benchmark"])
    assert benchmark == ["Benchmark", *["1.000"] * 5, "1", "1"]
    assert done.stderr == ""


def test_json_holds_every_table_asked_for(gold: Path, digest: Path) -> None:
    done = run("evaluate", gold, digest, "--format", "json", "--by-rule", "--errors", 3, "--samples", 0)
    found = json.loads(done.stdout)
    assert list(found) == ["scores", "rules", "errors"]
    value = next(row for row in found["scores"] if row["score"] == "result (value)")
    assert (value["P"], value["R"], value["F1 low"]) == (1.0, 1.0, None)
    lexicon = next(row for row in found["rules"] if row["rule"] == "name.lexicon")
    assert lexicon["fired"] >= 2
    assert all(set(row) == {"error", "times", "what", "papers"} for row in found["errors"])


def test_csv_holds_one_table(gold: Path, digest: Path) -> None:
    done = run("evaluate", gold, digest, "--format", "csv", "--by-rule", "--samples", 0)
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert {row["kind"] for row in rows} >= {"name", "type", "introduce", "relation", "result"}
    both = run("evaluate", gold, digest, "--format", "csv", "--by-rule", "--errors", 1)
    assert both.exit_code == 2


def test_markdown_escapes_what_ends_a_cell(gold: Path, digest: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "gold.jsonl"
    entity = {"name": "A | B", "type": "Model", "mentions": [], "introduced": False}
    wrong.write_text(json.dumps({"id": "2501.12948", "entities": [entity]}), encoding="utf-8")
    done = run("evaluate", wrong, digest, "--format", "md", "--errors", 5, "--samples", 0)
    assert "| missed | 1 | Model: A \\| B | 2501.12948 |" in done.stdout.splitlines()


def test_standard_input_is_read(gold: Path, digest: Path) -> None:
    arguments = ("--format", "csv", "--samples", 0)
    piped = run("evaluate", gold, "-", *arguments, stdin=DIGEST)
    assert piped.stdout == run("evaluate", gold, digest, *arguments).stdout


def test_papers_that_are_not_in_the_inputs_are_told(gold: Path, digest: Path, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    two.write_text(json.dumps(GOLD) + "\n" + json.dumps({**GOLD, "id": "2501.99999"}), encoding="utf-8")
    done = run("evaluate", two, digest, "--samples", 0)
    assert done.exit_code == 0
    assert "1 of 2 annotated papers" in done.stderr
    assert "2501.99999" in done.stderr


def test_inputs_without_any_annotated_paper_are_an_error(digest: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**GOLD, "id": "2501.99999"}), encoding="utf-8")
    done = run("evaluate", other, digest)
    assert done.exit_code == 1
    assert "the inputs hold none of the 1 annotated papers" in done.stderr


def test_a_bad_annotation_is_an_error(digest: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{", encoding="utf-8")
    done = run("evaluate", bad, digest)
    assert done.exit_code == 1
    assert "bad.jsonl:1: no JSON" in done.stderr


def test_the_confidences_are_written_where_asked(gold: Path, digest: Path, tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    done = run("evaluate", gold, digest, "--samples", 0, "--write", path)
    assert done.exit_code == 0
    assert str(path) in done.stderr
    confidences = read_confidences(path)
    assert {"name.lexicon", "extends.verb", "result.sentence"} <= set(confidences)


def test_a_lexicon_of_ones_own_counts(gold: Path, digest: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\ttype\taliases\tmisspellings\tflags\nGRPO\tModel\t\t\t\n", encoding="utf-8")
    done = run("evaluate", gold, digest, "--lexicon", path, "--errors", 5, "--samples", 0)
    assert "GRPO: Technique, not Model" in done.stdout


def test_a_paper_is_explained(digest: Path) -> None:
    done = run("explain", digest, "--paper", "https://arxiv.org/abs/2501.12948v2")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith("DeepSeek-R1: Reasoning")
    assert "2501.12948  2025-01-23" in lines[1]
    assert "  DeepSeek-R1  uses  GRPO" in lines
    assert any(line.startswith("    votes for Technique") and "type.lexicon" in line for line in lines)
    assert any("introduced.title-prefix" in line for line in lines)
    assert any("97.3% absolute on MATH-500" in line for line in lines)


def test_an_explanation_can_be_of_one_name(digest: Path) -> None:
    done = run("explain", digest, "--paper", "2501.12948", "--name", "grpo")
    assert done.exit_code == 0
    assert "names (1)" in done.stdout
    assert "97.3% absolute" not in done.stdout


def test_several_rows_of_a_paper_are_all_explained(digest: Path, tmp_path: Path) -> None:
    later = tmp_path / "2025-01-24.md"
    later.write_text(DIGEST.replace("2025-01-23", "2025-01-24").replace("GRPO", "PPO"), encoding="utf-8")
    done = run("explain", digest, later, "--paper", "2501.12948")
    assert "DeepSeek-R1  uses  GRPO" in done.stdout
    assert "DeepSeek-R1  uses  PPO" in done.stdout


def test_an_unknown_paper_offers_the_nearest(digest: Path) -> None:
    done = run("explain", digest, "--paper", "2501.12949")
    assert done.exit_code == 1
    assert "no paper '2501.12949'; the nearest: 2501.12948" in done.stderr


def test_an_unknown_name_says_what_is_known_of_it(digest: Path) -> None:
    done = run("explain", digest, "--paper", "2501.12948", "--name", "accuracy")
    assert done.exit_code == 1
    assert "no name 'accuracy'" in done.stderr
    assert "the stop list metrics holds accuracy" in done.stderr
    near = run("explain", digest, "--paper", "2501.12948", "--name", "DeepSeek-R2")
    assert "the nearest: DeepSeek-R1" in near.stderr


def test_a_summary_cannot_steer_the_terminal(digest: Path) -> None:
    done = run("explain", digest, "--paper", "2501.19393")
    assert done.exit_code == 0
    assert "[bold]" in done.stdout
    assert not {"\x1b", "\u202e"} & set(done.stdout)
