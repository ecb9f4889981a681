"""Which named things of different papers are one.

Names meet by match key; an acronym meets what papers spell it out as. What two papers introduce stays apart,
unless the name is common or the texts agree; later mentions go where their context points.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.decisions import Decision, DecisionKind
from graph.keys import iri_key, match_key, paper_key
from graph.model import ENTITY_TYPES, Entity, ExtractedEntity, Extraction
from graph.overrides import Overrides
from graph.senses import Sense, Usage, choose, expansions, may_be_one, senses, survey

AMBIGUOUS = "ambiguous"
"""The sense of the mentions whose thing could not be chosen among several of one name."""

DOMINANT = 0.8
"""So large a share of the papers that spell an acronym out must agree for it to be one with its expansion."""


@dataclass(frozen=True, slots=True)
class Links:
    """The outcome of linking: all entities, the reference a name of a paper stands for, and why.

    `apart` are the references that the user parted from others of their name.
    """

    entities: tuple[Entity, ...]
    refs: Mapping[tuple[str, str], str]
    decisions: tuple[Decision, ...] = ()
    apart: frozenset[str] = frozenset()

    def ref(self, paper: str, name: str) -> str:
        """Return the reference of an extracted entity's name in a paper (by id); raises KeyError."""
        return self.refs[paper, match_key(name)]


def paper_ref(paper: str) -> str:
    """Return the reference of a paper, by its id."""
    return f"paper/{paper_key(paper)}"


def paper_date(paper: str) -> str:
    """Return the month of an arXiv id as `2025-04`, or an empty string for other ids."""
    digits = paper[:4]
    return (
        f"20{digits[:2]}-{digits[2:]}"
        if digits.isdigit() and paper[4:5] == "." and "01" <= digits[2:] <= "12"
        else ""
    )


def link(extractions: Iterable[Extraction], overrides: Overrides | None = None) -> Links:
    """Link the named things, task labels and metrics of all rows; independent of their order.

    Each match key is one entity, whose reference is `entity/<key>`. Where several papers introduce one key as
    different things, the earliest (by id) has it, each later one has a sense of its own,
    `entity/<key>--<paper>`, and mentions that could mean either are `entity/<key>--ambiguous`. What the user
    says in `overrides` to be one or different comes first.
    """
    linker = _Linker(rows := list(extractions), overrides or Overrides())
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    preferred: dict[str, Counter[str]] = defaultdict(Counter)
    refs: dict[tuple[str, str], str] = {}
    for x in rows:
        paper = x.source.paper
        for name, type_, forms in _named(x):
            key = match_key(name)
            ref = refs[paper, key] = linker.ref(paper, key)
            types[ref][type_].add(paper)
            preferred[ref][name] += 1
            surfaces[ref].update(forms)
    entities = (
        _entity(ref, preferred[ref], surfaces[ref], types[ref], linker.owners.get(ref, []))
        for ref in sorted(types)
    )
    return Links(tuple(entities), refs, tuple(sorted(linker.decisions)), linker.apart)


def reference(key: str, sense: str = "") -> str:
    """Return the reference of a match key, or of one sense of it: that of a paper, or the ambiguous one."""
    return f"entity/{iri_key(key)}--{paper_key(sense)}" if sense else f"entity/{iri_key(key)}"


