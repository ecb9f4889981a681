"""Build a folder of digests twice, in two orders and under two hash seeds: the cost, and whether they differ.

    python benchmarks/archive.py ../shared/digests/archive

Counts the triples of graph.ttl with rdflib, Oxigraph and, if it is there, rapper. Exit code 1 if anything
that must be equal is not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import STABLE, differences, digests, litweave, report, size


def main(folder: Path) -> None:
    """Run the benchmark and exit."""
    files = digests(folder)
    with tempfile.TemporaryDirectory() as temporary:
        one, other = Path(temporary, "one"), Path(temporary, "other")
        print("build:         ", litweave("build", *files, "-o", one, seed=1))
        print("other order:   ", litweave("build", *reversed(files), "-o", other, seed=2))
        print("again, cached: ", litweave("update", one))
        _describe(one)
        different = differences(one, other)
        print("differing outputs:", ", ".join(different) or "none")
        triples = _count_triples(one / "graph.ttl")
        print("triples of graph.ttl:", triples)
    sys.exit(bool(different) or len(set(triples.values())) > 1)


def _describe(graph: Path) -> None:
    content = report(graph)
    total = sum(content["timing"].values())
    parts = (f"{step} {seconds / total:.0%}" for step, seconds in content["timing"].items())
    print("of the cached build:", ", ".join(parts))
    print("MiB:", {name: round(size(graph / name)) for name in (*STABLE, "store", "cache")})
    print("counts:", content["counts"])


def _count_triples(turtle: Path) -> dict[str, int]:
    import pyoxigraph
    import rdflib

    counts = {
        "Oxigraph": sum(1 for _ in pyoxigraph.parse(path=turtle, format=pyoxigraph.RdfFormat.TURTLE)),
        "rdflib": len(rdflib.Graph().parse(turtle, format="turtle")),
    }
    if rapper := shutil.which("rapper"):
        command = [rapper, "-c", "-i", "turtle", str(turtle)]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        if found := re.search(r"returned (\d+) triples", ended.stderr):
            counts["rapper"] = int(found[1])
    return counts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
