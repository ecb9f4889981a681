"""Results: which numbers of a sentence say how well something does, of what, on what, by which metric."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extract.data import Knowledge
from extract.entities import Draft
from extract.numbers import Number, find_numbers
from extract.scene import Name, Scene
from graph.model import PAPER, ExtractedResult, Measure

Direction = Literal["higher", "lower", "unknown"]

_TIME_UNITS = ("ms", "s", "min", "h", "GB", "MB", "FPS", "fps", "sec", "secs", "hour", "hours", "minute")
_SUBJECT_AFTER = re.compile(
    r"^\s?(?:[\w@%-]+\s){0,3}?(?:for|by|of|from|with|in|using|\()\s?(?:the\s|its\s|baseline\s)*$"
)
_UNNAMED = re.compile(
    r"\b(?:best|top|strongest|leading|highest)[- ](?:performing )?(?:[\w-]+\s){0,3}(?:models?|systems?|agents?|LLMs?|MLLMs?|VLMs?)\b[^.]{0,60}$"
)
_BEATEN = re.compile(r"\b(?:outperform|surpass|exceed|beat|improv|over|than|previous|prior)\w*\b[^.]{0,30}$")
_TIED = re.compile(
    r"^(?:['’]s)?(?:\s\([^()]{1,30}\))?\s(?:[\w@-]+\s){0,2}?(?:score|scores|scored|scoring|accuracy|achiev\w+|reach\w+|obtain\w+|attain\w+)"
    r"\s(?:an?\s|of\s|only\s|[A-Za-z@-]+\s){0,4}[~<>≈]?$|"
    r"^(?:['’]s)?(?:\s(?!and|or|on|with|for|by|to|achiev|of|in)[\w-]+){0,2}\s?\(\s?[~<>≈]?$|^['’]s\s(?:[\w-]+\s){0,3}(?:by|of)?\s?$"
)
_TURN = re.compile(
    r",\s(?!and\b|respectively)|\band\s(?:also\s)?(?:outperform|surpass|exceed|achiev|improv|reduc|attain|reach)|\b(?:while|whereas|but|compared|versus|vs|exceeding|outperforming|surpassing)\b|;"
)
_CLAUSE = re.compile(r"\bwhile\s(?!(?:also\s|still\s|simultaneously\s)?\w+ing\b)|\bwhereas\b|;")
_NOT_OURS = re.compile(
    r"\b(?:humans?|human (?:performance|experts?)|chance|random(?: guess\w*)?|expert)(?:\s(?:level|accuracy|performance|baseline|at|of|is|was))*\s?\(?[~≈<>]?$",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:with|on|for|of|in|using|by|to|via|from|without|under|through|over|than|like|into|applying|against|between|as|including|and its)\s(?:the\s|an?\s|its\s)?(?:[\w-]+\s)?$"
)
_FOR = re.compile(r"\b(?:for|by|of)\s(?:the\s|its\s)?$")
_FROM = re.compile(
    r"(?<!vary )(?<!varies )(?<!ranging )(?<!range )(?<!ranges )(?<!varying )\bfrom\s(?:[\w-]+\s){0,2}[~≈<>]?$"
)
_LIST = re.compile(r"^\s*(?:%|points?|x)?\s*(?:,|and|,\s*and|/)\s*$")


class Quantifier:
    """Reads the results of scenes; made once for some knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        pattern = {r.id: re.compile(r.patterns[0]) for r in knowledge.of_kind("result") if r.patterns}
        self._delta_before, self._delta_after = pattern["result.delta-before"], pattern["result.delta-after"]
        self._share, self._reached = pattern["result.share"], pattern["result.reached"]
        self._baseline = pattern["result.baseline-before"]
        nouns = pattern["result.metric"].pattern
        known = sorted(knowledge.stops.get("metrics", ()), key=lambda m: (-len(m), m))
        names = "|".join(re.escape(m) for m in known if len(m) > 4)
        acronyms = "|".join(re.escape(m) for m in known if len(m) <= 4)  # `IS` is a metric, `is` is a verb
        self._metric_words = {m.split()[-1].lower() for m in known} | set(
            re.findall(r"[A-Za-z@]+", nouns.lower())
        )
        metric = rf"(?:(?:[A-Za-z@\d+-]+\s){{0,3}}?(?:{names}|(?-i:{acronyms})|{nouns})(?:@\d+|\s?@k)?)(?:\s\([A-Za-z@\d-]{{1,12}}\))?"
        self._metric_before = re.compile(
            rf"(?<![\w-])(?P<m>{metric})s?(?:\s(?:score|rate))?(?:\s(?:of|is|was|by|to|at|from|reaching|with|as low as|as high as)\s?|:\s?|\s?=\s?|\s\(|\s)(?:[\w]+\s){{0,3}}?[~≈<>+(-]?$",
            re.I,
        )
        self._metric_after = re.compile(
            rf"^\s?(?:in\s|on\s|for\s)?(?:the\s|an?\s|its\s)?(?P<m>{metric})(?!\w)", re.I
        )
        self._lower = re.compile(
            r"\b(?:" + "|".join(map(re.escape, knowledge.rule("result.lower-is-better").words)) + r")", re.I
        )

    def find(self, scene: Scene, main: Draft | None) -> Iterator[ExtractedResult]:
        """Yield the results of one sentence."""
        numbers = [
            n for n in find_numbers(scene.passage.text, scene.start, scene.end) if not _in_name(scene, n)
        ]
        near = {n: self._before(_left(scene, n, 90)) for n in numbers}
        kept = [n for n in numbers if self._is_result(scene, n, near[n] is not None)]
        for number in kept:
            baseline = bool(self._baseline.search(_left(scene, number, 70)))
            subject = self._subject(scene, number, kept, main, baseline)
            if subject is None:
                continue
            metric = self._metric(scene, number, near[number])
            measure = Measure(
                text=number.text,
                low=number.low,
                high=number.high,
                comparator=number.comparator,
                unit=number.unit,
                kind="delta"
                if self._is_delta(scene, _group_of(scene, kept, kept.index(number))[0], number)
                else "absolute",
                direction=self._direction(metric),
            )
            over = self._over(scene, number) if measure.kind == "delta" else ""
            benchmark = self._benchmark(scene, number, kept, main)
            mark = (number.start, number.end)
            yield ExtractedResult(
                subject, benchmark, metric, measure, over, scene.span(mark), "result.sentence"
            )

    def _is_result(self, scene: Scene, number: Number, has_metric: bool) -> bool:
        """Say whether a number states how well something does."""
        left, right = _left(scene, number, 90), scene.text(number.end, min(scene.end, number.end + 90))
        if self._share.match(right):
            return False
        if number.unit in ("%", "pp", "points"):
            return True
        if number.unit == "x":
            return True
        near = has_metric or self._metric_after.match(right[:60])
        if number.unit in _TIME_UNITS:
            return bool(near)
        if number.plain:
            return bool(near) and self._reached.search(left) is not None and int(number.low) > 1
        return bool(near) or self._reached.search(left) is not None

    def _is_delta(self, scene: Scene, first: Number, number: Number) -> bool:
        """Say whether a number is a difference; in a list, what stands before its first number counts."""
        left, right = _left(scene, first, 80), scene.text(number.end, min(scene.end, number.end + 60))
        if number.unit in ("x", "pp", "points") or number.text.startswith("+"):
            return True
        return bool(self._delta_before.search(left) or self._delta_after.match(right))

    def _metric(self, scene: Scene, number: Number, before: re.Match[str] | None) -> str:
        """Return the metric as written: right behind the number, or before it; empty if none is near."""
        if match := self._metric_after.match(scene.text(number.end, min(scene.end, number.end + 60))):
            return _trim_metric(match["m"])
        return _trim_metric(before["m"]) if before else ""

    def _before(self, left: str) -> re.Match[str] | None:
        """Match a metric that ends right before a number; most texts hold no metric's last word at all."""
        words = _WORDS.findall(left.lower())
        if not any(word in self._metric_words or word.rstrip("s") in self._metric_words for word in words):
            return None
        return self._metric_before.search(left)

    def _direction(self, metric: str) -> Direction:
        if not metric:
            return "unknown"
        return "lower" if self._lower.search(metric) else "higher"

    def _benchmark(self, scene: Scene, number: Number, numbers: Sequence[Number], main: Draft | None) -> str:
        """Return the benchmark: behind the number and before the next, in a list in order, else the last before.

        Of a sentence that names none, it is the paper's own, if a benchmark is what the paper is about.
        """
        own = main.name if main and main.type == "Benchmark" else ""
        names = [
            n
            for n in scene.names
            if n.draft.type == "Benchmark" or (n.draft.type == "Dataset" and n.draft is not main)
        ]
        if not names:
            return own
        index = numbers.index(number)
        group = _group_of(scene, numbers, index)
        if len(group) > 1:
            run = [n for n in names if n.start >= group[-1].end][: len(group)]
            run = (
                run
                if len(run) == len(group)
                else [n for n in names if n.end <= group[0].start][-len(group) :]
            )
            if len(run) == len(group) and len({n.draft.name for n in run}) == len(run):
                return run[group.index(number)].draft.name
        following = numbers[index + 1].start if index + 1 < len(numbers) else scene.end
        behind = [n for n in names if group[-1].end <= n.start < max(following, group[-1].end + 60)]
        if behind and not _TURN.search(scene.text(group[-1].end, behind[0].start)):
            return behind[0].draft.name
        before = [
            n for n in names if n.end <= number.start and not _CLAUSE.search(scene.text(n.end, number.start))
        ]
        return before[-1].draft.name if before else own

    def _subject(
        self, scene: Scene, number: Number, numbers: Sequence[Number], main: Draft | None, baseline: bool
    ) -> str | None:
        """Return the subject's name or PAPER; None for the value of a baseline without a name."""
        things = [n for n in scene.names if n.draft.type in ("Technique", "Model")]
        if bound := self._bound(scene, number, numbers, things, main, baseline):
            return bound
        if baseline and _FROM.search(_left(scene, number, 60)):
            models = [
                n for n in things if n.draft.type == "Model" and n.draft is not main and n.end <= number.start
            ]
            return models[-1].draft.name if models else None
        if baseline or _NOT_OURS.search(_left(scene, number, 80)):
            return None
        left = [n for n in things if n.end <= number.start]
        unnamed = _UNNAMED.search(scene.text(scene.start, number.start))
        if unnamed and not _BEATEN.search(scene.text(scene.start, scene.start + unnamed.start())):
            return PAPER
        free = [n for n in left if _acts(scene, n, number) and not _governed(scene, n)]
        own = [n for n in free if n.draft.introduced]
        if own or free:
            return (own or free)[-1].draft.name
        if main and main.type in ("Technique", "Model", "Dataset"):
            return main.name
        models = {
            n.draft.name for n in left if n.draft.type == "Model" and _relation(scene, n) != "comparedWith"
        }
        return models.pop() if main and len(models) == 1 else PAPER

    def _bound(
        self,
        scene: Scene,
        number: Number,
        numbers: Sequence[Number],
        things: Sequence[Name],
        main: Draft | None,
        baseline: bool,
    ) -> str:
        """Return the name that a number is tied to directly: `X (V)`, `X's V`, `V for X`; else nothing."""
        index = numbers.index(number)
        following = numbers[index + 1].start if index + 1 < len(numbers) else scene.end
        for name in things:
            if name.end <= number.start and _TIED.match(scene.text(name.end, number.start)):
                return name.draft.name
            behind = number.end <= name.start < following and _SUBJECT_AFTER.match(
                scene.text(number.end, name.start)
            )
            own = main is not None and main.type in ("Technique", "Model") and not baseline
            if behind and (baseline or (name.draft.type == "Model" and name.draft is not main)):
                if not own or _FOR.search(scene.text(number.end, name.start)):
                    return name.draft.name
        return ""

    def _over(self, scene: Scene, number: Number) -> str:
        """Return the baseline of a delta: the nearest thing that the sentence compares with."""
        compared = [
            n
            for n in scene.names
            if n.draft.type in ("Technique", "Model") and _relation(scene, n) == "comparedWith"
        ]
        return min(compared, key=lambda n: abs(n.start - number.start)).draft.name if compared else ""


