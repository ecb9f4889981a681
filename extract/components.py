"""What a paper makes beside its main thing: named parts, checkpoints, members of a family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.drafts import Draft, Place, main_thing
from graph.model import PAPER, ExtractedRelation

_SHORTEST = 3
_JOINED = re.compile(r"(?<!\bof)(?<!\bfor)(?<!\bwith)(?<!\bin)(?<!\bvia)[-\s]$")
_SPELT = ("name.capitals", "name.abbreviation", "name.coined", "name.announced", "name.member")
"""Rules that find names which a paper writes out as such."""


def mark_components(drafts: Sequence[Draft], relations: Iterable[ExtractedRelation]) -> bool:
    """Mark as introduced the coined techniques of a paper that introduces something; say whether any was.

    What a summary names in capitals or spells out, and neither the lexicon knows nor the text compares with,
    is a part of the paper's own.
    """
    if not any(d.introduced for d in drafts):
        return False
    other = {r.tail for r in relations if r.relation in ("comparedWith", "extends")}
    marked = False
    for draft in drafts:
        if draft.introduced or draft.known or draft.type != "Technique" or draft.name in other:
            continue
        if any(_is_spelt(p) and p.passage.field == "summary" for p in draft.places):
            draft.introduce(draft.places[0], "introduced.component")
            marked = True
    return marked


def _is_spelt(place: Place) -> bool:
    rule = place.candidate.rule
    return rule in _SPELT or (rule == "name.shape" and " " in place.text)


def checkpoints(drafts: Sequence[Draft]) -> Iterator[ExtractedRelation]:
    """Yield `uses` for each checkpoint that is named after the technique it was made with (`FooBar-7B`)."""
    base = main_thing(drafts)
    if not base or base.type != "Technique":
        return
    for draft in drafts:
        own_model = draft.introduced and draft.type == "Model" and draft is not base
        if own_model and (draft.name.startswith(base.name) or draft.name.endswith(f"-{base.name}")):
            yield ExtractedRelation(draft.name, "uses", base.name, draft.places[0].span, "uses.checkpoint")


def namesakes(drafts: Sequence[Draft], broad: re.Pattern[str]) -> Iterator[ExtractedRelation]:
    """Yield `extends` for what is named as a kind of something known: Mask-DPO is made from DPO.

    A name that ends in a `broad` field says what something is, not what it is made from.
    """
    known = [d for d in drafts if d.acts and not d.introduced]
    for draft in drafts:
        if draft.introduced and draft.acts:
            for base in known:
                if not broad.match(base.name) and any(
                    _is_kind_of(p.text, q.text, base) for p in draft.places for q in base.places
                ):
                    yield ExtractedRelation(
                        draft.name, "extends", base.name, draft.places[0].span, "extends.name"
                    )


def _is_kind_of(name: str, base: str, known: Draft) -> bool:
    """Say whether a name is a known acronym or proper name with something before it."""
    before = name.removesuffix(base)
    proper = len(base) >= _SHORTEST and (base.isupper() or (" " in base and not known.name.islower()))
    return proper and before != name and _JOINED.search(before) is not None


def studied(drafts: Sequence[Draft], relations: Sequence[ExtractedRelation]) -> Iterator[ExtractedRelation]:
    """Yield `PAPER uses` for the models that a study or a benchmark's paper names and says no more of."""
    if any(d.introduced and d.acts for d in drafts):
        return
    used = {r.tail for r in relations if r.relation in ("uses", "comparedWith", "extends")}
    for draft in drafts:
        if draft.type == "Model" and not draft.introduced and draft.name not in used:
            yield ExtractedRelation(PAPER, "uses", draft.name, draft.places[0].span, "uses.studied")


def inherit_types(drafts: Sequence[Draft]) -> None:
    """Give `FooNet-L14`, of which nothing tells the type, that of the model FooNet it is named after."""
    models = [d.name for d in drafts if d.introduced and d.type == "Model"]
    for draft in drafts:
        untold = all(v.rule == "type.default" for v in draft.votes)
        if untold and draft.introduced_rule == "introduced.family" and draft.name.startswith(tuple(models)):
            draft.type = "Model"
