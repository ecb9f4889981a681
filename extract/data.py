"""Rules and lexicons: read from files, checked once, errors that say where.

`rules/*.toml` hold `[[rule]]` tables (`Rule`), `lexicon/*.tsv` the names (`LexiconEntry`), and
`lexicon/stop_*.txt` what is never a name. `docs/rules.md` explains the fields with examples.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from extract.knowledge import Knowledge, LexiconEntry, Rule
from extract.replacing import unfit
from graph.keys import match_key
from graph.model import NAMED_TYPES, THING_RELATIONS, NamedType

HERE = Path(__file__).parent
LEXICON_COLUMNS = ["name", "type", "aliases", "misspellings", "flags"]
KINDS = ("name", "type", "introduce", "relation", "result", "context")
PLACES = ("", "after", "before", "suffix", "apposition", "left", "right")
_FIELD_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "kind": str,
    "yields": str,
    "place": str,
    "weight": (int, float),
    "reach": int,
}
_LIST_FIELDS = ("verbs", "present", "words", "patterns", "examples", "counterexamples")


class DataError(ValueError):
    """A rule or lexicon entry that cannot be used; the message names file, line or rule, and reason."""


def read_rules(path: Path) -> list[Rule]:
    """Read one TOML file of rules; raises DataError with the file and the rule's id or number."""
    try:
        data = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    rows = data.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or set(data) - {"rule"}:
        raise DataError(f"{path}: expected only [[rule]] tables")
    if not rows:
        raise DataError(f"{path}: holds no [[rule]]")
    rules: dict[str, Rule] = {}
    for number, row in enumerate(rows, 1):
        rule = _rule(row, f"{path}: rule {row.get('id', number)}")
        if rule.id in rules:
            raise DataError(f"{path}: rule {rule.id}: a second rule with this id")
        rules[rule.id] = rule
    return list(rules.values())


