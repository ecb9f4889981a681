"""A graph whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Author, Evidence, KnowledgeGraph, Measure, Paper, Result, Source, Span
from tests.viz.sample_graph import CONFIDENCE, GraphBuilder

RUN = "window.hacked = 1"
HOSTILE = (
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f"\"><svg onload='{RUN}'>",
    f"<a href='javascript:{RUN}'>here</a>",
    "{{ ''.__class__ }}{% raw %}",
    "{{constructor.constructor('window.hacked = 1')()}} ${window.hacked = 1}",
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "\u202eright to left\u202c אבג \u200f",
    "a\u0000b\u2028c\r\nd ]]> <!-- 🤖",
    "𝔾🧮 beyond the basic plane 👩‍👩‍👧‍👦 \ud800",
    '=HYPERLINK("http://example.org")',
    "__proto__ constructor toString",
    "' onclick='window.hacked=1' href='x' \" onmouseover=\"window.hacked=1",
    "&lt;b&gt; %3Cscript%3E #focus=entity/x&view=map ~out~60",
    "long " * 2000,
    "x" * 10_000,
)


def hostile() -> KnowledgeGraph:
    """Return a graph that has each of `HOSTILE` in every text, and links that are no web links.

    These are fifteen fields: of rows the title, authors, summary, classification, links and digest; of papers
    the title, date and link; of authors the name and an alias; of entities the name; code; the rule; and of
    results the text, unit and setting, counted as one.
    """
    names = [f"Thing {i} {text}" for i, text in enumerate(HOSTILE)]
    builder = GraphBuilder({"Technique": names[::2], "Model": names[1::4], "Benchmark": names[3::4]})
    rows = []
    for i, text in enumerate(HOSTILE):
        paper = f"25{i:02d}.00001"
        source = Source(paper, f"2025-08-{i:02d}{text[:20]}", text, text, text, text, text)
        rows.append(source)
        ref = f"paper/{paper}"
        links = (
            "javascript:window.hacked=1",
            f"https://example.org/{text}",
            "data:text/html,<script>1</script>",
        )
        date = text if i % 3 else "2025-08"  # some are dated, for views along time
        builder.papers.append(Paper(ref, paper, text, date, (text,), links))
        author = f"author/hostile-{i}"
        builder.authors[author] = Author(author, text, (text + text,))
        span = Span("summary", 0, len(text), ((0, len(text)),))
        evidence = Evidence(source.key, span, text, CONFIDENCE)
        for name in names:
            builder.facts[ref, "mentions", builder.ref(name)].append(evidence)
        builder.facts[builder.ref(names[i]), "extends", builder.ref(names[i - 1])].append(evidence)
        builder.facts[ref, "authoredBy", author].append(
            replace(evidence, span=replace(span, field="authors"))
        )
        builder.facts[ref, "hasCode", f"javascript:{text}"].append(evidence)
        benchmark = builder.ref(names[3])
        builder.results += _results(builder.ref(names[i]), benchmark, ref, evidence, i, text)
    builder.sources = rows
    return builder.graph()


def _results(thing: str, benchmark: str, paper: str, evidence: Evidence, i: int, text: str) -> list[Result]:
    """Return a result that is all text, and two on one benchmark, for the records."""
    odd = Measure(text, "1", "1", unit=text, setting=text)
    better = Measure(text, str(i), str(i), unit="%", setting="", direction="higher")
    return [
        Result(thing, thing, thing, odd, thing, 1.0, text, text, (paper,), (evidence,)),
        Result(thing, benchmark, thing, better, "", 1.0, f"2025-{i}", "", (paper,), (evidence,)),
        Result(
            thing,
            benchmark,
            benchmark,
            better,
            "",
            1.0,
            "2024",
            "",
            (paper,),
            (evidence,),
        ),
    ]