def _left(scene: Scene, number: Number, width: int) -> str:
    """Return what stands before a number in its sentence, at most so many characters."""
    return scene.text(max(scene.start, number.start - width), number.start)


def _acts(scene: Scene, name: Name, number: Number) -> bool:
    """Say whether a name can be a clause's subject: it follows no preposition and stands in no closed bracket."""
    between = scene.text(name.end, number.start)
    if between.count(")") > between.count("("):
        return False
    return not _PREPOSITION.search(scene.text(scene.start, name.start)[-24:])


def _group_of(scene: Scene, numbers: Sequence[Number], index: int) -> list[Number]:
    """Return the numbers of one list (`2.1, 3.6, and 4.5`)."""
    first = last = index
    while first and _LIST.match(scene.text(numbers[first - 1].end, numbers[first].start)):
        first -= 1
    while last + 1 < len(numbers) and _LIST.match(scene.text(numbers[last].end, numbers[last + 1].start)):
        last += 1
    return list(numbers[first : last + 1])


def _relation(scene: Scene, name: Name) -> str:
    trigger = scene.governing(name)
    rule = trigger.rule("relation", "right") if trigger else None
    return rule.yields if rule else ""


def _governed(scene: Scene, name: Name) -> bool:
    """Say whether a name is an object: compared with, used, extended."""
    return _relation(scene, name) in ("comparedWith", "uses", "extends", "trainedOn", "none")


