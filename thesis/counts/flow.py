"""The flow of figure 1 in the form of the house: the stages, and what left at each."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from thesis.counts import prisma_flow, revised_flow
from thesis.counts.ladder import Ladder
from thesis.counts.revised_flow import Revision
from thesis.counts.subtotals import Shares, difference, row, whole
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.input.labels import Labels
from thesis.input.sources import Source
from thesis.model.formulas import Formula
from thesis.model.records import Flow, FlowLeft, FlowStage
from thesis.model.register import Number, counted, rows_of

LADDER_RISING = declare(
    "ladder.rising",
    looks_at="stages",
    sees="a stage that counts more than the one before it",
    misses="a stage that counts too few",
    example="id: abstracts with count: medline.hits",
)

LADDER_REASONS_SUM = declare(
    "ladder.reasons-sum",
    looks_at="stages",
    sees="a stage whose studies with a reason are more, or fewer, than those that left there",
    misses="a study with another reason than its own",
    example="id: articles with count: medline.abstracts, to which its reasons do not add up",
)


def flow(
    ladder: Source,
    studies: dict[str, Source],
    numbers: dict[str, Number],
    findings: list[Finding],
    withdrawn: str = "",
) -> tuple[Flow, list[Number]]:
    """The stage ladder with its counts, what left at each stage, and the reasons at full text.

    Args:
        withdrawn: what the figure calls the studies that are withdrawn, beside the reasons; a first
            edition has none.
    """
    stages = []
    derived = []
    made = Ladder.of(ladder)
    names, declared = made.reasons, made.stages
    for i, stage in enumerate(declared):
        here = numbers[stage.count]
        left = None
        if i + 1 < len(declared):
            after = numbers[declared[i + 1].count]
            number = difference(f"flow.{stage.id}.left", here, after)
            gone = whole(number)
            if gone < 0:
                findings.append(rising(ladder, i + 1, here, after))
            derived.append(number)
            left = FlowLeft(label=stage.left, key=number.key, value=gone)
            if stage.reasons:
                reasons = reason_numbers(names, studies)
                derived += reasons
                away = [known for known in (numbers.get("studies.withdrawn"),) if known]
                follows = any(each.rule in UNCOUNTED for each in findings)
                wrong = gone >= 0 and added(reasons + away) != gone
                if wrong and not follows:
                    findings.append(unaccounted(ladder, i, number, reasons + away))
                parts = [
                    row(label, each, reason)
                    for (reason, label), each in zip(names.items(), reasons, strict=True)
                ] + [row(withdrawn, each) for each in away if withdrawn]
                left = replace(left, reasons=parts)
        stages.append(
            FlowStage(id=stage.id, label=stage.label, key=stage.count, value=whole(here), left=left)
        )
    return Flow(stages=stages), derived


def revised(
    revision: Revision,
    counts: Mapping[str, Number],
    shares: Shares,
    findings: list[Finding],
    official: Labels | None,
    house: Labels,
    ladder: Flow,
) -> Flow:
    """The flow of a revised edition: what was there, what the new searches add, and both in all.

    Args:
        official: the words of PRISMA 2020, when figure 1 has its form.
        house: those of the house.
        ladder: the flow of all searches.
    """
    declared = Ladder.of(revision.data.documents["ladder"])
    if not official:
        return revised_flow.house(ladder, declared, revision, counts, shares, house)
    form = prisma_flow.Form(revision.data, shares, official, revision.sessions)
    flow = prisma_flow.drawn(form, findings)
    return revised_flow.joined(flow, counts, official["revised"], "included", declared)


def rising(ladder: Source, i: int, here: Number, after: Number) -> Finding:
    """A stage that counts more than the one before it: fewer than none would have left."""
    return LADDER_RISING.at(
        ladder.place("stages", i, "count"),
        found=f"{after.key} is {after.value}, but {here.key}, the stage before it, is {here.value}",
        expected="no more at a stage than at the one before it",
        fix="mend the count that is wrong, or the order of the stages",
        evidence=", ".join(map(str, rows_of(here, after)[:10])),
    )


UNCOUNTED = {"search.articles", "study.to-fill"}
"""Rules on studies that are not counted, or counted otherwise than they were read."""


def unaccounted(ladder: Source, i: int, left: Number, reasons: list[Number]) -> Finding:
    """A stage whose reasons do not add up to what left there."""
    told = ", ".join(f"{reason.key} = {reason.value}" for reason in reasons)
    return LADDER_REASONS_SUM.at(
        ladder.place("stages", i, "reasons"),
        found=f"{added(reasons)} with a reason, but {left.value} left",
        expected="a reason for each that left at this stage, and for no other",
        fix="mend the status or the reason_category of a study, or the count of the stage",
        evidence=f"{left.key} = {left.formula} = {left.value}; {told}",
    )


def added(numbers: list[Number]) -> int:
    """The sum of counts."""
    return sum(number.value for number in numbers if isinstance(number.value, int))


def reason_numbers(names: Iterable[str], studies: dict[str, Source]) -> list[Number]:
    """How many studies were excluded for each declared reason, in the declared order."""
    numbers = []
    for reason in names:
        rows = [
            study.place("reason_category")
            for study in studies.values()
            if study.value.get("reason_category") == reason
        ]
        formula = Formula("studies_by_reason", {"reason": reason})
        numbers.append(counted(f"flow.reasons.{reason}", formula, rows))
    return numbers
