"""The steps of reading one row, in order: names, types, what is introduced, relations, results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.components import checkpoints, inherit_types, mark_components, namesakes, studied
from extract.cues import Cues
from extract.drafts import Draft, main_thing
from extract.entities import Drafter
from extract.introduced import Introducer
from extract.knowledge import Knowledge
from extract.language import make_matchers
from extract.passage import Passage, read_passages
from extract.relations import Relator
from extract.results import Quantifier
from extract.scene import Scene, make_scenes
from extract.votes import Voter
from graph.model import PAPER, ExtractedEntity, ExtractedRelation, ExtractedResult, Extraction, Source, Span


class Engine:
    """Everything that is made once and used for every row."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._nlp, lexicon, self._triggers = make_matchers(knowledge)
        self._drafter = Drafter(knowledge, lexicon)
        self._introducer = Introducer(knowledge)
        self._voter = Voter(knowledge)
        self._cues = Cues(knowledge)
        self._quantifier = Quantifier(knowledge)
        self._broad = knowledge.pattern("relation.broad")

    def read(self, source: Source) -> Extraction:
        """Return entities, relations, results, abbreviation pairs and sentences of one row."""
        passages = read_passages(self._nlp, source)
        drafts = self._drafter.drafts(passages)
        scenes = [s for p in passages for s in make_scenes(p, drafts, self._triggers)]
        self._introducer.mark(drafts, scenes)
        self._type(drafts, scenes)
        stated = self._relations(drafts, scenes)
        results = self._results(drafts, scenes)
        return Extraction(
            source,
            tuple(map(_entity, drafts)),
            tuple(_settle(stated, list(_implied(results, drafts)))),
            tuple(results),
            abbreviations=tuple(_abbreviations(passages)),
            sentences=tuple(Span(p.field, start, end) for p in passages for start, end in p.sentences),
        )

    def _type(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> None:
        """Let the rules vote on the types, and settle them."""
        self._voter.vote(drafts)
        self._voter.vote_by_frames(scenes)
        for draft in drafts:
            self._voter.decide(draft)
        inherit_types(drafts)

    def _relations(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[ExtractedRelation]:
        """Find relations; where they show further introduced components, find them again with these known."""
        relations = self._stated(drafts, scenes)
        if mark_components(drafts, relations):
            relations = self._stated(drafts, scenes)
        return [
            *relations,
            *checkpoints(drafts),
            *namesakes(drafts, self._broad),
            *studied(drafts, relations),
        ]

    def _stated(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[ExtractedRelation]:
        relator = Relator(self._cues, drafts)
        return [r for s in scenes for r in relator.find(s)]

    def _results(self, drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[ExtractedResult]:
        main = main_thing(drafts)
        told = (s for s in scenes if s.passage.field == "summary")
        return list(dict.fromkeys(r for s in told for r in self._quantifier.find(s, main)))


def _settle(
    stated: Sequence[ExtractedRelation], implied: Sequence[ExtractedRelation]
) -> list[ExtractedRelation]:
    """Join relations: a result knows better who is evaluated in its sentence, lineage is more than use."""
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
    at = draft.introduced_at.span if draft.introduced_at else None
    votes = tuple(sorted(set(draft.votes)))
    return ExtractedEntity(
        draft.name, draft.type, draft.mentions(), votes, draft.introduced, at, draft.introduced_rule
    )


def _abbreviations(passages: Sequence[Passage]) -> Iterable[tuple[str, str]]:
    for passage in passages:
        for pair in passage.pairs:
            yield passage.text[slice(*pair.short)], passage.text[slice(*pair.long)]
