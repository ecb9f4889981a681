"""The page in a real browser, opened from disk: the start, the frame, the themes, the phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.model import KnowledgeGraph
from tests.viz.browser import PHONE, Visit, await_text, await_title, visit
from viz.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.needs("browser")


def test_the_start_has_three_ways_in_and_a_map(opened: Visit) -> None:
    page = opened.go()
    assert page.locator("#card h2").all_inner_texts() == ["New", "Rising", "Records"]
    new = page.locator(".way").first
    assert "5 of 45 papers in the digest of 2025-08-01" in new.inner_text()
    assert new.locator("li", has_text="Group Sequence Policy").locator(".chips").inner_text() == "GSPO"
    assert page.locator("svg.map .area").count() == page.locator("#lists tbody tr").count() > 0
    assert re.match(r"\d topics of what papers name together", page.locator("#status").inner_text())


def test_an_area_of_the_map_opens_its_topic(opened: Visit) -> None:
    page = opened.go()
    page.locator("svg.map a").first.click()
    page.locator("svg.topic").wait_for()
    assert "topic=entity/" in page.url
    marks = page.locator("svg.topic .mark")
    assert marks.count() == page.locator(".list").first.locator("tbody tr").count() > 2
    first = marks.first.locator("title").text_content() or ""
    marks.first.dispatch_event("click")
    await_title(page, f"^{re.escape(first)} - ")
    page.get_by_role("link", name="All topics").click()
    await_text(page, "#card h2", "^New$")


def test_what_the_start_offers_leads_on(opened: Visit) -> None:
    page = opened.go()
    page.get_by_role("link", name="GSPO").first.click()
    await_title(page, "^GSPO ")
    assert page.url.endswith("#focus=entity/gspo")
    assert page.evaluate("document.activeElement.tagName") == "H2"


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


def test_an_unknown_reference_says_so(opened: Visit) -> None:
    page = opened.go("#focus=entity/nowhere")
    assert "entity/nowhere" in page.locator("#card").inner_text()


def test_nothing_moves_by_itself(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.wait_for_timeout(1000)
    before = page.locator("#canvas").screenshot()
    page.wait_for_timeout(500)
    assert page.locator("#canvas").screenshot() == before


@pytest.mark.parametrize(
    "fragment", ["", "#focus=entity/mmlu", "#view=path&focus=entity/dapo&path=entity/ppo"]
)
def test_on_a_phone_the_panes_stack_and_the_drawing_opens_on_request(
    browser: Browser, sample_file: Path, fragment: str
) -> None:
    found = visit(browser, sample_file, viewport=PHONE, has_touch=True)
    page = found.go(fragment)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not page.locator("#bar").is_visible()
    card, lists = page.locator("#card").bounding_box(), page.locator("#lists").bounding_box()
    assert card is not None
    assert lists is not None
    assert card["y"] + card["height"] <= lists["y"]
    page.evaluate("scrollTo(0, 300)")
    search = page.locator("#search").bounding_box()
    assert search is not None
    assert 0 <= search["y"] < 20
    page.locator("#open").tap()
    assert page.locator("#canvas canvas, #figure svg").first.is_visible()
    page.locator("#close").tap()
    assert not page.locator("#bar").is_visible()
    found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_have_contrast_in_both_themes(
    browser: Browser, sample_file: Path, scheme: str
) -> None:
    found = visit(browser, sample_file, color_scheme=scheme)
    page = found.go()
    style = "getComputedStyle(document.documentElement).getPropertyValue"

    def value(name: str) -> float:
        return luminance(page.evaluate(f"name => {style}(name)", name))

    paper, raised, ink = value("--paper"), value("--raised"), value("--ink")
    texts = [contrast(ground, value(n)) for ground in (paper, raised) for n in ("--ink", "--quiet", "--link")]
    assert min(*texts, contrast(value("--mark"), ink)) >= 4.5
    assert min(contrast(paper, value(f"--line-{n}")) for n in ("descent", "use", "measure", "paper")) >= 3
    found.close()


def luminance(color: str) -> float:
    parts = (int(color.strip()[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def test_the_theme_can_be_switched_and_is_kept(opened: Visit) -> None:
    page = opened.go()
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "light"
    page.locator("#theme").click()
    assert page.evaluate(theme) == "dark"
    opened.go()
    assert page.evaluate(theme) == "dark"
    page.locator("#theme").click()


def test_an_empty_graph_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    write_page(KnowledgeGraph(), tmp_path / "graph.html", {})
    found = visit(browser, tmp_path / "graph.html")
    assert "build it from digests" in found.go().locator("#card").inner_text()
    found.close()
