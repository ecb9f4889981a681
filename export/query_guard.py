"""Finds SERVICE clauses. Oxigraph would send an HTTP request for one and has no switch against it.

The check is stricter than the grammar: it may refuse an odd query that is harmless, and says how to write it.
"""

from __future__ import annotations

import re

# What SERVICE may stand in without being a clause. Long strings come before short ones, as in the grammar.
_OPAQUE = re.compile(
    r"""
    \"\"\" (?: \"{0,2} (?: [^"\\] | \\. ) )* \"\"\"
  | '''    (?: '{0,2}  (?: [^'\\] | \\. ) )* '''
  | " (?: [^"\\\n\r] | \\. )* "
  | ' (?: [^'\\\n\r] | \\. )* '
  | \# [^\n\r]*
  | < (?P<iri> [^<>"{}|^`\\\s]* ) >
  | [?$] \w+                          # a variable
  | : (?: [\w:.%-] | \\. )*           # the local part of a prefixed name
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def calls_service(sparql: str) -> bool:
    """Tell whether a query may hold a SERVICE clause.

    Parsers may resolve code point escapes first or not: both readings are looked at.
    """
    return any("service" in _code_of(text) for text in (sparql, _CODE_POINT.sub(_unescaped, sparql)))


def _code_of(sparql: str) -> str:
    """Return a query in lower case without strings, comments, IRIs, variables and local names."""
    lower = sparql.lower()
    return _OPAQUE.sub(_without, lower) if "service" in lower else ""


def _without(match: re.Match[str]) -> str:
    """Return nothing, but SERVICE itself where `<...>` may be a comparison that a comment or string follows.

    `1<2)SERVICE#>` looks like an IRI and is a clause. What begins as `scheme://` is no comparison.
    """
    iri = match["iri"]
    if iri and ("#" in iri or "'" in iri) and not _ABSOLUTE.match(iri):
        return " service "
    return " "


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else " "
