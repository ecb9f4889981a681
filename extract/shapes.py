"""Names by their looks: coined shapes, capitalised phrases, single capitalised words that a noun types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS

from extract.candidates import Candidate
from extract.chunks import Chunker, Run
from extract.knowledge import Knowledge
from extract.language import inflect
from extract.passage import Passage
from extract.stops import StopLists

_ARTICLES = ("The", "A", "An", "Our", "This")


def opening_words(knowledge: Knowledge) -> frozenset[str]:
    """Return words that open sentences without being names: function words, and the verbs of all rules."""
    verbs = (form.split()[0] for rule in knowledge.rules for verb in rule.verbs for form in inflect(verb))
    phrases = (phrase for rule in knowledge.of_kind("relation") for phrase in rule.words)
    return frozenset((*STOP_WORDS, *verbs, *(phrase.lower().split()[0] for phrase in phrases)))


class Shapes:
    """Finds candidates by their looks; made once for some knowledge. `openers` are `opening_words`."""

    def __init__(self, knowledge: Knowledge, stops: StopLists, openers: frozenset[str]) -> None:
        self._stops = stops
        self._openers = openers
        self._runs = Chunker(knowledge).runs
        self._title_prefix = knowledge.pattern("name.title-prefix")
        self._ordinary = knowledge.pattern("name.ordinary")
        nouns = (w for r in knowledge.of_kind("type", "after") for w in r.words)
        alternatives = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
        self._typed_after = re.compile(rf"\s(?:{alternatives})s?\b")
        self._called_before = knowledge.pattern("name.called-before")
        self._called_behind = knowledge.pattern("name.called-behind")
        self._introduces = knowledge.pattern("name.introduces")
        self._typed_before = re.compile(
            rf"\b(?:an?|the|new|novel|our|two|three)\s(?:[\w-]+,?\s){{0,5}}(?:{alternatives})s?"
            r"(?:,|,?\s(?:called|named|termed|dubbed|namely))\s[\"'“]?$"
        )
        self._apposition = re.compile(
            rf"(?:,| is| are)\s(?:a|an|the first|our)\s(?:[\w-]+\s){{0,5}}?(?:{alternatives})\b"
        )

    def in_title(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the prefix before a colon, and coined shapes; capitals mean nothing in a title."""
        match = self._title_prefix.match(passage.text)
        if match and len(match["name"].split()) <= 6:
            yield Candidate(match.start("name"), match.end("name"), "name.title-prefix")
        for start, end in passage.sentences:
            for run in self._runs(passage.text, start, end):
                for part in _strong_parts(run):
                    yield Candidate(part.start, part.end, "name.shape")

    def in_sentences(self, passage: Passage) -> Iterator[Candidate]:
        """Yield runs with a coined shape, capitalised phrases, single capitalised words that are typed."""
        for start, end in passage.sentences:
            for run in self._runs(passage.text, start, end):
                if not (trimmed := self._trim(run)):
                    continue
                rule = "name.shape" if trimmed.strong else "name.capitals"
                words = [c for c in trimmed.chunks if c.kind != "version"]
                if rule == "name.capitals" and len(words) == 1:
                    if not self._is_typed(passage.text, trimmed, end):
                        continue
                    rule = "name.typed"
                yield Candidate(trimmed.start, trimmed.end, rule)

    def _trim(self, run: Run) -> Run | None:
        """Cut ordinary words off a run's ends: the first word of a sentence, organisations, classes."""
        trimmed: Run | None = run
        while trimmed and (
            self._stops.is_maker(trimmed.chunks[0].text)
            or self._only_opens(trimmed)
            or trimmed.chunks[0].text in _ARTICLES
        ):
            trimmed = trimmed.without(left=1)
        while trimmed and self._stops.is_maker(trimmed.chunks[-1].text):
            trimmed = trimmed.without(right=1)
        return trimmed

    def _only_opens(self, run: Run) -> bool:
        """Say whether a run's first word is capitalised only because it begins the sentence."""
        first = run.chunks[0]
        if not run.opens_sentence or first.kind != "capital":
            return False
        short = len(run.chunks) <= 2 or run.chunks[1].kind == "strong"
        ordinary = first.text in self._stops or self._ordinary.match(first.text) is not None
        return first.text.lower() in self._openers or (short and ordinary)

    def _is_typed(self, text: str, run: Run, sentence_end: int) -> bool:
        right = text[run.end : min(sentence_end, run.end + 90)]
        if self._typed_after.match(right):
            return not run.opens_sentence
        if self._apposition.match(right):
            return True
        if self._called_before.search(text[max(0, run.start - 20) : run.start]):
            return self._called_behind.match(right) is not None
        if run.opens_sentence:
            return self._introduces.match(right) is not None
        return self._typed_before.search(text[max(0, run.start - 90) : run.start]) is not None


def _strong_parts(run: Run) -> Iterator[Run]:
    """Yield each coined chunk of a title with the versions that follow it."""
    index = 0
    while index < len(run.chunks):
        if run.chunks[index].kind == "strong":
            last = index
            while last + 1 < len(run.chunks) and run.chunks[last + 1].kind == "version":
                last += 1
            yield Run(run.chunks[index : last + 1], run.opens_sentence and index == 0)
            index = last
        index += 1
