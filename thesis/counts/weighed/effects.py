"""The effects of data/outcomes.yaml: what each study found of an outcome, and all together."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from thesis.diagnostics.place import Place
from thesis.effects import reported, sizes
from thesis.effects.pooling import Pool, pool
from thesis.effects.sizes import Size
from thesis.input.sources import Fields, Source
from thesis.model import references
from thesis.model.formulas import Formula
from thesis.model.records import PooledEffect, Step, Study, StudyEffect, Synthesis, Work
from thesis.model.register import Number, counted

DOWN = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
UP = ("large_effect", "dose_response", "confounding")
CERTAINTIES = ("very_low", "low", "moderate", "high")
"""What GRADE calls the certainty of evidence, the least first."""

RANDOMISED = ("rct", "crossover")
OBSERVATIONAL = ("cohort", "case_control", "survey", "case_study")
"""Designs by which GRADE begins high, and low; of another it is not sure whether it was drawn."""

DIRECTIONS = ("better", "unchanged", "worse")  # Which way a study may point

SAME = {"unchanged", "no_difference"}
TURNED = {
    # what an outcome is said to do, and whether that is higher
    "increased": "higher",
    "reduced": "lower",
}


def syntheses(
    outcomes: Source | None, studies: Iterable[Study], works: Mapping[str, Work], language: str
) -> tuple[list[Synthesis], list[Number]]:
    """The outcomes with their effects, and the numbers of them; none without the file.

    Args:
        studies: in the order in which they are printed.
        language: that of the arithmetic.
    """
    included = [study for study in studies if study.status == "included"]
    found: list[Synthesis] = []
    numbers: list[Number] = []
    for i, item in enumerate(outcomes.value if outcomes else ()):
        assert outcomes is not None
        made, told = _synthesis(item, str(outcomes.place(i)), included, works, language)
        found.append(made)
        numbers += told
    return found, numbers


def _synthesis(
    item: Fields, place: str, studies: list[Study], works: Mapping[str, Work], language: str
) -> tuple[Synthesis, list[Number]]:
    measure, name = item["measure"], item["id"]
    effects: list[StudyEffect] = []
    found: dict[str, Size] = {}
    designs: list[str] = []
    for study in studies:
        if study.key not in item.get("studies", [study.key]):
            continue
        result = reported.results(study.record).get(name)
        if result is None and name not in study.outcomes:
            continue
        size = sizes.size(result or {}, measure, language) if measure != "direction" else None
        if size:
            found[study.key] = size
        designs.append(str(study.fields.get("design") or ""))
        effects.append(_effect(study, item, size, result or {}, works))
    together = None
    if item.get("pool") and len(found) > 1:
        together = pool([*found.values()], item["pool"])
        share = dict(zip(found, together.weights, strict=True))
        effects = [_weighted(effect, share) for effect in effects]
    certainty = item.get("certainty") or {}
    begins = certainty.get("start") or (start(designs) if "certainty" in item else "")
    made = Synthesis(
        at=place,
        **{key: item[key] for key in ("id", "label", "measure", "better")},
        **{key: item.get(key, "") for key in ("pool", "not_pooled", "unit")},
        effects=effects,
        pooled=_pooled(together, measure) if together else None,
        start=begins,
        certainty=_certainty(certainty, begins),
        steps=[
            Step(domain=domain, **certainty[domain])
            for domain in (*DOWN, *UP)
            if certainty.get(domain, {}).get("steps")
        ],
    )
    return made, [*_numbers(made, {study.key: study for study in studies})]


def _effect(
    study: Study, item: Fields, size: Size | None, result: sizes.Reported, works: Mapping[str, Work]
) -> StudyEffect:
    printed: dict[str, float] = {}
    if size:
        low, high = size.interval()
        ends = {"estimate": size.estimate, "low": low, "high": high}
        printed = {name: sizes.back(item["measure"], value) for name, value in ends.items()}
    said = study.outcomes.get(item["id"], {})
    return StudyEffect(
        key=str(study.key),
        cited=references.cited(works[study.key]) if study.key in works else str(study.key),
        people=reported.people(result),
        direction=_direction(said, item, size, result),
        significant=bool(said["significant"]) if said.get("significant") is not None else None,
        shown=size.shown if size else "",
        **printed,
    )


def _direction(
    said: Mapping[str, object], item: Fields, size: Size | None, result: sizes.Reported
) -> str:
    """Which way a study points: as its record says, against controls first, or as its effect."""
    word = str(said.get("against_controls") or said.get("reported") or "")
    if word in SAME:
        return "unchanged"
    if word in TURNED:
        return "better" if TURNED[word] == item["better"] else "worse"
    if word:
        return "better" if word == "improved" else "worse"
    if size and (_even(result) or abs(size.estimate) < 1e-9):
        return "unchanged"
    if size:
        return "better" if (size.estimate > 0) == (item["better"] == "higher") else "worse"
    return ""


def _even(result: sizes.Reported) -> bool:
    """Whether both groups had it alike, which the half that is added to a 0 would hide."""
    groups = [result.get("treated") or {}, result.get("controls") or {}]
    if not all(sizes.has(group, "events", "n") for group in groups):
        return False
    one, two = groups
    return bool(one["events"] * two["n"] == two["events"] * one["n"])


def _weighted(effect: StudyEffect, share: Mapping[str, float]) -> StudyEffect:
    return replace(effect, weight=share.get(effect.key))


def _pooled(together: Pool, measure: str) -> PooledEffect:
    low, high = together.whole.interval()
    ends = together.prediction
    return PooledEffect(
        estimate=sizes.back(measure, together.whole.estimate),
        low=sizes.back(measure, low),
        high=sizes.back(measure, high),
        tau2=together.tau2,
        q=together.q,
        df=together.df,
        p=together.p,
        i2=together.i2,
        prediction=(sizes.back(measure, ends[0]), sizes.back(measure, ends[1])) if ends else None,
    )


def start(designs: Iterable[str]) -> str:
    """Where GRADE begins by the designs of the studies of an outcome; "" where they do not say."""
    if not (given := [*designs]) or not {*RANDOMISED, *OBSERVATIONAL}.issuperset(given):
        return ""
    return "low" if {*OBSERVATIONAL} & {*given} else "high"


def steps(told: Fields, names: Iterable[str]) -> int:
    """How many steps some domains take in all."""
    return sum((told.get(name) or {}).get("steps", 0) for name in names)


def _certainty(told: Fields, begins: str) -> str:
    """Where GRADE ends: as many steps down, and up, from where it starts."""
    if not begins:
        return ""
    end = CERTAINTIES.index(begins) + steps(told, UP) - steps(told, DOWN)
    return CERTAINTIES[min(max(end, 0), len(CERTAINTIES) - 1)]


def _numbers(made: Synthesis, studies: Mapping[str, Study]) -> Iterator[Number]:
    """The numbers of an outcome, rounded as they are printed."""
    base = f"outcome.{made.id}"
    places = {effect.key: _place(studies[effect.key], made.id) for effect in made.effects}
    of = {"outcome": made.label}
    yield counted(f"{base}.studies", Formula("effect_studies", of), [*places.values()])
    if made.effects and made.people is not None:
        yield Number(
            f"{base}.people",
            made.people,
            "people",
            "derived",
            Formula("effect_people", of),
            [*places.values()],
        )
    for way in DIRECTIONS:
        found = [places[effect.key] for effect in made.effects if effect.direction == way]
        yield counted(f"{base}.{way}", Formula("effect_directions", {**of, "way": way}), found)
    for effect in made.effects:
        formula = Formula("effect", {**of, "measure": made.measure, "study": effect.cited})
        for name in ("estimate", "low", "high"):
            if (value := getattr(effect, name)) is not None:
                yield Number(
                    f"{base}.{effect.key}.{name}",
                    round(value, 2),
                    kind="derived",
                    formula=formula,
                    rows=[places[effect.key]],
                    note=effect.shown,
                )
    if made.pooled:
        formula = Formula("pooled", {**of, "measure": made.measure, "method": made.pool})
        rows = [places[effect.key] for effect in made.effects if effect.weight is not None]
        for name, value, unit in _printed(made.pooled):
            yield Number(f"{base}.{name}", value, unit, "derived", formula, rows)


def _printed(pooled: PooledEffect) -> Iterator[tuple[str, float, str]]:
    """The numbers of a pooled effect by their names, each with its unit."""
    for name, places in (("estimate", 2), ("low", 2), ("high", 2), ("tau2", 3), ("q", 2), ("p", 3)):
        yield name, round(getattr(pooled, name), places), "p" if name == "p" else ""
    yield "df", pooled.df, ""
    yield "i2", round(pooled.i2), "percent"
    for name, end in zip(
        ("prediction_low", "prediction_high"), pooled.prediction or (), strict=False
    ):
        yield name, round(end, 2), ""


def _place(study: Study, outcome: str) -> Place:
    result = f"results.{outcome}"
    return study.at(result if result in study.lines else f"outcomes.{outcome}")
