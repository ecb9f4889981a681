"""Extractions as JSON and back, and what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.codec import CodecError, extraction_from_json, to_json
from graph.model import (
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    Measure,
    Mention,
    Source,
    Span,
    Vote,
)

SPAN = Span("summary", 0, 20, ((0, 4), (13, 16)))
FULL = Extraction(
    source=Source("2402.03300", "2024-02-06", "DeepSeekMath “∞” 😀", file="a.md", line=7),
    entities=(
        ExtractedEntity(
            "GRPO",
            "Technique",
            (Mention("summary", 0, 4, "GRPO", "names.caps"),),
            (Vote("Technique", "cue.policy", 0.75),),
            True,
            SPAN,
            "introduces.verb",
        ),
        ExtractedEntity("PPO", "Model", ()),
    ),
    relations=(ExtractedRelation("GRPO", "extends", "PPO", SPAN, "extends.verb"),),
    results=(ExtractedResult("GRPO", "MATH", "", Measure("51.7%", "51.7", "51.7"), "", SPAN, "result.on"),),
    authors=(Mention("authors", 0, 3, "Ada", "authors"),),
    abbreviations=(("GRPO", "Group Relative Policy Optimization"),),
)


def test_an_extraction_comes_back_whole() -> None:
    back = extraction_from_json(to_json(FULL))
    assert back == FULL
    assert (back.source.file, back.source.line) == ("a.md", 7)
    assert isinstance(back.relations[0].span.marks[0], tuple)


@settings(max_examples=50)
@given(st.from_type(Extraction))
def test_any_extraction_comes_back_whole(extraction: Extraction) -> None:
    back = extraction_from_json(to_json(extraction))
    assert repr(back) == repr(extraction)  # which holds file and line too, and in which NaN equals NaN


def test_the_text_is_one_ascii_line() -> None:
    text = to_json(FULL)
    assert text.isascii()
    assert "\n" not in text


@pytest.mark.parametrize("cut", range(0, len(to_json(FULL)), 17))
def test_cut_text_is_refused(cut: int) -> None:
    with pytest.raises(CodecError):
        extraction_from_json(to_json(FULL)[:cut])


@pytest.mark.parametrize(
    ("index", "value"),
    [
        (0, None),
        (1, "names"),
        (1, [["GRPO"]]),
        (2, [[]]),
        (3, 1),
        (4, [["nowhere", 0, 3, "Ada", "x"]]),
        (7, ["ab"]),
    ],
)
def test_a_value_of_another_shape_is_refused(index: int, value: object) -> None:
    fields = json.loads(to_json(FULL))
    fields[index] = value
    with pytest.raises(CodecError):
        extraction_from_json(json.dumps(fields))


@pytest.mark.parametrize("wrong", ["0", True, 0.0, None])
def test_an_offset_is_a_whole_number(wrong: object) -> None:
    fields = json.loads(to_json(FULL))
    fields[4][0][1] = wrong
    with pytest.raises(CodecError):
        extraction_from_json(json.dumps(fields))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "[" * 100_000, "[[]]", '"text"', "NaN"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        extraction_from_json(text)


def test_a_missing_field_is_refused() -> None:
    fields = json.loads(to_json(FULL))
    with pytest.raises(CodecError):
        extraction_from_json(json.dumps(fields[:-1]))
    with pytest.raises(CodecError):
        extraction_from_json(json.dumps([*fields, []]))
