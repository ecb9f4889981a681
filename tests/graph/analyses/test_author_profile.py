"""One author: papers, collaborators, topics, rank, doubts, and the way to another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.analyses.author_profile import Collaborator, Topic, author_path, author_profile
from graph.analyses.coauthor_network import CoauthorNetwork, Tie
from graph.analyses.standing import standings
from graph.decisions import Decision
from graph.model import Author
from tests.people import graph, mention

KG = graph(
    ("abc", "2025-01"),
    ("ab", "2025-03"),
    ("ad", "2025-02"),
    ("e", "2025-02"),
    statements=(
        mention(0, "t"),
        mention(0, "t", "introduces"),
        mention(1, "t"),
        mention(1, "rare"),
        mention(2, "common"),
        mention(3, "common"),
        mention(3, "other"),
    ),
    entities={"t": "Technique", "rare": "Model", "common": "Benchmark", "other": "Model"},
)
NETWORK = CoauthorNetwork(KG.authorships)
HOMONYM = Decision("homonym", "author", "b", "", 0.8, "r", "two circles")
MATCH = Decision("match", "author", "ann", "a", 0.5, "r", "spelt")
DECISIONS = (HOMONYM, MATCH, Decision("merge", "author", "aa", "a", 0.9, "r", "spelt"))
A, B = KG.authors[0], KG.authors[1]


def test_papers_collaborators_and_topics() -> None:
    found = author_profile(A, KG, NETWORK, standings(NETWORK), DECISIONS)
    assert [paper.ref for paper in found.papers] == ["p1", "p2", "p0"]
    assert found.collaborators == (
        Collaborator("b", Tie(("p0", "p1"), 1.5), "2025-01", "2025-03", True),
        Collaborator("d", Tie(("p2",), 1.0), "2025-02", "2025-02", False),
        Collaborator("c", Tie(("p0",), 0.5), "2025-01", "2025-01", False),
    )
    assert found.topics == (
        Topic("t", "Technique", 2, 1),
        Topic("common", "Benchmark", 1, 0),  # more papers of the graph speak of it
        Topic("rare", "Model", 1, 0),
    )
    assert found.doubts == (MATCH,)


def test_equals_share_a_rank() -> None:
    stand = standings(NETWORK)
    ranks = [dict(author_profile(author, KG, NETWORK, stand).ranks) for author in KG.authors]
    assert [each["papers"] for each in ranks] == [1, 2, 3, 3, 3]
    assert [each["coauthors"] for each in ranks] == [1, 2, 2, 4, 5]
    assert author_profile(A, KG, NETWORK, stand).ranked == 5


def test_a_name_of_several_people_has_no_rank() -> None:
    found = author_profile(B, KG, NETWORK, standings(NETWORK, {"b"}), DECISIONS)
    assert (found.standing, found.ranks, found.doubts) == (None, (), (HOMONYM,))
    assert len(found.papers) == 2


@pytest.mark.parametrize(
    ("several", "way", "doubtful"),
    [
        ((), ["b", "z"], ()),
        (("b",), ["c", "d", "z"], ()),  # longer, but over nobody doubtful
        (("b", "d"), ["b", "z"], ("b",)),
        (("a", "z"), ["b", "z"], ("a", "z")),
    ],
)
def test_a_path_leads_over_doubtful_names_only_if_it_must(
    several: tuple[str, ...], way: list[str], doubtful: tuple[str, ...]
) -> None:
    kg = graph(("ab", ""), ("bz", ""), ("ac", ""), ("cd", ""), ("dz", ""))
    found = author_path(kg, "a", "z", several)
    assert [step.end for step in found.steps] == way
    assert found.doubtful == doubtful


def test_a_joint_is_a_common_name_that_alone_joins_two_sides() -> None:
    """Many are called Wei and many Li; the papers of b hang together by c, those of d do not."""
    kg = graph(("ab", ""), ("bac", ""), ("bcd", ""), ("dz", ""))
    others = [f"Wei {family}" for family in ("Ma", "Xu", "Gu")] + [
        f"{given} Li" for given in ("Bo", "Yu", "Jun")
    ]
    crowd = tuple(Author(f"author/{number}", name) for number, name in enumerate(others))
    names = {"b": "Bo Xu", "d": "Wei Li"}
    people = tuple(replace(author, name=names.get(author.ref, "Ada Lovelace")) for author in kg.authors)
    common, rare = replace(kg, authors=(*people, *crowd)), replace(kg, authors=people)
    assert [step.end for step in author_path(common, "a", "z", ()).steps] == ["b", "d", "z"]
    assert author_path(common, "a", "z", ()).joints == ("d",)
    assert author_path(common, "a", "z", ("d",)).joints == ()
    assert author_path(rare, "a", "z", ()).joints == ()
