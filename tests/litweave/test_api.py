"""Reading a graph from Python, of a folder as `build` leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

import litweave
from export.store import write_store
from export.tables import TablesError, write_tables
from export.turtle import write_trig
from graph.model import (
    Author,
    Authorship,
    Entity,
    Evidence,
    KnowledgeGraph,
    Measure,
    Paper,
    Result,
    Source,
    Span,
    Statement,
)
from litweave import directory, report
from litweave.api import KG
from litweave.recipe import Recipe

BASE = "https://example.org/kg/"
SENTENCE = "GRPO extends PPO and reaches 51.7% on MATH."
ROW = Source("2402.03300", "2024-02-06", "DeepSeekMath", "Ada Lovelace", SENTENCE)
PAPER = Paper("paper/2402.03300", "2402.03300", "DeepSeekMath", "2024-02", ("2024-02-06",), ())
ADA, GRACE = Author("author/ada-lovelace", "Ada Lovelace"), Author("author/grace-hopper", "Grace Hopper")
CODE = "https://github.com/example/tool"


def _fact(subject: str, relation: str, object_: str) -> Statement:
    proof = Evidence(ROW.key, Span("summary", 0, len(SENTENCE), ((0, 4), (13, 16))), "test.rule", 0.9)
    return Statement(subject, relation, object_, 0.9, ROW.digest, ROW.digest, (PAPER.ref,), (proof,))


STATEMENTS = (
    _fact("entity/grpo", "comparedWith", "entity/ppo"),
    _fact("entity/grpo", "extends", "entity/ppo"),
    _fact(PAPER.ref, "authoredBy", "author/ada-lovelace"),
    _fact(PAPER.ref, "hasCode", CODE),
    _fact(PAPER.ref, "introduces", "entity/grpo"),
)
MEASURE = Measure("51.7%", "51.7", "51.7", "=", "%", "absolute", "", "higher")
RESULT = Result(
    "entity/grpo",
    "entity/math",
    "",
    MEASURE,
    "",
    0.7,
    "2024-02-06",
    "2024-02-06",
    (PAPER.ref,),
    STATEMENTS[0].evidence,
)
GRAPH = KnowledgeGraph(
    sources=(ROW,),
    papers=(PAPER,),
    authors=(ADA, GRACE),
    authorships=(Authorship(PAPER.ref, 1, ADA.ref), Authorship(PAPER.ref, 2, GRACE.ref)),
    entities=(
        Entity(
            "entity/grpo", "GRPO", (("Technique", 3),), ("Group Relative Policy Optimization",), (PAPER.ref,)
        ),
        Entity("entity/math", "MATH", (("Benchmark", 2),)),
        Entity("entity/ppo", "PPO", (("Technique", 9),)),
        Entity("entity/ppo--2402.03300", "PPO", (("Model", 1),)),
    ),
    statements=STATEMENTS,
    results=(RESULT,),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    directory.claim(root)
    with directory.locked(root), directory.staging(root) as staged:
        write_tables(GRAPH, staged / "tables")
        write_trig(GRAPH, staged / "graph.trig", BASE)
        write_store(staged / "store", [staged / "graph.trig"])
        report.save(report.Report("0", Recipe(BASE), "f", report.count(GRAPH, 1)), staged)
        directory.commit(root, staged, "one")
    return root


@pytest.fixture
def kg(folder: Path) -> KG:
    return litweave.open(folder)


def test_open_wants_a_built_folder(tmp_path: Path) -> None:
    with pytest.raises(litweave.LitweaveError, match="holds no graph"):
        litweave.open(tmp_path)


def test_open_takes_paths_as_text(folder: Path) -> None:
    assert litweave.open(str(folder)).base == BASE


def test_search_ranks_all_kinds(kg: KG) -> None:
    assert [hit.ref for hit in kg.search("grpo")] == ["entity/grpo"]
    assert [hit.type for hit in kg.search("deepseek")] == ["Paper"]
    assert [hit.type for hit in kg.search("lovelace")] == ["Author"]


@pytest.mark.parametrize(
    "name", ["GRPO", "grpo", "group relative policy optimization", "entity/grpo", f"{BASE}entity/grpo"]
)
def test_an_entity_goes_by_all_its_names(kg: KG, name: str) -> None:
    card = kg.entity(name)
    assert card.item.label == "GRPO"
    assert [fact.label for fact in card.facts["extends"]] == ["PPO"]
    assert [fact.label for fact in card.inverse["introduces"]] == ["DeepSeekMath"]
    assert card.results == (RESULT,)


def test_of_namesakes_the_better_known_one_is_meant(kg: KG) -> None:
    assert kg.entity("PPO").item.ref == "entity/ppo"
    assert [hit.ref for hit in kg.named("ppo")] == ["entity/ppo", "entity/ppo--2402.03300"]
    assert kg.entity("entity/ppo--2402.03300").item.ref == "entity/ppo--2402.03300"


def test_an_unknown_name_offers_the_nearest(kg: KG) -> None:
    with pytest.raises(litweave.NotFound, match="no entity 'gpro'; the nearest: GRPO") as caught:
        kg.entity("gpro")
    assert caught.value.nearest == ("GRPO",)
    assert isinstance(caught.value, LookupError)


def test_an_entity_is_no_paper(kg: KG) -> None:
    with pytest.raises(litweave.NotFound, match="no paper 'GRPO'"):
        kg.paper("GRPO")
    with pytest.raises(litweave.NotFound, match="no entity 'DeepSeekMath'"):
        kg.entity("DeepSeekMath")


@pytest.mark.parametrize(
    "name",
    [
        "2402.03300",
        "2402.03300v2",
        "arXiv:2402.03300",
        "https://arxiv.org/abs/2402.03300v1",
        "paper/2402.03300",
        f"{BASE}paper/2402.03300",
        "DeepSeekMath",
    ],
)
def test_a_paper_goes_by_its_id_url_and_title(kg: KG, name: str) -> None:
    card = kg.paper(name)
    assert card.item == PAPER
    assert list(card.facts) == ["introduces", "authoredBy", "hasCode"]


def test_a_paper_that_is_not_there(kg: KG) -> None:
    with pytest.raises(litweave.NotFound, match=r"no paper '2402\.03301'$"):
        kg.paper("2402.03301")


def test_an_author_has_papers_and_co_authors(kg: KG) -> None:
    card = kg.author("ada lovelace")
    assert (card.item, card.papers, card.coauthors) == (ADA, (PAPER,), ((GRACE, 1),))
    with pytest.raises(litweave.NotFound, match="no author 'GRPO'"):
        kg.author("GRPO")


@pytest.mark.parametrize(
    "fact",
    [
        STATEMENTS[1],
        RESULT,
        ("entity/grpo", "extends", "entity/ppo"),
        ("grpo", "extends", "PPO"),
        ("PPO", "comparedWith", "GRPO"),
        ("2402.03300", "introduces", "GRPO"),
        ("DeepSeekMath", "hasCode", CODE),
    ],
)
def test_evidence_quotes_the_sentence(kg: KG, fact: Statement | Result | tuple[str, str, str]) -> None:
    (support,) = kg.evidence(fact)
    assert support.quote == SENTENCE
    assert [support.quote[start:end] for start, end in support.marks] == ["GRPO", "PPO"]
    assert (support.paper, support.digest) == (PAPER.ref, "2024-02-06")


@pytest.mark.parametrize(
    "fact", [("PPO", "extends", "GRPO"), ("GRPO", "uses", "PPO"), ("none", "uses", "PPO")]
)
def test_there_is_no_evidence_of_what_nobody_states(kg: KG, fact: tuple[str, str, str]) -> None:
    with pytest.raises(litweave.NotFound, match="no fact"):
        kg.evidence(fact)


def test_query_answers_over_the_store(kg: KG) -> None:
    assert kg.query(f"ASK {{ <{BASE}entity/grpo> ?p ?o }}").boolean is True


def test_a_query_that_fails_is_our_error(kg: KG) -> None:
    with pytest.raises(litweave.LitweaveError, match="not a valid query"):
        kg.query("SELECT")


def test_tables_are_arrow(kg: KG) -> None:
    assert kg.tables["results"].column("text").to_pylist() == ["51.7%"]


def test_the_graph_comes_back(kg: KG) -> None:
    assert kg.graph == GRAPH
    assert kg.labels["entity/grpo"] == "GRPO"


def test_rdf_holds_the_facts_and_on_request_the_evidence(kg: KG) -> None:
    facts, everything = kg.rdf(), kg.rdf(evidence=True)
    assert 0 < len(facts) < len(everything)


def test_networkx_holds_the_statements(kg: KG) -> None:
    assert kg.networkx().number_of_edges() == len(STATEMENTS)


def test_a_damaged_table_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(litweave.LitweaveError, match=r"papers\.parquet.*open it again") as caught:
        KG(tmp_path, BASE).search("grpo")
    assert isinstance(caught.value.__cause__, TablesError)
