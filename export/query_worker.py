"""The process that answers one SPARQL query. Run as a script; it imports nothing but pyoxigraph.

Oxigraph cannot be interrupted and may use any amount of memory, so a query gets a process of its own, which
can be killed. Reads a request as JSON from standard input. Writes rows as SPARQL TSV, then one line of JSON
that says how it went: `kind`, `truncated` and `error` (`""`, `syntax`, `memory` or `other`) with `message`.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import QueryBoolean, QuerySolutions, Store

Status = dict[str, Any]

MAX_BYTES = 256 << 20
"""After so much text no further row is sent: whoever asked must hold it in memory."""


def limit(memory: int, seconds: float) -> None:
    """Bound this process where the system can: also if its parent is gone, it ends."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # the default action on the alarm ends the process
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        return  # Windows has no limits, macOS refuses this one: the deadline still holds


def tsv_lines(solutions: QuerySolutions) -> Iterator[bytes]:
    """Yield the head and the rows as SPARQL TSV, terms as N-Triples writes them."""
    yield "\t".join(str(variable) for variable in solutions.variables).encode() + b"\n"
    for row in solutions:
        yield "\t".join("" if term is None else str(term) for term in row).encode() + b"\n"


def triple_lines(triples: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield the triples of CONSTRUCT and DESCRIBE as rows of three columns."""
    yield b"?subject\t?predicate\t?object\n"
    for triple in triples:
        yield "\t".join(str(term) for term in triple).encode() + b"\n"


def send(lines: Iterator[bytes], max_rows: int, out: BinaryIO) -> bool:
    """Write the head and as many rows as the limits allow; tell whether there were more."""
    sent = 0
    for number, line in enumerate(lines):
        if number > max_rows or sent > MAX_BYTES:
            return True
        sent += out.write(line)
    return False


def answer(request: dict[str, Any], out: BinaryIO) -> Status:
    """Run the query and write its rows; return the status."""
    store = Store.read_only(request["store"])
    found = store.query(request["sparql"], base_iri=request["base"], prefixes=request["prefixes"])
    if isinstance(found, QueryBoolean):
        out.write(b"true\n" if found else b"false\n")
        return {"kind": "ask", "truncated": False, "error": ""}
    if isinstance(found, QuerySolutions):
        return {"kind": "select", "truncated": send(tsv_lines(found), request["max_rows"], out), "error": ""}
    return {"kind": "graph", "truncated": send(triple_lines(found), request["max_rows"], out), "error": ""}


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    limit(request["memory"], request["timeout"])
    out = sys.stdout.buffer
    try:
        status = answer(request, out)
    except (SyntaxError, UnicodeError) as error:
        status = {"error": "syntax", "message": str(error)}
    except MemoryError:
        status = {"error": "memory", "message": ""}
    except (OSError, ValueError, RuntimeError) as error:
        status = {"error": "other", "message": str(error)}
    out.write(json.dumps(status).encode() + b"\n")


if __name__ == "__main__":
    main()
