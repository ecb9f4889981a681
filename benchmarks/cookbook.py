"""Ask a graph every query of the cookbook, about the things that it says most of, and time the answers.

    python benchmarks/cookbook.py GRAPH

Times are processor seconds of the process that answers, the best of three, as they are and as a ratio to
`ASK {}`, which only opens the store. Exit code 1 if one takes more than a second.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Callable
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
PAIRS = {
    "descends-from": {"new": "Flow-GRPO", "old": "PPO"},
    "shortest-lineage": {"new": "Flow-GRPO", "old": "PPO"},
    "sentences-of-fact": {"subject": "GRPO", "relation": "extends", "object": "PPO"},
    "shared-benchmarks": {"one": "GPT-4o", "other": "Gemini-2.5-Pro"},
}
"""What is set where two things that are much spoken of need have nothing to do with each other."""
TWO = ("other", "old", "object")
"""What takes the second most mentioned thing, for the most mentioned stands elsewhere in the query."""


def main(folder: Path) -> None:
    """Run the benchmark and exit."""
    kg = litweave.open(folder)
    trivial, _ = best(kg, "ASK {}")
    print(f"{'ASK {}':<30}{trivial:>7.2f} s")
    slow = []
    for name, query in queries().items():
        seconds, rows = best(kg, kg.cookbook(name, **busiest(kg, query)))
        print(f"{name:<30}{seconds:>7.2f} s{seconds / trivial:>7.1f} times{rows:>8,} rows")
        if seconds > ALLOWED:
            slow.append(name)
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)


def best(kg: KG, sparql: str) -> tuple[float, int]:
    """Return how long the fastest answer took, in seconds, and how many rows it has."""
    times = []
    for _ in range(ROUNDS):
        start = spent()
        rows = len(kg.query(sparql).rows)
        times.append(spent() - start)
    return min(times), rows


def spent() -> float:
    """Return the processor seconds of all processes that were started and ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def busiest(kg: KG, query: NamedQuery) -> dict[str, str]:
    """Return for each value that can be set what most is said of."""
    if query.name in PAIRS:
        return PAIRS[query.name]
    found: dict[str, str] = {}
    for setting in query.settings:
        if setting.kind == "entity":
            things = _things(kg, TYPES.get(setting.name, "Technique"))
            place = int(setting.name in TWO)
            if len(things) > place:
                found[setting.name] = things[place]
        elif setting.kind in COUNTED:
            found[setting.name] = max(sorted(counts := COUNTED[setting.kind](kg)), key=counts.__getitem__)
    return found


def _things(kg: KG, wanted: str) -> list[str]:
    """Return the things of a type, the most mentioned first."""
    named = Counter(s.object for s in kg.graph.statements if s.relation in ("mentions", "hasTask"))
    refs = (entity.ref for entity in kg.graph.entities if entity.type == wanted)
    return sorted(refs, key=lambda ref: (-named[ref], ref))


def _own_results(kg: KG) -> Counter[str]:
    """Count the results of each paper about something that it introduces."""
    own = {(s.subject, s.object) for s in kg.graph.statements if s.relation == "introduces"}
    return Counter(paper for r in kg.graph.results for paper in r.papers if (paper, r.subject) in own)


COUNTED: dict[str, Callable[[KG], Counter[str]]] = {
    "author": lambda kg: Counter(each.author for each in kg.graph.authorships),
    "paper": _own_results,
    "month": lambda kg: Counter(paper.date for paper in kg.graph.papers if paper.date),
    "date": lambda kg: Counter(day for paper in kg.graph.papers for day in paper.digests if day),
}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
