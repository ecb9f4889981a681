"""Candidate names: every place where a rule of `rules/names.toml` sees one. Overlaps are resolved elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.lang.en.stop_words import STOP_WORDS

from extract.chunks import Chunk, Run, chunk_kind, find_runs
from extract.data import Knowledge
from extract.language import Lexicon, inflect
from extract.passage import Passage
from extract.stops import StopLists
from graph.keys import match_key
from graph.model import NamedType

PRIORITY = {
    "name.version": 9,
    "name.lexicon": 8,
    "name.abbreviation": 7,
    "name.title-prefix": 6,
    "name.coined": 5,
    "name.shape": 4,
    "name.announced": 3,
    "name.capitals": 2,
    "name.typed": 1,
    "name.echo": 0,
}
"""Which rule wins where two candidates cover the same characters."""

_ARTICLE = re.compile(
    r"^(?:a|an|the|this|our|its|their|several|new|novel|various|two|three|both|some|many|such)\b", re.I
)
_GENERIC_END = re.compile(
    r"(?:methods?|models?|approach(?:es)?|frameworks?|techniques?|strateg(?:y|ies)|datasets?|benchmarks?|findings|results|"
    r"systems?|algorithms?|solutions?|insights|evidence|analys[ie]s|experiments|tasks?|metrics?|pipelines?|studies)$"
)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A span that may be a name. `known` is the lexicon's name for it, with its type; `joined` is the longer span
    `long form (SF)` of an abbreviation, or its counterpart's key."""

    start: int
    end: int
    rule: str
    known: str = ""
    known_type: NamedType | None = None
    weak: bool = False
    pair: str = ""


