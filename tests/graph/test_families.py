"""What names alone state."""

from __future__ import annotations

import pytest

from graph.families import name_relations
from graph.keys import iri_key, match_key
from graph.model import Entity


def thing(name: str, type_: str = "Model", sense: str = "") -> Entity:
    return Entity(f"entity/{iri_key(match_key(name))}{sense}", name, ((type_, 1),))


def stated(*things: Entity) -> set[tuple[str, str, str]]:
    labels = {e.ref: e.label for e in things}
    return {(labels[s], relation, labels[o]) for s, relation, o, _ in name_relations(things)}


@pytest.mark.parametrize(
    ("variant", "family"),
    [
        ("Quillon-7B", "Quillon"),
        ("Quillon2.5-7B-Instruct", "Quillon2.5"),
        ("Quillon 2", "Quillon"),
        ("Quillon-8x7B", "Quillon"),
        ("Quillon (Base)", "Quillon"),
        ("Quillon-preview", "Quillon"),
    ],
)
def test_a_size_version_or_variant_word_makes_a_variant(variant: str, family: str) -> None:
    assert stated(thing(variant), thing(family)) == {(variant, "variantOf", family)}


def test_the_nearest_family_counts() -> None:
    found = stated(thing("Quillon-2-7B"), thing("Quillon-2"), thing("Quillon"))
    assert found == {("Quillon-2-7B", "variantOf", "Quillon-2"), ("Quillon-2", "variantOf", "Quillon")}


def test_nothing_is_a_variant_of_itself_or_of_what_nobody_names() -> None:
    assert stated(thing("Quillon-7B"), thing("7B"), thing("Other")) == set()
    assert stated(thing("Quillon-Wave"), thing("Quillon")) == set()
    assert stated(thing("QuillonAudio"), thing("Quillon")) == set()


def test_techniques_are_kinds_of_what_their_last_words_name() -> None:
    things = (
        thing(n, "Technique") for n in ("fast wave folding", "wave folding", "folding", "Wave Folding X")
    )
    assert stated(*things) == {("fast wave folding", "broader", "wave folding")}


def test_what_follows_a_preposition_is_no_genus() -> None:
    assert stated(*(thing(n, "Technique") for n in ("folding with wave lifting", "wave lifting"))) == set()
    inner = ("fast folding of waves", "folding of waves")
    assert stated(*(thing(n, "Technique") for n in inner)) == {(inner[0], "broader", inner[1])}


def test_a_sense_of_one_paper_has_no_family() -> None:
    assert stated(thing("Quillon-7B"), thing("Quillon", sense="--2501.00001")) == set()


def test_datasets_have_no_families() -> None:
    assert stated(thing("Quillon-7B", "Dataset"), thing("Quillon", "Dataset")) == set()
