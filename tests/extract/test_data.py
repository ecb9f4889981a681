"""The rules and lexicons that come with the package: in order, without doubles, fast, and none dead."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.data import HERE, read_lexicon, read_rules
from extract.knowledge import LexiconEntry, Rule
from graph.model import Extraction

TABLES = sorted((HERE / "lexicon").glob("*.tsv"))
RULE_FILES = [path for path in sorted((HERE / "rules").glob("*.toml")) if path.stem != "confidence"]
RULES = [rule for path in RULE_FILES for rule in read_rules(path)]
PATTERNS = [
    pytest.param(rule, regex, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, regex in enumerate(rule.regexes)
]
HOMOGRAPHS = {
    "scm": "SCM is the structural causal model, sCM the simplified consistency model",
    "vits": "VITS synthesises speech, ViT-S is the small Vision Transformer",
}
"""Different things whose names only case or a hyphen tells apart."""


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_a_table_has_five_clean_columns(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        assert line.count("\t") == 4, f"{path.name}:{number}"
        assert all(cell == cell.strip() for cell in line.split("\t")), (
            f"{path.name}:{number}: blanks around a cell"
        )


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_a_table_is_sorted_and_holds_each_name_once(path: Path) -> None:
    names = [entry.name for entry in read_lexicon(path)]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))
    assert len(names) == len(set(names))


def bare(form: str) -> str:
    """Fold what spellings of one name differ in: case, hyphens, blanks."""
    return re.sub(r"[\s\-‐‑–]", "", form.casefold())


def test_no_form_stands_in_two_rows() -> None:
    rows: dict[str, set[str]] = defaultdict(set)
    for path in TABLES:
        for entry in read_lexicon(path):
            for form in forms(entry):
                rows[bare(form)].add(f"{path.name}: {entry.name}")
    doubles = {form: sorted(where) for form, where in rows.items() if len(where) > 1}
    assert set(doubles) <= set(HOMOGRAPHS), doubles
    assert set(HOMOGRAPHS) <= set(doubles), "a homograph that is none any more"


def forms(entry: LexiconEntry) -> Iterator[str]:
    yield from (entry.name, *entry.aliases, *entry.misspellings)


def test_no_row_repeats_a_form() -> None:
    for path in TABLES:
        for entry in read_lexicon(path):
            assert len(set(forms(entry))) == len(list(forms(entry))), f"{path.name}: {entry.name}"


def test_the_ids_of_rules_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pytest.mark.parametrize("path", sorted((HERE / "lexicon").glob("stop_*.txt")), ids=name_of)
def test_a_stop_list_says_what_it_is_and_repeats_nothing(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    entries = [line for line in lines if not line.startswith("#")]
    assert sorted({each for each in entries if entries.count(each) > 1}) == []
    assert all(entry and entry == entry.strip() for entry in entries)


@pytest.fixture(scope="module")
def example_texts(example_rows: list[Extraction]) -> list[str]:
    """Return the sentences and titles of `examples/`."""
    spans = ((row.source, span) for row in example_rows for span in row.sentences)
    return [source.text(span.field)[span.start : span.end] for source, span in spans]


def own_texts(rule: Rule) -> Iterator[str]:
    for example in (*rule.examples, *rule.counterexamples):
        yield re.sub(r"\[([^\]]+)\]", r"\1", example).removeprefix("# ")


def matches(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a pattern finds a word, or anything left or right of a place: rules look there."""
    if any(map(pattern.search, re.findall(r"[\w@-]+", text))):
        return True
    places = [match.start() for match in re.finditer(r"\b|(?<=\W)", text)]
    return any(pattern.search(text[at:]) or pattern.search(text[:at]) for at in (*places, len(text)))


@pytest.mark.parametrize(("rule", "pattern"), PATTERNS)
def test_every_pattern_finds_something_in_the_examples(
    rule: Rule, pattern: re.Pattern[str], example_texts: list[str]
) -> None:
    assert any(matches(pattern, own) for own in own_texts(rule)) or any(
        matches(pattern, sentence) for sentence in example_texts
    )


ADVERSARIAL = (
    *(
        "a ",
        "a-",
        "-",
        " ",
        ", ",
        ": ",
        "(",
        ")(",
        '"',
        '"a ',
        "’s ",
        ".",
        "1.",
        "1,",
        "50% ",
        "X",
        "Aa",
        "A1-",
    ),
    *(
        "Foo ",
        "Foo-Bar ",
        "Foo, ",
        "FooNet (FN), ",
        "the a ",
        "and ",
        "is a new ",
        "improvement of ",
        " mini",
    ),
    *('called "a ', "proposes a ", "by up to ", "accuracy of ", "v1.5-7B-"),
)


@pytest.mark.parametrize(("rule", "pattern"), PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_the_text(rule: Rule, pattern: re.Pattern[str]) -> None:
    for piece in ADVERSARIAL:
        short, long = (seconds(pattern, (piece * size)[:size]) for size in (5_000, 20_000))
        assert long < 0.02 or long < 10 * short, f"{piece!r}: {short:.3f} s, four times the text {long:.3f} s"


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the least CPU time of three searches, none of which may take long."""
    least = float("inf")
    for _ in range(3):
        start = time.process_time()
        pattern.search(text)
        least = min(least, time.process_time() - start)
        assert least < 5, f"{text[:20]!r} takes {least:.1f} s"
    return least
