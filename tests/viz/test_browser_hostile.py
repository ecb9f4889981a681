"""Nothing that a digest, an address or a file name says is ever run, or breaks the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.model import KnowledgeGraph
from tests.viz.browser import Visit, visit
from tests.viz.hostile_graph import HOSTILE
from tests.viz.sample_graph import communities_of
from viz.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("browser")

KEYS = (
    "focus",
    "card",
    "path",
    "view",
    "topic",
    "depth",
    "open",
    "close",
    "hide",
    "relations",
    "belief",
    "from",
    "to",
    "levels",
    "uses",
    "fact",
    "board",
    "pair",
)


@pytest.fixture(scope="module")
def hostile_file(hostile_kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "<img src=x onerror='window.hacked=1'> 𝔾 %3Cscript%3E.html"
    write_page(hostile_kg, path, communities_of(hostile_kg))
    return path


@pytest.fixture
def hostile_page(browser: Browser, hostile_file: Path) -> Iterator[Visit]:
    """Yield the page; afterwards nothing has run, nothing was blocked, nothing was asked for."""
    found = visit(browser, hostile_file, viewport={"width": 1400, "height": 900})
    yield found
    assert_untouched(found.page)
    found.close()


def assert_untouched(page: Page) -> None:
    """Hold that no text became markup, and that none ran."""
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("({}).hacked") is None
    made = "img, iframe, object, embed, form[action], main script, main style, [onerror], [onload]"
    assert page.locator(made).count() == 0
    protocols = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.protocol || 'svg')")
    assert set(protocols) <= {"file:", "http:", "https:", "svg"}
    targets = page.evaluate("[...document.querySelectorAll('svg a')].map((a) => a.getAttribute('href')[0])")
    assert set(targets) <= {"#"}


def refs(kg: KnowledgeGraph) -> list[str]:
    return [*(p.ref for p in kg.papers), *(a.ref for a in kg.authors), *(e.ref for e in kg.entities)]


def test_cards_lists_and_drawings_of_hostile_things(hostile_page: Visit, hostile_kg: KnowledgeGraph) -> None:
    page = hostile_page.go()
    for ref in refs(hostile_kg):
        page.evaluate("document.querySelector('#card').replaceChildren()")
        page.evaluate("ref => { location.hash = `focus=${encodeURI(ref)}`; }", ref)
        page.wait_for_selector("#card article h2:not(:empty)")
        assert page.locator("#card h2").inner_text() != "Not in this graph"
        page.evaluate("document.querySelectorAll('#card summary').forEach((s) => s.click())")
        page.evaluate("document.querySelectorAll('#card .opener').forEach((b) => b.click())")
        page.mouse.move(700, 450)
        assert_untouched(page)
    page.wait_for_selector("#card blockquote:visible")


def test_the_start_the_map_and_a_path(hostile_page: Visit, hostile_kg: KnowledgeGraph) -> None:
    page = hostile_page.go()
    assert page.locator(".way").nth(2).locator("li").count() > 0
    for button in page.locator(".opener").all():
        button.click()
    page.locator("svg.map a").first.click()
    page.locator("svg.topic .dot").first.dispatch_event("click")
    assert page.locator("#lists tbody tr").count() > len(HOSTILE)
    first, last = hostile_kg.entities[0].ref, hostile_kg.entities[-1].ref
    page.evaluate("hash => { location.hash = hash; }", f"view=path&focus={first}&path={last}")
    page.locator(".steps blockquote").first.wait_for()


@pytest.mark.parametrize("view", ["lineage", "leaderboard", "coauthors", "timeline"])
def test_views_of_hostile_things(hostile_page: Visit, hostile_kg: KnowledgeGraph, view: str) -> None:
    page = hostile_page.go()
    drawn = 0
    for ref in refs(hostile_kg)[:: 1 if view == "leaderboard" else 3]:
        page.evaluate("hash => { location.hash = hash; }", f"view={view}&focus={ref}&uses=1&levels=6")
        page.wait_for_selector("#card h2:not(:empty)")
        page.evaluate("document.querySelector('#figure .edge')?.dispatchEvent(new MouseEvent('click'))")
        page.evaluate("document.querySelectorAll('#lists .opener').forEach((b) => b.click())")
        drawn += page.locator("#figure svg text").count()
        assert_untouched(page)
    assert drawn > len(HOSTILE)


@pytest.mark.parametrize("width", [390, 1400])
def test_long_texts_widen_nothing(
    browser: Browser, hostile_file: Path, hostile_kg: KnowledgeGraph, width: int
) -> None:
    found = visit(browser, hostile_file, viewport={"width": width, "height": 844})
    page = found.go()
    for ref in ("", *(p.ref for p in hostile_kg.papers[-2:]), *(e.ref for e in hostile_kg.entities)):
        page.evaluate("hash => { location.hash = hash; }", f"focus={ref}" if ref else "")
        page.wait_for_timeout(60)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        inner = "(id) => { const e = document.getElementById(id); return e.scrollWidth - e.clientWidth; }"
        assert {
            i: page.evaluate(inner, i) for i in ("card", "lists", "bar") if page.evaluate(inner, i) > 1
        } == {}
    found.close()


def test_hostile_text_typed_into_the_searches(hostile_page: Visit) -> None:
    page = hostile_page.go("#view=path&focus=entity/nowhere")
    for text in HOSTILE:
        page.locator("#query").fill(text.replace("\ud800", ""))
        page.wait_for_selector("#suggestions:not([hidden]) li")
        assert_untouched(page)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("key", KEYS)
def test_hostile_addresses(hostile_page: Visit, key: str) -> None:
    page = hostile_page.go()
    for i, text in enumerate(HOSTILE):
        for form in ("encodeURIComponent(text.toWellFormed())", "text"):
            page.evaluate(f"([key, text]) => {{ location.hash = `{key}=${{{form}}}&n={i}`; }}", [key, text])
            page.wait_for_selector("#card h2:not(:empty)")
            assert_untouched(page)


def test_exports_of_hostile_things(hostile_page: Visit, hostile_kg: KnowledgeGraph) -> None:
    page = hostile_page.go(f"#focus={hostile_kg.entities[0].ref}")
    for name in ("PNG", "SVG"):
        with page.expect_download() as download:
            page.locator("#exports").get_by_role("button", name=name).click()
        assert download.value.path().stat().st_size > 1000
        assert not set(download.value.suggested_filename) & set("<>'\"&%/\\:")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Things as CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert not [line for line in lines if line.startswith(("=", "+", "-", "@"))]
