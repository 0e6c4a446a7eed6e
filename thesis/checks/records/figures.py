"""Rules on the figures of a record: what every record of its kind holds of them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.effects.rounded import can_be
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source

FIGURE_IMPOSSIBLE = declare(
    "figure.impossible",
    looks_at="reported",
    sees="a p outside 0 and 1, a negative count, and people, sessions or weeks that are no whole "
    "number",
    misses="a figure that is possible and wrong",
    example="age_difference_p: {value: 62, unit: p}",
)
FIGURE_IMPLAUSIBLE = declare(
    "figure.implausible",
    looks_at="reported",
    sees="a figure that no study has: 45 sessions a week, an age of 180, a share above 100 per "
    "cent",
    misses="a figure within the bounds of any study",
    example="sessions_per_week: 45",
    severity=WARNING,
)
FIGURE_PART = declare(
    "figure.part",
    looks_at="reported",
    sees="a part larger than its whole among the figures of one record: dropouts and those "
    "analysed against their group, a group against the participants, answers against what "
    "was sent; a lowest above a highest; a mean outside the range",
    misses="a part that is too large and still fits",
    example="exercise_dropouts: 50, of exercise_group: 32",
)
FIGURE_SUM = declare(
    "figure.sum",
    looks_at="reported",
    sees="groups that do not add up to the participants, those left that are not the group "
    "without the dropouts, and sessions that are not the weeks times the sessions a week, "
    "where a record has all of them and no relation about them",
    misses="people in no group, or in two",
    example="participants: 21, exercise_group: 11 and controls: 11",
    severity=WARNING,
)
FIGURE_GRIM = declare(
    "figure.grim",
    looks_at="reported",
    sees="a percentage of people, or a mean of whole numbers, that none of the record's groups can "
    "have (GRIM)",
    misses="a percentage of another group, and large groups, which can have any",
    example="women_percent: 52.3 of participants: 10",
    severity=WARNING,
)

COUNTED = frozenset({"people", "hits", "questionnaires", "services"})

PEOPLE = re.compile(
    r"participants|patients|users|controls?|\w*_group|n|staff|women|men|boys|girls|sample|valid"
    r"|answered|randomi[sz]ed|included|analysed|completers|completed|\w*(?:dropouts|_analysed)"
)

LIMITS = (
    # what a name or a unit is, and the most that a study has of it
    (re.compile(r"(?:sessions|times|measurements|training|rest_sessions)\w*_(?:per|a)_week"), 21),
    (re.compile(r"(?:session|rehearsal|interview|exercise)?_?minutes"), 240),
    (re.compile(r"weeks"), 520),
    (re.compile(r"(?:\w+_)?(?:mean_age|median_age|age|age_mean|age_median|age_min|age_max)"), 110),
    (re.compile(r"groups"), 12),
)

OFTEN = 21  # Sessions that one can have in a week

RISE = re.compile(r"rise|increase|growth|change|gain|risk|odds|ratio|times")
"""A percentage of change may be above 100."""

WHOLES = ("participants", "patients", "randomised", "randomized", "included", "n", "sample")

CHAINS = (
    ("sent", "answered", "valid"),
    ("sent", "returned", "valid"),
    ("invited", "answered"),
    ("assessed", "randomised"),
    ("screened", "included"),
    ("randomised", "completed"),
    ("participants", "completed"),
    ("participants", "completers"),
    ("participants", "analysed"),
    ("participants", "dropouts"),
    ("participants", "women"),
    ("participants", "men"),
)  # Figures of which each is at most the one before it

Values = Mapping[str, Decimal]


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        if not complete.value(study, "figures"):
            continue
        values = {
            name: value for name in figures(study) if (value := single(study, name)) is not None
        }
        for name in figures(study):
            yield from _possible(study, name)
        told = _related(study)
        yield from _often(study, values)
        yield from _parts(study, values, told)
        yield from _sums(study, values, told)
        yield from _grim(study, values)


def figures(study: Source) -> Fields:
    """The figures of a study by their names."""
    return get(study, dict, "figures") or {}


def single(study: Source, name: str) -> Decimal | None:
    """A figure of one value; None for a range, and where none is told."""
    for steps in (("figures", name), ("figures", name, "value")):
        for kind in (int, float):
            if (value := get(study, kind, *steps)) is not None:
                return Decimal(str(value))
    return None


def unit(study: Source, name: str) -> str:
    """The unit of a figure, or "" where none is told."""
    return get(study, str, "figures", name, "unit") or ""


def _possible(study: Source, name: str) -> Iterator[Finding]:
    given, value = unit(study, name), single(study, name)
    highest = value
    if value is None:
        ends = [get(study, kind, "figures", name, "high") for kind in (int, float)]
        highest = next((Decimal(str(end)) for end in ends if end is not None), None)
    if highest is None:
        return
    place = study.place("figures", name)
    is_p = given == "p" or name == "p" or name.endswith("_p")
    people = given in COUNTED or (not given and PEOPLE.fullmatch(name))
    if is_p and value is not None and not 0 <= value <= 1:
        expected = "a p from 0 to 1"
    elif people and value is not None and (value < 0 or value != int(value)):
        expected = "a whole number, 0 or more"
    else:
        yield from _plausible(study, name, highest)
        return
    yield FIGURE_IMPOSSIBLE.at(
        place, found=f"{name}: {value}", expected=expected, fix="look it up in the article"
    )


def _plausible(study: Source, name: str, value: Decimal) -> Iterator[Finding]:
    most = next((most for pattern, most in LIMITS if pattern.fullmatch(name)), None)
    if unit(study, name) == "percent" and not RISE.search(name):
        most = 100
    if most is not None and (value > most or value < 0):
        yield FIGURE_IMPLAUSIBLE.at(
            study.place("figures", name),
            found=f"{name}: {value}",
            expected=f"0 to {most}",
            fix="look it up in the article",
        )


def _often(study: Source, values: Values) -> Iterator[Finding]:
    """Sessions of a few weeks, of which nobody can have so many."""
    sessions, weeks = values.get("sessions"), values.get("weeks")
    if sessions and weeks and sessions / weeks > OFTEN:
        yield FIGURE_IMPLAUSIBLE.at(
            study.place("figures", "sessions"),
            found=f"sessions: {sessions}, in weeks: {weeks}",
            expected=f"{OFTEN} or fewer a week",
            fix="look both up in the article",
            evidence=str(study.place("figures", "weeks")),
        )


def _related(study: Source) -> list[set[str]]:
    """The figures of each relation that the record tells, which are its own rule's."""
    says = (
        get(study, str, "relations", i, "says")
        for i in range(len(get(study, list, "relations") or []))
    )
    return [set(re.findall(r"[a-z_][a-z0-9_]*", each)) for each in says if each]


