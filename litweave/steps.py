"""The steps from inputs to files, each timed and told about."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import Extraction, KnowledgeGraph, Source
from litweave.directory import owns
from litweave.recipe import STDIN, BuildError, Recipe, UnreadableInputsError, describe, listed

if TYPE_CHECKING:
    from extract.inputs import Reading
    from extract.pipeline import Extractor
    from graph.analyses.standing import Standing
    from graph.overrides import Overrides
    from litweave.cache import Cache

STORED = ("graph.trig", "replaced.ttl")
"""The files that the store holds."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is (0 if unknown)."""


class Steps:
    """Tells what is going on, and keeps how long each step took and how many rows were extracted anew."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self.extracted = 0
        self.show: Progress = progress or (lambda step, done, total: None)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Time a step and show when it starts and ends."""
        self.show(step, 0, 0)
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 3)
        self.show(step, 1, 1)


def read(inputs: Sequence[str | Path], strict: bool, steps: Steps, stdin: str | None = None) -> Reading:
    """Read the inputs, but none of the files that a build put into a folder among them.

    Raises `BuildError` if one cannot be found or no row can be read, `UnreadableInputsError` if `strict` and
    any row cannot.
    """
    from extract.inputs import InputError, expand, read_inputs

    try:
        with steps.timed("read"):
            files = [path for path in expand([name for name in inputs if name != STDIN]) if not owns(path)]
            reading = read_inputs([*files, *([STDIN] if STDIN in inputs else [])], stdin)
    except InputError as error:
        raise BuildError(str(error)) from error
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if strict and errors:
        raise UnreadableInputsError(errors)
    if not reading.sources:
        why = "\n" + listed(list(map(describe, reading.problems))) if reading.problems else ""
        raise BuildError(f"the inputs hold no row that can be read{why}")
    return reading


def make_extractor(recipe: Recipe) -> Extractor:
    """Return the extractor with the recipe's lexicons and rules, or raise `BuildError` for one of no use."""
    from extract.data import DataError, load
    from extract.pipeline import Extractor

    lexicons, rules = tuple(map(Path, recipe.lexicons)), tuple(map(Path, recipe.rules))
    try:
        load(lexicons, rules)  # the extractor would complain only when it meets the first row
    except DataError as error:
        raise BuildError(str(error)) from error
    return Extractor(lexicons, rules)


def extract(
    extractor: Extractor, sources: Sequence[Source], steps: Steps, cache: Cache | None = None
) -> list[Extraction]:
    """Return what each row says, from the cache where it was read before; the cache then holds just that."""
    extractions = []
    with steps.timed("extract"):
        for number, source in enumerate(sources, 1):
            known = cache.get(source) if cache else None
            extractions.append(known or extractor.extract(source))
            steps.extracted += known is None
            steps.show("extract", number, len(sources))
        if cache:
            cache.save(extractions)
    return extractions


def assemble(
    extractor: Extractor, extractions: Iterable[Extraction], steps: Steps, overrides: Overrides | None = None
) -> KnowledgeGraph:
    """Assemble the graph; the overrides win, and know afterwards which of them matched something."""
    from graph.assemble import assemble as run

    with steps.timed("assemble"):
        return run(extractions, extractor.confidences, overrides)


def analyse(kg: KnowledgeGraph, steps: Steps) -> tuple[Standing, ...]:
    """Compute what needs the whole graph: where each author stands in the network of co-authors.

    What is installed must change no byte of a build, so it is always NetworkX that finds the communities.
    """
    from graph.analyses.coauthor_network import CoauthorNetwork
    from graph.analyses.standing import doubtful, standings

    with steps.timed("analyse"):
        return standings(CoauthorNetwork(kg.authorships), doubtful(kg.decisions))


def write(
    kg: KnowledgeGraph,
    standings: Sequence[Standing],
    replaced: Mapping[str, str],
    folder: Path,
    base: str,
    steps: Steps,
    old: Path | None = None,
) -> None:
    """Write every output of a graph to a folder, all but the report.

    `replaced` maps references of earlier builds to those that stand for them now. They have a file of their
    own and are in the store, so that old IRIs lead on; all else is the same whatever was built before.
    `old` is the folder of a whole build with the same base, to take over what is the same in the store.
    """
    from export.tables import write_tables
    from export.turtle import write_replaced, write_trig, write_turtle
    from viz.page import write_page

    with steps.timed("graph.ttl"):
        write_turtle(kg, folder / "graph.ttl", base)
    with steps.timed("graph.trig"):
        write_trig(kg, folder / "graph.trig", base, folder / "graph.ttl")
    write_replaced(replaced, folder / "replaced.ttl", base)
    with steps.timed("store"):
        _write_store(folder, old)
    with steps.timed("tables"):
        write_tables(kg, folder / "tables", standings)
    with steps.timed("graph.html"):
        write_page(kg, folder / "graph.html", {each.author: each.community for each in standings})


def _write_store(folder: Path, old: Path | None) -> None:
    from export.store import StoreError, write_store
    from export.store_update import update_store

    files = [folder / name for name in STORED]
    if old:
        try:
            update_store(folder / "store", files, old / "store", [old / name for name in STORED])
        except (StoreError, OSError):  # too much is new, or the old store is damaged
            shutil.rmtree(folder / "store", ignore_errors=True)
        else:
            return
    write_store(folder / "store", files)
