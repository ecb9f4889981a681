"""Markdown tables of papers: their header, and which physical lines make up a row.

Digests wrap titles, and sometimes summaries, over lines, which Markdown does not allow: a row is what stands
between its first pipe and the pipe that closes it, or the next row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

MAX_GAPS = 20
"""How many blank lines a row may span before its closing pipe; keeps the search linear."""

_LINK_NAMES = ("link", "url", "arxiv", "github", "hugging", "code", "pdf", "project", "homepage")

Column = Literal["title", "authors", "summary", "classification", "link", "other"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns in order, and how its header writes pipes: rows are written alike."""

    columns: tuple[Column, ...]
    pipes: int
    indent: int
    leading: bool
    closing: bool
    spaced: bool

    def starts_row(self, line: str, row_is_open: bool) -> bool:
        """Tell whether `line` begins a row, where the row before it has its closing pipe or is still open."""
        if not self.leading:
            return count_pipes(line) >= (self.pipes if row_is_open else 1)
        stripped = line.lstrip(" \t")
        if not stripped.startswith("|"):
            return False
        looks_inside = len(line) - len(stripped) > self.indent or (
            self.spaced and not stripped[1:2].isspace()
        )
        return not (row_is_open and looks_inside and count_pipes(line) < self.pipes)

    def may_close(self, line: str, pipes: int) -> bool:
        """Tell whether a row that has `pipes` pipes up to the end of `line` may end there."""
        return pipes >= self.pipes and (not self.closing or ends_with_pipe(line))


@dataclass(frozen=True, slots=True)
class Segment:
    """Some lines of a file that belong together; `line` is the number of the first one.

    `row` is a row of a table of papers, `heading` a Markdown heading, `foreign` the header of another table,
    `stray` a line that looks like part of a table of papers but cannot be placed.
    """

    kind: Literal["row", "heading", "foreign", "stray"]
    line: int
    lines: tuple[str, ...]
    layout: Layout | None = None


def count_pipes(line: str) -> int:
    """Count the pipes that no backslash escapes."""
    return line.count("|") - line.count(r"\|")


def ends_with_pipe(line: str) -> bool:
    """Tell whether the last visible character is a pipe that no backslash escapes."""
    stripped = line.rstrip()
    return stripped.endswith("|") and not stripped.endswith(r"\|")


def is_separator(line: str) -> bool:
    """Tell whether `line` is the `|---|:--:|` under a header."""
    return "-" in line and "|" in line and not line.strip(" \t|-:")


def layout_of(line: str) -> Layout | None:
    """Return the layout that a header line declares, or None if it is not the header of a table of papers."""
    folded = line.casefold()
    if "|" not in line or "title" not in folded or "summary" not in folded:
        return None
    stripped = line.strip()
    leading, closing = stripped.startswith("|"), ends_with_pipe(stripped)
    inner = stripped[leading : len(stripped) - closing]
    columns = _columns([cell.strip(" \t*_`").casefold() for cell in inner.split("|")])
    if "title" not in columns or "summary" not in columns:
        return None
    indent = len(line) - len(line.lstrip())
    return Layout(columns, count_pipes(stripped), indent, leading, closing, stripped[1:2].isspace())


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for name in names:
        column = _column(name)
        once = column in ("title", "authors", "summary", "classification")
        columns.append("other" if once and column in columns else column)
    return tuple(columns)


def _column(name: str) -> Column:
    match name:
        case "title" | "summary" | "classification" | "authors":
            return name
        case "author":
            return "authors"
        case _:
            return "link" if any(part in name for part in _LINK_NAMES) else "other"


def segments(lines: Sequence[str]) -> Iterator[Segment]:
    """Cut a file into rows and what stands between them; blank lines, prose and separators are left out."""
    layout: Layout | None = None
    in_foreign = False
    position = after_row = 0
    while position < len(lines):
        line = lines[position]
        end = position + 1
        if _is_heading(line):
            yield Segment("heading", end, (line,))
        elif found := layout_of(line):
            layout, in_foreign = found, False
            end += _separator_at(lines, end)
        elif _is_header(lines, position):
            layout, in_foreign = None, True
            yield Segment("foreign", end, (line,))
            end += 1
        elif is_separator(line):
            pass  # some tables rule off each row
        elif layout and layout.starts_row(line, row_is_open=False):
            end = after_row = _row_end(lines, position, layout)
            yield Segment("row", position + 1, tuple(lines[position:end]), layout)
        elif not line.strip():
            in_foreign = False
        elif _is_stray(line, layout, in_foreign) or (position == after_row > 0 and not _is_fence(line)):
            yield Segment("stray", end, (line,))
        position = end


def _row_end(lines: Sequence[str], first: int, layout: Layout) -> int:
    """Return the index after the last line of the row that begins at `first`."""
    pipes = gaps = closed = gap = 0
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.strip():
            gap = gap or index
            gaps += 1
            if closed or gaps > MAX_GAPS:
                break
            continue
        if index > first and _ends_table(lines, index, layout, row_is_open=not closed):
            return closed or gap or index
        pipes += count_pipes(line)
        if layout.may_close(line, pipes):
            closed = index + 1
    return closed or gap or len(lines)


def _ends_table(lines: Sequence[str], index: int, layout: Layout, row_is_open: bool) -> bool:
    line = lines[index]
    return (
        layout.starts_row(line, row_is_open)
        or _is_heading(line)
        or _is_fence(line)
        or _is_header(lines, index)
        or layout_of(line) is not None
    )


def _is_heading(line: str) -> bool:
    marks = len(line) - len(line.lstrip("#"))
    return 1 <= marks <= 6 and line[marks : marks + 1].isspace()


def _is_fence(line: str) -> bool:
    return line.startswith(("```", "~~~"))


def _is_header(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is any table's header; a row that is ruled off holds links, a header does not."""
    return "|" in lines[index] and "http" not in lines[index] and _separator_at(lines, index + 1)


def _separator_at(lines: Sequence[str], index: int) -> bool:
    return index < len(lines) and is_separator(lines[index])


def _is_stray(line: str, layout: Layout | None, in_foreign: bool) -> bool:
    return layout is None and not in_foreign and line.lstrip().startswith("|")
