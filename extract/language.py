"""The spaCy pipeline: a blank English tokenizer, a spelling-tolerant norm, and matchers made of our data.

No model is needed. Tokens only serve matching; offsets are characters of the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.attrs import LOWER, NORM  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from extract.knowledge import Knowledge, LexiconEntry, Rule
from graph.keys import match_key

_BRITISH = re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|ation|er)$")
_INFIXES = (r"(?<=\))-(?=[A-Za-z])", r"(?<=[a-z]{2})\.(?=[A-Z][a-z])", r"(?<=[A-Za-z0-9])[/+](?=[A-Z])")
_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z])[ -]?(?=\d)")
_PREFIX = re.compile(
    r"\b(fine|pre|post|multi|semi|meta|hyper|auto|co|non|sub|super|re|de|un|under|over)[- ](?=[a-z]{4})"
)
TOKEN_CACHE = 100_000
"""Words whose tokens are kept: enough for the lexicon and for years of digests, and a bound on memory."""
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
_PAST = 2
"""Where `inflect` puts the past form."""
_IRREGULAR = {
    "build": "built",
    "outdo": "outdid",
    "beat": "beat",
    "draw": "drew",
    "lead": "led",
    "run": "ran",
}


def norm(text: str) -> str:
    """Fold one token: case, a plural s, -ise and -our spellings."""
    folded = text.casefold().replace("’", "'")
    folded = _BRITISH.sub(lambda m: "iz" + m[1], folded)
    folded = folded.replace("modell", "model").replace("behaviour", "behavior")
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return folded


def make_language() -> Language:
    """Return a blank English tokenizer with our infixes and norm."""
    nlp = spacy.blank("en")
    infixes = [*nlp.Defaults.infixes, *_INFIXES]  # type: ignore[misc]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    # The matchers need these two; the dozens of others would slow the start down by a quarter of a second.
    getters = {LOWER: str.lower, NORM: norm}
    nlp.vocab.lex_attr_getters = getters  # type: ignore[attr-defined]  # missing in spaCy's stub
    nlp.tokenizer.max_cache_size = TOKEN_CACHE  # type: ignore[union-attr]
    return nlp


def inflect(verb: str) -> list[str]:
    """Return a verb's forms; in a phrase (`build on`) the first word is inflected."""
    first, _, rest = verb.partition(" ")
    stem = first[:-1] if first.endswith("e") else first + first[-1] if _DOUBLING.search(first) else first
    if first.endswith("y") and first[-2] not in "aeiou":
        forms = [first, first[:-1] + "ies", first[:-1] + "ied", first + "ing"]
    else:
        third = first + ("es" if first.endswith(("s", "x", "ch", "sh", "z")) else "s")
        forms = [first, third, _IRREGULAR.get(first, stem + "ed"), stem + "ing"]
    return [f"{form} {rest}".strip() for form in forms]


def spellings(form: str) -> Iterator[str]:
    """Yield the ways to write a name, itself first.

    They differ in hyphens and blanks, in a version that is joined or apart, in a prefix (`finetuning`).
    """
    yield form
    if _LETTER_DIGIT.search(form):
        for joint in ("", " ", "-"):
            yield _LETTER_DIGIT.sub(joint, form, count=1)
    if _PREFIX.search(form):
        yield _PREFIX.sub(r"\1", form)
    if "-" in form or " " in form:
        yield form.replace("-", " ")
        if len(form.split()) <= 4:
            yield form.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a lexicon entry; a misspelling resolves to the entry's name."""

    text: str
    entry: LexiconEntry
    misspelt: bool = False

    def accepts(self, surface: str) -> bool:
        """Say whether the case of `surface` allows it to be this form.

        Several words and lower-case names match in any case. A single word needs its first capital; with
        more capitals (ZeRO, GRPO) at least two of them, and as a short acronym all: ACE is a method, ace is
        a word.
        """
        if self.text.islower() or " " in self.text or (len(self.text) > 8 and "-" in self.text):
            return True
        capitals = sum(c.isupper() for c in self.text)
        letters = sum(c.isalpha() for c in self.text)
        if capitals == letters <= 5:
            return _bare(surface) == _bare(self.text)
        if capitals >= 2:
            return sum(c.isupper() for c in surface) >= 2
        if any(c.isdigit() for c in self.text) and letters >= 3:
            return True
        return not capitals or (surface[:1].isupper() == self.text[:1].isupper() and not surface.islower())


def _bare(text: str) -> str:
    return text.removesuffix("s").replace(" ", "").replace("-", "")


