"""Joins the page's JavaScript modules into one script.

Browsers refuse to import modules from `file:`, so the modules of `static/` and its folders are put one after
the other, each after those that it imports, without their import lines and `export` words. For this to be the
same program, imports stand at the start of a line, name what they import without renaming, and no two modules
declare the same name at the top level; all this is checked.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable

_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "(\.[\w./-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) )", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async function|function\*?|class|const|let) (\w+)", re.MULTILINE)


def join_modules(entry: str, read: Callable[[str], str]) -> str:
    """Return one strict script that runs module `entry` and all that it imports.

    `read` gives the text of a module by its name, which is its path without `.js` (`views/path`). Raises
    `ValueError` if a module uses a form of import or export that this cannot join, modules import each other
    in a circle, or two declare the same name.
    """
    texts = {name: _strip(name, read(name)) for name in _in_order(entry, read)}
    body = "\n".join(texts.values())
    declared = Counter(_DECLARED.findall(body))
    if twice := sorted(name for name, n in declared.items() if n > 1):
        raise ValueError(f"declared in two modules: {', '.join(twice)}")
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _in_order(entry: str, read: Callable[[str], str]) -> list[str]:
    """Return the names of all modules, each after those that it imports."""
    done: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise ValueError(f"modules import each other: {' > '.join((*path, name))}")
        if name not in done:
            for needed in _IMPORT.findall(read(name)):
                visit(posixpath.normpath(posixpath.join(posixpath.dirname(name), needed)), (*path, name))
            done.append(name)

    visit(entry, ())
    return done


def _strip(name: str, text: str) -> str:
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    if found := _LEFT_OVER.search(text):
        raise ValueError(f"{name}.js: cannot join {found[0]!r}")
    return text
