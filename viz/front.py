"""What the front page shows, as columns for the page to hold: the map, what is rising, the last records."""

from __future__ import annotations

from graph.analyses.leaderboard import records
from graph.analyses.trends import rising_list
from graph.model import KnowledgeGraph
from viz.data import Table, thing_numbers
from viz.topic_map import TopicMap

RISING = ("Technique", "Benchmark")
SHOWN = 6
"""Rises and records on the front page."""


def front_tables(kg: KnowledgeGraph, drawn: TopicMap) -> dict[str, Table]:
    """Return the tables; things and results are named by their numbers, as in `viz.data`."""
    number = thing_numbers(kg)
    rise = rising_list(kg, RISING, SHOWN)
    last = records(kg, SHOWN)
    row_of = {result.key: i for i, result in enumerate(kg.results)}
    return {
        "areas": {
            "x": [area.x for area in drawn.areas],
            "y": [area.y for area in drawn.areas],
            "radius": [area.radius for area in drawn.areas],
            "members": [area.members for area in drawn.areas],
            "papers": [area.papers for area in drawn.areas],
        },
        "roads": {"from": [i for i, _ in drawn.roads], "to": [j for _, j in drawn.roads]},
        "dots": {
            "paper": [number[place.ref] for place in drawn.papers],
            "x": [place.x for place in drawn.papers],
            "y": [place.y for place in drawn.papers],
        },
        "months": {"month": rise.months, "papers": rise.papers},
        "rising": {
            "thing": [number[trend.entity.ref] for trend in rise.trends],
            "papers": [" ".join(map(str, trend.counts)) for trend in rise.trends],
            "growth": [f"{trend.change.low:.1f}" for trend in rise.trends if trend.change],
        },
        "records": {
            "result": [row_of[record.row.result.key] for record in last],
            "beaten": [row_of[record.before.result.key] for record in last],
        },
    }
