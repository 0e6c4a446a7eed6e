"""Rules on the results of a study record: what each number says against the others.

Each looks at numbers as they are printed, and what a printed number was before it was rounded may
be anything that is rounded to it.
"""

import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import Rule, declare
from thesis.effects import reported, rounded
from thesis.effects.reported import names, results
from thesis.effects.rounded import Ends, ends, half, meet
from thesis.effects.sizes import (
    GROUPS,
    RATIOS,
    Reported,
    back,
    deviation,
    has,
    null,
    scale,
    size,
)  # fmt: skip
from thesis.input import todo
from thesis.input.folder import Data
from thesis.input.sources import Source

EFFECT_FIGURE = declare(
    "effect.figure",
    looks_at="reported",
    sees="a result that names a figure which the record does not have, or which is no number",
    misses="a figure that is there and counts something else",
    example="n: exercise_analyzed",
)
EFFECT_IMPOSSIBLE = declare(
    "effect.impossible",
    looks_at="reported",
    sees="a result that cannot be: a standard deviation below 0, a group of nobody, more events "
    "than people, a correlation beyond 1, a ratio that is not above 0, a p beyond 0 and 1",
    misses="a number that can be and is wrong",
    example="sd: -4.2",
)
EFFECT_INTERVAL = declare(
    "effect.interval",
    looks_at="reported",
    sees="a confidence interval the wrong way round, or without its estimate in it",
    misses="an interval of something else",
    example="low: -0.4, high: -1.9",
)
EFFECT_MIDDLE = declare(
    "effect.middle",
    looks_at="reported",
    sees="a difference of means or of risks that does not lie in the middle of its interval",
    misses="a ratio or a standardised difference, whose interval need not lie evenly about it",
    example="value: -4.3 with low: -6.9 and high: -2.7",
    severity=WARNING,
)
EFFECT_SIDE = declare(
    "effect.side",
    looks_at="reported",
    sees="an estimate of the authors that favours the other group than the numbers of the groups "
    "beside it, and lies outside of the interval that these give",
    misses="an estimate that was adjusted and still lies on the same side",
    example="estimate: {of: MD, value: 4.3} with means of 20.1 and 24.4",
    severity=WARNING,
)
EFFECT_P = declare(
    "effect.p",
    looks_at="reported",
    sees="a p that is not that of the t, F or chi square and the degrees of freedom beside it",
    misses="a one-sided p, which is told as one that is half of what it should be",
    example="t: 2.2, df: 48, p: 0.003",
    severity=WARNING,
)
EFFECT_INTERVAL_P = declare(
    "effect.interval-p",
    looks_at="reported",
    sees="a 95 % interval that says the opposite of the p beside it on whether there is an effect",
    misses="a p between 0.02 and 0.1, or farther from 0.05 in small groups, for which two ways of "
    "reckoning may differ, and few events",
    example="low: 0.2, high: 1.9 with p: 0.34",
    severity=WARNING,
)
EFFECT_STANDARD_ERROR = declare(
    "effect.standard-error",
    looks_at="reported",
    sees="a standard error that is not the standard deviation by the root of n, or whose interval "
    "has another width",
    misses="both of them wrong together; an interval that was adjusted for several comparisons",
    example="sd: 4.2, n: 25, se: 4.2",
    severity=WARNING,
)
EFFECT_GRIM = declare(
    "effect.grim",
    looks_at="reported",
    sees="a mean of whole numbers that no sum of n of them gives (GRIM)",
    misses="a mean of many, which can have any decimals; what `items` does not say of the scale",
    example="n: 19, mean: 5.19, items: 1",
    severity=WARNING,
)
EFFECT_PERCENT = declare(
    "effect.percent",
    looks_at="reported",
    sees="a percentage that is not that of the events of n",
    misses="a percentage of another group",
    example="n: 40, events: 8, percent: 25",
    severity=WARNING,
)

