"""Where rows come from: files, folders, globs and standard input, in any format that a reader knows."""

from __future__ import annotations

import glob
import hashlib
import importlib
import os
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from extract import readers
from extract.fields import clean_text
from extract.records import looks_like_json
from graph.model import Problem, Source

EXTENSIONS = frozenset((".md", ".markdown", ".txt", ".json", ".jsonl"))
"""What is read of a folder; a file that is named itself is read whatever its name."""

STDIN = "<stdin>"


class InputError(ValueError):
    """An input that names nothing to read; `name` is the input as given."""

    def __init__(self, name: str, reason: str = "no such file or folder, or no digest in it") -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file that was read: its absolute path (or `<stdin>`), what it held, and how many rows were read."""

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read: the rows, what was doubtful or unreadable, and the files, each in reading order."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    files: tuple[InputFile, ...]


class Reader(Protocol):
    """What a module of `extract/readers/` has."""

    def reads(self, text: str, file: str) -> bool:
        """Tell whether `text` is in this format."""

    def read(self, text: str, file: str) -> tuple[list[Source], list[Problem]]:
        """Return the rows of `text`, and what was doubtful or unreadable."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return the modules of `extract/readers/` in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    return tuple(cast("Reader", importlib.import_module(f"{readers.__name__}.{name}")) for name in names)


def expand(inputs: Sequence[str | Path]) -> list[Path]:
    """Return the files that `inputs` name, absolute, sorted, each once.

    A folder stands for all files in it, at any depth, that have one of the `EXTENSIONS` and are not hidden.
    Raises `InputError` if one of the inputs matches no file or a folder cannot be listed.
    """
    found: set[Path] = set()
    for name in inputs:
        files = [Path(os.path.abspath(path)) for match in _matches(str(name)) for path in _files(match)]
        if not files:
            raise InputError(str(name))
        found.update(files)
    return sorted(found)


def _matches(name: str) -> list[str]:
    return [name] if os.path.exists(name) else glob.glob(name, recursive=True)


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in EXTENSIONS:
                yield os.path.join(folder, name)


def _refuse(error: OSError) -> None:
    raise InputError(str(error.filename), error.strerror or str(error)) from error


def read_inputs(inputs: Sequence[str | Path], stdin: str | None = None) -> Reading:
    """Read files, folders and globs, and for `-` the text `stdin`.

    Raises `InputError` if an input matches nothing, or `-` is given without `stdin`.
    """
    wants_stdin = any(str(name) == "-" for name in inputs)
    if wants_stdin and stdin is None:
        raise InputError("-", "no standard input to read")
    parts = [_read_file(path) for path in expand([name for name in inputs if str(name) != "-"])]
    if wants_stdin:
        parts.append(_read_one(STDIN, (stdin or "").encode("utf-8", "surrogatepass"), stdin or "", []))
    return Reading(
        sources=tuple(source for part in parts for source in part.sources),
        problems=tuple(problem for part in parts for problem in part.problems),
        files=tuple(file for part in parts for file in part.files),
    )


def _read_file(path: Path) -> Reading:
    file = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        return Reading((), (Problem(file, 1, f"cannot be read: {error.strerror or error}"),), ())
    text, problems = _decode(data, file)
    return _read_one(file, data, text, problems)


def _read_one(file: str, data: bytes, text: str, problems: list[Problem]) -> Reading:
    sources, found = read_text(text, file)
    entry = InputFile(file, hashlib.sha256(data).hexdigest(), len(sources))
    return Reading(tuple(sources), (*problems, *found), (entry,))


def _decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Decode UTF-8 or, by its mark, UTF-16; other lines are read as Windows-1252, with a warning."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        lines = [_decode_line(line) for line in data.split(b"\n")]
    bad = [number for number, (_, is_utf8) in enumerate(lines, 1) if not is_utf8]
    reason = f"not UTF-8, read as Windows-1252 ({len(bad)} lines, this is the first)"
    return "\n".join(line for line, _ in lines), [Problem(file, bad[0], reason, "warning")]


def _decode_line(line: bytes) -> tuple[str, bool]:
    try:
        return line.decode("utf-8"), True
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), False


def read_text(text: str, file: str) -> tuple[list[Source], list[Problem]]:
    """Read `text` by the first reader that knows its format; `file` names it in messages and may hold a date.

    Never raises for what the text holds. A text in no known format gives one `Problem`: an error if it looks
    like a table or JSON, a warning if it is prose, such as a README among the digests.
    """
    text = text.removeprefix("\ufeff")
    reader = next((reader for reader in all_readers() if reader.reads(text, file)), None)
    if reader:
        return reader.read(text, file)
    return [], [_unrecognised(text, file)]


def _unrecognised(text: str, file: str) -> Problem:
    if not clean_text(text):
        return Problem(file, 1, "the file is empty", "warning")
    if looks_like_json(text):
        return Problem(file, 1, "JSON in no known shape (Hugging Face daily papers, arXiv metadata)")
    table = next((n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith("|")), 0)
    if table:
        return Problem(file, table, "a table without the columns Title and Summary")
    return Problem(file, 1, "no table of papers in it", "warning")
