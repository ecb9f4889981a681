"""Who was first: nobody introduces what several earlier papers name, or extends what came later."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.decisions import Decision
from graph.link import Links, paper_date, paper_ref
from graph.model import ExtractedEntity, Extraction, Statement

EARLIER_PAPERS = 3
"""So many papers of earlier months that name a thing outweigh the claim of a later one.

One or two do not: they may mean another thing of that name."""

_REPORTS = frozenset({"introduced.title-prefix", "introduced.family"})
"""Rules whose claims stand: a report named after its model often follows the model by months."""


def without_late_claims(
    rows: Sequence[Extraction], links: Links
) -> tuple[list[Extraction], dict[tuple[str, str], int]]:
    """Return the rows without introductions that come too late, and how many papers named each before.

    The counts are by paper (its id) and name. `links` say which names are one; senses of one name are not
    told apart, since it is such claims that part them.
    """
    earlier = _months_of_mentions(rows, links)
    kept: list[Extraction] = []
    late: dict[tuple[str, str], int] = {}
    for x in rows:
        here = {
            e.name: n for e in x.entities if (n := _papers_before(x, e, earlier, links)) >= EARLIER_PAPERS
        }
        kept.append(_withdrawn(x, here) if here else x)
        late.update(((x.source.paper, name), count) for name, count in here.items())
    return kept, late


def flags(
    late: Mapping[tuple[str, str], int], statements: Iterable[Statement], links: Links
) -> Iterator[Decision]:
    """Yield why each claim was withdrawn, and what extends a thing whose known date is later."""
    for (paper, name), count in late.items():
        why = f"said to introduce what {count} papers of earlier months name"
        yield Decision(
            "anachronism", "fact", paper_ref(paper), links.ref(paper, name), 0.95, "introduced.late", why
        )
    dates = {e.ref: e.date for e in links.entities if e.date}
    for s in statements:
        old, new = dates.get(s.object, ""), dates.get(s.subject, "")
        if s.relation == "extends" and new and old > new:
            why = f"it is of {new}, what it is said to extend of {old}"
            yield Decision("anachronism", "fact", s.subject, s.object, s.belief, "fact.dates", why)


def _months_of_mentions(rows: Iterable[Extraction], links: Links) -> dict[str, list[str]]:
    """Return the months of the papers that name a thing and do not introduce it, in order, by the thing."""
    named: dict[str, dict[str, bool]] = defaultdict(dict)
    for x in rows:
        for entity in x.entities:
            papers = named[_thing(x, entity, links)]
            papers[x.source.paper] = papers.get(x.source.paper, False) or entity.introduced
    return {
        thing: sorted(filter(None, (paper_date(p) for p, introduced in papers.items() if not introduced)))
        for thing, papers in named.items()
    }


def _thing(x: Extraction, entity: ExtractedEntity, links: Links) -> str:
    ref = links.ref(x.source.paper, entity.name)
    return ref if ref in links.apart else ref.partition("--")[0]


def _papers_before(
    x: Extraction, entity: ExtractedEntity, months: Mapping[str, list[str]], links: Links
) -> int:
    if not entity.introduced or entity.introduced_rule in _REPORTS:
        return 0
    return bisect_left(months[_thing(x, entity, links)], paper_date(x.source.paper))


def _withdrawn(x: Extraction, names: Iterable[str]) -> Extraction:
    entities = (
        replace(e, introduced=False, introduced_at=None, introduced_rule="") if e.name in names else e
        for e in x.entities
    )
    return replace(x, entities=tuple(entities))
