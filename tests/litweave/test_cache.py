"""The cache of extractions: it may forget, never lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.model import ExtractedEntity, Extraction, Mention, Source
from litweave.cache import Cache


def extraction(paper: str, digest: str = "2025-04-01") -> Extraction:
    source = Source(paper, digest, f"{paper}: a title", "Ada", "It says so.", file="a.md", line=3)
    mention = Mention("title", 0, len(paper), paper, "name-colon")
    return Extraction(source, entities=(ExtractedEntity(paper, "Model", (mention,)),))


def filled(folder: Path, *extractions: Extraction, fingerprint: str = "code-1") -> Cache:
    Cache(folder, fingerprint).save(extractions)
    return Cache(folder, fingerprint)


def test_an_unchanged_row_comes_from_the_cache(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    assert filled(tmp_path, one).get(one.source) == one


def test_a_row_that_moved_gets_its_new_place(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    moved = replace(one.source, file="b.md", line=8)
    found = filled(tmp_path, one).get(moved)
    assert found
    assert (found.source.file, found.source.line) == ("b.md", 8)


@pytest.mark.parametrize("change", [{"summary": "It says more."}, {"digest": "2025-04-02"}, {"paper": "t-1"}])
def test_a_changed_row_is_unknown(tmp_path: Path, change: dict[str, Any]) -> None:
    one = extraction("2504.00001")
    assert filled(tmp_path, one).get(replace(one.source, **change)) is None


def test_another_fingerprint_knows_nothing(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    filled(tmp_path, one, fingerprint="code-1")
    assert Cache(tmp_path, "code-2").get(one.source) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: data.replace(b"Model", b"Mudel"),
        lambda data: bytes(255 - byte for byte in data),
        lambda data: b"",
        lambda data: data.replace(b" ", b"\n"),
    ],
)
def test_a_damaged_entry_is_unknown_and_written_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    one = extraction("2504.00001")
    filled(tmp_path, one)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    cache = Cache(tmp_path, "code-1")
    assert cache.get(one.source) is None
    cache.save([one])
    assert file.read_bytes() == whole


def test_damage_to_one_entry_spares_the_others(tmp_path: Path) -> None:
    one, two = extraction("2504.00001"), extraction("2504.00002")
    filled(tmp_path, one, two)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"2504.00001: a title", b"2504.00001: another"))
    cache = Cache(tmp_path, "code-1")
    assert (cache.get(one.source), cache.get(two.source)) == (None, two)


def test_swapped_entries_are_unknown(tmp_path: Path) -> None:
    one, two = extraction("2504.00001"), extraction("2504.00002")
    filled(tmp_path, one, two)
    (file,) = tmp_path.iterdir()
    (key, sum_, text), (other_key, other_sum, other_text) = (
        line.split(" ", 2) for line in file.read_text().splitlines()
    )
    file.write_text(f"{key} {other_sum} {other_text}\n{other_key} {sum_} {text}\n")
    cache = Cache(tmp_path, "code-1")
    assert (cache.get(one.source), cache.get(two.source)) == (None, None)


def test_what_cannot_be_read_counts_as_absent(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    (tmp_path / "2025-04-01.cache").mkdir()
    assert Cache(tmp_path, "code-1").get(one.source) is None


def test_what_a_killed_build_left_goes(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    (tmp_path / ".2025-03-01.cache.new").write_text("half an entry")
    assert filled(tmp_path, one).get(one.source) == one
    assert [path.name for path in tmp_path.iterdir()] == ["2025-04-01.cache"]


def test_what_the_build_did_not_use_is_dropped(tmp_path: Path) -> None:
    one, two = extraction("2504.00001", "2025-04-01"), extraction("2504.00002", "2025-04-02")
    three = extraction("2504.00003", "2025-04-01")
    filled(tmp_path, one, two, three).save([one])
    assert [path.name for path in tmp_path.iterdir()] == ["2025-04-01.cache"]
    cache = Cache(tmp_path, "code-1")
    assert [cache.get(each.source) for each in (one, two, three)] == [one, None, None]


def test_only_files_of_changed_days_are_written(tmp_path: Path) -> None:
    one, two = extraction("2504.00001", "2025-04-01"), extraction("2504.00002", "2025-04-02")
    cache = filled(tmp_path, one)
    before = (tmp_path / "2025-04-01.cache").stat()
    cache.save([two, one])
    after = (tmp_path / "2025-04-01.cache").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_digest_date_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    one = extraction("2504.00001", "../../etc/passwd")
    assert filled(tmp_path / "cache", one).get(one.source) == one
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["undated.cache"]


def test_a_deleted_folder_is_made_again(tmp_path: Path) -> None:
    one = extraction("2504.00001")
    cache = Cache(tmp_path / "gone", "code-1")
    assert cache.get(one.source) is None
    cache.save([one])
    assert Cache(tmp_path / "gone", "code-1").get(one.source) == one
