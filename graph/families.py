"""Relations that names alone state: a size or version of a family (`variantOf`), a kind of (`broader`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from graph.keys import match_key
from graph.model import Entity

VARIANT_RULE = "variant.name"
BROADER_RULE = "broader.name"
_WORDS_FILE = "variant_words.txt"
_JOINING = frozenset({"and", "as", "by", "for", "from", "in", "of", "on", "through", "to", "via", "with"})
_NUMBERS = (
    r"\d+x\d+(?:\.\d+)?B",  # 8x7B
    r"A?\d+(?:\.\d+)?[BMK]",  # 7B, A3B
    r"v?\d+(?:\.\d+)*",  # v2, 1.5
)


@cache
def _suffix() -> re.Pattern[str]:
    """Return the expression of what a variant's name adds to that of its family."""
    lines = files("graph").joinpath(_WORDS_FILE).read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    number, word = "|".join(_NUMBERS), "|".join(words)
    return re.compile(rf"(?:[-_ .]?\(?(?:{number})|(?:[-_ .]\(?|(?<=\d))(?:{word}))\)?$", re.IGNORECASE)


def name_relations(entities: Iterable[Entity]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (subject, relation, object, rule) in references, for names whose family or genus is known too."""
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
    while match := _suffix().search(name):
        name = name[: match.start()].rstrip(" -_(")
        found = models.get(match_key(name))
        if len(name) > 1 and found and found != entity.ref:
            return found
    return ""


def _genus(entity: Entity, techniques: Mapping[str, str]) -> str:
    """Return the technique that the last words name: `fast wave folding` is a kind of `wave folding`."""
    words = entity.label.split()
    for first in range(1, len(words) - 1):
        if words[first - 1] in _JOINING:
            return ""
        found = techniques.get(match_key(" ".join(words[first:])))
        if found and found != entity.ref:
            return found
    return ""
