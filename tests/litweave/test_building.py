"""Building and updating. Small fakes stand for extracting and assembling; the files and the disk are real."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from export.vocabulary import DEFAULT_BASE
from graph.model import (
    Entity,
    Evidence,
    ExtractedEntity,
    Extraction,
    KnowledgeGraph,
    Mention,
    Paper,
    Problem,
    Source,
    Span,
    Statement,
)
from graph.overrides import Overrides
from litweave import directory, report, steps
from litweave.building import build, update
from litweave.directory import BusyError, DirectoryError
from litweave.errors import LitweaveError
from litweave.recipe import BASE, BuildError, DroppedInputsError, UnreadableInputsError, describe

HEADER = "| Title | Authors | Summary |\n|---|---|---|\n"


class FakeExtractor:
    """Takes the word before a title's colon for what the paper introduces."""

    fingerprint = "fake-1"
    confidences: dict[str, float] = {}  # noqa: RUF012 (as plain as can be)

    def __init__(self) -> None:
        self.extracted: list[str] = []

    def extract(self, source: Source) -> Extraction:
        self.extracted.append(source.paper)
        name = source.title.split(":")[0]
        mention = Mention("title", 0, len(name), name, "fake")
        return Extraction(source, entities=(ExtractedEntity(name, "Model", (mention,), introduced=True),))


def fake_assemble(
    extractor: FakeExtractor, extractions: Iterable[Extraction], work: steps.Steps, overrides: Overrides
) -> KnowledgeGraph:
    ordered = sorted(overrides.prepared(list(extractions)), key=lambda each: each.source)
    ordered = [each for each in ordered if each.entities]
    return KnowledgeGraph(
        sources=tuple(each.source for each in ordered),
        papers=tuple(sorted({fake_paper(each.source) for each in ordered})),
        entities=tuple(sorted({fake_entity(each.entities[0].name) for each in ordered})),
        statements=tuple(sorted(fake_statement(each) for each in ordered)),
    )


def fake_store(path: Path, files: Iterable[Path]) -> None:
    path.mkdir()
    (path / "IDENTITY").write_text("fake")


def fake_paper(source: Source) -> Paper:
    return Paper(f"paper/{source.paper}", source.paper, source.title, "2025-04", (source.digest,), ())


def fake_entity(name: str) -> Entity:
    return Entity(f"entity/{name.lower()}", name, (("Model", 1),))


def fake_statement(extraction: Extraction) -> Statement:
    source, name = extraction.source, extraction.entities[0].name
    evidence = Evidence(source.key, Span("title", 0, len(source.title)), "fake", 0.5)
    ends = (f"paper/{source.paper}", "introduces", fake_entity(name).ref)
    return Statement(*ends, 0.5, source.digest, source.digest, ends[:1], (evidence,))


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> FakeExtractor:
    fake = FakeExtractor()
    monkeypatch.setattr(steps, "make_extractor", lambda recipe: fake)
    monkeypatch.setattr(steps, "assemble", fake_assemble)
    monkeypatch.setattr("export.store.write_store", fake_store)  # the real one takes a quarter of a second
    return fake


def digest(folder: Path, day: int, *names: str, extra: str = "") -> Path:
    """Write a digest that introduces these names; the paper of a name is the same in every digest."""
    path = folder / f"2025-04-{day:02}.md"
    rows = [
        f"| {name}: a model (Read more on [arXiv](https://arxiv.org/abs/2504.{paper(name)}))"
        f" | Ada Lovelace | We present {name}. |\n"
        for name in names
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"## Papers for 2025-04-{day:02}\n\n{HEADER}{''.join(rows)}{extra}", encoding="utf-8")
    return path


def paper(name: str) -> str:
    return f"{sum(map(ord, name)):05}"


def labels(output: Path) -> list[str]:
    from export.tables import open_tables, read_names

    tables = open_tables(directory.resolve(output) / "tables")
    return [entity.label for entity in read_names(tables).entities]


