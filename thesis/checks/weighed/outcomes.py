"""Rules on data/outcomes.yaml, against the records of the studies."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.counts.weighed import effects
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.effects.pooling import pool
from thesis.effects.reported import results
from thesis.effects.sizes import Size, back, size
from thesis.input.folder import Data, decision
from thesis.input.sources import Fields, Source

EFFECT_OUTCOME = declare(
    "effect.outcome",
    looks_at="data_files",
    sees="an outcome that no included study reports, that is there twice, that names a study which "
    "is not included, or that is to be pooled and has fewer than two effects or a reason not to; "
    "a result of an outcome that neither stands there nor under outcomes or measures of the record",
    misses="an outcome that should have been put together with another",
    example="studies: [wang2071]",
)
EFFECT_LACKING = declare(
    "effect.lacking",
    looks_at="studies",
    sees="a result of which the measure of its outcome cannot be reckoned",
    misses="a result that gives the measure and is of another time or group",
    example="measure: RR, of a result with means",
    severity=WARNING,
)

EFFECT_UNIT = declare(
    "effect.unit",
    looks_at="studies",
    sees="a difference of means (MD) in another unit than data/outcomes.yaml or the first study",
    misses="a unit that no record tells; one unit by two names is two",
    example="unit: prosent, beside a study with unit: poeng",
)
OUTCOME_GRADE = declare(
    "outcome.grade",
    looks_at="data_files",
    sees="a certainty by GRADE that begins otherwise than the designs of the studies say, or that "
    "they do not say the start of, that goes up from high or above it, or that goes up more for a "
    "large effect than the pooled RR is large (above 2 or below 0.5; above 5 or below 0.2 for two)",
    misses="steps that another would take; observational studies that begin high because "
    "all of them are appraised by ROBINS-I",
    example="large_effect: {steps: 1}, of randomised studies",
    severity=WARNING,
)

NEEDS = {
    "MD": "n, mean and sd of both groups, or the estimate with its interval",
    "SMD": "n, mean and sd of both groups, or n of both and t",
    "RR": "n and events of both groups, not 0 in both, or the estimate with its interval",
    "OR": "n and events of both groups, not 0 in both, or the estimate with its interval",
    "RD": "n and events of both groups, or the estimate with its interval",
    "COR": "r, and an n above 3",
}  # What each measure is reckoned of


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    if not (complete.document(data, "outcomes") and complete.statuses(data)):
        return
    seen: set[str] = set()
    for i, item, source in data.items("outcomes"):
        if item["id"] in seen:
            yield EFFECT_OUTCOME.at(
                source.place(i, "id"),
                found=f"id: {item['id']}, which is there already",
                expected="each outcome once",
                fix="remove one of the two, or give it a name of its own",
            )
        seen.add(item["id"])
        yield from _outcome(i, item, source, data)
    for study in data.studies.values() if seen else ():
        own = {*(study.value.get("outcomes") or {}), *(study.value.get("measures") or ())}
        for name in results(study.value).keys() - seen - own:
            yield EFFECT_OUTCOME.at(
                study.place("results", name),
                found=f"results.{name}, of no outcome",
                expected="a name of data/outcomes.yaml, or of outcomes or measures of the record",
                fix=suggestion(name, seen | own, "remove it, or add the outcome"),
            )


def _outcome(i: int, item: Fields, source: Source, data: Data) -> Iterator[Finding]:
    name, measure = item["id"], item["measure"]
    included = {key: study for key, study in data.studies.items() if decision(study) == "included"}
    for j, key in enumerate(item.get("studies", ())):
        if key not in included:
            yield EFFECT_OUTCOME.at(
                source.place(i, "studies", j),
                found=key,
                expected="the key of an included study",
                fix=suggestion(key, included, "remove it, or add its record"),
            )
    chosen = {key: included[key] for key in item.get("studies", included) if key in included}
    reporting = {
        key: study
        for key, study in chosen.items()
        if name in {**(study.value.get("outcomes") or {}), **(study.value.get("results") or {})}
    }
    if not reporting:
        reported = {each for study in included.values() for each in study.value.get("outcomes", ())}
        yield EFFECT_OUTCOME.at(
            source.place(i, "id"),
            found=f"id: {name}, which no included study reports",
            expected="a name under outcomes or results of the studies",
            fix=suggestion(name, reported, "remove it, or add it to the studies that report it"),
        )
        return
    sizes: list[Size] = []
    yield from _unlike(name, measure, item.get("unit", ""), [*reporting.values()], sizes)
    counted = len(sizes)
    if item.get("pool") and counted < 2:
        yield EFFECT_OUTCOME.at(
            source.place(i, "pool"),
            found=f"pool: {item['pool']}, of {counted} effect{'' if counted == 1 else 's'}",
            expected="two or more studies whose results give the measure",
            fix="remove pool, and say under not_pooled why",
        )
    if item.get("pool") and "not_pooled" in item:
        yield EFFECT_OUTCOME.at(
            source.place(i, "not_pooled"),
            found=f"not_pooled, beside pool: {item['pool']}",
            expected="one of the two",
            fix="remove not_pooled, or pool",
        )
    if "certainty" in item:
        yield from _grade(i, item, source, sizes, [*reporting.values()])


def _unlike(
    name: str, measure: str, unit: str, studies: list[Source], sizes: list[Size]
) -> Iterator[Finding]:
    """What makes results of an outcome unlike; the sizes that they give are added to `sizes`."""
    for study in studies:
        result = results(study.value).get(name)
        told = (result or {}).get("unit", "") if measure == "MD" else ""
        if told and unit and told != unit:
            yield EFFECT_UNIT.at(
                study.place("results", name, "unit"),
                found=f"unit: {told}",
                expected=f"{unit}, as in data/outcomes.yaml or the studies before",
                fix="mend it, convert the numbers, or take SMD, which has no unit",
            )
        unit = unit or told
        if measure == "direction" or result is None:
            continue
        if effect := size(result, measure):
            sizes.append(effect)
            continue
        yield EFFECT_LACKING.at(
            study.place("results", name),
            found=f"results.{name} with {', '.join(result) or 'nothing'}, which give no {measure}",
            expected=NEEDS[measure],
            fix="add what the article tells; the study is shown with its direction alone",
        )


def _grade(
    i: int, item: Fields, source: Source, sizes: list[Size], studies: list[Source]
) -> Iterator[Finding]:
    """What GRADE would not do: where it begins, and how far up it goes."""
    told = item["certainty"] or {}
    designs = sorted({str(study.value.get("design") or "unknown") for study in studies})
    by_design, told_start = effects.start(designs), told.get("start", "")
    observed = [one for one in studies if one.value.get("design") in effects.OBSERVATIONAL]
    by_tool = all("robins_i" in (one.value.get("appraisal") or {}) for one in observed)
    start = told_start or by_design
    if not start:
        yield OUTCOME_GRADE.at(
            source.place(i, "certainty"),
            found=f"no start, and studies of the design {', '.join(designs)}",
            expected="start: high where the participants were drawn to their groups, else low",
            fix="add start",
        )
        return
    if by_design not in ("", start) and not (observed and by_tool):
        yield OUTCOME_GRADE.at(
            source.place(i, "certainty", "start"),
            found=f"start: {start}, of studies of the design {', '.join(designs)}",
            expected=f"start: {by_design}",
            fix="remove start, and it is reckoned of the designs; or mend them",
        )
    ups = [name for name in effects.UP if effects.steps(told, [name])]
    room = 2 + effects.steps(told, effects.DOWN) if start == "low" else 0
    if effects.steps(told, ups) > room:
        yield OUTCOME_GRADE.at(
            source.place(i, "certainty", ups[-1], "steps"),
            found=f"{effects.steps(told, ups)} up for {', '.join(ups)}, from {start}",
            expected=f"at most {room} up: nothing is above high, and what begins there stays",
            fix="take back steps, or mend the start",
        )
    least = (0, 2, 5)[effects.steps(told, ["large_effect"])]
    told_of = sizes if item.get("pool") or len(sizes) == 1 else []
    if not (least and told_of and item["measure"] == "RR"):
        return
    whole = pool(sizes, item["pool"]).whole if len(sizes) > 1 else sizes[0]
    ratio = back("RR", whole.estimate)
    if max(ratio, 1 / ratio) <= least:
        yield OUTCOME_GRADE.at(
            source.place(i, "certainty", "large_effect", "steps"),
            found=f"{effects.steps(told, ['large_effect'])} up for an RR of {ratio:.2f}",
            expected=f"an RR above {least} or below {1 / least:g}",
            fix="take back the step",
        )
