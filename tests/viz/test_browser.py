"""The page in a real browser, opened from disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.model import KnowledgeGraph
from viz.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("browser")

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """An open page, and what it said and asked for."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> Page:
        """Open the page at `fragment` and wait until it is ready."""
        self.page.goto("about:blank")
        self.page.goto(self.url + fragment)
        self.page.wait_for_selector("body.ready", timeout=15_000)
        return self.page

    def outside(self) -> list[str]:
        """Return the requests for anything but the file itself."""
        return [url for url in self.requests if not url.startswith((self.url, "data:", "blob:", "about:"))]


def await_title(page: Page, pattern: str) -> None:
    """Wait until the title matches; `wait_for_function` would poll by `eval`, which the page forbids."""
    from playwright.sync_api import expect

    expect(page).to_have_title(re.compile(pattern), timeout=15_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def visit(browser: Browser, file: Path, **options: object) -> Visit:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.set_default_timeout(8_000)
    found = Visit(page, file.as_uri())
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    return found


@pytest.fixture(scope="module")
def sample_file(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(kg, path)
    return path


@pytest.fixture
def opened(browser: Browser, sample_file: Path) -> Iterator[Visit]:
    """Yield the sample's page; afterwards it must have complained of nothing and asked for nothing."""
    found = visit(browser, sample_file, viewport={"width": 1400, "height": 900})
    yield found
    found.page.close()
    assert found.complaints == []
    assert found.outside() == []


def test_it_opens_with_typed_things_and_a_legend(opened: Visit) -> None:
    page = opened.go()
    legend = page.locator("#legend li")
    assert legend.all_inner_texts()[0].split() == ["Paper", "0", "of", "45"]
    assert legend.locator("svg.symbol").count() == legend.count() == 8
    assert page.locator("#status").inner_text() == "50 of 209 things shown"
    assert page.locator("#canvas canvas").count() == 1
    assert page.locator("#list li").count() == 50


def test_the_front_page_offers_new_papers_and_what_they_introduce(opened: Visit) -> None:
    page = opened.go()
    assert page.locator("#card h2").inner_text() == "New on 2025-08-01"
    assert page.locator("#card li", has_text="Group Sequence Policy").locator(".chips").inner_text() == "GSPO"
    page.get_by_role("link", name="PPO").first.click()
    await_title(page, "^PPO ")


def test_a_name_half_remembered_leads_to_its_sentence(opened: Visit) -> None:
    page = opened.go()
    page.keyboard.press("/")
    page.keyboard.type("deepseek mat")
    page.get_by_role("option", name="DeepSeekMath").first.click()
    await_title(page, "^DeepSeekMath - Litweave$")
    assert page.url.endswith("#focus=entity/deepseekmath")
    fact = page.locator("#card .facts > li", has_text="GRPO").first
    fact.get_by_role("button").click()
    assert fact.locator("mark").all_inner_texts() == ["GRPO", "DeepSeekMath"]
    assert "rule sample.uses, belief 0.90" in fact.inner_text()
    fact.get_by_role("button").click()
    assert not fact.locator("blockquote").is_visible()


def test_words_after_a_character_beyond_the_basic_plane_are_marked(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    fact = page.locator("#card .group", has_text="builds on").locator("li", has_text="PPO").first
    fact.get_by_role("button").click()
    assert (
        fact.locator("blockquote").inner_text() == "🧮 It introduces GRPO, a variant of PPO without a critic."
    )
    assert fact.locator("mark").all_inner_texts() == ["GRPO", "PPO"]


def test_search_works_by_keyboard_alone(opened: Visit) -> None:
    page = opened.go()
    page.keyboard.press("/")
    page.keyboard.type("2405.04434")
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    await_title(page, "^DeepSeek-V2: A Strong")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_search_says_when_nothing_is_found(opened: Visit) -> None:
    page = opened.go()
    page.locator("#query").fill("no such thing")
    assert page.locator("#suggestions").inner_text() == "Nothing has this in its name"
    page.keyboard.press("Escape")
    assert not page.locator("#suggestions").is_visible()


def test_a_benchmark_shows_its_results_best_first_with_sentences(opened: Visit) -> None:
    page = opened.go("#focus=entity/mmlu")
    rows = page.locator("#card table tbody tr:not(.more)")
    assert rows.first.inner_text().split()[:3] == ["DeepSeek-R1", "accuracy", "90.8%"]
    rows.first.get_by_role("button").click()
    assert page.locator("#card tr.more mark").all_inner_texts() == ["90.8%", "MMLU"]


def test_a_paper_links_out_safely(opened: Visit) -> None:
    page = opened.go("#focus=paper/2106.09685")
    links = page.locator("#card .out")
    assert links.first.get_attribute("href") == "https://arxiv.org/abs/2106.09685"
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}


def test_types_can_be_hidden_and_the_address_tells(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.get_by_role("checkbox", name="Author").uncheck()
    page.locator("#legend li:nth-child(2) .counts", has_text=re.compile("^0 of")).wait_for()
    assert page.url.endswith("#focus=entity/grpo&hide=Author")
    page.locator("#card a.thing").first.click()
    await_title(page, "^(?!GRPO)")
    assert not page.get_by_role("checkbox", name="Author").is_checked()


FIND_MODEL = """async () => {
    for (let frame = 0; frame < 300; frame++) {
        await new Promise(requestAnimationFrame);
        const canvas = document.querySelector("#canvas canvas");
        const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const isBlue = (i) => data[4 * i] === 0 && data[4 * i + 1] === 114 && data[4 * i + 2] === 178;
        for (let i = 4; i < data.length / 4; i++) {
            const inside = [0, 2, 4, 4 * width + 2].every((step) => isBlue(i + step));
            if (inside) return [(i % width) + 2, Math.floor(i / width) + 2];
        }
    }
}"""
"""Finds a symbol of the models' colour in the drawing, waiting for it to be painted."""


def test_the_drawing_opens_what_is_clicked(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.wait_for_timeout(300)
    x, y = page.evaluate(FIND_MODEL)
    page.locator("#canvas").click(position={"x": x, "y": y})
    await_title(page, "^(?!GRPO)")
    assert "Model, " in page.locator("#card .about").inner_text()


def test_the_policy_is_in_force(opened: Visit) -> None:
    page = opened.go()
    injected = """kind => {
        const element = document.createElement(kind);
        try { element.textContent = "window.injected = 1"; } catch { return; }
        document.body.append(element);
    }"""
    page.evaluate(injected, "script")
    assert page.evaluate("window.injected") is None
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<p>x</p>'")
    assert opened.complaints
    opened.complaints.clear()


def test_back_returns_to_the_thing_before(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.locator("#card a.thing", has_text="PPO").first.click()
    await_title(page, "^PPO ")
    page.go_back()
    await_title(page, "^GRPO ")


def test_an_unknown_reference_says_so(opened: Visit) -> None:
    page = opened.go("#focus=entity/nowhere")
    assert "entity/nowhere" in page.locator("#card").inner_text()


def test_nothing_moves_by_itself(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.wait_for_timeout(1200)
    before = page.locator("#canvas").screenshot()
    page.wait_for_timeout(500)
    assert page.locator("#canvas").screenshot() == before


def test_on_a_phone_the_panes_stack_and_the_drawing_opens_on_request(
    browser: Browser, sample_file: Path
) -> None:
    found = visit(browser, sample_file, viewport={"width": 390, "height": 844})
    page = found.go("#focus=entity/mmlu")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator("#stage").is_visible()
    page.locator("#open").click()
    assert page.locator("#canvas canvas").is_visible()
    page.locator("#close").click()
    assert not page.locator("#stage").is_visible()
    page.close()
    assert found.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_both_themes(browser: Browser, sample_file: Path, scheme: str) -> None:
    found = visit(browser, sample_file, color_scheme=scheme)
    page = found.go()
    style = "getComputedStyle(document.documentElement).getPropertyValue"
    names = ["--paper", "--ink", "--quiet", "--link", "--mark"]
    paper, ink, quiet, link, mark = (
        luminance(page.evaluate(f"name => {style}(name)", name)) for name in names
    )
    page.close()
    assert (
        min(contrast(paper, ink), contrast(paper, quiet), contrast(paper, link), contrast(mark, ink)) >= 4.5
    )


def luminance(color: str) -> float:
    parts = (int(color.strip()[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def test_an_empty_graph_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    write_page(KnowledgeGraph(), tmp_path / "graph.html")
    found = visit(browser, tmp_path / "graph.html")
    assert "build it from digests" in found.go().locator("#card").inner_text()
    found.page.close()
    assert found.complaints == []


def test_hostile_text_runs_nothing(browser: Browser, hostile_kg: KnowledgeGraph, tmp_path: Path) -> None:
    write_page(hostile_kg, tmp_path / "graph.html")
    found = visit(browser, tmp_path / "graph.html")
    page = found.go()
    for ref in [
        *(p.ref for p in hostile_kg.papers),
        hostile_kg.authors[0].ref,
        *(e.ref for e in hostile_kg.entities),
    ]:
        page.evaluate("document.querySelector('#card').replaceChildren()")
        page.evaluate("ref => { location.hash = `focus=${encodeURI(ref)}`; }", ref)
        page.wait_for_selector("#card article h2:not(:empty)")
        assert page.locator("#card h2").inner_text() != "Not in this graph"
        page.evaluate("document.querySelectorAll('#card summary').forEach((s) => s.click())")
        page.evaluate("document.querySelectorAll('#card .opener').forEach((b) => b.click())")
        page.locator("#query").fill("hacked")
        page.wait_for_selector("#suggestions [role=option]")
        page.mouse.move(400, 300)
    page.wait_for_selector("#card blockquote")
    assert page.locator("#card img, #card script, #suggestions img, #list img").count() == 0
    links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(links) <= {"file:", "http:", "https:"}
    assert page.evaluate("window.hacked") is None
    page.close()
    assert found.complaints == []
    assert found.outside() == []
