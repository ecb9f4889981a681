"""The columns of the page hold the graph, and equal graphs pack to equal text."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest

from graph.model import KnowledgeGraph, Result, Statement
from viz.data import pack, page_data, page_quotes


def unpack(packed: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.mark.parametrize("columns", [lambda kg: page_data(kg, {}), page_quotes])
def test_columns_of_a_table_are_equally_long(
    columns: Callable[[KnowledgeGraph], dict[str, object]], kg: KnowledgeGraph
) -> None:
    data = unpack(pack(columns(kg)))
    tables = {name: table for name, table in data.items() if name != "vocabulary"}
    assert {
        name: len({len(column) for column in table.values()}) for name, table in tables.items()
    } == dict.fromkeys(tables, 1)


def test_facts_read_back_as_the_statements(kg: KnowledgeGraph) -> None:
    data = unpack(pack(page_data(kg, {})))
    refs = data["things"]["ref"] + data["vocabulary"]["urls"]
    facts = data["facts"]
    relations = [data["vocabulary"]["relations"][i] for i in facts["relation"]]
    subjects = [refs[i] for i in accumulate(facts["subject"])]
    objects = [refs[i] for i in facts["object"]]
    triples = list(zip(subjects, relations, objects, strict=True))
    assert triples == [(s.subject, s.relation, s.object) for s in kg.statements]


def test_authors_have_the_community_that_is_given(kg: KnowledgeGraph) -> None:
    data = unpack(pack(page_data(kg, {"author/tri-dao": 7})))
    refs = data["things"]["ref"]
    assert data["communities"] == {"author": [refs.index("author/tri-dao")], "community": [7]}


def test_sentences_slice_back_to_their_words(kg: KnowledgeGraph) -> None:
    data = unpack(pack(page_data(kg, {})))
    quotes = unpack(pack(page_quotes(kg)))
    place, texts = quotes["sentences"], quotes["texts"]
    row_of = list(accumulate(data["sentences"]["row"]))
    facts: list[Statement | Result] = [*kg.statements, *kg.results]
    sources = {row.key: row for row in kg.sources}
    cited = [e for fact in facts for e in fact.evidence]
    for e, i in zip(cited, accumulate(data["evidence"]["sentence"]), strict=True):
        span = e.span
        text = sources[e.source].text(span.field)[span.start : span.end]
        stored = texts[data["vocabulary"]["fields"][place["field"][i]]][row_of[i]]
        assert stored[place["start"][i] :][: place["length"][i]] == text
        assert span.start == place["start"][i]


def test_a_sentence_is_stored_once(kg: KnowledgeGraph) -> None:
    data = unpack(pack(page_data(kg, {})))
    facts: list[Statement | Result] = [*kg.statements, *kg.results]
    cited = {(e.source, e.span.field, e.span.start) for fact in facts for e in fact.evidence}
    assert len(data["sentences"]["row"]) == len(cited)


def test_only_cited_fields_are_stored(kg: KnowledgeGraph) -> None:
    assert set(unpack(pack(page_quotes(kg)))["texts"]["title"]) == {""}


def test_packing_is_deterministic(kg: KnowledgeGraph) -> None:
    assert pack(page_data(kg, {})) == pack(page_data(kg, {}))


def test_a_fact_about_something_unknown_is_an_error(kg: KnowledgeGraph) -> None:
    stray = Statement("entity/nowhere", "uses", "entity/grpo", 1.0, "", "", (), ())
    with pytest.raises(ValueError, match="entity/nowhere"):
        page_data(replace(kg, statements=(stray,)), {})


def test_an_empty_graph_has_empty_columns() -> None:
    assert page_data(KnowledgeGraph(), {})["things"] == {"ref": [], "label": [], "type": [], "date": []}
