"""What type a named thing has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.drafts import Draft
from extract.knowledge import Knowledge
from extract.votes import Voter
from graph.model import Extraction, NamedType, Vote

Read = Callable[..., Extraction]


def types(x: Extraction) -> dict[str, str]:
    return {e.name: e.type for e in x.entities}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The Quillor framework is fast.", "Quillor", "Technique"),
        ("It runs on the Quillor benchmark.", "Quillor", "Benchmark"),
        ("They collect the Quillor dataset.", "Quillor", "Dataset"),
        ("They tune the Quillor model.", "Quillor", "Model"),
        ("QuilloX is, they say, big.", "QuilloX", "Technique"),
        ("They release QuilloBench.", "QuilloBench", "Benchmark"),
        ("They release Quillor-7B-Instruct.", "Quillor-7B-Instruct", "Model"),
        ("QuilloX, a large and carefully filtered dataset of maps, is free.", "QuilloX", "Dataset"),
    ],
)
def test_nouns_and_shapes_tell_the_type(read: Read, text: str, name: str, type_: str) -> None:
    assert types(read(text))[name] == type_


def test_names_in_one_list_share_their_noun(read: Read) -> None:
    found = types(read("It wins on the QuilloX, QuilloY, and QuilloZ benchmarks."))
    assert {found[name] for name in ("QuilloX", "QuilloY", "QuilloZ")} == {"Benchmark"}


def test_use_tells_a_dataset_from_a_benchmark(read: Read) -> None:
    assert types(read("The model is trained on QuilloX."))["QuilloX"] == "Dataset"
    assert types(read("The model is evaluated on QuilloX and reaches 71.2%."))["QuilloX"] == "Benchmark"


def test_behind_an_opening_preposition_a_comma_ends_the_list(read: Read) -> None:
    found = types(read("On QuilloBench, FooBarNet scores 71.2%."))
    assert found == {"QuilloBench": "Benchmark", "FooBarNet": "Model"}


def draft(*votes: tuple[NamedType, str, float]) -> Draft:
    return Draft("X", [], votes=[Vote(type_, rule, weight) for type_, rule, weight in votes])


@pytest.mark.parametrize(
    ("votes", "type_"),
    [
        ((("Model", "a", 3.0), ("Technique", "b", 2.0)), "Model"),
        ((("Model", "a", 3.0), ("Technique", "b", 2.0), ("Technique", "c", 2.0)), "Technique"),
        ((("Technique", "a", 2.0), ("Technique", "a", 2.0), ("Model", "b", 3.0)), "Model"),
        ((("Technique", "a", 2.0), ("Model", "b", 2.0)), "Model"),
        ((), "Technique"),
    ],
)
def test_the_highest_sum_wins_and_a_rule_counts_once(
    knowledge: Knowledge, votes: tuple[tuple[NamedType, str, float], ...], type_: str
) -> None:
    one, other = draft(*votes), draft(*reversed(votes))
    for each in (one, other):
        Voter(knowledge).decide(each)
        assert each.type == type_
        assert each.votes, "a type without a vote could not be explained"
