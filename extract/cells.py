"""Which part of a row belongs to which column, although a title or a summary may hold pipes itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.fields import clean_text
from extract.tables import Column, Layout, ends_with_pipe

_PIPE = re.compile(r"(?<!\\)\|")
_READ_MORE = re.compile(r"read more on\s*\[", re.IGNORECASE)
_NOTHING = frozenset(("", "-", "—", "n/a", "none"))


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells by column, as clean text; `doubt` says what is uncertain about them, or is empty."""

    values: tuple[tuple[Column, str], ...]
    doubt: str = ""

    def get(self, column: Column) -> str:
        """Return the first cell of that column, or empty."""
        return next((text for name, text in self.values if name == column), "")

    def links(self) -> list[str]:
        """Return the cells that may hold the paper's links."""
        return [text for name, text in self.values if name in ("title", "link")]


def split_row(lines: Sequence[str], layout: Layout) -> Cells | None:
    """Divide the lines of a row into cells; None if it has too few of them."""
    text = " ".join(line.strip(" \t") for line in lines if line.strip())
    closed = ends_with_pipe(text)
    parts = _PIPE.split(text)
    columns, doubts = layout.columns, []
    parts = parts[text.startswith("|") :]
    if closed and (layout.closing or len(parts) > len(columns)):
        parts.pop()
    if layout.closing and not closed:
        doubts.append("no pipe closes the row, it may be cut off")
    if len(parts) != len(columns):
        columns, doubt = _fitting(parts, columns)
        doubts.append(doubt)
    if "title" not in columns or "summary" not in columns:
        return None
    merged, doubt = _merge(parts, columns)
    doubts.append(doubt)
    values = zip(columns, (clean_text(part.replace(r"\|", "|")) for part in merged), strict=True)
    return Cells(tuple(values), "; ".join(filter(None, doubts)))


def _fitting(parts: Sequence[str], columns: tuple[Column, ...]) -> tuple[tuple[Column, ...], str]:
    """Return the columns that the row has, where it has not as many parts as the table has columns."""
    if len(parts) < len(columns):
        return columns[: len(parts)], f"{len(parts)} cells in a table of {len(columns)} columns"
    last = 1 + max(index for index, name in enumerate(columns) if name in ("title", "summary"))
    trailing = zip(reversed(columns[last:]), reversed(parts), strict=False)
    if all(_is_link_cell(part) for name, part in trailing if name == "link"):
        return columns, ""
    return columns[:last], f"the cells after the {columns[last - 1]} seem to be missing"


def _merge(parts: Sequence[str], columns: Sequence[Column]) -> tuple[list[str], str]:
    """Give the parts that are too many back to the title or the summary, whose pipes cut them off."""
    extra = len(parts) - len(columns)
    if extra == 0:
        return list(parts), ""
    first, second = sorted((columns.index("title"), columns.index("summary")))
    share, doubt = _share_of_first(parts, columns, first, second - first)
    a, b, end = first + share + 1, second + share, second + extra + 1
    return [
        *parts[:first],
        "|".join(parts[first:a]),
        *parts[a:b],
        "|".join(parts[b:end]),
        *parts[end:],
    ], doubt


def _share_of_first(
    parts: Sequence[str], columns: Sequence[Column], first: int, width: int
) -> tuple[int, str]:
    """Return how many extra parts go to the cell at `first`; the rest go to the one `width` further on."""
    extra = len(parts) - len(columns)
    title_first = columns[first] == "title"
    share = _title_share(parts, first, extra) if title_first else None
    if share is None:
        divided = _well_divided(parts, first, extra, width)
        share = next(iter(divided if title_first else reversed(divided)), None)
    if share is None:
        return (0 if title_first else extra), f"{extra} pipes too many, kept in the summary"
    return share, ""


def _title_share(parts: Sequence[str], first: int, extra: int) -> int | None:
    """Return how many of the extra parts are the title's, if the title shows where it ends."""
    is_link = parts[first].lstrip().startswith("[")
    for share in range(extra + 1):
        part = parts[first + share]
        if _READ_MORE.search(part) or (is_link and "](http" in part and part.rstrip().endswith(")")):
            return share
    return None


def _well_divided(parts: Sequence[str], first: int, extra: int, width: int) -> list[int]:
    """Return the shares by which each pipe between cells, unlike pipes inside one, has blanks around it."""
    tight = [0]
    for left, right in pairwise(parts[first : first + width + extra + 1]):
        tight.append(tight[-1] + (not (_blank_edge(left[-1:]) and _blank_edge(right[:1]))))
    return [share for share in range(extra + 1) if tight[share + width] == tight[share]]


def _blank_edge(character: str) -> bool:
    return not character or character.isspace()


def _is_link_cell(part: str) -> bool:
    folded = part.strip().casefold()
    return folded in _NOTHING or "http" in folded or "](" in folded
