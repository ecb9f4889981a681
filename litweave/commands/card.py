"""A card in the terminal: all about one thing or paper, each fact with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rich.text import Text

from graph.cards import Card, Fact, Facts
from graph.model import Author, Entity, Paper, Result, Statement
from graph.provenance import Support
from litweave.console import clean, marked
from litweave.people import AuthorCard

Item = TypeVar("Item", Fact, Result, Paper, tuple[Author, int])

INVERSE = {
    "introduces": "introduced by",
    "mentions": "mentioned by",
    "authoredBy": "author of",
    "hasTask": "task of",
    "uses": "used by",
    "extends": "extended by",
    "trainedOn": "trained on it",
    "evaluatedOn": "evaluated on it",
    "variantOf": "its variants",
    "broader": "its kinds",
}
"""What a relation is called from its object's end."""


@dataclass(frozen=True, slots=True)
class CardPrinter:
    """Writes cards: of each kind `limit` facts with a sentence each, or without limit all of both."""

    labels: Mapping[str, str]
    evidence: Callable[[Statement | Result], Sequence[Support]]
    limit: int | None = None

    def lines(self, card: Card[Entity] | Card[Paper]) -> Iterator[Text]:
        """Yield the lines of a card."""
        yield from _entity_head(card.item) if isinstance(card.item, Entity) else _paper_head(card.item)
        yield from self._facts(card.facts, lambda relation: relation)
        yield from self._facts(card.inverse, lambda relation: INVERSE.get(relation, f"{relation} of"))
        yield from self._section("results", card.results, self._result)

    def author_lines(self, card: AuthorCard) -> Iterator[Text]:
        """Yield the lines of an author's card."""
        yield Text(clean(card.item.name), style="bold").append("  Author", style="cyan")
        coverage = Counter(paper.authors for paper in card.papers)
        lists = ", ".join(f"{count} {name}" for name, count in sorted(coverage.items()))
        also = ", ".join(card.item.aliases)
        yield from _details((("also", also), ("reference", card.item.ref), ("lists", lists)))
        yield from self._section("papers", card.papers, _paper_line)
        yield from self._section("co-authors", card.coauthors, _coauthor_line)

    def _facts(self, facts: Facts, title: Callable[[str], str]) -> Iterator[Text]:
        for relation, items in facts.items():
            yield from self._section(title(relation), items, self._fact)

    def _section(
        self, title: str, items: Sequence[Item], show: Callable[[Item], Iterator[Text]]
    ) -> Iterator[Text]:
        if not items:
            return
        yield Text()
        yield Text(f"{title} ({len(items):,})", style="bold cyan")
        shown = items[: self.limit]
        for item in shown:
            yield from show(item)
        if rest := len(items) - len(shown):
            yield Text(f"  and {rest:,} more; --all shows them", style="dim")

    def _fact(self, fact: Fact) -> Iterator[Text]:
        line = Text("  ").append(clean(fact.label), style="bold")
        support = f"belief {fact.statement.belief:.2f}, {_papers(len(fact.statement.papers))}"
        yield line.append(f"  {fact.other}  {support}", style="dim")
        yield from self._sentences(fact.statement)

    def _result(self, result: Result) -> Iterator[Text]:
        yield Text(f"  {clean(describe(result, self.labels))}").append(
            f"  belief {result.belief:.2f}", style="dim"
        )
        yield from self._sentences(result)

    def _sentences(self, fact: Statement | Result) -> Iterator[Text]:
        supports = self.evidence(fact)
        for support in supports if self.limit is None else supports[:1]:
            line = Text("    ").append_text(marked(support.quote, support.marks))
            place = " ".join(filter(None, (support.paper, support.digest, support.rule)))
            yield line.append(f"  [{clean(place)}]", style="dim")


def describe(result: Result, labels: Mapping[str, str]) -> str:
    """Return what a result says, as text that is not yet harmless; `labels` has names for its references."""

    def label(ref: str) -> str:
        return labels.get(ref, ref)

    measure = result.measure
    where = " ".join(label(ref) for ref in (result.benchmark, result.metric) if ref)
    over = f" over {label(result.over)}" if result.over else ""
    setting = f" ({measure.setting})" if measure.setting else ""
    return f"{label(result.subject)}: {where or 'a number'}: {measure.text}{over}{setting}"


def _paper_line(paper: Paper) -> Iterator[Text]:
    line = Text("  ").append(clean(paper.title), style="bold")
    yield line.append(f"  {' '.join(filter(None, (paper.ref, paper.date)))}", style="dim")


def _coauthor_line(pair: tuple[Author, int]) -> Iterator[Text]:
    author, count = pair
    line = Text("  ").append(clean(author.name), style="bold")
    yield line.append(f"  {author.ref}  {_papers(count)}", style="dim")


def _papers(count: int) -> str:
    return f"{count} paper{'' if count == 1 else 's'}"


def _entity_head(entity: Entity) -> Iterator[Text]:
    types = ", ".join(f"{name} ({count})" for name, count in entity.types)
    yield Text(clean(entity.label), style="bold").append(f"  {types}", style="cyan")
    yield from _details(
        (("also", ", ".join(entity.aliases)), ("introduced", entity.date), ("reference", entity.ref))
    )


def _paper_head(paper: Paper) -> Iterator[Text]:
    yield Text(clean(paper.title), style="bold")
    yield from _details(
        (
            ("date", paper.date),
            ("digests", ", ".join(paper.digests)),
            ("links", " ".join(paper.links)),
            ("reference", paper.ref),
        )
    )


def _details(details: Iterable[tuple[str, str]]) -> Iterator[Text]:
    for name, value in details:
        if value:
            yield Text(f"  {name + ':':<12}", style="dim").append(clean(value), style="default")
