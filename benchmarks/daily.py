"""Add the last days of a folder of digests one by one to a graph of the rest.

    python benchmarks/daily.py ../shared/digests/archive [DAYS]

After each day it compares the IRIs of papers, authors and entities with those of the day before: one that is
gone must be in the report and in replaced.ttl, one that stays must still share a name with what it meant. The
last graph must equal a fresh build byte for byte. Exit code 1 if any of that is not so.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from measure import differences, digests, litweave, report
from pyoxigraph import NamedNode, RdfFormat, parse

BASE = "https://w3id.org/litweave/"
NAMES = ("http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2000/01/rdf-schema#label")
REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
KINDS = ("paper", "author", "entity")

Names = dict[str, set[str]]
"""What each reference is called."""


def main(folder: Path, days: int) -> None:
    """Run the benchmark and exit."""
    files = digests(folder)
    with tempfile.TemporaryDirectory() as temporary:
        grown, fresh = Path(temporary, "grown"), Path(temporary, "fresh")
        cold = litweave("build", *files, "-o", fresh)
        litweave("build", *files[:-days], "-o", grown)
        walls, wrong = [], 0
        names, told = _names(grown), set[str]()
        for number, file in enumerate(files[-days:], 1):
            cost = litweave("update", grown, file, seed=number)
            walls.append(cost.wall)
            now = _names(grown)
            listed = report(grown)["reidentified"]
            print(file.relative_to(folder), end=": ")
            wrong += _compare(names, now, set(listed) - told, _replaced(grown) == listed)
            names, told = now, set(listed)
        final = report(grown)
        different = differences(grown, fresh)
    print(f"fresh build: {cold}; one update: {statistics.median(walls):.1f} s wall (median of {days})")
    print(f"one update / fresh build: {statistics.median(walls) / cold.wall:.2f}")
    print(f"rows extracted by the last update: {final['extracted']}; re-identified in all: {len(told)}")
    print(f"unlisted changes: {wrong}")
    print(f"outputs that differ from a fresh build: {', '.join(different) or 'none'}")
    sys.exit(bool(wrong or different))


def _compare(before: Names, after: Names, listed: set[str], told: bool) -> int:
    """Print what a day changed; return how much of it is wrong."""
    gone = before.keys() - after.keys()
    kept = before.keys() & after.keys()
    other = [ref for ref in kept if not before[ref] & after[ref]]
    added = Counter(ref.partition("/")[0] for ref in after.keys() - before.keys())
    unlisted = gone - listed
    print(f"new {dict(sorted(added.items()))}, gone {len(gone)}, listed {sorted(listed)}")
    for ref in sorted(unlisted):
        print(f"  gone and not listed: {ref} {sorted(before[ref])}")
    for ref in sorted(other):
        print(f"  means another thing: {ref} {sorted(before[ref])} -> {sorted(after[ref])}")
    return len(unlisted) + len(other) + (not told)


def _names(graph: Path) -> Names:
    """Return what papers, authors and entities are called, by reference."""
    names: Names = defaultdict(set)
    for quad in parse(path=graph / "graph.ttl", format=RdfFormat.TURTLE):
        ref = quad.subject.value.removeprefix(BASE)
        if quad.predicate.value.startswith(NAMES) and ref.startswith(KINDS):
            names[ref].add(quad.object.value)
    return names


def _replaced(graph: Path) -> dict[str, str]:
    """Return what replaced.ttl says."""
    moved = {}
    for quad in parse(path=graph / "replaced.ttl", format=RdfFormat.TURTLE):
        if quad.predicate == NamedNode(REPLACED_BY):
            moved[quad.subject.value.removeprefix(BASE)] = quad.object.value.removeprefix(BASE)
    return moved


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30)
