"""Shared test helpers: what a test needs, and where the project lies."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from extract.pipeline import Extractor
    from graph.model import Extraction, KnowledgeGraph
    from litweave.api import KG

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PRESENT: dict[str, Callable[[], bool]] = {
    "shared": lambda: (SHARED / "digests" / "seeds").is_dir(),
    "browser": lambda: (
        any(map(shutil.which, BROWSERS)) and importlib.util.find_spec("playwright") is not None
    ),
    "rapper": lambda: shutil.which("rapper") is not None,
    "node": lambda: shutil.which("node") is not None,
}


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
    settings.load_profile("untimed")
    config.addinivalue_line("markers", "needs(*names): skip unless all of these are on the machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool or data is missing; fail it instead where LITWEAVE_REQUIRE names that tool."""
    required = set(filter(None, os.environ.get("LITWEAVE_REQUIRE", "").split(",")))
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if PRESENT[name]():
                continue
            if name in required:
                pytest.fail(f"LITWEAVE_REQUIRE names {name}, which is missing here", pytrace=False)
            pytest.skip(f"{name} is missing on this machine")


@pytest.fixture
def shared() -> Path:
    """Return the folder of real digests and gold; use with `@pytest.mark.needs("shared")`."""
    return SHARED


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return one extractor for the whole run: making its matchers takes seconds."""
    from extract.pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def example_rows(extractor: Extractor) -> list[Extraction]:
    """Return what each row of `examples/` says."""
    from extract.inputs import read_inputs

    return [extractor.extract(source) for source in read_inputs([ROOT / "examples"]).sources]


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph of `examples/` as `build` leaves it; not to be changed."""
    import litweave

    output = tmp_path_factory.mktemp("examples") / "demo"
    litweave.build([ROOT / "examples"], output)
    return output


@pytest.fixture(scope="session")
def example_graph(example_folder: Path) -> KG:
    """Return the opened graph of `examples/`."""
    import litweave

    return litweave.open(example_folder)


@pytest.fixture(scope="session")
def example_kg(example_graph: KG) -> KnowledgeGraph:
    """Return the records of the graph of `examples/`."""
    return example_graph.graph


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
