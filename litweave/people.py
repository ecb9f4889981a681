"""All that the graph says about one author: papers, and with whom they were written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.model import Author, KnowledgeGraph, Paper


@dataclass(frozen=True, slots=True)
class AuthorCard:
    """An author; the papers, newest first; the co-authors with the number of common papers, most first."""

    item: Author
    papers: tuple[Paper, ...]
    coauthors: tuple[tuple[Author, int], ...]


def author_card(author: Author, kg: KnowledgeGraph) -> AuthorCard:
    """Return the card of an author of `kg`, of which papers, authors and authorships are enough."""
    written = {each.paper for each in kg.authorships if each.author == author.ref}
    papers = [paper for paper in kg.papers if paper.ref in written]
    together = Counter(
        each.author for each in kg.authorships if each.paper in written and each.author != author.ref
    )
    coauthors = [(other, together[other.ref]) for other in kg.authors if other.ref in together]
    return AuthorCard(
        author,
        tuple(sorted(papers, key=lambda paper: (paper.date, paper.ref), reverse=True)),
        tuple(sorted(coauthors, key=lambda pair: (-pair[1], pair[0]))),
    )
