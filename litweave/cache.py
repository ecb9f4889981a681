"""The cache of extractions: what a row says, kept until the row, the rules or the code change.

One file a digest date, one line an entry: key, checksum, JSON. What is damaged or unknown counts as absent,
so the folder may be deleted, cut short or scribbled on at any time: the next build does that part again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.codec import CodecError, extraction_from_json, to_json
from graph.model import Extraction, Source, content_key
from litweave import atomic

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = ".cache"


class Cache:
    """The extractions in `folder` that were made under `fingerprint`."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._shards: dict[str, dict[str, str]] = {}

    def get(self, source: Source) -> Extraction | None:
        """Return what was stored for an equal row, with the file and line of this one, or None."""
        shard, key = self._shard(_shard_name(source)), self._key(source)
        if key not in shard:
            return None
        try:
            return replace(extraction_from_json(shard[key].split(" ", 2)[2]), source=source)
        except CodecError:  # written by code with other fields: the fingerprint should have told
            del shard[key]
            return None

    def save(self, extractions: Iterable[Extraction]) -> None:
        """Make these extractions all that the cache holds; files that hold them already are left alone."""
        wanted: dict[str, dict[str, Extraction]] = {}
        for extraction in extractions:
            source = extraction.source
            wanted.setdefault(_shard_name(source), {})[self._key(source)] = extraction
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, entries in wanted.items():
            if self._shard(name).keys() != entries.keys():
                self._write(name, entries)
        for path in self._folder.iterdir():
            stale = path.suffix == _SUFFIX and path.stem not in wanted
            if stale or path.suffix == atomic.NEW:  # which a killed build left
                path.unlink()

    def _key(self, source: Source) -> str:
        return content_key((self._fingerprint, source.key), 32)

    def _shard(self, name: str) -> dict[str, str]:
        if name not in self._shards:
            self._shards[name] = _read(self._path(name))
        return self._shards[name]

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"

    def _write(self, name: str, entries: dict[str, Extraction]) -> None:
        shard = self._shard(name)
        lines = (shard.get(key) or _line(key, entries[key]) for key in sorted(entries))
        with atomic.replacing(self._path(name)) as fresh:
            fresh.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")


def _shard_name(source: Source) -> str:
    return source.digest if _DATE.fullmatch(source.digest) else "undated"


def _line(key: str, extraction: Extraction) -> str:
    text = to_json(extraction)
    return f"{key} {content_key((key, text))} {text}"


def _read(path: Path) -> dict[str, str]:
    """Return the lines of a shard that are whole, by key."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").split("\n")
    except OSError:  # not there, or not to be read
        return {}
    whole = {}
    for line in lines:
        key, _, rest = line.partition(" ")
        checksum, _, text = rest.partition(" ")
        if text and checksum == content_key((key, text)):
            whole[key] = line
    return whole
