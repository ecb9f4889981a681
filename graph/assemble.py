"""All rows' extractions to one knowledge graph: link, merge equal facts, pool their evidence, weigh it.

A pure function of the set of extractions, written as group-by-key steps over plain records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.authors import AuthorLinks, link_authors
from graph.belief import OVERRIDE, belief, confidence
from graph.families import name_relations
from graph.keys import match_key
from graph.link import Links, link, paper_date, paper_ref
from graph.model import (
    PAPER,
    Authorship,
    Coverage,
    Evidence,
    ExtractedResult,
    Extraction,
    KnowledgeGraph,
    Mention,
    Paper,
    Result,
    Source,
    Span,
    Statement,
)
from graph.overrides import Overrides
from graph.priority import flags, without_late_claims

Triple = tuple[str, str, str]

AUTHORS_LISTED = 5
"""Digests list no more authors of a paper."""

_TOPIC_TYPES = ("Technique", "Benchmark")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A fact as one place states it."""

    triple: Triple
    source: str
    span: Span
    rule: str


def assemble(
    extractions: Iterable[Extraction],
    confidences: Mapping[str, float],
    overrides: Overrides | None = None,
) -> KnowledgeGraph:
    """Assemble the graph of all extractions; `confidences` are the measured precisions of rules, by id.

    Rows with equal content count once. The result does not depend on the order of the extractions. What
    `overrides` say wins; afterwards they know which of them matched nothing.
    """
    ours = overrides or Overrides()
    rows = ours.prepared([row for _, row in sorted({x.source.key: x for x in extractions}.items())])
    rows, late = without_late_claims(
        rows, link(rows, ours)
    )  # links say what is late, and rest on what is not
    links = link(rows, ours)
    links = replace(links, entities=ours.renamed(links.entities))
    by_paper = _group_papers(rows)
    sources = {x.source.key: x.source for x in rows}
    authors = link_authors(
        {paper_ref(paper): _author_lists(group) for paper, group in by_paper.items()}, _topics(rows, links)
    )
    claims = [c for x in rows for c in _claims(x, links, authors, by_paper[x.source.paper])]
    claims += _family_claims(links, claims)
    claims = _corrected(claims, links, by_paper, ours)
    statements = tuple(sorted(_statements(claims, confidences, sources)))
    return KnowledgeGraph(
        sources=tuple(sorted(replace(x.source, file="", line=0) for x in rows)),
        papers=tuple(sorted(_paper(paper, group) for paper, group in by_paper.items())),
        authors=authors.authors,
        authorships=tuple(sorted(a for group in by_paper.values() for a in _authorships(group, authors))),
        entities=links.entities,
        statements=statements,
        results=tuple(sorted(_results(rows, links, confidences, sources))),
        decisions=tuple(sorted((*authors.decisions, *links.decisions, *flags(late, statements, links)))),
    )


def _group_papers(rows: Iterable[Extraction]) -> dict[str, list[Extraction]]:
    groups: dict[str, list[Extraction]] = defaultdict(list)
    for x in sorted(rows, key=lambda x: x.source):
        groups[x.source.paper].append(x)
    return groups


def _paper(paper: str, group: Sequence[Extraction]) -> Paper:
    """Join the rows of a paper; the earliest digest's title is the paper's; undated rows come last."""
    first = min((x.source for x in group), key=lambda s: (not s.digest, s.digest, s))
    digests = sorted({x.source.digest for x in group if x.source.digest})
    links = dict.fromkeys(url for x in group for url in x.source.links.split())
    return Paper(
        paper_ref(paper),
        paper,
        first.title,
        paper_date(paper),
        tuple(digests),
        tuple(sorted(links)),
        _coverage(_fullest(group)),
    )


def _fullest(group: Sequence[Extraction]) -> Extraction:
    """Return the row with the longest author list, if need be of a format that cuts none; else the first."""
    return max(group, key=lambda x: (x.source.all_authors and bool(x.authors), len(x.authors)))


