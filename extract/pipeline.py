"""From a row to what it says: the extractor, a pure function of the row, the rules and the lexicons."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extract.data import HERE, load, own_files
from extract.knowledge import Knowledge
from graph.model import Extraction, FieldName, Mention, Source

if TYPE_CHECKING:
    from extract.engine import Engine

_AUTHOR = re.compile(r"(?:(?!\s+and\s)[^,;])+")
_LAST_FIRST = re.compile(r"[^,;]+,[^,;]+(?:;[^,;]+,[^,;]+)+;?")
_BETWEEN_SEMICOLONS = re.compile(r"[^;]+")
_URL = re.compile(r"\S+")
_CODE_HOST = re.compile(
    r"^https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[^/\s]+/[^/\s]+"
)
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")
_PLAIN_TASK = re.compile(r"[^\[\],;]+")


class Extractor:
    """Extracts rows. Making one is cheap; spaCy is imported when the first row is extracted."""

    def __init__(self, lexicons: Sequence[Path] = (), rules: Sequence[Path] = ()) -> None:
        self._lexicons, self._rules = tuple(map(Path, lexicons)), tuple(map(Path, rules))

    @cached_property
    def knowledge(self) -> Knowledge:
        """The rules and lexicons; raises DataError on first use if one is bad."""
        return load(self._lexicons, self._rules)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that an extraction depends on beside the row."""
        digest = hashlib.sha256(importlib.metadata.version("spacy").encode())
        code = sorted(
            p
            for folder in (HERE, HERE.parent / "graph")
            for p in folder.glob("*.py")
            if p.name in _CODE or folder == HERE
        )
        for path in (*code, *own_files(), *self._lexicons, *self._rules):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    @property
    def confidences(self) -> dict[str, float]:
        """The measured precision of rules, by id."""
        return self.knowledge.confidences

    @cached_property
    def _engine(self) -> Engine:
        from extract.engine import Engine

        return Engine(self.knowledge)

    def extract(self, source: Source) -> Extraction:
        """Return what one row says."""
        return replace(
            self._engine.read(source),
            authors=tuple(_authors(source.authors)),
            tasks=tuple(_tasks(source.classification)),
            code=tuple(
                m for m in _mentions("links", source.links, _URL, "code.link") if _CODE_HOST.match(m.text)
            ),
        )


_CODE = ("model.py", "keys.py")


def _mentions(field: FieldName, text: str, pattern: re.Pattern[str], rule: str) -> Iterable[Mention]:
    """Yield the items of a list in a cell, without the blanks around them."""
    for match in pattern.finditer(text):
        item = match[0].strip().removeprefix("and ")
        if item:
            start = match.start() + match[0].index(item)
            yield Mention(field, start, start + len(item), item, rule)


def _authors(cell: str) -> Iterable[Mention]:
    """Yield the names of an author cell: between commas, in `Last, First; Last, First` between semicolons."""
    pattern = _BETWEEN_SEMICOLONS if _LAST_FIRST.fullmatch(cell) else _AUTHOR
    return _mentions("authors", cell, pattern, "author.column")


def _tasks(cell: str) -> Iterable[Mention]:
    """Yield the labels of a classification cell, `['A', 'B']` or `A, B`; `N/A` is none."""
    try:
        quoted = isinstance(ast.literal_eval(cell.strip() or "None"), list)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        quoted = False
    if not quoted:
        yield from (
            m for m in _mentions("classification", cell, _PLAIN_TASK, "task.label") if m.text.lower() != "n/a"
        )
        return
    for match in _QUOTED.finditer(cell):
        group = 1 if match[1] is not None else 2
        yield Mention("classification", match.start(group), match.end(group), match[group], "task.label")
