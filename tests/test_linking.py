"""Linking measured on names: the clusters of `tests/data/entity_clusters.tsv`, hard ones among them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.inputs import read_inputs
from extract.pipeline import Extractor
from graph.keys import match_key
from graph.link import link
from graph.model import Extraction, Source
from tests.linking_scores import b_cubed, pairwise

CLUSTERS = Path(__file__).parent / "data" / "entity_clusters.tsv"


def members() -> list[tuple[str, str, str]]:
    """Return (cluster, surface form, paper) of each line; most have no paper."""
    lines = [line for line in CLUSTERS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(c, s, p) for c, s, p in list(csv.reader(lines, delimiter="\t"))[1:]]


@pytest.mark.needs("shared")
def test_names_of_the_archive_are_linked_as_a_person_links_them(shared: Path, extractor: Extractor) -> None:
    gold = members()
    archive = {s.paper: s for s in read_inputs([shared / "digests" / "archive"]).sources}
    rows = [
        extractor.extract(archive[paper] if paper else _sentence(n, surface))
        for n, (_, surface, paper) in enumerate(gold)
    ]
    refs = link({x.source.paper: x for x in rows}.values())
    found = [
        refs.ref(x.source.paper, name) if (name := _name(x, surface)) else f"missing {surface}"
        for x, (_, surface, _) in zip(rows, gold, strict=True)
    ]
    assert [f for f in found if f.startswith("missing")] == []
    clusters = [cluster for cluster, _, _ in gold]
    assert pairwise(clusters, found)["F1"] >= 0.97
    assert b_cubed(clusters, found)["F1"] >= 0.97


def _sentence(number: int, surface: str) -> Source:
    text = f"The authors train it with {surface}, and report what they see."
    return Source(f"9901.{number:05}", "2025-01-01", "Notes", summary=text)


def _name(x: Extraction, surface: str) -> str:
    """Return the name of the entity that a row gives a surface form, one that it introduces first."""
    named = [
        (not e.introduced, e.name)
        for e in x.entities
        if any(m.text in surface or match_key(m.text) == match_key(surface) for m in e.mentions)
    ]
    return min(named)[1] if named else ""


@pytest.mark.parametrize(
    ("gold", "found", "pairs", "cubed"),
    [
        ("aabb", "xxyy", (1.0, 1.0), (1.0, 1.0)),
        ("aabb", "xxxx", (2 / 6, 1.0), (0.5, 1.0)),
        ("aabb", "wxyz", (1.0, 0.0), (1.0, 0.5)),
        ("aaab", "xxyy", (0.5, 1 / 3), (0.75, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)),
    ],
)
def test_scores_of_clusters_counted_by_hand(
    gold: str, found: str, pairs: Sequence[float], cubed: Sequence[float]
) -> None:
    scores = pairwise(gold, found)
    assert (scores["P"], scores["R"]) == pytest.approx(pairs, abs=1e-3)
    scores = b_cubed(gold, found)
    assert (scores["P"], scores["R"]) == pytest.approx(cubed, abs=1e-3)
