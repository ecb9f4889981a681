"""The overview shows what most papers share, thinned, and never more than it may."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from graph.model import KnowledgeGraph
from viz.overview import LINKS_EACH, TOGETHER, overview


def test_the_most_shared_things_come_first(kg: KnowledgeGraph) -> None:
    drawn = overview(kg)
    assert drawn.things[0].label == "MMLU"
    assert len(drawn.things) <= 50


def test_links_are_thinned(kg: KnowledgeGraph) -> None:
    drawn = overview(kg)
    assert len(drawn.links) <= LINKS_EACH * len(drawn.things)


def test_every_thing_drawn_is_linked_and_every_link_is_between_things_drawn(kg: KnowledgeGraph) -> None:
    drawn = overview(kg, limit=20)
    ends = Counter(ref for link in drawn.links for ref in (link.subject, link.object))
    assert set(ends) == {thing.ref for thing in drawn.things}


def test_links_are_named_by_facts_where_there_are_any(kg: KnowledgeGraph) -> None:
    links = {(link.subject, link.relation, link.object) for link in overview(kg).links}
    facts = {(s.subject, s.relation, s.object) for s in kg.statements}
    assert ("entity/dit", "extends", "entity/latentdiffusion") in links
    assert all(link in facts or link[1] == TOGETHER for link in links)


def test_it_does_not_depend_on_the_order_of_statements(kg: KnowledgeGraph) -> None:
    assert overview(replace(kg, statements=kg.statements[::-1])) == overview(kg)


def test_an_empty_graph_has_an_empty_overview() -> None:
    assert overview(KnowledgeGraph()).things == ()
