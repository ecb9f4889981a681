"""All rows' extractions to one graph."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from graph.assemble import assemble
from graph.belief import belief
from graph.model import (
    PAPER,
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    KnowledgeGraph,
    Measure,
    Mention,
    NamedType,
    Source,
    Span,
    Statement,
)

ONE = Source("2501.00001", "2025-01-02", "One", "Ada Lovelace, Zoë", "FooNet beats LoRA. It uses LoRA.")
TWO = Source("2502.00001", "2025-02-03", "Two", "ADA LOVELACE", "LoRA trails FooNet.")
FIRST, SECOND = Span("summary", 0, 18, ((0, 6),)), Span("summary", 19, 32, ((27, 31),))
CONFIDENCES = {"compared.verb": 0.8, "uses.verb": 0.5}


def thing(name: str, start: int, type_: NamedType = "Model") -> ExtractedEntity:
    mention = Mention("summary", start, start + len(name), name, "name.shape")
    return ExtractedEntity(name, type_, (mention,))


def authors(source: Source) -> tuple[Mention, ...]:
    found = []
    for name in source.authors.split(", "):
        start = source.authors.index(name)
        found.append(Mention("authors", start, start + len(name), name, "author.column"))
    return tuple(found)


def relation(head: str, name: str, tail: str, span: Span, rule: str = "compared.verb") -> ExtractedRelation:
    return ExtractedRelation(head, name, tail, span, rule)


def number(text: str, low: str) -> ExtractedResult:
    return ExtractedResult("FooNet", "", "", Measure(text, low, low), "LoRA", FIRST, "result.sentence")


A = Extraction(
    ONE,
    (thing("FooNet", 0), thing("LoRA", 13)),
    (
        relation("FooNet", "comparedWith", "LoRA", FIRST),
        relation("FooNet", "comparedWith", "LoRA", FIRST, "uses.verb"),
        relation(PAPER, "uses", "LoRA", SECOND, "uses.verb"),
    ),
    (number("3.10", "3.1"),),
    authors(ONE),
    sentences=(FIRST, SECOND),
)
B = Extraction(
    TWO,
    (thing("LoRA", 0), thing("FooNet", 12)),
    (relation("LoRA", "comparedWith", "FooNet", Span("summary", 0, 19)),),
    (number("3.1", "3.1"),),
    authors(TWO),
    sentences=(Span("summary", 0, 19),),
)


def statement(kg: KnowledgeGraph, relation: str, subject: str = "") -> Statement:
    (found,) = (s for s in kg.statements if s.relation == relation and subject in ("", s.subject))
    return found


def test_a_comparison_has_no_direction_and_pools_its_evidence() -> None:
    found = statement(assemble([A, B], CONFIDENCES), "comparedWith")
    assert (found.subject, found.object) == ("entity/foonet", "entity/lora")
    assert len(found.evidence) == 3
    assert (found.first, found.last) == ("2025-01-02", "2025-02-03")
    assert found.belief == belief([0.8, 0.8]), "a paper counts once, by its surest place"


def test_a_fact_without_named_subject_is_the_papers() -> None:
    found = statement(assemble([A], CONFIDENCES), "uses")
    assert (found.subject, found.object) == ("paper/2501.00001", "entity/lora")


def test_neither_order_nor_repetition_nor_place_of_rows_matters() -> None:
    again = replace(A, source=replace(ONE, file="elsewhere.md", line=7))
    graphs = [assemble(rows, CONFIDENCES) for rows in permutations((A, B, again))]
    assert all(kg == assemble([A, B], CONFIDENCES) for kg in graphs)


def test_equal_results_are_one_with_all_evidence() -> None:
    (result,) = assemble([A, B], CONFIDENCES).results
    assert (result.subject, result.over) == ("entity/foonet", "entity/lora")
    assert (result.papers, len(result.evidence)) == (("paper/2501.00001", "paper/2502.00001"), 2)


def test_everything_has_evidence_and_is_mentioned() -> None:
    kg = assemble([A, B], CONFIDENCES)
    assert all(s.evidence for s in kg.statements)
    mentioned = {s.object for s in kg.statements if s.relation == "mentions"}
    assert mentioned == {e.ref for e in kg.entities}


def test_spellings_of_an_author_are_one_and_an_empty_cell_loses_nothing() -> None:
    later = Extraction(replace(ONE, digest="2025-01-09", authors=""), A.entities)
    kg = assemble([A, B, later], CONFIDENCES)
    assert [(a.name, a.aliases) for a in kg.authors] == [("Ada Lovelace", ("ADA LOVELACE",)), ("Zoë", ())]
    assert [(a.paper, a.position) for a in kg.authorships] == [
        ("paper/2501.00001", 1),
        ("paper/2501.00001", 2),
        ("paper/2502.00001", 1),
    ]


def test_a_paper_says_how_much_of_its_author_list_is_known() -> None:
    cells = {"": "missing", "A B, C D, E F, G H": "complete", "A B, C D, E F, G H, I J": "cut"}
    for cell, coverage in cells.items():
        source = replace(ONE, authors=cell)
        found = authors(source) if cell else ()
        assert assemble([Extraction(source, authors=found)], {}).papers[0].authors == coverage


def test_a_list_of_a_format_that_cuts_none_replaces_a_cut_one_with_its_handles() -> None:
    cut = replace(ONE, authors="tzhou, c-d, e-f, g-h, i-j")
    full = replace(ONE, digest="2025-02-01", authors="Tianyi Zhou, A B, C D, E F", all_authors=True)
    kg = assemble([Extraction(each, authors=authors(each)) for each in (cut, full)], {})
    assert kg.papers[0].authors == "complete"
    assert [a.author for a in kg.authorships] == [
        "author/tianyi-zhou",
        "author/a-b",
        "author/c-d",
        "author/e-f",
    ]
    assert kg.authors[-1].aliases == ("tzhou",)
    assert {d.what for d in kg.decisions} == {"merge"}


def test_a_row_of_all_authors_is_another_row() -> None:
    assert replace(ONE, all_authors=True).key != ONE.key


def test_an_author_listed_twice_has_one_place() -> None:
    source = replace(ONE, authors="Ada, Zoë, Ada")
    kg = assemble([Extraction(source, authors=authors(source))], {})
    assert [a.position for a in kg.authorships] == [1, 2]


def test_the_earliest_row_names_the_paper() -> None:
    renamed = Extraction(replace(ONE, digest="2025-01-09", title="One, Revised"))
    (paper,) = assemble([renamed, A], {}).papers
    assert (paper.title, paper.digests, paper.date) == ("One", ("2025-01-02", "2025-01-09"), "2025-01")


def test_a_row_without_a_date_does_not_name_a_paper_that_a_dated_one_names() -> None:
    undated = Extraction(replace(ONE, digest="", title="A Draft"))
    assert assemble([undated, A], {}).papers[0].title == "One"
    assert assemble([undated], {}).papers[0].title == "A Draft"


def test_variants_are_stated_with_the_place_that_names_them() -> None:
    x = Extraction(ONE, (thing("FooNet", 0), thing("FooNet-7B", 0)), sentences=(FIRST, SECOND))
    found = statement(assemble([x], {}), "variantOf")
    assert (found.subject, found.object) == ("entity/foonet7b", "entity/foonet")
    assert len(found.evidence) == 1


def test_what_two_papers_introduce_under_one_name_stays_apart() -> None:
    own = (
        replace(thing("FooNet", 0), introduced=True, introduced_at=FIRST, introduced_rule="introduced.verb"),
    )
    kg = assemble([Extraction(ONE, own), Extraction(TWO, own)], {})
    assert [e.ref for e in kg.entities] == ["entity/foonet", "entity/foonet--2502.00001"]
    assert {(s.subject, s.object) for s in kg.statements if s.relation == "introduces"} == {
        ("paper/2501.00001", "entity/foonet"),
        ("paper/2502.00001", "entity/foonet--2502.00001"),
    }


def test_nothing_gives_an_empty_graph() -> None:
    assert assemble([], {}) == KnowledgeGraph()


def test_what_extends_something_later_is_flagged_and_unknown_dates_never_flag() -> None:
    def intro(source: Source, name: str, *extended: str) -> Extraction:
        own = replace(thing(name, 0), introduced=True, introduced_at=FIRST)
        others = tuple(thing(other, 0) for other in extended)
        said = tuple(relation(name, "extends", other, FIRST) for other in extended)
        return Extraction(source, (own, *others), said)

    kg = assemble([intro(ONE, "OldNet", "NewNet", "GreyNet"), intro(TWO, "NewNet", "OldNet")], CONFIDENCES)
    [flag] = [d for d in kg.decisions if d.what == "anachronism"]
    assert (flag.subject, flag.object) == ("entity/oldnet", "entity/newnet")
    assert flag.why == "it is of 2025-01, what it is said to extend of 2025-02"
