"""Spans that may be names: which of those that overlap is kept, and where a name is used again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.passage import Passage
from graph.model import NamedType

PRIORITY = {
    "name.version": 9,
    "name.lexicon": 8,
    "name.abbreviation": 7,
    "name.title-prefix": 6,
    "name.coined": 5,
    "name.shape": 4,
    "name.announced": 3,
    "name.member": 3,
    "name.capitals": 2,
    "name.typed": 1,
    "name.echo": 0,
}
"""Which rule wins where two candidates cover the same characters."""

_JOINTS = re.compile(r"[-\s]")


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A span that may be a name, and the rule that found it.

    `known` is the lexicon's name for it and `known_type` its type there; `weak` says that the type is a weak
    hint. `pair` is the key of the short form, for both sides of an abbreviation that the text spells out.
    """

    start: int
    end: int
    rule: str
    known: str = ""
    known_type: NamedType | None = None
    weak: bool = False
    pair: str = ""


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep, of candidates that share characters, the longest; of equal ones the rule first in `PRIORITY`.

    A long form and its short form in brackets never overlap; returns the kept ones in order of position.
    """
    ranked = sorted(candidates, key=lambda c: (c.start - c.end, -PRIORITY[c.rule], c.start, not c.known))
    taken: set[int] = set()
    kept = []
    for c in ranked:
        places = range(c.start, c.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(c)
    return sorted(kept)


def echoes(passage: Passage, names: Iterable[str], taken: Iterable[Candidate]) -> list[Candidate]:
    """Find further mentions of names that the paper uses elsewhere: as they stand, hyphens and blanks apart.

    A plain capitalised name is also looked for in capitals. What is `taken` is left out.
    """
    text = _JOINTS.sub(" ", passage.text[: passage.sentences[-1][1]])
    covered = bytearray(len(text))
    for t in taken:
        covered[t.start : t.end] = b"\1" * (t.end - t.start)
    found: list[Candidate] = []
    for name in sorted({n for n in names if len(n) > 2}, key=lambda n: (-len(n), n)):
        forms = {name, name.upper()} if name.isalpha() and name[0].isupper() else {name}
        for form in sorted(forms):
            for start, end in _places_of(text, _JOINTS.sub(" ", form)):
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * (end - start)
                    found.append(Candidate(start, end, "name.echo"))
    return found


def _places_of(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a form stands as whole words, a plural s included."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        end += text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()
        if not (text[at - 1 : at].isalnum() and at) and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(form, at + 1)