def output_bytes(output: Path) -> dict[str, bytes]:
    build = directory.resolve(output)
    names = [path.relative_to(build) for path in sorted(build.rglob("*")) if path.is_file()]
    return {
        str(name): (build / name).read_bytes()
        for name in names
        if name.parts[0] not in ("store", report.NAME, "replaced.ttl")
    }


def test_a_build_writes_every_output_and_says_what_it_did(tmp_path: Path) -> None:
    file = digest(tmp_path / "in", 1, "Alpha", "Beta")
    done = build([tmp_path / "in"], tmp_path / "out")
    assert {path.name for path in directory.resolve(tmp_path / "out").iterdir()} == set(directory.OUTPUTS)
    assert [(each.path, each.rows) for each in done.recipe.inputs] == [(str(file), 2)]
    assert (done.counts.rows, done.counts.papers, done.counts.entities["Model"]) == (2, 2, 2)
    assert done.counts.statements["introduces"] == done.counts.evidence == 2
    assert done.counts.gaps == {"no entity": 2, "no relation": 2, "nothing introduced": 0, "no result": 2}
    assert done.outputs["graph.ttl"] == report.hash_file(tmp_path / "out" / "graph.ttl")
    assert "tables/papers.parquet" in done.outputs
    assert report.load(directory.resolve(tmp_path / "out")) == done


def test_the_order_of_inputs_changes_no_byte(tmp_path: Path) -> None:
    files = [digest(tmp_path / "in", day, f"Model{day}") for day in (1, 2, 3)]
    build(files, tmp_path / "one")
    build(reversed(files), tmp_path / "two")
    assert output_bytes(tmp_path / "one") == output_bytes(tmp_path / "two")


def test_only_timing_may_differ_between_two_builds(tmp_path: Path) -> None:
    digest(tmp_path / "in", 1, "Alpha")
    one, two = (build(tmp_path / "in", tmp_path / name).to_json() for name in ("one", "two"))
    assert one.pop("timing").keys() == two.pop("timing").keys()
    assert one == two


def test_update_equals_a_fresh_build(tmp_path: Path) -> None:
    one, two, three = (digest(tmp_path / "in", day, f"Model{day}") for day in (1, 2, 3))
    build([one, two], tmp_path / "grown")
    update(tmp_path / "grown", [three], remove=[one])
    build([two, three], tmp_path / "fresh")
    assert output_bytes(tmp_path / "grown") == output_bytes(tmp_path / "fresh")
    assert labels(tmp_path / "grown") == ["Model2", "Model3"]


def test_update_builds_with_the_recorded_base_lexicons_and_rules(tmp_path: Path) -> None:
    digest(tmp_path / "in", 1, "Alpha")
    lexicon = tmp_path / "my.tsv"
    build(
        tmp_path / "in", tmp_path / "out", base="https://example.org/kg/", lexicons=os.path.relpath(lexicon)
    )
    done = update(tmp_path / "out")
    assert (done.recipe.base, done.recipe.lexicons) == ("https://example.org/kg/", (str(lexicon),))
    assert "https://example.org/kg/paper/" in (tmp_path / "out" / "graph.ttl").read_text()


def test_overrides_are_recorded_replayed_and_said_to_match_nothing(tmp_path: Path) -> None:
    ours = tmp_path / "mine.toml"
    ours.write_text('[[drop]]\nname = "Foo"\n[[drop]]\nname = "Nobody"\n')
    out = tmp_path / "out"
    done = build(digest(tmp_path, 1, "Foo", "Bar"), out, overrides=ours)
    assert labels(out) == ["Bar"]
    assert [(p.line, p.severity) for p in done.problems] == [(3, "warning")]
    update(out, digest(tmp_path, 2, "Baz"))
    assert labels(out) == ["Bar", "Baz"]
    ours.unlink()
    with pytest.raises(BuildError, match=r"mine\.toml"):
        update(out, digest(tmp_path, 3, "Qux"))
    assert labels(out) == ["Bar", "Baz"]


