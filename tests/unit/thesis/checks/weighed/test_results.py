"""Results that were reckoned and rounded properly are never told, however they fall."""

import math
from statistics import NormalDist, fmean, stdev
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import chdtrc, fdtrc, stdtr, stdtrit

from thesis.checks.weighed.results import doubts

SCORES = st.lists(st.integers(0, 60), min_size=3, max_size=40).filter(lambda x: len(set(x)) > 1)
PLACES = st.integers(0, 3)


def rounded(value: float, places: int) -> float:
    """A number as an article prints it; without places, as a whole one."""
    return round(value, places) if places else round(value)


@settings(max_examples=150, deadline=None)
@given(SCORES, SCORES, PLACES, PLACES, st.booleans())
@example([0, 0, 1], [1, 3, 6], 1, 2, False)  # p 0.11 by t, an interval without 0 by the normal one
def test_two_groups_of_whole_scores(
    one: list[int], two: list[int], places: int, more: int, by_t: bool
) -> None:
    n1, n2 = len(one), len(two)
    df = n1 + n2 - 2
    difference = fmean(one) - fmean(two)
    variance = ((n1 - 1) * stdev(one) ** 2 + (n2 - 1) * stdev(two) ** 2) / df
    se = math.sqrt(variance * (1 / n1 + 1 / n2))
    times = float(stdtrit(df, 0.975)) if by_t else NormalDist().inv_cdf(0.975)
    t = difference / se
    result: dict[str, Any] = {
        "items": 1,
        "t": rounded(t, places),
        "f": rounded(t**2, more),
        "df": df,
        "p": rounded(2 * float(stdtr(df, -abs(t))), more),
        "estimate": {"of": "MD", "value": rounded(difference, more),
                     "low": rounded(difference - times * se, places),
                     "high": rounded(difference + times * se, places), "se": rounded(se, more)},
    }  # fmt: skip
    for name, scores in (("treated", one), ("controls", two)):
        sd = stdev(scores)
        result[name] = {
            "n": len(scores),
            "mean": rounded(fmean(scores), places),
            "sd": rounded(sd, more),
            "se": rounded(sd / math.sqrt(len(scores)), places),
        }
    assert [*doubts(result)] == []
    assert [*doubts({**result, "df": [1, df], "t": None} | {"t": result["t"]})] == []


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 300), st.integers(2, 300), st.data(), PLACES, PLACES)
def test_two_groups_of_events(
    n1: int, n2: int, data: st.DataObject, places: int, more: int
) -> None:
    a, c = data.draw(st.integers(1, n1 - 1)), data.draw(st.integers(1, n2 - 1))
    b, d = n1 - a, n2 - c
    log = math.log(a * d / (b * c))
    se = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low, high = (math.exp(log + side * NormalDist().inv_cdf(0.975) * se) for side in (-1, 1))
    chi2 = (n1 + n2) * (a * d - b * c) ** 2 / (n1 * n2 * (a + c) * (b + d))
    result = {
        "treated": {"n": n1, "events": a, "percent": rounded(100 * a / n1, places)},
        "controls": {"n": n2, "events": c, "percent": rounded(100 * c / n2, more)},
        "chi2": rounded(chi2, places),
        "df": 1,
        "p": f"<{10.0**-places}" if chdtrc(1, chi2) < 10.0**-places else rounded(
            float(chdtrc(1, chi2)), more
        ),
        "estimate": {
            "of": "OR",
            "value": rounded(math.exp(log), places + 1),
            "low": rounded(low, places + 1),
            "high": rounded(high, places + 1),
            "se": rounded(se, more),
        },
    }  # fmt: skip
    assert [*doubts(result)] == []


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 5), st.integers(3, 200), st.floats(0, 30), PLACES, PLACES)
def test_an_analysis_of_variance(k: int, df: int, f: float, places: int, more: int) -> None:
    p = float(fdtrc(k, df, f))
    result = {"f": rounded(f, places), "df": [k, df], "p": rounded(p, more)}
    assert [*doubts(result)] == []


def estimate(of: str, name: str = "value") -> Any:
    """A result with an estimate, by its value."""
    return lambda value: {"estimate": {"of": of, name: value}}


def group(name: str, **also: float) -> Any:
    """A result with a group, by one of its numbers."""
    return lambda value: {"treated": {**also, name: value}}


@pytest.mark.parametrize(
    ("of", "right", "wrong"),
    [
        (group("n"), (1, 25), (0, 2.5)),
        (group("sd"), (0, 9), (-0.1,)),
        (group("events", n=25), (0, 25), (-1, 26, 2.5)),
        (group("percent"), (0, 100), (-1, 101)),
        (lambda value: {"r": value}, (-1, 1), (-1.1, 1.1)),
        (lambda value: {"p": value}, (0, 1), (-0.1, 1.1)),
        (lambda value: {"f": value}, (0, 9), (-0.1,)),
        (lambda value: {"df": value}, (0.5, 9), (0, -1)),
        (estimate("MD", "level"), (50, 99.9), (49, 100)),
        (estimate("OR"), (0, 9), (-0.1,)),
        (estimate("RD"), (-1, 1), (-1.1, 1.1)),
        (estimate("MD"), (-9, 9), ()),
    ],
)
def test_what_cannot_be_is_told_and_what_just_can_is_not(
    of: Any, right: tuple[float, ...], wrong: tuple[float, ...]
) -> None:
    told = {value: {rule.id for rule, *_ in doubts(of(value))} for value in (*right, *wrong)}
    assert [value for value in told if "effect.impossible" in told[value]] == [*wrong]
