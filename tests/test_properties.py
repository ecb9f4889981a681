"""What must hold for any input: no order matters, offsets slice back, nothing raises or takes too long."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.inputs import read_text
from extract.pipeline import Extractor
from graph.assemble import assemble
from graph.model import FIELDS, Extraction, KnowledgeGraph, Mention, Result, Source, Span, Statement

quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))

PIECES = (
    "We introduce FooNet-7B, a model",
    "GRPO",
    "outperforms GPT-4o by 3.1% on GSM8K",
    "(GER)",
    "called '",
    "gradient echo replay",
    "71.2%",
    "±1",
    "1,050.10",
    "1e999",
    "on",
    "and",
    ", ",
    ". ",
    "\n",
    "\t",
    "|",
    "a|b|",
    "[x](y)",
    "((",
    "))",
    "“",
    "”",
    "`",
    "**",
    "$x_{1}$",
    "\\alpha",
    "âˆž-Bench",
    "∞",
    "é",
    "e\u0301",
    "日本語",
    "אבג",
    "\u202e",
    "\u200f",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "\u2028",
    "𝔊ℝ𝔓𝔒",
    "🤖",
    "<script>",
    "C++",
    "C#",
    "--",
    "—",
    "https://arxiv.org/abs/2402.03300",
    "N/A",
    "['A', \"B\"]",
    "İ",
    "ß",
    "ﬁ",
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
sources = st.builds(
    Source,
    paper=st.sampled_from(["2402.03300", "t-0123456789abcdef", "math.CO/0309136"]),
    digest=st.sampled_from(["2025-01-23", ""]),
    title=texts,
    authors=texts,
    summary=texts,
    classification=texts,
    links=texts,
)


def spans(x: Extraction) -> Iterator[Span]:
    """Yield every place that an extraction speaks of."""
    yield from x.sentences
    yield from (entity.introduced_at for entity in x.entities if entity.introduced_at)
    yield from (relation.span for relation in x.relations)
    yield from (result.span for result in x.results)


def mentions(x: Extraction) -> Iterator[Mention]:
    yield from (mention for entity in x.entities for mention in entity.mentions)
    yield from (*x.authors, *x.tasks, *x.code)


def check_places(x: Extraction) -> None:
    """Assert that every place lies in its field, and that every mention's text is what stands there."""
    for mention in mentions(x):
        text = x.source.text(mention.field)
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
    for span in spans(x):
        check_span(span, x.source)
    names = {entity.name for entity in x.entities}
    assert all(entity.mentions for entity in x.entities)
    assert {relation.tail for relation in x.relations} <= names
    assert {result.benchmark for result in x.results} <= names | {""}


def check_span(span: Span, source: Source) -> None:
    assert 0 <= span.start < span.end <= len(source.text(span.field))
    for start, end in span.marks:
        assert span.start <= start < end <= span.end


def check_evidence(kg: KnowledgeGraph) -> None:
    """Assert that every fact has a sentence, and that the sentence is there."""
    rows = {source.key: source for source in kg.sources}
    facts: Iterable[Statement | Result] = (*kg.statements, *kg.results)
    for fact in facts:
        assert fact.evidence
        assert 0 < fact.belief <= 1
        for evidence in fact.evidence:
            check_span(evidence.span, rows[evidence.source])
            assert evidence.span.marks
            assert evidence.rule


def test_places_of_the_examples_slice_back(example_rows: list[Extraction]) -> None:
    for x in example_rows:
        check_places(x)


def test_a_results_marks_hold_its_number_as_written(example_rows: list[Extraction]) -> None:
    for x in example_rows:
        for result in x.results:
            text = x.source.text(result.span.field)
            assert result.measure.text in {text[start:end] for start, end in result.span.marks}


def test_every_fact_of_the_examples_has_its_sentence(example_kg: KnowledgeGraph) -> None:
    check_evidence(example_kg)


