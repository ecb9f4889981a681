"""A comparison as tables: what both have or only one, results side by side, what is said of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analyses.comparison import Ancestor, Comparison, Meeting, Side
from graph.analyses.ranking import Row
from litweave.commands.board_tables import direction_note, title, written
from litweave.commands.card import describe
from litweave.commands.excerpt import excerpt
from litweave.commands.output import Cell, Table, listed, paper_ids

if TYPE_CHECKING:
    from graph.model import Result, Statement
    from litweave.api import KG

_NAMES = {
    "uses": "uses",
    "trainedOn": "trained on",
    "evaluatedOn": "evaluated on",
    "hasTask": "tasks",
    "used by": "used or extended by",
}
_WIDTH = 50


@dataclass(frozen=True, slots=True)
class ComparisonPrinter:
    """Makes tables of a comparison; cells name at most `limit` things each, or all."""

    kg: KG
    found: Comparison
    limit: int | None

    def facts(self) -> Table:
        """Return who and what the two are, and what both have or only one."""
        one, other = self.found.one, self.found.other
        rows: list[tuple[Cell, ...]] = [
            ("ref", (), one.ref, other.ref),
            ("types", (), one.types, other.types),
            ("date", (), one.date, other.date),
            ("introduced by", (), self._papers(one), self._papers(other)),
            ("papers that name it", (), one.mentioned or None, other.mentioned or None),
        ]
        for aspect in self.found.aspects:
            cells = (self._names(refs) for refs in (aspect.shared, aspect.one, aspect.other))
            rows.append((_NAMES.get(aspect.name, aspect.name), *cells))
        ancestors = tuple(self._way(each) for each in self.found.ancestors)
        if ancestors:
            rows.append(("common ancestors", ancestors, (), ()))
        columns = ("what", "both", "one", "other")
        return Table("facts", columns, tuple(rows), heads=("what", "both", *self._names_of_both()))

    def results(self) -> Table:
        """Return the results on the same benchmark, metric, unit and setting."""
        shown = [(meeting, row, side) for meeting in self.found.meetings for row, side in _sides(meeting)]
        supports = self.kg.supports(row.result for _, row, _ in shown)
        labels = self.kg.labels
        rows = tuple(
            (
                labels[meeting.board.quantity.benchmark],
                title(meeting.board),
                row.rank,
                len(meeting.board.rows),
                *(written(row.result) if side == number else "" for number in (0, 1)),
                labels[row.subject],
                "yes" if row.baseline else "",
                row.month,
                paper_ids(row.papers),
                excerpt(supports[row.result.key], row.result.measure.text),
                row.subject,
                float(row.value),
                supports[row.result.key][0].quote if supports[row.result.key] else "",
            )
            for meeting, row, side in shown
        )
        columns = (
            "benchmark",
            "metric",
            "rank",
            "rows",
            "one",
            "other",
            "subject",
            "baseline",
            "month",
            "paper",
        )
        more = ("excerpt", "subject ref", "number", "sentence")
        heads = (*columns[:4], *self._names_of_both())
        return Table("results", (*columns, *more), rows, len(columns) + 1, heads=heads)

    def sentences(self) -> Table:
        """Return what is said of the one beside or over the other."""
        labels = self.kg.labels
        said: list[tuple[str, Statement | Result]] = [
            (f"{labels[each.subject]} compared with {labels[each.object]}", each)
            for each in self.found.compared
        ]
        said += [(describe(gain, labels), gain) for gain in self.found.gains]
        supports = self.kg.supports(fact for _, fact in said)
        rows: list[tuple[Cell, ...]] = [
            (what, fact.belief, *paper_ids([support.paper]), support.quote)
            for what, fact in said
            for support in supports[fact.key]
        ]
        return Table("sentences", ("what", "belief", "paper", "sentence"), tuple(rows[: self.limit]))

    def notes(self) -> list[str]:
        """Return what a reader should know: which way boards are ranked, and that authors may be missing."""
        notes = list(dict.fromkeys(direction_note(meeting.board) for meeting in self.found.meetings))
        if self.found.one.ref in self.found.other.papers or self.found.other.ref in self.found.one.papers:
            notes.append("One of the two is the paper that introduces the other")
        if not self.found.meetings:
            notes.append("No results of both on one benchmark, metric and unit")
        notes.append("Digests name at most five authors: further ones may be shared")
        return notes

    def _names_of_both(self) -> tuple[str, str]:
        one, other = (self.kg.labels[side.ref] for side in (self.found.one, self.found.other))
        return (one, other) if one != other else (self.found.one.ref, self.found.other.ref)

    def _papers(self, side: Side) -> tuple[str, ...]:
        labels = self.kg.labels
        refs = [ref for ref in side.papers if ref != side.ref]
        return tuple(f"{labels[ref]} ({id_})" for ref, id_ in zip(refs, paper_ids(refs), strict=True))

    def _names(self, refs: Sequence[str]) -> tuple[str, ...]:
        names = sorted(self.kg.labels.get(ref, ref) for ref in refs)
        if self.limit is None:
            return tuple(names)
        return listed((_cut(name) for name in names), self.limit)

    def _way(self, ancestor: Ancestor) -> str:
        ways = (" > ".join(self.kg.labels[ref] for ref in way) for way in (ancestor.one, ancestor.other))
        return f"{self.kg.labels[ancestor.ref]} ({'; '.join(ways)})"


def _cut(name: str) -> str:
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"


def _sides(meeting: Meeting) -> Iterator[tuple[Row, int]]:
    for side, rows in enumerate((meeting.one, meeting.other)):
        for row in rows:
            yield row, side
