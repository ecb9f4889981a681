"""JavaScript packages for tests: npm fetches them once, pytest's cache keeps them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest

AXE = "axe-core@4.14.1"
ESLINT = "eslint@9.39.5"  # the last line that runs on Node 18


def fetched(config: pytest.Config, package: str) -> Path:
    """Return the folder of a package, `name@version`; skips the test where npm cannot install it."""
    cache = config.cache
    assert cache is not None
    modules = Path(cache.mkdir(f"npm-{package}")) / "node_modules"
    if not modules.exists():
        with TemporaryDirectory(dir=modules.parent) as new:
            install(Path(new), package)
            with suppress(OSError):  # another worker was faster
                Path(new, "node_modules").rename(modules)
    return modules / package.partition("@")[0]


def install(folder: Path, package: str) -> None:
    """Install a package into a folder, running no scripts of it."""
    npm = shutil.which("npm")
    if npm is None:
        _missing(f"{package} comes through npm, which is missing on this machine")
    options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    command = [npm, "install", "--prefix", str(folder), *options, package]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    except subprocess.TimeoutExpired:
        _missing(f"npm could not install {package} in time")
    if done.returncode:
        _missing(f"npm could not install {package}: {done.stderr.strip()[-200:]}")


def _missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where LITWEAVE_REQUIRE names npm."""
    if "npm" in os.environ.get("LITWEAVE_REQUIRE", "").split(","):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
