"""Records of `graph.model` as compact JSON and back: nested arrays, fields in the order of the class.

The codec of a class is compiled from its type hints, so a field added to the model is stored without a change
here; text written before that is refused, for its arrays have another length.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from graph.model import Extraction

Convert = Callable[[Any], Any]
ConvertAll = Callable[[list[Any]], list[Any]]

_SCALARS = (str, int, float, bool)


class CodecError(ValueError):
    """Text that no record was written to, or that was damaged since."""


def to_json(extraction: Extraction) -> str:
    """Return the extraction as one line of JSON, in ASCII; equal extractions give equal text."""
    return json.dumps(_encoder(Extraction)(extraction), separators=(",", ":"))


def extraction_from_json(text: str) -> Extraction:
    """Return the extraction that `to_json` wrote. Raises `CodecError` if `text` is anything else."""
    try:
        decoded: list[Extraction] = _decoder(Extraction)([json.loads(text)])
    except (ValueError, TypeError, RecursionError) as error:
        raise CodecError(f"not a stored extraction: {error}") from error
    return decoded[0]


# Encoding: records become tuples, which JSON writes as arrays; scalars and tuples of scalars stay.


@cache
def _encoder(hint: Any) -> Convert:
    if is_dataclass(hint):
        return _record_encoder(hint)
    arguments = get_args(hint)
    if _is_flat(hint):
        return _same
    if get_origin(hint) is tuple and arguments[1:] == (...,):
        item = _encoder(arguments[0])
        return lambda values: [item(value) for value in values]
    if _is_optional(hint):
        inner = _encoder(arguments[0])
        return lambda value: None if value is None else inner(value)
    raise TypeError(f"the codec does not know {hint}")


def _record_encoder(cls: Any) -> Convert:
    hints = _hints(cls)
    row = attrgetter(*hints)
    if all(map(_is_flat, hints.values())):
        return row
    converts = tuple(map(_encoder, hints.values()))
    return lambda record: [convert(value) for convert, value in zip(converts, row(record), strict=True)]


def _is_flat(hint: Any) -> bool:
    """Say whether JSON writes values of this type without help."""
    if get_origin(hint) is tuple:
        return all(argument is ... or _is_flat(argument) for argument in get_args(hint))
    return hint in _SCALARS or get_origin(hint) is Literal


def _same(value: Any) -> Any:
    return value


# Decoding: all values that stand in one column are checked and built together, which is far faster.


@cache
def _decoder(hint: Any) -> ConvertAll:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        cls: Any = hint
        return _rows_decoder(tuple(_hints(cls).values()), lambda columns: map(cls, *columns))
    if hint in _SCALARS:
        return lambda values: _expect(values, set(map(type, values)) <= {hint}, hint)
    if origin is Literal:
        return lambda values: _expect(values, set(values) <= set(arguments), hint)
    if origin is tuple and arguments[1:] == (...,):
        return _many_decoder(arguments[0])
    if origin is tuple:
        return _rows_decoder(arguments, lambda columns: zip(*columns, strict=True))
    if _is_optional(hint):
        return _optional_decoder(arguments[0])
    raise TypeError(f"the codec does not know {hint}")


def _rows_decoder(hints: Sequence[Any], build: Callable[[list[list[Any]]], Iterable[Any]]) -> ConvertAll:
    """Return a decoder of arrays of one length, whose columns `build` makes records of."""
    decoders = tuple(map(_decoder, hints))

    def decode(rows: list[Any]) -> list[Any]:
        if not rows:
            return []
        columns = zip(*_arrays(rows), strict=True)
        pairs = zip(decoders, columns, strict=True)
        return list(build([decoder(list(column)) for decoder, column in pairs]))

    return decode


def _many_decoder(hint: Any) -> ConvertAll:
    decoder = _decoder(hint)

    def decode(arrays: list[Any]) -> list[Any]:
        items = iter(decoder(list(chain.from_iterable(_arrays(arrays)))))
        return [tuple(islice(items, len(array))) for array in arrays]

    return decode


def _optional_decoder(hint: Any) -> ConvertAll:
    decoder = _decoder(hint)

    def decode(values: list[Any]) -> list[Any]:
        present = iter(decoder([value for value in values if value is not None]))
        return [None if value is None else next(present) for value in values]

    return decode


def _arrays(values: list[Any]) -> list[list[Any]]:
    return _expect(values, set(map(type, values)) <= {list}, "array")


def _expect(values: list[Any], right: bool, what: Any) -> list[Any]:
    if not right:
        raise TypeError(f"a value is not of type {what}")
    return values


def _is_optional(hint: Any) -> bool:
    arguments = get_args(hint)
    return get_origin(hint) is UnionType and len(arguments) == 2 and arguments[1] is NoneType


def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}
