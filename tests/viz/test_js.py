"""Runs the tests of the page's JavaScript (`js/*.test.mjs`) in Node, on the sample graph."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from graph.model import KnowledgeGraph
from viz.data import page_data, page_quotes

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


@pytest.mark.needs("node")
def test_javascript(kg: KnowledgeGraph, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    packed = {"data": page_data(kg), "quotes": page_quotes(kg)}
    data.write_text(json.dumps(packed), encoding="utf-8")
    done = subprocess.run(
        ["node", "--test", *map(str, TESTS)],
        env=os.environ | {"LITWEAVE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
