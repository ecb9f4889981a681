"""Time the commands that ask a graph, as whole processes, against opening its store.

    python benchmarks/questions.py DIR

DIR is a folder that `litweave build` made of the archive. Each command runs RUNS times, in turn with the
others. Printed are medians: seconds beyond those of `litweave --help`, the start-up, and their ratio to
those of a query that only opens the store.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from measure import litweave

RUNS = 5
OPENING = ("query", "DIR", "ASK {}")
QUESTIONS = (
    ("show", "DIR", "GRPO"),
    ("coauthors", "DIR"),
    ("coauthors", "DIR", "Furu Wei"),
    ("coauthors", "DIR", "Furu Wei", "--to", "Ziwei Liu"),
    ("coauthors", "DIR", "--since", "2025-06"),
    ("lineage", "DIR"),
    ("lineage", "DIR", "GRPO"),
    ("lineage", "DIR", "GRPO", "--carriers"),
    ("lineage", "DIR", "Flow-GRPO", "--to", "PPO"),
    ("leaderboard", "DIR"),
    ("leaderboard", "DIR", "GSM8K"),
    ("compare", "DIR", "GRPO", "DPO"),
    ("trends", "DIR"),
    ("trends", "DIR", "GRPO"),
    ("query", "DIR", "--named", "leaderboard"),
)


def main(folder: str) -> None:
    """Print the time of each command."""
    commands = [("--help",), OPENING, *QUESTIONS]
    walls: dict[tuple[str, ...], list[float]] = {command: [] for command in commands}
    for run in range(RUNS + 1):
        for command in commands:
            cost = litweave(*(folder if word == "DIR" else word for word in command))
            if run:  # the first run warms the disk's cache
                walls[command].append(cost.wall)
    seconds = {command: statistics.median(each) for command, each in walls.items()}
    start = seconds["--help",]
    opening = seconds[OPENING] - start
    print(f"start-up: {start:.2f} s; opening the store: {opening:.2f} s")
    for command in QUESTIONS:
        after = seconds[command] - start
        print(f"{' '.join(command):<50} {after:5.2f} s after start-up, {after / opening:5.2f} times opening")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not Path(sys.argv[1]).is_dir():
        sys.exit(f"{sys.argv[1]} is no folder")
    main(sys.argv[1])
