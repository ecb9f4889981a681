"""The arXiv metadata dump: JSON Lines or an array of records with id, title, authors and abstract."""

from __future__ import annotations

from typing import Any

from extract.fields import bare_arxiv_id, doubts, iso_dates, paper_id
from extract.records import first_object, read_records, text_of, texts_of
from graph.model import Problem, Source


def reads(text: str, file: str) -> bool:
    """Tell whether the first JSON object of `text` has the keys of a record of the dump."""
    return {"id", "title", "abstract"} <= first_object(text).keys()


def read(text: str, file: str) -> tuple[list[Source], list[Problem]]:
    """Return a `Source` for each paper, and a `Problem` for each record that is doubtful or unreadable."""
    return read_records(text, file, _read_one)


def _read_one(record: dict[str, Any], file: str, line: int) -> tuple[Source | None, list[Problem]]:
    title = text_of(record.get("title"))
    if not title:
        return None, [Problem(file, line, "the record has no title")]
    arxiv = bare_arxiv_id(text_of(record.get("id")))
    source = Source(
        paper=paper_id(arxiv, title),
        digest=next(iter(iso_dates(text_of(record.get("update_date")))), ""),
        title=title,
        authors=_authors(record),
        summary=text_of(record.get("abstract")),
        classification=" ".join(texts_of(record.get("categories"))),
        links=f"https://arxiv.org/abs/{arxiv}" if arxiv else "",
        file=file,
        line=line,
        all_authors=True,
    )
    return source, doubts(source)


def _authors(record: dict[str, Any]) -> str:
    """Return the authors as written, else from `authors_parsed`: lists of last name, first name, suffix."""
    written = ", ".join(texts_of(record.get("authors")))
    parsed = record.get("authors_parsed")
    if written or not isinstance(parsed, list):
        return written
    names = [texts_of(name) for name in parsed if isinstance(name, list)]
    return ", ".join(" ".join([*name[1:2], *name[:1], *name[2:]]) for name in names if name)