def _coverage(row: Extraction) -> Coverage:
    if not row.authors:
        return "missing"
    return "cut" if len(row.authors) == AUTHORS_LISTED and not row.source.all_authors else "complete"


def _author_lists(group: Sequence[Extraction]) -> list[list[str]]:
    """Return the author lists of a paper's rows, each once, the fullest first."""
    lists = (tuple(mention.text for mention in x.authors) for x in (_fullest(group), *group))
    return list(map(list, dict.fromkeys(lists)))


def _topics(rows: Iterable[Extraction], links: Links) -> dict[str, set[str]]:
    """Return the names of the techniques and benchmarks that each paper speaks of, by its reference."""
    labels = {e.ref: e.label for e in links.entities if e.type in _TOPIC_TYPES}
    topics: dict[str, set[str]] = defaultdict(set)
    for x in rows:
        refs = (links.ref(x.source.paper, entity.name) for entity in x.entities)
        topics[paper_ref(x.source.paper)].update(labels[ref] for ref in refs if ref in labels)
    return topics


def _authorships(group: Sequence[Extraction], authors: AuthorLinks) -> Iterator[Authorship]:
    row = _fullest(group)
    listed = dict.fromkeys(authors.refs[mention.text] for mention in row.authors)
    for position, ref in enumerate(listed, 1):
        yield Authorship(paper_ref(row.source.paper), position, ref)


def _claims(
    x: Extraction, links: Links, authors: AuthorLinks, group: Sequence[Extraction]
) -> Iterator[_Claim]:
    """Yield every fact that a row states, with references for names."""
    paper, source = x.source.paper, x.source.key
    subject = paper_ref(paper)
    for entity in x.entities:
        ref = links.ref(paper, entity.name)
        for mention in entity.mentions:
            yield _Claim((subject, "mentions", ref), source, x.sentence_of(mention), mention.rule)
        if entity.introduced_at:
            yield _Claim((subject, "introduces", ref), source, entity.introduced_at, entity.introduced_rule)
    for relation in x.relations:
        head = subject if relation.head == PAPER else links.ref(paper, relation.head)
        tail = links.ref(paper, relation.tail)
        if head != tail:
            yield _Claim(triple(head, relation.relation, tail), source, relation.span, relation.rule)
    listed = {authors.refs[m.text] for m in _fullest(group).authors}
    for mention in x.authors:
        if (author := authors.refs[mention.text]) in listed:
            yield _Claim((subject, "authoredBy", author), source, _whole(mention), mention.rule)
    for mention in x.tasks:
        yield _Claim(
            (subject, "hasTask", links.ref(paper, mention.text)), source, _whole(mention), mention.rule
        )
    for mention in x.code:
        yield _Claim((subject, "hasCode", mention.text), source, _whole(mention), mention.rule)


def _corrected(
    claims: Sequence[_Claim], links: Links, by_paper: Mapping[str, Sequence[Extraction]], ours: Overrides
) -> list[_Claim]:
    """Return the claims without those that the user rejects, and with those that the user adds."""
    keys: dict[str, set[str]] = defaultdict(set)
    for (_, key), ref in links.refs.items():
        keys[ref].add(key)
    keys.update((paper_ref(paper), {match_key(paper)}) for paper in by_paper)
    kept = [c for c in claims if not ours.rejected(lambda ref: frozenset(keys.get(ref, ())), c.triple)]
    by_key = {key: ref for ref in sorted(keys, reverse=True) for key in keys[ref]}
    for fact in ours.added(by_paper, by_key):
        source = by_paper[fact.paper][0].source
        fact_triple = triple(by_key[match_key(fact.subject)], fact.relation, by_key[match_key(fact.object)])
        kept.append(_Claim(fact_triple, source.key, Span("title", 0, len(source.title)), OVERRIDE))
    return kept