EFFECT_INCOMPLETE = declare(
    "effect.incomplete",
    looks_at="reported",
    sees="half an interval, or one without its estimate; two degrees of freedom of a t or a "
    "chi square, or as many of a t as there are people",
    misses="what the article does not tell either",
    example="estimate: {of: MD, low: -5.3, high: -0.1}",
    severity=WARNING,
)

LIMITS = {
    **dict.fromkeys(("sd", "se", "f", "chi2"), (0, math.inf, "0 or more")),
    "percent": (0, 100, "0 to 100"),
    "r": (-1, 1, "-1 to 1"),
    "p": (0, 1, "0 to 1"),
}
"""The least and the most that a number of a name can be, and both in words."""
ERRORS = (EFFECT_FIGURE, EFFECT_IMPOSSIBLE, EFFECT_INTERVAL)

LOOK_UP = "look it up in the article"
KEPT = f"{LOOK_UP}; where it stands there, say so in the note of the result"
SMALL, LARGE = 0.02, 0.1  # where the sizes of the groups are not known, or are not small

Steps = tuple[str, ...]
Doubt = tuple[Rule, Steps, str, str]
"""A rule, the steps to what is wrong, what was found and what was expected."""


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        if "results" not in study.value or not complete.value(study, "results"):
            continue
        yield from _figures(study)
        for name, result in results(study.value).items():
            for rule, steps, found, expected in doubts(result):
                yield rule.at(
                    study.place("results", name, *steps),
                    found=found,
                    expected=expected,
                    fix=LOOK_UP if rule in ERRORS else KEPT,
                )


def _figures(study: Source) -> Iterator[Finding]:
    known = {
        name
        for name, figure in (study.value.get("figures") or {}).items()
        if isinstance(figure.get("value") if isinstance(figure, Mapping) else figure, int | float)
    }
    for steps, name in names(study.value):
        if name not in known and not todo.waits(study, "figures", name):
            yield EFFECT_FIGURE.at(
                study.place(*steps),
                found=f"{steps[-1]}: {name}",
                expected="a number, or the name of a figure of the record that is one",
                fix=suggestion(name, known, f"add {name} under figures, or type the number"),
            )


def doubts(result: Reported) -> Iterator[Doubt]:
    """What in a result contradicts the rest of it; of what cannot be, no more is said."""
    impossible = [*_impossible(result)]
    yield from impossible
    wrong = {steps[0] for _, steps, _, _ in impossible}
    own = {} if "estimate" in wrong else result.get("estimate") or {}
    if not {"t", "f", "chi2", "df", "p"} & wrong:
        yield from _p(result)
        yield from _freedom(result)
    if own:
        yield from _half(own)
        yield from _side(own, result)
        yield from _interval(own, result)
    for group in GROUPS:
        if group in result and group not in wrong:
            yield from _group(group, result[group], result.get("items"))


def _impossible(result: Reported) -> Iterator[Doubt]:
    for steps, value in _numbers(result):
        name, expected = steps[-1], ""
        least, most, limits = LIMITS.get(name, (-math.inf, math.inf, ""))
        if not least <= value <= most:
            expected = limits
        elif name == "n" and (value < 1 or value != int(value)):
            expected = "a whole number, 1 or more"
        elif name == "events":
            n = result[steps[0]].get("n", math.inf)
            if value < 0 or value > n or value != int(value):
                expected = f"a whole number from 0 to {n}" if n < math.inf else "a whole number"
        elif name == "df" and value <= 0:
            expected = "more than 0"
        elif name == "level" and not 50 <= value < 100:
            expected = "a level in per cent, such as 95"
        elif name in ("value", "low", "high"):
            of = result["estimate"].get("of")
            if of in RATIOS and value < 0:  # 0.0 may be a small ratio, rounded
                expected = f"more than 0: it is of {of}"
            elif of in ("RD", "COR") and not -1 <= value <= 1:
                expected = f"-1 to 1: it is of {of}"
        if expected:
            yield EFFECT_IMPOSSIBLE, steps, f"{name}: {value}", expected


