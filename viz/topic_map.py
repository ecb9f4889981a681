"""The map of the front page: topics as areas, their things and papers with places inside them.

All places are computed here and the same for equal graphs; the page only scales them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import TypeVar

from graph.model import KnowledgeGraph
from viz.topics import Pair, Topics, find_topics

WIDTH, HEIGHT = 1800, 740
COVERED = 0.5
"""Share of the map that areas cover."""
LEAST_RADIUS = 36
GAP = 14
MAX_MEMBERS = 24
ROADS_EACH = 2
LINKS_EACH = 1
_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_ROUNDS = 400

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Area:
    """A topic on the map; `members` counts all of its things, not only those that have a place."""

    x: int
    y: int
    radius: int
    members: int
    papers: int


@dataclass(frozen=True, slots=True)
class Place:
    """A thing or paper in an area, which is named by its place among the areas."""

    ref: str
    area: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TopicMap:
    """Areas, those of most papers first; the strongest links between areas and between their things."""

    areas: tuple[Area, ...]
    roads: tuple[tuple[int, int], ...]
    things: tuple[Place, ...]
    links: tuple[Pair, ...]
    papers: tuple[Place, ...]


def topic_map(kg: KnowledgeGraph) -> TopicMap:
    """Return the map of a graph's topics; papers lie from the middle of their area outwards by date."""
    found = find_topics(kg)
    date = {p.ref: p.date for p in kg.papers}
    between = _between(found)
    radii = _radii([len(topic.papers) for topic in found.topics])
    areas = [
        Area(round(x), round(y), round(radius), len(topic.members), len(topic.papers))
        for (x, y), radius, topic in zip(_spread(radii, between), radii, found.topics, strict=True)
    ]
    things = [
        place
        for i, topic in enumerate(found.topics)
        for place in _ringed(topic.members[:MAX_MEMBERS], i, areas[i])
    ]
    papers = [
        place
        for i, topic in enumerate(found.topics)
        for place in _filled(sorted(topic.papers, key=lambda ref: (date[ref], ref)), i, areas[i])
    ]
    area_of = {place.ref: place.area for place in things}
    inside = {(a, b): w for (a, b), w in found.links.items() if area_of.get(a, -1) == area_of.get(b, -2)}
    roads, links = _thinned(between, ROADS_EACH), _thinned(inside, LINKS_EACH)
    return TopicMap(tuple(areas), tuple(roads), tuple(things), tuple(links), tuple(papers))


def _between(found: Topics) -> dict[tuple[int, int], float]:
    """Return how strongly each two topics are linked."""
    topic_of = {name: i for i, topic in enumerate(found.topics) for name in topic.members}
    between: dict[tuple[int, int], float] = defaultdict(float)
    for (a, b), weight in found.links.items():
        i, j = sorted((topic_of[a], topic_of[b]))
        if i != j:
            between[i, j] += weight
    return dict(between)


def _thinned(links: Mapping[tuple[_Key, _Key], float], each: int) -> list[tuple[_Key, _Key]]:
    """Return the links that are among the strongest of one of their ends."""
    kept: Counter[_Key] = Counter()
    chosen = []
    for pair in sorted(links, key=lambda p: (-links[p], p)):
        if min(kept[pair[0]], kept[pair[1]]) < each:
            kept.update(pair)
            chosen.append(pair)
    return chosen


def _radii(papers: Sequence[int]) -> list[float]:
    """Return radii such that areas go with papers, and small ones can still be clicked."""
    unit = sqrt(COVERED * WIDTH * HEIGHT / pi / (sum(papers) or 1))
    return [max(LEAST_RADIUS, unit * sqrt(n)) for n in papers]


def _spread(radii: Sequence[float], between: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Return the middles of circles that do not overlap, linked ones near each other."""
    places = [
        [WIDTH / 2 + 60 * i * cos(i * _GOLDEN_ANGLE), HEIGHT / 2 + 20 * i * sin(i * _GOLDEN_ANGLE)]
        for i in range(len(radii))
    ]
    strongest = max(between.values(), default=1.0)
    linked = {i for pair in between for i in pair}
    for step in range(_ROUNDS):
        heat = max(0.0, 1 - step / (0.8 * _ROUNDS))
        for (i, j), weight in sorted(between.items()):
            _approach(places, i, j, 0.03 * heat * weight / strongest)
        for i, place in enumerate(places):
            place[0] += (WIDTH / 2 - place[0]) * (0.003 if i in linked else 0.03) * heat
            place[1] += (HEIGHT / 2 - place[1]) * 0.03 * heat
        for _ in range(4):
            _separate(places, radii)
    return _framed(places, radii)


def _approach(places: list[list[float]], i: int, j: int, share: float) -> None:
    for axis in (0, 1):
        step = (places[j][axis] - places[i][axis]) * share
        places[i][axis] += step
        places[j][axis] -= step


def _separate(places: list[list[float]], radii: Sequence[float]) -> None:
    """Push apart every two circles that overlap, the smaller one further; keep all in the frame."""
    for i in range(len(places)):
        for j in range(i):
            a, b = places[i][0] - places[j][0], places[i][1] - places[j][1]
            apart = hypot(a, b) or 1.0
            overlap = radii[i] + radii[j] + GAP - apart
            if overlap > 0:
                light = radii[j] / (radii[i] + radii[j])
                for axis, part in ((0, a / apart), (1, b / apart)):
                    places[i][axis] += part * overlap * light
                    places[j][axis] -= part * overlap * (1 - light)
    for place, radius in zip(places, radii, strict=True):
        place[1] = min(max(place[1], radius), HEIGHT - radius)


def _framed(places: Iterable[Sequence[float]], radii: Sequence[float]) -> list[tuple[float, float]]:
    """Move all circles so that none lies beyond the left or top edge."""
    fixed = [(x, y) for x, y in places]
    left = min((x - r for (x, _), r in zip(fixed, radii, strict=True)), default=0.0)
    top = min((y - r for (_, y), r in zip(fixed, radii, strict=True)), default=0.0)
    return [(x - left, y - top) for x, y in fixed]


def _ringed(refs: Sequence[str], index: int, area: Area) -> list[Place]:
    """Place things on rings around the first: up to seven on the inner one, the rest on the outer one."""
    places = []
    for i, ref in enumerate(refs):
        ring, slot, slots = (
            (0, 0, 1) if i == 0 else (1, i - 1, 7) if i < 8 else (2, i - 8, max(1, len(refs) - 8))
        )
        angle = 2 * pi * slot / slots + 0.5 * ring
        radius = area.radius * (0, 0.42, 0.84)[ring]
        places.append(
            Place(ref, index, round(area.x + radius * cos(angle)), round(area.y + radius * sin(angle)))
        )
    return places


def _filled(refs: Sequence[str], index: int, area: Area) -> list[Place]:
    """Fill a circle evenly from the middle outwards, as a sunflower does."""
    places = []
    for i, ref in enumerate(refs):
        radius = 0.96 * area.radius * sqrt((i + 0.5) / len(refs))
        angle = i * _GOLDEN_ANGLE
        places.append(
            Place(ref, index, round(area.x + radius * cos(angle)), round(area.y + radius * sin(angle)))
        )
    return places
