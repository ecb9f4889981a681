"""From a row to what it says: cells, and that it is a pure function of the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pipeline import Extractor
from graph.model import Extraction, Source


def cells(extractor: Extractor, authors: str = "", classification: str = "", links: str = "") -> Extraction:
    source = Source("2501.00001", "2025-01-02", "", authors, "", classification, links)
    return extractor.extract(source)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ada Lovelace, Alan Turing", ["Ada Lovelace", "Alan Turing"]),
        (" Ada Lovelace ;, ", ["Ada Lovelace"]),
        ("", []),
        ("山田太郎, Zoë", ["山田太郎", "Zoë"]),
        ("<b>x</b>", ["<b>x</b>"]),
        ("Lovelace, Ada; Turing, Alan M.;", ["Lovelace, Ada", "Turing, Alan M."]),
        ("Ada Lovelace, Zoë; Alan Turing", ["Ada Lovelace", "Zoë", "Alan Turing"]),
    ],
)
def test_authors(extractor: Extractor, cell: str, names: list[str]) -> None:
    authors = cells(extractor, authors=cell).authors
    assert [m.text for m in authors] == names
    assert all(cell[m.start : m.end] == m.text for m in authors)


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("['Image Folding', \"Ada's Task\"]", ["Image Folding", "Ada's Task"]),
        ("Image Folding, Ranking", ["Image Folding", "Ranking"]),
        ("N/A", []),
        ("", []),
        ("[]", []),
        ("[" * 5_000, []),
    ],
)
def test_task_labels(extractor: Extractor, cell: str, labels: list[str]) -> None:
    tasks = cells(extractor, classification=cell).tasks
    assert [m.text for m in tasks] == labels
    assert all(cell[m.start : m.end] == m.text for m in tasks)


def test_only_repositories_are_code(extractor: Extractor) -> None:
    links = "https://arxiv.org/abs/2501.00001 https://github.com/foo/bar https://github.com/foo"
    assert [m.text for m in cells(extractor, links=links).code] == ["https://github.com/foo/bar"]


def test_a_row_says_the_same_each_time_and_after_any_other(extractor: Extractor) -> None:
    row = Source("t", "", "FooNet: A Ranker", summary="FooNet extends LoRA and scores 71.2% on GSM8K.")
    first = extractor.extract(row)
    extractor.extract(Source("u", "", "LoRA: FooNet", summary="GSM8K is a model."))
    assert extractor.extract(row) == first


def test_sentences_cover_the_title_then_the_summary(extractor: Extractor) -> None:
    x = extractor.extract(Source("t", "", "A Title", summary="One thing. Two things."))
    assert [(s.field, s.start, s.end) for s in x.sentences] == [
        ("title", 0, 7),
        ("summary", 0, 10),
        ("summary", 11, 22),
    ]


def test_the_fingerprint_depends_on_the_users_files(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\ttype\taliases\tmisspellings\tflags\nZeta\tModel\t\t\t\n", encoding="utf-8")
    before = Extractor([own]).fingerprint
    assert before == Extractor([own]).fingerprint != Extractor().fingerprint
    own.write_text(own.read_text(encoding="utf-8").replace("Zeta", "Eta"), encoding="utf-8")
    assert Extractor([own]).fingerprint != before
