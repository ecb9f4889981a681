"""Which results can be compared, as columns of the page: `graph.analyses` decides, the page ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.analyses.leaderboard import board_direction
from graph.analyses.measures import AS_FRACTION, Conventions, Placed, Quantity
from graph.model import KnowledgeGraph

_PERCENT = 100

Columns = dict[str, Sequence[int | str]]


def board_columns(kg: KnowledgeGraph) -> tuple[Columns, Columns]:
    """Return the table of boards, and the columns that the table of results has of them.

    A board is a quantity of one benchmark, with its direction and what that is taken from. `board` is a row
    of the former, or -1 for a result without a benchmark; its numbers count `times` as much in the board's
    unit as they are written; `assumed` says in words what was assumed.
    """
    conventions = Conventions(kg)
    placed = iter(conventions.place(kg.results))
    rows = [next(placed) if result.benchmark else None for result in kg.results]
    groups: dict[Quantity, list[Placed]] = defaultdict(list)
    for row in filter(None, rows):
        groups[row.quantity].append(row)
    number = {quantity: i for i, quantity in enumerate(groups)}
    directions = [board_direction(conventions, quantity, group) for quantity, group in groups.items()]
    boards: Columns = {
        "metric": [conventions.name(quantity) for quantity in groups],
        "unit": [quantity.unit for quantity in groups],
        "scale": [quantity.scale for quantity in groups],
        "setting": [quantity.setting for quantity in groups],
        "kind": [quantity.kind for quantity in groups],
        "direction": [direction for direction, _ in directions],
        "source": [source for _, source in directions],
    }
    of_results: Columns = {
        "board": [number[row.quantity] if row else -1 for row in rows],
        "times": [_PERCENT if row and AS_FRACTION in row.remarks else 1 for row in rows],
        "assumed": ["; ".join(row.remarks) if row else "" for row in rows],
        "high": [result.measure.high for result in kg.results],
        "comparator": [result.measure.comparator for result in kg.results],
    }
    return boards, of_results
