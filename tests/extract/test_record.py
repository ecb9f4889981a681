"""The public record of a paper."""

from __future__ import annotations

from dataclasses import replace

from extract.record import SCHEMA, records
from graph.model import (
    PAPER,
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    Measure,
    Mention,
    Source,
    Span,
)

SPAN = Span("summary", 0, 20, ((0, 6),))
ROW = Source("2501.00001", "2025-01-02", "FooNet", summary="FooNet beats LoRA 3%")


def entity(name: str, introduced: bool = False) -> ExtractedEntity:
    return ExtractedEntity(name, "Technique", (Mention("summary", 0, 6, name, "name.shape"),), (), introduced)


FIRST = Extraction(
    ROW,
    (entity("FooNet"), entity("LoRA")),
    (ExtractedRelation("FooNet", "comparedWith", "LoRA", SPAN, "compared.verb"),),
    (ExtractedResult(PAPER, "", "", Measure("3%", "3", "3", unit="%"), "LoRA", SPAN, "result.sentence"),),
)
SECOND = Extraction(
    replace(ROW, digest="2025-01-03", summary="Foo-Net."),
    (entity("Foo-Net", introduced=True),),
    (ExtractedRelation("Foo-Net", "uses", "Foo-Net", SPAN, "uses.verb"),),
)


def test_a_record_joins_the_rows_of_a_paper() -> None:
    (record,) = records([SECOND, FIRST])
    assert (record["schema"], record["id"], record["digests"]) == (
        SCHEMA,
        ROW.paper,
        ["2025-01-02", "2025-01-03"],
    )
    assert [(e["name"], e["introduced"]) for e in record["entities"]] == [("FooNet", True), ("LoRA", False)]
    assert {(r["head"], r["tail"]) for r in record["relations"]} == {("FooNet", "LoRA"), ("FooNet", "FooNet")}


def test_empty_names_are_null_and_paper_stays() -> None:
    (record,) = records([FIRST])
    (result,) = record["results"]
    assert (result["subject"], result["benchmark"], result["metric"], result["over"]) == (
        PAPER,
        None,
        None,
        "LoRA",
    )


def test_order_and_doubles_do_not_matter() -> None:
    assert list(records([FIRST, SECOND])) == list(records([SECOND, FIRST, FIRST]))


def test_papers_come_sorted() -> None:
    other = Extraction(replace(ROW, paper="2401.00001"))
    assert [r["id"] for r in records([FIRST, other])] == ["2401.00001", "2501.00001"]