def test_unchanged_rows_come_from_the_cache(tmp_path: Path, extractor: FakeExtractor) -> None:
    digest(tmp_path / "in", 1, "Alpha", "Beta")
    assert build(tmp_path / "in", tmp_path / "out").extracted == 2
    extractor.extracted.clear()
    assert update(tmp_path / "out", digest(tmp_path / "in", 2, "Gamma")).extracted == 1
    assert extractor.extracted == [f"2504.{paper('Gamma')}"]
    assert update(tmp_path / "out").extracted == 0
    extractor.fingerprint = "fake-2"
    assert update(tmp_path / "out").extracted == 3


def test_dropping_inputs_wants_replace(tmp_path: Path) -> None:
    one, two = digest(tmp_path / "in", 1, "Alpha"), digest(tmp_path / "in", 2, "Beta")
    build([one], tmp_path / "out")
    with pytest.raises(DroppedInputsError, match="--replace") as caught:
        build([two], tmp_path / "out")
    assert caught.value.paths == (str(one),)
    assert labels(tmp_path / "out") == ["Alpha"]
    build([two], tmp_path / "out", replace=True)
    assert labels(tmp_path / "out") == ["Beta"]


def test_a_missing_recorded_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    one, two = digest(tmp_path / "in", 1, "Alpha"), digest(tmp_path / "in", 2, "Beta")
    build([one, two], tmp_path / "out")
    one.unlink()
    with pytest.raises(BuildError, match=f"--remove {one}"):
        update(tmp_path / "out")
    update(tmp_path / "out", remove=one)
    assert labels(tmp_path / "out") == ["Beta"]


