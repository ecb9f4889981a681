"""The page's JavaScript, and its tests, pass ESLint with the rules of `eslint.config.mjs`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.viz.npm import ESLINT, fetched

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = Path(__file__).with_name("eslint.config.mjs")

pytestmark = pytest.mark.needs("node")


def lint(eslint: Path, where: Path, *names: str) -> subprocess.CompletedProcess[str]:
    """Run ESLint on files and folders below `where`."""
    program = eslint / "bin" / "eslint.js"
    return subprocess.run(
        ["node", str(program), "--config", str(CONFIG), "--max-warnings", "0", *names],
        cwd=where,
        env=os.environ | {"LITWEAVE_ESLINT": str(program)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def eslint(request: pytest.FixtureRequest) -> Path:
    return fetched(request.config, ESLINT)


def test_the_pages_code_is_linted(eslint: Path) -> None:
    done = lint(eslint, ROOT, "viz/static", "tests/viz")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("export const a = missing;\n", "no-undef"),
        ("const unused = 1;\n", "no-unused-vars"),
        ("export let a = 1;\nif (a == 2) a = 3;\n", "eqeqeq"),
    ],
)
def test_what_is_wrong_is_found(eslint: Path, tmp_path: Path, code: str, rule: str) -> None:
    """A configuration that matched no file would find nothing."""
    folder = tmp_path / "viz" / "static"
    folder.mkdir(parents=True)
    (folder / "wrong.js").write_text(code, encoding="utf-8")
    done = lint(eslint, tmp_path, "viz/static")
    assert done.returncode == 1
    assert rule in done.stdout
