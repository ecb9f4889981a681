"""A knowledge graph of AI papers from daily digests; every fact with its sentence.

    import litweave

    litweave.build(["digests/"], "graph")
    kg = litweave.open("graph")
    kg.entity("GRPO").facts["extends"]

Importing this is quick: what a name needs is imported when the name is first used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litweave.api import KG, diff, open
    from litweave.building import build, update
    from litweave.errors import LitweaveError, NotFound

    __version__: str

__all__ = ["KG", "LitweaveError", "NotFound", "__version__", "build", "diff", "open", "update"]

_HOMES = {
    "KG": "litweave.api",
    "diff": "litweave.api",
    "open": "litweave.api",
    "build": "litweave.building",
    "update": "litweave.building",
    "LitweaveError": "litweave.errors",
    "NotFound": "litweave.errors",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("litweave")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _check_companions() -> None:
    """Raise `ImportError` if a foreign package stands in for one of ours: their names are common ones."""
    home = Path(__file__).resolve().parent.parent
    for name in ("graph", "extract", "export", "viz"):
        spec = find_spec(name)
        if spec is None:
            raise ImportError(f"litweave lacks its package {name!r}; install it again", name=name)
        found = Path(spec.origin).resolve() if spec.origin else None
        if found != home / name / "__init__.py":
            raise ImportError(
                f"litweave needs its own package {name!r}, but Python finds another first: "
                f"{found or f'a folder {name} without __init__.py'}. Run from another folder, rename that "
                "one, or use a virtual environment for litweave alone",
                name=name,
            )


_check_companions()
