"""Which names of different papers are one thing."""

from __future__ import annotations

import pytest

from graph.link import link, paper_date, paper_ref, reference
from graph.model import (
    ExtractedEntity,
    ExtractedResult,
    Extraction,
    Measure,
    Mention,
    NamedType,
    Source,
    Span,
)

SPAN = Span("summary", 0, 9)


def named(name: str, introduced: bool = False, type_: NamedType = "Technique") -> ExtractedEntity:
    return ExtractedEntity(
        name, type_, (Mention("summary", 0, 9, name.upper(), "name.shape"),), (), introduced
    )


def row(paper: str, *entities: ExtractedEntity) -> Extraction:
    return Extraction(Source(paper, "2025-01-02", paper), entities)


ROWS = [
    row("2503.00001", named("FooNet", introduced=True)),
    row("2501.00001", named("Foo-Net", introduced=True, type_="Model"), named("C++"), named("C#")),
    row("2502.00001", named("FooNet", type_="Model")),
    row("t-aaaa", named("foonet", introduced=True)),
]


def test_names_meet_by_key_and_later_introducers_have_a_sense_of_their_own() -> None:
    links = link(ROWS)
    assert links.ref("2501.00001", "FooNet") == links.ref("2502.00001", "foo net") == "entity/foonet"
    assert links.ref("2503.00001", "FooNet") == "entity/foonet--2503.00001"
    assert links.ref("t-aaaa", "FooNet") == "entity/foonet--t-aaaa"
    assert links.ref("2501.00001", "C++") != links.ref("2501.00001", "C#")


def test_an_entity_says_its_names_types_introducers_and_date() -> None:
    by_ref = {e.ref: e for e in link(ROWS).entities}
    first = by_ref["entity/foonet"]
    assert (first.label, first.types) == ("Foo-Net", (("Model", 2),))
    assert set(first.aliases) == {"FooNet", "FOONET", "FOO-NET"}
    assert (first.introduced_by, first.date) == (("paper/2501.00001",), "2025-01")
    assert by_ref["entity/foonet--t-aaaa"].date == ""


def test_the_order_of_rows_does_not_matter() -> None:
    assert link(reversed(ROWS)) == link(ROWS)


def test_a_later_day_changes_no_reference() -> None:
    before = link(ROWS[:3]).refs
    after = link([*ROWS, row("2504.00001", named("FooNet", introduced=True), named("C"))]).refs
    assert {key: after[key] for key in before} == dict(before)


def test_tasks_and_metrics_are_entities_too() -> None:
    result = ExtractedResult("PAPER", "", "pass@1", Measure("3", "3", "3"), "", SPAN, "result.sentence")
    task = Mention("classification", 0, 3, "Folding", "task.label")
    x = Extraction(Source("2501.00001", "", "A"), results=(result,), tasks=(task,))
    assert {e.label: e.type for e in link([x]).entities} == {"Folding": "Task", "pass@1": "Metric"}


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        link(ROWS).ref("2501.00001", "Nobody")


@pytest.mark.parametrize(
    ("paper", "date"),
    [("2501.00001", "2025-01"), ("2513.00001", ""), ("math.CO/0309136", ""), ("t-0123456789", ""), ("", "")],
)
def test_the_date_of_a_paper_is_the_month_of_its_arxiv_id(paper: str, date: str) -> None:
    assert paper_date(paper) == date


def test_references_hold_neither_type_nor_name() -> None:
    assert paper_ref("2501.00001") == "paper/2501.00001"
    assert reference("foonet", "2501.00001") == "entity/foonet--2501.00001"


def test_a_common_name_stays_one_whoever_claims_to_introduce_it() -> None:
    own = [row(f"2401.0000{n}", named("Foo Search", introduced=n <= 2)) for n in range(1, 10)]
    few = [row(f"2401.0001{n}", named("Bar Search", introduced=n <= 2)) for n in range(1, 4)]
    assert [e.ref for e in link([*own, row("2401.00020", named("Foo Search"))]).entities] == [
        "entity/foosearch"
    ]
    assert [e.ref for e in link(few[:2]).entities] == ["entity/barsearch", "entity/barsearch--2401.00012"]
