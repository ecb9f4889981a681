"""Which spans of a row mean the same thing, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from graph.model import Extraction

Read = Callable[..., Extraction]


def names(x: Extraction) -> list[str]:
    return sorted(e.name for e in x.entities)


def test_an_abbreviation_joins_its_two_sides(read: Read) -> None:
    x = read("It adds gradient echo replay (GER). GER is fast, and gradient-echo replay is cheap.")
    (entity,) = x.entities
    assert {m.text for m in entity.mentions} == {"gradient echo replay", "GER", "gradient-echo replay"}


def test_the_lexicons_name_is_preferred_and_the_titles_spelling_to_others(read: Read) -> None:
    assert names(read("It is trained with group-relative policy optimization (GRPO).")) == ["GRPO"]
    x = read("VELLUMIX reads tables, VELLUMIX is fast.", title="Vellumix: A Table Model")
    assert names(x) == ["Vellumix"]


def test_an_acronym_that_the_text_spells_out_otherwise_is_another_thing(read: Read) -> None:
    x = read("It relies on Gated Residual Phase Ordering (GRPO). GRPO is cheap.")
    (entity,) = x.entities
    assert all(v.rule != "type.lexicon" for v in entity.votes)


def test_a_bare_acronym_is_no_name_unless_something_says_what_it_is(read: Read) -> None:
    assert names(read("The work relies on QXZ.")) == []
    assert names(read("The work relies on the QXZ framework.")) == ["QXZ"]


def test_a_plain_title_prefix_needs_the_summary(read: Read) -> None:
    assert "Arborist" in names(read("Arborist grows trees.", title="Arborist: Trees That Grow"))
    assert names(read("The work grows trees.", title="Growing Together: Trees in Use")) == []


def test_mentions_slice_back_and_stand_in_order(read: Read) -> None:
    summary = "âˆž-Bench tests FooNet. “FooNet” wins\u00a0with FooNet-7B."
    x = read(summary, title="FooNet: A Ranker")
    for entity in x.entities:
        assert [m.field != "title" for m in entity.mentions] == sorted(
            m.field != "title" for m in entity.mentions
        )
        for m in entity.mentions:
            assert x.source.text(m.field)[m.start : m.end] == m.text


def test_qualifying_words_make_another_mention_of_a_technique(read: Read) -> None:
    x = read("It relies on sliding window self-attention.")
    assert "sliding window self-attention" in {m.text for e in x.entities for m in e.mentions}


def test_markup_in_a_row_is_text(read: Read) -> None:
    x = read("<script>FooNet</script> beats | BarNet | `QuuxNet`.")
    assert {"FooNet", "BarNet", "QuuxNet"} <= set(names(x))


def test_an_empty_row_says_nothing(read: Read) -> None:
    for summary, title in (("", ""), (" \n ", ""), ("", " "), ("...", "---")):
        x = read(summary, title)
        assert (x.entities, x.relations, x.results) == ((), (), ())
