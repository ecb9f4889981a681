"""Hugging Face daily papers in both JSON shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.inputs import read_inputs, read_text

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"


def test_api_shape() -> None:
    reading = read_inputs([DATA / "api.json"])
    (source,) = reading.sources
    assert not reading.problems
    assert (source.paper, source.digest, source.line) == ("2305.18290", "2023-05-29", 2)
    assert source.title == "Direct Preference Optimization: Your Language Model is Secretly a Reward Model"
    assert source.authors == "Rafael Rafailov, Archit Sharma"
    assert source.summary == "DPO trains on preferences directly. It needs no reward model."
    assert source.links.split() == [
        "https://arxiv.org/abs/2305.18290",
        "https://huggingface.co/papers/2305.18290",
        "https://github.com/eric-mitchell/direct-preference-optimization",
    ]


def test_scraped_shape() -> None:
    reading = read_inputs([DATA / "scraped.jsonl"])
    (source,) = reading.sources
    assert not reading.problems
    assert (source.paper, source.digest) == ("2305.14314", "2023-05-25")
    assert source.authors == "Tim Dettmers, Artidoro Pagnoni"
    assert source.summary == "QLoRA finetunes a 4-bit model through low-rank adapters."
    assert source.links.split() == [
        "https://arxiv.org/abs/2305.14314",
        "https://huggingface.co/papers/2305.14314",
        "https://github.com/artidoro/qlora",
    ]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_json_lines_and_objects_in_sequence_read_alike(indent: int | None) -> None:
    records = [{"paper": {"id": "2305.18290v3", "title": f"DPO {n}", "summary": "S"}} for n in range(3)]
    array = read_text(json.dumps(records, indent=indent), "a.json")[0]
    sequence = read_text("\n".join(json.dumps(record, indent=indent) for record in records), "a.jsonl")[0]
    assert array == sequence
    assert [source.title for source in array] == ["DPO 0", "DPO 1", "DPO 2"]


def test_the_day_on_the_list_comes_before_the_day_of_publication() -> None:
    paper = {"id": "2305.18290", "title": "DPO", "summary": "S", "submittedOnDailyAt": "2023-05-31T00:00:00Z"}
    record = {"paper": paper, "publishedAt": "2023-05-29T00:00:00Z"}
    assert [s.digest for s in read_text(json.dumps(record), "a.json")[0]] == ["2023-05-31"]


@pytest.mark.parametrize(
    "record",
    [
        {"paper": {"id": "2305.18290"}},
        {"paper": {"title": None}, "title": ["x"]},
        {"title": {}, "paper_url": 3, "details": []},
    ],
)
def test_a_record_without_title_is_an_error(record: dict[str, Any]) -> None:
    sources, problems = read_text(json.dumps(record), "a.json")
    assert not sources
    assert [(p.line, p.severity) for p in problems] == [(1, "error")]


def test_a_digest_quoted_in_json_is_still_json() -> None:
    record = {"paper": {"id": "2305.18290", "title": "DPO", "summary": "See | Title | Summary | there"}}
    assert [source.title for source in read_text(json.dumps(record), "a.json")[0]] == ["DPO"]
