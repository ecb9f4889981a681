"""Match keys: what two surface forms have in common when they are the same name, and IRIs made of them.

The text itself is never changed; repairs (wrong encodings, quotes, hyphens, case, plural) happen only here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.model import content_key

MAX_KEY = 80
"""Longer keys are cut and end in a hash, so that an IRI stays short and still tells names apart."""

_MOJIBAKE = re.compile("[ÂÃâ][\u0080-\u00ff\u0152-\u2122]")
_LATEX_COMMAND = re.compile(r"\\(?:text|math|operator|bf|it|rm|tt|sc)[a-z]*\s*|\\[,;! ]")
_LATEX_WORD = re.compile(r"\\([A-Za-z]+)")
_SPECIAL = re.compile(r"[|${}`*\\^_]")
"""What LaTeX and Markdown are made of: most names have none of it, and a build folds many names."""
_DIGIT = re.compile(r"\d")
_MARKUP = re.compile(r"[${}`*\\^]|(?<!\w)_|_(?!\w)|_(?={)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w.]+(?=\d)|(?<=\d)\.(?!\d)\W*(?=\d)")
_VERSION_SIGN = re.compile(r"(?<=[A-Za-z\s-])v(?=\d+(?:\.\d+)*(?![\w.]))")
"""`LLaVA-v1.5` is LLaVA-1.5, and `DINO v2` is DINOv2."""
_POINT_ZERO = re.compile(r"(?<=\d)\.0(?![\d.])")
_BRITISH = re.compile(
    r"(?<=[a-z]i)s(?=ation)"
    r"|(optim|token|quant|summar|normal|general|regular|special|personal|visual|initial|factor|minim|maxim)"
    r"is(?=e|ing)"
    r"|(colo|behavio|neighbo)ur|(model|label)l(?=ed|ing)"
)
"""Spellings such as `optimisation`, `tokeniser`, `neighbour`, `modelling`."""
_KEEP = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.+#∞|]|_")
_SAFE = re.compile(r"[^a-z0-9.|]")
_LOOK_ALIKE = str.maketrans({"0": "o", "1": "l"})
_GREEK = {"infty": "∞", "mu": "mu", "pi": "pi", "alpha": "alpha", "beta": "beta", "tau": "tau"}


def repair_encoding(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 once or twice (`âˆž` for `∞`); return `text` if it was not."""
    for _ in range(2):
        if not _MOJIBAKE.search(text):
            return text
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
    return text


@lru_cache(maxsize=200_000)
def match_key(surface: str) -> str:
    """Fold a name to what its variants share.

    Case, accents, hyphens, spaces, LaTeX, a plural s and British spelling do not count.

    Digits that a separator keeps apart stay apart (`Llama-3-8B` is not `Llama-38B`); `+`, `#` and `∞` count.
    Non-Latin letters are kept. An empty surface gives an empty key.
    """
    text = surface if surface.isascii() else repair_encoding(surface)
    if _SPECIAL.search(text):
        text = _without_markup(text.replace("|", " "))
    if digits := _DIGIT.search(text):
        text = _VERSION_SIGN.sub("", text)
    text = text.lower() if text.isascii() else _plain_letters(text)
    if digits or _DIGIT.search(text):
        text = _BETWEEN_DIGITS.sub("|", _POINT_ZERO.sub("", text))
    folded = _KEEP.sub("", text) or "".join(surface.split()).casefold()
    if "is" in folded or "our" in folded or "ll" in folded:
        folded = _BRITISH.sub(_american, folded)
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return folded


def _without_markup(text: str) -> str:
    text = _LATEX_COMMAND.sub("", text)
    text = _LATEX_WORD.sub(lambda m: _GREEK.get(m[1], m[1]), text)
    return _MARKUP.sub("", text)


def _plain_letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


def _american(match: re.Match[str]) -> str:
    verb, noun, doubled = match.groups()
    return f"{verb}iz" if verb else f"{noun}r" if noun else doubled or "z"


def is_spelling(alias: str, name: str) -> bool:
    """Say whether surface forms differ only in spelling: a variant, or a digit for its letter (`GPT-40`)."""
    return _look(match_key(alias)) == _look(match_key(name))


def _look(key: str) -> str:
    return key.translate(_LOOK_ALIKE)


def iri_key(key: str) -> str:
    """Turn a match key into an IRI part that Turtle need not escape; different keys give different parts."""
    safe = _SAFE.sub(lambda m: f"_{ord(m[0]):x}_", key).replace("|", "-")
    if len(safe) > MAX_KEY:
        return f"{safe[:60].rstrip('.-')}__{content_key((key,), 12)}"
    return safe.replace(".", "_2e_") if safe.startswith(".") or safe.endswith(".") else safe


def paper_key(paper: str) -> str:
    """Return the IRI part of a paper's id; an old arXiv id keeps its archive (`math.CO/0309136`)."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", paper)


def author_key(name: str) -> str:
    """Return the IRI part of an author's name or handle: case and spacing folded, all else kept apart."""
    words = " ".join(unicodedata.normalize("NFKC", repair_encoding(name)).casefold().split())
    safe = re.sub(r"[^a-z0-9 ]", lambda m: f"_{ord(m[0]):x}_", words).replace(" ", "-")
    return safe if len(safe) <= MAX_KEY else f"{safe[:60]}__{content_key((words,), 12)}"
