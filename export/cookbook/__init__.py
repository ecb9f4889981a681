"""The cookbook: questions in SPARQL, one file each, that run as they stand.

The first line of a file is a comment with the question, more such lines say what to know. A line such as
`VALUES ?thing { entity:grpo }`, with one term, is a value to set: `with_values` puts another term of its kind
there. Terms are made by the RDF library, so that no value can become a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from export.terms import day_literal, decimal_literal, month_literal, text_literal
from export.vocabulary import ENTITY_CLASS, RELATION

_VALUE = re.compile(
    r"""^(?P<head>[ ]*VALUES[ ]\?(?P<name>\w+)[ ]\{[ ])
    (?P<term>(?P<prefix>\w+):(?P<local>[\w.-]+) | "[^"\n]*"(?:\^\^xsd:(?P<type>\w+))? | [\d.]+)
    [ ]\}$""",
    re.MULTILINE | re.VERBOSE,
)
_KIND_OF_TYPE = {"gYearMonth": "month", "date": "date"}


class CookbookError(ValueError):
    """A query that is not there, or a value that it cannot take; the message says why."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a query lets set, with the term that stands there.

    `kind` is `entity`, `paper`, `author`, `type`, `relation`, `month`, `date`, `text` or `number`.
    """

    name: str
    kind: str
    default: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the cookbook; `note` is what its comment says beside the question."""

    name: str
    question: str
    note: str
    sparql: str
    settings: tuple[Setting, ...]


@lru_cache(maxsize=1)
def queries() -> dict[str, NamedQuery]:
    """Return the queries of the cookbook by name, sorted."""
    found = {path.name: path for path in files(__name__).iterdir() if path.name.endswith(".rq")}
    texts = {name.removesuffix(".rq"): found[name].read_text(encoding="utf-8") for name in sorted(found)}
    return {name: parsed(name, text) for name, text in texts.items()}


def parsed(name: str, text: str) -> NamedQuery:
    """Return a query with what its comments say and what it lets set."""
    comments = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    settings = (Setting(found["name"], _kind(found), found["term"]) for found in _VALUE.finditer(text))
    return NamedQuery(name, comments[0], " ".join(comments[1:]), text, tuple(settings))


def _kind(found: re.Match[str]) -> str:
    if found["prefix"] == "lw":
        return "type" if found["local"][0].isupper() else "relation"
    if found["prefix"]:
        return found["prefix"]
    if found["type"]:
        return _KIND_OF_TYPE[found["type"]]
    return "text" if found["term"].startswith('"') else "number"


def with_values(query: NamedQuery, values: Mapping[str, str], iri: Callable[[str, str], str]) -> str:
    """Return the text of a query with other values set.

    `iri` turns the name of an entity, a paper or an author, whose kind comes first, into its IRI. Raises
    `CookbookError` for a value that the query has not, or one of the wrong kind; what `iri` raises passes.
    """
    kinds = {setting.name: setting.kind for setting in query.settings}
    if unknown := sorted(values.keys() - kinds.keys()):
        takes = ", ".join(sorted(kinds)) or "nothing"
        raise CookbookError(f"{query.name} has no {unknown[0]} to set; it takes {takes}")
    terms = {name: _term(kinds[name], value, iri) for name, value in values.items()}

    def replaced(found: re.Match[str]) -> str:
        term = terms.get(found["name"])
        return found[0] if term is None else f"{found['head']}{term} }}"

    return _VALUE.sub(replaced, query.sparql)


def _term(kind: str, value: str, iri: Callable[[str, str], str]) -> NamedNode | Literal:
    if kind in ("entity", "paper", "author"):
        return NamedNode(iri(kind, value))
    known = {"type": ENTITY_CLASS, "relation": RELATION}.get(kind)
    term = known.get(value) if known else _literal(kind, value)
    if term is None:
        choice = f"; it is one of {', '.join(known)}" if known else ""
        raise CookbookError(f"{value!r} is no {kind}{choice}")
    return term


def _literal(kind: str, value: str) -> Literal | None:
    match kind:
        case "month":
            return month_literal(value)
        case "date":
            return day_literal(value)
        case "number":
            return _number(value)
    return text_literal(value)


def _number(value: str) -> Literal | None:
    try:
        return decimal_literal(value) if Decimal(value).is_finite() else None
    except InvalidOperation:
        return None
