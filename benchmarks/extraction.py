"""Compare extraction with bare tokenisation of the same texts, each in a fresh process, and watch its memory.

    python benchmarks/extraction.py ../shared/digests/archive

Loading spaCy, the rules and the lexicons is not counted. Exit code 1 if extraction takes more than 8 times
the processor time of tokenisation, or grows by more than 50 MiB from its second pass over the texts to the
fourth.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measure import digests

from graph.model import Source

MOST_TIMES = 8.0
MOST_GROWTH = 50.0
PASSES = 4


def main(folder: str) -> None:
    """Run the benchmark and exit."""
    tokenised = _child("tokenise", folder)
    extracted = _child("extract", folder)
    ratio = extracted[0][0] / tokenised[0][0]
    growth = extracted[-1][1] - extracted[1][1]
    print(f"tokenisation: {tokenised[0][0]:.1f} s CPU; extraction: {extracted[0][0]:.1f} s CPU")
    print(f"extraction / tokenisation: {ratio:.1f}")
    print("peak memory after each pass:", ", ".join(f"{peak:.0f} MiB" for _, peak in extracted))
    sys.exit(ratio > MOST_TIMES or growth > MOST_GROWTH)


def _child(what: str, folder: str) -> list[tuple[float, float]]:
    """Return the processor seconds of each pass, and the peak memory in MiB after it."""
    command = [sys.executable, __file__, folder, what]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [(float(cpu), float(peak)) for cpu, peak in map(str.split, ended.stdout.splitlines())]


def _measure(what: str, folder: str) -> None:
    from extract.inputs import read_inputs

    sources = read_inputs(digests(Path(folder))).sources
    work = _tokeniser() if what == "tokenise" else _extractor()
    work(sources[0])
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    for _ in range(PASSES if what == "extract" else 1):
        start = time.process_time()
        for source in sources:
            work(source)
        print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def _tokeniser() -> Callable[[Source], object]:
    import spacy

    nlp = spacy.blank("en")
    return lambda source: [nlp(text) for text in (source.title, source.summary)]


def _extractor() -> Callable[[Source], object]:
    from litweave import steps
    from litweave.recipe import BASE, Recipe

    return steps.make_extractor(Recipe(BASE)).extract


if __name__ == "__main__":
    _measure(sys.argv[2], sys.argv[1]) if sys.argv[2:] else main(sys.argv[1])
