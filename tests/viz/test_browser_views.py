"""Lineage, leaderboard, co-authors and timeline, used as a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from graph.model import KnowledgeGraph
from tests.viz.browser import PHONE, Visit, await_text, await_title, visit
from tests.viz.test_browser_export import answers

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("browser")

OVERLAPS = """() => {
    const drawn = [...document.querySelectorAll("#figure svg text.said:not(.tick)")];
    const boxes = drawn.map((text) => [text.textContent, text.getBoundingClientRect()]);
    const across = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
    const down = (a, b) => a.top < b.bottom - 3 && b.top < a.bottom - 3;
    const under = ([, a], i) => boxes.slice(0, i).filter(([, b]) => across(a, b) && down(a, b));
    return boxes.flatMap((box, i) => under(box, i).map(([other]) => `${box[0]} / ${other}`));
}"""
CUT = """() => {
    const { width, height } = document.querySelector("#figure svg").viewBox.baseVal;
    return [...document.querySelectorAll("#figure svg text")].filter((text) => {
        const box = text.getBBox();
        return box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1;
    }).map((text) => text.textContent);
}"""
DRAWN = {
    "lineage": "#view=lineage&focus=entity/transformer&uses=1",
    "lineage of GRPO": "#view=lineage&focus=entity/grpo",
    "leaderboard": "#view=leaderboard&focus=entity/mmlu",
    "co-authors": "#view=coauthors&focus=author/alec-radford",
    "authors of many": "#view=coauthors&focus=entity/accuracy&limit=240",
    "timeline": "#view=timeline&focus=entity/grpo",
}


def open_view(page: Page, name: str) -> None:
    """Choose a view as a person does, by its tab."""
    page.locator("#views").get_by_role("link", name=name).click()
    page.locator(f"body[data-view={name.lower().replace('-', '')}]").wait_for()


def texts(page: Page, selector: str) -> list[str]:
    """Return the names in a drawing, those of the titles of links left out."""
    return [text.text_content() or "" for text in page.locator(f"#figure svg {selector}").all()]


@pytest.mark.parametrize("size", [{"width": 1400, "height": 900}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", DRAWN)
def test_names_do_not_overlap_and_nothing_is_cut(
    browser: Browser, sample_file: Path, name: str, size: dict[str, int]
) -> None:
    found = visit(browser, sample_file, viewport=size)
    page = found.go(DRAWN[name])
    if size == PHONE:
        page.locator("#open").click()
    page.locator("#figure svg text.said").first.wait_for()
    assert page.locator("#figure svg text.said").count() >= 3
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found.close()


def test_lineage_from_ancestors_on_the_left_to_descendants_on_the_right(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    open_view(page, "Lineage")
    assert page.locator("#status").inner_text() == "2 of 2 ancestors, 2 of 2 descendants of GRPO shown"
    place = {text.text_content(): text.bounding_box() for text in page.locator("#figure a.thing text").all()}
    x = {name: box["x"] for name, box in place.items() if box}
    assert x["TRPO"] < x["PPO"] < x["GRPO"] < min(x["DAPO"], x["GSPO"])
    assert page.locator("#figure .asked").count() == 1
    assert page.locator("#figure a.thing", has_text="TRPO").locator(".undated-sign").count() == 1
    assert [t for t in texts(page, ".ruler .tick") if not re.fullmatch(r"\d{4}-\d{2}", t)] == []


def test_lineage_reaches_as_far_as_asked_and_the_address_tells(opened: Visit) -> None:
    page = opened.go("#view=lineage&focus=entity/grpo")
    page.locator("#levels").select_option("1")
    await_text(page, "#status", "^1 of 2 ancestors, 2 of 2 descendants")
    assert "levels=1" in page.url
    page.locator("#uses").check()
    page.locator("#figure .edge .link.use").first.wait_for()
    opened.go("#" + page.url.partition("#")[2])
    assert page.locator("#levels").input_value() == "1"
    assert page.locator("#uses").is_checked()
    assert page.locator("#figure .link.use").count() > 0
    page.locator("#figure a.thing", has_text="PPO").first.click()
    await_title(page, "^PPO ")
    assert page.locator("#levels").input_value() == "1"
    assert page.locator("body[data-view=lineage]").count() == 1


def test_an_edge_of_a_lineage_opens_its_sentence(opened: Visit) -> None:
    page = opened.go("#view=lineage&focus=entity/grpo")
    box = page.locator("#figure a.thing", has_text="GSPO").locator(".glyph").bounding_box()
    assert box
    page.mouse.click(box["x"] - 14, box["y"] + box["height"] / 2)
    panel = page.get_by_role("region", name="Sentences")
    assert panel.locator("h3").inner_text() == "GSPO builds on GRPO"
    panel.locator("mark").first.wait_for()
    assert page.locator("#figure .link.open").count() == 1
    address = page.url
    opened.go("#" + address.partition("#")[2])
    panel.locator("mark").first.wait_for()
    panel.get_by_role("button", name="Close").click()
    panel.wait_for(state="detached")


def test_the_list_of_a_lineage_tells_what_is_drawn(opened: Visit) -> None:
    page = opened.go("#view=lineage&focus=entity/grpo")
    row = page.locator("#lists .list").nth(1).locator("tbody tr", has_text="GSPO")
    cells = row.locator("td").all_inner_texts()
    assert cells[0] == "+1"
    assert "builds on GRPO" in cells[1]
    assert "by Group Sequence Policy" in cells[1]
    assert cells[2:4] == ["2025-07", "0.90"]
    row.get_by_role("button").click()
    assert page.locator("#lists tr.more mark").first.is_visible()


def test_a_lineage_can_be_walked_by_keyboard(opened: Visit) -> None:
    page = opened.go("#view=lineage&focus=entity/grpo")
    page.locator(".plot").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.querySelector('text')?.textContent === 'DAPO'"):
            break
    page.keyboard.press("Enter")
    await_title(page, "^DAPO ")


def test_a_thing_without_lineage_says_what_to_do(opened: Visit) -> None:
    page = opened.go("#view=lineage&focus=entity/hotpotqa")
    assert "Tick “uses”" in page.locator("#hint").inner_text()
    assert page.locator("#exports").is_hidden()


def test_a_leaderboard_ranks_and_shows_the_best_so_far(opened: Visit) -> None:
    page = opened.go("#focus=entity/mmlu")
    open_view(page, "Leaderboard")
    first = page.locator("#figure tbody tr").first
    cells = first.locator("td").all_inner_texts()
    assert cells[:3] == ["1", "DeepSeek-R1", "90.8%"]
    assert "Ranked by accuracy" in page.locator("#figure h3").first.inner_text()
    assert "more is better" in page.locator("#status").inner_text()
    ranks = [int(text) for text in page.locator("#lists tbody td:first-child").all_inner_texts() if text]
    assert ranks == sorted(ranks)
    assert page.locator("#figure path.best").first.get_attribute("d")
    assert any(text.startswith("DeepSeek-R1 90.8%") for text in texts(page, ".said"))
    first.get_by_role("button").click()
    page.locator("#figure tr.more mark").first.wait_for()
    page.locator("#figure svg a.thing").first.dispatch_event("click")
    await_title(page, "^(?!MMLU)")
    assert page.locator("body[data-view=leaderboard]").count() == 1


def test_another_board_is_chosen_and_kept_in_the_address(opened: Visit) -> None:
    page = opened.go("#view=leaderboard&focus=entity/aime2024")
    options = page.locator("#board option")
    assert options.count() > 1
    page.locator("#board").select_option(index=1)
    chosen = options.nth(1).inner_text().rpartition(" (")[0]
    await_text(page, "#lists h3", f"^Ranked by {re.escape(chosen)} ")
    metric = options.first.inner_text().partition(",")[0]
    others = page.locator("#lists .list", has_text="Not comparable with these")
    assert metric in others.locator("tbody td:nth-child(3)").first.inner_text()
    opened.go("#" + page.url.partition("#")[2])
    await_text(page, "#lists h3", f"^Ranked by {re.escape(chosen)} ")


def test_a_benchmark_without_results_says_so(opened: Visit) -> None:
    page = opened.go("#view=leaderboard&focus=entity/the-pile")
    page = opened.go("#view=leaderboard&focus=entity/mmlu&from=2099-01")
    assert "take them away" in page.locator("#hint").inner_text()


def test_co_authors_are_drawn_with_their_communities(opened: Visit) -> None:
    page = opened.go("#focus=author/alec-radford")
    open_view(page, "Co-authors")
    drawn = {text.rpartition(" · ")[0] or text for text in texts(page, "a.thing text.said")}
    listed = set(page.locator("#lists .list").first.locator("tbody .name").all_inner_texts())
    assert drawn == listed
    assert "Ilya Sutskever" in drawn
    letters = texts(page, "a.thing .letter")
    assert "A" in letters
    page.locator("#figure a.thing", has_text="Ilya Sutskever").click()
    await_title(page, "^Ilya Sutskever ")
    assert page.locator("body[data-view=coauthors]").count() == 1
    page.locator("#undo").click()
    await_title(page, "^Alec Radford ")


def test_a_line_between_authors_opens_their_papers(opened: Visit) -> None:
    page = opened.go("#view=coauthors&focus=author/alec-radford")
    page.locator("#figure .edge", has_text="Jong Wook Kim").first.dispatch_event("click")
    panel = page.get_by_role("region", name="Papers together")
    assert "Learning Transferable Visual Models" in panel.inner_text()
    assert "pair=author" in page.url


def test_a_timeline_has_each_paper_once_in_its_month(opened: Visit, kg: KnowledgeGraph) -> None:
    page = opened.go("#focus=entity/grpo")
    open_view(page, "Timeline")
    rows = page.locator("#lists tbody tr")
    dots = page.locator("#figure svg a.thing")
    assert dots.count() == rows.count() == 7
    labels = [dot.get_attribute("aria-label") or "" for dot in dots.all()]
    assert any(re.search(r"DeepSeekMath.*, 2024-02, introduced$", label) for label in labels)
    assert any(re.search(r", 2025-07, built upon: GSPO$", label) for label in labels)
    dots.first.dispatch_event("click")
    await_title(page, "^(?!GRPO)")
    assert page.locator("#figure svg a.thing").count() == 7


def test_filters_hold_for_every_view(opened: Visit) -> None:
    page = opened.go("#view=timeline&focus=entity/grpo&from=2025-05")
    assert set(page.locator("#lists tbody td:first-child").all_inner_texts()) <= {
        f"2025-{month:02d}" for month in range(5, 13)
    }
    page = opened.go("#view=lineage&focus=entity/grpo&belief=0.95")
    assert "No sentence says" in page.locator("#hint").inner_text()


def test_the_query_of_a_lineage_gives_what_is_drawn(opened: Visit, kg: KnowledgeGraph) -> None:
    page = opened.go("#view=lineage&focus=entity/grpo&levels=2")
    page.locator("#exports").get_by_role("button", name="SPARQL").click()
    found = set(answers(page.get_by_role("textbox", name="SPARQL").input_value(), kg))
    pairs = [("grpo", "ppo"), ("ppo", "trpo"), ("dapo", "grpo"), ("gspo", "grpo")]
    assert found == {(f"entity/{a}", "extends", f"entity/{b}") for a, b in pairs}
    assert page.locator("#figure .edge").count() == len(found)
