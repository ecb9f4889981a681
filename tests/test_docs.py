"""What README.md and docs/ tell a reader to type: all of it runs, on the graph of `examples/`.

Blocks of a document are followed in order, in a folder with `examples/` and its graph `demo/`. A block whose
first line names a file (three backticks, a language, a file name) is saved; `$ litweave ...` lines and Python
blocks are run; SPARQL blocks are asked of `demo/`. With --update-golden the output under each command is
written again, as many lines of it as stand there now.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

import litweave
from export.cookbook import queries
from litweave.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
TO_FOLLOW = [
    page for page in PAGES if re.search(r"^```(console|python|sparql)", page.read_text("utf-8"), re.M)
]
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
WIDTH = 118


@dataclass
class Follower:
    """Does what a document says, in a folder; `outputs` are those of the commands that were run."""

    folder: Path
    env: dict[str, str]

    def follow(self, text: str, rewrite: bool) -> str:
        """Return the document, with new outputs if `rewrite`."""
        return BLOCK.sub(lambda block: self._block(block, rewrite), text)

    def _block(self, block: re.Match[str], rewrite: bool) -> str:
        text = block["text"]
        if block["file"]:
            (self.folder / block["file"]).write_text(text, encoding="utf-8")
        elif block["language"] == "python":
            self._run([sys.executable, "-c", text])
        elif block["language"] == "sparql":
            answer = litweave.open(self.folder / "demo").query(text)
            assert answer.boolean or answer.rows, f"no rows:\n{text}"
        elif block["language"] == "console":
            new = PROMPT.sub(lambda prompt: self._prompt(prompt, rewrite), text)
            return block[0].replace(text, new)
        return block[0]

    def _prompt(self, prompt: re.Match[str], rewrite: bool) -> str:
        command = prompt["command"].replace("\n> ", "\n")
        if not command.startswith("litweave "):
            return prompt[0]
        if rewrite and command.startswith("litweave build"):
            shutil.rmtree(
                self.folder / "demo" / "cache", ignore_errors=True
            )  # to show the time it really takes
        output = self._run(["bash", "-c", f"set -o pipefail; {command}"])
        if not rewrite:
            return prompt[0]
        return f"$ {prompt['command']}\n{shortened(output, prompt['output'].count(chr(10)))}"

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(command, cwd=self.folder, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout[-1000:]}{done.stderr}"
        return done.stdout


def shortened(output: str, height: int) -> str:
    """Return so many lines of an output, the last one `...` if there are more, long ones cut."""
    lines = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in output.splitlines()]
    if height and len(lines) > height:
        lines = [*lines[: height - 1], "..."]
    return "".join(f"{line.rstrip()}\n" for line in lines[:height])


@pytest.fixture
def follower(example_folder: Path, tmp_path: Path) -> Follower:
    """Return one that starts as a reader does after `make demo`; the cache saves reading all again."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "demo").mkdir()
    shutil.copy(example_folder / ".litweave", tmp_path / "demo")
    shutil.copytree(example_folder / "cache", tmp_path / "demo" / "cache")
    litweave.build([tmp_path / "examples"], tmp_path / "demo")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return Follower(tmp_path, {**os.environ, "PATH": path, "COLUMNS": str(WIDTH)})


@pytest.mark.parametrize("page", TO_FOLLOW, ids=lambda page: page.name)
def test_what_a_page_says_works(page: Path, follower: Follower, update_golden: bool) -> None:
    text = page.read_text(encoding="utf-8")
    new = follower.follow(text, rewrite=update_golden)
    if update_golden:
        page.write_text(new, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_shows_every_command() -> None:
    group = get_command(app)
    names = group.list_commands(group.make_context("litweave", [], resilient_parsing=True))  # type: ignore[attr-defined]
    text = README.read_text(encoding="utf-8")
    assert [name for name in names if f"$ litweave {name} " not in text] == []


@pytest.mark.parametrize("name", ["commands", "cookbook"])
def test_a_page_that_is_made_of_code_is_up_to_date(name: str) -> None:
    command = [sys.executable, str(ROOT / "docs" / f"{name}.py")]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert page == printed, f"docs/{name}.md is out of date; write it again with: make docs"


def test_the_cookbook_has_every_query_once() -> None:
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (.+)$", page, re.M)) == list(queries())


def test_the_pages_of_queries_and_rules_have_blocks_to_test() -> None:
    """A block that the pattern misses would not be tested."""
    rdf = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")
    assert len([block for block in BLOCK.finditer(rdf) if block["language"] == "sparql"]) >= 8
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert text.count("```") == 2 * len(BLOCK.findall(text)), page.name
