"""Hugging Face daily papers as JSON: the scraped shape and the shape of the API."""

from __future__ import annotations

from typing import Any

from extract.fields import arxiv_id, bare_arxiv_id, doubts, iso_dates, paper_id, urls
from extract.records import first_object, read_records, text_of, texts_of
from graph.model import Problem, Source


def reads(text: str, file: str) -> bool:
    """Tell whether the first JSON object of `text` has one of the two shapes."""
    record = first_object(text)
    return isinstance(record.get("paper"), dict) or ("title" in record and _is_scraped(record))


def read(text: str, file: str) -> tuple[list[Source], list[Problem]]:
    """Return a `Source` for each paper, and a `Problem` for each record that is doubtful or unreadable."""
    return read_records(text, file, _read_one)


def _is_scraped(record: dict[str, Any]) -> bool:
    return not record.keys().isdisjoint(("details", "paper_url", "scraped_date"))


def _read_one(record: dict[str, Any], file: str, line: int) -> tuple[Source | None, list[Problem]]:
    source = _from_api(record, file, line) if isinstance(record.get("paper"), dict) else None
    source = source or _from_scrape(record, file, line)
    if not source.title:
        return None, [Problem(file, line, "the record has no title")]
    return source, doubts(source)


def _from_api(record: dict[str, Any], file: str, line: int) -> Source:
    paper: dict[str, Any] = record["paper"]
    arxiv = bare_arxiv_id(text_of(paper.get("id")))
    own = [f"https://arxiv.org/abs/{arxiv}", f"https://huggingface.co/papers/{arxiv}"] if arxiv else []
    title = text_of(paper.get("title")) or text_of(record.get("title"))
    # The day on the list is the digest's date; older dumps have only the day of publication.
    dates = (paper.get("submittedOnDailyAt"), record.get("publishedAt"), paper.get("publishedAt"))
    return Source(
        paper=paper_id(arxiv, title),
        digest=_first_date(*dates),
        title=title,
        authors=", ".join(texts_of(paper.get("authors"))),
        summary=text_of(paper.get("summary")) or text_of(record.get("summary")),
        links=" ".join(own + urls([text_of(paper.get("githubRepo")), text_of(paper.get("projectPage"))])),
        file=file,
        line=line,
        all_authors=True,
    )


def _from_scrape(record: dict[str, Any], file: str, line: int) -> Source:
    details = record.get("details")
    details = details if isinstance(details, dict) else {}
    links = urls(
        [
            text_of(details.get("arxiv_page_url")),
            text_of(record.get("paper_url")),
            *texts_of(details.get("github_links")),
        ]
    )
    title = text_of(record.get("title")) or text_of(details.get("title"))
    return Source(
        paper=paper_id(arxiv_id(links), title),
        digest=_first_date(record.get("scraped_date")),
        title=title,
        authors=", ".join(texts_of(record.get("authors"))),
        summary=text_of(details.get("abstract")),
        links=" ".join(links),
        file=file,
        line=line,
    )


def _first_date(*values: object) -> str:
    return next((found for value in values for found in iso_dates(text_of(value))), "")
