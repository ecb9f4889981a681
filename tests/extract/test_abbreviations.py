"""Abbreviation pairs."""

from __future__ import annotations

import pytest

from extract.abbreviations import find_pairs, is_short_form, title_pair, worded_pairs


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*p.short)], text[slice(*p.long)]) for p in find_pairs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It uses wave echo folding (WEF).", [("WEF", "wave echo folding")]),
        ("Several Wave Echo Folders (WEFs) run.", [("WEFs", "Wave Echo Folders")]),
        ("WEF (wave echo folding) is fast.", [("WEF", "wave echo folding")]),
        ("Retrieval-Augmented Generation (RAG; see below)", [("RAG", "Retrieval-Augmented Generation")]),
        ("the 3D wave folding (3DWF) loss", [("3DWF", "3D wave folding")]),
        ("It is fast (as expected).", []),
        ("It scores 71.2% (MMLU).", []),
        ("It folds, waves (FW).", []),
        ("nothing before (", []),
        ("(WEF) wave", []),
        ("", []),
    ],
)
def test_pairs(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


def test_only_the_part_asked_for_is_read() -> None:
    text = "wave echo folding (WEF). Gated phase mix (GPM)."
    assert [text[slice(*p.short)] for p in find_pairs(text, 25, len(text))] == ["GPM"]


@pytest.mark.parametrize(
    ("text", "short"),
    [("GRPO", True), ("T5", True), ("LoRA", True), ("Foo", False), ("a", False), ("12", False)],
)
def test_a_short_form_has_two_capitals_or_a_digit(text: str, short: bool) -> None:
    assert is_short_form(text) is short


def test_hostile_brackets_take_no_time() -> None:
    assert pairs("(A" * 5_000 + "B)" * 5_000) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("FOSA, which stands for Folded Sparse Attention, is fast.", [("FOSA", "Folded Sparse Attention")]),
        ("FOSA (short for it) is fast.", []),
        ("We propose Folded Sparse Attention, or FOSA, for speed.", [("FOSA", "Folded Sparse Attention")]),
        ("We take the left path, or NASA, for speed.", []),
    ],
)
def test_pairs_made_by_words(text: str, pairs: list[tuple[str, str]]) -> None:
    found = worded_pairs(text, 0, len(text))
    assert [(text[slice(*p.short)], text[slice(*p.long)]) for p in found] == pairs


@pytest.mark.parametrize(
    ("title", "long"),
    [
        ("FOSA: Folded Online Sparse Attention for Long Texts", "Folded Online Sparse Attention"),
        ("FOSA: A New Kind of Attention", None),
        ("Folded: Online Sparse Attention", None),
    ],
)
def test_a_title_may_spell_its_name_out(title: str, long: str | None) -> None:
    pair = title_pair(title)
    assert (title[slice(*pair.long)] if pair else None) == long
