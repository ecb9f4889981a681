"""Numbers in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.data import load
from extract.knowledge import Knowledge
from extract.numbers import Number, NumberReader

READER = NumberReader(load())


def numbers(text: str) -> list[Number]:
    return list(READER.find(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator", "unit"),
    [
        ("reaches 71.2%", "71.2", "71.2", "=", "%"),
        ("reaches 71.20 percent", "71.2", "71.2", "=", "%"),
        ("gains 3.1 percentage points", "3.1", "3.1", "=", "pp"),
        ("gains 3 points", "3", "3", "=", "points"),
        ("is 2.5x faster", "2.5", "2.5", "=", "x"),
        ("a 4-fold gain", "4", "4", "=", "x"),
        ("scores 1,050.10", "1050.1", "1050.1", "=", ""),
        ("drops by −2.5%", "-2.5", "-2.5", "=", "%"),
        ("gains 5-7%", "5", "7", "=", "%"),
        ("takes more than 12 ms", "12", "12", ">", "ms"),
        ("takes <12 seconds", "12", "12", "<", "s"),
        ("is ~.5%", "0.5", "0.5", "~", "%"),
        ("up to 40%", "40", "40", "=", "%"),
    ],
)
def test_a_number_is_read(text: str, low: str, high: str, comparator: str, unit: str) -> None:
    (number,) = numbers(text)
    assert (number.low, number.high, number.comparator, number.unit) == (low, high, comparator, unit)
    assert text[number.start : number.end].strip() == number.text


@pytest.mark.parametrize(
    "text",
    [
        "in 2024",
        "a 7B model",
        "GPT-4 and Llama 3",
        "a 3-shot prompt",
        "costs $5",
        "see Table 3",
        "a temperature of 0.7",
        "12 out of 30",
        "10 billion",
        "",
    ],
)
def test_years_sizes_versions_and_money_are_none(text: str) -> None:
    assert [n.text for n in numbers(text) if n.text != "12"] == []


def test_from_one_value_to_another_is_no_range() -> None:
    assert [(n.low, n.high) for n in numbers("rises from 58.8% to 90.0%")] == [("58.8", "58.8"), ("90", "90")]
    assert [(n.low, n.high) for n in numbers("a drop (67% to 10%)")] == [("67", "67"), ("10", "10")]
    assert [(n.low, n.high) for n in numbers("scores 58.8% to 90.0%")] == [("58.8", "90")]


def test_whole_numbers_without_unit_are_plain() -> None:
    assert [n.plain for n in numbers("has 1,200 and 61.7 and 12%")] == [True, False, False]


def test_only_the_part_asked_for_is_read() -> None:
    assert [n.text for n in READER.find("1.5% 2.5% 3.5%", 5, 9)] == ["2.5%"]


@given(st.text(alphabet="0123456789.,%x-+~<> fromtoB$\u2212×^{}", max_size=80))
def test_any_text_gives_canonical_numbers_in_order(text: str) -> None:
    found = numbers(text)
    assert [n.start for n in found] == sorted(n.start for n in found)
    for n in found:
        assert 0 <= n.start < n.end <= len(text)
        for value in (n.low, n.high):
            assert format(Decimal(value), "f") == value


@pytest.mark.parametrize("piece", ["1", "1,111", "1.", "~", "from 1 to ", "9x10^", "% "])
def test_hostile_numbers_take_no_time(knowledge: Knowledge, piece: str) -> None:
    assert all(n.low for n in numbers(piece * 5_000))
