"""What sentences say between things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import PAPER, Extraction

Read = Callable[..., Extraction]
Triple = tuple[str, str, str]


def said(x: Extraction) -> set[Triple]:
    return {(r.head, r.relation, r.tail) for r in x.relations}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("This paper introduces FooNet. FooNet leverages LoRA.", ("FooNet", "uses", "LoRA")),
        ("This paper introduces FooNet. FooNet extends LoRA to graphs.", ("FooNet", "extends", "LoRA")),
        ("This paper introduces FooNet. FooNet outperforms GPT-4o.", ("FooNet", "comparedWith", "GPT-4o")),
        ("This paper introduces FooNet. It is trained on ImageNet.", ("FooNet", "trainedOn", "ImageNet")),
        ("This paper introduces FooNet. It is tested on GSM8K.", ("FooNet", "evaluatedOn", "GSM8K")),
        ("The study uses LoRA.", (PAPER, "uses", "LoRA")),
        ("The study looks at ViT. In it, ViT uses LoRA.", (PAPER, "uses", "LoRA")),
        ("GPT-4o outperforms Gemini 1.5 Pro on long tasks.", ("GPT-4o", "comparedWith", "Gemini 1.5 Pro")),
    ],
)
def test_a_verb_and_its_ends(read: Read, text: str, triple: Triple) -> None:
    assert triple in said(read(text))


def test_lineage_goes_to_what_is_changed_not_to_what_has_a_better_score(read: Read) -> None:
    x = read("This paper introduces FooNet. FooNet improves LoRA's accuracy.")
    assert ("FooNet", "extends", "LoRA") not in said(x)


def test_words_that_close_off_say_nothing(read: Read) -> None:
    assert said(read("This paper introduces FooNet. Unlike LoRA, FooNet is small.")) == set()


def test_a_conclusion_claims_no_comparison(read: Read) -> None:
    text = "This paper introduces FooNet. For practitioners, FooNet could extend LoRA and beat GPT-4o."
    assert not {r for _, r, _ in said(read(text))} & {"extends", "comparedWith"}


def test_models_are_evaluated_on_the_papers_own_benchmark(read: Read) -> None:
    x = read("This paper introduces FooBench, a benchmark for maps. It evaluates GPT-4o and Claude 3 Opus.")
    assert {("GPT-4o", "evaluatedOn", "FooBench"), ("Claude 3 Opus", "evaluatedOn", "FooBench")} <= said(x)


def test_nothing_is_said_of_itself(read: Read) -> None:
    x = read("This paper introduces FooNet. It uses LoRA. Tests show that FooNet outperforms baselines.")
    assert said(x) == {("FooNet", "uses", "LoRA")}


def test_the_title_says_what_the_main_thing_uses(read: Read) -> None:
    assert ("FooNet", "uses", "LoRA") in said(read("FooNet is fast.", "FooNet: Small Models with LoRA"))


def test_a_checkpoint_uses_the_technique_it_is_named_after(read: Read) -> None:
    x = read("FooBar is a training method. FooBar-7B beats GPT-4o.", "FooBar: A Training Method")
    assert ("FooBar-7B", "uses", "FooBar") in said(x)


def test_every_relation_stands_in_its_sentence(read: Read) -> None:
    text = "This paper introduces FooNet. It uses LoRA. It beats GPT-4o on GSM8K by 3.1%."
    x = read(text)
    assert x.relations
    for r in x.relations:
        assert all(r.span.start <= a < b <= r.span.end for a, b in r.span.marks)
        assert {r.head, r.tail} <= {PAPER, *(e.name for e in x.entities)}