def _text(path: Path) -> str:
    """Read a file as UTF-8; raises DataError with the line that is not."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}:{line}: not UTF-8") from error


def _rule(row: dict[str, Any], where: str) -> Rule:
    """Check one table and make a Rule of it."""
    known = {f.name for f in fields(Rule)}
    if unknown := sorted(set(row) - known):
        raise DataError(f"{where}: unknown field {unknown[0]!r}; fields are {', '.join(sorted(known))}")
    for name, kind in _FIELD_TYPES.items():
        if name in row and not isinstance(row[name], kind):
            raise DataError(f"{where}: {name} has the wrong type")
    for name in _LIST_FIELDS:
        value = row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise DataError(f"{where}: {name} must be a list of non-empty strings")
        row = {**row, name: tuple(value)}
    if not row.get("id") or row.get("kind") not in KINDS or row.get("place", "") not in PLACES:
        raise DataError(
            f"{where}: needs an id, a kind of {', '.join(KINDS)}, a place of {', '.join(PLACES[1:])}"
        )
    allowed = {"type": NAMED_TYPES, "relation": (*THING_RELATIONS, "none")}.get(row["kind"])
    if allowed and row.get("yields") not in allowed:
        raise DataError(f"{where}: yields must be one of {', '.join(allowed)}")
    if not row["examples"]:
        raise DataError(f"{where}: needs at least one example")
    if not math.isfinite(row.get("weight", 1.0)):
        raise DataError(f"{where}: weight must be finite")
    rule = Rule(**{**row, "weight": float(row.get("weight", 1.0))})
    try:
        rule.regexes  # noqa: B018  # compiled to see whether they can be
    except re.error as error:
        raise DataError(f"{where}: {error} in pattern {error.pattern!r}") from error
    return rule


def read_lexicon(path: Path) -> list[LexiconEntry]:
    """Read one TSV lexicon; raises DataError with file, line and reason."""
    lines = [line.removesuffix("\r") for line in _text(path).split("\n")]
    if lines[0].split("\t") != LEXICON_COLUMNS:
        raise DataError(f"{path}:1: the header must be {' <tab> '.join(LEXICON_COLUMNS)}")
    entries: dict[str, LexiconEntry] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        entry = _entry(line.split("\t"), f"{path}:{number}")
        if entry.name in entries:
            raise DataError(f"{path}:{number}: a second entry of {entry.name!r}")
        entries[entry.name] = entry
    if not entries:
        raise DataError(f"{path}: holds no entry")
    return list(entries.values())


def _entry(row: Sequence[str], where: str) -> LexiconEntry:
    """Check one row and make an entry of it."""
    if len(row) != len(LEXICON_COLUMNS):
        raise DataError(f"{where}: {len(row)} columns, expected {len(LEXICON_COLUMNS)}")
    name, type_, aliases, misspellings, flags = (cell.strip() for cell in row)
    if not name or type_ not in NAMED_TYPES:
        raise DataError(f"{where}: needs a name and a type of {', '.join(NAMED_TYPES)}")
    if flags not in ("", "weak"):
        raise DataError(f"{where}: unknown flag {flags!r}; the only flag is 'weak'")
    return LexiconEntry(name, _named_type(type_), _forms(aliases), _forms(misspellings), flags == "weak")


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def _named_type(text: str) -> NamedType:
    return next(t for t in NAMED_TYPES if t == text)


def read_stops(path: Path) -> frozenset[str]:
    """Read a stop list: an entry a line, `#` starts a comment; a word with capitals means that case only."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def read_confidences(path: Path) -> dict[str, float]:
    """Read the measured precision of rules, a table `[confidence]` of rule id to a number from 0 to 1."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("confidence", {})
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    for rule_id, value in table.items():
        if not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise DataError(f"{path}: the confidence of {rule_id} must be a number from 0 to 1")
    return {str(k): float(v) for k, v in table.items()}


def own_files() -> list[Path]:
    """Return the data files of the package, sorted."""
    found = (HERE.glob(pattern) for pattern in ("rules/*.toml", "lexicon/*.tsv", "lexicon/*.txt"))
    return sorted(path for paths in found for path in paths)


def load(lexicons: tuple[Path, ...] = (), rules: tuple[Path, ...] = ()) -> Knowledge:
    """Load the package's rules and lexicons and the user's own. Raises DataError.

    A user's rule replaces ours of the same id. A user's entry takes its forms from our entries and from the
    stop lists, whatever their case, hyphens or blanks. Of several files of a user's the last counts.
    """
    confidence_file = HERE / "rules" / "confidence.toml"
    rule_files = [p for p in sorted((HERE / "rules").glob("*.toml")) if p != confidence_file]
    ours = {rule.id: rule for path in rule_files for rule in read_rules(path)}
    theirs = {rule.id: rule for path in rules for rule in _users_rules(path, ours)}
    entries = [entry for path in sorted((HERE / "lexicon").glob("*.tsv")) for entry in read_lexicon(path)]
    users = {entry.name: entry for path in lexicons for entry in read_lexicon(path)}.values()
    claimed = {match_key(form) for e in users for form in (e.name, *e.aliases, *e.misspellings)}
    stops = {
        p.stem.removeprefix("stop_"): read_stops(p) for p in sorted((HERE / "lexicon").glob("stop_*.txt"))
    }
    return Knowledge(
        rules=tuple({**ours, **theirs}.values()),
        lexicon=(*users, *_without(entries, claimed)),
        stops={title: frozenset(_unclaimed(words, claimed)) for title, words in stops.items()},
        confidences=read_confidences(confidence_file) if confidence_file.exists() else {},
    )


def _unclaimed(forms: Iterable[str], claimed: Set[str]) -> Iterator[str]:
    """Return the forms that no user's entry claims."""
    return (form for form in forms if not claimed or match_key(form) not in claimed)


def _without(entries: Iterable[LexiconEntry], claimed: Set[str]) -> Iterator[LexiconEntry]:
    """Yield our entries without what users' entries claim; one whose name is claimed is gone."""
    for e in entries:
        if not claimed:
            yield e
        elif match_key(e.name) not in claimed:
            aliases, misspellings = (tuple(_unclaimed(f, claimed)) for f in (e.aliases, e.misspellings))
            yield replace(e, aliases=aliases, misspellings=misspellings)


def _users_rules(path: Path, ours: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield a user's rules; raises DataError for one that would do nothing, or break what it replaces."""
    for rule in read_rules(path):
        if reason := unfit(rule, ours.get(rule.id)):
            raise DataError(f"{path}: rule {rule.id}: {reason}")
        yield rule
