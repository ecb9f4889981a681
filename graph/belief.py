"""How sure a fact is, given the papers that state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DEFAULT_CONFIDENCE = 0.7
"""For a rule whose precision nobody has measured."""

OVERRIDE = "override.add"
"""The rule of facts that the user adds."""

KNOWN = {
    OVERRIDE: 1.0,
    "author.column": 1.0,
    "code.link": 1.0,
    "task.label": 1.0,
    "variant.name": 0.95,
    "broader.name": 0.9,
}
"""What annotated summaries cannot measure: cells are copied; of facts that names give, samples were read."""

SYSTEMATIC_ERROR = 0.02
"""What no number of agreeing papers removes: digests are themselves written by a language model."""


def confidence(rule: str, measured: Mapping[str, float]) -> float:
    """Return a rule's measured precision, or what is known of it otherwise, or the default."""
    return measured.get(rule, KNOWN.get(rule, DEFAULT_CONFIDENCE))


def belief(confidences: Iterable[float]) -> float:
    """Return (1 - the systematic error) x (1 - the product of the errors), three digits, never below 0.

    `confidences` has one value for each paper that states the fact, that of its surest place. Noisy-or with a
    floor for systematic error, as INDRA does it (Gyori et al., Molecular Systems Biology, 2017). It assumes
    that papers err independently; places in one paper do not (docs/evaluation.md), so they do not add up.
    """
    random = 1.0
    for value in confidences:
        random *= 1.0 - value
    return round(max(0.0, (1.0 - SYSTEMATIC_ERROR) * (1.0 - random)), 3)
