"""Runs the tests of the page's JavaScript (`js/*.test.mjs`) in Node, on the sample graph."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from graph.model import KnowledgeGraph
from viz.page import render_page

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


@pytest.mark.needs("node")
def test_javascript(kg: KnowledgeGraph, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    page = render_page(kg)
    packed = re.findall(r'id="graph">([^<]*)<', page)[0]
    overview = re.findall(r'id="overview">([^<]*)<', page)[0]
    held = {"data": json.loads(gzip.decompress(base64.b64decode(packed))), "overview": json.loads(overview)}
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
