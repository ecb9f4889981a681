"""Candidates: which of those that overlap is kept, echoes, and what finders see."""

from __future__ import annotations

import random

import pytest

from extract.candidates import PRIORITY, Candidate, echoes, resolve_overlaps
from extract.finder import Finder
from extract.knowledge import Knowledge
from extract.language import make_matchers
from extract.passage import Passage, read_passages
from graph.model import Source


def test_the_longest_wins_then_the_surer_rule() -> None:
    short = Candidate(0, 3, "name.lexicon")
    long = Candidate(0, 9, "name.capitals")
    shape = Candidate(12, 16, "name.shape")
    typed = Candidate(12, 16, "name.typed")
    assert resolve_overlaps([short, typed, long, shape]) == [long, shape]


def test_the_order_of_candidates_does_not_matter() -> None:
    candidates = [
        Candidate(a, a + n, rule) for a in range(0, 20, 3) for n in (2, 5) for rule in sorted(PRIORITY)[:4]
    ]
    kept = resolve_overlaps(candidates)
    for seed in range(5):
        shuffled = random.Random(seed).sample(candidates, len(candidates))  # noqa: S311  # a test's order
        assert resolve_overlaps(shuffled) == kept


@pytest.fixture(scope="module")
def tools(knowledge: Knowledge) -> tuple[Finder, object]:
    nlp, lexicon, _ = make_matchers(knowledge)
    return Finder(knowledge, lexicon), nlp


def passage_of(tools: tuple[Finder, object], text: str, title: bool = False) -> Passage:
    source = Source("t", "", text, summary="") if title else Source("t", "", "", summary=text)
    (passage,) = read_passages(tools[1], source)  # type: ignore[arg-type]  # a spaCy Language
    return passage


def found(tools: tuple[Finder, object], text: str, title: bool = False) -> dict[str, str]:
    passage = passage_of(tools, text, title)
    return {text[c.start : c.end]: c.rule for c in resolve_overlaps(tools[0].find(passage))}


def test_a_model_takes_its_size_and_version_along(tools: tuple[Finder, object]) -> None:
    assert found(tools, "It beats Qwen2.5-7B-Instruct.") == {"Qwen2.5-7B-Instruct": "name.version"}


def test_spelt_out_tasks_and_classes_are_no_names(tools: tuple[Finder, object]) -> None:
    for text in ("a model for Video Wave Detection (VWD)", "a set of Large Wave Models (LWM)"):
        banned = tools[0].banned(passage_of(tools, text))
        assert banned & {"vwd", "lwm"}, text
    assert found(tools, "It adds gradient echo replay (GER).") == {
        "gradient echo replay": "name.abbreviation",
        "GER": "name.abbreviation",
    }


def test_a_word_that_only_opens_the_sentence_is_no_name(tools: tuple[Finder, object]) -> None:
    assert found(tools, "Notably FooBarNet wins.") == {"FooBarNet": "name.shape"}
    assert found(tools, "Nvidia FooBarNet wins.").keys() <= {"FooBarNet"}


def test_phenomena_and_metrics_are_no_names(tools: tuple[Finder, object]) -> None:
    assert found(tools, "It explains the FooLadder effect by its WaveScore.") == {}


def test_a_title_gives_its_prefix_and_coined_shapes_only(tools: tuple[Finder, object]) -> None:
    assert found(tools, "Zephyrine: Fast Ranking with GraphFolder", title=True) == {
        "Zephyrine": "name.title-prefix",
        "GraphFolder": "name.shape",
    }


def test_echoes_find_other_hyphens_plurals_and_capitals_but_no_parts_of_words(
    tools: tuple[Finder, object],
) -> None:
    text = "Vellumix, wave folding: VELLUMIX, wave-folding, Vellumixes, a wave folder."
    passage = passage_of(tools, text)
    hits = echoes(passage, ["Vellumix", "wave folding", "ab"], [Candidate(0, 8, "name.shape")])
    assert [text[c.start : c.end] for c in sorted(hits)] == ["wave folding", "VELLUMIX", "wave-folding"]


@pytest.mark.parametrize("piece", ["Foo-", "(FOO) ", '"', "called 'a ", "A.", "\\text{", "Foo Bar "])
def test_hostile_text_takes_no_time(tools: tuple[Finder, object], piece: str) -> None:
    text = f"It uses {piece * 2_000}"
    for c in tools[0].find(passage_of(tools, text)):
        assert 0 <= c.start < c.end <= len(text)
