"""Which files the inputs name, how their bytes become text, and how readers are found."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import readers
from extract.fields import clean_text, date_of_path, iso_dates, urls
from extract.inputs import InputError, InputFile, all_readers, expand, read_inputs, read_text

DATA = Path(__file__).resolve().parent.parent / "data" / "reading"
TEXT = """## Papers for 2024-05-08

| Title | Authors | Summary |
|---|---|---|
| [Mamba](https://arxiv.org/abs/2312.00752) | Albert Gu, Zoë | Selective – and fast. |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with three digests, and files that are none."""
    for name in ("b.md", "a/2024-05-08.TXT", "a/c.jsonl", "LICENSE", ".hidden.md", ".git/d.md", "e.csv"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_stands_for_the_digests_in_it(folder: Path) -> None:
    assert names(expand([folder]), folder) == ["a/2024-05-08.TXT", "a/c.jsonl", "b.md"]


def test_globs_files_and_folders_together_give_each_file_once(folder: Path) -> None:
    inputs: list[str | Path] = [
        str(folder / "*.md"),
        folder / "e.csv",
        str(folder / "**" / "*.jsonl"),
        folder / "a" / ".." / "b.md",
    ]
    assert names(expand(inputs), folder) == ["a/c.jsonl", "b.md", "e.csv"]


def test_relative_inputs_give_absolute_paths(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert expand(["b.md"]) == [folder / "b.md"]


def test_a_name_with_glob_characters_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].md").write_text(TEXT, encoding="utf-8")
    assert names(expand([tmp_path / "a[1].md"]), tmp_path) == ["a[1].md"]


@pytest.mark.parametrize("name", ["missing.md", "*.nothing", "empty"])
def test_an_input_that_matches_nothing_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no such file") as caught:
        expand([str(tmp_path / name)])
    assert caught.value.name == str(tmp_path / name)


def test_the_files_are_reported(folder: Path) -> None:
    reading = read_inputs([folder / "b.md"])
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert reading.files == (InputFile((folder / "b.md").as_posix(), sha256, 1),)
    assert reading.sources[0].file == (folder / "b.md").as_posix()


def test_the_order_of_inputs_does_not_matter(folder: Path) -> None:
    assert read_inputs([folder / "b.md", folder / "a"]) == read_inputs([folder / "a", folder / "b.md"])


def test_standard_input(folder: Path) -> None:
    reading = read_inputs(["-", folder / "b.md"], stdin=TEXT)
    assert [file.path for file in reading.files] == [(folder / "b.md").as_posix(), "<stdin>"]
    assert len(reading.sources) == 2
    with pytest.raises(InputError, match="-"):
        read_inputs(["-"])


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    reading = read_inputs([tmp_path])
    assert [(s.authors, s.summary) for s in reading.sources] == [("Albert Gu, Zoë", "Selective – and fast.")]
    assert not reading.problems


def test_lines_that_are_not_utf8_are_read_as_windows_1252(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("é\n".encode() + TEXT.encode("cp1252"))
    reading = read_inputs([tmp_path])
    assert [(s.authors, s.summary) for s in reading.sources] == [("Albert Gu, Zoë", "Selective – and fast.")]
    assert [(p.line, p.severity) for p in reading.problems] == [(6, "warning")]


@given(st.binary(max_size=60))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.md"
    file.write_bytes(data + TEXT.encode())
    read_inputs([file])


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_text(text, "a.md")


@pytest.mark.parametrize(
    ("text", "severity", "reason"),
    [
        ("", "warning", "empty"),
        ("Just prose.", "warning", "no table"),
        ("x\n| Model | Score |\n|---|---|\n", "error", "without the columns"),
        ('{"a": 1}', "error", "no known shape"),
        ("[1, 2]", "error", "no known shape"),
    ],
)
def test_what_no_reader_knows_is_a_problem(text: str, severity: str, reason: str) -> None:
    sources, (problem,) = read_text(text, "a.md")
    assert not sources
    assert problem.severity == severity
    assert reason in problem.reason


def test_a_new_reader_is_one_new_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "from graph.model import Source\n"
        "def reads(text, file):\n    return text.startswith('NEW')\n"
        "def read(text, file):\n    return [Source('p', '', 'T')], []\n"
    )
    (tmp_path / "brand_new.py").write_text(code)
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(tmp_path)])
    all_readers.cache_clear()
    try:
        assert [source.title for source in read_text("NEW", "a.txt")[0]] == ["T"]
    finally:
        all_readers.cache_clear()


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("digests/2024/09/05.md", "2024-09-05"),
        ("/data/2023-01-01/daily_20240905.txt", "2024-09-05"),
        ("papers-2024_09_05.md", "2024-09-05"),
        ("2024-13-05.md", ""),
        ("2024-02-30.md", ""),
        ("003_b4c747c91be2445e.txt", ""),
        ("120240905.md", ""),
    ],
)
def test_date_of_path(path: str, date: str) -> None:
    assert date_of_path(path) == date


def test_dates_in_reading_order() -> None:
    assert iso_dates("from 2024-09-05T10:00 to 2024/09/06") == ["2024-09-05", "2024-09-06"]


def test_urls_without_markdown_around_them() -> None:
    text = "[a](https://x.org/a_(b)), <http://y.org>. (see https://z.org/?q=1), [c](ftp://no.org) N/A http://"
    assert urls([text, "https://z.org/?q=1"]) == ["https://x.org/a_(b)", "http://y.org", "https://z.org/?q=1"]


def test_clean_text_joins_wraps_and_changes_nothing_else() -> None:
    assert clean_text("  a  b \r\n  *c*\n\n\td âˆž ") == "a  b *c* d âˆž"
