"""Agreement: kappa by the published formulas, and which works it is of.

The numbers are those of statsmodels 0.14 (inter_rater.cohens_kappa: kappa, std_kappa, kappa_low,
kappa_upp) for the same tables; scikit-learn's cohen_kappa_score gives the same kappa.
"""

import pytest

from thesis.screening.agreement import Agreement, Table, agreements, kappa
from thesis.screening.decisions import Decision

KNOWN = [
    ([[20, 5], [10, 15]], 0.3999999999999999, 0.12699606293110033),
    ([[45, 15], [25, 15]], 0.13043478260869554, 0.0986615376234396),
    ([[118, 12], [7, 1363]], 0.9185714285714283, 0.018518026512406867),
    ([[25, 0], [0, 25]], 1.0, 0.0),
    ([[0, 3], [4, 0]], -0.9599999999999996, 0.20529939113402157),
    ([[30, 2], [0, 0]], 0.0, 0.0),
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.49152542372881347, 0.05100181557607786),
]


@pytest.mark.parametrize(("table", "value", "error"), KNOWN)
def test_kappa_is_that_of_the_oracle(table: Table, value: float, error: float) -> None:
    found = kappa(table)
    assert found is not None
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.error == pytest.approx(error, abs=1e-9)


def test_its_interval_is_that_of_the_oracle() -> None:
    found = kappa([[20, 5], [10, 15]])
    assert found is not None
    assert found.low == pytest.approx(0.151092290476661, abs=1e-9)
    assert found.high == pytest.approx(0.6489077095233389, abs=1e-9)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]], [[0, 0], [0, 12]]])
def test_kappa_is_not_defined_where_there_is_nothing_to_tell_apart(table: Table) -> None:
    assert kappa(table) is None


def test_two_agree_on_what_both_looked_at_and_what_was_settled_is_nobodys() -> None:
    said = (
        "a:kari:include a:ola:unsure b:kari:exclude b:ola:include b:agreed:exclude c:kari:include"
    )
    decisions = [
        Decision(work, "title_abstract", what, screener=who)
        for work, who, what in (word.split(":") for word in said.split())
    ]
    assert agreements(decisions, {}) == [Agreement(("kari", "ola"), ((1, 0), (1, 0)))]


def test_each_two_of_three_screeners_have_an_agreement_of_their_own() -> None:
    decisions = [
        Decision(work, "full_text", "exclude", screener=who)
        for who, works in (("kari", "xy"), ("ola", "yz"), ("per", "z"))
        for work in works
    ]
    found = agreements([*decisions], {"x": "y"})  # x is y under another name
    assert [(each.screeners, each.both) for each in found] == [
        (("kari", "ola"), 1),
        (("ola", "per"), 1),
    ]
