"""Text that every encoding can write: half characters (lone surrogates, as JSON may hold) replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from graph.model import Evidence, KnowledgeGraph

T = TypeVar("T")

_HALF = re.compile("[\ud800-\udfff]")


def whole_characters(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph with U+FFFD for each half character; offsets stay, and evidence fits its row."""
    sources = _mended(kg.sources, {})
    keys = {old.key: new.key for old, new in zip(kg.sources, sources, strict=True)}
    return _mended(kg, keys)


def whole(value: T) -> T:
    """Return a record, or a tuple of such, that holds no evidence, with all its texts mended likewise."""
    return _mended(value, {})


def _mended(value: T, keys: Mapping[str, str]) -> T:
    """Return `value` with all texts in it mended, and with `keys` telling how sources are called now."""
    mended: Any = value
    if isinstance(value, str):
        mended = _HALF.sub("\ufffd", value)
    elif isinstance(value, tuple):
        mended = tuple(_mended(item, keys) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        mended = type(value)(*(_mended(getattr(value, field.name), keys) for field in fields(value)))
        if isinstance(mended, Evidence):
            mended = replace(mended, source=keys.get(mended.source, mended.source))
    return mended  # type: ignore[no-any-return]
