"""A field of a row, read once: its tokens and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract.abbreviations import Pair, find_pairs, title_pair, worded_pairs
from extract.sentences import pieces, said_end, said_start, sentence_bounds
from graph.model import FieldName, Source


@dataclass(frozen=True, slots=True)
class Passage:
    """A field's text as stored, with what matching needs: its tokens, sentences and abbreviation pairs.

    It has one sentence at least.
    """

    field: FieldName
    text: str
    doc: Doc
    sentences: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Return the bounds of the sentence at an offset (of the one before, if it lies between two)."""
        index = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[max(index, 0)]


_ENDLESS = re.compile(r"\S{300,}")
"""No name is that long, and the tokenizer takes quadratic time for it."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def read_passages(nlp: Language, source: Source) -> list[Passage]:
    """Tokenise the title and what the summary says of the paper; empty fields give no passage."""
    passages = []
    fields: tuple[tuple[FieldName, int], ...] = (
        ("title", len(source.title)),
        ("summary", said_end(source.summary)),
    )
    for name, end in fields:
        text = source.text(name)
        bounds = pieces(text, 0, end) if name == "title" else sentence_bounds(text, end, said_start(text))
        if bounds and text[:end].strip():
            pairs = [p for a, b in bounds for p in (*find_pairs(text, a, b), *worded_pairs(text, a, b))]
            if name == "title" and (spelt := title_pair(text)):
                pairs.append(spelt)
            doc = nlp.make_doc(_ENDLESS.sub(_blank, text[:end]))
            passages.append(Passage(name, text, doc, tuple(bounds), tuple(pairs)))
    return passages
