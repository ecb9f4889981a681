"""How common the names of people are: how many bear one by chance, judged by the parts that names share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.spelling import name_parts


class Commonness:
    """The given and family names of a corpus; `names` are those of different people."""

    def __init__(self, names: Iterable[str]) -> None:
        self._families_of: dict[str, set[str]] = defaultdict(set)
        self._given_with: dict[str, set[str]] = defaultdict(set)
        for given, family in map(name_parts, names):
            if given:
                self._families_of["".join(given)].add(family)
                self._given_with[family].add("".join(given))
        self._number = sum(map(len, self._given_with.values()))

    def expected(self, name: str) -> float:
        """Return how many others would bear this name if given and family names went together by chance.

        None where a part of it is nobody else's, for a handle, and for a name of one word.
        """
        given, family = name_parts(name)
        families, given_names = self._families_of.get("".join(given), ()), self._given_with.get(family, ())
        others = max(0, len(families) - 1) * max(0, len(given_names) - 1)
        return others / self._number if given and self._number else 0.0
