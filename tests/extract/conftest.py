"""What the tests of extraction share: the knowledge, and reading a row that they make up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.knowledge import Knowledge
from extract.pipeline import Extractor
from graph.model import Extraction, Source

Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def knowledge(extractor: Extractor) -> Knowledge:
    """Return the rules and lexicons of the package."""
    return extractor.knowledge


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Return a function that reads a summary, and perhaps a title."""

    def read_row(summary: str, title: str = "") -> Extraction:
        return extractor.extract(Source("2501.00001", "2025-01-02", title, summary=summary))

    return read_row
