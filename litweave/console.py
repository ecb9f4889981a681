"""What goes to the terminal: escaping, aligned lines, progress.

Text from digests is hostile here: it may hold control sequences, right-to-left overrides or Rich markup. It
goes through `clean`, and to Rich as `Text`, never as a marked-up string.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from litweave.steps import Progress

_UNLIMITED = 1_000_000
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters, ESC among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, overrides and isolates of text direction
    "\ud800-\udfff]"  # half a character, which no encoding can write
)


def clean(text: str) -> str:
    """Return `text` on one line without characters that steer a terminal or turn the direction of reading."""
    return _HOSTILE.sub("�", _BREAKS.sub(" ", text))


def out(line: Text | str = "") -> None:
    """Print one line to standard output: as wide as it is when piped, wrapped to a terminal."""
    _print(_console(stderr=False), line)


def err(message: str) -> None:
    """Print a message, which may have several lines, to standard error."""
    for line in message.split("\n"):
        _print(_console(stderr=True), line)


def emit(text: str) -> None:
    """Write machine-readable text to standard output: unchanged when piped, harmless on a terminal."""
    if sys.stdout.isatty():
        text = "\n".join(map(clean, text.split("\n")))
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))


def count_lines(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield one aligned line for each count."""
    for name, number in counts.items():
        yield f"  {name:<24}{number:>10,}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: folded to fit a terminal, as wide as it is when piped."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    console = _console(stderr=False)
    grid = Table(box=SIMPLE_HEAD if console.is_terminal else None, pad_edge=False)
    for name in columns:
        grid.add_column(Text(clean(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    console.print(grid)


def tree(found: Tree) -> None:
    """Print a tree whose labels are harmless: wrapped to a terminal, as wide as it is when piped."""
    _console(stderr=False).print(found)


def marked(text: str, marks: Iterable[tuple[int, int]], style: str = "bold") -> Text:
    """Return `text` made harmless, with the ranges `marks` of it in `style`."""
    from rich.text import Text

    line = Text()
    position = 0
    for start, end in sorted(marks):
        start = max(start, position)
        line.append(clean(text[position:start]))
        line.append(clean(text[start:end]), style=style)
        position = max(position, end)
    return line.append(clean(text[position:]))


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Yield a function that shows steps on standard error, None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=_console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=None)
            bars.update(tasks[step], completed=done, total=total or None)

        yield show


def _console(*, stderr: bool) -> Console:
    """Return a console that fits the terminal, or is as wide as any line if there is none."""
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = _UNLIMITED
    return console


def _print(console: Console, line: Text | str) -> None:
    """Print a line; what wraps on a terminal keeps its indent."""
    from rich.padding import Padding
    from rich.text import Text

    text = Text(clean(line)) if isinstance(line, str) else line
    indent = len(text.plain) - len(text.plain.lstrip(" "))
    padded = indent and console.is_terminal
    console.print(Padding(text[indent:], (0, 0, 0, indent), expand=False) if padded else text)
