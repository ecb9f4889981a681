"""What a build did: `report.json`, written beside the graph and read by `update` and `stats`."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from extract.inputs import InputFile
from graph.model import (
    ENTITY_TYPES,
    RELATIONS,
    THING_RELATIONS,
    KnowledgeGraph,
    Problem,
    Result,
    Statement,
)
from litweave.directory import SCHEMA
from litweave.errors import LitweaveError
from litweave.recipe import Recipe

NAME = "report.json"


class ReportError(LitweaveError):
    """A report that is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of everything the graph holds; `gaps` counts the papers of which little was understood."""

    rows: int = 0
    papers: int = 0
    authors: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    results: int = 0
    evidence: int = 0
    gaps: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The record of one build.

    `reidentified` maps references of earlier builds that are gone (`entity/...` or `author/...`, without the
    base) to those that hold their names now. `outputs` maps files to their SHA-256; the store is left out, as
    its bytes differ from build to build. `extracted` counts the rows that the cache did not hold, `timing` is
    in seconds a step: neither is part of what was built.
    """

    version: str
    recipe: Recipe
    fingerprint: str
    counts: Counts
    problems: tuple[Problem, ...] = ()
    reidentified: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    extracted: int = 0
    timing: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the report as `report.json` holds it."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "fingerprint": self.fingerprint,
            **asdict(self.recipe),
            "counts": asdict(self.counts),
            "problems": [asdict(problem) for problem in self.problems],
            "reidentified": dict(self.reidentified),
            "outputs": dict(self.outputs),
            "extracted": self.extracted,
            "timing": dict(self.timing),
        }

    @property
    def name(self) -> str:
        """A hash of what was built: the name of the build."""
        stable = {key: value for key, value in self.to_json().items() if key not in ("extracted", "timing")}
        return hashlib.sha256(json.dumps(stable, sort_keys=True).encode()).hexdigest()[:16]


def save(report: Report, folder: Path) -> None:
    """Write `report.json` to a folder."""
    text = json.dumps(report.to_json(), indent=1, ensure_ascii=False)
    (folder / NAME).write_bytes(text.encode("utf-8", "replace") + b"\n")


def load(folder: Path) -> Report:
    """Read the report of the build in `folder`. Raises `ReportError` if it is missing or damaged."""
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        recipe = Recipe(
            base=data["base"],
            inputs=tuple(InputFile(**each) for each in data["inputs"]),
            lexicons=tuple(data["lexicons"]),
            rules=tuple(data["rules"]),
            overrides=data["overrides"],
        )
        return Report(
            version=data["version"],
            recipe=recipe,
            fingerprint=data["fingerprint"],
            counts=Counts(**data["counts"]),
            problems=tuple(Problem(**each) for each in data["problems"]),
            **{name: data[name] for name in ("reidentified", "outputs", "extracted", "timing")},
        )
    except FileNotFoundError as error:
        raise ReportError(f"{path} is missing; build again with --replace") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{path} is damaged ({error!r}); build again with --replace") from error


def count(kg: KnowledgeGraph, rows: int) -> Counts:
    """Count what the graph of `rows` rows holds. Every type and relation is listed, be it with none."""
    types = Counter(entity.type for entity in kg.entities)
    relations = Counter(statement.relation for statement in kg.statements)
    facts: tuple[Statement | Result, ...] = (*kg.statements, *kg.results)
    return Counts(
        rows=rows,
        papers=len(kg.papers),
        authors=len(kg.authors),
        entities={name: types[name] for name in ENTITY_TYPES},
        statements={name: relations[name] for name in RELATIONS},
        results=len(kg.results),
        evidence=sum(len(fact.evidence) for fact in facts),
        gaps=_gaps(kg),
    )


def _gaps(kg: KnowledgeGraph) -> dict[str, int]:
    """Count the papers that no fact of a kind was read from."""
    paper_of = {source.key: source.paper for source in kg.sources}

    def without(relations: Iterable[str]) -> int:
        wanted = set(relations)
        stated = {
            paper_of[evidence.source]
            for statement in kg.statements
            if statement.relation in wanted
            for evidence in statement.evidence
        }
        return len([paper for paper in kg.papers if paper.id not in stated])

    measured = {ref for result in kg.results for ref in result.papers}
    return {
        "no entity": without(["mentions"]),
        "no relation": without(THING_RELATIONS),
        "nothing introduced": without(["introduces"]),
        "no result": len([paper for paper in kg.papers if paper.ref not in measured]),
    }


def version() -> str:
    """Return Litweave's version."""
    return importlib.metadata.version("litweave")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
