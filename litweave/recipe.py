"""What a graph is made from and how, and what may be asked of a build."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.inputs import InputFile
from graph.model import Problem
from litweave import atomic
from litweave.errors import LitweaveError

if TYPE_CHECKING:
    from graph.overrides import Overrides

BASE = "https://w3id.org/litweave/"
"""What IRIs start with unless told otherwise; as in `export.vocabulary`, which is slow to import."""

STDIN = "-"

PathLike = str | os.PathLike[str]
Paths = PathLike | Iterable[PathLike]
"""One path or several: a lone string is not taken letter by letter."""

_SHOWN = 10


class BuildError(LitweaveError):
    """A build that cannot be made as asked; the graph there was stays as it is."""


class DroppedInputsError(BuildError):
    """Inputs the graph was made from are not among those of the new build; `paths` lists them."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(
            f"this build would drop {len(paths)} input(s) that the graph was made from:\n{listed(paths)}\n"
            "To add to a graph use update; to build from these inputs alone pass --replace (replace=True)."
        )


class UnreadableInputsError(BuildError):
    """Something could not be read in a strict build; `problems` lists it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [describe(problem) for problem in problems]
        super().__init__(f"{len(lines)} problem(s) in a strict build:\n{listed(lines)}")


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that `update` needs to build in the same way again. Paths are absolute."""

    base: str
    inputs: tuple[InputFile, ...] = ()
    lexicons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    overrides: str = ""

    def with_files(self, files: Iterable[InputFile]) -> Recipe:
        """Return the recipe with the files that were read, sorted, as its inputs."""
        by_path = {absolute([each.path])[0]: each for each in files}
        inputs = tuple(InputFile(path, by_path[path].sha256, by_path[path].rows) for path in sorted(by_path))
        return Recipe(self.base, inputs, self.lexicons, self.rules, self.overrides)

    def dropped_by(self, files: Iterable[InputFile]) -> list[str]:
        """Return the recorded inputs that are not among `files`."""
        given = set(absolute(each.path for each in files))
        return [each.path for each in self.inputs if each.path not in given]

    def without(self, remove: Paths) -> list[Path]:
        """Return the recorded files that `remove` does not name, itself or by a folder they lie in.

        Raises `BuildError` if it names none, or if one of those kept is no longer on the disk.
        """
        kept = [Path(each.path) for each in self.inputs]
        for path in map(Path, absolute(remove)):
            left = [each for each in kept if each != path and path not in each.parents]
            if left == kept:
                raise BuildError(f"{path} is not among the recorded inputs")
            kept = left
        if gone := [str(path) for path in kept if not path.is_file()]:
            raise BuildError(
                f"{len(gone)} recorded input(s) are gone:\n{listed(gone)}\n"
                f"Put them back, or leave them out of the graph with: --remove {gone[0]}"
            )
        return kept


def absolute(paths: Paths) -> tuple[str, ...]:
    """Return the paths made absolute; links stay as they are."""
    return tuple(os.path.abspath(path) for path in _several(paths))


def checked_base(base: str) -> str:
    """Return `base` if IRIs can start with it, else raise `BuildError`."""
    from export.vocabulary import BaseIriError
    from export.vocabulary import checked_base as check

    try:
        return check(base)
    except BaseIriError as error:
        raise BuildError(str(error)) from error


def read_overrides(recipe: Recipe) -> Overrides:
    """Return the recipe's overrides, or raise `BuildError` for a file that is gone or of no use."""
    from graph.overrides import Overrides, OverridesError, parse

    if not recipe.overrides:
        return Overrides()
    try:
        return parse(Path(recipe.overrides).read_text(encoding="utf-8"), recipe.overrides)
    except (OSError, UnicodeDecodeError, OverridesError) as error:
        raise BuildError(str(error)) from error


def without_stdin(inputs: Paths, folder: Path) -> list[str | Path]:
    """Put a copy saved in `folder` in the place of standard input, so that `update` can read it again."""
    return [_save_stdin(folder) if path == STDIN else Path(path) for path in _several(inputs)]


def describe(problem: Problem) -> str:
    """Return a problem as one line: file, line, reason."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {problem.reason}"


def listed(lines: Sequence[str]) -> str:
    """Return the first lines, indented, and how many more there are."""
    rest = len(lines) - _SHOWN
    return "\n".join(
        [*(f"  {line}" for line in lines[:_SHOWN]), *([f"  and {rest} more"] if rest > 0 else [])]
    )


def _several(paths: Paths) -> Iterable[PathLike]:
    return [paths] if isinstance(paths, str | os.PathLike) else paths


def _save_stdin(folder: Path) -> Path:
    data = sys.stdin.buffer.read()
    suffix = {b"{": "jsonl", b"[": "json"}.get(data.lstrip()[:1], "md")
    path = folder / f"stdin-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    folder.mkdir(exist_ok=True)
    atomic.write(path, data)
    return path
