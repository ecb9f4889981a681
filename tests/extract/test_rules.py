"""Every rule's examples and counterexamples are tests.

In an example [brackets] mark what the rule must find; a first line that starts with `# ` is the title. A rule
must find every bracket of its examples, and must not fire at all on its counterexamples. The examples of a
rule of kind `context` are what its patterns are tried on: the words beside a name or number, often only they.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from extract.data import HERE, load
from extract.knowledge import Knowledge, Rule
from extract.pipeline import Extractor
from graph.model import Extraction, FieldName, Source

RULES = load().rules
EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.examples)
]
COUNTEREXAMPLES = [
    pytest.param(rule, text, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, text in enumerate(rule.counterexamples)
]

Place = tuple[FieldName, int, int]


def parse(text: str) -> tuple[Source, list[Place]]:
    """Return the row of an example and the places that its brackets mark."""
    title, _, summary = text.removeprefix("# ").partition("\n") if text.startswith("# ") else ("", "", text)
    places: list[Place] = []
    fields: dict[FieldName, str] = {"title": title, "summary": summary}
    for field, marked in fields.items():
        shift = 0
        for match in re.finditer(r"\[([^\]]+)\]", marked):
            start = match.start() - shift
            places.append((field, start, start + len(match[1])))
            shift += 2
        fields[field] = re.sub(r"\[([^\]]+)\]", r"\1", marked)
    return Source("t-example", "2025-01-02", fields["title"], summary=fields["summary"]), places


def fired(rule: Rule, x: Extraction) -> Iterator[Place]:
    """Yield the places where a rule fired: mentions of what it found, typed, introduced, related; numbers."""
    for entity in x.entities:
        voted = rule.kind == "type" and any(v.rule == rule.id for v in entity.votes)
        introduced = rule.kind == "introduce" and entity.introduced_rule == rule.id
        tails = {r.tail for r in x.relations if r.rule == rule.id and (rule.yields in (r.relation, "none"))}
        related = rule.kind == "relation" and entity.name in tails
        for m in entity.mentions:
            if voted or introduced or related or m.rule == rule.id:
                yield m.field, m.start, m.end
    if rule.kind == "result":
        for result in x.results:
            yield from ((result.span.field, *mark) for mark in result.span.marks)


def found(rule: Rule, source: Source, extractor: Extractor) -> tuple[set[Place], str]:
    """Return where a rule fires in a row, and what else to say if that is wrong."""
    if rule.kind == "context":
        matches = Knowledge((rule,), (), {}).pattern(rule.id).finditer(source.summary)
        return {("summary", *match.span()) for match in matches}, ""
    x = extractor.extract(source)
    return set(fired(rule, x)), describe(x)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_rule_finds_what_its_example_marks(extractor: Extractor, rule: Rule, text: str) -> None:
    source, wanted = parse(text)
    places, said = found(rule, source, extractor)
    assert places, f"it does not fire at all\n{said}"
    assert set(wanted) <= places, said


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_rule_is_silent_on_its_counterexample(extractor: Extractor, rule: Rule, text: str) -> None:
    source, _ = parse(text)
    places, said = found(rule, source, extractor)
    assert not places, said


def test_the_code_asks_for_every_context_rule() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.py"))
    assert {rule.id for rule in RULES if rule.kind == "context" and f'"{rule.id}"' not in code} == set()


def describe(x: Extraction) -> str:
    """Say what was found, for a failing test."""
    entities = [
        (e.name, e.type, e.introduced_rule, [v.rule for v in e.votes], [m.rule for m in e.mentions])
        for e in x.entities
    ]
    relations = [(r.head, r.relation, r.tail, r.rule) for r in x.relations]
    return f"{entities}\n{relations}\n{[(r.subject, r.benchmark, r.metric, r.measure) for r in x.results]}"
