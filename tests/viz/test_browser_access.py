"""The page for those who use a keyboard or a screen reader: axe-core, focus, names, live counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.viz.browser import PHONE, Visit, await_text, await_title, visit
from tests.viz.npm import AXE, fetched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.needs("browser")

STATES = {
    "start": "",
    "topic": "#view=map&topic=entity/mmlu",
    "neighbourhood": "#focus=entity/grpo",
    "other card": "#focus=entity/grpo&card=paper/2402.03300",
    "path": "#view=path&focus=entity/dapo&path=entity/trpo",
    "lineage": "#view=lineage&focus=entity/grpo&uses=1",
    "leaderboard": "#view=leaderboard&focus=entity/mmlu",
    "coauthors": "#view=coauthors&focus=author/alec-radford",
    "timeline": "#view=timeline&focus=entity/grpo",
    "no path yet": "#view=path&focus=entity/dapo",
    "nothing": "#focus=entity/nowhere",
}


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    """Return the script of axe-core."""
    return (fetched(request.config, AXE) / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(
    browser: Browser, sample_file: Path, axe: str, state: str, scheme: str
) -> None:
    found = visit(
        browser, sample_file, color_scheme=scheme, bypass_csp=True, viewport={"width": 1400, "height": 900}
    )
    page = found.go(STATES[state])
    for button in page.locator("#card .opener").all()[:2]:
        button.click()
    assert serious(found, axe) == []
    found.close()


def test_axe_finds_nothing_serious_on_a_phone(browser: Browser, sample_file: Path, axe: str) -> None:
    found = visit(browser, sample_file, bypass_csp=True, viewport=PHONE)
    page = found.go(STATES["neighbourhood"])
    assert serious(found, axe) == []
    page.locator("#open").click()
    assert serious(found, axe) == []
    found.close()


def serious(found: Visit, axe: str) -> list[str]:
    """Return what axe-core finds that is serious or critical, with the elements."""
    found.page.evaluate(axe)
    result = found.page.evaluate("axe.run()")
    assert result["passes"]
    return [
        f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in result["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def test_everything_is_reached_and_used_by_keyboard(opened: Visit) -> None:
    page = opened.go("#focus=entity/trpo&depth=1")
    seen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("document.activeElement.closest('section, aside, header, nav')?.id ?? 'header'")
        )
    assert {"views", "card", "stage", "side"} <= seen
    page.get_by_role("button", name="Add neighbours of PPO").focus()
    page.keyboard.press("Enter")
    await_text(page, "#status", "^([5-9]|1[0-9]) of 209 things shown")
    page.locator("#undo").focus()
    page.keyboard.press("Space")
    await_text(page, "#status", "^[2-9] of 209 things shown")


def test_the_focus_is_seen(opened: Visit) -> None:
    page = opened.go()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_counts_are_live_and_the_drawing_has_a_twin(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    assert page.locator("#status").get_attribute("role") == "status"
    count = int(page.locator("#status").inner_text().split()[0])
    things, relations = page.locator("#lists .list").all()
    assert things.locator("tbody tr").count() == count
    assert relations.locator("tbody tr").first.locator("td").count() == 3
    assert page.get_by_role("table", name="Things").count() == 1


def test_what_the_search_finds_is_counted_for_those_who_only_hear_it(opened: Visit) -> None:
    page = opened.go()
    page.locator("#query").fill("2402.03300")
    await_text(page, "#found", "^1 name found$")
    page.locator("#query").fill("gpro")
    await_text(page, "#found", "names? found, nearly$")


def test_a_card_opened_by_keyboard_has_the_focus(opened: Visit) -> None:
    page = opened.go("#focus=entity/grpo")
    page.locator("#lists a.thing", has_text="PPO").first.focus()
    page.keyboard.press("Enter")
    await_title(page, "^PPO ")
    assert page.evaluate("document.activeElement.textContent") == "PPO"
