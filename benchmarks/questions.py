"""Time the commands that ask a graph, as whole processes, against opening its store.

    python benchmarks/questions.py DIR

DIR is a folder that `litweave build` made of the archive. Each command runs RUNS times, in turn with the
others. Printed are seconds beyond those of `litweave --help`, the start-up: on the clock the least of all,
since other work can only add to it, and on the processors the median, with its ratio to that of a query which
only opens the store. What the commands note goes to standard error.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from measure import Cost, litweave

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
    costs: dict[tuple[str, ...], list[Cost]] = {command: [] for command in commands}
    for run in range(RUNS + 1):
        for command in commands:
            cost = litweave(*(folder if word == "DIR" else word for word in command))
            if run:  # the first run warms the disk's cache
                costs[command].append(cost)
    wall = {command: min(cost.wall for cost in each) for command, each in costs.items()}
    cpu = {command: statistics.median(cost.cpu for cost in each) for command, each in costs.items()}
    start = ("--help",)
    opening = cpu[OPENING] - cpu[start]
    print(f"start-up: {wall[start]:.2f} s; opening the store: {opening:.2f} s CPU")
    for command in QUESTIONS:
        after = cpu[command] - cpu[start]
        print(
            f"{' '.join(command):<40} {wall[command] - wall[start]:5.2f} s after start-up,"
            f" {after:5.2f} s CPU, {after / opening:5.1f} times opening"
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not Path(sys.argv[1]).is_dir():
        sys.exit(f"{sys.argv[1]} is no folder")
    main(sys.argv[1])
