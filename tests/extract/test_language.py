"""The tokenizer's norm, inflections, spellings, and the two matchers."""

from __future__ import annotations

import pytest

from extract.knowledge import LexiconEntry, Rule
from extract.language import Form, Lexicon, Triggers, inflect, make_language, norm, spellings

NLP = make_language()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Models", "model"),
        ("modelling", "modeling"),
        ("Optimisation", "optimization"),
        ("loss", "loss"),
        ("analysis", "analysis"),
        ("LoRAs", "lora"),
        ("is", "is"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_norm(text: str, folded: str) -> None:
    assert norm(text) == folded


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("use", ["use", "uses", "used", "using"]),
        ("apply", ["apply", "applies", "applied", "applying"]),
        ("deploy", ["deploy", "deploys", "deployed", "deploying"]),
        ("match", ["match", "matches", "matched", "matching"]),
        ("embed", ["embed", "embeds", "embeded", "embeding"]),
        ("build on", ["build on", "builds on", "built on", "building on"]),
    ],
)
def test_inflect(verb: str, forms: list[str]) -> None:
    assert inflect(verb) == forms


def test_spellings_vary_hyphens_blanks_versions_and_prefixes() -> None:
    assert set(spellings("Llama 3")) == {"Llama 3", "Llama3", "Llama-3"}
    assert {"fine-tuning", "fine tuning", "finetuning"} <= set(spellings("fine-tuning"))
    assert list(spellings("GRPO")) == ["GRPO"]


@pytest.mark.parametrize(
    ("form", "surface", "accepted"),
    [
        ("ACE", "ace", False),
        ("ACE", "ACEs", True),
        ("ZeRO", "zero", False),
        ("ZeRO", "ZERO", True),
        ("Mamba", "mamba", False),
        ("Mamba", "Mamba", True),
        ("Direct Preference Optimization", "direct preference optimization", True),
        ("attention", "Attention", True),
        ("Llama3", "llama3", True),
    ],
)
def test_case_tells_names_from_words(form: str, surface: str, accepted: bool) -> None:
    assert Form(form, LexiconEntry(form, "Technique")).accepts(surface) is accepted


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(
        NLP,
        [
            LexiconEntry("Wave Echo Folding", "Technique", ("WEF",), ("wave eco folding",)),
            LexiconEntry("Quillon 2", "Model"),
            LexiconEntry("C++Bench", "Benchmark"),
            LexiconEntry("Wave", "Dataset"),
        ],
    )


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return sorted((text[a:b], form.entry.name) for a, b, form in lexicon.find(NLP.make_doc(text)))


def test_the_lexicon_finds_other_spellings_and_overlaps(lexicon: Lexicon) -> None:
    assert found(lexicon, "wave echo foldings and WEF.") == [
        ("WEF", "Wave Echo Folding"),
        ("wave echo foldings", "Wave Echo Folding"),
    ]
    assert ("Wave", "Wave") in found(lexicon, "Wave Echo Folding")
    assert found(lexicon, "Quillon-2 on C++Bench") == [("C++Bench", "C++Bench"), ("Quillon-2", "Quillon 2")]


def test_a_misspelling_resolves_to_the_name(lexicon: Lexicon) -> None:
    ((_, _, form),) = lexicon.find(NLP.make_doc("a wave eco folding"))
    assert form.misspelt
    assert form.entry.name == "Wave Echo Folding"


def test_a_name_cut_off_by_the_end_of_the_text_is_not_found(lexicon: Lexicon) -> None:
    assert found(lexicon, "the wave echo") == []
    assert found(lexicon, "") == []


def test_whole_texts_and_modifiers(lexicon: Lexicon) -> None:
    form = lexicon.whole("WAVE-echo-folding")
    assert form is not None
    assert form.entry.name == "Wave Echo Folding"
    assert lexicon.whole("folding") is None
    assert {"wave", "echo"} <= lexicon.modifiers
    assert "folding" not in lexicon.modifiers


def rule(rule_id: str, *words: str, kind: str = "relation") -> Rule:
    return Rule(rule_id, kind, place="right", words=words)


def test_of_overlapping_triggers_of_one_kind_the_longest_counts() -> None:
    triggers = Triggers(NLP, [rule("a", "based on"), rule("b", "on"), rule("c", "on", kind="introduce")])
    hits = triggers.find(NLP.make_doc("It is based on a wave on top"))
    assert [(start, [r.id for r in rules]) for start, _, rules in hits] == [
        (6, ["a"]),
        (12, ["c"]),
        (22, ["b", "c"]),
    ]


def test_a_trigger_inside_a_hyphenated_word_is_none() -> None:
    triggers = Triggers(NLP, [rule("a", "based")])
    assert [start for start, _, _ in triggers.find(NLP.make_doc("rule-based and based"))] == [15]
