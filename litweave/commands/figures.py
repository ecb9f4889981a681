"""The figures of an evaluation as tables: scores, rules, errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from litweave.commands.output import Cell, Table

if TYPE_CHECKING:
    from extract.evaluation import Score
    from extract.misses import Miss
    from extract.rule_scores import RuleScore

_PAPERS_SHOWN = 3


def score_table(scores: Iterable[Score]) -> Table:
    """Return a row a score, with the interval of F1; for programs also those of precision and recall."""
    columns = (
        "score",
        "P",
        "R",
        "F1",
        "F1 low",
        "F1 high",
        "gold",
        "found",
        "P low",
        "P high",
        "R low",
        "R high",
    )
    return Table("scores", columns, tuple(map(_score_row, scores)), shown=8)


def _score_row(score: Score) -> tuple[Cell, ...]:
    (p_low, r_low, f_low), (p_high, r_high, f_high) = (score.low or (None,) * 3, score.high or (None,) * 3)
    tally = score.tally
    return (score.name, *tally.rates, f_low, f_high, tally.gold, tally.found, p_low, p_high, r_low, r_high)


def rule_table(scores: Iterable[RuleScore]) -> Table:
    """Return a row for each rule that fired. What is right but for its head is `roughly` right."""
    columns = ("kind", "rule", "fired", "right", "roughly", "precision", "lower", "confidence", "drop")
    fired = sorted((s for s in scores if s.fired), key=lambda s: (s.kind, -s.fired, s.rule))
    return Table("rules", columns, tuple(map(_rule_row, fired)))


def _rule_row(score: RuleScore) -> tuple[Cell, ...]:
    s = score
    roughly = s.roughly if s.kind == "relation" else None
    drop = "drop?" if s.doubtful else None
    return (s.kind, s.rule, s.fired, s.right, roughly, s.right / s.fired, s.lower, s.confidence, drop)


def error_table(misses: Iterable[Miss], limit: int) -> Table:
    """Return the `limit` commonest errors of each kind, with the first papers that have them."""
    from extract.misses import ERROR_KINDS

    papers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for miss in misses:
        papers[miss.kind][miss.what].append(miss.paper)
    rows = [
        (kind, len(where), what, " ".join(list(dict.fromkeys(where))[:_PAPERS_SHOWN]))
        for kind in ERROR_KINDS
        for what, where in sorted(papers[kind].items(), key=lambda item: (-len(item[1]), item[0]))[:limit]
    ]
    return Table("errors", ("error", "times", "what", "papers"), tuple(rows))
