"""Markdown digests: tables with at least a Title and a Summary column, under headings that give the date."""

from __future__ import annotations

import re

from extract.cells import Cells, split_row
from extract.fields import (
    arxiv_id,
    date_of_path,
    doubts,
    iso_dates,
    paper_id,
    physical_lines,
    urls,
    without_links,
)
from extract.records import first_object
from extract.tables import Segment, layout_of, segments
from graph.model import Problem, Source

_READ_MORE = re.compile(r"read more on\s", re.IGNORECASE)


def reads(text: str, file: str) -> bool:
    """Tell whether a line of `text` is the header of a table of papers, and not quoted in JSON."""
    return "|" in text and not first_object(text) and any(layout_of(line) for line in physical_lines(text))


def read(text: str, file: str) -> tuple[list[Source], list[Problem]]:
    """Return a `Source` for each row, and a `Problem` for each row that is doubtful or cannot be read."""
    sources: list[Source] = []
    problems: list[Problem] = []
    section = (0, date_of_path(file))
    for segment in segments(physical_lines(text)):
        if segment.kind == "heading":
            section = _section(segment.lines[0], section, file)
        elif segment.kind == "row":
            source, found = _read_row(segment, file, section[1])
            sources.extend([source] if source else [])
            problems.extend(found)
        else:
            problems.append(_misplaced(segment, file))
    return sources, problems


def plain_title(cell: str) -> str:
    """Return a title cell without its "(Read more on [arXiv](...) ...)" tail and without link markup."""
    tails = [m.start() for m in _READ_MORE.finditer(cell) if cell.find("](", m.end(), m.end() + 80) >= 0]
    if tails:
        cell = cell[: tails[-1]].rstrip()
        cell = cell[:-1] if cell.endswith(("(", " -", " –", " —")) else cell
    return without_links(cell).strip()


def _section(heading: str, current: tuple[int, str], file: str) -> tuple[int, str]:
    """Return level and date of the section that a heading opens; a subsection keeps the date above it."""
    level = len(heading) - len(heading.lstrip("#"))
    dates = iso_dates(heading)
    if dates:
        return level, dates[0]
    return current if level > current[0] else (level, date_of_path(file))


def _read_row(segment: Segment, file: str, digest: str) -> tuple[Source | None, list[Problem]]:
    cells = split_row(segment.lines, segment.layout) if segment.layout else None
    if cells is None:
        return None, [Problem(file, segment.line, "the row has too few cells: title or summary is missing")]
    source = _source(cells, digest, file, segment.line)
    if not source.title:
        return None, [Problem(file, segment.line, "the row has no title")]
    return source, doubts(source, cells.doubt)


def _source(cells: Cells, digest: str, file: str, line: int) -> Source:
    links = urls(cells.links())
    title = plain_title(cells.get("title"))
    return Source(
        paper=paper_id(arxiv_id(links), title),
        digest=digest,
        title=title,
        authors=cells.get("authors"),
        summary=cells.get("summary"),
        classification=cells.get("classification"),
        links=" ".join(links),
        file=file,
        line=line,
    )


def _misplaced(segment: Segment, file: str) -> Problem:
    if segment.kind == "foreign":
        return Problem(
            file, segment.line, "a table without the columns Title and Summary was left out", "warning"
        )
    if segment.lines[0].lstrip().startswith("|"):
        return Problem(file, segment.line, "a row outside any table with the columns Title and Summary")
    return Problem(file, segment.line, "text right after a row belongs to no cell", "warning")
