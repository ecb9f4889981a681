"""What a name stands for where several papers use it."""

from __future__ import annotations

from dataclasses import replace

from graph.decisions import Decision
from graph.link import Links, link
from graph.model import ExtractedEntity, Extraction, Mention, NamedType, Source


def named(name: str, introduced: bool = False, type_: NamedType = "Technique") -> ExtractedEntity:
    return ExtractedEntity(name, type_, (Mention("summary", 0, 9, name, "name.shape"),), (), introduced)


def row(paper: str, *entities: ExtractedEntity, pairs: tuple[tuple[str, str], ...] = ()) -> Extraction:
    return Extraction(Source(paper, "2025-01-02", paper), entities, abbreviations=pairs)


def by(x: Extraction, *authors: str) -> Extraction:
    return replace(x, authors=tuple(Mention("authors", 0, 1, a, "author.column") for a in authors))


def decided(links: Links, rule: str) -> list[Decision]:
    return [d for d in links.decisions if d.rule == rule]


def test_an_acronym_is_one_with_what_papers_spell_it_out_as() -> None:
    rows = [
        row("2401.00001", named("Gated Phase Mixing"), pairs=(("GPM", "Gated Phase Mixing"),)),
        row("2402.00001", named("Gated Phase Mixing"), pairs=(("GPM", "gated phase mixing"),)),
        row("2403.00001", named("GPM")),
    ]
    links = link(rows)
    assert links.ref("2403.00001", "GPM") == links.ref("2401.00001", "Gated Phase Mixing")
    [decision] = decided(links, "entity.acronym")
    assert (decision.what, decision.score) == ("merge", 1.0)
    assert "2 of 2" in decision.why


def test_an_acronym_of_two_expansions_is_neither_unless_the_paper_says_so() -> None:
    rows = [
        row("2401.00001", named("Skeleton of Thought"), pairs=(("SoT", "Skeleton of Thought"),)),
        row("2402.00001", named("Syzygy of Thoughts"), pairs=(("SoT", "Syzygy of Thoughts"),)),
        row("2403.00001", named("SoT")),
        row("2404.00001", named("SoT"), pairs=(("SoT", "Skeleton of Thought"),)),
    ]
    links = link(rows)
    assert links.ref("2403.00001", "SoT") == "entity/sot"
    assert links.ref("2404.00001", "SoT") == links.ref("2401.00001", "Skeleton of Thought")
    assert not decided(links, "entity.acronym")


def test_one_paper_speaks_for_a_bare_acronym_only_if_nobody_coined_it() -> None:
    pair = (("GPM", "Gated Phase Mixing"),)
    coined = [
        row("2402.00001", named("Gated Phase Mixing", True), pairs=pair),
        row("2403.00001", named("GPM")),
    ]
    known = [replace(coined[0], entities=(named("Gated Phase Mixing"),)), coined[1]]
    both = [row("2402.00001", named("Gated Phase Mixing", True), named("GPM"), pairs=pair)]
    assert [len(link(rows).entities) for rows in (coined, known, both)] == [2, 1, 1]


def test_a_benchmark_is_not_what_a_technique_is_short_for() -> None:
    rows = [
        row("2401.00001", named("Auxiliary Models Cluster"), pairs=(("AMC", "Auxiliary Models Cluster"),)),
        row("2402.00001", named("AMC", type_="Benchmark")),
    ]
    assert len({e.ref for e in link(rows).entities}) == 2


def test_what_two_papers_introduce_is_one_thing_if_they_spell_it_out_alike() -> None:
    pairs = (("NGD", "Neighbourhood Gradient Descent"),)
    rows = [row(p, named("NGD", introduced=True), pairs=pairs) for p in ("2401.00001", "2402.00001")]
    links = link(rows)
    assert {e.ref for e in links.entities} == {"entity/ngd"}
    assert links.entities[0].introduced_by == ("paper/2401.00001", "paper/2402.00001")
    assert decided(links, "entity.agreement")


def test_and_if_they_share_an_author_and_call_it_the_same_kind_of_thing() -> None:
    rows = [
        by(row("2401.00001", named("FlowChef", introduced=True)), "Ada Lin", "Bo Ek"),
        by(row("2402.00001", named("FlowChef", introduced=True)), "Ada Lin"),
        by(row("2403.00001", named("FlowChef", introduced=True, type_="Benchmark")), "Ada Lin"),
        by(row("2404.00001", named("FlowChef", introduced=True)), "Cy Moe"),
    ]
    links = link(rows)
    refs = [links.ref(x.source.paper, "FlowChef") for x in rows]
    assert refs == [refs[0], refs[0], "entity/flowchef--2403.00001", "entity/flowchef--2404.00001"]
    assert len(decided(links, "entity.introduced")) == 2


ATLAS = [
    row("2401.00001", named("ATLAS", introduced=True), named("LoRA"), named("Gym")),
    row("2402.00001", named("ATLAS", introduced=True, type_="Benchmark"), named("OCR")),
]


def test_a_later_mention_goes_where_its_context_points() -> None:
    agent = row("2403.00001", named("ATLAS"), named("LoRA"), named("Gym"))
    scored = row("2403.00002", named("ATLAS", type_="Benchmark"), named("OCR"))
    links = link([*ATLAS, agent, scored])
    assert links.ref("2403.00001", "ATLAS") == "entity/atla"
    assert links.ref("2403.00002", "ATLAS") == "entity/atla--2402.00001"
    assert {d.object for d in decided(links, "entity.context")} == {"entity/atla", "entity/atla--2402.00001"}


def test_it_is_flagged_where_the_context_points_nowhere() -> None:
    rows = [
        *ATLAS,
        row("2404.00001", named("ATLAS", introduced=True)),
        row("2405.00001", named("ATLAS"), named("Mamba")),
        row("2312.00001", named("ATLAS")),
    ]
    links = link(rows)
    assert links.ref("2405.00001", "ATLAS") == links.ref("2312.00001", "ATLAS") == "entity/atla--ambiguous"
    assert {d.what for d in decided(links, "entity.context")} == {"ambiguous"}


def test_decisions_do_not_depend_on_the_order_of_rows() -> None:
    rows = [*ATLAS, row("2403.00001", named("ATLAS"), named("LoRA"), named("Gym"))]
    assert link(rows) == link(reversed(rows))
    assert list(link(rows).decisions) == sorted(link(rows).decisions)