def _parts(study: Source, values: Values, told: list[set[str]]) -> Iterator[Finding]:
    for part, whole in sorted(set(_pairs(values))):
        if values[part] <= values[whole] or any({part, whole} <= names for names in told):
            continue
        yield FIGURE_PART.at(
            study.place("figures", part),
            found=f"{part}: {values[part]}, but {whole}: {values[whole]}",
            expected=f"no more {part} than {whole}",
            fix="look both up in the article",
            evidence=str(study.place("figures", whole)),
        )


def _pairs(values: Values) -> Iterator[tuple[str, str]]:
    """A part and its whole, by the names that figures have."""
    for chain in CHAINS:
        known = [name for name in chain if name in values]
        yield from ((part, whole) for whole, part in pairwise(known))
    whole = next((name for name in WHOLES if name in values), "")
    for name in values:
        if whole and whole != name and (name.endswith("_group") or name == "controls"):
            yield name, whole
        if found := re.fullmatch(
            r"(\w+)_(?:dropouts?|analysed|incomplete|completed|completers|women|men)", name
        ):
            for group in (
                f"{found[1]}_group",
                f"{found[1]}s",
                found[1],
                f"{found[1]}_participants",
            ):
                if group in values:
                    yield name, group
                    break
        for low, high in (
            ("min", "max"),
            ("low", "high"),
            ("lowest", "highest"),
            ("first", "last"),
        ):
            other = re.sub(rf"(?:^|(?<=_)){low}(?=_|$)", high, name)
            if other != name and other in values:
                yield name, other
        if found := re.fullmatch(r"(?:mean|median)_(\w+)|(\w+)_(?:mean|median)", name):
            base = found[1] or found[2]
            yield from _between(name, base, values)
        if (
            re.fullmatch(r"\w+(?<!_per)(?<!_a)_week", name)
            and "weeks" in values
            and "follow" not in name
        ):
            yield name, "weeks"


