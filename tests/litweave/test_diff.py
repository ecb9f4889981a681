"""What a day more, less or corrected changes, in graphs of small digests as `build` leaves them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import litweave
from graph.difference import Difference
from litweave import directory, report
from litweave.cli import app
from litweave.errors import LitweaveError

HEADER = "| Title | Authors | Summary |\n|---|---|---|\n"
R1 = (
    "2501.12948",
    "A Paper about Sums",
    "Daya Guo",
    "We introduce DeepSeek-R1, a reasoning model. DeepSeek-R1 uses GRPO. "
    "DeepSeek-R1 achieves 97.3% accuracy on MATH-500.",
)
CORRECTED = (*R1[:3], R1[3].replace("uses GRPO", "uses PPO").replace("97.3%", "96.1%"))
AGAIN = ("2502.04322", "A Paper about Numbers", "Ada Lovelace", "DeepSeek-R1 is evaluated on MATH-500.")
NEXT = (
    "2501.19393",
    "A Paper about Cities",
    "Niklas Muennighoff",
    "We introduce Zanzibar, a language model.",
)
FIRST = (
    "2501.00001",
    "Foobar: a model of everything",
    "Ada Lovelace",
    "We introduce Foobar, a language model.",
)
LATER = ("2502.00002", "Foobar: another model", "Grace Hopper", "We introduce Foobar, a vision model.")
HOSTILE = ("2503.00003", "A \x1b[31m[bold]title\u202e[/bold]", "Eve", "We introduce Nimbus, a model.")

Build = Callable[..., Path]


def digest(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    lines = (
        f"| {title} (Read more on [arXiv](https://arxiv.org/abs/{id_})) | {who} | {text} |\n"
        for id_, title, who, text in rows
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"## Papers for {path.stem}\n\n{HEADER}{''.join(lines)}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that builds the graph of days, each a tuple of rows; the first is 2025-01-01."""
    known: dict[tuple[Any, ...], Path] = {}

    def build(*days: tuple[tuple[str, str, str, str], ...]) -> Path:
        if days not in known:
            folder = tmp_path_factory.mktemp("diff")
            files = [digest(folder / "in" / f"2025-01-{n:02}.md", *rows) for n, rows in enumerate(days, 1)]
            litweave.build(files, folder / "out")
            known[days] = folder / "out"
        return known[days]

    return build


def sayings(found: Difference, group: str) -> set[tuple[str, str, str]]:
    """Return the statements of a group with labels, all but mentions and authors."""
    facts = (fact for changes in found.statements.values() for fact in getattr(changes, group))
    return {
        (found.labels[fact.subject], fact.relation, found.labels[fact.object])
        for fact in facts
        if fact.relation not in ("mentions", "authoredBy")
    }


