"""RDF terms out of plain values: IRIs from references and URLs, literals from text, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from export.vocabulary import DEFAULT_BASE, FOREIGN, RELATION, checked_base
from graph.model import Statement, canonical_decimal

Object = NamedNode | Literal
Properties = Iterator[tuple[NamedNode, Object]]
Described = tuple[NamedNode, Properties]
"""A node and its properties. Cheaper to pass on than quads, whose parts are copied at every look."""

# Raptor cuts a literal at U+0000 and rejects the other three kinds; no RDF syntax can hold a lone surrogate.
_UNPARSABLE = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
_URL_CHARACTERS = "%:/?#@!$&'()*+,;=-._~"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?([/?#].*)?", re.IGNORECASE)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def clean_text(text: str) -> str:
    """Replace what some RDF reader cannot take by U+FFFD, one for one: offsets into the text stay right."""
    return _UNPARSABLE.sub("\ufffd", text)


def text_literal(text: str) -> Literal:
    """Return a plain literal of `clean_text(text)`."""
    return Literal(clean_text(text))


def integer_literal(number: int) -> Literal:
    """Return an `xsd:integer`."""
    return Literal(str(number), datatype=FOREIGN.xsd_integer)


def decimal_literal(text: str) -> Literal:
    """Return an `xsd:decimal` in canonical form, the one that stores would rewrite it to.

    Raises `decimal.InvalidOperation` if `text` is no number.
    """
    return Literal(canonical_decimal(text), datatype=FOREIGN.xsd_decimal)


def probability_literal(number: float) -> Literal:
    """Return a belief or confidence as `xsd:decimal` with at most three digits."""
    return decimal_literal(f"{number:.3f}")


def day_literal(text: str) -> Literal | None:
    """Return an ISO date as `xsd:date`, None if `text` is no date."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Literal(day.isoformat(), datatype=FOREIGN.xsd_date)


def month_literal(text: str) -> Literal | None:
    """Return `2025-04` as `xsd:gYearMonth`, None if `text` is no month."""
    return Literal(text, datatype=FOREIGN.xsd_gYearMonth) if _MONTH.fullmatch(text) else None


def web_term(url: str) -> Object:
    """Return an IRI if `url` is an http(s) URL once unsafe characters are percent-encoded, else its text."""
    encoded = _BAD_PERCENT.sub("%25", quote(clean_text(url), safe=_URL_CHARACTERS))
    head, hash_sign, fragment = encoded.partition("#")
    encoded = head + hash_sign + fragment.replace("#", "%23")
    return NamedNode(encoded) if _WEB_URL.fullmatch(encoded) else text_literal(url)


class Terms:
    """Mints the IRIs of one base. Raises `BaseIriError` for a base that cannot be one."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self._base = checked_base(base)
        self._known: dict[str, NamedNode] = {}

    def iri(self, ref: str) -> NamedNode:
        """Return the IRI of a reference that few triples name."""
        return NamedNode(self._base + ref)

    def known(self, ref: str) -> NamedNode:
        """Return the IRI of a paper, author or entity: many triples name it, so it is kept."""
        node = self._known.get(ref)
        if node is None:
            node = self._known[ref] = self.iri(ref)
        return node


def fact_terms(fact: Statement, terms: Terms) -> tuple[NamedNode, NamedNode, Object]:
    """Return the triple of a statement. The object of `hasCode` is a URL, all others are references."""
    about = web_term(fact.object) if fact.relation == "hasCode" else terms.known(fact.object)
    return terms.known(fact.subject), RELATION[fact.relation], about