def test_removing_a_folder_and_removing_what_is_not_there(tmp_path: Path) -> None:
    digest(tmp_path / "a", 1, "Alpha")
    digest(tmp_path / "b", 2, "Beta")
    build([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    with pytest.raises(BuildError, match="not among the recorded"):
        update(tmp_path / "out", remove=tmp_path / "c")
    update(tmp_path / "out", remove=tmp_path / "a")
    assert labels(tmp_path / "out") == ["Beta"]


def test_standard_input_is_kept_for_updates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = digest(tmp_path / "in", 1, "Alpha").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    done = build("-", tmp_path / "out")
    (recorded,) = done.recipe.inputs
    assert Path(recorded.path).parent == tmp_path / "out" / "inputs"
    assert Path(recorded.path).read_bytes() == text
    update(tmp_path / "out", digest(tmp_path / "in", 2, "Beta"))
    assert labels(tmp_path / "out") == ["Alpha", "Beta"]


def test_an_output_folder_among_the_inputs_is_not_read(tmp_path: Path) -> None:
    digest(tmp_path, 1, "Alpha")
    build(tmp_path, tmp_path / "out")
    done = build(tmp_path, tmp_path / "out")
    assert (len(done.recipe.inputs), done.problems) == (1, ())


def test_a_bad_row_is_reported_or_with_strict_refused(tmp_path: Path) -> None:
    digest(tmp_path / "good", 1, "Alpha")
    build(tmp_path / "good", tmp_path / "out")
    bad = digest(tmp_path / "bad", 2, "Beta", extra="| | nobody | |\n")
    with pytest.raises(UnreadableInputsError, match=f"{bad}:6") as caught:
        update(tmp_path / "out", bad, strict=True)
    assert [problem.line for problem in caught.value.problems] == [6]
    assert labels(tmp_path / "out") == ["Alpha"]
    assert [(each.file, each.line) for each in update(tmp_path / "out", bad).problems] == [(str(bad), 6)]


def test_nothing_readable_leaves_the_old_graph(tmp_path: Path) -> None:
    digest(tmp_path / "in", 1, "Alpha")
    (tmp_path / "empty.md").write_text("## Papers for 2025-04-02\n")
    build(tmp_path / "in", tmp_path / "out")
    with pytest.raises(BuildError, match="no row"):
        build(tmp_path / "empty.md", tmp_path / "out", replace=True)
    with pytest.raises(BuildError, match=r"none\.md"):
        build(tmp_path / "none.md", tmp_path / "out", replace=True)
    assert labels(tmp_path / "out") == ["Alpha"]


@pytest.mark.parametrize("output", ["graph.ttl", "graph.trig", "store", "tables", "graph.html"])
def test_a_failing_writer_leaves_the_old_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    build(digest(tmp_path / "in", 1, "Alpha"), tmp_path / "out")
    before = output_bytes(tmp_path / "out")

    def fail(step: str, done: int, total: int) -> None:
        if (step, done) == (output, 1):
            raise OSError(28, "No space left on device")

    with pytest.raises(DirectoryError, match="No space"):
        update(tmp_path / "out", digest(tmp_path / "in", 2, "Beta"), progress=fail)
    assert output_bytes(tmp_path / "out") == before
    assert len(list((tmp_path / "out" / "builds").iterdir())) == 1
    update(tmp_path / "out", tmp_path / "in")
    assert labels(tmp_path / "out") == ["Alpha", "Beta"]


def test_two_builds_at_once_and_a_foreign_folder(tmp_path: Path) -> None:
    file = digest(tmp_path / "in", 1, "Alpha")
    build(file, tmp_path / "out")
    with directory.locked(tmp_path / "out"), pytest.raises(BusyError):
        build(file, tmp_path / "out")
    with pytest.raises(DirectoryError, match="not made by Litweave"):
        build(file, tmp_path / "in")
    with pytest.raises(DirectoryError, match="no such folder"):
        update(tmp_path / "none", file)
    assert all(issubclass(each, LitweaveError) for each in (BusyError, DirectoryError, BuildError))


def test_a_damaged_report_or_table_can_be_built_over(tmp_path: Path) -> None:
    file = digest(tmp_path / "in", 1, "Alpha")
    build(file, tmp_path / "out")
    (directory.resolve(tmp_path / "out") / "tables" / "entities.parquet").write_bytes(b"?")
    build(file, tmp_path / "out")
    (directory.resolve(tmp_path / "out") / "report.json").write_text("{")
    with pytest.raises(report.ReportError, match="--replace"):
        build(file, tmp_path / "out")
    build(file, tmp_path / "out", replace=True)
    assert labels(tmp_path / "out") == ["Alpha"]


def test_a_base_that_makes_no_iris_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="base"):
        build(tmp_path, tmp_path / "out", base="no iri")
    assert not (tmp_path / "out").exists()
    assert BASE == DEFAULT_BASE


def test_progress_tells_every_step(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(
        digest(tmp_path / "in", 1, "Alpha", "Beta"),
        tmp_path / "out",
        progress=lambda *each: told.append(each),
    )
    assert list(dict.fromkeys(step for step, _, _ in told))[:2] == ["read", "extract"]
    assert ("extract", 2, 2) in told


def test_an_update_reports_what_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(digest(tmp_path / "in", 1, "Alpha"), tmp_path / "out")
    monkeypatch.setitem(
        globals(), "fake_entity", lambda name: Entity(f"entity/{name.lower()}--2", name, (("Model", 1),))
    )
    done = update(tmp_path / "out")
    assert done.reidentified == {"entity/alpha": "entity/alpha--2"}
    assert json.loads((tmp_path / "out" / "report.json").read_text())["reidentified"] == done.reidentified
    assert "entity:alpha\n    dcterms:isReplacedBy entity:alpha--2 ;" in (
        tmp_path / "out" / "replaced.ttl"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change", [{"counts": {"pages": 1}}, {"problems": [{}]}, {"inputs": 3}, {"base": None}]
)
def test_a_report_of_another_shape_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    build(digest(tmp_path / "in", 1, "Alpha"), tmp_path / "out")
    path = tmp_path / "out" / "report.json"
    data = {**json.loads(path.read_text()), **change}
    path.write_text(json.dumps({key: value for key, value in data.items() if value is not None}))
    with pytest.raises(report.ReportError, match="damaged"):
        report.load(tmp_path / "out")


def test_problems_are_described_in_one_line() -> None:
    assert describe(Problem("a.md", 3, "no title")) == "a.md:3: no title"
