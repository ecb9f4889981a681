"""JSON files as a stream of records: an array, JSON Lines, one object, or objects one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.fields import clean_text, physical_lines
from graph.model import Problem, Source

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON value and the number of the line where it begins."""

    line: int
    value: Any


def looks_like_json(text: str) -> bool:
    """Tell whether `text` begins as a JSON object or array does."""
    return text.lstrip()[:1] in ("{", "[")


def records(text: str, file: str) -> Iterator[Record | Problem]:
    """Yield the records of a JSON file in order, and a `Problem` for each place that is not JSON.

    JSON Lines go on after a bad line; elsewhere nothing after a mistake can be trusted.
    """
    yield from _json_lines(text, file) if _is_json_lines(text) else _json_stream(text, file)


def _is_json_lines(text: str) -> bool:
    """Tell whether each line stands alone: no array, and no first object that spans lines."""
    start = _end_of_blanks(text, 0)
    if text[start : start + 1] == "[":
        return False
    try:
        _, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return True
    return _line_breaks(text, start, end) == 0


def _json_lines(text: str, file: str) -> Iterator[Record | Problem]:
    for number, line in enumerate(physical_lines(text), 1):
        if not line.strip():
            continue
        try:
            yield Record(number, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Problem(file, number, f"not JSON ({_message(error)})")


def _json_stream(text: str, file: str) -> Iterator[Record | Problem]:
    """Yield the elements of an array, or objects that stand one after the other."""
    position, line, counted = _end_of_blanks(text, 0), 1, 0
    in_array = text[position : position + 1] == "["
    position += in_array
    while (position := _skip(text, position, in_array)) < len(text):
        line += _line_breaks(text, counted, position)
        counted = position
        if in_array and text[position] == "]":
            return
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield Problem(file, line, f"not JSON ({_message(error)}); the rest of the file was not read")
            return
        yield Record(line, value)
    if in_array:
        yield Problem(file, line, "the array is not closed, the file may be cut off", "warning")


def _message(error: Exception) -> str:
    return str(getattr(error, "msg", "")) or type(error).__name__


def _skip(text: str, position: int, in_array: bool) -> int:
    """Return where the next value begins: after blanks and, in an array, a comma."""
    position = _end_of_blanks(text, position)
    if in_array and text[position : position + 1] == ",":
        position = _end_of_blanks(text, position + 1)
    return position


def _end_of_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _line_breaks(text: str, start: int, end: int) -> int:
    """Count the line breaks of a stretch; CR LF is one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def read_records(
    text: str, file: str, read_one: Callable[[dict[str, Any], str, int], tuple[Source | None, list[Problem]]]
) -> tuple[list[Source], list[Problem]]:
    """Read each record by `read_one(record, file, line)`; what is no JSON object is a problem."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for record in records(text, file):
        if isinstance(record, Problem):
            problems.append(record)
        elif not isinstance(record.value, dict):
            problems.append(Problem(file, record.line, "not a JSON object"))
        else:
            source, found = read_one(record.value, file, record.line)
            sources.extend([source] if source else [])
            problems.extend(found)
    return sources, problems


def first_object(text: str) -> dict[str, Any]:
    """Return the first JSON object of a file, or an empty one."""
    if not looks_like_json(text):
        return {}
    found = (item.value for item in records(text, "") if isinstance(item, Record))
    return next((value for value in found if isinstance(value, dict)), {})


def text_of(value: object) -> str:
    """Return a JSON string or number as clean text; anything else is empty."""
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return clean_text(str(value)) if is_text else ""


def texts_of(value: object) -> list[str]:
    """Return the strings of a JSON list, of objects their `name`; a string alone is a list of one."""
    items = value if isinstance(value, list) else [value]
    names = (item.get("name") if isinstance(item, dict) else item for item in items)
    return [text for text in map(text_of, names) if text]
