"""What is shipped: the source distribution, the wheel made from it, and the wheel at work on its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("export", "extract", "graph", "litweave", "viz")
DIGEST = """## Papers for 2025-01-23

| Title | Authors | Summary |
|---|---|---|
| Mamba (Read more on [arXiv](https://arxiv.org/abs/2312.00752)) | Albert Gu | We introduce Mamba, a model. |
"""


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Run Python and return what it prints; `path` comes first among the places of packages."""
    env = {**os.environ, "PYTHONPATH": str(path)} if path else None
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=cwd, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("sdist")
    run("-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("litweave-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source distribution, as pip does where it finds no wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    (built,) = folder.glob("litweave-*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_source_distribution_holds_what_a_packager_needs(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "ontology.ttl",
        "shapes.ttl",
        "Makefile",
        "tests/conftest.py",
    }
    assert wanted <= names
    assert "examples/2024-03-01.md" in names
    assert not {name for name in names if name.startswith((".venv", "demo", ".git/", "benchmarks"))}


def test_the_wheel_has_our_five_packages_and_nothing_else_at_the_top(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert len(tops) == len(PACKAGES) + 1


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_has_every_file_of_a_package(package: str, names: set[str]) -> None:
    files = [path for path in (ROOT / package).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    ours = {path.relative_to(ROOT).as_posix() for path in files}
    extra = {"export/ontology.ttl", "export/shapes.ttl"} if package == "export" else set()
    assert {name for name in names if name.startswith(f"{package}/")} == ours | extra
    assert f"{package}/py.typed" in ours


def test_the_wheel_has_the_ontology_the_shapes_and_the_licence(wheel: Path, names: set[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in ("ontology.ttl", "shapes.ttl"):
            assert archive.read(f"export/{name}") == (ROOT / name).read_bytes()
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]


def test_the_installed_wheel_builds_a_graph(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    options = ("--quiet", "--no-index", "--no-deps", "--target")
    run("-m", "pip", "install", *options, site, wheel, cwd=tmp_path)
    (tmp_path / "2025-01-23.md").write_text(DIGEST, encoding="utf-8")
    code = """
import graph.model, litweave
print(graph.model.__file__)
litweave.build(["2025-01-23.md"], "out")
kg = litweave.open("out")
print(kg.entity("Mamba").item.type)
print(kg.query("ASK { entity:mamba a lw:Model }").boolean)
"""
    home, *answers = run("-c", code, cwd=tmp_path, path=site).split("\n")
    assert Path(home).is_relative_to(site)
    assert answers == ["Model", "True", ""]
    assert "vis-network" in (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
