"""Runs the tests of the page's JavaScript (`js/*.test.mjs`) in Node, on the sample graph."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph.model import KnowledgeGraph
from tests.viz.sample_graph import communities_of
from viz.page import render_page

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


def _held(page: str, name: str) -> str:
    found = re.search(rf'id="{name}">([^<]*)<', page)
    assert found
    return found[1]


def _unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(text)))


@pytest.mark.needs("node")
def test_javascript(kg: KnowledgeGraph, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    page = render_page(kg, communities_of(kg))
    held = {
        "data": _unpacked(_held(page, "graph")),
        "quotes": _unpacked(_held(page, "quotes")),
        "overview": json.loads(_held(page, "overview")),
    }
    data.write_text(json.dumps(held), encoding="utf-8")
    done = subprocess.run(
        ["node", "--test", *map(str, TESTS)],
        env=os.environ | {"LITWEAVE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
