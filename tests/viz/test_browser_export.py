"""What is shown leaves the page as files: PNG, SVG, CSV, and as a query."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from export.vocabulary import prefixes
from graph.model import KnowledgeGraph
from tests.viz.browser import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.needs("browser")

VIEWS = {
    "map": "",
    "topic": "#topic={topic}",
    "neighbourhood": "#focus=entity/grpo",
    "path": "#view=path&focus=entity/dapo&path=entity/trpo",
    "lineage": "#view=lineage&focus=entity/grpo",
    "leaderboard": "#view=leaderboard&focus=entity/mmlu",
    "coauthors": "#view=coauthors&focus=author/alec-radford",
    "timeline": "#view=timeline&focus=entity/grpo",
}
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button and return the file that it gives."""
    with page.expect_download() as download:
        page.locator("#exports").get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest, opened: Visit) -> Page:
    page = opened.go()
    href = page.locator("svg.map a").first.get_attribute("href") or ""
    opened.go(VIEWS[request.param].format(topic=href.removeprefix("#topic=")))
    page.locator("#exports").wait_for()
    return page


def test_the_drawing_is_saved_as_png(view: Page) -> None:
    name, data = saved(view, "PNG")
    assert re.fullmatch(r"litweave-[a-z0-9-]+\.png", name)
    assert data.startswith(b"\x89PNG")
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    assert width > 600
    assert height > 100
    assert len(data) > 5_000


def test_the_drawing_is_saved_as_svg_that_stands_alone(view: Page) -> None:
    _, data = saved(view, "SVG")
    root = ET.fromstring(data)  # noqa: S314  our own page wrote it
    assert root.tag == f"{SVG}svg"
    assert {e.tag for e in root.iter()} <= {
        SVG + t for t in ("svg", "rect", "g", "a", "line", "path", "polygon", "circle", "text", "title")
    }
    assert len(list(root.iter(f"{SVG}text"))) > 1
    assert all(e.get("fill") for e in root.iter(f"{SVG}text"))
    assert not [e for e in root.iter() if e.get("class") or e.get("style")]


def test_lists_are_saved_as_csv(opened: Visit) -> None:
    page = opened.go("#view=path&focus=entity/dapo&path=entity/trpo")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Steps as CSV").click()
    name, data = download.value.suggested_filename, download.value.path().read_bytes()
    assert name == "litweave-dapo-path-steps.csv"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[:2] == [["From", "Relation", "To", "Sentence"], ["DAPO", "builds on", "GRPO", rows[1][3]]]
    assert "GRPO" in rows[1][3]


def test_the_query_gives_what_is_drawn(opened: Visit, kg: KnowledgeGraph) -> None:
    page = opened.go("#focus=entity/grpo&depth=1&hide=Paper,Author")
    page.locator("#exports").get_by_role("button", name="SPARQL").click()
    query = page.get_by_role("textbox", name="SPARQL").input_value()
    rows = page.locator(".list").nth(1).locator("tbody tr")
    shown = {tuple(row.locator("td").all_inner_texts()) for row in rows.all()}
    labels = {e.ref: e.label for e in kg.entities}
    words = {"extends": "builds on", "uses": "uses", "comparedWith": "compared with"}
    found = {(labels[s], words[r], labels[o]) for s, r, o in answers(query, kg)}
    told = {(s, one, o) for s, relations, o in shown for one in relations.split(", ")}
    assert found == told


def answers(query: str, kg: KnowledgeGraph) -> list[tuple[str, str, str]]:
    """Return what a query finds among the facts of a graph, as references and names of relations."""
    import pyoxigraph as ox

    store = ox.Store()
    base, words = "https://w3id.org/litweave/", "https://w3id.org/litweave/ontology#"
    for s in kg.statements:
        if s.relation != "hasCode":
            store.add(
                ox.Quad(
                    ox.NamedNode(base + s.subject),
                    ox.NamedNode(words + s.relation),
                    ox.NamedNode(base + s.object),
                )
            )
    found = store.query(query, prefixes=prefixes())
    assert isinstance(found, ox.QuerySolutions)
    return [
        (row[0].value.removeprefix(base), row[1].value.removeprefix(words), row[2].value.removeprefix(base))
        for row in found
    ]


def test_the_query_is_closed_again(opened: Visit) -> None:
    page = opened.go()
    page.locator("#exports").get_by_role("button", name="SPARQL").click()
    assert "lw:mentions" in page.get_by_role("textbox", name="SPARQL").input_value()
    page.locator("#query-text").get_by_role("button", name="Close").click()
    assert not page.locator("#query-text").is_visible()
