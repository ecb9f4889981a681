"""The commands that read digests: build, update, extract."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litweave import console
from litweave.recipe import BASE, STDIN, Recipe, absolute, describe

if TYPE_CHECKING:
    from graph.model import Problem
    from litweave.report import Report

_SHOWN = 5

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Files, folders, globs, or - for standard input.", show_default=False
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Fail if any row cannot be read.")]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="A lexicon of your own (repeatable).",
        exists=True,
        dir_okay=False,
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help="A file of rules of your own (repeatable).",
        exists=True,
        dir_okay=False,
    ),
]


def build(
    inputs: Inputs,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="The folder of the graph.", show_default=False),
    ],
    base: Annotated[str, typer.Option(metavar="IRI", help="What the graph's IRIs start with.")] = BASE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Build even if inputs of the graph there are left out.")
    ] = False,
    strict: Strict = False,
    lexicon: Lexicons = None,
    rules: Rules = None,
    overrides: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Corrections of your own (TOML).", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Build the graph of digests. The inputs are the whole corpus; see update for adding to it.

    Example: litweave build digests/ -o graph
    """
    from litweave.building import build as run

    with console.progress() as progress:
        report = run(
            inputs,
            output,
            base=base,
            replace=replace,
            strict=strict,
            lexicons=lexicon or (),
            rules=rules or (),
            overrides=overrides,
            progress=progress,
        )
    _print_report(report, output)


def update(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the graph.", show_default=False)
    ],
    new: Annotated[
        list[str] | None,
        typer.Argument(metavar="NEW", help="Inputs to add, as for build.", show_default=False),
    ] = None,
    remove: Annotated[
        list[Path] | None,
        typer.Option("--remove", metavar="OLD", help="A recorded file or folder to leave out (repeatable)."),
    ] = None,
    strict: Strict = False,
) -> None:
    """Add digests to a graph, or remove some; the result is that of a fresh build.

    Example: litweave update graph digests/2025-04-01.md
    """
    from litweave.building import update as run

    with console.progress() as progress:
        report = run(directory, new or (), remove or (), strict=strict, progress=progress)
    _print_report(report, directory)


def extract(inputs: Inputs, strict: Strict = False, lexicon: Lexicons = None, rules: Rules = None) -> None:
    """Print what each paper says, as JSON Lines: entities, relations, results, with their places.

    Example: litweave extract digests/2025-04-01.md > records.jsonl
    """
    from extract.record import records
    from litweave import steps

    recipe, stdin = passing(inputs, lexicon, rules)
    with console.progress() as progress:
        work = steps.Steps(progress)
        reading = steps.read(inputs, strict, work, stdin)
        extractions = steps.extract(steps.make_extractor(recipe), reading.sources, work)
    for record in records(extractions):
        console.emit(json.dumps(record, ensure_ascii=False) + "\n")
    for line in _problem_lines(reading.problems):
        console.err(line)


def passing(
    inputs: list[str], lexicon: list[Path] | None, rules: list[Path] | None
) -> tuple[Recipe, str | None]:
    """Return the recipe of a command that builds nothing, and the text of standard input if wanted."""
    stdin = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if STDIN in inputs else None
    return Recipe(BASE, (), absolute(lexicon or ()), absolute(rules or ())), stdin


def _print_report(report: Report, output: Path) -> None:
    counts = report.counts
    read_anew = "" if report.extracted == counts.rows else f", {report.extracted:,} of the rows read anew"
    console.out(f"Built {output} in {sum(report.timing.values()):.1f} s{read_anew}")
    totals = {"rows": counts.rows, "papers": counts.papers, "authors": counts.authors}
    facts = {"statements": sum(counts.statements.values()), "results": counts.results}
    for line in console.count_lines({**totals, **counts.entities, **facts, "evidence": counts.evidence}):
        console.out(line)
    if moved := len(report.reidentified):
        console.out(f"{moved} name(s) stand under another IRI than before; report.json lists them")
    for line in _problem_lines(report.problems, output / "report.json"):
        console.out(line)


def _problem_lines(problems: Sequence[Problem], where: Path | None = None) -> Iterator[str]:
    """Yield how many problems there were, and the first of them."""
    if not problems:
        return
    errors = sum(problem.severity == "error" for problem in problems)
    all_in = f"; all of them are in {where}" if where and len(problems) > _SHOWN else ""
    yield f"{errors} error(s) and {len(problems) - errors} warning(s) in the inputs{all_in}"
    ranked = sorted(problems, key=lambda problem: problem.severity != "error")
    for problem in ranked if where is None else ranked[:_SHOWN]:
        yield f"  {problem.severity}: {describe(problem)}"
