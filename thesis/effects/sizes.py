"""Effect sizes of what a study reports of an outcome, each with its variance and its arithmetic.

They are those of Borenstein et al. (2009) and of the package metafor, whose printed results are the
oracle of the tests. A ratio is reckoned as its logarithm and a correlation as Fisher's z;
:func:`back` gives what is printed.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from thesis.model.display import decimal

Reported = Mapping[str, Any]
"""The result of an outcome in a study record, every number in it resolved to one."""

MEASURES = ("MD", "SMD", "RR", "OR", "RD", "COR")
RATIOS = ("RR", "OR")
GROUPS = ("treated", "controls")


@dataclass(frozen=True)
class Size:
    """An effect size on the scale that it is reckoned on.

    Attributes:
        estimate: above 0 where the treated group has more.
        shown: its arithmetic in digits, for the evidence.
    """

    estimate: float
    variance: float
    shown: str = ""

    @property
    def se(self) -> float:
        """Its standard error."""
        return math.sqrt(self.variance)

    def interval(self, level: float = 95) -> tuple[float, float]:
        """Its confidence interval by the normal distribution, `level` in per cent."""
        half = quantile(level) * self.se
        return self.estimate - half, self.estimate + half


def quantile(level: float = 95) -> float:
    """How many standard errors an interval of `level` per cent reaches: 1.96 for 95."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def scale(measure: str, value: float) -> float:
    """A printed value on the scale that its measure is reckoned on."""
    return (
        math.log(value) if measure in RATIOS else math.atanh(value) if measure == "COR" else value
    )


def back(measure: str, value: float) -> float:
    """A value of that scale as it is printed."""
    return math.exp(value) if measure in RATIOS else math.tanh(value) if measure == "COR" else value


def null(measure: str) -> float:
    """What is printed where there is no effect."""
    return back(measure, 0)


def size(reported: Reported, measure: str, language: str = "nb") -> Size | None:
    """The effect size of a result; None where what is reported does not give it.

    Of the numbers of the groups where they are reported; else of t, or of the authors' own estimate
    of the same measure with its standard error or its interval.
    """

    def write(value: float, places: int = 2) -> str:
        return decimal(value, places, language)

    given = [reported.get(group) or {} for group in GROUPS]
    try:
        for way in (*WAYS[measure], _own_of(measure)):
            found = way(reported, given[0], given[1], write)
            if found and found.variance > 0:
                return found
    except (ArithmeticError, ValueError):  # a standard deviation of 0, a ratio of nothing
        return None
    return None


Write = Callable[..., str]
Way = Callable[[Reported, Reported, Reported, Write], Size | None]


def has(group: Reported, *names: str) -> bool:
    """Whether a group has numbers of these names."""
    return all(group.get(name) is not None for name in names)


def deviation(group: Reported) -> float | None:
    """The standard deviation of a group, of its standard error where it is not told."""
    if has(group, "sd"):
        return float(group["sd"])
    return group["se"] * math.sqrt(group["n"]) if has(group, "se", "n") else None


def correction(df: float) -> float:
    """Hedges' correction of a standardised difference for small samples, exactly."""
    log = math.lgamma(df / 2) - math.log(df / 2) / 2 - math.lgamma((df - 1) / 2)
    return math.exp(log)


def _md(reported: Reported, one: Reported, two: Reported, write: Write) -> Size | None:
    s1, s2 = deviation(one), deviation(two)
    if not (has(one, "n", "mean") and has(two, "n", "mean") and s1 and s2):
        return None
    difference = one["mean"] - two["mean"]
    variance = s1**2 / one["n"] + s2**2 / two["n"]
    return Size(
        difference,
        variance,
        f"MD = {write(one['mean'])} − {_negative(two['mean'], write)} = {write(difference)}; SE = "
        f"√({write(s1)}²/{one['n']} + {write(s2)}²/{two['n']}) = {write(math.sqrt(variance), 3)}",
    )


def _smd(reported: Reported, one: Reported, two: Reported, write: Write) -> Size | None:
    s1, s2 = deviation(one), deviation(two)
    if not (has(one, "n", "mean") and has(two, "n", "mean") and s1 and s2):
        return None
    df = one["n"] + two["n"] - 2
    pooled = math.sqrt(((one["n"] - 1) * s1**2 + (two["n"] - 1) * s2**2) / df)
    d = (one["mean"] - two["mean"]) / pooled
    return _corrected(
        d,
        one["n"],
        two["n"],
        write,
        f"({write(one['mean'])} − {_negative(two['mean'], write)}) / {write(pooled)}",
    )


