"""References of what has no `ref` of its own: an IRI without its base, made from content alone."""

from __future__ import annotations

from graph.model import Authorship, Evidence, Result, Statement, content_key

UNDATED = "undated"
"""Stands in an IRI for a digest without a date."""


def digest_ref(day: str) -> str:
    """Return the reference of a day's digest, which is also the graph of the evidence read from it."""
    return f"digest/{day or UNDATED}"


def activity_ref(day: str) -> str:
    """Return the reference of the reading of a day's digest."""
    return f"activity/{day or UNDATED}"


def authorship_ref(authorship: Authorship) -> str:
    """Return the reference of an author's place in a paper."""
    paper, author = (ref.partition("/")[2] for ref in (authorship.paper, authorship.author))
    return f"authorship/{paper}--{authorship.position}--{author}"


def statement_ref(statement: Statement) -> str:
    """Return the reference of the assertion of a fact."""
    return f"statement/{statement.key}"


def result_ref(result: Result) -> str:
    """Return the reference of a result."""
    return f"result/{result.key}"


def row_ref(source_key: str) -> str:
    """Return the reference of a digest row."""
    return f"row/{source_key}"


def evidence_ref(supported: str, evidence: Evidence) -> str:
    """Return the reference of one place that supports the fact with reference `supported`."""
    span = evidence.span
    place = (supported, evidence.source, span.field, str(span.start), str(span.end), str(span.marks))
    return f"evidence/{content_key((*place, evidence.rule, str(evidence.confidence)))}"
