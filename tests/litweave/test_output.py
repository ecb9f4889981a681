"""Answers as tables: what people are told, and what programs get."""

from __future__ import annotations

import json

import pytest

from litweave.commands.output import Format, Table, emit, more

TABLES = (
    Table("board", ("rank", "value", "ref"), ((1, 0.12345, ("a", "b")),), 2, "FID", ("place",)),
    Table("board", ("rank", "value", "ref"), ((None, 2, ()),), 2, "FVD", ("place",)),
    Table("gains", ("value",), (("5 | 6",),)),
)


def printed(form: Format, capsys: pytest.CaptureFixture[str]) -> str:
    emit(TABLES, form, ["beware"])
    return capsys.readouterr().out


def test_json_joins_tables_of_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(printed("json", capsys)) == {
        "board": [
            {"rank": 1, "value": 0.123, "ref": ["a", "b"]},
            {"rank": None, "value": 2, "ref": []},
        ],
        "gains": [{"value": "5 | 6"}],
        "notes": ["beware"],
    }


def test_csv_is_the_first_table_and_those_of_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed("csv", capsys).splitlines() == ["rank,value,ref", "1,0.123,a; b", ",2,"]


def test_markdown_tells_tables_apart(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed("md", capsys).splitlines()
    assert lines[:5] == ["**FID**", "", "| place | value |", "| --- | --- |", "| 1 | 0.123 |"]
    assert lines[6:8] == ["**FVD**", ""]
    assert lines[-3:] == ["| 5 \\| 6 |", "", "beware"]


def test_people_read_titles_and_heads(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.rstrip() for line in printed("table", capsys).splitlines()]
    assert lines[:3] == ["FID:", "place  value", "1      0.123"]
    assert "gains:" in lines


def test_what_is_not_printed_is_counted() -> None:
    assert more("rows", 1_200, 100) == ["1,100 more rows; see them with --limit 1200"]
    assert more("rows", 100, 100) == []
