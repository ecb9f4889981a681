"""What every reader needs to fill a `Source`: clean text, URLs, arXiv ids, dates.

Each function takes time linear in its text: a digest may hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from graph.keys import match_key
from graph.model import Problem, Source, content_key

_WRAP = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"\[\]|]+", re.IGNORECASE)
_URL_TAIL = ".,;:!?'*`"
_LINK = re.compile(r"\]\((https?://[^\s<>\"\[\]|]+)", re.IGNORECASE)
_NEW_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)"
_OLD_ID = r"[a-z]{2,10}(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/\d{7}(?!\d)"
_ARXIV_LINK = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/({_NEW_ID}|{_OLD_ID})", re.IGNORECASE | re.ASCII
)
_ARXIV_ID = re.compile(rf"(?:arxiv:)?({_NEW_ID}|{_OLD_ID})(?:v\d+)?", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/._]?)(\d\d)\2(\d\d)(?!\d)", re.ASCII)


def physical_lines(text: str) -> list[str]:
    """Cut `text` at CR LF, LF and lone CR, and nowhere else."""
    return _WRAP.split(text)


def clean_text(text: str) -> str:
    """Join line wraps by one space and strip the outer blanks; all else stays.

    What RDF and JSON files cannot hold is replaced one for one: control characters by a space, half of a
    surrogate pair by the replacement character.
    """
    if "\n" in text or "\r" in text:
        text = " ".join(filter(None, (line.strip() for line in physical_lines(text))))
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", text).strip()


def _balanced(url: str) -> int:
    """Return how many characters of `url` come before the bracket that closes a link around it."""
    depth = 0
    for position, character in enumerate(url):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return position
    return len(url)


def urls(texts: Iterable[str]) -> list[str]:
    """Return the http and https URLs of `texts` in reading order, each once, without Markdown around them."""
    found = (m[0] for text in texts for m in _URL.finditer(text))
    trimmed = (url[: _balanced(url)].rstrip(_URL_TAIL) for url in found)
    return list(dict.fromkeys(url for url in trimmed if not url.endswith("//")))


def without_links(text: str) -> str:
    """Replace each Markdown link `[words](http...)` by its words."""
    pieces: list[str] = []
    opened: list[int] = []
    position = 0
    while position < len(text):
        link = _LINK.match(text, position) if opened and text[position] == "]" else None
        end = link.start(1) + _balanced(link[1]) if link else -1
        if link and text[end : end + 1] == ")":
            pieces[opened.pop()] = ""
            position = end + 1
            continue
        if text[position] == "[":
            opened.append(len(pieces))
        elif text[position] == "]" and opened:
            opened.pop()
        pieces.append(text[position])
        position += 1
    return "".join(pieces)


def arxiv_id(links: Iterable[str]) -> str:
    """Return the arXiv id, without version, that the first arXiv or Hugging Face link names; else empty."""
    return next((m[1] for link in links if (m := _ARXIV_LINK.search(link))), "")


def bare_arxiv_id(text: str) -> str:
    """Return the arXiv id that `text` is, without version and `arXiv:`; empty if it is something else."""
    match = _ARXIV_ID.fullmatch(text.strip())
    return match[1] if match else ""


def iso_dates(text: str) -> list[str]:
    """Return the calendar dates in `text` as ISO dates; `2024-09-05`, `2024/09/05`, `20240905` are alike."""
    found = []
    for match in _DATE.finditer(text):
        try:
            found.append(date(int(match[1]), int(match[3]), int(match[4])).isoformat())
        except ValueError:
            continue  # digits in the shape of a date, such as 2024-13-77
    return found


def date_of_path(file: str) -> str:
    """Return the last date in a file's path, or empty: `digests/2024/09/05.md` is of 2024-09-05."""
    return next(reversed(iso_dates(file)), "")


def paper_id(arxiv: str, title: str) -> str:
    """Return the arXiv id, or where there is none an id made of the normalised title."""
    return arxiv or f"t-{content_key((match_key(title),))}"


def doubts(source: Source, *more: str) -> list[Problem]:
    """Return a warning that says what is doubtful about a row that was read, or nothing."""
    reasons = [reason for reason in more if reason]
    if source.paper.startswith("t-"):
        reasons.append("no arXiv id, the title identifies the paper")
    if not source.digest:
        reasons.append("no date")
    if not source.summary:
        reasons.append("empty summary")
    return [Problem(source.file, source.line, "; ".join(reasons), "warning")] if reasons else []
