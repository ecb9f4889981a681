"""Who is who in author columns: names that are one person, and names that may be."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest

from graph.authors import AuthorLinks, link_authors
from graph.decisions import Decision

DATA = Path(__file__).resolve().parents[1] / "data"

Papers = dict[str, str]


def linked(papers: Papers, topics: dict[str, set[str]] | None = None) -> AuthorLinks:
    """Link author cells; a cell with `|` holds the lists of several rows."""
    lists = {f"paper/{p}": [row.split(", ") for row in cell.split(" | ")] for p, cell in papers.items()}
    return link_authors(lists, {f"paper/{p}": found for p, found in (topics or {}).items()})


def one(papers: Papers, first: str, second: str) -> bool:
    refs = linked(papers).refs
    return refs[first] == refs[second]


def decision(papers: Papers, what: str) -> Decision:
    (found,) = (d for d in linked(papers).decisions if d.what == what)
    return found


def test_the_same_string_is_the_same_author_whatever_its_case_and_blanks() -> None:
    links = linked({"1": "Ada Lovelace, Zoë", "2": "ADA LOVELACE"})
    assert [(a.name, a.aliases) for a in links.authors] == [("Ada Lovelace", ("ADA LOVELACE",)), ("Zoë", ())]
    assert links.decisions == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [("José García", "Jose Garcia"), ("Łukasz Flis", "Lukasz Flis"), ("Ørjan Dahl", "Orjan Dahl")],
)
def test_diacritics_do_not_make_two(first: str, second: str) -> None:
    papers = {"1": first, "2": second}
    assert one(papers, first, second)
    merge = decision(papers, "merge")
    assert (merge.subject, merge.rule, merge.score) == (second, "author.spelling", 0.99)
    assert linked(papers).authors[0].name == first


def test_last_name_first_is_the_same_name() -> None:
    links = linked({"1": "Ada Lovelace", "2": "Bob B"})
    names = link_authors({"paper/1": [["Lovelace, Ada"]], "paper/2": [["Ada Lovelace"]]}, {}).authors
    assert [(a.ref, a.name, a.aliases) for a in names] == [
        (links.refs["Ada Lovelace"], "Ada Lovelace", ("Lovelace, Ada",))
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("山田太郎", "山田次郎"),
        ("がま", "かま"),
        ("Ada Lovelace", "Ida Lovelace"),
        ("Anna Li", "A Nali"),
        ("Иван Петров", "Ivan Petrov"),
    ],
)
def test_other_names_are_others_even_with_shared_coauthors(first: str, second: str) -> None:
    assert not one({"1": f"{first}, Eve Adams", "2": f"{second}, Eve Adams"}, first, second)


@pytest.mark.parametrize("short", ["Alan Turing", "Alan M. Turing", "A. Turing", "A. M. Turing"])
def test_a_shorter_name_is_merged_with_shared_coauthors_only(short: str) -> None:
    full = "Alan Mathison Turing"
    assert one({"1": f"{full}, Eve Adams, Bo Dahl", "2": f"{short}, Eve Adams, Bo Dahl"}, full, short)
    assert not one({"1": f"{full}, Eve Adams", "2": f"{short}, Bo Dahl"}, full, short)


def test_a_shorter_name_that_fits_two_is_neither() -> None:
    papers = {
        "1": "Alan M. Turing, Eve Adams",
        "2": "Alan K. Turing, Eve Adams",
        "3": "Alan Turing, Eve Adams",
    }
    assert {d.what for d in linked(papers).decisions} <= {"match", "ambiguous"}


@pytest.mark.parametrize(
    "handle", ["zhoutianyi", "tianyizhou", "Tianyi-Zhou", "tianyi_zhou2", "TianyiZhou99", "zhou.tianyi"]
)
def test_a_handle_that_spells_a_name_in_full_is_it(handle: str) -> None:
    papers = {"1": "Tianyi Zhou, Eve Adams", "2": f"{handle}, Bo Dahl"}
    assert one(papers, "Tianyi Zhou", handle)
    (author,) = (a for a in linked(papers).authors if a.name == "Tianyi Zhou")
    assert author.aliases == (handle,)
    assert decision(papers, "merge").rule == "author.handle"


@pytest.mark.parametrize("handle", ["tyzhou", "t-zhou2", "tianyiz", "zhouty"])
def test_a_handle_of_initials_needs_shared_coauthors(handle: str) -> None:
    apart = {"1": "Tianyi Zhou, Eve Adams", "2": f"{handle}, Bo Dahl"}
    assert not one(apart, "Tianyi Zhou", handle)
    assert one({"1": "Tianyi Zhou, Eve Adams", "2": f"{handle}, Eve Adams"}, "Tianyi Zhou", handle)


def test_a_likely_match_is_recorded_with_its_evidence() -> None:
    links = linked({"1": "Tianyi Zhou, Eve Adams", "2": "tyzhou, Bo Dahl"}, {"1": {"LoRA"}, "2": {"LoRA"}})
    (match,) = links.decisions
    assert (match.what, match.subject, match.object) == ("match", "author/tyzhou", "author/tianyi-zhou")
    assert match.score == pytest.approx(1 - 0.65 * 0.8)
    assert "1 shared topic (LoRA)" in match.why


def test_two_in_one_list_are_two() -> None:
    assert not one({"1": "Tianyi Zhou, zhoutianyi"}, "Tianyi Zhou", "zhoutianyi")


def test_two_lists_of_one_paper_tell_what_initials_alone_do_not() -> None:
    papers = {"1": "Ada Lovelace, Tianyi Zhou | tzhou, kweCobi"}
    assert one(papers, "Tianyi Zhou", "tzhou")
    assert "kweCobi" not in {a.name for a in linked(papers).authors}, "the fullest list says who wrote it"


def test_a_family_name_is_no_abbreviation() -> None:
    assert not one(
        {"1": "Zhang, Eve Adams", "2": "Hang Zhao, Eve Adams", "3": "Bo Zhang"}, "Zhang", "Hang Zhao"
    )


def test_a_handle_that_is_a_given_name_is_not_taken_for_a_full_name() -> None:
    assert not one({"1": "Yi Ren", "2": "Yiren Song", "3": "yiren98"}, "Yi Ren", "yiren98")


def test_a_handle_that_may_be_two_people_is_neither() -> None:
    others = "Eve Adams, Bo Dahl"
    papers = {"1": f"Wei Li, {others}", "2": f"Li Wei, {others}", "3": f"weili, {others}"}
    found = linked(papers)
    assert len({found.refs[name] for name in ("Wei Li", "Li Wei", "weili")}) == 3
    assert {d.what for d in found.decisions} == {"ambiguous"}


def common_names(papers: Papers) -> Papers:
    """Add names that make Wei Wang a common one."""
    others = {f"g{n}": f"{given} Wang" for n, given in enumerate(("An", "Bo", "Chen", "Dan", "En"))}
    families = {
        f"f{n}": f"Wei {family}" for n, family in enumerate(("Adams", "Berg", "Cole", "Dahl", "Egan"))
    }
    return {**papers, **others, **families}


def test_a_common_name_in_circles_that_never_touch_is_flagged_and_not_split() -> None:
    papers = common_names({"1": "Wei Wang, Ann A", "2": "Wei Wang, Ben B", "3": "Wei Wang, Ben B"})
    flag = decision(papers, "homonym")
    assert (flag.subject, flag.object) == ("author/wei-wang", "")
    assert "3 papers in 2 circles" in flag.why
    assert linked(papers).refs["Wei Wang"] == "author/wei-wang"


def test_neither_a_common_name_in_one_circle_nor_a_rare_name_is_flagged() -> None:
    circle = common_names({"1": "Wei Wang, Ann A", "2": "Wei Wang, Ann A, Ben B", "3": "Wei Wang, Ben B"})
    rare = {"1": "Ada Lovelace, Ann A", "2": "Ada Lovelace, Ben B", "3": "Ada Lovelace, Cid C"}
    assert linked(circle).decisions == linked(rare).decisions == ()


def test_the_order_of_papers_and_rows_changes_nothing() -> None:
    papers = {
        "1": "Tianyi Zhou, Eve Adams",
        "2": "zhoutianyi | tyzhou",
        "3": "T. Zhou, Eve Adams",
        "4": "José Li",
    }
    graphs = [linked(dict(order)) for order in permutations(papers.items())]
    assert all(each == graphs[0] for each in graphs)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_matching_is_right_on_pairs_judged_by_hand() -> None:
    """The lists are those of the judged people alone, so common names look rarer than in the archive."""
    lists: dict[str, list[list[str]]] = {}
    for row in table("author_lists.tsv"):
        lists.setdefault(row["paper"], []).append(row["authors"].split(", "))
    refs = link_authors(lists, {}).refs
    merged = {"same": 0, "different": 0, "unclear": 0}
    pairs = table("author_pairs.tsv")
    for pair in pairs:
        merged[pair["decision"]] += refs[pair["one"]] == refs[pair["other"]]
    same = sum(pair["decision"] == "same" for pair in pairs)
    assert merged["same"] / (merged["same"] + merged["different"]) >= 0.9, "precision"
    assert merged["same"] / same >= 0.7, "recall"
