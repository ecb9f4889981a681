"""Finding a thing, reading its card, following it through the graph: by pointer and by keyboard."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.viz.browser import Visit, await_text, await_texts, await_title

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.needs("browser")


def drawn(page: Page) -> set[str]:
    """Return the names in the list of what is drawn."""
    return set(page.locator("#lists .list").first.locator("tbody td:nth-child(2)").all_inner_texts())


def listed(page: Page, name: str) -> Locator:
    """Return the line of a thing in the list of what is drawn."""
    return page.locator("#lists .list").first.get_by_role("link", name=name, exact=True)


def test_a_name_half_remembered_leads_to_its_sentence(opened: Visit) -> None:
    page = opened.go()
    page.keyboard.press("/")
    page.keyboard.type("deepseek mat")
    page.get_by_role("option", name="DeepSeekMath").first.click()
    await_title(page, "^DeepSeekMath - Litweave$")
    assert page.url.endswith("#focus=entity/deepseekmath")
    fact = page.locator("#card .facts > li", has_text="GRPO").first
    fact.get_by_role("button", name="Sentence").click()
    await_texts(fact.locator("mark"), ["GRPO", "DeepSeekMath"])
    assert "rule sample.uses, belief 0.90" in fact.inner_text()
    fact.get_by_role("button", name="Sentence").click()
    assert not fact.locator("blockquote").is_visible()


def test_words_after_a_character_beyond_the_basic_plane_are_marked(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    fact = page.locator("#card .group", has_text="builds on").locator("li", has_text="PPO").first
    fact.get_by_role("button").click()
    assert (
        fact.locator("blockquote").inner_text() == "🧮 It introduces GRPO, a variant of PPO without a critic."
    )
    await_texts(fact.locator("mark"), ["GRPO", "PPO"])


def test_search_works_by_keyboard_alone(opened: Visit) -> None:
    page = opened.go()
    page.keyboard.press("/")
    page.keyboard.type("2405.04434")
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    await_title(page, "^DeepSeek-V2: A Strong")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_search_forgives_typing_errors_and_says_so(opened: Visit) -> None:
    page = opened.go()
    page.locator("#query").fill("gpro")
    await_text(page, "#suggestions .name", "^GRPO$")
    assert "Nothing has just this in its name" in page.locator("#suggestions .note").inner_text()
    page.keyboard.press("Enter")
    await_title(page, "^GRPO ")


def test_search_can_be_narrowed_to_a_type(opened: Visit) -> None:
    page = opened.go()
    page.locator("#kind").select_option("Technique")
    page.keyboard.type("deepseek")
    await_text(page, "#suggestions", "^Nothing")
    page.locator("#kind").select_option("Model")
    page.locator("#query").fill("deepseek")
    page.get_by_role("option", name="DeepSeek-R1").wait_for()
    assert page.locator("#suggestions .name").count() == 4


def test_search_says_when_nothing_is_found(opened: Visit) -> None:
    page = opened.go()
    page.locator("#query").fill("zzzz qqqq")
    await_text(page, "#suggestions", "^Nothing has this in its name$")
    page.keyboard.press("Escape")
    assert not page.locator("#suggestions").is_visible()


def test_a_benchmark_shows_its_results_best_first_with_sentences(opened: Visit) -> None:
    page = opened.go("#focus=entity/mmlu")
    rows = page.locator("#card table tbody tr:not(.more)")
    assert rows.first.inner_text().split()[:3] == ["DeepSeek-R1", "accuracy", "90.8%"]
    rows.first.get_by_role("button").click()
    await_texts(page.locator("#card tr.more mark"), ["90.8%", "MMLU"])


def test_facts_come_before_results_but_for_what_measures(opened: Visit) -> None:
    headings = opened.go("#focus=entity/deepseekr1").locator("#card h3").all_inner_texts()
    places = [i for i, text in enumerate(headings) if "result" in text]
    assert places
    assert places[0] > headings.index("introduced by (1)")
    headings = opened.go("#focus=entity/mmlu").locator("#card h3").all_inner_texts()
    assert "result" in headings[0]


def test_a_paper_links_out_safely(opened: Visit) -> None:
    page = opened.go("#focus=paper/2106.09685")
    links = page.locator("#card .out")
    assert links.all_inner_texts()[:3] == ["arXiv", "GitHub microsoft/LoRA", "Hugging Face papers/2106.09685"]
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}


def test_an_author_has_co_authors(opened: Visit) -> None:
    page = opened.go("#focus=author/tri-dao")
    group = page.locator("#card .group", has_text="co-authors")
    assert "Albert Gu" in group.inner_text()
    assert "2 papers together" in group.inner_text()


def test_a_relation_is_expanded_from_the_card_and_undone(opened: Visit) -> None:
    page = opened.go("#focus=entity/trpo&depth=1")
    assert "GRPO" not in drawn(page)
    listed(page, "PPO").click()
    await_title(page, "^PPO ")
    assert page.url.endswith("focus=entity/trpo&card=entity/ppo&depth=1")
    group = page.locator("#card .group", has_text="built upon by")
    button = group.get_by_role("button", name="Add to the drawing")
    assert button.inner_text() == "+1"
    button.click()
    listed(page, "GRPO").wait_for()
    assert not button.is_visible()
    page.locator("#undo").click()
    button.wait_for()
    assert "GRPO" not in drawn(page)


def test_a_thing_is_expanded_in_the_list_and_collapsed(opened: Visit) -> None:
    page = opened.go("#focus=entity/trpo&depth=1")
    before = drawn(page)
    page.get_by_role("button", name=re.compile("^Add neighbours of PPO")).click()
    listed(page, "GRPO").wait_for()
    listed(page, "PPO").click()
    page.get_by_role("button", name="Collapse").click()
    listed(page, "GRPO").wait_for(state="detached")
    assert drawn(page) <= before


def test_what_is_drawn_keeps_its_place_when_more_is_added(opened: Visit) -> None:
    page = opened.go("#focus=entity/ppo&depth=1")
    page.get_by_role("button", name="SVG").wait_for()
    before = across(opened)
    page.get_by_role("button", name=re.compile("^Add neighbours of GRPO")).click()
    listed(page, "DAPO").wait_for()
    after = across(opened)
    assert len(after) > len(before)
    first, second, third = (after[i] - after[i + 1] for i in range(3))
    assert second / first == pytest.approx((before[1] - before[2]) / (before[0] - before[1]), abs=1e-6)
    assert third / first == pytest.approx((before[2] - before[3]) / (before[0] - before[1]), abs=1e-6)


def across(opened: Visit) -> list[float]:
    """Return how far to the right the symbols of the exported drawing stand, in the order of the list."""
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    shapes = re.findall(r'<polygon points="([^"]*)" fill="[^"]*" stroke=', text)
    corners = [[float(corner.split(",")[0]) for corner in shape.split()] for shape in shapes]
    return [sum(xs) / len(xs) for xs in corners]


def test_a_path_is_found_and_told_in_sentences(opened: Visit) -> None:
    page = opened.go("#focus=entity/dapo")
    page.get_by_role("button", name="Path from here").click()
    await_text(page, "#hint", "Search below for the other end")
    page.get_by_role("combobox", name="Other end of the path").fill("trpo")
    page.get_by_role("option", name="TRPO").click()
    await_text(page, "#status", "^3 steps from DAPO to TRPO$")
    steps = page.locator(".steps > li")
    heads = [step.locator(".step").inner_text().split("\n") for step in steps.all()]
    assert heads == [[a, "builds on", b] for a, b in pairwise(["DAPO", "GRPO", "PPO", "TRPO"])]
    await_texts(steps.nth(1).locator("mark"), ["GRPO", "PPO"])
    assert "view=path&focus=entity/dapo&path=entity/trpo" in page.url
    assert page.locator("#figure svg .mark").count() == 4


def test_types_can_be_hidden_and_the_address_tells(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.get_by_role("checkbox", name=re.compile("^Author ")).uncheck()
    page.locator("#legend li:nth-child(2) .counts", has_text=re.compile("^0 of")).wait_for()
    assert page.url.endswith("#focus=entity/grpo&hide=Author")
    page.locator("#card a.thing").first.click()
    await_title(page, "^(?!GRPO)")
    assert not page.get_by_role("checkbox", name=re.compile("^Author ")).is_checked()


def test_filters_hold_for_the_whole_graph(opened: Visit) -> None:
    page = opened.go("#focus=entity/ppo&depth=1")
    for relation in ("mentions", "uses", "introduces", "compared with"):
        page.locator("#relations label", has_text=re.compile(f"^{relation}")).locator("input").uncheck()
    listed(page, "TRPO").wait_for()
    await_text(page, "#status", "^3 of 209 things shown")
    assert drawn(page) == {"PPO", "GRPO", "TRPO"}
    page.locator("#from").select_option("2024-02")
    await_text(page, "#status", "^2 of 209 things shown")
    assert drawn(page) == {"PPO", "GRPO"}
    assert "from=2024-02" in page.url
    await_text(page, "#legend li:first-child .counts", r"^0 of \d\d$")
    page.get_by_role("button", name="Remove all filters").click()
    listed(page, "TRPO").wait_for()


def test_belief_is_a_filter(opened: Visit) -> None:
    page = opened.go("#focus=entity/ppo&depth=1")
    page.locator("#belief").focus()
    page.keyboard.press("End")
    await_text(page, "#status", "^1 of 209 things shown")
    assert "belief=0.98" in page.url


def test_lists_are_sorted_by_any_column(opened: Visit) -> None:
    page = opened.go("#focus=entity/mmlu")
    things = page.locator("#lists .list").first
    head = things.get_by_role("columnheader", name="Name")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    names = things.locator("tbody td:nth-child(2)").all_inner_texts()
    assert [n.casefold() for n in names[:3]] == sorted((n.casefold() for n in names), key=str)[:3]
    head.get_by_role("button").click()
    assert things.locator("tbody td:nth-child(2)").all_inner_texts() == names[::-1]


def test_the_address_restores_everything(opened: Visit) -> None:
    fragment = "#focus=entity/trpo&card=entity/ppo&depth=1&open=entity/ppo~extends~back~60&hide=Author"
    page = opened.go(fragment)
    await_title(page, "^PPO ")
    assert "GRPO" in drawn(page)
    assert not page.get_by_role("checkbox", name=re.compile("^Author ")).is_checked()
    assert page.locator("#depth").input_value() == "1"


def test_a_view_that_does_not_apply_is_left(opened: Visit) -> None:
    page = opened.go("#view=map&focus=entity/grpo")
    await_title(page, "^GRPO ")
    assert page.url.endswith("#focus=entity/grpo")
    assert page.locator("#views [aria-current]").inner_text() == "Neighbourhood"


def test_tabs_change_the_view_and_keep_the_thing(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo&hide=Author")
    page.locator("#views").get_by_role("link", name="Path").click()
    await_text(page, "#hint", "Search below")
    assert page.url.endswith("#view=path&focus=entity/grpo&hide=Author")


def test_back_returns_to_the_thing_before(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.locator("#card a.thing", has_text="PPO").first.click()
    await_title(page, "^PPO ")
    page.go_back()
    await_title(page, "^GRPO ")


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


def test_the_drawing_opens_what_is_clicked_and_stays(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.wait_for_timeout(300)
    x, y = page.evaluate(FIND_MODEL)
    page.locator("#canvas").click(position={"x": x, "y": y})
    await_title(page, "^(?!GRPO)")
    assert "Model, " in page.locator("#card .about").inner_text()
    assert "focus=entity/grpo&card=entity/" in page.url
