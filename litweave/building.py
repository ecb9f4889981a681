"""Building a graph in an output folder: all or nothing, and again with other inputs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import KnowledgeGraph
from graph.reidentify import reidentify
from litweave import directory, report, steps
from litweave.cache import Cache
from litweave.collector import collector_off
from litweave.directory import DirectoryError
from litweave.recipe import (
    BASE,
    BuildError,
    DroppedInputsError,
    PathLike,
    Paths,
    Recipe,
    absolute,
    checked_base,
    listed,
    read_overrides,
    without_stdin,
)
from litweave.report import Report, ReportError
from litweave.steps import Progress, Steps

if TYPE_CHECKING:
    from extract.inputs import Reading


def build(
    inputs: Paths,
    output: PathLike,
    *,
    base: str = BASE,
    replace: bool = False,
    strict: bool = False,
    lexicons: Paths = (),
    rules: Paths = (),
    overrides: PathLike | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the graph of `inputs` (files, folders, globs, `-` for standard input) in the folder `output`.

    The inputs are the whole corpus. `base` is the namespace of the graph's IRIs; `lexicons` and `rules` are
    files of the user's own, `overrides` a file of corrections (docs/overrides.md). All of that is recorded,
    so that `update` builds in the same way.

    Raises `DroppedInputsError` if the graph there was made from files that are not among the inputs, unless
    `replace`; `UnreadableInputsError` if `strict` and a row could not be read; `BuildError` for inputs,
    lexicons, rules or overrides that cannot be used; `DirectoryError` if `output` is not ours, is being
    built into or cannot be written, as on a full disk: it is then as it was.
    """
    root = Path(output)
    corrections = absolute(overrides)[0] if overrides else ""
    recipe = Recipe(checked_base(base), (), absolute(lexicons), absolute(rules), corrections)
    directory.claim(root)
    with directory.locked(root), collector_off():
        previous = _previous(root, replace)
        work = Steps(progress)
        reading = steps.read(without_stdin(inputs, root / directory.INPUTS), strict, work)
        if previous and not replace and (dropped := previous.recipe.dropped_by(reading.files)):
            raise DroppedInputsError(dropped)
        return _make(root, recipe, reading, previous, work)


def update(
    output: PathLike,
    new: Paths = (),
    remove: Paths = (),
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Build the graph in `output` again, with the inputs `new` and without the files or folders `remove`.

    The result equals, byte for byte, that of `build` on the same inputs. Raises what `build` raises, and
    `BuildError` if a recorded file is gone from the disk or `remove` names none that is recorded.
    """
    root = Path(output)
    directory.resolve(root)
    directory.claim(root)
    with directory.locked(root), collector_off():
        previous = _previous(root)
        if previous is None:
            raise BuildError(f"{root} holds no graph; make one with build")
        work = Steps(progress)
        kept = previous.recipe.without(remove)
        reading = steps.read([*kept, *without_stdin(new, root / directory.INPUTS)], strict, work)
        if lost := set(absolute(kept)).difference(absolute(each.path for each in reading.files)):
            raise BuildError(f"{len(lost)} recorded input(s) cannot be read:\n{listed(sorted(lost))}")
        return _make(root, previous.recipe, reading, previous, work, old=_reusable(root, previous))


def _previous(root: Path, replace: bool = False) -> Report | None:
    """Return the report of the graph that is there; a damaged one is none where `replace` gives it up."""
    build = directory.current(root)
    try:
        return report.load(build) if build else None
    except ReportError:
        if replace:
            return None
        raise


def _reusable(root: Path, previous: Report) -> Path | None:
    """Return the current build if this version made it and the files that its store holds are unchanged.

    Only updates reuse a store: whoever mistrusts it builds again.
    """
    build = directory.current(root)
    if build is None or previous.version != report.version():
        return None
    names = [name for name in steps.STORED if (build / name).is_file()]
    hashes = {name: report.hash_file(build / name) for name in names}
    return build if hashes == {name: previous.outputs.get(name) for name in steps.STORED} else None


def _make(
    root: Path,
    recipe: Recipe,
    reading: Reading,
    previous: Report | None,
    work: Steps,
    old: Path | None = None,
) -> Report:
    """Extract, assemble, write and commit; `old` is a build whose store may be reused. Needs the lock."""
    overrides = read_overrides(recipe)
    extractor = steps.make_extractor(recipe)
    with directory.staging(root) as folder:
        cache = Cache(root / directory.CACHE, extractor.fingerprint)
        extractions = steps.extract(extractor, reading.sources, work, cache)
        kg = steps.assemble(extractor, extractions, work, overrides)
        moved = _reidentified(root, previous, kg)
        steps.write(kg, steps.analyse(kg, work), moved, folder, recipe.base, work, old)
        done = Report(
            version=report.version(),
            recipe=recipe.with_files(reading.files),
            fingerprint=extractor.fingerprint,
            counts=report.count(kg, rows=len(reading.sources)),
            problems=(*reading.problems, *overrides.problems()),
            reidentified=moved,
            outputs=_hashes(folder),
            extracted=work.extracted,
            timing=work.seconds,
        )
        report.save(done, folder)
        directory.commit(root, folder, done.name)
    try:
        directory.refresh(root)
    except OSError as error:
        why = f"{root} was built, but the files at its top are still the old ones: {error}"
        raise DirectoryError(f"{why}\nAny later command shows the new ones there") from error
    return done


def _reidentified(root: Path, previous: Report | None, kg: KnowledgeGraph) -> dict[str, str]:
    old = directory.current(root)
    if previous is None or old is None:
        return {}
    return reidentify(_named(old / "tables"), previous.reidentified, kg)


def _named(tables: Path) -> KnowledgeGraph:
    """Return what an earlier build names; nothing if its tables are damaged, which this build repairs."""
    from export.tables import TablesError, open_tables, read_names

    try:
        return read_names(open_tables(tables))
    except TablesError:
        return KnowledgeGraph()


def _hashes(folder: Path) -> Mapping[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: report.hash_file(path) for name, path in names.items() if not name.startswith("store/")}
