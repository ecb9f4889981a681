"""A foreign `graph` or `export` in front of ours is named at once, before anything fails strangely."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def _import_litweave(folder: Path, code: str = "import litweave") -> subprocess.CompletedProcess[str]:
    """Run `python -c` in a folder, which Python then looks into first."""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["graph", "extract", "export", "viz"])
def test_a_foreign_module_is_named(name: str, tmp_path: Path) -> None:
    foreign = tmp_path / f"{name}.py"
    foreign.touch()
    done = _import_litweave(tmp_path)
    assert done.returncode == 1
    assert "ImportError" in done.stderr
    assert str(foreign) in done.stderr


def test_a_foreign_package_is_named(tmp_path: Path) -> None:
    package = tmp_path / "export" / "__init__.py"
    package.parent.mkdir()
    package.touch()
    assert str(package) in _import_litweave(tmp_path).stderr


def test_a_foreign_module_that_is_loaded_already_is_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    foreign = tmp_path / "elsewhere" / "graph.py"
    foreign.touch()
    code = "import sys; sys.path.insert(0, 'elsewhere'); import graph; sys.path.pop(0); import litweave"
    assert str(foreign) in _import_litweave(tmp_path, code).stderr


def test_a_folder_of_that_name_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()  # `litweave build -o graph` makes one
    assert _import_litweave(tmp_path).returncode == 0


def test_litweave_itself_is_in_order(tmp_path: Path) -> None:
    done = _import_litweave(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
