"""Small graphs of descent, written as lines such as `B extends A 0.6`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from graph.model import Entity, KnowledgeGraph, Paper, Statement

Family = Callable[..., KnowledgeGraph]


@pytest.fixture(scope="session")
def family_of() -> Family:
    """Return a function that makes a graph of lines; each thing is `entity/<name>`, introduced in `dates`.

    Every line is stated by a paper of its own, `paper/<position from 1>`, of the month in `months`. Papers
    that only name a thing are in `naming`, by their month.
    """

    def make(
        *lines: str,
        dates: Mapping[str, str] | None = None,
        naming: Mapping[str, str] | None = None,
    ) -> KnowledgeGraph:
        dates, facts, papers = dates or {}, [], []
        for number, line in enumerate(lines, 1):
            subject, relation, object_, *belief = line.split()
            papers.append(Paper(f"paper/{number}", f"{number}", f"Paper {number}", "", (), ()))
            ends = (f"entity/{subject}", relation, f"entity/{object_}")
            sure = float(belief[0]) if belief else 0.6
            facts.append(Statement(*ends, sure, "", "", (f"paper/{number}",), ()))
        for month, name in (naming or {}).items():
            papers.append(Paper(f"paper/{month}", month, "", month, (), ()))
            facts.append(
                Statement(
                    f"paper/{month}", "mentions", f"entity/{name}", 1.0, "", "", (f"paper/{month}",), ()
                )
            )
        names = {end for fact in facts for end in (fact.subject, fact.object)}
        return KnowledgeGraph(
            papers=tuple(sorted(papers)),
            entities=tuple(
                Entity(
                    ref,
                    name,
                    (("Technique", 1),),
                    (),
                    (f"paper/of-{name}",) if name in dates else (),
                    dates.get(name, ""),
                )
                for ref in sorted(names)
                if ref.startswith("entity/") and (name := ref.removeprefix("entity/"))
            ),
            statements=tuple(sorted(facts)),
        )

    return make