def names(things: Iterable[Any]) -> set[str]:
    return {each.ref for each in things}


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["diff", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_same_rows_do_not_differ(built: Build) -> None:
    one = built((R1, NEXT))
    other = built((NEXT, R1))
    found = litweave.diff(one, other)
    assert not found
    assert (found.papers.old, found.papers.new) == (2, 2)
    assert run(one, other).splitlines()[-1] == "Nothing differs."
    assert "Nothing differs." not in run(one, built((R1,)))


def test_a_day_more_adds_and_a_day_less_withdraws(built: Build) -> None:
    less, more = built((R1,)), built((R1,), (NEXT,))
    came, went = litweave.diff(less, more), litweave.diff(more, less)
    assert names(came.papers.added) == {"paper/2501.19393"}
    assert names(came.entities.added) == {"entity/zanzibar"}
    assert names(came.authors.added) == {"author/niklas-muennighoff"}
    assert sayings(came, "added") == {("A Paper about Cities", "introduces", "Zanzibar")}
    for group, opposite in (("added", "withdrawn"), ("withdrawn", "added")):
        for kind in ("papers", "authors", "entities", "results"):
            assert getattr(getattr(came, kind), group) == getattr(getattr(went, kind), opposite)
        assert sayings(came, group) == sayings(went, opposite)
    assert not came.entities.withdrawn


def test_a_withdrawn_digest_of_an_updated_graph(built: Build, tmp_path: Path) -> None:
    before = built((R1,), (NEXT,))
    kept = digest(tmp_path / "in" / "2025-01-01.md", R1)
    gone = digest(tmp_path / "in" / "2025-01-02.md", NEXT)
    litweave.build([kept, gone], tmp_path / "out")
    assert not litweave.diff(before, tmp_path / "out")
    litweave.update(tmp_path / "out", remove=gone)
    found = litweave.diff(before, tmp_path / "out")
    assert names(found.papers.withdrawn) == {"paper/2501.19393"}
    assert sayings(found, "withdrawn") == {("A Paper about Cities", "introduces", "Zanzibar")}
    assert not any(changes.added or changes.changed for changes in found.statements.values())


def test_a_corrected_digest(built: Build) -> None:
    found = litweave.diff(built((R1,)), built((CORRECTED,)))
    assert not found.papers
    assert ("DeepSeek-R1", "uses", "PPO") in sayings(found, "added")
    assert ("DeepSeek-R1", "uses", "GRPO") in sayings(found, "withdrawn")
    assert [each.measure.text for each in found.results.added] == ["96.1%"]
    assert [each.measure.text for each in found.results.withdrawn] == ["97.3%"]


def test_what_a_second_paper_says_again_is_believed_more(built: Build) -> None:
    found = litweave.diff(built((R1,)), built((R1,), (AGAIN,)))
    ((old, new),) = found.statements["evaluatedOn"].changed
    assert (old.subject, old.object, old.evidence) == ("entity/deepseekr1", "entity/math500", ())
    assert old.belief + 0.01 < new.belief
    assert [paper.ref for paper in found.papers.added] == ["paper/2502.04322"]
    text = run(built((R1,)), built((R1,), (AGAIN,)))
    said = f"  DeepSeek-R1  evaluatedOn  MATH-500  belief {new.belief:.2f}, was {old.belief:.2f}"
    assert said in text.splitlines()


def test_a_name_that_another_paper_had_taken_comes_back(built: Build) -> None:
    """The graphs are built apart: no report says what moved."""
    both, later = built((FIRST, LATER)), built((LATER,))
    found = litweave.diff(both, later)
    moved = [(old.ref, new.ref) for old, new in found.entities.moved]
    assert moved == [("entity/foobar--2502.00002", "entity/foobar")]
    ((old, new),) = found.statements["introduces"].moved
    assert (old.subject, old.object, new.object) == ("paper/2502.00002", *moved[0])
    assert not found.statements["introduces"].added
    assert [each.subject for each in found.statements["introduces"].withdrawn] == ["paper/2501.00001"]
    lines = run(both, later).splitlines()
    assert "introduces moved (1)" in lines
    assert (
        "  Foobar: another model  introduces  Foobar  belief "
        f"{new.belief:.2f}, was paper/2502.00002  introduces  entity/foobar--2502.00002  "
        f"belief {old.belief:.2f}"
    ) in lines


def test_what_the_report_says_of_a_move_counts_most(built: Build, tmp_path: Path) -> None:
    file = digest(tmp_path / "2025-01-01.md", LATER, R1)
    litweave.build(file, tmp_path / "out")
    build = directory.resolve(tmp_path / "out")
    known = replace(report.load(build), reidentified={"entity/foobar--2502.00002": "entity/grpo"})
    report.save(known, build)
    found = litweave.diff(built((FIRST, LATER)), tmp_path / "out")
    assert [(old.ref, new.ref) for old, new in found.entities.moved] == [
        ("entity/foobar--2502.00002", "entity/grpo")
    ]


def test_counts_come_first_and_each_group_is_limited(built: Build) -> None:
    lines = run(built((R1,)), built((R1,), (NEXT, HOSTILE)), "--limit", 1).splitlines()
    assert lines[0].split() == ["old", "new", "added", "withdrawn", "changed", "moved"]
    assert ["papers", "1", "3", "2", "0", "0", "0"] in [line.split() for line in lines]
    start = lines.index("papers added (2)")
    assert lines[start + 1] == "  A Paper about Cities  paper/2501.19393"
    assert lines[start + 2] == "  and 1 more"
    everything = run(built((R1,)), built((R1,), (NEXT, HOSTILE)))
    assert "more" not in everything
    assert "  A Paper about Cities  introduces  Zanzibar  belief " in everything


def test_a_limit_of_nothing_leaves_the_counts(built: Build) -> None:
    lines = run(built((R1,)), built((R1,), (NEXT,)), "--limit", 0).splitlines()
    start = lines.index("papers added (1)")
    assert lines[start + 1] == "  and 1 more"


def test_text_of_digests_cannot_steer_the_terminal(built: Build) -> None:
    shown = run(built((R1,)), built((R1,), (NEXT, HOSTILE)))
    assert "[bold]title" in shown
    assert not set("\x1b\u202e") & set(shown)


def test_json_is_complete(built: Build) -> None:
    old, new = built((R1,)), built((R1,), (NEXT, AGAIN))
    found = json.loads(run(old, new, "--format", "json", "--limit", 0))
    assert set(found) == {"counts", "changes", "labels"}
    assert set(found["counts"]) == set(found["changes"])
    for kind, groups in found["changes"].items():
        assert {name: len(each) for name, each in groups.items()} == {
            name: number for name, number in found["counts"][kind].items() if name not in ("old", "new")
        }
    (introduced,) = found["changes"]["introduces"]["added"]
    assert introduced["subject"] == "paper/2501.19393"
    assert "evidence" not in introduced
    (tested,) = found["changes"]["evaluatedOn"]["changed"]
    assert tested["old"]["key"] == tested["new"]["key"]
    assert tested["old"]["belief"] < tested["new"]["belief"]
    assert found["labels"][introduced["object"]] == "Zanzibar"
    assert [each["label"] for each in found["changes"]["entities"]["added"]] == ["Zanzibar"]


def test_json_of_results_has_the_measure_and_names_for_its_references(built: Build) -> None:
    found = json.loads(run(built((R1,)), built((CORRECTED,)), "--format", "json"))
    (result,) = found["changes"]["results"]["added"]
    assert (result["measure"]["low"], result["measure"]["unit"]) == ("96.1", "%")
    refs = {result["subject"], result["benchmark"], result["metric"], *result["papers"]}
    assert refs <= set(found["labels"])


def test_no_byte_depends_on_hash_seeds(built: Build) -> None:
    folders = [str(built((R1,), (NEXT, AGAIN))), str(built((CORRECTED, LATER)))]
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "litweave", "diff", *folders, "--format", form],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for form in ("text", "json")
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1] != outputs[2] == outputs[3]


def test_a_damaged_table_is_named(built: Build, tmp_path: Path) -> None:
    litweave.build(digest(tmp_path / "2025-01-01.md", NEXT), tmp_path / "out")
    (directory.resolve(tmp_path / "out") / "tables" / "statements.parquet").write_bytes(b"?")
    with pytest.raises(LitweaveError, match=r"statements\.parquet"):
        litweave.diff(built((R1,)), tmp_path / "out")
