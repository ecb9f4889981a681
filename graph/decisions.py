"""What assembling decided about identity, as records that can be listed, exported and disputed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

DecisionKind = Literal["merge", "match", "homonym", "split", "ambiguous", "anachronism"]
DECISION_KINDS: tuple[str, ...] = get_args(DecisionKind)


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision on which names are one thing: made (`merge`, `split`) or left open (the others).

    `merge`: subject and object are one. `match`: they may be one. `homonym`: the subject may be several.
    `split`: one name, told apart. `ambiguous`: a name whose thing could not be chosen.
    `anachronism`: the subject is said to extend what came later. `subject` and `object`
    are references or surface forms; `object` is empty where one name is judged alone. `score`, from 0 to 1,
    is how sure that `what` is right, of `match` and `ambiguous` how sure that both are one. `rule` is the id
    of the rule that decided, `why` one sentence of facts.
    """

    what: DecisionKind
    about: Literal["author", "entity", "fact"]
    subject: str
    object: str
    score: float
    rule: str
    why: str
