"""Rules on data/outcomes.yaml, against the records of the studies."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.effects.reported import results
from thesis.effects.sizes import size
from thesis.input.folder import Data, decision
from thesis.input.sources import Fields, Source

EFFECT_OUTCOME = declare(
    "effect.outcome",
    looks_at="data_files",
    sees="an outcome that no included study reports, that is there twice, that names a study which "
    "is not included, or that is to be pooled and has fewer than two effects",
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

NEEDS = {
    "MD": "n, mean and sd of both groups, or the estimate with its interval",
    "SMD": "n, mean and sd of both groups, or n of both and t",
    "RR": "n and events of both groups, not 0 in both, or the estimate with its interval",
    "OR": "n and events of both groups, not 0 in both, or the estimate with its interval",
    "RD": "n and events of both groups, or the estimate with its interval",
    "COR": "r, and an n above 3",
}
"""What each measure is reckoned of."""


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
    counted = 0
    for study in reporting.values():
        result = results(study.value).get(name)
        if measure == "direction" or result is None:
            continue
        if size(result, measure):
            counted += 1
            continue
        yield EFFECT_LACKING.at(
            study.place("results", name),
            found=f"results.{name} with {', '.join(result) or 'nothing'}, which give no {measure}",
            expected=NEEDS[measure],
            fix="add what the article tells; the study is shown with its direction alone",
        )
    if item.get("pool") and counted < 2:
        yield EFFECT_OUTCOME.at(
            source.place(i, "pool"),
            found=f"pool: {item['pool']}, of {counted} effect{'' if counted == 1 else 's'}",
            expected="two or more studies whose results give the measure",
            fix="remove pool, and say under not_pooled why",
        )