@quick
@given(data=st.data())
def test_order_and_repetition_change_nothing(data: st.DataObject, example_rows: list[Extraction]) -> None:
    rows = data.draw(st.lists(st.sampled_from(example_rows), min_size=1, max_size=12, unique_by=id))
    again = data.draw(st.lists(st.sampled_from(rows), max_size=6))
    elsewhere = [replace(x, source=replace(x.source, file="copy.md", line=n)) for n, x in enumerate(again)]
    shuffled = data.draw(st.permutations([*rows, *elsewhere]))
    assert assemble(shuffled, {}) == assemble(rows, {})


def test_order_and_repetition_of_all_examples_change_nothing(example_rows: list[Extraction]) -> None:
    kg = assemble(example_rows, {})
    assert assemble([*reversed(example_rows), *example_rows], {}) == kg
    assert assemble([*example_rows[20:], *example_rows[:20]], {}) == kg


@quick
@example(source=Source("t-0", "", ""))
@example(source=Source("t-0", "", ": ", summary="\ufffe GRPO \x00", authors=",;", links=" "))
@example(source=Source("t-0", "", "", summary="𝔊 FooNet-7B 🤖 outperforms BarNet by 3.1% on GSM8K.\u2028אבג"))
@given(source=sources)
def test_any_text_can_be_extracted_and_assembled(source: Source, extractor: Extractor) -> None:
    x = extractor.extract(source)
    check_places(x)
    check_evidence(assemble([x], {}))


def as_it_is(text: str) -> str:
    return text


def as_table(text: str) -> str:
    return f"| Title | Authors | Summary |\n|---|---|---|\n| {text} | {text} | {text} |\n"


def as_json(text: str) -> str:
    return json.dumps([{"id": text, "title": text, "abstract": text, "authors": text, "update_date": text}])


@quick
@example(text="half a character: \ud800", form=as_table, name="a.md")
@example(text="half a character: \ud800", form=as_json, name="a.json")
@given(
    text=st.one_of(texts, st.text(st.characters(exclude_categories=()), max_size=50)),
    form=st.sampled_from([as_it_is, as_table, as_json]),
    name=st.sampled_from(["2025-01-23.md", "a.json", "", "\x00"]),
)
def test_any_text_can_be_read(text: str, form: Callable[[str], str], name: str) -> None:
    """What is read is whole characters, as extracting wants them; what cannot be read is a problem."""
    found, problems = read_text(form(text), name)
    assert all(problem.reason and problem.line >= 1 for problem in problems)
    for source in found:
        assert source.paper
        assert source.title
        for field in FIELDS:
            source.text(field).encode("utf-8")


SIZES = tuple(200_000 // 4**step for step in (4, 3, 2, 1, 0))
HOSTILE = {
    "names": "FooNet-{} and the {}Bench, ",
    "results": "FooNet reaches 71.2% accuracy on GSM8K. ",
    "commas": ",",
    "brackets": "(",
    "link brackets": "[](",
    "pipes": "a|b|",
    "quotes": "'",
    "blanks": " ",
    "lines": "\n",
    "robots": "🤖",
    "one word": "a",
}


def hostile_cell(piece: str, size: int) -> str:
    """Return so many characters of a piece, its `{}` numbered."""
    count = size // len(piece) + 1
    return "".join(piece.format(n, n) if "{}" in piece else piece for n in range(count))[:size]


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_size_of_a_cell(piece: str, extractor: Extractor) -> None:
    """Four times the text may take eight times as long, no more; a bad case ends before it takes minutes."""
    extractor.extract(Source("t-warm", "", "", summary="FooNet-7B outperforms GPT-4o."))
    before = 0.0
    for size in SIZES:
        source = Source("t-hostile", "", piece * 10, summary=hostile_cell(piece, size))
        start = time.process_time()
        extractor.extract(source)
        took = time.process_time() - start
        assert not before or took <= 8 * before + 0.3, (
            f"{size:,} characters: {took:.1f} s, a quarter: {before:.2f} s"
        )
        before = took