def _numbers(result: Reported, *above: str) -> Iterator[tuple[Steps, float]]:
    for name, value in result.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, *above, name)
        elif isinstance(value, list):
            yield from (((*above, name), each) for each in value)
        elif isinstance(value, int | float) and name != "page":
            yield (*above, name), value


def _said(p: Any) -> Ends:
    """What a reported p may be: a number as it is rounded, «<0.001», «>0.05»."""
    if told := re.fullmatch(r"([<>]) ?(\S+)", str(p)):
        bound = float(told[2])
        return (0.0, bound) if told[1] == "<" else (bound, 1.0)
    return ends(p)


def _p(result: Reported) -> Iterator[Doubt]:
    p, df = result.get("p"), result.get("df")
    if p is None or df is None:
        return
    pair = tuple(df) if isinstance(df, list) else (1, df)
    given: list[tuple[str, Ends]] = []
    if has(result, "t") and not isinstance(df, list):
        given.append(("t", rounded.p_of_t(result["t"], df)))
    if has(result, "f"):
        given.append(("f", rounded.p_of_f(result["f"], pair)))
    if has(result, "chi2") and not isinstance(df, list):
        given.append(("chi2", rounded.p_of_chi2(result["chi2"], df)))
    for name, can in given:
        if not meet(can, _said(p)):
            expected = (
                f"{can[0]:.2g} to {can[1]:.2g}, which {name}: {result[name]} with df: {df} gives"
            )
            yield EFFECT_P, ("p",), f"p: {p}", expected


def _freedom(result: Reported) -> Iterator[Doubt]:
    df, people = result.get("df"), reported.people(result)
    of_another = has(result, "t") or has(result, "chi2")
    if isinstance(df, list) and of_another and not has(result, "f"):
        yield EFFECT_INCOMPLETE, ("df",), f"df: {df}", "one number: two are of an F"
    elif isinstance(df, int | float) and people and has(result, "t") and df >= people:
        yield EFFECT_INCOMPLETE, ("df",), f"df: {df}, of {people} people", f"at most {people - 1}"


def _half(own: Reported) -> Iterator[Doubt]:
    lacking = [name for name in ("value", "low", "high") if not has(own, name)]
    if len(lacking) in (1, 2) and lacking != ["low", "high"]:
        told = [name for name in ("value", "low", "high") if name not in lacking]
        expected = "value, low and high; or value alone"
        yield EFFECT_INCOMPLETE, ("estimate", told[0]), f"{' and '.join(told)} alone", expected


def _side(own: Reported, result: Reported) -> Iterator[Doubt]:
    of, value = own["of"], own.get("value")
    groups = size(
        {name: each for name, each in result.items() if name not in {"estimate", "t"}}, of
    )
    if groups is None or value is None or (of in RATIOS and value <= 0):
        return
    theirs, (low, high) = scale(of, value), groups.interval()
    if theirs * groups.estimate < 0 and not low <= theirs <= high:
        reckoned = f"{back(of, groups.estimate):.3g}, as the groups give it"
        yield EFFECT_SIDE, ("estimate", "value"), f"value: {value}", reckoned


def _interval(own: Reported, result: Reported) -> Iterator[Doubt]:
    if not has(own, "low", "high"):
        return
    low, high, of = own["low"], own["high"], own["of"]
    shown = f"low: {low}, high: {high}"
    if low > high:
        yield EFFECT_INTERVAL, ("estimate", "low"), shown, f"low: {high}, high: {low}"
        return
    if has(own, "value") and not meet(ends(own["value"]), (ends(low)[0], ends(high)[1])):
        expected = f"a value from {low} to {high}"
        yield EFFECT_INTERVAL, ("estimate", "value"), f"value: {own['value']}", expected
        return
    if has(own, "value") and of in ("MD", "RD"):
        middle, room = (low + high) / 2, (half(low) + half(high)) / 2
        if not meet(ends(own["value"]), (middle - room, middle + room)):
            expected = f"{middle:.4g}, the middle of {low} and {high}"
            yield EFFECT_MIDDLE, ("estimate", "value"), f"value: {own['value']}", expected
    if has(own, "se") and of in ("MD", "RD", *RATIOS):
        yield from _width(own, result)
    yield from _significance(own, result)


