"""The commands that judge what is read: evaluate, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litweave import console
from litweave.commands import output
from litweave.commands.make import Inputs, Lexicons, Rules, passing
from litweave.commands.options import Form
from litweave.errors import LitweaveError, NotFound
from litweave.recipe import listed

if TYPE_CHECKING:
    from extract.explain import Reasons
    from extract.gold import Annotation
    from extract.pipeline import Extractor
    from graph.model import Extraction, Source

_NEAREST = 5

Select = Callable[[Sequence["Source"]], list["Source"]]


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Annotated papers: JSON Lines as extract prints them.",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ],
    inputs: Inputs,
    format: Form = "table",
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Show how right each rule is.")] = False,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", help="Show the N commonest errors of each kind.", min=0)
    ] = 0,
    samples: Annotated[
        int, typer.Option(help="How many samples of papers the intervals come from; 0 for none.", min=0)
    ] = 1000,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="FILE", help="Write each rule's confidence.", dir_okay=False),
    ] = None,
    lexicon: Lexicons = None,
    rules: Rules = None,
) -> None:
    """Score what is read of annotated papers: precision, recall and F1, with its 95 % interval.

    Example: litweave evaluate gold.jsonl digests/ --by-rule
    """
    if format == "csv" and by_rule and errors:
        raise typer.BadParameter("CSV holds one table: give --by-rule or --errors, not both")
    from extract.evaluation import compare, score
    from extract.gold import annotation
    from extract.misses import errors_of
    from extract.record import records
    from extract.rule_scores import judge
    from litweave.commands import figures

    papers = _read_gold(gold)
    extractor, extractions = _extract(inputs, lexicon, rules, lambda found: _annotated(papers, found))
    found = {record["id"]: annotation(record) for record in records(extractions)}
    comparisons = compare(papers, found)
    tables = [figures.score_table(score(comparisons, samples))]
    if by_rule:
        tables.append(figures.rule_table(judge(papers, extractions)))
    if errors:
        tables.append(figures.error_table((e for c in comparisons for e in errors_of(c)), errors))
    output.emit(tables[-1:] if format == "csv" else tables, format)
    _report_missing([paper.id for paper in papers if paper.id not in found], len(papers))
    if write:
        _write_confidences(write, papers, extractor, extractions)


def _read_gold(path: Path) -> list[Annotation]:
    from extract.gold import GoldError, read_gold

    try:
        return read_gold(path)
    except GoldError as error:
        raise LitweaveError(str(error)) from error


def _annotated(papers: Iterable[Annotation], sources: Iterable[Source]) -> list[Source]:
    """Return the rows of annotated papers, or raise `LitweaveError` if there are none."""
    ids = {paper.id for paper in papers}
    kept = [source for source in sources if source.paper in ids]
    if not kept:
        raise LitweaveError(f"the inputs hold none of the {len(ids)} annotated papers")
    return kept


def _report_missing(missing: Sequence[str], papers: int) -> None:
    if missing:
        console.err(
            f"{len(missing)} of {papers} annotated papers are not in the inputs; nothing was found of them:"
        )
        console.err(listed(missing))


def _write_confidences(
    path: Path, papers: Sequence[Annotation], extractor: Extractor, extractions: Iterable[Extraction]
) -> None:
    """Write the confidences of all rules, those that no annotated paper tried included."""
    from extract.rule_scores import confidence_file, judge

    judged = judge(papers, extractions, extractor.knowledge.rules)
    path.write_text(confidence_file(judged, len(papers)), encoding="utf-8")
    console.err(f"Wrote the confidences of {len(judged)} rules to {path}")


def explain(
    inputs: Inputs,
    paper: Annotated[str, typer.Option(metavar="ID", help="The arXiv id or URL.", show_default=False)],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Only what concerns this name.", show_default=False)
    ] = "",
    lexicon: Lexicons = None,
    rules: Rules = None,
) -> None:
    """Show why a paper's rows are read as they are: each fact with its sentence, its rule and the votes.

    Example: litweave explain digests/ --paper 2501.12948 --name GRPO
    """
    from extract.explain import explain as reasons_for
    from litweave.commands.reasons import lines

    extractor, extractions = _extract(inputs, lexicon, rules, lambda found: _rows_of(paper, found))
    found = [reasons_for(extraction, name) for extraction in extractions]
    if name and not any(map(_says_something, found)):
        raise _unknown_name(name, extractor, extractions)
    for reasons in found:
        for line in lines(reasons, extractor.confidences):
            console.out(line)


def _rows_of(paper: str, sources: Sequence[Source]) -> list[Source]:
    """Return all rows of a paper, or raise `NotFound` with the nearest ids."""
    from graph.near import NearTerms
    from graph.search import arxiv_id

    wanted = arxiv_id(paper) or paper.strip()
    if kept := [source for source in sources if source.paper == wanted]:
        return kept
    ids = {source.paper for source in sources}
    raise NotFound("paper", wanted, [near for near, _ in NearTerms(ids).nearest(wanted, _NEAREST)])


def _says_something(reasons: Reasons) -> bool:
    return bool(reasons.entities or reasons.relations or reasons.results)


def _unknown_name(name: str, extractor: Extractor, extractions: Iterable[Extraction]) -> LitweaveError:
    """Return an error that says what is named instead, and why this name perhaps is not."""
    from extract.explain import forms_of, known_as
    from graph.keys import match_key
    from graph.near import NearTerms

    forms = {match_key(form): form for x in extractions for form in sorted(forms_of(x))}
    near = [forms[key] for key, _ in NearTerms(forms).nearest(match_key(name), _NEAREST)]
    return LitweaveError("; ".join([str(NotFound("name", name, near)), *known_as(extractor.knowledge, name)]))


def _extract(
    inputs: list[str], lexicon: list[Path] | None, rules: list[Path] | None, select: Select
) -> tuple[Extractor, list[Extraction]]:
    """Read the inputs and extract the rows that `select` keeps."""
    from litweave import steps

    recipe, stdin = passing(inputs, lexicon, rules)
    with console.progress() as progress:
        work = steps.Steps(progress)
        sources = select(steps.read(inputs, False, work, stdin).sources)
        extractor = steps.make_extractor(recipe)
        return extractor, steps.extract(extractor, sources, work)
