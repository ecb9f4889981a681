"""Lexicons and rules of a user's own: they win over ours, and bad ones are refused with place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.data import DataError, load
from extract.pipeline import Extractor
from graph.model import Extraction, Source

HEADER = "name\ttype\taliases\tmisspellings\tflags"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def lexicon(folder: Path, *rows: str) -> Path:
    """Write a lexicon; a row is given as its cells with `;` between them, the last ones may be left out."""
    path = folder / "mine.tsv"
    cells = [(row + ";" * 4).split(";")[:5] for row in rows]
    path.write_text("\n".join([HEADER, *map("\t".join, cells)]) + "\n", encoding="utf-8")
    return path


def rules(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(summary: str, lexicons: list[Path] | None = None, own_rules: list[Path] | None = None) -> Extraction:
    source = Source("t-mine", "2025-01-02", "A study", summary=summary)
    return Extractor(lexicons or [], own_rules or []).extract(source)


def types(extraction: Extraction) -> dict[str, str]:
    return {entity.name: entity.type for entity in extraction.entities}


def test_an_entry_names_what_nothing_else_would(folder: Path) -> None:
    path = lexicon(folder, "zorbling;Technique;zorb method;zorbeling")
    found = read("They use zorbling. The zorb method helps. So does zorbeling.", [path])
    assert types(found) == {"zorbling": "Technique"}
    assert [m.text for m in found.entities[0].mentions] == ["zorbling", "zorb method", "zorbeling"]
    assert ("PAPER", "uses", "zorbling") in {(r.head, r.relation, r.tail) for r in found.relations}


@pytest.mark.parametrize("own", ["GRPO;Model", "grpo;Model", "Group Relative Policy Optimization;Model"])
def test_an_entry_replaces_ours_in_any_spelling(folder: Path, own: str) -> None:
    path = lexicon(folder, own)
    name = own.partition(";")[0]
    found = read(f"It is trained by {name} for a while.", [path])
    assert types(found)[name] == "Model"


def test_an_entry_takes_its_name_from_among_our_aliases(folder: Path) -> None:
    path = lexicon(folder, "Deep RL;Model")
    assert types(read("They rely on deep RL.", [path])) == {"Deep RL": "Model"}


@pytest.mark.parametrize(
    "own", ["accuracy", "openai", "OpenAI", "object detection", "reward model", "H100", "SOTA"]
)
def test_an_entry_wins_over_the_stop_lists(folder: Path, own: str) -> None:
    summary = {"openai": "They rely on OpenAI here."}.get(own, f"They rely on {own} here.")
    assert types(read(summary, [lexicon(folder, f"{own};Technique")])) == {own: "Technique"}


def test_only_what_the_user_claims_changes(folder: Path) -> None:
    ours, mixed = load(), load((lexicon(folder, "PPO;Model"),))
    assert {e.name for e in ours.lexicon} - {e.name for e in mixed.lexicon} <= {
        "PPO",
        "Proximal Policy Optimization",
    }
    assert mixed.lexicon[0].name == "PPO"
    assert ours.stops == mixed.stops


def test_of_two_lexicons_the_last_counts(folder: Path) -> None:
    first = lexicon(folder, "Zorb;Model").rename(folder / "first.tsv")
    second = lexicon(folder, "Zorb;Benchmark")
    assert types(read("They evaluate Zorb.", [first, second])) == {"Zorb": "Benchmark"}


def test_a_lexicon_may_come_from_another_system(folder: Path) -> None:
    path = folder / "mine.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\nZorb\tModel\t\t\t\r\n\r\n".encode())
    assert load((path,)).lexicon[0].name == "Zorb"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.tsv:1: the header must be"),
        ("name\ttype\n", "mine.tsv:1: the header must be"),
        (HEADER + "\n", "mine.tsv: holds no entry"),
        (HEADER + "\nA\tModel\t\t\t\n\nB\tModel\n", "mine.tsv:4: 2 columns, expected 5"),
        (HEADER + "\n\tModel\t\t\t\n", "mine.tsv:2: needs a name and a type of Model, Dataset"),
        (HEADER + "\nA\tMetric\t\t\t\n", "mine.tsv:2: needs a name and a type of Model, Dataset"),
        (HEADER + "\nA\tModel\t\t\tstrong\n", "mine.tsv:2: unknown flag 'strong'"),
        (HEADER + "\nA\tModel\t\t\t\nA\tDataset\t\t\t\n", "mine.tsv:3: a second entry of 'A'"),
    ],
)
def test_a_bad_lexicon_says_where_and_why(folder: Path, text: str, message: str) -> None:
    path = folder / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load((path,))
    assert message in str(raised.value)


def test_a_file_in_another_encoding_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "mine.tsv"
    path.write_bytes(f"{HEADER}\nCafé\tModel\t\t\t\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"mine\.tsv:2: not UTF-8"):
        load((path,))
    toml = folder / "mine.toml"
    toml.write_bytes("# Café".encode("utf-16"))
    with pytest.raises(DataError, match=r"mine\.toml:1: not UTF-8"):
        load((), (toml,))


def test_a_missing_file_is_refused(folder: Path) -> None:
    with pytest.raises(DataError, match=r"none\.tsv: No such file"):
        load((folder / "none.tsv",))


RULE = """
[[rule]]
id = "{id}"
kind = "{kind}"
{rest}
examples = ["x"]
"""


def rule(id: str, kind: str, *rest: str) -> str:
    return RULE.format(id=id, kind=kind, rest="\n".join(rest))


def test_a_rule_adds_words_of_ones_own(folder: Path) -> None:
    text = rule("extends.mine", "relation", 'place = "right"', 'yields = "extends"', 'verbs = ["zorb"]')
    summary = "FooNet zorbs LoRA."
    relations = read(summary, own_rules=[rules(folder, text)]).relations
    assert [(r.head, r.relation, r.tail, r.rule) for r in relations] == [
        ("FooNet", "extends", "LoRA", "extends.mine")
    ]
    assert not [r for r in read(summary).relations if r.relation == "extends"]


def test_a_rule_of_types_adds_a_head_noun(folder: Path) -> None:
    text = rule(
        "type.mine", "type", 'place = "after"', 'yields = "Benchmark"', "weight = 9", 'words = ["zorbary"]'
    )
    summary = "They tell of the FooBar zorbary."
    assert types(read(summary, own_rules=[rules(folder, text)])) == {"FooBar": "Benchmark"}
    assert types(read(summary)) != {"FooBar": "Benchmark"}


def test_a_rule_replaces_ours_of_the_same_id(folder: Path) -> None:
    text = rule("extends.verb", "relation", 'place = "right"', 'yields = "extends"', 'verbs = ["zorb"]')
    found = read("FooNet extends LoRA. FooNet zorbs GRPO.", own_rules=[rules(folder, text)])
    assert [r.tail for r in found.relations if r.relation == "extends"] == ["GRPO"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.toml: holds no [[rule]]"),
        ("[[rule", "mine.toml: Expected ']]'"),
        ("[rule]\nid = 'x'", "mine.toml: expected only [[rule]] tables"),
        ("rule = [1]", "mine.toml: expected only [[rule]] tables"),
        ("[[rules]]\nid = 'x'", "mine.toml: expected only [[rule]] tables"),
        (rule("x", "relation", "colour = 1"), "mine.toml: rule x: unknown field 'colour'"),
        (rule("x", "relations", ""), "mine.toml: rule x: needs an id, a kind of name, type"),
        (rule("", "relation", ""), "mine.toml: rule : needs an id"),
        (rule("x", "relation", 'place = "above"'), "mine.toml: rule x: needs an id, a kind"),
        (rule("x", "relation", 'yields = "likes"'), "mine.toml: rule x: yields must be one of uses"),
        (rule("x", "type", 'yields = "Metric"'), "mine.toml: rule x: yields must be one of Model"),
        (rule("x", "type", 'weight = "3"'), "mine.toml: rule x: weight has the wrong type"),
        (rule("x", "introduce", "weight = nan"), "mine.toml: rule x: weight must be finite"),
        (rule("x", "relation", 'words = "a"'), "mine.toml: rule x: words must be a list"),
        (rule("x", "relation", 'words = [""]'), "mine.toml: rule x: words must be a list of non-empty"),
        (
            rule("name.title-prefix", "name", "patterns = ['(']"),
            "mine.toml: rule name.title-prefix: missing ), unterminated subpattern",
        ),
        (rule("x", "introduce", 'place = "left"') * 2, "mine.toml: rule x: a second rule with this id"),
        (rule("x", "introduce", 'place = "left"'), "mine.toml: rule x: needs words"),
        (rule("x", "type", 'yields = "Model"', 'place = "suffix"'), "mine.toml: rule x: needs patterns"),
        (rule("x", "name", "patterns = ['a']"), "rule x: a rule that replaces none of ours must be of"),
        (
            rule("extends.verb", "introduce", ""),
            "extends.verb: replaces a rule of kind 'relation' and place 'right'",
        ),
        (
            rule("result.share", "context", ""),
            "rule result.share: needs patterns, as the rule it replaces has",
        ),
        (rule("name.title-prefix", "name", "patterns = ['a']"), "needs a group (?P<name>...)"),
    ],
)
def test_a_bad_rule_says_where_and_why(folder: Path, text: str, message: str) -> None:
    with pytest.raises(DataError) as raised:
        load((), (rules(folder, text),))
    assert message in str(raised.value)


def test_data_of_ones_own_changes_the_fingerprint(folder: Path) -> None:
    path = lexicon(folder, "Zorb;Model")
    before = Extractor([path]).fingerprint
    assert before != Extractor().fingerprint
    lexicon(folder, "Zorb;Dataset")
    assert Extractor([path]).fingerprint != before
