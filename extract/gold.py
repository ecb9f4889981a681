"""Papers annotated by hand, and records of papers brought into the form in which the two are compared.

A file of annotations holds one JSON object a line, with `id`, `entities` (name, type, mentions, introduced),
`relations` (head, relation, tail) and `results` (subject, benchmark, metric, value, kind), as `litweave
extract` prints them; mentions may be plain strings and relations lists of three.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model import NAMED_TYPES, PAPER, THING_RELATIONS

_DIGITS = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_MINUS_BEFORE = re.compile(r"(?<!\w)[-−]$")


class GoldError(ValueError):
    """An annotation that cannot be used; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing of a paper; `forms` are its folded surface forms."""

    name: str
    type: str
    forms: frozenset[str]
    introduced: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A result as it is compared: names as written, the value a number if it holds one, else folded text."""

    subject: str
    benchmark: str
    value: float | str
    kind: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a paper says, be it annotated or extracted. Only the types and relations of the gold are kept."""

    id: str
    things: tuple[Thing, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()
    results: tuple[Number, ...] = ()


def fold(surface: str) -> str:
    """Fold case, accents, white space, punctuation and a plural s of a surface form.

    A point between digits counts, as do `+`, `#` and `∞`. A surface of nothing else keeps its punctuation.
    """
    text = unicodedata.normalize("NFKD", surface).casefold()
    kept = (c for n, c in enumerate(text) if c.isalnum() or c in "+#∞" or _is_decimal_point(text, n))
    folded = "".join(kept) or "".join(text.split())
    plural = len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss")
    return folded[:-1] if plural else folded


def _is_decimal_point(text: str, at: int) -> bool:
    inside = 0 < at < len(text) - 1
    return inside and text[at] == "." and text[at - 1].isdecimal() and text[at + 1].isdecimal()


def number_in(value: object) -> float | str:
    """Return the first number of a value as written, with its sign; without one, the folded text."""
    text = _THOUSANDS.sub("", str(value))
    found = _DIGITS.search(text)
    if not found:
        return text.strip().casefold()
    size = float(found[0])
    return -size if _MINUS_BEFORE.search(text, 0, found.start()) else size


def annotation(record: Mapping[str, Any]) -> Annotation:
    """Return a record in the form in which it is compared. Raises KeyError, TypeError or ValueError."""
    things = tuple(_thing(entity) for entity in record["entities"] if entity["type"] in NAMED_TYPES)
    triples = (_triple(relation) for relation in record.get("relations", ()))
    return Annotation(
        id=record["id"],
        things=things,
        relations=tuple(triple for triple in triples if triple[1] in THING_RELATIONS),
        results=tuple(_number(result) for result in record.get("results", ())),
    )


def _thing(entity: Mapping[str, Any]) -> Thing:
    texts = [m["text"] if isinstance(m, Mapping) else m for m in entity.get("mentions", ())]
    forms = frozenset(map(fold, (entity["name"], *texts))) - {""}
    return Thing(entity["name"], entity["type"], forms, bool(entity.get("introduced")))


def _triple(relation: Any) -> tuple[str, str, str]:
    if isinstance(relation, Mapping):
        return relation["head"], relation["relation"], relation["tail"]
    head, name, tail = relation
    return head, name, tail


def _number(result: Mapping[str, Any]) -> Number:
    value = number_in(result["value"])
    return Number(result["subject"] or PAPER, result.get("benchmark") or "", value, result.get("kind") or "")


def read_gold(path: Path) -> list[Annotation]:
    """Read a file of annotations, or raise `GoldError` for what is not one."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: {error}") from error
    found: dict[str, Annotation] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        read = _read_line(line, f"{path}:{number}")
        if read.id in found:
            raise GoldError(f"{path}:{number}: a second record of {read.id}")
        found[read.id] = read
    if not found:
        raise GoldError(f"{path}: holds no annotated paper")
    return list(found.values())


def _read_line(line: str, where: str) -> Annotation:
    try:
        record = json.loads(line)
        if bad := _first_unknown(record):
            raise GoldError(f"{where}: {bad}")
        return annotation(record)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: no JSON: {error.msg} at character {error.pos + 1}") from error
    except KeyError as error:
        raise GoldError(f"{where}: {error.args[0]} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, GoldError):
            raise
        raise GoldError(f"{where}: not a record of a paper: {error}") from error


def _first_unknown(record: Mapping[str, Any]) -> str:
    """Return what is wrong with the first type or relation that is none of ours, or nothing."""
    types = (entity["type"] for entity in record["entities"])
    if unknown := next((t for t in types if t not in NAMED_TYPES), None):
        return f"unknown type {unknown!r}; types are {', '.join(NAMED_TYPES)}"
    names = (_triple(relation)[1] for relation in record.get("relations", ()))
    if unknown := next((n for n in names if n not in THING_RELATIONS), None):
        return f"unknown relation {unknown!r}; relations are {', '.join(THING_RELATIONS)}"
    return ""
