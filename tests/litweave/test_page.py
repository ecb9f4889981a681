"""The page from the command line and in notebooks: where it opens, smaller ones, frames."""

from __future__ import annotations

import base64
import re
import tempfile
import webbrowser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from litweave.api import KG
from litweave.cli import app
from litweave.commands import page
from litweave.notebook import NotebookPage


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.mark.parametrize(
    ("option", "name", "address"),
    [
        ("--focus", "grpo", "focus=entity/grpo"),
        ("--focus", "2402.03300", "focus=paper/2402.03300"),
        ("--lineage", "GRPO", "view=lineage&focus=entity/grpo"),
        ("--coauthors", "Zhihong Shao", "view=coauthors&focus=author/zhihong-shao"),
    ],
)
def test_view_starts_where_it_is_asked_to(option: str, name: str, address: str, example_folder: Path) -> None:
    done = run("view", example_folder, option, name)
    assert done.stdout == f"{(example_folder / 'graph.html').resolve().as_uri()}#{address}\n"


def test_view_takes_one_start(example_folder: Path) -> None:
    done = run("view", example_folder, "--focus", "GRPO", "--lineage", "GRPO")
    assert (done.exit_code, "give one of" in done.stderr) == (2, True)


def test_a_lineage_is_of_a_thing(example_folder: Path) -> None:
    done = run("view", example_folder, "--lineage", "Zhihong Shao")
    assert (done.exit_code, "no thing 'Zhihong Shao'" in done.stderr) == (1, True)


def test_a_start_is_opened_by_a_page_that_leads_on(
    example_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []

    def browse(uri: str) -> bool:
        opened.append(uri)
        return True

    monkeypatch.setattr(page, "_has_display", lambda: True)
    monkeypatch.setattr(webbrowser, "open", browse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run("view", example_folder, "--lineage", "GRPO").stdout == ""
    (written,) = tmp_path.glob("*.html")
    assert opened == [written.as_uri()]
    assert "graph.html#view=lineage&amp;focus=entity/grpo" in written.read_text(encoding="utf-8")


def test_export_writes_a_smaller_page_that_starts_at_its_focus(example_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "grpo.html"
    done = run("export", example_folder, "--html", file, "--focus", "GRPO", "--depth", "1")
    assert (done.exit_code, f"Wrote {file}" in done.stderr) == (0, True)
    text = file.read_text(encoding="utf-8")
    assert '<body data-start="focus=entity/grpo">' in text
    assert len(text) < len((example_folder / "graph.html").read_text(encoding="utf-8"))


def test_export_of_something_unknown_writes_nothing(example_folder: Path, tmp_path: Path) -> None:
    done = run("export", example_folder, "--html", tmp_path / "a.html", "--focus", "GRPPO")
    assert (done.exit_code, "GRPO" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_export_to_a_folder_that_is_not_there_says_so(example_folder: Path, tmp_path: Path) -> None:
    done = run("export", example_folder, "--html", tmp_path / "none" / "a.html", "--focus", "GRPO")
    assert (done.exit_code, "none" in done.stderr) == (1, True)


def test_a_notebook_shows_the_page_in_a_frame(example_graph: KG) -> None:
    shown = example_graph.show("GRPO", depth=1)
    frame = shown._repr_html_()
    (data,) = re.findall(r'src="data:text/html;charset=utf-8;base64,([A-Za-z0-9+/=]+)"', frame)
    assert base64.b64decode(data).decode() == example_graph.html("GRPO", depth=1)
    assert "allow-same-origin" not in frame
    assert repr(shown).startswith("<litweave page of ")


def test_the_whole_graph_is_shown_without_a_name(example_graph: KG, example_folder: Path) -> None:
    assert example_graph.html() == (example_folder / "graph.html").read_text(encoding="utf-8")


def test_the_height_of_a_frame_is_a_number() -> None:
    assert 'height="300"' in NotebookPage("", 300)._repr_html_()
