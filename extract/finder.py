"""Every place where a rule of `rules/names.toml` sees a name. Overlaps are resolved elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from spacy.lang.en.stop_words import STOP_WORDS

from extract.acronyms import Acronyms
from extract.candidates import Candidate
from extract.knowledge import Knowledge
from extract.language import Lexicon
from extract.passage import Passage
from extract.shapes import Shapes, opening_words
from extract.stops import StopLists
from graph.keys import match_key

_REST_OF_WORD = re.compile(r"-[A-Z]\w*")
_SIZE_BEFORE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?B)[ -]$")
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
_QUOTES = "\"“'‘"
_NUMBER_BEFORE = re.compile(r"\d%?\s$")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Za-z0-9][\w-]*[a-z])\s$")


_EDITION = re.compile(r"[\s-](?:v?\d+(?:\.\d+)*|(?:19|20)\d\d)$")


class Finder:
    """Finds candidates in a passage; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._stops = StopLists(knowledge)
        self._openers = opening_words(knowledge)
        self._acronyms = Acronyms(knowledge, lexicon, self._stops)
        self._shapes = Shapes(knowledge, self._stops, self._openers)
        self._versions = re.compile(f"(?:{'|'.join(knowledge.rule('name.version').patterns)}){{1,8}}")
        self._coined = [(r, p) for r in ("name.coined", "name.announced") for p in knowledge.rule(r).regexes]
        self._member = knowledge.pattern("name.member")
        self._article = knowledge.pattern("name.article")
        self._generic_end = knowledge.pattern("name.generic-end")
        self._phenomenon = knowledge.pattern("name.phenomenon")
        self._metric_behind = knowledge.pattern("name.metric-behind")
        self._phenomenon_behind = knowledge.pattern("name.phenomenon-behind")
        self._no_name_before = knowledge.pattern("name.no-name-before")
        self._made_before = knowledge.pattern("name.made-before")
        self._made_behind = knowledge.pattern("name.made-behind")
        self._called_before = knowledge.pattern("name.called-before")
        self._called_behind = knowledge.pattern("name.called-behind")
        self._kinds_before = knowledge.pattern("name.kinds-before")
        self._points_behind = knowledge.pattern("name.points-behind")
        self._bench_shape = knowledge.pattern("type.suffix.benchmark")

    def find(self, passage: Passage) -> list[Candidate]:
        """Return all candidates of a passage, overlaps included, sorted."""
        looks = self._shapes.in_title if passage.field == "title" else self._shapes.in_sentences
        found = chain(
            self._known(passage),
            self._acronyms.candidates(passage),
            self._announced(passage),
            self._members(passage),
            looks(passage),
        )
        recognised = {self._recognise(passage, c) for c in found}
        return _tie_known_pairs(sorted(c for c in recognised if not self._rejected(passage, c)))

    def banned(self, passage: Passage) -> frozenset[str]:
        """Return the keys of what the text spells out as something that is no name, a metric for one."""
        measured = (
            match_key(passage.text[slice(*span)])
            for pair in passage.pairs
            if not self._lexicon.whole(passage.text[slice(*pair.long)])
            and self._no_name_before.search(passage.text, max(0, pair.long[0] - 120), pair.long[0])
            for span in (pair.short, pair.long)
        )
        return self._acronyms.banned(passage).union(measured)

    def qualified(self, passage: Passage, c: Candidate) -> int:
        """Return where the words begin that qualify a lower-case technique (`sliding window` attention).

        A descriptive word in front makes another mention of the same technique. At most three words are
        taken, each hyphenated or known to qualify some technique.
        """
        start = c.start
        for _ in range(3):
            word = _WORD_BEFORE.search(passage.text, max(0, start - 30), start)
            if not word or word[1].lower() in self._openers:
                break
            if "-" not in word[1] and word[1].lower() not in self._lexicon.modifiers:
                break
            start = word.start(1)
        return start

    def _recognise(self, passage: Passage, c: Candidate) -> Candidate:
        """Return a candidate as known if the lexicon has it in another spelling (`Low Rank-Adaptation`)."""
        if c.known or (c.known_type and c.rule != "name.version"):
            return c
        surface = passage.text[c.start : c.end]
        if form := self._lexicon.whole(surface):
            return replace(c, known=form.entry.name, known_type=form.entry.type)
        bare = _EDITION.sub("", surface)
        if bare != surface and (form := self._lexicon.alone(bare)) and form.entry.type == "Benchmark":
            return replace(c, known_type="Benchmark")  # an edition of a benchmark: SQuAD v1.1, ILSVRC 2015
        return c

    def _rejected(self, passage: Passage, c: Candidate) -> bool:
        surface = passage.text[c.start : c.end]
        if c.known_type != "Benchmark" and self._stops.is_metric(surface, passage.text[c.end : c.end + 20]):
            return True
        if c.known_type != "Benchmark" and self._is_counted(passage.text, c):
            return True
        if c.known and surface.endswith("-based") and not self._is_made_of(passage, c):
            return True
        if c.known:
            rest = _REST_OF_WORD.match(passage.text, c.end)
            return rest is not None and self._stops.is_exact(surface + rest[0])
        if self._stops.may_be_coined(surface) and (
            c.rule == "name.title-prefix" or self._is_called(passage.text, c)
        ):
            return False
        if self._stops.rules_out(surface) or self._stops.ends_in_class(surface):
            return True
        behind = passage.text[c.end : c.end + 60]
        before = passage.text[max(passage.sentence_of(c.start)[0], c.start - 120) : c.start]
        if self._metric_behind.match(behind) or (not c.known_type and self._no_name_before.search(before)):
            return True
        if c.rule == "name.capitals" and self._kinds_before.search(before):
            return True
        return bool(self._phenomenon.match(surface) or self._phenomenon_behind.match(behind))

    def _is_called(self, text: str, c: Candidate) -> bool:
        """Say whether the words around say that something is called so: `introduces ARM, a model`."""
        before = self._called_before.search(text, max(0, c.start - 20), c.start)
        return before is not None and self._called_behind.match(text[c.end : c.end + 12]) is not None

    def _is_made_of(self, passage: Passage, c: Candidate) -> bool:
        """Say whether `diffusion-based` is said of one thing, not of a class."""
        before = passage.text[max(passage.sentence_of(c.start)[0], c.start - 60) : c.start]
        behind = passage.text[c.end : c.end + 60]
        return bool(self._made_before.search(before) and self._made_behind.match(behind))

    def _is_counted(self, text: str, c: Candidate) -> bool:
        """Say whether a name stands between a number and its unit: a metric (`2.1 COMET points`)."""
        return text[c.start - 1 : c.start] == " " and bool(
            _NUMBER_BEFORE.search(text, max(0, c.start - 4), c.start)
            and self._points_behind.match(text[c.end : c.end + 10])
            and not self._bench_shape.search(text[c.start : c.end])
        )

    def _known(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the lexicon's names; those of models take their size and version along."""
        for start, end, form in self._lexicon.find(passage.doc):
            entry = form.entry
            surface = passage.text[start:end]
            if surface not in (entry.name, *entry.aliases) and self._stops.is_exact(surface):
                continue
            if entry.type == "Model" and not form.misspelt:
                first, last = self._with_version(passage.text, start, end)
                if (first, last) != (start, end):
                    yield Candidate(first, last, "name.version", known_type="Model")
                    continue
            yield Candidate(start, end, "name.lexicon", entry.name, entry.type, entry.weak)

    def _with_version(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of a model's name with the size before it and the versions behind it."""
        grown = self._versions.match(text, end)
        sized = _SIZE_BEFORE.search(text, max(0, start - 8), start)
        return sized.start(1) if sized else start, grown.end() if grown else end

    def _members(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the capitalised words of a list of agents or modules; in a title capitals mean nothing."""
        if passage.field == "title":
            return
        for found in self._member.finditer(passage.text, 0, passage.sentences[-1][1]):
            for word in _CAPITALISED.finditer(passage.text, *found.span("list")):
                yield Candidate(word.start(), word.end(), "name.member")

    def _announced(self, passage: Passage) -> Iterator[Candidate]:
        """Yield what the text calls or announces by name, in any case."""
        quoted = any(mark in passage.text for mark in _QUOTES)
        for rule, pattern in self._coined:
            if not quoted and "(?P<plain>" not in pattern.pattern:
                continue
            for match in pattern.finditer(passage.text, 0, passage.sentences[-1][1]):
                group = "quoted" if match.groupdict().get("quoted") else "plain"
                words = match[group].split()
                if any(w in STOP_WORDS for w in words) or self._generic_end.search(match[group]):
                    continue
                if not self._article.match(match[group]):
                    yield Candidate(match.start(group), match.end(group), rule)


def _tie_known_pairs(candidates: list[Candidate]) -> list[Candidate]:
    """Give the lexicon's names the abbreviation that the text ties them to."""
    pairs = {(c.start, c.end): c.pair for c in candidates if c.pair}
    return [replace(c, pair=pairs.get((c.start, c.end), "")) if c.known else c for c in candidates]
