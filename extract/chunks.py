"""The shape of words: which chunks of a sentence look like parts of a name, and which runs they form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.knowledge import Knowledge
from graph.keys import repair_encoding

ChunkKind = Literal["strong", "capital", "version", "lower"]

_CHUNK = re.compile(
    r"(?<![\w\\])(?=[^\s,;:()]*[A-Z0-9∞$\u0080-\uffff]|[\w-]+-bench)\$?(?:[^\W_]|∞)"
    r"(?:(?:[\w.#@^{}$\\*²³∞&-]|\+(?![A-Za-z]))*[\w+#}$²³∞])?(?<!\+(?=[A-Za-z]))"
)
"""The lookbehind at the end keeps the plus of `A+B` out of both."""
_OPENING = re.compile(r"\W*(?:(?:[a-e]|[ivx]{1,4}|\d{1,2})[).:]\W*)?")
_VERSION = re.compile(
    r"^(?!0\.\d\d)(?:v?\d+(?:\.\d+)*[a-z]?|\d+(?:\.\d+)?[BMKT]|\d+x\d+(?:\.\d+)?B|A\d+B|v\d+|[bB]\d\.\d+)$"
)
"""`0.51` is no version: a score behind the name of a metric or benchmark."""
_QUANTITY = re.compile(
    r"""
    ^\d[\d.,]*[BMKk]? (?:[-–]\d[\d.,]*)? \+?
    (?:[KMGT]?B|[KMG]bps|dB|p|[kMG]?Hz|ms|[kKMBT]|FPS|fps|D|W|GPUs?|x|px|bit|nm|mm|cm|s|h|min)?
    (?:-[a-z]\w*)*$
    """,
    re.VERBOSE,
)
_BENCH = re.compile(r"\w.*-[Bb]ench$|∞-?[A-Z]")
_DIMENSION = re.compile(r"^[2-6]D$")
_CONNECTOR = re.compile(r" (?:of|of the|to|for|in a|from|via|of-the) $")
_INNER_CAPITAL = re.compile(r"_[A-Z]|[a-z\d][A-Z]|[A-Z][A-Z]|[A-Z][a-z]*[\d∞²³^$]|^\d+[A-Z]|[A-Z]\+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One word-like piece of text, its offsets and what it looks like."""

    start: int
    end: int
    text: str
    kind: ChunkKind


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring chunks that may form one name."""

    chunks: tuple[Chunk, ...]
    opens_sentence: bool

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.chunks[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.chunks[-1].end

    @property
    def strong(self) -> bool:
        """Whether any chunk has the shape of a coined name."""
        return any(c.kind == "strong" for c in self.chunks)

    def without(self, left: int = 0, right: int = 0) -> Run | None:
        """Return the run less some chunks at its ends, or None if nothing is left."""
        kept = self.chunks[left : len(self.chunks) - right]
        return Run(kept, self.opens_sentence and not left) if kept else None


@lru_cache(maxsize=100_000)
def chunk_kind(text: str) -> ChunkKind:
    """Classify a word by its letters alone."""
    text = repair_encoding(text)
    if "^" in text and "$" not in text:  # a formula
        return "lower"
    if _BENCH.search(text):
        return "strong"
    if _VERSION.match(text):
        return "version"
    if _QUANTITY.match(text) and not _DIMENSION.match(text):
        return "lower"
    if _DIMENSION.match(text):
        return "capital"
    bare = text.rstrip("s") if len(text) > 3 else text
    parts = [p for p in re.split(r"-", bare) if p]
    if any(_INNER_CAPITAL.search(part) for part in parts) and any(c.isupper() for c in bare):
        return "strong"
    if len(parts) > 1 and any(p[0].isupper() for p in parts) and any(p[0].isdigit() for p in parts):
        return "strong"
    return "capital" if text[0].isupper() and len(text) > 1 else "lower"


class Chunker:
    """Cuts text into chunks and runs; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._prefix = knowledge.pattern("name.prefix")
        self._affix = knowledge.pattern("name.affix")

    def chunks(self, text: str, start: int, end: int) -> Iterator[Chunk]:
        """Yield the chunks of `text[start:end]` that hold a capital, a digit or a mark of names.

        Most words are none. Affixes such as `-based` are cut off, `A+B` and `A/B` taken apart.
        """
        for match in _CHUNK.finditer(text, start, end):
            a, b = match.span()
            surface = text[a:b]
            if surface[0] == "$" and surface.count("$") % 2:
                a, surface = a + 1, surface[1:]
            surface = surface.rstrip(".*&")
            if surface.count("}") > surface.count("{"):  # the end of a LaTeX command
                surface = surface.rstrip("}")
            if prefix := self._prefix.match(surface):
                a, surface = a + prefix.end(), surface[prefix.end() :]
            while affix := self._affix.search(surface):
                surface = surface[: affix.start()]
            if surface:
                yield Chunk(a, a + len(surface), surface, chunk_kind(surface))

    def runs(self, text: str, start: int, end: int) -> Iterator[Run]:
        """Yield the maximal runs of name-like chunks in a sentence, in order."""
        current: list[Chunk] = []
        opens = False
        for chunk in self.chunks(text, start, end):
            if current and not _continues(text, current[-1], chunk):
                yield Run(tuple(current), opens)
                current = []
            if chunk.kind == "lower" or (chunk.kind == "version" and not current):
                continue
            if not current:
                opens = _OPENING.fullmatch(text, start, chunk.start) is not None
            current.append(chunk)
        if current:
            yield Run(tuple(current), opens)


def _continues(text: str, left: Chunk, right: Chunk) -> bool:
    """Say whether two chunks belong to one run: a blank between them, or `of` between capitalised words."""
    if right.kind == "lower":
        return False
    between = text[left.end : right.start]
    if between == " ":
        return True
    return left.kind == right.kind == "capital" and bool(_CONNECTOR.match(between))
