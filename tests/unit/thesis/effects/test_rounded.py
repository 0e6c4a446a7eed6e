"""What a printed number may have been; checks/weighed/test_results.py tries it at random."""

from decimal import Decimal

import pytest

from thesis.effects import rounded


@pytest.mark.parametrize(
    ("value", "ends"), [(1.25, (1.245, 1.255)), (2.0, (1.95, 2.05)), (3, (2.5, 3.5))]
)
def test_the_ends_are_half_of_the_last_place_away(value: float, ends: rounded.Ends) -> None:
    assert rounded.ends(value) == pytest.approx(ends)


# Brown and Heathers (2017) have a mean of 5.19 of 28 people as their example of what cannot be: 145
# and 146 by 28 are 5.18 and 5.21.
@pytest.mark.parametrize(("value", "n", "can"), [("5.19", 28, False), ("5.18", 28, True)])
def test_a_mean_of_whole_numbers(value: str, n: int, can: bool) -> None:
    assert rounded.can_be(Decimal(value), n) is can


@pytest.mark.parametrize(
    ("found", "p"),
    [
        # Tables of the distributions: t of 48, F of 1 and 48, chi square of 1 at the 5 % level.
        (rounded.p_of_t(2.011, 48), 0.05),
        (rounded.p_of_f(4.043, (1, 48)), 0.05),
        (rounded.p_of_chi2(3.841, 1), 0.05),
    ],
)
def test_p_at_the_limits_that_tables_have(found: rounded.Ends, p: float) -> None:
    assert found == pytest.approx((p, p), abs=1e-4)