def _smd_of_t(reported: Reported, one: Reported, two: Reported, write: Write) -> Size | None:
    if not (has(reported, "t") and has(one, "n") and has(two, "n")):
        return None
    root = math.sqrt(1 / one["n"] + 1 / two["n"])
    shown = f"{_negative(reported['t'], write)} · √(1/{one['n']} + 1/{two['n']})"
    return _corrected(reported["t"] * root, one["n"], two["n"], write, shown)


def _corrected(d: float, n1: float, n2: float, write: Write, shown: str) -> Size:
    j = correction(n1 + n2 - 2)
    g = j * d
    variance = 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2))
    return Size(
        g,
        variance,
        f"g = {write(j, 3)} · {shown} = {write(g)}; SE = √(1/{n1} + 1/{n2} + "
        f"{_negative(g, write)}²/(2 · {n1 + n2})) = {write(math.sqrt(variance), 3)}",
    )


def _ratio(measure: str) -> Way:
    def way(reported: Reported, one: Reported, two: Reported, write: Write) -> Size | None:
        if not (has(one, "n", "events") and has(two, "n", "events")):
            return None
        a, b = one["events"], one["n"] - one["events"]
        c, d = two["events"], two["n"] - two["events"]
        added = ""
        if 0 in (a, b, c, d):
            if measure != "RD" and (a == c == 0 or b == d == 0):
                return None  # nothing, or everything, happened in both: no ratio
            a, b, c, d = (cell + 0.5 for cell in (a, b, c, d))
            added = " (+ ½)"
        n1, n2 = a + b, c + d
        w = {each: write(each, 1) if added else str(each) for each in (a, b, c, d, n1, n2)}
        if measure == "RD":
            value = a / n1 - c / n2
            variance = a * b / n1**3 + c * d / n2**3
            shown = f"RD = {w[a]}/{w[n1]} − {w[c]}/{w[n2]} = {write(value, 3)}"
        elif measure == "RR":
            value = math.log(a / n1) - math.log(c / n2)
            variance = 1 / a - 1 / n1 + 1 / c - 1 / n2
            shown = f"RR = ({w[a]}/{w[n1]}) / ({w[c]}/{w[n2]}) = {write(math.exp(value))}"
        else:
            value = math.log(a * d / (b * c))
            variance = 1 / a + 1 / b + 1 / c + 1 / d
            shown = f"OR = ({w[a]} · {w[d]}) / ({w[b]} · {w[c]}) = {write(math.exp(value))}"
        of = "SE" if measure == "RD" else f"SE(ln {measure})"
        return Size(value, variance, f"{shown}{added}; {of} = {write(math.sqrt(variance), 3)}")

    return way


def _cor(reported: Reported, one: Reported, two: Reported, write: Write) -> Size | None:
    if not has(reported, "r", "n") or reported["n"] <= 3:
        return None
    z, variance = math.atanh(reported["r"]), 1 / (reported["n"] - 3)
    return Size(
        z,
        variance,
        f"z = artanh({write(reported['r'])}) = {write(z, 3)}; "
        f"SE = 1/√({reported['n']} − 3) = {write(math.sqrt(variance), 3)}",
    )


WAYS: Mapping[str, tuple[Way, ...]] = {
    "MD": (_md,),
    "SMD": (_smd, _smd_of_t),
    "RR": (_ratio("RR"),),
    "OR": (_ratio("OR"),),
    "RD": (_ratio("RD"),),
    "COR": (_cor,),
}  # How each measure is reckoned of the numbers of a study, the first way first


def _own_of(measure: str) -> Way:
    """The authors' own estimate of the measure."""
    return lambda reported, one, two, write: _own(reported, measure, write)


def _own(reported: Reported, measure: str, write: Write) -> Size | None:
    own = reported.get("estimate") or {}
    if own.get("of") != measure or not has(own, "value"):
        return None
    value = scale(measure, own["value"])
    if has(own, "se"):  # that of a ratio is of its logarithm
        return Size(value, own["se"] ** 2, f"{measure} = {write(own['value'])}; SE = {own['se']}")
    if not has(own, "low", "high"):
        return None
    low, high = (scale(measure, own[side]) for side in ("low", "high"))
    times = 2 * quantile(own.get("level", 95))
    se = (high - low) / times
    return Size(
        value,
        se**2,
        f"{measure} = {write(own['value'])}; SE = ({write(high)} − {_negative(low, write)}) / "
        f"{write(times)} = {write(se, 3)}",
    )


def _negative(value: float, write: Write) -> str:
    """A number behind a sign: in brackets where it has one of its own."""
    return f"({write(value)})" if value < 0 else write(value)
