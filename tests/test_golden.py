"""A small digest and all that is made of it, to the byte: what changes must be meant to change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from export.turtle import write_turtle
from extract.inputs import read_inputs
from extract.pipeline import Extractor
from extract.record import records
from graph.assemble import assemble
from graph.model import Extraction

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"


@pytest.fixture(scope="module")
def rows(extractor: Extractor) -> list[Extraction]:
    reading = read_inputs([HERE / "data" / "golden.md"])
    assert reading.problems == ()
    return [extractor.extract(source) for source in reading.sources]


def lines_of_records(rows: list[Extraction], extractor: Extractor, folder: Path) -> str:
    """Return the records as `litweave extract` prints them."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(rows))


def turtle(rows: list[Extraction], extractor: Extractor, folder: Path) -> str:
    write_turtle(assemble(rows, extractor.confidences), folder / "graph.ttl")
    return (folder / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "make"), [("records.jsonl", lines_of_records), ("graph.ttl", turtle)])
def test_the_output_is_as_recorded(
    name: str,
    make: Callable[[list[Extraction], Extractor, Path], str],
    rows: list[Extraction],
    extractor: Extractor,
    tmp_path: Path,
    update_golden: bool,
) -> None:
    made = make(rows, extractor, tmp_path)
    golden = GOLDEN / name
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8", newline="\n")
    recorded = golden.read_text(encoding="utf-8")
    assert made.splitlines() == recorded.splitlines(), (
        f"tests/golden/{name} differs from what is made now; if that is meant, write it again with "
        "`make golden` (or pytest tests/test_golden.py --update-golden) and look at the difference in git"
    )
    assert made == recorded