class Finder:
    """Finds candidates in a passage; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._stops = StopLists(knowledge)
        self._patterns = {r.id: [re.compile(p) for p in r.patterns] for r in knowledge.of_kind("name")}
        self._openers = _openers(knowledge)
        self._version = re.compile(
            "".join(("(?:", "|".join(knowledge.rule("name.version").patterns), "){1,8}"))
        )
        nouns = (w for r in knowledge.of_kind("type", "after") for w in r.words)
        alternatives = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
        self._typed_after = re.compile(rf"\s(?:{alternatives})s?\b")
        self._apposition = re.compile(
            r"(?:,| is| are)\s(?:a|an|the first|our)\s(?:[\w-]+\s){0,5}?" + rf"(?:{alternatives})\b"
        )

    def find(self, passage: Passage) -> list[Candidate]:
        """Return all candidates of a passage, overlaps included, sorted."""
        finders: list[Callable[[Passage], Iterable[Candidate]]] = [self._known, self._pairs, self._coined]
        finders.append(self._title if passage.field == "title" else self._shaped)
        found = {self._recognise(passage, c) for finder in finders for c in finder(passage)}
        return _tie_known_pairs(sorted(c for c in found if not self._rejected(passage, c)))

    def _recognise(self, passage: Passage, c: Candidate) -> Candidate:
        """Return a candidate as known if the lexicon has it in another spelling (`Group-Relative Policy Optimization`)."""
        form = None if c.known or c.known_type else self._lexicon.whole(passage.text[c.start : c.end])
        return replace(c, known=form.entry.name, known_type=form.entry.type) if form else c

    def qualified(self, passage: Passage, c: Candidate) -> int:
        """Return where the words begin that qualify a lower-case technique (`sliding window` in front of attention).

        A descriptive word in front makes another mention of the same technique. At most three words are taken, each
        hyphenated or known to qualify some technique.
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

    def is_stop(self, surface: str) -> bool:
        """Say whether a surface is never a name: a stop word, a class of models, a number, a metric by its shape."""
        return surface in self._stops or any(p.search(surface) for p in self._patterns["name.not-metric"])

    def _rejected(self, passage: Passage, c: Candidate) -> bool:
        surface = passage.text[c.start : c.end]
        if c.known_type != "Benchmark" and self._stops.is_metric(surface, passage.text[c.end : c.end + 20]):
            return True
        if c.known:
            rest = _REST_OF_WORD.match(passage.text, c.end)
            return rest is not None and self._stops.is_exact(surface + rest[0])
        if self.is_stop(surface) or self._stops.ends_in_class(surface):
            return True
        own, behind = self._patterns["name.not-phenomenon"]
        return bool(own.match(surface) or behind.match(passage.text[c.end : c.end + 60]))

    def _known(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the lexicon's names; those of models take their size and version along."""
        for start, end, form in self._lexicon.find(passage.doc):
            entry = form.entry
            surface = passage.text[start:end]
            if surface not in (entry.name, *entry.aliases) and self._stops.is_exact(surface):
                continue
            known = Candidate(start, end, "name.lexicon", entry.name, entry.type, entry.weak)
            if entry.type == "Model" and not form.misspelt:
                grown = self._version.match(passage.text, end)
                sized = _SIZE_BEFORE.search(passage.text, max(0, start - 8), start)
                if (grown and grown.end() > end) or sized:
                    first, last = sized.start(1) if sized else start, grown.end() if grown else end
                    yield Candidate(first, last, "name.version", known_type="Model")
                    continue
            yield known

    def _pairs(self, passage: Passage) -> Iterator[Candidate]:
        """Yield both sides of each abbreviation pair that names something, tied by the short form's key."""
        for short, long in ((pair.short, pair.long) for pair in passage.pairs):
            if self._is_task(passage.text, long):
                continue
            key = match_key(passage.text[slice(*short)])
            if self._names_something(passage.text[slice(*short)], passage.text[slice(*long)]):
                for span in (short, long):
                    yield Candidate(*span, "name.abbreviation", pair=key)

    def banned(self, passage: Passage) -> frozenset[str]:
        """Return the keys of short forms that the text spells out as something that is no name."""
        keys = set()
        for short, long in ((pair.short, pair.long) for pair in passage.pairs):
            texts = passage.text[slice(*short)], passage.text[slice(*long)]
            if self._is_task(passage.text, long):
                keys.update(map(match_key, texts))
            elif texts[0].rstrip("s").isupper() and not self._names_something(*texts):
                keys.add(match_key(texts[0]))
        return frozenset(keys)

    def _is_task(self, text: str, long: tuple[int, int]) -> bool:
        """Say whether a spelt-out phrase is a task that something is made for (`a model for Video Grounding (VG)`)."""
        phrase = text[slice(*long)]
        made_for = _MADE_FOR.search(text, max(0, long[0] - 12), long[0])
        return made_for is not None and _TASK_HEAD.search(phrase) is not None and not self._known_key(phrase)

    def _names_something(self, short: str, long: str) -> bool:
        """Say whether a spelt-out acronym is a name: not a class or a metric; in lower case only with a technical head.

        `domain-specific language (DSL)` and `partial differential equations (PDEs)` are common nouns.
        """
        if self.is_stop(short) or self.is_stop(long) or _CLASS_PLURAL.search(long):
            return False
        if self._stops.ends_in_class(long) and (long.endswith("s") or "-" not in short):
            return False
        capitals = sum(word[:1].isupper() for word in re.split(r"[ -]", long))
        return capitals >= 2 or self._known_key(long) or _TECHNICAL_HEAD.search(long) is not None

    def _known_key(self, text: str) -> bool:
        return self._lexicon.whole(text) is not None

    def _coined(self, passage: Passage) -> Iterator[Candidate]:
        """Yield what the text calls or announces by name, in any case."""
        for rule in ("name.coined", "name.announced"):
            for pattern in self._patterns[rule]:
                for match in pattern.finditer(passage.text, 0, passage.sentences[-1][1]):
                    group = "quoted" if match.groupdict().get("quoted") else "plain"
                    surface = match[group]
                    if _ARTICLE.match(surface) or _GENERIC_END.search(surface):
                        continue
                    yield Candidate(match.start(group), match.end(group), rule)

    def _title(self, passage: Passage) -> Iterator[Candidate]:
        """Yield the prefix before a colon, and coined shapes; capitals mean nothing in a title."""
        for pattern in self._patterns["name.title-prefix"]:
            if (match := pattern.match(passage.text)) and len(match["name"].split()) <= 6:
                yield Candidate(match.start("name"), match.end("name"), "name.title-prefix")
        for run in find_runs(passage.text, 0, len(passage.text)):
            for part in _strong_parts(run):
                yield Candidate(part.start, part.end, "name.shape")

    def _shaped(self, passage: Passage) -> Iterator[Candidate]:
        """Yield runs with a coined shape, capitalised phrases, and single capitalised words that are typed."""
        for start, end in passage.sentences:
            for run in find_runs(passage.text, start, end):
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
        while trimmed and (self._stops.is_maker(trimmed.chunks[0].text) or self._only_opens(trimmed)):
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
        ordinary = first.text in self._stops or _ORDINARY.match(first.text) is not None
        return first.text.lower() in self._openers or (short and ordinary)

    def _is_typed(self, text: str, run: Run, sentence_end: int) -> bool:
        right = text[run.end : min(sentence_end, run.end + 90)]
        if self._typed_after.match(right):
            return not run.opens_sentence
        return self._apposition.match(right) is not None


_ORDINARY = re.compile(
    r"(?:[A-Z][a-z]*(?:ing|ed|ly|tions?|ments?|ings|als|ive|ous|able|ful|ical|ness|ity|ities|ance|ence|ers|ors)$)|(?:[A-Z][a-z]{0,3}$)"
)


_REST_OF_WORD = re.compile(r"-[A-Z]\w*")
_SIZE_BEFORE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?B)[ -]$")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Za-z0-9][\w-]*[a-z])\s$")
_MADE_FOR = re.compile(r"\b(?:for|of|on|in|as|tackle|address|task)\s(?:the\s)?$")
_TASK_HEAD = re.compile(
    r"(?:[Gg]rounding|[Dd]etection|[Ss]egmentation|[Cc]aptioning|[Aa]nswering|[Rr]ecognition|[Cc]lassification|[Tt]ranslation|"
    r"[Ss]ummari[sz]ation|[Tt]racking|[Ll]ocali[sz]ation|[Gg]eneration|[Ff]orecasting|[Nn]avigation|[Pp]arsing|[Uu]nderstanding|"
    r"[Rr]econstruction|[Ss]ynthesis|[Ee]stimation|[Mm]anipulation|[Cc]ompletion|[Rr]estoration|[Vv]erification|[Rr]etrieval)$"
)
_CLASS_PLURAL = re.compile(
    r"(?<![Dd]iffusion )\b(?:[Mm]odels|[Aa]gents|[Ss]ystems|[Ll]anguages|[Ee]quations|[Tt]asks|[Nn]etworks? [Mm]odels)$"
)
_TECHNICAL_HEAD = re.compile(
    r"(?:attention|learning|training|tuning|optimi[sz]ation|decoding|encoding|sampling|distillation|pruning|quanti[sz]ation|"
    r"regulari[sz]ation|normali[sz]ation|augmentation|retrieval|search|alignment|fusion|routing|masking|guidance|adaptation|"
    r"algorithm|method|framework|module|mechanism|network|transformer|loss|strategy|policy|adapter|scaling|caching|cache|"
    r"embedding|matching|flow|diffusion|splatting|field|fields|autoencoder|steering|editing|merging|replay|selection|"
    r"injection|aggregation|propagation|estimation|prompting|reasoning|planning|drafting|compression|pooling|scheduler|"
    r"initiali[sz]ation|gating|modeling|modelling|inversion|rendering|projection|reweighting|rewriting|calibration|"
    r"interpolation|supervision|experts|decomposition|verification|exploration|simulation|expansion|refinement|filtering)s?$",
    re.IGNORECASE,
)