def _between(name: str, base: str, values: Values) -> Iterator[tuple[str, str]]:
    if f"{base}_min" in values:
        yield f"{base}_min", name
    if f"{base}_max" in values:
        yield name, f"{base}_max"


def _sums(study: Source, values: Values, told: list[set[str]]) -> Iterator[Finding]:
    for total, parts, times in _totals(values):
        names = {total, *parts}
        if any(names <= each for each in told) or len(names) != 1 + len(parts):
            continue
        counted = [values[name] for name in parts]
        made = counted[0] * counted[1] if times else sum(counted, Decimal(0))
        if made == values[total]:
            continue
        sign = " · " if times else " + "
        yield FIGURE_SUM.at(
            study.place("figures", total),
            found=f"{total}: {values[total]}, but {sign.join(parts)} is {made}",
            expected=f"{total}: {made}",
            fix="mend the figure that is wrong; where it is right so, say what holds in relations",
            evidence=", ".join(str(study.place("figures", name)) for name in parts),
        )


def _totals(values: Values) -> Iterator[tuple[str, list[str], bool]]:
    """Totals and their parts: groups and participants, dropouts, sessions."""
    groups = [name for name in values if re.fullmatch(r"\w+_group|controls?|control_group", name)]
    if len(groups) > 1 and values.get("groups", len(groups)) == len(groups):
        for total in ("participants", "randomised", "randomized", "patients"):
            if total in values:
                yield total, groups, False
                break
    for kind in ("dropouts", "analysed", "completed", "completers"):
        parts = [name for name in values if name.endswith(f"_{kind}")]
        alike = {name.removesuffix("s") for name in parts}
        known = values.get("groups", Decimal(len(groups)))
        if kind in values and len(alike) == len(parts) > 1 and known in (0, len(parts)):
            yield kind, parts, False
    if {"sessions", "weeks", "sessions_per_week"} <= set(values):
        yield "sessions", ["weeks", "sessions_per_week"], True
    if {"women", "men"} <= set(values):
        total = next((name for name in ("participants", "patients", "n") if name in values), "")
        if total:
            yield total, ["women", "men"], False


def _grim(study: Source, values: Values) -> Iterator[Finding]:
    sizes = {
        int(value)
        for name, value in values.items()
        if PEOPLE.fullmatch(name) and unit(study, name) in {"", "people", "count"}
    }
    sample = get(study, list, "sample") or []
    if sample and all(name in values for name in sample):
        sizes.add(int(sum(values[name] for name in sample)))
    for name, value in values.items():
        places = -int(value.as_tuple().exponent)
        share = re.fullmatch(r"\w+_(?:percent|share|proportion)", name)
        mean = re.fullmatch(r"(?:mean|median)_(?:count|number|sessions|score)\w*", name)
        if not sizes or not (share or mean) or (mean and places == 0):
            continue
        scale = Decimal(100) if share else Decimal(1)
        if any(can_be(value, n, scale) for n in sizes if n > 0):
            continue
        yield FIGURE_GRIM.at(
            study.place("figures", name),
            found=f"{name}: {value}, which no whole number of "
            f"{' or '.join(map(str, sorted(sizes)))} gives",
            expected="a share or a mean that a group of the study can have",
            fix="look it up, or give the size of the group that it is of",
        )
