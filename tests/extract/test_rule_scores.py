"""How right each rule is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.data import read_confidences
from extract.gold import Annotation, annotation
from extract.knowledge import Rule
from extract.rule_scores import RuleScore, confidence_file, judge, lower_bound
from graph.model import (
    ExtractedEntity,
    ExtractedRelation,
    ExtractedResult,
    Extraction,
    Measure,
    Mention,
    NamedType,
    Source,
    Span,
    Vote,
)

SPAN = Span("summary", 0, 9)


def entity(name: str, type_: NamedType, *votes: NamedType, introduced: str = "") -> ExtractedEntity:
    """Return an entity whose votes come from `type.` and the type."""
    mentions = (Mention("summary", 0, 2, name, "name.shape"), Mention("summary", 5, 7, name, "name.shape"))
    cast = tuple(Vote(vote, f"type.{vote.lower()}", 1) for vote in votes)
    return ExtractedEntity(name, type_, mentions, cast, bool(introduced), SPAN, introduced)


def number(text: str) -> ExtractedResult:
    return ExtractedResult("FooNet", "", "", Measure(text, text, text), "", SPAN, "result.sentence")


EXTRACTION = Extraction(
    Source("2501.00001", "2025-01-02", "FooNet"),
    entities=(
        entity("FooNet", "Technique", "Technique", "Model", introduced="introduced.verb"),
        entity("RL", "Technique", introduced="introduced.verb"),
        entity("Nonsense", "Model", "Model", introduced="introduced.own"),
    ),
    relations=(
        ExtractedRelation("FooNet", "uses", "RL", SPAN, "uses.verb"),
        ExtractedRelation("PAPER", "uses", "RL", SPAN, "uses.verb"),
        ExtractedRelation("FooNet", "uses", "RL", Span("summary", 9, 19), "uses.verb"),
        ExtractedRelation("FooNet", "extends", "Nonsense", SPAN, "extends.verb"),
    ),
    results=(number("50"), number("50"), number("7")),
)


@pytest.fixture
def gold() -> Annotation:
    return annotation(
        {
            "id": "2501.00001",
            "entities": [
                {"name": "FooNet", "type": "Technique", "mentions": [], "introduced": True},
                {"name": "RL", "type": "Technique", "mentions": [], "introduced": False},
            ],
            "relations": [["FooNet", "uses", "RL"]],
            "results": [{"subject": "FooNet", "value": "50%", "kind": "absolute"}],
        }
    )


@pytest.fixture
def scores(gold: Annotation) -> dict[str, RuleScore]:
    return {
        s.rule: s for s in judge([gold], [EXTRACTION], [Rule("extends.new", "relation"), Rule("x", "result")])
    }


@pytest.mark.parametrize(
    ("rule", "fired", "right"),
    [
        ("name.shape", 3, 2),
        ("type.technique", 1, 1),
        ("type.model", 1, 0),
        ("introduced.verb", 2, 1),
        ("introduced.own", 1, 0),
        ("uses.verb", 2, 1),
        ("extends.verb", 1, 0),
        ("result.sentence", 3, 1),
        ("extends.new", 0, 0),
    ],
)
def test_a_rule_is_right_where_the_annotation_agrees(
    scores: dict[str, RuleScore], rule: str, fired: int, right: int
) -> None:
    assert (scores[rule].fired, scores[rule].right) == (fired, right)


def test_a_relation_with_a_wrong_head_is_roughly_right(scores: dict[str, RuleScore]) -> None:
    assert scores["uses.verb"].roughly == 2


def test_papers_without_annotation_are_left_out(gold: Annotation) -> None:
    other = Annotation("2501.00002", gold.things)
    assert judge([other], [EXTRACTION]) == []


def test_a_rule_nobody_tried_is_as_sure_as_its_class(scores: dict[str, RuleScore]) -> None:
    assert (
        scores["extends.verb"].confidence < scores["extends.new"].confidence < scores["uses.verb"].confidence
    )


@pytest.mark.parametrize(
    ("right", "fired", "bound"),
    [(0, 0, 0.0), (0, 10, 0.0), (10, 10, 0.787), (90, 100, 0.839), (5, 10, 0.269)],
)
def test_the_lower_bound_is_wilsons(right: int, fired: int, bound: float) -> None:
    assert lower_bound(right, fired) == pytest.approx(bound, abs=0.001)


@pytest.mark.parametrize(("fired", "right", "doubtful"), [(10, 4, True), (10, 5, False), (9, 0, False)])
def test_worth_dropping_is_what_errs_more_often_than_not(fired: int, right: int, doubtful: bool) -> None:
    assert RuleScore("relation", "uses.verb", fired, right, right, 0.5).doubtful is doubtful


def test_the_file_of_confidences_can_be_read(scores: dict[str, RuleScore], tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(confidence_file(scores.values(), 1), encoding="utf-8")
    read = read_confidences(path)
    assert read == {rule: pytest.approx(s.confidence, abs=0.001) for rule, s in scores.items()}
