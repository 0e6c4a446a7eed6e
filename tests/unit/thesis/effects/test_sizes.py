"""Effect sizes of what a study reports: by which way, and what is shown of it."""

from typing import Any

import pytest

from thesis.effects.sizes import back, correction, size

GROUPS = {
    "treated": {"n": 25, "mean": 20.1, "sd": 4.2},
    "controls": {"n": 25, "mean": 24.4, "sd": 5.0},
}
EVENTS = {"treated": {"n": 40, "events": 8}, "controls": {"n": 38, "events": 15}}
NONE = {"treated": {"n": 40, "events": 0}, "controls": {"n": 38, "events": 5}}
OWN = {"of": "OR", "value": 1.45, "low": 1.02, "high": 2.08}

# The measure, what is reported, the printed effect, its standard error, and what is shown of it.
CASES: list[tuple[str, dict[str, Any], float, float, str]] = [
    ("MD", GROUPS, -4.3, 1.306, "MD = 20,10 − 24,40 = −4,30; SE = √(4,20²/25 + 5,00²/25) = 1,306"),
    ("SMD", GROUPS, -0.9166, 0.2973, "g = 0,984 · (20,10 − 24,40) / 4,62 = −0,92; SE ="),
    (
        "SMD",
        {"treated": {"n": 25}, "controls": {"n": 25}, "t": -3.2926},
        -0.9166,
        0.2973,
        "g = 0,984 · (−3,29) · √(1/25 + 1/25) = −0,92",
    ),
    ("RR", EVENTS, 0.5067, 0.3746, "RR = (8/40) / (15/38) = 0,51; SE(ln RR) = 0,375"),
    ("OR", EVENTS, 0.3833, 0.5161, "OR = (8 · 23) / (32 · 15) = 0,38; SE(ln OR) = 0,516"),
    ("RD", EVENTS, -0.1947, 0.1014, "RD = 8/40 − 15/38 = −0,195; SE = 0,101"),
    ("RR", NONE, 0.0865, 1.4601, "RR = (0,5/41,0) / (5,5/39,0) = 0,09 (+ ½)"),
    ("COR", {"r": -0.35, "n": 52}, -0.35, 0.1429, "z = artanh(−0,35) = −0,365"),
    ("OR", {"estimate": OWN}, 1.45, 0.1818, "OR = 1,45; SE = (0,73 − 0,02) / 3,92 = 0,182"),
    ("MD", {"estimate": {"of": "MD", "value": -2.0, "se": 0.5}}, -2.0, 0.5, "MD = −2,00; SE = 0.5"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "reported", "estimate", "se", "shown"), CASES)
def test_a_size_and_its_arithmetic(
    measure: str, reported: dict[str, Any], estimate: float, se: float, shown: str
) -> None:
    found = size(reported, measure)
    assert found is not None
    assert back(measure, found.estimate) == pytest.approx(estimate, abs=1e-4)
    assert found.se == pytest.approx(se, abs=1e-4)
    assert shown in found.shown


@pytest.mark.parametrize(
    ("measure", "reported"),
    [
        ("SMD", {"treated": {"n": 25, "mean": 20.1}, "controls": {"n": 25, "mean": 24.4}}),
        ("RR", {"treated": {"n": 9, "events": 0}, "controls": {"n": 9, "events": 0}}),
        ("OR", {"estimate": {"of": "RR", "value": 1.45, "low": 1.02, "high": 2.08}}),
        ("OR", {"estimate": {"of": "OR", "value": 1.45}}),
        ("OR", {"estimate": {"of": "OR", "value": 1.45, "low": 0, "high": 2}}),
        ("COR", {"r": 1, "n": 10}),
        ("MD", {}),
    ],
)
def test_what_does_not_give_the_measure_gives_none(measure: str, reported: dict[str, Any]) -> None:
    assert size(reported, measure) is None


def test_the_correction_is_the_exact_one() -> None:
    # Γ(m/2) / (√(m/2) · Γ((m − 1)/2)) is 1/√π at 2 degrees of freedom
    assert correction(2) == pytest.approx(0.5642, abs=1e-4)
    assert correction(50) == pytest.approx(1 - 3 / (4 * 50 - 1), abs=1e-4)
