"""Which results can be compared, as columns of the page: `graph.analyses.measures` decides, the page ranks."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analyses.measures import AS_FRACTION, Conventions, Placed, Quantity
from graph.model import KnowledgeGraph

_PERCENT = 100

Columns = dict[str, Sequence[int | str]]


def quantity_columns(kg: KnowledgeGraph) -> tuple[Columns, Columns]:
    """Return the table of quantities, and the columns that the table of results has of them.

    `quantity` is a row of the former, or -1 for a result without a benchmark; its numbers count `times` as
    much in that quantity's unit as they are written; `assumed` says in words what was assumed.
    """
    conventions = Conventions(kg)
    placed = iter(conventions.place(kg.results))
    rows = [next(placed) if result.benchmark else None for result in kg.results]
    names = sorted({_named(conventions, row.quantity) for row in rows if row})
    number = {name: i for i, name in enumerate(names)}
    quantities: Columns = {
        "metric": [metric for metric, _, _ in names],
        "unit": [unit for _, unit, _ in names],
        "scale": [scale for _, _, scale in names],
    }
    columns: Columns = {
        "quantity": [number[_named(conventions, row.quantity)] if row else -1 for row in rows],
        "times": [_times(row) for row in rows],
        "assumed": ["; ".join(row.remarks) if row else "" for row in rows],
        "high": [result.measure.high for result in kg.results],
        "comparator": [result.measure.comparator for result in kg.results],
    }
    return quantities, columns


def _named(conventions: Conventions, quantity: Quantity) -> tuple[str, str, str]:
    return conventions.name(quantity), quantity.unit, quantity.scale


def _times(row: Placed | None) -> int:
    return _PERCENT if row and AS_FRACTION in row.remarks else 1
