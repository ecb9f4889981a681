"""What `import litweave` gives, and what it costs."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import litweave

HEAVY = ("spacy", "rdflib", "pyarrow", "pyoxigraph", "pyshacl", "networkx", "pyvis", "typer", "rich")


def test_all_names_are_there_and_no_others() -> None:
    public = {"KG", "LitweaveError", "NotFound", "__version__", "build", "diff", "open", "update"}
    assert set(litweave.__all__) == public
    assert set(litweave._HOMES) | {"__version__"} == public
    assert public <= set(dir(litweave))


@pytest.mark.parametrize("name", sorted(set(litweave.__all__) - {"__version__"}))
def test_each_name_can_be_used(name: str) -> None:
    assert callable(getattr(litweave, name))


def test_the_version_is_that_of_the_distribution() -> None:
    assert litweave.__version__.count(".") == 2


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        litweave.nothing  # noqa: B018


def test_no_module_bears_the_name_of_an_export() -> None:
    """Importing `litweave.build` would put the module in the place of the function `litweave.build`."""
    modules = {module.name for module in pkgutil.iter_modules(litweave.__path__)}
    assert not modules & set(litweave.__all__)


def test_importing_loads_nothing_heavy() -> None:
    code = f"import litweave, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_loads_nothing_heavy() -> None:
    code = f"import litweave, sys; litweave.open; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