class _Linker:
    """Decides what each name of each paper stands for, once for each, and keeps the reasons."""

    def __init__(self, rows: list[Extraction], overrides: Overrides) -> None:
        self._corpus = survey(rows)
        self._same = overrides.same(self._corpus.by_key)
        self._apart = overrides.different(lambda paper, key: paper in self._corpus.by_key.get(key, {}))
        ranked = sorted({x.source.paper for x in rows}, key=lambda p: (not paper_date(p), p))
        self._order = {paper: rank for rank, paper in enumerate(ranked)}
        self._senses = {
            key: found for key in self._corpus.by_key if (found := senses(self._corpus, key, self._order))
        }
        self.decisions: set[Decision] = set()
        self._joined = self._join_acronyms()
        self._refs = {
            (usage.paper, key): self._decide(usage)
            for key, usages in self._corpus.by_key.items()
            for usage in usages.values()
        }
        self.owners = self._owners()
        self.apart = frozenset(reference(key, paper) for paper, key in self._apart)

    def ref(self, paper: str, key: str) -> str:
        """Return what a name of a paper stands for; tasks and metrics are told apart by their key alone."""
        return self._refs.get((paper, key)) or reference(self._joined.get(key, key))

    def _join_acronyms(self) -> dict[str, str]:
        """Return the key that stands for each acronym or expansion that is one with another key."""
        joined = dict(self._same)
        for key, first in sorted(self._same.items()):
            if key != first:
                self._overridden("merge", reference(first), reference(key), "override.same")
        for short, long, agreeing, total in expansions(self._corpus):
            agreed = agreeing >= DOMINANT * total and may_be_one(self._corpus, short, long)
            if not agreed or {short, long} & joined.keys():
                continue
            first = min(short, long, key=lambda k: (min(self._order[p] for p in self._corpus.by_key[k]), k))
            joined[short] = joined[long] = first
            why = f"{agreeing} of {total} papers that spell it out say so"
            score = round(agreeing / total, 3)
            self.decisions.add(
                Decision("merge", "entity", reference(short), reference(long), score, "entity.acronym", why)
            )
        return joined

    def _decide(self, usage: Usage) -> str:
        """Return the reference of one paper's use of a name."""
        if (usage.paper, usage.key) in self._apart:
            ref = reference(usage.key, usage.paper)
            self._overridden("split", reference(usage.key), ref, "override.different")
            return ref
        if usage.key in self._same:
            return reference(self._same[usage.key])
        found = self._senses.get(usage.key, [])
        for sense in found:
            if usage.paper in sense.papers:
                return self._own(usage, sense, found)
        if len(found) < 2:
            return self._spelt_out(usage) or reference(self._joined.get(usage.key, usage.key))
        choice = choose(self._corpus, usage, found, self._order)
        if choice.sense is None:
            ref = reference(usage.key, AMBIGUOUS)
            self._note("ambiguous", usage, ref, choice.score, "entity.context", choice.why)
            return ref
        ref = self._sense_ref(choice.sense, found)
        self._note("merge", usage, ref, choice.score, "entity.context", choice.why)
        return ref

    def _own(self, usage: Usage, sense: Sense, found: list[Sense]) -> str:
        """Return the reference of what a paper introduces under a name that others introduce, too."""
        ref = self._sense_ref(sense, found)
        if usage.paper != sense.papers[0]:
            self._note("merge", usage, ref, 0.9, "entity.agreement", sense.reason)
        elif sense is not found[0]:
            why = f"{paper_ref(usage.paper)} introduces something of its own by this name"
            self.decisions.add(
                Decision("split", "entity", reference(usage.key), ref, 0.9, "entity.introduced", why)
            )
        return ref

    def _spelt_out(self, usage: Usage) -> str:
        """Return the reference of what a paper spells a name out as, if the name means several things."""
        if usage.key in self._joined or usage.introduced:
            return ""
        longer = (k for k in sorted(usage.spelt) if len(k) > len(usage.key) and k in self._corpus.by_key)
        for key in longer:
            if len(self._senses.get(key, ())) < 2:
                ref = reference(self._joined.get(key, key))
                self._note("merge", usage, ref, 1.0, "entity.expansion", "the paper spells it out so")
                return ref
        return ""

    def _note(self, what: DecisionKind, usage: Usage, ref: str, score: float, rule: str, why: str) -> None:
        """Keep why a paper's name stands for something: the subject is the paper and the name."""
        subject = f"{paper_ref(usage.paper)} {min(usage.forms)}"
        self.decisions.add(Decision(what, "entity", subject, ref, score, rule, why))

    def _overridden(self, what: DecisionKind, left: str, right: str, rule: str) -> None:
        self.decisions.add(Decision(what, "entity", left, right, 1.0, rule, "the user says so"))

    def _sense_ref(self, sense: Sense, found: list[Sense]) -> str:
        if sense is found[0]:
            return reference(self._joined.get(sense.key, sense.key))
        return reference(sense.key, sense.papers[0])

    def _owners(self) -> dict[str, list[str]]:
        """Return the papers that introduce each entity, earliest first."""
        owners: dict[str, list[str]] = defaultdict(list)
        for key, found in self._senses.items():
            for sense in found:
                owners[self._refs[sense.papers[0], key]].extend(sense.papers)
        return {ref: sorted(set(papers), key=self._order.__getitem__) for ref, papers in owners.items()}


def _named(x: Extraction) -> Iterable[tuple[str, str, list[str]]]:
    """Yield name, type and surface forms of everything a row names."""
    for entity in x.entities:
        yield entity.name, entity.type, _surfaces(entity)
    for task in x.tasks:
        yield task.text, "Task", [task.text]
    for metric in dict.fromkeys(r.metric for r in x.results if r.metric):
        yield metric, "Metric", [metric]


def _surfaces(entity: ExtractedEntity) -> list[str]:
    return [entity.name, *(m.text for m in entity.mentions)]


def _entity(
    ref: str, names: Counter[str], surfaces: Counter[str], types: Mapping[str, set[str]], owners: list[str]
) -> Entity:
    label = min(names, key=lambda n: (-names[n], n))
    sizes = ((type_, len(papers)) for type_, papers in types.items())
    counted = sorted(sizes, key=lambda item: (-item[1], ENTITY_TYPES.index(item[0])))
    return Entity(
        ref=ref,
        label=label,
        types=tuple(counted),
        aliases=tuple(sorted(set(surfaces) - {label})),
        introduced_by=tuple(map(paper_ref, owners)),
        date=paper_date(owners[0]) if owners else "",
    )
