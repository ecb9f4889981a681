"""What counts as right, and how sure the figures are."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation import Comparison, Tally, compare, pair_up, score, tallies
from extract.gold import Annotation, GoldError, annotation, fold, number_in, read_gold
from extract.inputs import read_inputs
from extract.misses import errors_of
from extract.pipeline import Extractor
from extract.record import records

Record = dict[str, Any]


def thing(name: str, type_: str = "Technique", *mentions: str, introduced: bool = False) -> Record:
    return {"name": name, "type": type_, "mentions": list(mentions), "introduced": introduced}


def result(subject: str, benchmark: str | None, value: str, kind: str = "absolute") -> Record:
    return {"subject": subject, "benchmark": benchmark, "metric": None, "value": value, "kind": kind}


def paper(
    *things: Record, relations: list[list[str]] | None = None, results: list[Record] | None = None
) -> Annotation:
    return annotation(
        {"id": "2501.00001", "entities": things, "relations": relations or [], "results": results or []}
    )


def tally(row: str, gold: Annotation, found: Annotation) -> Tally:
    return tallies(Comparison(gold, found))[row]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chain-of-thought", "Chain of Thought"),
        ("Transformers", "transformer"),
        ("Poincaré maps", "poincare map"),
        ("DAPO_Math", "dapo-math"),
        ("Qwen2.5", "qwen2.5"),
        ("BitNet b1.58.", "BitNet b1.58"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C#", "C"), ("Qwen2.5", "Qwen25"), ("loss", "los"), ("AIs", "AI")]
)
def test_other_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_surface_of_punctuation_keeps_it() -> None:
    assert fold(" ! ?") == "!?"
    assert fold(" ") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("67.0%", 67.0),
        (">95%", 95.0),
        ("−3.1", -3.1),
        ("-0.5 points", -0.5),
        ("GPT-4", 4.0),
        ("1,050.5", 1050.5),
        ("19-42x", 19.0),
        (".5", 0.5),
        ("16 out of 30", 16.0),
        (12, 12.0),
        (" None ", "none"),
    ],
)
def test_numbers_are_compared_by_value_and_sign(text: object, number: float | str) -> None:
    assert number_in(text) == number


def test_a_matching_is_as_large_as_it_can_be() -> None:
    """The first gold thing would take the only partner of the second."""
    edges = {(0, 0), (0, 1), (1, 0)}
    assert pair_up(2, 2, lambda g, f: (g, f) in edges) == {0: 1, 1: 0}


def test_a_matching_keeps_what_is_matched() -> None:
    edges = {(0, 0), (1, 0)}
    assert pair_up(2, 1, lambda g, f: (g, f) in edges, {1: 0}) == {1: 0}


def test_any_common_surface_matches_and_the_type_counts_apart() -> None:
    gold = paper(thing("reinforcement learning", "Technique", "RL"), thing("MMLU", "Benchmark"))
    found = paper(thing("RL"), thing("MMLU", "Dataset"), thing("GPT-4", "Model"))
    assert tally("entity (typed)", gold, found) == (1, 2, 3)
    assert tally("entity (untyped)", gold, found) == (2, 2, 3)
    assert tally("Benchmark", gold, found) == (0, 1, 0)
    assert tally("Dataset", gold, found) == (0, 0, 1)


def test_introduced_counts_on_things_that_match() -> None:
    gold = paper(thing("A1", introduced=True), thing("B1"))
    found = paper(
        thing("A1", "Model", introduced=True), thing("B1", introduced=True), thing("C1", introduced=True)
    )
    assert tally("introduced", gold, found) == (1, 1, 3)


def test_ends_are_found_by_any_surface_and_whatever_the_type() -> None:
    gold = paper(thing("FooNet", "Model", "Foo Network"), thing("RL"), relations=[["FooNet", "uses", "RL"]])
    found = paper(thing("Foo Network"), thing("RL"), relations=[["Foo Network", "uses", "RL"]])
    assert tally("relation (head and tail)", gold, found) == (1, 1, 1)


def test_a_name_goes_before_a_mention() -> None:
    """`GRPO` is a mention of the first thing and the name of the second."""
    things = (thing("Group PPO", "Technique", "GRPO"), thing("GRPO", "Model"), thing("FooNet"))
    gold = paper(*things, relations=[["FooNet", "uses", "GRPO"]])
    found = paper(*things, relations=[["FooNet", "uses", "Group PPO"]])
    assert tally("relation (head and tail)", gold, found) == (0, 1, 1)
    assert tally("relation (head and tail)", gold, gold) == (1, 1, 1)


def test_at_paper_level_heads_do_not_count() -> None:
    gold = paper(thing("A1"), thing("B1"), relations=[["A1", "extends", "B1"]])
    found = paper(thing("A1"), thing("B1"), relations=[["PAPER", "extends", "B1"], ["A1", "extends", "B1"]])
    assert tally("relation (paper level)", gold, found) == (1, 1, 1)
    assert tally("extends", gold, found) == (1, 1, 1)
    assert tally("lineage (head and tail)", gold, found) == (1, 1, 2)


def test_results_are_bags() -> None:
    gold = paper(
        thing("M1", "Benchmark"), results=[result("PAPER", "M1", "50%"), result("PAPER", "M1", "50.0%")]
    )
    found = paper(thing("M1", "Benchmark"), results=[result("PAPER", "M1", "50", "delta")])
    assert tally("result (value)", gold, found) == (1, 2, 1)
    assert tally("result (value, kind)", gold, found) == (0, 2, 1)
    assert tally("result (subject, benchmark, value)", gold, found) == (1, 2, 1)


def test_other_types_and_relations_are_not_counted() -> None:
    found = paper(thing("A1"), thing("accuracy", "Metric"), relations=[["A1", "variantOf", "B1"]])
    assert tally("entity (typed)", paper(thing("A1")), found) == (1, 1, 1)
    assert tally("relation (head and tail)", paper(), found) == (0, 0, 0)


def test_a_paper_without_extraction_counts_as_empty() -> None:
    (row, *_) = score(compare([paper(thing("A1"))], {}), samples=0)
    assert row.tally == (0, 1, 0)
    assert row.tally.rates == (0.0, 0.0, 0.0)
    assert row.low is None


def test_intervals_are_the_same_every_time_and_hold_the_figure() -> None:
    right, wrong = paper(thing("A1")), paper(thing("B1"))
    comparisons = [Comparison(right, right)] * 8 + [Comparison(right, wrong)] * 4
    (first, *_), (second, *_) = score(comparisons, 300), score(comparisons, 300)
    assert first == second
    assert first.low
    assert first.high
    assert first.low.f1 < first.tally.rates.f1 < first.high.f1


def test_equal_papers_leave_no_doubt() -> None:
    right = paper(thing("A1"))
    (row, *_) = score([Comparison(right, right)] * 5, 50)
    assert (row.low, row.high) == (row.tally.rates, row.tally.rates)


def test_errors_say_what_and_where() -> None:
    gold = paper(
        thing("A1", introduced=True), thing("B1"), thing("Gone"), relations=[["A1", "uses", "B1"]],
        results=[result("A1", None, "5")],
    )  # fmt: skip
    found = paper(thing("A1"), thing("B1", "Model"), thing("Extra"), relations=[["Extra", "uses", "B1"]])
    assert [(e.kind, e.what) for e in errors_of(Comparison(gold, found))] == [
        ("missed as introduced", "A1"),
        ("wrong type", "B1: Technique, not Model"),
        ("missed", "Technique: Gone"),
        ("spurious", "Technique: Extra"),
        ("missed relation", "A1 | uses | B1"),
        ("spurious relation", "?Extra | uses | B1"),
        ("missed result", "A1 |  | 5.0"),
    ]


GOOD = '{"id": "1", "entities": []}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "{]\n", "gold.jsonl:2: no JSON"),
        (GOOD + "\n" + GOOD, "gold.jsonl:3: a second record of 1"),
        ('{"id": "1"}', "gold.jsonl:1: entities is missing"),
        ("[1]", "gold.jsonl:1: not a record of a paper"),
        ('{"id": "1", "entities": [{"name": "A", "type": "Metric"}]}', "gold.jsonl:1: unknown type 'Metric'"),
        ('{"id": "1", "entities": [], "relations": [["A", "likes", "B"]]}', "1: unknown relation 'likes'"),
        (
            '{"id": "1", "entities": [], "relations": [["A", "uses"]]}',
            "gold.jsonl:1: not a record of a paper",
        ),
        ("", "holds no annotated paper"),
    ],
)
def test_a_bad_annotation_says_where_and_why(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl") as raised:
        read_gold(path)
    assert message in str(raised.value)


def test_annotations_in_another_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(GoldError, match=r"gold\.jsonl.*utf-8"):
        read_gold(path)


def damaged(record: Record, rng: random.Random) -> Record:
    """Return a record with errors of all kinds: things gone, twice, of another type, sharing mentions."""
    entities = [dict(e) for e in record["entities"] if rng.random() > 0.2]
    for entity in entities:
        if rng.random() < 0.2:
            entity["type"] = rng.choice(["Model", "Technique", "Benchmark", "Dataset", "Task"])
        if rng.random() < 0.2:
            entity["mentions"] = [*entity["mentions"], {"text": rng.choice(entities)["name"]}]
        if rng.random() < 0.2:
            entity["introduced"] = not entity["introduced"]
    rng.shuffle(entities)
    results = [{**r, "value": rng.choice([r["value"], "-" + r["value"]])} for r in record["results"]]
    return {**record, "entities": entities + entities[:1], "results": results}


@pytest.mark.needs("shared")
def test_the_figures_are_those_of_the_reference(shared: Path, extractor: Extractor) -> None:
    path = shared / "gold" / "seeds.jsonl"
    gold = read_gold(path)
    lines = list(map(json.loads, path.read_text(encoding="utf-8").splitlines()))
    rows = read_inputs([shared / "digests" / "seeds"]).sources
    found = {r["id"]: r for r in records(map(extractor.extract, rows))}
    rng = random.Random(7)  # noqa: S311
    for version in (found, {key: damaged(r, rng) for key, r in found.items() if rng.random() > 0.1}):
        ours = score(compare(gold, {key: annotation(r) for key, r in version.items()}), samples=0)
        theirs, _ = _reference(shared).score(lines, version)
        assert len(ours) == len(theirs)
        for row, (name, figures) in zip(ours, theirs.items(), strict=True):
            rates = (round(rate, 3) for rate in row.tally.rates)
            assert (row.name, *rates, *row.tally[1:]) == (name.strip(), *figures.values())


def _reference(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
