"""The command lineage and its methods, on the graph of `examples/` and on a digest with a cycle."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import litweave
from litweave.cli import app

CYCLE = """## Papers for 2025-01-23

| Title | Authors | Summary |
|---|---|---|
| FooNet: \x1b[31m a net (Read more on [arXiv](https://arxiv.org/abs/2401.00001)) | Ada Lovelace | We introduce FooNet, a model. FooNet extends BarNet with \x1b[2Jgates\u202e. |
| BarNet: [bold]another[/bold] net (Read more on [arXiv](https://arxiv.org/abs/2405.00002)) | | We introduce BarNet, a model. BarNet extends FooNet with loops. |
"""  # noqa: E501 (rows of a table)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def asked(folder: Path, *arguments: object) -> dict[str, list[dict[str, object]]]:
    done = run("lineage", folder, *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def cyclic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cycle")
    (folder / "2025-01-23.md").write_text(CYCLE, encoding="utf-8")
    assert run("build", folder / "2025-01-23.md", "-o", folder / "out").exit_code == 0
    return folder / "out"


def test_a_tree_with_ancestors_above_and_descendants_below(example_folder: Path) -> None:
    lines = run("lineage", example_folder, "GRPO").stdout.splitlines()
    assert lines[:3] == [
        "ancestors",
        "└── PPO  extends  2017-07  belief 0.61",
        "    Proximal Policy Optimization Algorithms  paper/1707.06347",
    ]
    assert "    └── TRPO  extends  named 2017-07  belief 0.61" in lines
    head = lines.index("GRPO  2024-02")
    assert [line for line in lines[head:] if " extends  2" in line] == [
        "├── DAPO  extends  2025-03  belief 0.61",
        "└── Dr. GRPO  extends  2025-03  belief 0.61",
    ]
    assert any("- DAPO extends GRPO with four techniques" in line for line in lines[head:])


def test_an_edge_table_names_papers_and_facts(example_folder: Path) -> None:
    rows = asked(example_folder, "GRPO", "--depth", 1)["lineage"]
    assert [(row["side"], row["child"], row["parent"], row["beyond"]) for row in rows] == [
        ("ancestor", "GRPO", "PPO", 1),
        ("descendant", "DAPO", "GRPO", 0),
        ("descendant", "Dr. GRPO", "GRPO", 0),
    ]
    assert rows[1]["introduced by"] == rows[1]["stated by"] == ["paper/2503.14476"]
    assert str(rows[1]["sentence"]).startswith("- DAPO extends GRPO")
    assert (rows[1]["date"], rows[1]["child ref"]) == ("2025-03", "entity/dapo")


def test_what_is_used_is_one_hop_on_request(example_folder: Path) -> None:
    assert not {"uses", "used by"} & {row["side"] for row in asked(example_folder, "GRPO")["lineage"]}
    rows = [row for row in asked(example_folder, "GRPO", "--uses")["lineage"] if row["side"] == "used by"]
    assert {row["child"] for row in rows} == {"DeepSeekMath", "DeepSeek-R1-Zero"}
    assert "\nused by\n" in run("lineage", example_folder, "GRPO", "--uses").stdout


def test_months_and_belief_select(example_folder: Path) -> None:
    sides = [row["side"] for row in asked(example_folder, "GRPO", "--since", "2025")["lineage"]]
    assert sides == ["descendant", "descendant"]
    assert asked(example_folder, "GRPO", "--min-belief", "0.9")["lineage"] == []
    assert run("lineage", example_folder, "GRPO", "--until", "soon").exit_code == 1


def test_a_limit_says_what_it_hides(example_folder: Path) -> None:
    done = run("lineage", example_folder, "Transformer", "--limit", 3)
    assert "13 more descendants; see them with --limit 16" in done.stderr
    assert done.stdout.count("  belief ") == 3
    assert "more\n" in done.stdout


def test_without_a_name_the_most_extended_come_first(example_folder: Path) -> None:
    rows = asked(example_folder, "--limit", 3)["influence"]
    assert [(row["thing"], row["direct"]) for row in rows] == [
        ("chain-of-thought", 3),
        ("Transformer", 2),
        ("Llama", 2),
    ]
    assert "more things; see them with --limit" in run("lineage", example_folder, "--limit", 3).stderr


def test_chains_between_two_things(example_folder: Path) -> None:
    rows = asked(example_folder, "TRPO", "--to", "Dr. GRPO")["chains"]
    assert [(row["chain"], row["child"], row["parent"]) for row in rows] == [
        ("1", "Dr. GRPO", "GRPO"),
        ("1", "GRPO", "PPO"),
        ("1", "PPO", "TRPO"),
    ]
    cousins = run("lineage", example_folder, "DoRA", "--to", "QLoRA")
    assert cousins.stderr.splitlines() == [
        "Neither of DoRA and QLoRA descends from the other",
        "The nearest common ancestors: LoRA",
    ]
    strangers = run("lineage", example_folder, "DoRA", "--to", "TRPO")
    assert (strangers.exit_code, strangers.stdout) == (0, "")


def test_carriers_are_lineage_groups_and_papers_in_one(example_folder: Path) -> None:
    found = asked(example_folder, "GRPO", "--carriers")
    assert [row["paper"].split(":")[0] for row in found["papers"] if isinstance(row["paper"], str)] == [
        "DeepSeekMath",
        "DeepSeek-R1",
        "DAPO",
        "Understanding R1-Zero-Like Training",
    ]
    assert len(found["lineage"]) == 4
    (first, *_) = found["groups"]
    assert (first["papers"], first["did"]) == (2, ["introduced 1", "used 2"])
    assert found["papers"][1]["results"] == ["DeepSeek-R1-Zero: AIME 2024: 71.0%"]
    assert "DeepSeek-R1-Zero is built on" in str(found["papers"][1]["sentence"])
    shown = run("lineage", example_folder, "GRPO", "--carriers").stdout
    assert shown.index("DAPO  extends") < shown.index("groups:") < shown.index("papers:")


def test_csv_holds_one_section(example_folder: Path) -> None:
    done = run("lineage", example_folder, "GRPO", "--show", "papers", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["paper ref"] for row in rows][:2] == ["paper/2402.03300", "paper/2501.12948"]


def test_a_cycle_is_broken_and_told(cyclic: Path) -> None:
    done = run("lineage", cyclic, "FooNet")
    assert "BarNet  extends  2024-05" in done.stdout
    (note,) = (line for line in done.stderr.splitlines() if "cycle" in line)
    assert note.endswith("FooNet extends BarNet (it is of 2024-01, what it descends from of 2024-05)")
    rows = asked(cyclic, "FooNet")
    assert [row["side"] for row in rows["lineage"]] == ["descendant"]
    assert any("cycle" in str(each) for each in rows["notes"])


def test_papers_without_authors_are_shown(cyclic: Path) -> None:
    found = asked(cyclic, "FooNet", "--carriers")
    assert [(row["group"], row["authors"]) for row in found["papers"]] == [(1, ["Ada Lovelace"]), (None, [])]
    assert "Of 1 of 2 papers no author is known" in list(map(str, found["notes"]))


@pytest.mark.parametrize("more", [[], ["--carriers"], ["--to", "BarNet"]])
def test_text_of_digests_cannot_steer_the_terminal(cyclic: Path, more: list[str]) -> None:
    shown = run("lineage", cyclic, "FooNet", *more)
    assert "[bold]another[/bold]" in shown.stdout or more == ["--to", "BarNet"]
    assert not set("\x1b\u202e") & set(shown.output)


def test_a_thing_without_family_says_so(example_folder: Path) -> None:
    done = run("lineage", example_folder, "MATH-500")
    assert done.exit_code == 0
    assert "No digest says that" in done.stderr


def test_a_name_not_found_offers_the_nearest(example_folder: Path) -> None:
    done = run("lineage", example_folder, "GRPPO")
    assert done.exit_code == 1
    assert "nearest" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--uses"],
        ["--to", "PPO"],
        ["--plot", "a.svg"],
        ["GRPO", "--to", "PPO", "--carriers"],
        ["GRPO", "--depth", 0],
    ],
)
def test_wrong_usage(example_folder: Path, arguments: list[object]) -> None:
    assert run("lineage", example_folder, *arguments).exit_code == 2


def test_a_picture(example_folder: Path, tmp_path: Path) -> None:
    done = run("lineage", example_folder, "GRPO", "--plot", tmp_path / "a.svg")
    assert (done.exit_code, (tmp_path / "a.svg").exists()) == (0, True)
    assert run("lineage", example_folder, "GRPO", "--plot", tmp_path / "a.pdf").exit_code == 2


def test_from_python(example_graph: litweave.KG) -> None:
    found = example_graph.lineage("Group Relative Policy Optimization", depth=1, uses=True)
    assert [node.ref for node in found.descendants.branches] == ["entity/dapo", "entity/drgrpo"]
    assert found.used_by
    assert [len(chain) for chain in example_graph.chains("TRPO", "GRPO").chains] == [3]
    assert example_graph.ancestors()[0].ref == "entity/chainofthought"
    assert len(example_graph.carriers("GRPO").papers) == 4
    with pytest.raises(litweave.NotFound):
        example_graph.lineage("GRPPO")