def _in_name(scene: Scene, number: Number) -> bool:
    return any(n.start < number.end and number.start < n.end for n in scene.names)


def _trim_metric(text: str) -> str:
    """Cut off what stands left of a metric's own words: up to the last verb or function word. An acronym is enough."""
    if spelt_out := _ACRONYM_LAST.search(text):
        return spelt_out[1]
    words = text.removeprefix("s ").split()
    cut = max((i for i, word in enumerate(words[:-1]) if _NO_METRIC.match(word)), default=-1)
    kept = words[cut + 1 :]
    return "" if all(_CHANGE.match(word) for word in kept) else " ".join(kept)


_WORDS = re.compile(r"[\w@&+-]+")
_ACRONYM_LAST = re.compile(r"\(([A-Za-z][\w@&-]*)\)$")
_CHANGE = re.compile(
    r"(?:absolute|relative|average|improvements?|reductions?|gains?|increases?|decreases?|drops?|gap|performance)$",
    re.I,
)
_NO_METRIC = re.compile(
    r"(?:an?|the|its|their|this|in|of|and|or|with|by|to|on|at|up|for|from|using|while|when|as|is|are|was|were|has|have|than|it|"
    r"which|that|where|but|also|both|most|new|novel|overall|best|only|over|per|via|higher|lower|strong|stronger|competitive|state-of-the-art|SOTA|superior|significant|better|greater|next-best|high|low|faster|our|we|they|each|all|"
    r"\w*(?:achiev|attain|improv|increas|reduc|decreas|measur|boost|reach|obtain|show|demonstrat|yield|outperform|surpass|rais|"
    r"lower|enhanc|exceed|maintain|record|report|deliver|driv|cut|gain)(?:e|es|ed|ing|s)?)$",
    re.IGNORECASE,
)
