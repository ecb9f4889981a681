"""The page as a file: self-contained, locked down, the same bytes for the same graph."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import KnowledgeGraph
from viz.page import content_policy, inline, render_page, write_page

STATIC = Path(__file__).resolve().parents[2] / "viz" / "static"


def test_equal_graphs_give_equal_bytes(kg: KnowledgeGraph, tmp_path: Path) -> None:
    write_page(kg, tmp_path / "a.html", {})
    write_page(replace(kg), tmp_path / "b.html", {})
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_nothing_is_loaded_from_elsewhere(kg: KnowledgeGraph) -> None:
    page = render_page(kg, {})
    tags = re.findall(
        r"<(?:script|link|img|iframe|style)\b[^>]*>", page.split("/**")[0] + page.split("</script>")[-1]
    )
    assert not [tag for tag in tags if "http" in tag]
    assert "src=" not in "".join(re.findall(r"<script[^>]*>", page))


def test_the_policy_names_hashes_and_allows_nothing_inline() -> None:
    policy = content_policy(["alert(1)"], ["p{}"])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy


def test_hostile_text_never_reaches_the_markup(hostile_kg: KnowledgeGraph) -> None:
    page = render_page(hostile_kg, {})
    assert "window.hacked = 1</script>" not in page
    assert "<img src=x" not in page
    assert page.count("</script>") == 6


@pytest.mark.parametrize("text", ["a </script> b", "a </SCRIPT", "<!-- a"])
def test_a_script_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot stand inside"):
        inline("script", text)


def test_scripts_never_parse_text_as_markup() -> None:
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    )
    assert not [path.name for path in STATIC.rglob("*.js") if banned.search(path.read_text(encoding="utf-8"))]


def test_an_empty_graph_has_a_page() -> None:
    assert "<title>Litweave</title>" in render_page(KnowledgeGraph(), {})
