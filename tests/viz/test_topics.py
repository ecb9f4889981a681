"""Topics: papers given to one each, places that do not collide."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest

from graph.model import KnowledgeGraph
from viz.topic_map import GAP, HEIGHT, TopicMap, topic_map
from viz.topics import LEAST_MEMBERS, find_topics


def test_a_paper_belongs_to_one_topic_and_a_thing_too(kg: KnowledgeGraph) -> None:
    topics = find_topics(kg).topics
    assert topics
    papers = [paper for topic in topics for paper in topic.papers]
    members = [member for topic in topics for member in topic.members]
    assert len(papers) == len(set(papers))
    assert len(members) == len(set(members))
    assert all(len(topic.members) >= LEAST_MEMBERS for topic in topics)


def test_a_paper_names_a_thing_of_its_topic(kg: KnowledgeGraph) -> None:
    named = {(s.subject, s.object) for s in kg.statements if s.relation == "mentions"}
    for topic in find_topics(kg).topics:
        for paper in topic.papers:
            assert any((paper, member) in named for member in topic.members)


def test_at_most_so_many_topics_are_found(kg: KnowledgeGraph) -> None:
    assert len(find_topics(kg, most=1).topics) == 1


@pytest.fixture(scope="module")
def drawn(kg: KnowledgeGraph) -> TopicMap:
    return topic_map(kg)


def test_areas_do_not_overlap_and_lie_on_the_map(drawn: TopicMap) -> None:
    for a, b in combinations(drawn.areas, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius + GAP / 2
    for area in drawn.areas:
        assert area.x >= area.radius - 1
        assert area.radius - 1 <= area.y <= HEIGHT


def test_things_and_papers_lie_in_their_area(drawn: TopicMap) -> None:
    for place in (*drawn.things, *drawn.papers):
        area = drawn.areas[place.area]
        assert hypot(place.x - area.x, place.y - area.y) <= area.radius + 1
    counted = [sum(place.area == i for place in drawn.papers) for i in range(len(drawn.areas))]
    assert counted == [area.papers for area in drawn.areas]


def test_links_stay_inside_an_area_and_roads_do_not(drawn: TopicMap) -> None:
    area = {place.ref: place.area for place in drawn.things}
    assert all(area[a] == area[b] for a, b in drawn.links)
    assert all(i != j for i, j in drawn.roads)


def test_the_map_does_not_depend_on_the_order_of_statements(kg: KnowledgeGraph, drawn: TopicMap) -> None:
    assert topic_map(replace(kg, statements=kg.statements[::-1])) == drawn


def test_an_empty_graph_has_an_empty_map() -> None:
    assert topic_map(KnowledgeGraph()) == TopicMap((), (), (), (), ())
