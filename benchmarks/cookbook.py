"""Ask a graph every query of the cookbook, about the things that it says most of, and time the answers.

    python benchmarks/cookbook.py GRAPH

Times are the best of three, as they are and as a ratio to `ASK {}`, which only starts the process that asks
and opens the store. Exit code 1 if one takes more than a second longer.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import litweave
from export.cookbook import NamedQuery, queries
from litweave.api import KG

ROUNDS = 3
ALLOWED = 1.0
TYPES = {
    "benchmark": "Benchmark",
    "data": "Dataset",
    "family": "Model",
    "subject": "Model",
    "task": "Task",
}
"""Of which type the most mentioned thing is set; for other entities, a technique."""


def main(folder: Path) -> None:
    """Run the benchmark and exit."""
    kg = litweave.open(folder)
    trivial, _ = best(kg, "ASK {}")
    print(f"{'ASK {}':<30}{trivial:>7.2f} s")
    slow = []
    for name, query in queries().items():
        seconds, rows = best(kg, kg.cookbook(name, **busiest(kg, query)))
        print(f"{name:<30}{seconds:>7.2f} s{seconds / trivial:>7.1f} times{rows:>8,} rows")
        if seconds - trivial > ALLOWED:
            slow.append(name)
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)


def best(kg: KG, sparql: str) -> tuple[float, int]:
    """Return how long the fastest answer took, in seconds, and how many rows it has."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        rows = len(kg.query(sparql).rows)
        times.append(time.perf_counter() - start)
    return min(times), rows


def busiest(kg: KG, query: NamedQuery) -> dict[str, str]:
    """Return for each value that can be set what most is said of."""
    found: dict[str, str] = {}
    named = Counter(s.object for s in kg.graph.statements if s.relation in ("mentions", "hasTask"))
    for setting in query.settings:
        if setting.kind == "entity":
            wanted = TYPES.get(setting.name, "Technique")
            things = sorted(
                (-named[e.ref], e.ref)
                for e in kg.graph.entities
                if e.type == wanted and e.ref not in found.values()
            )
            found.update({setting.name: things[0][1]} if things else {})
        elif setting.kind == "author":
            papers = Counter(each.author for each in kg.graph.authorships)
            found[setting.name] = max(sorted(papers), key=papers.__getitem__)
        elif setting.kind == "paper":
            results = Counter(paper for result in kg.graph.results for paper in result.papers)
            found[setting.name] = max(sorted(results), key=results.__getitem__)
        elif setting.kind == "month":
            months = Counter(paper.date for paper in kg.graph.papers if paper.date)
            found[setting.name] = max(sorted(months), key=months.__getitem__)
        elif setting.kind == "date":
            days = Counter(day for paper in kg.graph.papers for day in paper.digests if day)
            found[setting.name] = max(sorted(days), key=days.__getitem__)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
