"""What comes too late to be introduced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.link import link
from graph.model import ExtractedEntity, Extraction, Mention, Source, Span
from graph.overrides import parse
from graph.priority import EARLIER_PAPERS, flags, without_late_claims


def named(name: str, rule: str = "") -> ExtractedEntity:
    entity = ExtractedEntity(name, "Technique", (Mention("summary", 0, 9, name, "name.shape"),))
    if not rule:
        return entity
    return replace(entity, introduced=True, introduced_at=Span("summary", 0, 9), introduced_rule=rule)


def row(paper: str, *entities: ExtractedEntity) -> Extraction:
    return Extraction(Source(paper, "2025-01-02", paper), entities)


def users(count: int, month: str = "2501") -> list[Extraction]:
    return [row(f"{month}.0000{i}", named("FooNet")) for i in range(count)]


def late(rows: list[Extraction]) -> dict[tuple[str, str], int]:
    return without_late_claims(rows, link(rows))[1]


def test_what_enough_earlier_papers_name_is_not_introduced() -> None:
    claim = row("2503.00001", named("Foo-Net", "introduced.verb"), named("BarNet", "introduced.verb"))
    rows = [*users(EARLIER_PAPERS), claim]
    kept, withdrawn = without_late_claims(rows, links := link(rows))
    assert withdrawn == {("2503.00001", "Foo-Net"): EARLIER_PAPERS}
    assert [(e.name, e.introduced, e.introduced_at) for e in kept[-1].entities] == [
        ("Foo-Net", False, None),
        ("BarNet", True, Span("summary", 0, 9)),
    ]
    [why] = flags(withdrawn, [], links)
    assert (why.what, why.subject, why.object) == ("anachronism", "paper/2503.00001", "entity/foonet")
    assert why.why == "said to introduce what 3 papers of earlier months name"


@pytest.mark.parametrize(
    "rows",
    [
        [*users(EARLIER_PAPERS - 1), row("2503.00001", named("FooNet", "introduced.verb"))],
        [*users(EARLIER_PAPERS, "2503"), row("2503.00009", named("FooNet", "introduced.verb"))],
        [*users(EARLIER_PAPERS), row("t-aaaa", named("FooNet", "introduced.verb"))],
        [*users(EARLIER_PAPERS), row("2503.00001", named("FooNet", "introduced.title-prefix"))],
        [row(f"2501.0000{i}", named("FooNet", "introduced.verb")) for i in range(EARLIER_PAPERS)]
        + [row("2503.00001", named("FooNet", "introduced.verb"))],
    ],
    ids=["too few", "same month", "no date", "a report", "others introduce it"],
)
def test_other_claims_stand(rows: list[Extraction]) -> None:
    assert late(rows) == {}


def test_claims_of_several_papers_do_not_support_each_other() -> None:
    claims = [row(f"2503.0000{i}", named("FooNet", "introduced.verb")) for i in range(2)]
    assert len(late([*users(EARLIER_PAPERS), *claims])) == 2


def test_what_the_user_parts_is_its_papers_own() -> None:
    rows = [*users(EARLIER_PAPERS), row("2503.00001", named("FooNet", "introduced.verb"))]
    ours = parse('[[different]]\nname = "FooNet"\npaper = "2503.00001"\n', "mine.toml")
    assert without_late_claims(rows, link(rows, ours))[1] == {}
    assert len(late(rows)) == 1
