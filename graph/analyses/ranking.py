"""Rows of a leaderboard: their order in a direction, their ranks, and the best so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from graph.model import Result

Direction = Literal["higher", "lower", "unknown"]

LESSER = "its paper's lesser value, often another's"
"""Of two values that a paper gives its own thing, the lesser often belongs to what it is compared with."""

_UNREACHED = {"higher": "<", "lower": ">"}
"""A number with this comparator is a bound that was not reached."""


@dataclass(frozen=True, slots=True, order=True)
class Other:
    """Another value of the same subject, and the papers that state it."""

    value: Decimal
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one subject (a thing, or a paper of which nothing named is meant).

    `rank` is None where the value says nothing about who is ahead: a bound that was not reached, or a
    direction that nobody knows. Equal values share a rank. `value` is in the board's unit; of a range, its
    better end. `results` say it, the surest first; `papers` state them, and the earliest of these is of
    `month`. `baseline` says that none of these papers introduces the subject, as far as the graph knows.
    `remarks` say what was assumed, or is doubtful. `others` are the subject's other values on the board, each
    with the papers that state it.
    """

    rank: int | None
    value: Decimal
    results: tuple[Result, ...]
    papers: tuple[str, ...]
    month: str
    baseline: bool
    remarks: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def result(self) -> Result:
        """The surest of the results."""
        return self.results[0]

    @property
    def subject(self) -> str:
        """The reference of what reached the value."""
        return self.results[0].subject

    @property
    def belief(self) -> float:
        """That of the surest result."""
        return self.results[0].belief


def rank(rows: Iterable[Row], direction: Direction) -> tuple[Row, ...]:
    """Return rows in order, with their ranks and the other values of their subjects.

    Equal values share a rank, and the next has that of its place. Where the direction is unknown nobody has a
    rank, and the earliest comes first.
    """
    listed = list(rows)
    known, sign = direction != "unknown", _sign(direction)
    values: dict[str, set[Other]] = defaultdict(set)
    for row in listed:
        values[row.subject].add(Other(row.value, row.papers))

    def order(row: Row) -> tuple[bool, Decimal, str, str, tuple[Result, ...]]:
        unreached = not _reached(row, direction)
        return unreached, -sign * row.value if known else Decimal(0), row.month, row.subject, row.results

    found: list[Row] = []
    for place, row in enumerate(sorted(listed, key=order), 1):
        others = sorted(other for other in values[row.subject] if other.value != row.value)
        if not known or not _reached(row, direction):
            number = None
        else:
            number = found[-1].rank if found and found[-1].value == row.value else place
        lesser = known and not row.baseline and any(_outdoes(other, row, sign) for other in others)
        remarks = (*row.remarks, LESSER) if lesser else row.remarks
        found.append(replace(row, rank=number, others=tuple(others), remarks=remarks))
    return tuple(found)


def best_so_far(rows: Iterable[Row], direction: Direction) -> tuple[Row, ...]:
    """Return the ranked rows that are better than those of all earlier months, one a month, in their order.

    Rows of unknown month are left out, since nobody can say what came before them.
    """
    sign = _sign(direction)
    dated = [row for row in rows if row.rank is not None and row.month]
    steps: list[Row] = []
    for row in sorted(dated, key=lambda row: (row.month, -sign * row.value)):
        if not steps or sign * row.value > sign * steps[-1].value:
            steps.append(row)
    return tuple(steps)


def _sign(direction: Direction) -> int:
    return -1 if direction == "lower" else 1


def _outdoes(other: Other, row: Row, sign: int) -> bool:
    """Say whether a paper that states a row's value states a better one of the same subject, too."""
    return sign * other.value > sign * row.value and not set(other.papers).isdisjoint(row.papers)


def _reached(row: Row, direction: Direction) -> bool:
    return row.result.measure.comparator != _UNREACHED.get(direction)
