"""A graph of real papers, one whose every text is hostile, and pages opened in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.model import KnowledgeGraph
from tests.viz.browser import ARGUMENTS, NAMES, Visit, visit
from tests.viz.hostile_graph import hostile
from tests.viz.sample_graph import communities_of, sample
from viz.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    return sample()


@pytest.fixture(scope="session")
def hostile_kg() -> KnowledgeGraph:
    return hostile()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_file(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(kg, path, communities_of(kg))
    return path


@pytest.fixture
def opened(browser: Browser, sample_file: Path) -> Iterator[Visit]:
    """Yield the sample's page; afterwards it must have complained of nothing and asked for nothing."""
    found = visit(browser, sample_file, viewport={"width": 1400, "height": 900})
    yield found
    found.close()
