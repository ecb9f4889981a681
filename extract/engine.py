"""The steps of reading one row, in order: names, types, what is introduced, relations, results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.candidates import Finder
from extract.data import Knowledge
from extract.entities import Draft, find_drafts
from extract.introduced import Introducer
from extract.language import make_matchers
from extract.passage import Passage, read_passages
from extract.relations import Relator, mark_components
from extract.results import Quantifier
from extract.scene import Scene, make_scenes
from extract.votes import Voter
from graph.model import PAPER, ExtractedEntity, ExtractedRelation, ExtractedResult, Extraction, Source, Span


class Engine:
    """Everything that is made once and used for every row."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._nlp, lexicon, self._triggers = make_matchers(knowledge)
        self._finder = Finder(knowledge, lexicon)
        self._voter = Voter(knowledge)
        self._introducer = Introducer(knowledge)
        self._quantifier = Quantifier(knowledge)

    def read(self, source: Source) -> Extraction:
        """Return entities, relations, results, abbreviation pairs and sentences of one row."""
        passages = read_passages(self._nlp, source)
        drafts = find_drafts(self._finder, passages)
        scenes = [s for p in passages for s in make_scenes(p, drafts, self._triggers)]
        self._introducer.mark(drafts, scenes)
        self._voter.vote(drafts)
        self._voter.vote_by_frames(scenes)
        for draft in drafts:
            self._voter.decide(draft)
        _inherit_types(drafts)
        relations = self._relations(drafts, scenes)
        main = Relator(drafts).main
        results = list(
            dict.fromkeys(
                r for s in scenes if s.passage.field == "summary" for r in self._quantifier.find(s, main)
            )
        )
        relations = _settle(relations, list(_implied(results, drafts)))
        return Extraction(
            source,
            tuple(map(_entity, drafts)),
            tuple(relations),
            tuple(results),
            abbreviations=tuple(_abbreviations(passages)),
            sentences=tuple(Span(p.field, start, end) for p in passages for start, end in p.sentences),
        )

    def _relations(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[ExtractedRelation]:
        """Find relations; where they show further introduced components, find them again with these known."""
        relator = Relator(drafts)
        relations = [r for s in scenes for r in relator.find(s)]
        if mark_components(drafts, relations):
            relator = Relator(drafts)
            relations = [r for s in scenes for r in relator.find(s)]
        return [*relations, *relator.checkpoints()]


def _inherit_types(drafts: Sequence[Draft]) -> None:
    """Give `FooNet-L14`, of which nothing tells the type, that of the model FooNet it is named after."""
    models = [d.name for d in drafts if d.introduced and d.type == "Model"]
    for draft in drafts:
        untold = all(v.rule == "type.default" for v in draft.votes)
        if untold and draft.introduced_rule == "introduced.family" and draft.name.startswith(tuple(models)):
            draft.type = "Model"


def _settle(
    stated: Sequence[ExtractedRelation], implied: Sequence[ExtractedRelation]
) -> list[ExtractedRelation]:
    """Join relations: a result knows better who is evaluated in its sentence, and lineage is more than use."""
    scored = {(r.tail, r.span.field, r.span.start) for r in implied}
    lineage = {(r.head, r.tail) for r in stated if r.relation == "extends"}
    kept = (
        r
        for r in stated
        if not (r.relation == "evaluatedOn" and (r.tail, r.span.field, r.span.start) in scored)
        and not (r.relation == "uses" and (r.head, r.tail) in lineage)
    )
    return list(dict.fromkeys([*kept, *implied]))


def _implied(results: Iterable[ExtractedResult], drafts: Sequence[Draft]) -> Iterable[ExtractedRelation]:
    """Yield `evaluatedOn` for the subject of every result with a benchmark."""
    own = {d.name for d in drafts if d.introduced}
    for r in results:
        if r.benchmark and r.benchmark != r.subject and not (r.subject == PAPER and r.benchmark in own):
            yield ExtractedRelation(r.subject, "evaluatedOn", r.benchmark, r.span, "evaluated.result")


def _entity(draft: Draft) -> ExtractedEntity:
    place = draft.introduced_at
    at = None
    if place:
        start, end = place.passage.sentence_of(place.candidate.start)
        at = Span(place.passage.field, start, end, ((place.candidate.start, place.candidate.end),))
    votes = tuple(sorted(set(draft.votes)))
    return ExtractedEntity(
        draft.name, draft.type, draft.mentions(), votes, draft.introduced, at, draft.introduced_rule
    )


def _abbreviations(passages: Sequence[Passage]) -> Iterable[tuple[str, str]]:
    for passage in passages:
        for pair in passage.pairs:
            yield passage.text[slice(*pair.short)], passage.text[slice(*pair.long)]
