"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import MAX_SENTENCE, said_end, said_start, sentence_bounds

CLOSING = "\"'”’)]*"
"""What may stand between a full stop and the next sentence belongs to neither."""


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_bounds(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("FooNet ranks. It is fast!", ["FooNet ranks.", "It is fast!"]),
        ("Foo et al. Rank it. Done.", ["Foo et al. Rank it.", "Done."]),
        ("It gains 3.5 points vs. GPT-4.", ["It gains 3.5 points vs. GPT-4."]),
        ("We train models.This method wins.", ["We train models.", "This method wins."]),
        ("Two steps: i) it folds; ii) it merges.", ["Two steps:", "i) it folds;", "ii) it merges."]),
        ("One line\nanother line", ["One line", "another line"]),
        ("See [1]. (It is long) The end.", ["See [1].", "(It is long) The end."]),
        ("", []),
        (" \t ", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_part_of_a_text_is_split_by_its_own_offsets() -> None:
    text = "Skip this. Read this. And not this."
    assert [text[a:b] for a, b in sentence_bounds(text, end=21, start=11)] == ["Read this."]


def test_a_long_sentence_is_cut_at_a_comma_or_else_anywhere() -> None:
    words = split("word, " * 600)
    assert all(len(piece) <= MAX_SENTENCE and piece.endswith(",") for piece in words)
    assert " ".join(words) == ("word, " * 600).strip()
    assert "".join(split("x" * 4000)) == "x" * 4000


@given(st.text(alphabet="aB1 .,;:!?()[]\"'-*\n\u00a0∞é", max_size=300))
def test_sentences_are_in_order_and_lose_nothing_but_blanks(text: str) -> None:
    bounds = sentence_bounds(text)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in bounds)
    assert all(b <= c for (_, b), (c, _) in pairwise(bounds))
    kept = {at for a, b in bounds for at in range(a, b)}
    assert all(at in kept or c.isspace() or c in CLOSING for at, c in enumerate(text))


def test_what_a_summary_says_ends_where_announced_questions_begin() -> None:
    said = "FooNet ranks pages. It beats LoRA on GSM8K by a margin."
    assert said_end(f"{said} Here are some follow-up questions: What is LoRA?") == len(said) + 1
    assert said_end(f"{said} Potential Follow-up Questions: Why?") < len(said) + 2
    assert said_end(f"{said} Open questions remain.") == len(said) + len(" Open questions remain.")
    early = "Follow-up questions: " + said * 9
    assert said_end(early) == len(early), "a list at the very beginning is the summary"


def test_what_a_summary_says_begins_behind_a_preamble() -> None:
    preamble = 'Here is a summary of the paper "Foo: A Bar": '
    assert said_start(preamble + "FooNet ranks.") == len(preamble)
    assert said_start("Here FooNet ranks.") == 0
