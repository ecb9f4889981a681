"""Small graphs of papers and their authors, for tests."""

from __future__ import annotations

from graph.model import Author, Authorship, Coverage, Entity, KnowledgeGraph, Paper, Statement


def paper(number: int, month: str = "2025-01", authors: str = "x") -> Paper:
    """Return the paper `p<number>`, whose list is complete if it has authors."""
    coverage: Coverage = "complete" if authors else "missing"
    return Paper(f"p{number}", str(number), f"Paper {number}", month, (), (), coverage)


def mention(number: int, thing: str, relation: str = "mentions", belief: float = 0.9) -> Statement:
    return Statement(f"p{number}", relation, thing, belief, "", "", (f"p{number}",), ())


def graph(
    *papers: tuple[str, str], statements: tuple[Statement, ...] = (), entities: dict[str, str] | None = None
) -> KnowledgeGraph:
    """Return the graph of papers `p0`, `p1`, ..., each given as its authors, a letter each, and its month.

    Authors after v are known by the names of accounts only. `entities` maps references to types.
    """
    names = sorted({author for authors, _ in papers for author in authors})
    return KnowledgeGraph(
        papers=tuple(paper(number, month, authors) for number, (authors, month) in enumerate(papers)),
        authors=tuple(Author(name, name if name > "v" else f"{name.upper()}. Name") for name in names),
        authorships=tuple(
            Authorship(f"p{number}", position, author)
            for number, (authors, _) in enumerate(papers)
            for position, author in enumerate(authors, 1)
        ),
        entities=tuple(Entity(ref, ref, ((kind, 1),)) for ref, kind in sorted((entities or {}).items())),
        statements=statements,
    )
