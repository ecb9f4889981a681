"""What the user knows better wins, on every build, and what matches nothing is said."""

from __future__ import annotations

import pytest

from graph.assemble import assemble
from graph.model import (
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    KnowledgeGraph,
    Measure,
    Mention,
    Source,
    Span,
)
from graph.overrides import OverridesError, parse

SPAN = Span("summary", 0, 9)


def named(name: str) -> ExtractedEntity:
    return ExtractedEntity(name, "Technique", (Mention("summary", 0, 9, name, "name.shape"),), ())


def row(paper: str, *names: str) -> Extraction:
    relations = tuple(ExtractedRelation(names[0], "uses", n, SPAN, "uses.verb") for n in names[1:])
    result = ExtractedResult(names[-1], "", "", Measure("3", "3", "3"), "", SPAN, "result.sentence")
    return Extraction(
        Source(paper, "2025-01-02", "A title", summary="A summary."),
        tuple(map(named, names)),
        relations,
        (result,),
    )


ROWS = [row("2401.00001", "FooNet", "LoRA", "Low Rank Ada"), row("2402.00001", "FooNet", "Position")]


def built(text: str) -> tuple[KnowledgeGraph, list[str]]:
    ours = parse(text, "mine.toml")
    return assemble(ROWS, {}, ours), [f"{p.line}: {p.reason}" for p in ours.problems()]


def triples(kg: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {(s.subject, s.relation, s.object) for s in kg.statements if s.relation != "mentions"}


def test_two_names_are_made_one() -> None:
    kg, unmatched = built('[[same]]\nnames = ["LoRA", "Low Rank Ada"]\n')
    assert {e.ref for e in kg.entities} == {"entity/foonet", "entity/lora", "entity/position"}
    assert not unmatched
    assert [d.rule for d in kg.decisions] == ["override.same"]


def test_a_paper_s_thing_is_told_apart() -> None:
    kg, _ = built('[[different]]\nname = "foo-net"\npaper = "2402.00001"\nreason = "another one"\n')
    assert {"entity/foonet", "entity/foonet--2402.00001"} <= {e.ref for e in kg.entities}


def test_a_name_and_a_type_are_preferred() -> None:
    kg, _ = built('[[name]]\nof = "lora"\nname = "LORA"\n[[type]]\nof = "FooNet"\ntype = "Model"\n')
    by_ref = {e.ref: e for e in kg.entities}
    assert (by_ref["entity/lora"].label, by_ref["entity/lora"].aliases) == ("LORA", ("LoRA",))
    assert by_ref["entity/foonet"].types == (("Model", 2),)


def test_what_is_no_entity_goes_with_all_that_rests_on_it() -> None:
    kg, _ = built('[[drop]]\nname = "Position"\n')
    assert "entity/position" not in {e.ref for e in kg.entities}
    assert not [s for s in kg.statements if "entity/position" in (s.subject, s.object)]
    assert len(kg.results) == 1


def test_a_fact_is_rejected() -> None:
    kg, unmatched = built(
        '[[reject]]\nsubject = "FooNet"\nrelation = "uses"\nobject = "LoRA"\nreason = "misread"\n'
    )
    assert ("entity/foonet", "uses", "entity/lora") not in triples(kg)
    assert ("entity/foonet", "uses", "entity/position") in triples(kg)
    assert not unmatched


def test_a_fact_is_added_with_its_paper_as_evidence() -> None:
    kg, _ = built(
        '[[add]]\npaper = "2402.00001"\nsubject = "FooNet"\nrelation = "extends"\nobject = "LoRA"\n'
        'reason = "r"\n'
    )
    [fact] = [s for s in kg.statements if s.relation == "extends"]
    assert (fact.subject, fact.object, fact.belief) == ("entity/foonet", "entity/lora", 0.98)
    assert fact.evidence[0].rule == "override.add"


@pytest.mark.parametrize(
    "entry",
    [
        '[[same]]\nnames = ["LoRA", "Nobody"]',
        '[[different]]\nname = "LoRA"\npaper = "2499.00001"',
        '[[name]]\nof = "Nobody"\nname = "X"',
        '[[type]]\nof = "Nobody"\ntype = "Model"',
        '[[drop]]\nname = "LoRA"\npaper = "2402.00001"',
        '[[reject]]\nsubject = "LoRA"\nrelation = "uses"\nobject = "FooNet"\nreason = "r"',
        '[[add]]\npaper = "2401.00001"\nsubject = "Nobody"\nrelation = "uses"\nobject = "LoRA"\nreason = "r"',
    ],
)
def test_an_entry_that_matches_nothing_is_a_warning_and_changes_nothing(entry: str) -> None:
    kg, unmatched = built(f"# mine\n{entry}\n")
    assert [line.partition(":")[0] for line in unmatched] == ["2"]
    assert kg == assemble(ROWS, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[same", "mine.toml:"),
        ("[[alike]]\nname = 'x'", "[[alike]] is none of same,"),
        ("same = 3", "[[same]] is none of"),
        ("\n[[drop]]\nreason = 'x'", "line 2: [[drop]] lacks name"),
        ("[[drop]]\nname = 'x'\nwhy = 'y'", "line 1: [[drop]] has no field why"),
        ("[[drop]]\nname = 3", "line 1: name must be a text"),
        ("[[same]]\nnames = ['x']", "line 1: names must be a list of two names or more"),
        ("[[same]]\nnames = 'x'", "line 1: names must be a list of two names or more"),
        ("[[type]]\nof = 'x'\ntype = 'Car'", "line 1: type must be one of Model,"),
        ("[[reject]]\nsubject='x'\nrelation='eats'\nobject='y'\nreason='z'", "relation must be one of"),
    ],
)
def test_a_bad_file_says_where_and_why(text: str, said: str) -> None:
    with pytest.raises(OverridesError) as error:
        parse(text, "mine.toml")
    assert said in str(error.value)
