"""The arXiv metadata dump, and JSON that is broken in one place."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.inputs import read_inputs, read_text

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
GOOD = '{"id": "2405.04434", "title": "T", "abstract": "S", "update_date": "2024-05-08"}'


def test_the_dump() -> None:
    reading = read_inputs([DATA / "arxiv.jsonl"])
    attention, factoring = reading.sources
    assert not reading.problems
    assert (attention.paper, attention.digest) == ("1706.03762", "2023-08-03")
    assert attention.title == "Attention Is All You Need"
    assert attention.summary == "The Transformer does without recurrence and convolution."
    assert attention.authors == "Ashish Vaswani, Noam Shazeer, and others"
    assert attention.classification == "cs.CL cs.LG"
    assert (factoring.paper, factoring.authors) == ("quant-ph/9508027", "Peter W. Shor")
    assert (factoring.links, factoring.line) == ("https://arxiv.org/abs/quant-ph/9508027", 2)


def test_json_lines_go_on_after_a_bad_line() -> None:
    sources, problems = read_text(f"{{bad\n{GOOD}\n\n[1]\n{GOOD}\r\n{GOOD[:-9]}\n", "a.jsonl")
    assert [source.line for source in sources] == [2, 5]
    assert [(p.line, p.severity) for p in problems] == [(1, "error"), (4, "error"), (6, "error")]


def test_an_array_ends_at_its_first_mistake() -> None:
    sources, problems = read_text(f"[\n{GOOD},\n{{bad}},\n{GOOD}]", "a.json")
    assert len(sources) == 1
    assert [(p.line, p.severity) for p in problems] == [(3, "error")]


def test_an_array_that_was_cut_off() -> None:
    sources, problems = read_text(f"[{GOOD},\n", "a.json")
    assert len(sources) == 1
    assert "cut off" in problems[0].reason


def test_text_that_no_file_can_hold_is_replaced() -> None:
    record = {
        "id": "2405.04434",
        "title": "a\x00b \ud800",
        "abstract": "\ud83d\ude00",
        "update_date": "2024-05-08",
    }
    (source,) = read_text(json.dumps(record), "a.json")[0]
    assert (source.title, source.summary) == ("a b \ufffd", "\U0001f600")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "id",
    "title",
    "abstract",
    "authors",
    "authors_parsed",
    "categories",
    "update_date",
    "paper",
    "details",
]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON)), st.booleans())
def test_no_json_raises(records: list[dict[str, object]], as_lines: bool) -> None:
    text = "\n".join(map(json.dumps, records)) if as_lines else json.dumps(records)
    read_text(text, "a.json")
    read_text(f"{GOOD}\n{text}", "a.jsonl")


@pytest.mark.parametrize("text", ["[" * 500_000, '{"a":' * 200_000, "{bad\n" * 100_000, "9" * 10_000])
def test_hostile_json_neither_raises_nor_takes_long(text: str) -> None:
    start = time.process_time()
    assert not read_text(text, "a.json")[0]
    assert not read_text(f"[{GOOD}, {text}", "a.json")[0][1:]
    assert time.process_time() - start < 5
