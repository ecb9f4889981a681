"""SPARQL over a store: each query in a process of its own, with a deadline and a memory limit.

QueryError
  QuerySyntaxError    not SPARQL, or SPARQL that is not allowed here
  QueryTimeout        not done at the deadline
  QueryMemoryError    more memory than allowed
"""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from typing import Literal as Const

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from export.query_guard import calls_service
from export.vocabulary import DEFAULT_BASE, Shortener, prefixes

MAX_ROWS = 100_000
MEMORY_LIMIT = 2 << 30
TIMEOUT = 30.0

Term = NamedNode | BlankNode | Literal | Triple
Format = Const["csv", "tsv", "json"]

# Control characters and marks that turn the writing direction: a terminal would act on them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Windows has neither signal, and no worker there ends by one.
_ALARM, _KILL = getattr(signal, "SIGALRM", 14), getattr(signal, "SIGKILL", 9)
# Where the parser stopped; and reasons in words, which stand among the characters that it expected.
_STOPPED_AT = re.compile(r"error at (\d+):(\d+): expected")
_REASON = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+)* [a-z]+")
_WORKER = Path(__file__).with_name("query_worker.py")
_FORMATS = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}


class QueryError(Exception):
    """A query was not answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL, or it calls another service."""


class QueryTimeout(QueryError):  # noqa: N818 (an established name)
    """The query was not done at its deadline."""


class QueryMemoryError(QueryError):
    """The query wanted more memory than it may use."""


@dataclass(frozen=True)
class QueryResult:
    """An answer. `kind` is `select`, `graph` (CONSTRUCT and DESCRIBE) or `ask`.

    `truncated` says that there are more rows, too many to send. `payload` is the answer as SPARQL TSV.
    """

    kind: Const["select", "graph", "ask"]
    truncated: bool
    payload: bytes

    @property
    def boolean(self) -> bool | None:
        """The answer of ASK; None for other queries."""
        return self.payload == b"true\n" if self.kind == "ask" else None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The variables in order; `subject`, `predicate`, `object` for triples; none for ASK."""
        parsed = self._parsed()
        if isinstance(parsed, QueryBoolean):
            return ()
        return tuple(variable.value for variable in parsed.variables)

    @cached_property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows, None where a variable is not bound; none for ASK."""
        parsed = self._parsed()
        return () if isinstance(parsed, QueryBoolean) else tuple(tuple(row) for row in parsed)

    def table(self, base: str = DEFAULT_BASE) -> list[tuple[str, ...]]:
        """Return the rows for a terminal: IRIs with our prefixes, literals as one line, unbound as empty."""
        shortener = Shortener(base)
        return [tuple(_plain(term, shortener) for term in row) for row in self.rows]

    def serialize(self, format: Format) -> str:
        """Return the answer in a W3C format; triples are rows of three columns."""
        out = io.BytesIO()
        self._parsed().serialize(out, format=_FORMATS[format])
        return out.getvalue().decode()

    def _parsed(self) -> QuerySolutions | QueryBoolean:
        return parse_query_results(self.payload, format=QueryResultsFormat.TSV)


def run_query(
    store_path: Path,
    sparql: str,
    base: str = DEFAULT_BASE,
    timeout: float = TIMEOUT,
    *,
    max_rows: int = MAX_ROWS,
    memory: int = MEMORY_LIMIT,
) -> QueryResult:
    """Answer a SPARQL query over the store at `store_path`, our prefixes declared.

    Facts and assertions are the default graph; evidence is in one graph per digest (`GRAPH ?digest {...}`).
    At most `max_rows` rows and 256 MiB of them come back; the result says if there were more.
    `timeout` is in seconds, `memory` in bytes of address space; an open store alone takes up to 600 MiB.
    Raises `QueryError` or one of its kinds, `BaseIriError`.
    """
    declared = prefixes(base)
    if calls_service(sparql):
        raise QuerySyntaxError("SERVICE is not allowed: queries must not reach out to other servers")
    request = {"store": str(store_path), "sparql": sparql, "base": base, "prefixes": declared}
    limits = {"timeout": timeout, "max_rows": max_rows, "memory": memory}
    status, payload = _ask_worker({**request, **limits}, timeout)
    _raise_for(status, sparql, memory)
    return QueryResult(status["kind"], status["truncated"], payload)


def _ask_worker(request: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
    """Run the worker; return its status and what it wrote before.

    The worker is started by its file and with `-P`, so that no module of the working directory gets into it.
    """
    command = [sys.executable, "-P", str(_WORKER)]
    line = json.dumps(request).encode()
    try:
        ended = subprocess.run(command, input=line, capture_output=True, timeout=timeout)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _timed_out(timeout) from None
    if ended.returncode == 0:
        payload, _, status = ended.stdout[:-1].rpartition(b"\n")
        return json.loads(status), payload + b"\n"
    if ended.returncode == -_ALARM:
        raise _timed_out(timeout)
    message = ended.stderr.decode(errors="replace").strip() or f"its process ended with {ended.returncode}"
    error = "memory" if _out_of_memory(ended.returncode, message) else "other"
    return {"error": error, "message": message}, b""


def _timed_out(timeout: float) -> QueryTimeout:
    return QueryTimeout(f"the query was stopped after {timeout:g} s")


_NO_MEMORY = ("memory", "bad_alloc", "resource temporarily unavailable")


def _out_of_memory(code: int, message: str) -> bool:
    """Tell whether a worker died for want of memory: allocators abort, and a system short of it kills.

    A thread whose stack finds no room is an error of the system, `Resource temporarily unavailable`.
    """
    return code == -_KILL or any(sign in message.lower() for sign in _NO_MEMORY)


def _raise_for(status: dict[str, Any], sparql: str, memory: int) -> None:
    match status["error"]:
        case "":
            return
        case "syntax":
            raise QuerySyntaxError(f"not a valid query: {_place(status['message'], sparql)}")
        case "memory":
            raise QueryMemoryError(f"the query needed more than {memory >> 20} MiB of memory")
        case _:
            raise QueryError(f"the query failed: {status['message']}")


def _place(message: str, sparql: str) -> str:
    """Return where the parser stopped, marked in the query, instead of all that could have stood there."""
    found, reason = _STOPPED_AT.match(message), _REASON.search(message)
    if not found:
        return message
    number, column, lines = int(found[1]), int(found[2]), sparql.split("\n")
    at_end = number == len(lines) and column > len(lines[-1])  # where reasons are but further guesses
    why = f" ({reason[0]})" if reason and not at_end else ""
    where = f"line {number}, column {column}{why}"
    return f"{where}\n  {lines[number - 1]}\n  {' ' * (column - 1)}^"


def _plain(term: Term | None, shortener: Shortener) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shortener.short(term.value) or term.value
    text = term.value if isinstance(term, Literal) else str(term)
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
