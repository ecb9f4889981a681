"""Why a row says what it says."""

from __future__ import annotations

import pytest

from extract.explain import ballots, explain, forms_of, known_as
from extract.knowledge import Knowledge, LexiconEntry
from graph.model import (
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    Measure,
    Mention,
    Source,
    Span,
    Vote,
)

SUMMARY = "FooNet extends GRPO. FooNet scores 50% on MMLU."
FIRST, SECOND = Span("summary", 0, 20), Span("summary", 21, 47)
VOTES = (
    Vote("Model", "type.after.model", 3),
    Vote("Model", "type.after.model", 6),
    Vote("Technique", "type.lexicon", 4),
    Vote("Technique", "type.is.technique", 5),
)
EXTRACTION = Extraction(
    Source("2501.00001", "2025-01-02", "FooNet", summary=SUMMARY),
    entities=(
        ExtractedEntity(
            "FooNet",
            "Technique",
            (
                Mention("summary", 0, 6, "FooNet", "name.shape"),
                Mention("summary", 21, 27, "FooNet", "name.echo"),
            ),
            VOTES,
            introduced=True,
            introduced_at=Span("summary", 0, 20, ((0, 6),)),
            introduced_rule="introduced.opening",
        ),
        ExtractedEntity("GRPO", "Technique", (Mention("summary", 15, 19, "GRPO", "name.lexicon"),)),
        ExtractedEntity(
            "MMLU",
            "Benchmark",
            (Mention("summary", 42, 46, "MMLU", "name.lexicon"),),
            (Vote("Dataset", "type.lexicon", 4),),
        ),
    ),
    relations=(
        ExtractedRelation(
            "FooNet", "extends", "GRPO", Span("summary", 0, 20, ((7, 14), (15, 19))), "extends.verb"
        ),
    ),
    results=(
        ExtractedResult(
            subject="FooNet",
            benchmark="MMLU",
            metric="",
            measure=Measure("50%", "50", "50", unit="%"),
            over="",
            span=Span("summary", 21, 47, ((35, 38),)),
            rule="result.sentence",
        ),
    ),
    sentences=(FIRST, SECOND),
)


def marked_words(text: str, marks: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in marks]


def test_a_rule_votes_once_with_its_highest_weight() -> None:
    cast = ballots(VOTES)
    assert [(ballot.type, ballot.sum) for ballot in cast] == [("Technique", 9), ("Model", 6)]
    assert [vote.rule for vote in cast[0].votes] == ["type.is.technique", "type.lexicon"]


def test_each_sentence_that_names_a_thing_is_quoted() -> None:
    foonet = explain(EXTRACTION).entities[0]
    assert [quote.text for quote in foonet.quotes] == ["FooNet extends GRPO.", "FooNet scores 50% on MMLU."]
    assert [marked_words(q.text, q.marks) for q in foonet.quotes] == [["FooNet"], ["FooNet"]]
    assert [quote.rules for quote in foonet.quotes] == [("name.shape",), ("name.echo",)]


def test_introduced_has_its_sentence_and_rule() -> None:
    foonet, grpo, _ = explain(EXTRACTION).entities
    assert foonet.introduced
    assert foonet.introduced.rules == ("introduced.opening",)
    assert grpo.introduced is None


def test_a_type_against_the_votes_is_told_apart() -> None:
    assert [e.overruled for e in explain(EXTRACTION).entities] == [False, False, True]


def test_a_fact_is_quoted_with_its_trigger() -> None:
    ((_, quote),) = explain(EXTRACTION).relations
    assert quote.text == "FooNet extends GRPO."
    assert marked_words(quote.text, quote.marks) == ["extends", "GRPO"]
    assert quote.rules == ("extends.verb",)
    ((_, number),) = explain(EXTRACTION).results
    assert marked_words(number.text, number.marks) == ["50%"]


@pytest.mark.parametrize(
    ("name", "entities", "relations", "results"),
    [("grpos", 1, 1, 0), ("mm lu", 1, 0, 1), ("foo-net", 1, 1, 1), ("PAPER", 0, 0, 0), ("BERT", 0, 0, 0)],
)
def test_a_name_limits_what_is_told(name: str, entities: int, relations: int, results: int) -> None:
    found = explain(EXTRACTION, name)
    assert (len(found.entities), len(found.relations), len(found.results)) == (entities, relations, results)


def test_all_forms_of_a_row() -> None:
    assert forms_of(EXTRACTION) == {"FooNet", "GRPO", "MMLU"}


def test_what_is_known_of_a_name() -> None:
    knowledge = Knowledge(
        (), (LexiconEntry("GRPO", "Technique", ("Group PPO",)),), {"metrics": frozenset({"Accuracy"})}
    )
    assert known_as(knowledge, "group-ppo") == ["the lexicon knows GRPO as a Technique"]
    assert known_as(knowledge, "accuracy") == ["the stop list metrics holds Accuracy"]
    assert known_as(knowledge, "FooNet") == []


def test_a_real_row_is_explained_from_end_to_end(example_rows: list[Extraction]) -> None:
    for row in example_rows:
        reasons = explain(row)
        assert len(reasons.entities) == len(row.entities)
        assert len(reasons.relations) == len(row.relations)
        assert all(entity.quotes and entity.ballots for entity in reasons.entities)
        for fact, quote in reasons.relations:
            assert marked_words(quote.text, quote.marks), fact