def _width(own: Reported, result: Reported) -> Iterator[Doubt]:
    """The width of an interval against its standard error."""
    of = own["of"]
    lows, highs = ends(own["low"]), ends(own["high"])
    if of in RATIOS and lows[0] <= 0:
        return
    narrow = (scale(of, highs[0]) - scale(of, lows[1])) / 2
    wide = (scale(of, highs[1]) - scale(of, lows[0])) / 2
    least = _least(result)
    times = rounded.reach(own.get("level", 95), **({"least": least} if least else {}))
    se = ends(own["se"])
    if not meet((narrow, wide), (times[0] * max(se[0], 0), times[1] * se[1])):
        expected = f"{narrow / times[0]:.3g}, by which the interval is so wide"
        yield EFFECT_STANDARD_ERROR, ("estimate", "se"), f"se: {own['se']}", expected


def _least(result: Reported) -> float | None:
    """The fewest degrees of freedom that a comparison of two groups can have, by their sizes."""
    sizes = [(result.get(group) or {}).get("n") for group in GROUPS]
    return min(n - 1 for n in sizes if n) if all(sizes) else None


def _significance(own: Reported, result: Reported) -> Iterator[Doubt]:
    if (p := result.get("p")) is None or own.get("level", 95) != 95 or _few(result):
        return
    nothing = null(own["of"])
    lowest, highest = _said(p)
    apart = own["low"] - half(own["low"]) > nothing or own["high"] + half(own["high"]) < nothing
    across = own["low"] + half(own["low"]) < nothing < own["high"] - half(own["high"])
    least = _least(result)
    small, large = rounded.p_at_edge(least) if least else (SMALL, LARGE)
    if (apart and lowest >= max(large, LARGE)) or (across and highest <= min(small, SMALL)):
        side = "without" if apart else "with"
        expected = f"{'below' if apart else 'above'} 0.05, for an interval {side} {nothing:g} in it"
        yield EFFECT_INTERVAL_P, ("p",), f"p: {p}", expected


def _few(result: Reported) -> bool:
    """Whether fewer than five had, or had not, what is counted: then p goes by other ways."""
    groups = [result.get(group) or {} for group in GROUPS]
    cells = [(group["events"], group["n"]) for group in groups if has(group, "events", "n")]
    return any(min(events, n - events) < 5 for events, n in cells)


def _group(name: str, group: Reported, items: int | None) -> Iterator[Doubt]:
    if has(group, "n", "sd", "se"):
        can = tuple(each / math.sqrt(group["n"]) for each in ends(group["sd"]))
        if not meet((can[0], can[1]), ends(group["se"])):
            reckoned = deviation({**group, "se": None})
            assert reckoned is not None
            expected = f"{reckoned / math.sqrt(group['n']):.3g}, sd by the root of n"
            yield EFFECT_STANDARD_ERROR, (name, "se"), f"se: {group['se']}", expected
    if has(group, "n", "mean") and items:
        mean = Decimal(str(group["mean"]))
        if not rounded.can_be(mean, int(group["n"]) * items):
            expected = f"a mean that a whole number by {int(group['n']) * items} gives"
            yield EFFECT_GRIM, (name, "mean"), f"mean: {group['mean']}", expected
    if has(group, "n", "events", "percent"):
        share = 100 * group["events"] / group["n"]
        if not meet((share, share), ends(group["percent"])):
            expected = f"{share:.4g}, which {group['events']} of {group['n']} is"
            yield EFFECT_PERCENT, (name, "percent"), f"percent: {group['percent']}", expected