def _openers(knowledge: Knowledge) -> frozenset[str]:
    """Return words that open sentences without being names: function words, and the verbs of all rules."""
    verbs = (form.split()[0] for rule in knowledge.rules for verb in rule.verbs for form in inflect(verb))
    words = (
        word
        for rule in knowledge.of_kind("relation")
        for phrase in rule.words
        for word in phrase.lower().split()[:1]
    )
    return frozenset((*STOP_WORDS, *verbs, *words))


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


def _tie_known_pairs(candidates: list[Candidate]) -> list[Candidate]:
    """Give the lexicon's names the abbreviation that the text ties them to."""
    pairs = {(c.start, c.end): c.pair for c in candidates if c.pair}
    return [replace(c, pair=pairs.get((c.start, c.end), "")) if c.known else c for c in candidates]


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep, of candidates that share characters, the longest; of equal ones the rule first in `PRIORITY`.

    A long form and its short form in brackets never overlap; returns the kept ones in order of position.
    """
    ranked = sorted(candidates, key=lambda c: (c.start - c.end, -PRIORITY[c.rule], c.start, not c.known))
    taken: set[int] = set()
    kept = []
    for c in ranked:
        places = range(c.start, c.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(c)
    return sorted(kept)


def echoes(passage: Passage, names: Iterable[str], taken: list[Candidate]) -> list[Candidate]:
    """Find further mentions of names that the paper uses elsewhere: as they stand, hyphens and blanks apart.

    A plain capitalised name is also looked for in capitals.
    """
    text = _JOINTS.sub(" ", passage.text[: passage.sentences[-1][1]])
    covered = bytearray(len(text))
    for t in taken:
        covered[t.start : t.end] = b"\1" * (t.end - t.start)
    found: list[Candidate] = []
    for name in sorted({n for n in names if len(n) > 2}, key=lambda n: (-len(n), n)):
        forms = {name, name.upper()} if name.isalpha() and name[0].isupper() else {name}
        for form in sorted(forms):
            for start, end in _places_of(text, _JOINTS.sub(" ", form)):
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * (end - start)
                    found.append(Candidate(start, end, "name.echo"))
    return found


_JOINTS = re.compile(r"[-\s]")


def _places_of(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a form stands as whole words, a plural s included."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        end += text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()
        if not (text[at - 1 : at].isalnum() and at) and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(form, at + 1)