def triple(head: str, relation: str, tail: str) -> Triple:
    """Return the triple; `comparedWith` is unordered, so its ends are sorted, a paper first."""
    if relation == "comparedWith" and not head.startswith("paper/"):
        head, tail = sorted((head, tail))
    return head, relation, tail


def _whole(mention: Mention) -> Span:
    return Span(mention.field, mention.start, mention.end, ((mention.start, mention.end),))


def _family_claims(links: Links, claims: Sequence[_Claim]) -> list[_Claim]:
    """State `variantOf` and `broader`, each supported by the places that mention the narrower name."""
    mentioned: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.triple[1] == "mentions":
            mentioned[claim.triple[2]].append(claim)
    return [
        _Claim((subject, relation, object_), place.source, place.span, rule)
        for subject, relation, object_, rule in name_relations(links.entities)
        for place in sorted(mentioned[subject], key=lambda c: (c.source, c.span))[:1]
    ]


def _statements(
    claims: Iterable[_Claim], confidences: Mapping[str, float], sources: Mapping[str, Source]
) -> Iterator[Statement]:
    """Merge equal facts: one place and rule count once, its marks joined; belief pools the papers."""
    places: dict[Triple, dict[tuple[str, Span, str], set[tuple[int, int]]]] = defaultdict(dict)
    for c in claims:
        key = (c.source, Span(c.span.field, c.span.start, c.span.end), c.rule)
        places[c.triple].setdefault(key, set()).update(c.span.marks)
    for triple, found in places.items():
        evidence = tuple(
            sorted(
                Evidence(
                    source, replace(span, marks=tuple(sorted(marks))), rule, confidence(rule, confidences)
                )
                for (source, span, rule), marks in found.items()
            )
        )
        first, last = _dates(evidence, sources)
        papers = tuple(sorted({paper_ref(sources[e.source].paper) for e in evidence}))
        yield Statement(*triple, _pool(evidence, sources), first, last, papers, evidence)


def _pool(evidence: Sequence[Evidence], sources: Mapping[str, Source]) -> float:
    """Weigh evidence: of all places in one paper's rows the surest counts, and papers add up."""
    best: dict[str, float] = {}
    for e in evidence:
        paper = sources[e.source].paper
        best[paper] = max(best.get(paper, 0.0), e.confidence)
    return belief(best[paper] for paper in sorted(best))


def _dates(evidence: Sequence[Evidence], sources: Mapping[str, Source]) -> tuple[str, str]:
    days = sorted(filter(None, (sources[e.source].digest for e in evidence)))
    return (days[0], days[-1]) if days else ("", "")


def _results(
    rows: Iterable[Extraction], links: Links, confidences: Mapping[str, float], sources: Mapping[str, Source]
) -> Iterator[Result]:
    """Merge equal results across rows and papers."""
    pooled: dict[str, list[Result]] = defaultdict(list)
    for x in rows:
        for r in x.results:
            result = _result(r, x.source, links, confidence(r.rule, confidences))
            pooled[result.key].append(result)
    for group in pooled.values():
        evidence = tuple(sorted({e for r in group for e in r.evidence}))
        papers = tuple(sorted({p for r in group for p in r.papers}))
        first, last = _dates(evidence, sources)
        yield replace(
            min(group),
            belief=_pool(evidence, sources),
            first=first,
            last=last,
            papers=papers,
            evidence=evidence,
        )


def _result(r: ExtractedResult, source: Source, links: Links, sureness: float) -> Result:
    """Return one row's result as a fact, with references for names; belief and dates are set later."""

    def ref(name: str) -> str:
        return links.ref(source.paper, name) if name else ""

    paper = paper_ref(source.paper)
    return Result(
        subject=paper if r.subject == PAPER else ref(r.subject),
        benchmark=ref(r.benchmark),
        metric=ref(r.metric),
        measure=r.measure,
        over=ref(r.over),
        belief=0.0,
        first="",
        last="",
        papers=(paper,),
        evidence=(Evidence(source.key, r.span, r.rule, sureness),),
    )
