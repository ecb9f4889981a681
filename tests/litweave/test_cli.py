"""The command line on a small digest: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from graph.cards import card, labels
from graph.model import Entity, Evidence, KnowledgeGraph, Paper, Source, Span, Statement
from graph.provenance import Provenance
from litweave import console, directory
from litweave.cli import app
from litweave.commands.card import CardPrinter

DIGEST = """## Papers for 2025-01-23

| Title | Authors | Summary |
|---|---|---|
| DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning (Read more on [arXiv](https://arxiv.org/abs/2501.12948)) | Daya Guo, Dejian Yang | We introduce DeepSeek-R1, a reasoning model. DeepSeek-R1 uses GRPO and is evaluated on MATH-500. DeepSeek-R1 achieves 97.3% accuracy on MATH-500. |
| s1: Simple test-time scaling (Read more on [arXiv](https://arxiv.org/abs/2501.19393)) | Niklas Muennighoff | The work proposes \x1b[31mBudget Forcing\x1b[0m, a method [bold]for\u202e test-time[/bold] scaling. |
"""  # noqa: E501 (rows of a table)
COMMANDS = (
    "build",
    "update",
    "extract",
    "query",
    "show",
    "links",
    "lineage",
    "leaderboard",
    "compare",
    "coauthors",
    "stats",
    "diff",
    "view",
    "export",
    "trends",
    "check",
    "evaluate",
    "explain",
)
HEAVY = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "pyarrow", "networkx", "pyvis", "numpy", "jinja2")


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin)


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digests") / "2025-01-23.md"
    path.write_text(DIGEST, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(digest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("graph") / "out"
    built = run("build", digest, "-o", output)
    assert built.exit_code == 0, built.output
    return output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"Example: litweave {command}" in shown.output


def test_the_help_lists_every_command() -> None:
    context = get_command(app).make_context("litweave", [], resilient_parsing=True)
    assert tuple(get_command(app).list_commands(context)) == COMMANDS  # type: ignore[attr-defined]
    assert all(command in run("--help").stdout for command in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, litweave.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_building_says_what_was_built(digest: Path, tmp_path: Path) -> None:
    done = run("build", digest, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Built {tmp_path / 'out'} in ")
    assert [line.split() for line in done.stdout.splitlines()[1:3]] == [["rows", "2"], ["papers", "2"]]
    assert done.stderr == "", "quiet when piped"


def test_update_adds_standard_input(graph: Path, digest: Path, tmp_path: Path) -> None:
    run("build", digest, "-o", tmp_path / "out")
    more = DIGEST.replace("2501.12948", "2501.99999").replace("2025-01-23", "2025-01-24")
    done = run("update", tmp_path / "out", "-", stdin=more)
    assert done.exit_code == 0, done.output
    assert ["rows", "4"] in [line.split() for line in done.stdout.splitlines()]


def test_extract_prints_a_record_a_paper(digest: Path) -> None:
    done = run("extract", digest)
    assert done.exit_code == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["2501.12948", "2501.19393"]
    assert "DeepSeek-R1" in {entity["name"] for entity in records[0]["entities"]}
    assert run("extract", "-", stdin=DIGEST).stdout == done.stdout


def test_problems_of_extract_go_to_standard_error(tmp_path: Path) -> None:
    bad = tmp_path / "2025-01-23.md"
    bad.write_text(DIGEST + "| | nobody | |\n", encoding="utf-8")
    done = run("extract", bad)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    assert f"error: {bad}:7" in done.stderr
    assert run("extract", "--strict", bad).exit_code == 1


LINKED = """# 2025-01-23

| Title | Authors | Summary |
|---|---|---|
| [FooNet](https://arxiv.org/abs/2501.00001) | Tianyi Zhou, Evelyn Adams | FooNet ranks. |
| [BarNet](https://arxiv.org/abs/2501.00002) | zhoutianyi, evelyna | BarNet sorts. |
"""


def test_links_lists_decisions(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LINKED, encoding="utf-8")
    run("build", tmp_path / "a.md", "-o", tmp_path / "out")
    lines = run("links", tmp_path / "out").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["what", "merge", "match"]
    merge = json.loads(run("links", tmp_path / "out", "zhoutianyi", "--format", "json").stdout)
    assert (merge["subject"], merge["object"]) == ("zhoutianyi", "author/tianyi-zhou")
    rows = run("links", tmp_path / "out", "--what", "merge", "--format", "csv").stdout.splitlines()
    assert rows[0] == "what,about,subject,object,score,rule,why"
    assert [row.split(",")[2] for row in rows[1:]] == ["zhoutianyi"]
    assert "1 more" in run("links", tmp_path / "out", "--limit", "1").stderr
    assert run("links", tmp_path / "out", "--what", "homonym").stderr == "No such decision was made\n"
    assert run("links", tmp_path / "out", "nobody").exit_code == 1


QUERY = "SELECT ?title WHERE { ?p a lw:Paper ; dcterms:title ?title } ORDER BY ?title"


def test_query_formats(graph: Path) -> None:
    ask = "ASK { ?s ?p ?o }"
    assert run("query", graph, ask).stdout == "true\n"
    select = "SELECT ?n WHERE { VALUES ?n { 1 2 } }"
    assert run("query", graph, select, "--format", "csv").stdout.split() == ["n", "1", "2"]
    assert run("query", graph, select, "--format", "tsv").stdout.split() == ["?n", "1", "2"]
    assert json.loads(run("query", graph, select, "--format", "json").stdout)["head"] == {"vars": ["n"]}
    assert run("query", graph, select).stdout.split()[0] == "n"


def test_query_from_a_file_and_short_names(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT DISTINCT ?p WHERE { ?p lw:introduces ?x }")
    done = run("query", graph, "--file", tmp_path / "q.rq")
    assert "paper:2501.12948" in done.stdout


def test_a_wide_table_is_not_cut_when_piped(graph: Path) -> None:
    done = run("query", graph, f'SELECT ("{"x" * 300}" AS ?x) WHERE {{}}')
    assert "x" * 300 in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "x.md"],
        ["nonsense"],
        ["query", "DIR"],
        ["query", "DIR", "ASK {}", "--file", __file__],
        ["query", "DIR", "ASK {}", "--format", "xml"],
        ["query", "DIR", "ASK {}", "--timeout", "0"],
        ["diff", "DIR"],
        ["diff", "DIR", "DIR", "--limit", "-1"],
        ["diff", "DIR", "DIR", "--format", "csv"],
        ["build", "x.md", "-o", "out", "--lexicon", "missing.tsv"],
        ["check", "DIR", "--shapes", "missing.ttl"],
    ],
)
def test_wrong_usage_is_exit_code_2(graph: Path, arguments: list[str]) -> None:
    assert run(*(graph if each == "DIR" else each for each in arguments)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["build", "missing.md", "-o", "OUT"], "missing.md"),
        (["build", "DIGEST", "-o", "DIGEST"], "is a file"),
        (["build", "DIGEST", "-o", "OUT", "--base", "x"], "base"),
        (["build", "DIGEST", "-o", "OUT", "--lexicon", "DIGEST"], "header"),
        (["update", "OUT", "DIGEST"], "no such folder"),
        (["query", "DIR", "SELECT nonsense"], "not a valid query"),
        (["query", "DIR", "--file", "LATIN"], "not UTF-8"),
        (["query", "OUT", "ASK {}"], "no such folder"),
        (["build", "LATIN", "-o", "OUT"], "latin.md"),
        (["show", "DIR", "2501.00000"], "2501.00000"),
        (["view", "OUT"], "no such folder"),
        (["stats", "OUT"], "no such folder"),
        (["diff", "DIR", "OUT"], "no such folder"),
        (["diff", "EMPTY", "DIR"], "holds no graph"),
        (["extract", "missing.md"], "missing.md"),
        (["check", "OUT"], "no such folder"),
        (["check", "DIR", "--shapes", "DIGEST"], "not Turtle"),
    ],
)
def test_failure_is_exit_code_1_with_the_reason_and_no_traceback(
    graph: Path, digest: Path, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes(b"caf\xe9")
    (tmp_path / "empty").mkdir()
    places = {"DIR": graph, "DIGEST": digest, "LATIN": latin, "OUT": tmp_path / "out"}
    places["EMPTY"] = tmp_path / "empty"
    done = run(*(places.get(each, each) for each in arguments))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_not_found_offers_the_nearest(graph: Path) -> None:
    done = run("show", graph, "DeepSeek-R11")
    assert done.exit_code == 1
    assert "nearest: DeepSeek-R1" in done.stderr


def test_show_a_thing_with_sentences(graph: Path) -> None:
    done = run("show", graph, "deepseek r1")
    assert done.exit_code == 0
    assert done.stdout.startswith("DeepSeek-R1  Model (1)")
    assert "introduced by (1)" in done.stdout
    assert "DeepSeek-R1 achieves 97.3% accuracy on MATH-500." in done.stdout
    assert "[paper/2501.12948 2025-01-23 " in done.stdout


def test_show_a_paper_by_id_url_and_title(graph: Path) -> None:
    shown = [
        run("show", graph, name).stdout
        for name in ("2501.12948v2", "https://arxiv.org/abs/2501.12948", "2501.12948")
    ]
    assert len(set(shown)) == 1
    assert shown[0].startswith("DeepSeek-R1: Incentivizing")
    assert "\nintroduces (" in shown[0]


def test_show_tells_what_else_has_the_name(tmp_path: Path) -> None:
    row = "| {0} (Read more on [arXiv](https://arxiv.org/abs/{1})) | {2} | We introduce Zanzibar, {3}. |\n"
    model = row.format("Zanzibar: a model", "2501.00001", "Ada Lovelace", "a language model")
    data = row.format("Zanzibar: much data", "2502.00002", "Grace Hopper", "a benchmark")
    digest = tmp_path / "2025-03-01.md"
    digest.write_text(f"| Title | Authors | Summary |\n|---|---|---|\n{model}{data}", encoding="utf-8")
    assert run("build", digest, "-o", tmp_path / "out").exit_code == 0
    done = run("show", tmp_path / "out", "Zanzibar")
    assert done.stdout.startswith("Zanzibar  Model (1)")
    assert done.stderr == "Also of this name: Zanzibar entity/zanzibar--2502.00002\n"


def test_show_an_author(graph: Path) -> None:
    assert run("show", graph, "daya guo").stdout.split("\n") == [
        "Daya Guo  Author",
        "  reference:  author/daya-guo",
        "  lists:      1 complete",
        "",
        "papers (1)",
        "  DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning"
        "  paper/2501.12948 2025-01",
        "",
        "co-authors (1)",
        "  Dejian Yang  author/dejian-yang  1 paper",
        "",
    ]


def test_a_card_limits_facts_and_counts_the_rest() -> None:
    source = Source("2501.00001", "2025-01-23", "Seven uses of GRPO")
    evidence = Evidence(source.key, Span("title", 0, 18, ((14, 18),)), "a.rule", 0.9)
    paper = f"paper/{source.paper}"
    kg = KnowledgeGraph(
        sources=(source,),
        papers=(Paper("paper/2501.00001", "2501.00001", source.title, "2025-01", ("2025-01-23",), ()),),
        entities=tuple(Entity(f"entity/{n}", f"N{n}", (("Model", 1),)) for n in range(8)),
        statements=tuple(
            Statement(f"entity/{n}", "uses", "entity/7", 0.9, "", "", (paper,), (evidence, evidence))
            for n in range(7)
        ),
    )
    provenance = Provenance(kg.sources, kg.papers)
    grpo = card(kg.entities[7], kg, labels(kg))

    def lines(limit: int | None) -> list[str]:
        printer = CardPrinter(labels(kg), lambda fact: provenance.supports(fact.evidence), limit)
        return [line.plain for line in printer.lines(grpo)]

    sentence = "    Seven uses of GRPO  [paper/2501.00001 2025-01-23 a.rule]"
    assert "used by (7)" in lines(5)
    assert "  and 2 more; --all shows them" in lines(5)
    assert lines(5).count(sentence) == 5
    assert lines(None).count(sentence) == 14


def test_no_byte_depends_on_the_history_of_a_graph_or_on_hash_seeds(digest: Path, tmp_path: Path) -> None:
    more = tmp_path / "2025-01-24.md"
    more.write_text(DIGEST.replace("2501.12948", "2501.99999").replace("GRPO", "PPO"), encoding="utf-8")
    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    for seed, arguments in enumerate(
        (["build", more, "-o", grown], ["update", grown, digest], ["build", digest, more, "-o", fresh])
    ):
        command = [sys.executable, "-m", "litweave", *map(str, arguments)]
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, check=True
        )
    tables = [f"tables/{path.name}" for path in (fresh / "tables").iterdir()]
    for name in (*tables, "graph.ttl", "graph.trig", "graph.html"):
        assert (grown / name).read_bytes() == (fresh / name).read_bytes(), name


def test_rows_that_were_read_before_do_not_need_spacy(digest: Path, tmp_path: Path) -> None:
    run("build", digest, "-o", tmp_path / "out")
    code = f"import sys, litweave; litweave.update({str(tmp_path / 'out')!r}); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("arguments", [["show", "2501.19393"], ["query", "SELECT ?t { ?s ?p ?t }"]])
def test_text_of_digests_cannot_steer_the_terminal(graph: Path, arguments: list[str]) -> None:
    shown = run(arguments[0], graph, arguments[1]).stdout
    assert "test-time" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


def test_stats_tell_what_was_not_understood(graph: Path) -> None:
    lines = [line.split() for line in run("stats", graph).stdout.splitlines()]
    assert ["papers", "2"] in lines
    assert ["no", "entity", "0", "0.0%"] in lines


def test_view_prints_the_path_when_piped(graph: Path) -> None:
    done = run("view", graph)
    assert done.stdout.strip() == str((graph / "graph.html").resolve())


def test_dropped_inputs_are_listed(graph: Path, digest: Path, tmp_path: Path) -> None:
    other = tmp_path / "2025-01-24.md"
    other.write_text(DIGEST, encoding="utf-8")
    done = run("build", other, "-o", graph)
    assert done.exit_code == 1
    assert str(digest) in done.stderr
    assert "--replace" in done.stderr


def test_a_busy_folder(graph: Path, digest: Path) -> None:
    with directory.locked(graph):
        assert run("build", digest, "-o", graph).exit_code == 1
        assert run("stats", graph).exit_code == 0


def test_clean_keeps_text_and_takes_control() -> None:
    assert console.clean("α-β: 日本語 🙂 [red]x[/red]") == "α-β: 日本語 🙂 [red]x[/red]"
    assert console.clean("a\x1b[2Jb\x9bc\u202ed\x00") == "a�[2Jb�c�d�"
    assert console.clean("two\r\nlines\u2028three") == "two lines three"
    assert console.clean("\ud800") == "�"


def test_marks_stay_on_their_words_after_cleaning() -> None:
    line = console.marked("a\nb \x1bword\x1b end", [(5, 9), (0, 1)])
    assert line.plain == "a b �word� end"
    assert [line.plain[span.start : span.end] for span in line.spans] == ["a", "word"]


DOUBT = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix lw: <https://w3id.org/litweave/ontology#> .
[] a sh:PropertyShape ; sh:targetClass lw:Entity ; sh:path lw:mainType ; sh:maxCount 0 ;
  sh:message "No\\u001btype" .
"""


@pytest.fixture
def doubt(tmp_path: Path) -> Path:
    """Return shapes that every entity violates."""
    path = tmp_path / "doubt.ttl"
    path.write_text(DOUBT, encoding="utf-8")
    return path


def test_check_finds_nothing_in_what_was_built(graph: Path) -> None:
    done = run("check", graph)
    assert (done.exit_code, done.stdout) == (0, "No violations\n")
    assert json.loads(run("check", graph, "--format", "json").stdout) == {"violations": 0, "shown": []}


def test_check_shows_violations_and_exits_with_1(graph: Path, doubt: Path) -> None:
    done = run("check", graph, "--shapes", doubt)
    assert done.exit_code == 1
    (line,) = (line for line in done.stdout.splitlines() if " DeepSeek-R1 " in line)
    assert line.split() == ["entity:deepseekr1", "DeepSeek-R1", "No�type", "lw:Model"]
    assert done.stderr == f"{len(done.stdout.splitlines()) - 1} violations\n"


def test_check_limits_what_it_shows(graph: Path, doubt: Path) -> None:
    done = run("check", graph, "--shapes", doubt, "--limit", 2)
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr.endswith(" of them not shown\n")
    found = json.loads(run("check", graph, "--shapes", doubt, "--limit", 2, "--format", "json").stdout)
    assert found["violations"] > len(found["shown"]) == 2
    assert set(found["shown"][0]) == {"focus", "label", "message", "path", "values"}
    everything = run("check", graph, "--shapes", doubt, "--limit", 0, "--format", "json")
    assert everything.exit_code == 1
    assert len(json.loads(everything.stdout)["shown"]) == found["violations"]
