"""The command trends, and `KG.trends`, on the example graph and on one with a trend in it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import litweave
from litweave.cli import app
from litweave.errors import LitweaveError

ROW = (
    "| {name} paper {n} (Read more on [arXiv](https://arxiv.org/abs/{id})) | Ada Lovelace {n} | {summary} |\n"
)
HEAD = "\n## Papers for 2025-0{month}-15\n\n| Title | Authors | Summary |\n|---|---|---|\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph in which GRPO comes up and DPO stays: six months of twenty papers."""
    text = ""
    for month in range(1, 7):
        text += HEAD.format(month=month)
        for n in range(20):
            grpo = month > 4 and n < 14
            summary = f"The model is trained with {'GRPO' if grpo else 'PPO'} and tested on GSM8K."
            text += ROW.format(name=f"A {month}", n=f"{month}.{n}", id=f"250{month}.{n:05}", summary=summary)
    folder = tmp_path_factory.mktemp("growing")
    (folder / "2025.md").write_text(text, encoding="utf-8")
    litweave.build([folder / "2025.md"], folder / "graph")
    return folder / "graph"


def test_what_grows_is_listed_with_its_shares(growing: Path) -> None:
    shown = json.loads(run("trends", growing, "--format", "json").stdout)
    (row,) = shown["rising"]
    assert (row["name"], row["before"], row["now"], row["first seen"]) == ("GRPO", "0.0%", "70.0%", "2025-05")
    assert row["ratio"] is None  # nothing was counted before
    assert row["low"] > 1
    assert "GRPO" in row["sentence"]
    assert [row[f"2025-0{month}"] for month in range(1, 7)] == [0, 0, 0, 0, 14, 14]
    assert [row["name"] for row in shown["fading"]] == ["PPO"]
    assert "Now: 2025-05 to 2025-06 (40 papers); before: 2025-01 to 2025-04 (80)" in shown["notes"][0]


def test_people_get_bars_and_no_references(growing: Path) -> None:
    shown = run("trends", growing)
    assert "▁▁▁▁██" in shown.stdout
    assert "entity/" not in shown.stdout
    assert "Perhaps incomplete, for digests begin or end there: 2025-01, 2025-06" in shown.stderr


def test_one_part_of_one_type_as_csv(growing: Path) -> None:
    shown = run("trends", growing, "--show", "counts", "--type", "Benchmark", "--format", "csv")
    (row,) = csv.DictReader(shown.stdout.splitlines())
    assert (row["ref"], row["papers"], row["2025-03"]) == ("entity/gsm8k", "120", "20")


def test_one_thing_month_by_month(growing: Path) -> None:
    shown = run("trends", growing, "GRPO", "--format", "csv")
    rows = list(csv.DictReader(shown.stdout.splitlines()))
    assert [row["mentioned by"] for row in rows] == ["0", "0", "0", "0", "14", "14"]
    assert rows[4]["share"] == "70.0% (48.1% to 85.5%)"


def test_the_window_and_the_months_can_be_chosen(growing: Path) -> None:
    notes = run("trends", growing, "--recent", 3, "--since", "2025-02", "--until", "2025-05").stderr
    assert "Now: 2025-03 to 2025-05 (60 papers); before: 2025-02 (20)" in notes


def test_the_examples_are_too_few_for_a_trend(example_folder: Path) -> None:
    found = litweave.open(example_folder).trends()
    assert (found.rising, found.fading) == ((), ())
    counts = {trend.entity.ref: sum(trend.counts) for trend in found.trends}
    labelled = (example_folder / "graph.ttl").read_text(encoding="utf-8").count("lw:hasTask entity:reinf")
    assert counts["entity/reinforcementlearning"] == labelled == 10
    shown = run("trends", example_folder, "--show", "counts", "--type", "Task")
    assert "No digest of these months labels tasks" not in shown.stderr


def test_labels_that_are_missing_are_told_of(growing: Path) -> None:
    shown = run("trends", growing, "--show", "counts", "--type", "Task")
    assert "No digest of these months labels tasks" in shown.stderr


def test_a_picture_of_what_rises(growing: Path, tmp_path: Path) -> None:
    assert run("trends", growing, "--plot", tmp_path / "a.svg").exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<?xml")
    nothing = run("trends", growing, "--show", "new", "--type", "Dataset", "--plot", tmp_path / "b.svg")
    assert (nothing.exit_code, "nothing to draw" in nothing.stderr) == (1, True)


def test_a_name_that_is_not_there_offers_the_nearest(growing: Path) -> None:
    shown = run("trends", growing, "GRPOO")
    assert (shown.exit_code, "GRPO" in shown.stderr) == (1, True)


def test_what_is_left_out_is_told(growing: Path) -> None:
    shown = run("trends", growing, "--show", "counts", "--limit", 1)
    assert "2 more things; see them with --limit 3" in shown.stderr
    early = run("trends", growing, "GRPO", "--until", "2025-04")
    assert "No papers of these months mention it" in early.stderr
    assert run("trends", growing, "GRPO", "--show", "new").exit_code == 2


def test_months_without_papers_say_so(growing: Path) -> None:
    shown = run("trends", growing, "--since", "2030")
    assert (shown.exit_code, "No papers of these months" in shown.stderr) == (0, True)


def test_what_is_no_date_is_refused(example_folder: Path) -> None:
    with pytest.raises(LitweaveError, match="is no date"):
        litweave.open(example_folder).trends(since="soon")
