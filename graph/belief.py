"""How sure a fact is, given the places that state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DEFAULT_CONFIDENCE = 0.7
"""For a rule whose precision nobody has measured."""

OVERRIDE = "override.add"
"""The rule of facts that the user adds."""

SYSTEMATIC_ERROR = 0.02
"""What no number of agreeing sentences removes: digests are themselves written by a language model."""


def confidence(rule: str, measured: Mapping[str, float]) -> float:
    """Return a rule's measured precision, or the default; what a user says is sure."""
    return 1.0 if rule == OVERRIDE else measured.get(rule, DEFAULT_CONFIDENCE)


def belief(confidences: Iterable[float]) -> float:
    """Return 1 - (systematic error + the product of the random errors), three digits, never below 0.

    Noisy-or with a floor for systematic error, as INDRA does it (Gyori et al., Molecular Systems Biology,
    2017). It assumes that places err independently.
    """
    random = 1.0
    for value in confidences:
        random *= 1.0 - value
    return round(max(0.0, (1.0 - SYSTEMATIC_ERROR) * (1.0 - random)), 3)
