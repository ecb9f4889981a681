"""What became of references that are gone."""

from __future__ import annotations

import pytest

from graph.model import Author, Entity, KnowledgeGraph
from graph.reidentify import reidentify


def entity(ref: str, label: str, *aliases: str) -> Entity:
    return Entity(f"entity/{ref}", label, (("Model", 1),), aliases)


@pytest.mark.parametrize(
    ("old", "known", "new", "moved"),
    [
        ([entity("a", "A")], {}, [entity("a", "A")], {}),
        ([entity("a", "A")], {}, [entity("a--1", "A")], {"entity/a": "entity/a--1"}),
        ([entity("grpo", "GRPO")], {}, [entity("g", "Group Opt", "grpo")], {"entity/grpo": "entity/g"}),
        ([entity("a", "A")], {}, [entity("b", "B")], {}),
        (
            [entity("x", "X", "Y", "Z")],
            {},
            [entity("x--1", "X"), entity("y", "Y", "Z")],
            {"entity/x": "entity/y"},
        ),
        # What an earlier report said follows the move; it goes when the old one is back or the new one gone.
        (
            [entity("b", "B")],
            {"entity/a": "entity/b"},
            [entity("c", "B")],
            {"entity/a": "entity/c", "entity/b": "entity/c"},
        ),
        ([entity("b", "B")], {"entity/a": "entity/b"}, [entity("a", "A"), entity("b", "B")], {}),
        ([entity("b", "B")], {"entity/a": "entity/b"}, [entity("c", "C")], {}),
    ],
)
def test_reidentified_names(
    old: list[Entity], known: dict[str, str], new: list[Entity], moved: dict[str, str]
) -> None:
    before, after = KnowledgeGraph(entities=tuple(old)), KnowledgeGraph(entities=tuple(new))
    assert reidentify(before, known, after) == moved


def test_a_handle_that_is_merged_is_listed_and_nobody_becomes_a_thing() -> None:
    handle, person = Author("author/adal", "AdaL"), Author("author/ada-lovelace", "Ada Lovelace", ("AdaL",))
    before = KnowledgeGraph(authors=(handle, Author("author/eve", "Eve")))
    after = KnowledgeGraph(authors=(person,), entities=(entity("eve", "Eve"), entity("adal", "AdaL")))
    assert reidentify(before, {}, after) == {"author/adal": "author/ada-lovelace"}