class Lexicon:
    """Finds the lexicon's names in a tokenised text.

    Names are looked up by the norms of their tokens: to fill a PhraseMatcher with 50,000 of them would take
    as long again as tokenising them. `modifiers` are the words that stand before the last word of some name:
    what may qualify a technique.
    """

    def __init__(self, nlp: Language, entries: Iterable[LexiconEntry]) -> None:
        norms: dict[str, tuple[int, ...]] = {}
        self._forms: dict[tuple[int, ...], list[Form]] = {}
        for entry in entries:
            forms = [Form(t, entry) for t in (entry.name, *entry.aliases)]
            for form in (*forms, *(Form(t, entry, misspelt=True) for t in entry.misspellings)):
                for text in spellings(form.text):
                    if text not in norms:
                        norms[text] = tuple(_norms(nlp.make_doc(text)))
                    self._forms.setdefault(norms[text], []).append(form)
        self._exact = {form.text: form for forms in self._forms.values() for form in forms}
        self._lengths: dict[int, set[int]] = {}
        for key in self._forms:
            self._lengths.setdefault(key[0], set()).add(len(key))
        self._whole = {
            match_key(f.text): f
            for forms in self._forms.values()
            for f in forms
            if " " in f.text or "-" in f.text
        }
        self.modifiers = frozenset(
            word
            for text in norms
            for word in text.lower().split()[:-1]
            if len(word) > 2 and word not in STOP_WORDS
        )

    def whole(self, text: str) -> Form | None:
        """Return the form of several words that a text is, whatever its case, hyphens and blanks."""
        return self._whole.get(match_key(text))

    def alone(self, text: str) -> Form | None:
        """Return the form that a text is to the letter."""
        return self._exact.get(text)

    def find(self, doc: Doc) -> Iterator[tuple[int, int, Form]]:
        """Yield (start, end, form) in characters; overlaps included."""
        norms = _norms(doc)
        for first, norm_ in enumerate(norms):
            for length in self._lengths.get(norm_, ()):
                forms = self._forms.get(tuple(norms[first : first + length]))
                if forms and first + length <= len(norms):
                    span = doc[first : first + length]
                    if form := _choose(forms, span.text):
                        yield span.start_char, span.end_char, form


def _norms(doc: Doc) -> list[int]:
    found: list[int] = doc.to_array(NORM).tolist()
    return found


def _choose(forms: Sequence[Form], surface: str) -> Form | None:
    """Return the form that is written just so, else the first whose case allows it."""
    exact = (f for f in forms if f.text == surface)
    return next(exact, None) or next((f for f in forms if f.accepts(surface)), None)


class Triggers:
    """Finds the verbs and words of all rules that have some, with one PhraseMatcher for all classes."""

    def __init__(self, nlp: Language, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for rule in rules:
            present = (form for verb in rule.present for i, form in enumerate(inflect(verb)) if i != _PAST)
            phrases = [*rule.words, *(form for verb in rule.verbs for form in inflect(verb)), *present]
            for phrase in phrases:
                doc = _phrase(nlp, phrase.lower())
                key = " ".join(t.lower_ for t in doc)
                known = self._rules.setdefault(key, [])
                if not known:
                    self._matcher.add(key, [doc])
                if rule not in known:
                    known.append(rule)
        self._vocab = nlp.vocab

    def find(self, doc: Doc) -> list[tuple[int, int, tuple[Rule, ...]]]:
        """Return (start, end, rules) in characters, sorted.

        Of overlapping phrases of one kind and place only the longest counts.
        """
        hits = [
            (doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), self._vocab.strings[key])
            for key, a, b in self._matcher(doc)
            if not a or doc[a - 1].text != "-" or doc[a - 1].whitespace_ or doc[a].text == "-"
        ]
        hits.sort(key=lambda h: (h[0], -h[1]))
        reach: dict[tuple[str, str], int] = {}
        kept: list[tuple[int, int, tuple[Rule, ...]]] = []
        for start, end, key in hits:
            rules = tuple(r for r in self._rules[key] if start >= reach.get((r.kind, r.place), 0))
            if rules:
                reach.update(((r.kind, r.place), end) for r in rules)
                kept.append((start, end, rules))
        return kept


def _phrase(nlp: Language, phrase: str) -> Doc:
    """Tokenise a phrase; one that begins with a hyphen (`-based`) as it stands behind a word."""
    return nlp.make_doc(f"x{phrase}")[1:].as_doc() if phrase.startswith("-") else nlp.make_doc(phrase)


def make_matchers(knowledge: Knowledge) -> tuple[Language, Lexicon, Triggers]:
    """Return the tokenizer and the two matchers for this knowledge."""
    nlp = make_language()
    with_words = (r for r in knowledge.rules if r.kind in ("introduce", "relation"))
    return nlp, Lexicon(nlp, knowledge.lexicon), Triggers(nlp, with_words)
