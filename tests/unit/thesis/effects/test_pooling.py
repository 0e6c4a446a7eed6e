"""Pooled effects are those that are printed of published meta-analyses."""

from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest
import yaml
from scipy.special import stdtrit

from thesis.effects.pooling import pool
from thesis.effects.sizes import Size, size

ORACLE = yaml.safe_load((Path(__file__).parent / "oracle.yaml").read_text("utf-8"))
CASES = [(each, result) for each in ORACLE for result in each["results"]]


def reported(columns: list[str], row: list[float], measure: str) -> dict[str, Any]:
    """The result of a study, of a row of a data set."""
    made: dict[str, Any] = {"estimate": {"of": measure}}
    for path, value in zip(columns, row, strict=True):
        part, _, name = path.rpartition(".")
        (made.setdefault(part, {}) if part else made)[name] = value
    for group in ("treated", "controls"):
        if "none" in made.get(group, {}):
            made[group]["n"] = made[group]["events"] + made[group]["none"]
    return made


def sizes(data: dict[str, Any], result: dict[str, Any]) -> list[Size]:
    if "sizes" in data:
        return [Size(estimate, variance) for estimate, variance in data["sizes"]]
    measure, times = result["measure"], result.get("times", 1)
    made = [reported(data["columns"], row, measure) for row in data["rows"]]
    for one, two in ((a["treated"], a["controls"]) for a in made if "one_sd" in data):
        squares = ((group["n"] - 1) * group["sd"] ** 2 for group in (one, two))
        one["sd"] = two["sd"] = (sum(squares) / (one["n"] + two["n"] - 2)) ** 0.5
    found = [size(one, measure) for one in made]
    return [Size(one.estimate * times, one.variance * times**2) for one in found if one]


@pytest.mark.parametrize(("each", "result"), CASES, ids=lambda one: str(one.get("name", one))[:60])
def test_what_is_printed_is_found_to_four_digits(
    each: dict[str, Any], result: dict[str, Any]
) -> None:
    of = sizes(each, result)
    assert len(of) == len(each.get("rows") or each["sizes"])
    if "first" in result:
        assert [of[0].estimate, of[0].variance] == pytest.approx(result["first"], abs=6e-5)
        printed = result.get("all", [])
        assert [one.estimate for one in of][: len(printed)] == pytest.approx(printed, abs=6e-5)
        return
    found = pool(of, result["method"])
    low, high = found.whole.interval()
    told = {"estimate": found.whole.estimate, "se": found.whole.se, "low": low, "high": high}
    told |= {"q": found.q, "tau2": found.tau2, "i2": found.i2}
    for name in told.keys() & result.keys():
        # I² of the random effects is printed with two decimals on some pages
        room = 6e-3 if name == "i2" else 6e-5
        assert told[name] == pytest.approx(result[name], abs=room), name
    if "prediction_by_z" in result:
        assert found.prediction
        times = NormalDist().inv_cdf(0.975) / float(stdtrit(found.df - 1, 0.975))
        middle = found.whole.estimate
        by_z = [middle + (end - middle) * times for end in found.prediction]
        assert by_z == pytest.approx(result["prediction_by_z"], abs=1.2e-4)


@pytest.mark.parametrize("method", ["fixed", "DL", "REML"])
def test_equal_sizes_have_no_heterogeneity_and_the_weights_are_the_whole(method: str) -> None:
    found = pool([Size(0.5, 0.1), Size(0.5, 0.2), Size(0.5, 0.1)], method)
    assert (found.tau2, found.q, found.i2) == (0, 0, 0)
    assert found.weights == pytest.approx((40, 20, 40))
    assert found.whole.estimate == 0.5


def test_one_size_is_not_pooled() -> None:
    with pytest.raises(ValueError, match="1 sizes"):
        pool([Size(0.5, 0.1)], "DL")
