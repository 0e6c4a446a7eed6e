"""Outcome of each work at each stage: what those who looked at it agree on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thesis.screening.decisions import AGREED, EXCLUDE, FULL_TEXT, INCLUDE, UNSURE, Decision


@dataclass(frozen=True)
class Outcome:
    """What became of a work at a stage."""

    # ``include``, ``exclude`` or ``not_retrieved``; "" where two contradict each other
    decision: str
    reason: str  # why it was excluded at full text
    by: tuple[Decision, ...]  # the decisions that it rests on

    @property
    def conflict(self) -> bool:
        """Whether nobody has settled what two screeners decided differently."""
        return not self.decision


Outcomes = dict[str, dict[str, Outcome]]  # By stage, and there by the name of the work


def outcomes(decisions: Iterable[Decision], names: Mapping[str, str] | None = None) -> Outcomes:
    """What became of each work that somebody decided on.

    Args:
        decisions: of all screeners.
        names: the name of a work by another one that it has.
    """
    known = names or {}
    told: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for each in decisions:
        told[each.stage, known.get(each.work, each.work)].append(each)
    found: Outcomes = defaultdict(dict)
    for (stage, work), some in told.items():
        found[stage][work] = outcome(some)
    return found


def outcome(decisions: Iterable[Decision]) -> Outcome:
    """What the decisions on one work at one stage come to.

    What was agreed on counts alone. Who is unsure lets a work go on, as who includes it does. An
    exclusion at full text has one reason: two of them contradict each other.
    """
    every = tuple(decisions)
    counted = tuple(each for each in every if each.screener == AGREED) or every
    said = {(_plain(each), each.reason if _has_reason(each) else "") for each in counted}
    decision, reason = said.pop() if len(said) == 1 else ("", "")
    return Outcome(decision, reason, counted)


def _plain(each: Decision) -> str:
    return INCLUDE if each.decision == UNSURE else each.decision


def _has_reason(each: Decision) -> bool:
    return each.stage == FULL_TEXT and each.decision == EXCLUDE
