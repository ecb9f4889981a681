"""Who may import whom: the five packages, and the libraries that each keeps to itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "graph": {"graph"},
    "extract": {"extract", "graph"},
    "export": {"export", "graph"},
    "viz": {"viz", "graph"},
    "litweave": {"litweave", "extract", "export", "graph", "viz"},
}
HOMES = {
    "spacy": "extract",
    "pyvis": "viz",
    "rdflib": "export",
    "pyoxigraph": "export",
    "pyshacl": "export",
    "networkx": "graph",
    "networkit": "graph",
    "scipy": "graph",
    "matplotlib": "viz",
}
HEAVY = (
    "spacy",
    "rdflib",
    "pyoxigraph",
    "pyarrow",
    "networkx",
    "networkit",
    "pyshacl",
    "pyvis",
    "matplotlib",
)
MODULES = [path for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]


def imports(tree: ast.Module, lazy: bool = True) -> Iterator[tuple[str, ast.stmt]]:
    """Yield the modules that run-time code imports; without `lazy` only those at module level."""
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            todo.extend(node.orelse)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", node
        elif lazy or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            todo.extend(ast.iter_child_nodes(node))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_the_layers_below_it(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    found = {name.split(".")[0] for name, _ in imports(parse(path))}
    assert found & set(ALLOWED) <= ALLOWED[package]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_in_its_home_alone(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    found = {name.split(".")[0] for name, _ in imports(parse(path))}
    assert {library for library in found & set(HOMES) if HOMES[library] != package} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_networkx_is_imported_only_when_asked_for(path: Path) -> None:
    assert "networkx" not in {name.split(".")[0] for name, _ in imports(parse(path), lazy=False)}


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name_of)
def test_a_package_with_a_common_name_is_never_imported_as_such(path: Path) -> None:
    """`graph` is what everybody calls a variable."""
    whole = [name for name, node in imports(parse(path)) if isinstance(node, ast.Import)]
    assert not {name.split(".")[0] for name in whole} & {"graph", "extract", "export", "viz"}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["stats", "{demo}"], ()),
        (["view", "{demo}"], ()),
        (["query", "{demo}", "ASK {{}}"], ("pyoxigraph",)),
        (["show", "{demo}", "GRPO"], ("pyarrow",)),
        (["lineage", "{demo}", "Dr. GRPO", "--depth", "1"], ("pyarrow",)),
        (["lineage", "{demo}", "Dr. GRPO", "--show", "groups"], ("pyarrow", "networkx")),
        (["coauthors", "{demo}"], ("pyarrow",)),
        (["trends", "{demo}", "--format", "json"], ("pyarrow",)),
        (["diff", "{demo}", "{demo}"], ("pyarrow",)),
        (["check", "{demo}"], ("rdflib", "pyoxigraph", "pyshacl")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_command_loads_only_what_it_needs(
    arguments: list[str], allowed: tuple[str, ...], example_folder: Path
) -> None:
    given = [argument.format(demo=example_folder) for argument in arguments]
    code = (
        "import sys; from litweave.cli import app\n"
        f"try: app({given!r})\n"
        "except SystemExit as end: "
        f"print(end.code, [n for n in {HEAVY} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == f"0 {[name for name in HEAVY if name in allowed]}"
