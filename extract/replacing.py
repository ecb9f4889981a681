"""What users' own rules must be like: a new one must have an effect, a replacement must fit where it goes."""

from __future__ import annotations

from extract.knowledge import Rule

_ADDABLE = {
    "type": ("after", "before", "apposition", "suffix"),
    "introduce": ("left", "right"),
    "relation": ("left", "right"),
}
"""Kinds and places of rules that users may add; of others the code asks for the ids, so they only replace."""


def unfit(rule: Rule, replaced: Rule | None) -> str:
    """Return why a user's rule, which replaces one of ours or none, cannot be used; nothing if it can."""
    if replaced:
        return _unlike(rule, replaced)
    if rule.place not in _ADDABLE.get(rule.kind, ()):
        may = "; ".join(f"{kind} ({', '.join(places)})" for kind, places in _ADDABLE.items())
        return f"a rule that replaces none of ours must be of kind and place {may}"
    if rule.place == "suffix":
        return "" if rule.patterns else "needs patterns"
    verbs = (*rule.verbs, *rule.present) if rule.kind != "type" else ()
    return "" if rule.words or verbs else "needs words"


def _unlike(rule: Rule, replaced: Rule) -> str:
    """Return why a rule cannot stand in the place of another: kind, place, patterns or their named groups."""
    if (rule.kind, rule.place) != (replaced.kind, replaced.place):
        return f"replaces a rule of kind {replaced.kind!r} and place {replaced.place!r}"
    if replaced.patterns and not rule.patterns:
        return "needs patterns, as the rule it replaces has"
    groups = sorted({group for regex in replaced.regexes for group in regex.groupindex})
    for regex in rule.regexes if groups else ():
        if not set(groups) & set(regex.groupindex):
            return f"pattern {regex.pattern!r} needs a group (?P<{groups[0]}>...)"
    return ""
