"""How the names of people are written: folded, in parts, and as the handles that people make of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from graph.keys import repair_encoding

EQUAL, JOINED, MIDDLE = 1.0, 0.7, 0.6
"""How strongly a name points to another: the same but for diacritics; hyphens or blanks; middle names."""

FULL, SHORT, WORD, INITIALS, INITIAL = 0.9, 0.8, 0.4, 0.35, 0.15
"""How strongly a handle points to a name that it spells: in full; without middle names; in full, but it is a
given or family name as well; with the initials of the given names, or one of the family name; with one
initial for the given names."""

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_WORD = re.compile(r"[^\W\d_]+(?:['’‘`-][^\W\d_]+)*")
_JOINTS = re.compile(r"['’‘`-]")
_HANDLE = re.compile(r"(?=.*[a-z])[a-z0-9._-]+")
_SEPARATORS = re.compile(r"[._-]+")
_SYLLABLE = re.compile(r"(?<=[aeiougnr])(?:[zcs]h|[b-df-hj-np-tw-z])(?=[aeiou])")
_SHORTEST = 5
"""Handles that are shorter and no full name could be anybody's."""


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """Return a name in lower case and without the diacritics of Latin, Greek and Cyrillic letters."""
    if name.isascii():
        return name.casefold()
    text = unicodedata.normalize("NFKD", repair_encoding(name)).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)


def given_first(name: str) -> str:
    """Return `Last, First` as `First Last`; a name without one comma between two parts as it is."""
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if comma and last and first and "," not in first else name


@lru_cache(maxsize=200_000)
def is_handle(name: str) -> bool:
    """Say whether a name may be the handle of an account: one Latin word, perhaps with digits and joints."""
    return bool(_HANDLE.fullmatch(fold(name)))


@lru_cache(maxsize=200_000)
def name_parts(name: str) -> tuple[tuple[str, ...], str]:
    """Return the given names and the family name, folded, hyphens and apostrophes left out.

    The last word counts as the family name. A name of one word, or none, and a handle have no given names.
    """
    if is_handle(name):
        return (), fold(name)
    *given, family = [_JOINTS.sub("", word) for word in _WORD.findall(fold(name))] or [""]
    return tuple(given), family


def handle_core(handle: str) -> str:
    """Return what of a handle may spell a name: no separators, no digits at the end; empty if digits stay."""
    core = _SEPARATORS.sub("", fold(handle)).rstrip("0123456789")
    return core if core.isalpha() else ""


def handles_of(name: str) -> Iterator[tuple[str, float]]:
    """Yield the cores of handles that spell a name, each with its strength; the strongest reading first."""
    given, family = name_parts(name)
    if not given or not family.isascii():
        return
    whole, first, initials = "".join(given), given[0], _initials(given)
    readings = [(whole, family, FULL), (first, family, SHORT)]
    readings += [(initials, family, INITIALS if len(initials) > 1 else INITIAL), (first[0], family, INITIAL)]
    readings += [(whole, family[0], INITIALS), (first, family[0], INITIALS)]
    for one, other, strength in readings:
        if len(one) + len(other) >= _SHORTEST or strength == FULL:
            yield one + other, strength
            yield other + one, strength


def _initials(given: tuple[str, ...]) -> str:
    """Return the initials of the given names; of a single one those of its syllables, `tianyi` gives `ty`."""
    if len(given) > 1:
        return "".join(word[0] for word in given)
    inner = [found[0][0] for found in _SYLLABLE.finditer(given[0], 1)]
    return given[0][0] + "".join(inner[:1])


def shortening(short: tuple[str, ...], full: tuple[str, ...]) -> float:
    """Return how strongly given names point to fuller ones: 0 if they contradict them.

    Initials stand for names that begin so, and middle names may be left out.
    """
    if not short or short == full or not _fits(short[0], full[0]):
        return 0.0
    rest = iter(full[1:])
    if not all(any(_fits(word, middle) for middle in rest) for word in short[1:]):
        return 0.0
    return MIDDLE if short[0] == full[0] else INITIAL


def _fits(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))
