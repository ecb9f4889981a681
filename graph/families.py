"""Relations that names alone state: a size or version of a family (`variantOf`), a kind of technique (`broader`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph.keys import match_key
from graph.model import Entity

VARIANT_RULE = "variant.name"
BROADER_RULE = "broader.name"

_SUFFIX = re.compile(
    r"[-_ .]?\(?(?:\d+x\d+(?:\.\d+)?B|A?\d+(?:\.\d+)?[BMK]|v?\d+(?:\.\d+)*|Instruct|Chat|Base|Coder|Math|VL|Omni|Audio|Distill|"
    r"Turbo|Mini|Nano|Small|Medium|Large|XL|Pro|Flash|Ultra|Preview|Thinking|Sonnet|Opus|Haiku|it|hf|Zero|RL|SFT|DPO)\)?$",
    re.IGNORECASE,
)


def name_relations(entities: Iterable[Entity]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (subject, relation, object, rule) in references, for names whose family or genus is an entity too."""
    ordered = list(entities)
    models = _by_key(e for e in ordered if dict(e.types).get("Model"))
    techniques = _by_key(e for e in ordered if dict(e.types).get("Technique"))
    for entity in ordered:
        if entity.type == "Model" and (family := _family(entity, models)):
            yield entity.ref, "variantOf", family, VARIANT_RULE
        elif entity.type == "Technique" and (genus := _genus(entity, techniques)):
            yield entity.ref, "broader", genus, BROADER_RULE


def _by_key(entities: Iterable[Entity]) -> dict[str, str]:
    return {match_key(e.label): e.ref for e in entities if "--" not in e.ref}


def _family(entity: Entity, models: Mapping[str, str]) -> str:
    """Return the nearest family: the name less one size, version or variant word after the other."""
    name = entity.label
    while match := _SUFFIX.search(name):
        name = name[: match.start()].rstrip(" -_(")
        found = models.get(match_key(name))
        if len(name) > 1 and found and found != entity.ref:
            return found
    return ""


def _genus(entity: Entity, techniques: Mapping[str, str]) -> str:
    """Return the technique that the last words name: `latent diffusion model` is a kind of `diffusion model`."""
    words = entity.label.split()
    for first in range(1, len(words) - 1):
        found = techniques.get(match_key(" ".join(words[first:])))
        if found and found != entity.ref:
            return found
    return ""
